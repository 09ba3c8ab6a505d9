"""One to four clauses, through one state and with attention, trained until the longest sentences are right.

{"learnt_at": step or None, "words": one a length, "clause_exact": at every check one a length, "exact": at the end one
a length}. Rates are compared after `RATE_STEPS` steps: by then the better rate shows, and a slow one need not be waited
for.
"""

from functools import partial

from results.contestants import Comparison, Contestant, Outcome
from results.runs.translation import conditions

from rnn_docs.comparison import VALIDATION_SEEDS
from rnn_docs.tasks.translation import MEMORY_STEPS, train_memory

NAMES = {"state": False, "attention": True}  # does the decoder look back?
RATE_STEPS = 1000


def outcome(name: str, seed: int, learning_rate: float) -> Outcome:
    steps = RATE_STEPS if seed in VALIDATION_SEEDS else MEMORY_STEPS
    result = train_memory(seed, NAMES[name], learning_rate, steps)
    return {
        "learnt_at": result.learnt_at,
        "words": list(result.words),
        "exact": [round(share, 4) for share in result.exact],
        "clause_exact": [[round(share, 4) for share in shares] for shares in result.clause_exact],
    }


def wrong(found: Outcome) -> float:
    """The share of wrong clauses in the longest sentences where the rates are compared."""
    return 1 - float(found["clause_exact"][-1][-1])


CONTESTANTS = {
    name: Contestant(partial(outcome, name), conditions("gru", looks_back, MEMORY_STEPS))
    for name, looks_back in NAMES.items()
}
COMPARISON = Comparison(CONTESTANTS, seeds=3, score=wrong)

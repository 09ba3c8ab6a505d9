"""One to four clauses, through one state (read forwards or backwards) and with attention, trained until the longest
sentences are right.

{"learnt_at": step or None, "words": one a length, "clause_exact": at every check one a length, "exact": at the end one
a length}. Rates are compared after `RATE_STEPS` steps: by then the better rate shows, and a slow one need not be waited
for.
"""

from dataclasses import replace
from functools import partial

from results.contestants import Comparison, Contestant, Outcome
from results.runs.translation import conditions

from rnn_docs.comparison import RATES, VALIDATION_SEEDS, Conditions
from rnn_docs.tasks.translation import MEMORY_STEPS, train_memory

NAMES = {"state": (False, False), "backwards": (False, True), "attention": (True, False)}  # looks back? read backwards?
RATE_STEPS = 1000


def outcome(name: str, seed: int, learning_rate: float) -> Outcome:
    steps = RATE_STEPS if seed in VALIDATION_SEEDS else MEMORY_STEPS
    looks_back, backwards = NAMES[name]
    result = train_memory(seed, looks_back, learning_rate, steps, backwards=backwards)
    return {
        "learnt_at": result.learnt_at,
        "words": list(result.words),
        "exact": [round(share, 4) for share in result.exact],
        "clause_exact": [[round(share, 4) for share in shares] for shares in result.clause_exact],
    }


def wrong(found: Outcome) -> float:
    """The share of wrong clauses in the longest sentences where the rates are compared."""
    return 1 - float(found["clause_exact"][-1][-1])


def made(looks_back: bool, backwards: bool) -> Conditions:
    found = conditions("gru", looks_back, MEMORY_STEPS)
    return replace(found, cell=f"{found.cell}, reads backwards") if backwards else found


CONTESTANTS = {
    name: Contestant(partial(outcome, name), made(looks_back, backwards))
    for name, (looks_back, backwards) in NAMES.items()
}
COMPARISON = Comparison(CONTESTANTS, seeds=3, score=wrong, rates=(*RATES, 2e-2))

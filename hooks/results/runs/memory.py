"""What one state holds of one to four clauses: {"words", "exact", "clause_exact"}, one entry a length."""

from functools import partial

from results.contestants import Comparison, Contestant, Outcome
from results.runs.translation import conditions

from rnn_docs.tasks.translation import memory_by_length

SIZES = {"32-200": (32, 200), "32-1000": (32, 1000), "64-1000": (64, 1000)}  # hidden units and training steps


def outcome(name: str, seed: int, learning_rate: float) -> Outcome:
    lengths = memory_by_length(seed, *SIZES[name])
    return {
        "words": [length.words for length in lengths],
        "exact": [round(length.exact, 4) for length in lengths],
        "clause_exact": [round(length.clause_exact, 4) for length in lengths],
    }


CONTESTANTS = {name: Contestant(partial(outcome, name), conditions("gru", *sizes)) for name, sizes in SIZES.items()}
COMPARISON = Comparison(CONTESTANTS, seeds=3)

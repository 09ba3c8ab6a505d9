"""Daily closing prices a day ahead.

{"validation": error of the logarithm on the validation days, "rmse": in dollars on the test days, both at "stopped_at",
the step best for validation}.
"""

from functools import partial

from results.contestants import Comparison, Contestant, Outcome
from results.runs.sunspots import conditions
from results.training_cache import CELLS

from rnn_docs.tasks.shares import LEARNING_RATE, SETTINGS, closes, first_days, train_shares


def outcome(cell: str, seed: int, learning_rate: float) -> Outcome:
    result = train_shares(seed, cell, learning_rate)
    return {
        "validation": round(result.validation, 6),
        "rmse": round(result.rmse, 4),
        "stopped_at": result.stopped_at,
    }


DAYS, _ = first_days(len(closes()))
CONTESTANTS = {
    cell: Contestant(partial(outcome, cell), conditions(cell, SETTINGS, DAYS, LEARNING_RATE)) for cell in CELLS
}
COMPARISON = Comparison(  # in hundredths, since scores are stored with four decimals
    CONTESTANTS, seeds=10, score=lambda found: 100 * float(found["validation"])
)

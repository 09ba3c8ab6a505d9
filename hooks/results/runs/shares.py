"""Daily closing prices a day ahead: {"rmse": on the test days, "stopped_at": the step best on the validation days}."""

from functools import partial

from results.contestants import Comparison, Contestant, Outcome
from results.runs.sunspots import conditions
from results.training_cache import CELLS

from rnn_docs.tasks.shares import SETTINGS, closes, first_days, train_shares


def outcome(cell: str, seed: int, learning_rate: float) -> Outcome:
    result = train_shares(seed, cell)
    return {"rmse": round(result.rmse, 4), "stopped_at": result.stopped_at}


DAYS, _ = first_days(len(closes()))
CONTESTANTS = {cell: Contestant(partial(outcome, cell), conditions(cell, SETTINGS, DAYS)) for cell in CELLS}
COMPARISON = Comparison(CONTESTANTS, seeds=10)

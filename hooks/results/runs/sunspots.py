"""Sunspots a year ahead: {"rmse": on 1921 to 2008, "stopped_at": the step best on the validation years}."""

from functools import partial

import numpy as np
from results.contestants import Comparison, Contestant, Outcome
from results.training_cache import CELLS

from rnn_docs.comparison import Conditions, count_parameters
from rnn_docs.tasks.parts import fresh_reader
from rnn_docs.tasks.series import Settings
from rnn_docs.tasks.sunspots import FIRST_VALIDATION, SETTINGS, train_sunspots, yearly_sunspots


def outcome(cell: str, seed: int, learning_rate: float) -> Outcome:
    result = train_sunspots(seed, cell)
    return {"rmse": round(result.rmse, 4), "stopped_at": result.stopped_at}


def conditions(cell: str, settings: Settings, learnt: int) -> Conditions:
    """Of a forecaster that learns from so many values: all their windows are one batch."""
    return Conditions(
        cell=cell,
        start="glorot",
        keep_bias=None if cell == "vanilla" else 0.0,
        units=settings.hidden_size,
        parameters=count_parameters(fresh_reader(cell, 1, settings.hidden_size, 1, np.random.default_rng(0))),
        steps=settings.steps,
        batch=learnt - settings.window,
        clip=settings.max_norm,
        learning_rate=settings.learning_rate,
    )


YEARS = int((yearly_sunspots()[0] < FIRST_VALIDATION).sum())
CONTESTANTS = {cell: Contestant(partial(outcome, cell), conditions(cell, SETTINGS, YEARS)) for cell in CELLS}
COMPARISON = Comparison(CONTESTANTS, seeds=10)

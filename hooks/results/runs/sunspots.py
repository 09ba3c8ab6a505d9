"""Sunspots a year ahead, under three rules for when to stop.

{"validation": error on the validation years, "rmse": on 1921 to 2008, both at "stopped_at", the step best for
validation, "at_160", "at_300": on 1921 to 2008 where every network stops at that step}.
"""

from functools import partial

import numpy as np
from results.contestants import Comparison, Contestant, Outcome
from results.training_cache import CELLS

from rnn_docs.comparison import Conditions, count_parameters
from rnn_docs.tasks.parts import fresh_reader
from rnn_docs.tasks.series import Settings, series_units
from rnn_docs.tasks.sunspots import FIRST_VALIDATION, LEARNING_RATE, SETTINGS, train_sunspots, yearly_sunspots

STOPS = (160, 300)


def outcome(cell: str, seed: int, learning_rate: float) -> Outcome:
    result = train_sunspots(seed, cell, learning_rate)
    return {
        "validation": round(result.validation, 4),
        "rmse": round(result.rmse, 4),
        "stopped_at": result.stopped_at,
        **{f"at_{step}": round(result.rmse_by_step[step], 4) for step in STOPS},
    }


def conditions(cell: str, settings: Settings, learnt: int, learning_rate: float) -> Conditions:
    """Of a forecaster that learns from so many values: all their windows are one batch."""
    units = series_units(settings.hidden_size)[cell]
    return Conditions(
        cell=cell,
        start="glorot",
        keep_bias=None if cell == "vanilla" else 0.0,
        units=units,
        parameters=count_parameters(fresh_reader(cell, 1, units, 1, np.random.default_rng(0))),
        steps=settings.steps,
        batch=learnt - settings.window,
        clip=settings.max_norm,
        learning_rate=learning_rate,
    )


YEARS = int((yearly_sunspots()[0] < FIRST_VALIDATION).sum())
CONTESTANTS = {
    cell: Contestant(partial(outcome, cell), conditions(cell, SETTINGS, YEARS, LEARNING_RATE)) for cell in CELLS
}
COMPARISON = Comparison(CONTESTANTS, seeds=10, score=lambda found: float(found["validation"]))

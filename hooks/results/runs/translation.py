"""English to French: {"exact"}, the share of held-out clauses without a wrong word."""

from functools import partial

import numpy as np
from results.contestants import Comparison, Contestant, Outcome
from results.training_cache import CELLS

from rnn_docs.comparison import Conditions, count_parameters
from rnn_docs.tasks.translation import (
    BATCH_SIZE,
    HIDDEN_SIZE,
    KEEP_BIAS,
    LEARNING_RATE,
    MAX_NORM,
    STEPS,
    init_translator,
    train_translation,
)


def outcome(cell: str, seed: int, learning_rate: float) -> Outcome:
    return {"exact": round(train_translation(seed, cell).exact, 4)}


def conditions(cell: str, units: int = HIDDEN_SIZE, steps: int = STEPS) -> Conditions:
    return Conditions(
        cell=cell,
        start="glorot",
        keep_bias=None if cell == "vanilla" else KEEP_BIAS,
        units=units,
        parameters=count_parameters(init_translator(cell, units, np.random.default_rng(0))),
        steps=steps,
        batch=BATCH_SIZE,
        clip=MAX_NORM,
        learning_rate=LEARNING_RATE,
    )


COMPARISON = Comparison({cell: Contestant(partial(outcome, cell), conditions(cell)) for cell in CELLS}, seeds=5)

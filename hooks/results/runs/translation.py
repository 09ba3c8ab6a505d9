"""English to French: {"validation": loss, "exact": the share of held-out clauses without a wrong word}."""

from functools import partial

import numpy as np
from results.contestants import Comparison, Contestant, Outcome
from results.training_cache import CELLS

from rnn_docs.comparison import Conditions, count_parameters
from rnn_docs.tasks.translation import (
    BATCH_SIZE,
    KEEP_BIAS,
    LEARNING_RATE,
    MAX_NORM,
    STEPS,
    init_translator,
    train_translation,
    translation_units,
)

NAMES = {cell: (cell, False) for cell in CELLS} | {"attention": ("gru", True)}  # the cell; does the decoder look back?


def outcome(name: str, seed: int, learning_rate: float) -> Outcome:
    result = train_translation(seed, *NAMES[name], learning_rate)
    return {"validation": round(result.validation, 4), "exact": round(result.exact, 4)}


def conditions(cell: str, looks_back: bool, steps: int = STEPS) -> Conditions:
    units = translation_units(looks_back)[cell]
    return Conditions(
        cell=f"{cell} with attention" if looks_back else cell,
        start="glorot",
        keep_bias=None if cell == "vanilla" else KEEP_BIAS,
        units=units,
        parameters=count_parameters(init_translator(cell, units, np.random.default_rng(0), looks_back)),
        steps=steps,
        batch=BATCH_SIZE,
        clip=MAX_NORM,
        learning_rate=LEARNING_RATE,
    )


CONTESTANTS = {name: Contestant(partial(outcome, name), conditions(*made)) for name, made in NAMES.items()}
COMPARISON = Comparison(CONTESTANTS, seeds=5, score=lambda found: float(found["validation"]))

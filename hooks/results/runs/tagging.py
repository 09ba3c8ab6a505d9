"""Parts of speech: {"validation": loss, "accuracy", "ambiguous": shares of all words, and of those with two tags}."""

from functools import partial

import numpy as np
from results.contestants import Comparison, Contestant, Outcome
from results.training_cache import CELLS

from rnn_docs.comparison import Conditions, count_parameters
from rnn_docs.tasks.tagging import (
    BATCH_SIZE,
    LEARNING_RATE,
    MAX_NORM,
    STEPS,
    init_tagger,
    tagging_units,
    train_tagging,
)

NAMES = {f"{cell}-{way}": (cell, way == "both", 0) for way in ("forward", "both") for cell in CELLS}
NAMES["gru-later"] = ("gru", False, 1)  # reads forwards, and answers one word later


def outcome(name: str, seed: int, learning_rate: float) -> Outcome:
    cell, both_ways, later = NAMES[name]
    result = train_tagging(seed, cell, both_ways, learning_rate, later=later)
    return {key: round(getattr(result, key), 4) for key in ("validation", "accuracy", "ambiguous")}


def conditions(name: str) -> Conditions:
    cell, both_ways, later = NAMES[name]
    units = tagging_units(both_ways)[cell]
    return Conditions(
        cell=f"{cell}, answers {later} word later" if later else cell,
        start="glorot",
        keep_bias=None if cell == "vanilla" else 0.0,
        units=units,
        parameters=count_parameters(init_tagger(cell, both_ways, units, np.random.default_rng(0))),
        steps=STEPS,
        batch=BATCH_SIZE,
        clip=MAX_NORM,
        learning_rate=LEARNING_RATE,
    )


CONTESTANTS = {name: Contestant(partial(outcome, name), conditions(name)) for name in NAMES}
COMPARISON = Comparison(CONTESTANTS, seeds=5, score=lambda found: float(found["validation"]))

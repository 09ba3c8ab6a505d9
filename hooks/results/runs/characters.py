"""Characters of Moby-Dick: {"validation", "bits": of a character in that part and the test's, "stopped_at": step}."""

from functools import partial

import numpy as np
from results.contestants import Comparison, Contestant, Outcome
from results.training_cache import CELLS

from rnn_docs.comparison import Conditions, count_parameters
from rnn_docs.tasks.book import ALPHABET
from rnn_docs.tasks.characters import (
    LEARNING_RATE,
    MAX_NORM,
    STEPS,
    STREAMS,
    characters_units,
    train_characters,
)
from rnn_docs.tasks.parts import fresh_reader


def outcome(cell: str, seed: int, learning_rate: float) -> Outcome:
    result = train_characters(seed, cell, learning_rate)
    return {
        "validation": round(min(result.validation_bits), 4),
        "bits": round(result.bits, 4),
        "stopped_at": result.stopped_at,
    }


def conditions(cell: str) -> Conditions:
    units = characters_units()[cell]
    fresh = fresh_reader(cell, len(ALPHABET), units, len(ALPHABET), np.random.default_rng(0))
    return Conditions(
        cell=cell,
        start="glorot",
        keep_bias=None if cell == "vanilla" else 0.0,
        units=units,
        parameters=count_parameters(fresh),
        steps=STEPS,
        batch=STREAMS,
        clip=MAX_NORM,
        learning_rate=LEARNING_RATE,
    )


CONTESTANTS = {cell: Contestant(partial(outcome, cell), conditions(cell)) for cell in CELLS}
COMPARISON = Comparison(CONTESTANTS, seeds=3, score=lambda found: float(found["validation"]))

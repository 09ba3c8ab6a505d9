"""Characters of Moby-Dick: {"bits": of a character in the test part, "stopped_at": the step best for validation}."""

from functools import partial

import numpy as np
from results.contestants import Comparison, Contestant, Outcome

from rnn_docs.comparison import Conditions, count_parameters
from rnn_docs.tasks.book import ALPHABET
from rnn_docs.tasks.characters import HIDDEN_SIZE, LEARNING_RATE, MAX_NORM, STEPS, STREAMS, train_characters
from rnn_docs.tasks.parts import fresh_reader

GATED = ("lstm", "gru")


def outcome(cell: str, seed: int, learning_rate: float) -> Outcome:
    result = train_characters(seed, cell)
    return {"bits": round(result.bits, 4), "stopped_at": result.stopped_at}


def conditions(cell: str) -> Conditions:
    fresh = fresh_reader(cell, len(ALPHABET), HIDDEN_SIZE, len(ALPHABET), np.random.default_rng(0))
    return Conditions(
        cell=cell,
        start="glorot",
        keep_bias=0.0,
        units=HIDDEN_SIZE,
        parameters=count_parameters(fresh),
        steps=STEPS,
        batch=STREAMS,
        clip=MAX_NORM,
        learning_rate=LEARNING_RATE,
    )


COMPARISON = Comparison({cell: Contestant(partial(outcome, cell), conditions(cell)) for cell in GATED}, seeds=3)

"""Sentiment with negation: {"accuracy", "plain", "negated", "contrast"}, shares of held-out sentences."""

from functools import partial

import numpy as np
from results.contestants import Comparison, Contestant, Outcome
from results.training_cache import CELLS

from rnn_docs.comparison import Conditions, count_parameters
from rnn_docs.tasks.parts import fresh_reader
from rnn_docs.tasks.reviews import vocabulary
from rnn_docs.tasks.sentiment import (
    BATCH_SIZE,
    HIDDEN_SIZE,
    KEEP_BIAS,
    LEARNING_RATE,
    MAX_NORM,
    STEPS,
    train_sentiment,
)


def outcome(cell: str, seed: int, learning_rate: float) -> Outcome:
    result = train_sentiment(seed, cell)
    return {"accuracy": round(result.accuracy, 4), **{name: round(v, 4) for name, v in result.by_template.items()}}


def conditions(cell: str) -> Conditions:
    fresh = fresh_reader(cell, len(vocabulary()), HIDDEN_SIZE, 1, np.random.default_rng(0), keep_bias=KEEP_BIAS)
    return Conditions(
        cell=cell,
        start="glorot",
        keep_bias=None if cell == "vanilla" else KEEP_BIAS,
        units=HIDDEN_SIZE,
        parameters=count_parameters(fresh),
        steps=STEPS,
        batch=BATCH_SIZE,
        clip=MAX_NORM,
        learning_rate=LEARNING_RATE,
    )


COMPARISON = Comparison({cell: Contestant(partial(outcome, cell), conditions(cell)) for cell in CELLS}, seeds=5)

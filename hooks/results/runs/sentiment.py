"""Sentiment with negation: {"validation": loss, "accuracy", "plain", "negated", "contrast": shares of the test}."""

from functools import partial

import numpy as np
from results.contestants import Comparison, Contestant, Outcome
from results.training_cache import CELLS

from rnn_docs.comparison import Conditions, count_parameters
from rnn_docs.tasks.sentiment import (
    BATCH_SIZE,
    KEEP_BIAS,
    LEARNING_RATE,
    MAX_NORM,
    STEPS,
    CountsResult,
    SentimentResult,
    fresh_sentiment,
    sentiment_units,
    train_counts,
    train_sentiment,
)

COUNTED = {"counts": False, "pairs": True}  # small networks without order: are pairs of neighbours counted too?


def numbers(result: SentimentResult | CountsResult) -> Outcome:
    shares = {name: round(share, 4) for name, share in result.by_template.items()}
    return {"validation": round(result.validation, 4), "accuracy": round(result.accuracy, 4), **shares}


def read(cell: str, seed: int, learning_rate: float) -> Outcome:
    return numbers(train_sentiment(seed, cell, learning_rate))


def count(name: str, seed: int, learning_rate: float) -> Outcome:
    return numbers(train_counts(seed, COUNTED[name], learning_rate))


def conditions(cell: str, units: int, parameters: int, keep_bias: float | None) -> Conditions:
    return Conditions(
        cell=cell,
        start="glorot",
        keep_bias=keep_bias,
        units=units,
        parameters=parameters,
        steps=STEPS,
        batch=BATCH_SIZE,
        clip=MAX_NORM,
        learning_rate=LEARNING_RATE,
    )


def reader(cell: str) -> Conditions:
    units = sentiment_units()[cell]
    parameters = count_parameters(fresh_sentiment(cell, units, np.random.default_rng(0)))
    return conditions(cell, units, parameters, None if cell == "vanilla" else KEEP_BIAS)


def counter(name: str) -> Conditions:
    fresh = train_counts(0, COUNTED[name], steps=1)
    return conditions("one layer of tanh units", fresh.units, fresh.parameters, None)


CONTESTANTS = {name: Contestant(partial(count, name), counter(name)) for name in COUNTED} | {
    cell: Contestant(partial(read, cell), reader(cell)) for cell in CELLS
}
COMPARISON = Comparison(CONTESTANTS, seeds=5, score=lambda found: float(found["validation"]))

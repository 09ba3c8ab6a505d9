"""Parts of speech: {"accuracy", "ambiguous"}, shares of words tagged right, of all and of those with two tags."""

from functools import partial

import numpy as np
from results.contestants import Comparison, Contestant, Outcome

from rnn_docs.comparison import Conditions, count_parameters
from rnn_docs.tasks.tagging import BATCH_SIZE, HIDDEN_SIZE, LEARNING_RATE, MAX_NORM, STEPS, init_tagger, train_tagging

CELL = "gru"
WAYS = {"forward": False, "bidirectional": True}


def outcome(name: str, seed: int, learning_rate: float) -> Outcome:
    result = train_tagging(seed, CELL, both_ways=WAYS[name])
    return {"accuracy": round(result.accuracy, 4), "ambiguous": round(result.ambiguous, 4)}


def conditions(name: str) -> Conditions:
    return Conditions(
        cell=CELL,
        start="glorot",
        keep_bias=0.0,
        units=HIDDEN_SIZE,
        parameters=count_parameters(init_tagger(CELL, WAYS[name], np.random.default_rng(0))),
        steps=STEPS,
        batch=BATCH_SIZE,
        clip=MAX_NORM,
        learning_rate=LEARNING_RATE,
    )


COMPARISON = Comparison({name: Contestant(partial(outcome, name), conditions(name)) for name in WAYS}, seeds=5)

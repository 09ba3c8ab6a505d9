"""Marked-token recall: {"solved_at": step or None, "accuracies": [one every twenty steps, until it is solved]}."""

from functools import partial

import numpy as np
from results.contestants import Comparison, Contestant, Outcome

from rnn_docs.comparison import Conditions, count_parameters
from rnn_docs.tasks.recall import (
    BATCH_SIZE,
    EVERY,
    KEEP_BIAS,
    LEARNING_RATE,
    MAX_NORM,
    RECALL_NETWORKS,
    STEPS,
    fresh_recall,
    train_recall,
)


def outcome(name: str, seed: int, learning_rate: float) -> Outcome:
    result = train_recall(seed, **RECALL_NETWORKS[name], learning_rate=learning_rate)
    return {"solved_at": result.solved_at, "accuracies": [round(accuracy, 3) for accuracy in result.accuracies]}


def wrong(found: Outcome) -> float:
    """The share of wrong answers over all the steps that it may take: small for a network that learns soon."""
    return float(sum(1 - accuracy for accuracy in found["accuracies"]) * EVERY / STEPS)


def conditions(name: str) -> Conditions:
    network = RECALL_NETWORKS[name]
    fresh = fresh_recall(np.random.default_rng(0), **network)
    gain, scheme = network.get("gain", 1), network.get("scheme", "glorot")
    return Conditions(
        cell=network["cell"],
        start=scheme if gain == 1 else f"{scheme}, times {gain}",
        keep_bias=None if network["cell"] == "vanilla" else network.get("keep_bias", KEEP_BIAS),
        units=fresh.cell.hidden_size,
        parameters=count_parameters(fresh),
        steps=STEPS,
        batch=BATCH_SIZE,
        clip=MAX_NORM,
        learning_rate=LEARNING_RATE,
    )


CONTESTANTS = {name: Contestant(partial(outcome, name), conditions(name)) for name in RECALL_NETWORKS}
COMPARISON = Comparison(CONTESTANTS, seeds=10, score=wrong)

"""Gates of networks that have learnt marked-token recall, around the mark.

{"solved_at": step, "means": {letter: [one a step, averaged over the units]}, "moves": {letter: [least, most]}}, where a
unit's move is its average at the mark without that of the next step. The candidates, g and n, stand there by their
size.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from results.contestants import Comparison, Contestant, Outcome
from results.runs.recall import conditions

from rnn_docs.tasks.recall import (
    GATES_BEFORE,
    RECALL_NETWORKS,
    TEST_SIZE,
    gates_around_mark,
    recall_batch,
    train_recall,
)

LETTERS = {"lstm": "figo", "gru": "zrn"}


def outcome(name: str, seed: int, learning_rate: float) -> Outcome:
    trained = train_recall(seed, **RECALL_NETWORKS[name], learning_rate=learning_rate)
    *_, fresh = np.random.default_rng(seed).spawn(4)  # the first three are those of training
    found = gates_around_mark(trained.model, LETTERS[name], recall_batch(fresh, TEST_SIZE)[0])
    moves = {letter: units[GATES_BEFORE] - units[GATES_BEFORE + 1] for letter, units in found.items()}
    return {
        "solved_at": trained.solved_at,
        "means": {letter: units.mean(axis=1).round(3).tolist() for letter, units in found.items()},
        "moves": {letter: [round(float(end), 3) for end in (m.min(), m.max())] for letter, m in moves.items()},
    }


CONTESTANTS = {name: Contestant(partial(outcome, name), conditions(name)) for name in LETTERS}
COMPARISON = Comparison(CONTESTANTS, seeds=10)

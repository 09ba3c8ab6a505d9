"""The lesson's small network, read for the drawings: its states as rows, and its numbers in sentences."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
from drawing.printing import number
from numpy.typing import NDArray

from rnn_docs import cat_sat_params, cat_sat_readout, encode, forward, readout, softmax
from rnn_docs.trace import Trace

THE_CAT_SAT = "the cat sat"
States = NDArray[np.floating[Any]]
ORDERS = (THE_CAT_SAT, "cat sat the", "sat the cat")  # the same three words, three times


def before_the_first_word() -> States:
    """Return the state that reading starts from, (hidden_size, 1): all zeros."""
    return np.zeros((cat_sat_params().hidden_size, 1))


@cache
def trace(sentence: str) -> Trace:
    """Return all that the network computes while it reads the sentence."""
    return forward(cat_sat_params(), encode(sentence), h_init=before_the_first_word())


def sums(sentence: str) -> States:
    """Return what goes into tanh at every word, (seq_len, hidden_size)."""
    return trace(sentence)["a"][:, :, 0]


def states(sentence: str) -> States:
    """Return the hidden state after every word, (seq_len, hidden_size)."""
    return trace(sentence).hs[:, :, 0]


def next_word_chances(sentence: str) -> list[float]:
    """Return the chance that the read-out gives to each word of the vocabulary after the whole sentence."""
    chances: list[float] = softmax(readout(cat_sat_readout(), trace(sentence).hs))[-1, :, 0].tolist()
    return chances


def distance(a: States, b: States) -> float:
    """Return the Euclidean distance of two states."""
    return float(np.linalg.norm(a - b))


def listed(values: Iterable[float], decimals: int = 2) -> str:
    """Return numbers as a sentence lists them: "0.60, −0.38, 0.46, −0.60"."""
    return ", ".join(number(value, decimals) for value in values)

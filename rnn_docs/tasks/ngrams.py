"""The baseline of the character network: how often did this character follow those?"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np

from rnn_docs.checks import Array, check_number
from rnn_docs.tasks.book import ALPHABET, split

EM_ROUNDS = 60


class NgramResult(NamedTuple):
    """What the counting baseline reaches.

    Attributes:
        order: how many characters are counted together, the next one included.
        bits: bits per character on the test part.
        validation_bits: the same on the validation part, on which the weights were chosen.
        weights: how much chance, one character, two, … count.
    """

    order: int
    bits: float
    validation_bits: float
    weights: tuple[float, ...]


def ngram(order: int = 3) -> NgramResult:
    """Mix how often a character followed the last two, the last one, and came at all: an interpolated n-gram.

    The weights are those with the fewest bits on the validation part, found by expectation and maximisation; chance
    has one too, so that nothing is impossible.

    Args:
        order: how many characters are counted together, the next one included; 3 is a trigram.

    Raises:
        ValueError: an order below 1.

    Source:
        Jelinek & Mercer (1980), Interpolated estimation of Markov source parameters from sparse data.
    """
    check_number("order", order, "at least 1", order >= 1)
    parts = split()
    counts = [_counts(parts.training, size) for size in range(order + 1)]
    chances = _chances(counts, parts.validation)
    weights: Array = np.full(order + 1, 1 / (order + 1))
    for _ in range(EM_ROUNDS):
        shares = weights[:, None] * chances  # (order + 1, characters)
        weights = (shares / shares.sum(axis=0)).mean(axis=1)
    validation_bits, bits = (
        float(-np.log2(weights @ chance).mean()) for chance in (chances, _chances(counts, parts.test))
    )
    return NgramResult(order, bits, validation_bits, tuple(weights.tolist()))


def _counts(written: str, size: int) -> Counter[str]:
    """How often each run of this many characters occurs; of none, the number of characters."""
    if size == 0:
        return Counter({"": len(written)})
    return Counter(written[at : at + size] for at in range(len(written) - size + 1))


def _chances(counts: list[Counter[str]], written: str) -> Array:
    """What chance and each order say of every character but the first, (number of orders + 1, characters - 1)."""
    columns = []
    for at in range(1, len(written)):
        column = [1 / len(ALPHABET)]
        for size in range(1, len(counts)):
            before = written[max(at - size + 1, 0) : at]
            column.append(counts[len(before) + 1][before + written[at]] / max(counts[len(before)][before], 1))
        columns.append(column)
    return np.array(columns).T

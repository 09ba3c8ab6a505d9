"""After RNNs: how many numbers a memory keeps, and what one of fixed size recalls."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rnn_docs.cells.activations import softmax
from rnn_docs.checks import Array, check_generator, integer, real

KEY_SIZE, SYMBOLS, DRAWS, SHARPNESS = 32, 64, 10, 40  # of `recalled`: length of a key, different symbols, sequences


def numbers_kept_by_attention(seq_len: int, units: int) -> int:
    """Count what one layer of attention keeps while it writes: a key and a value for every step so far.

    Args:
        seq_len: how many steps it has read.
        units: how many numbers a key or a value has.

    Raises:
        TypeError: not integers.
        ValueError: fewer than no step, or than one unit.

    Examples:
        >>> numbers_kept_by_attention(seq_len=10, units=256)
        5120
    """
    return 2 * integer("units", units, 1) * integer("seq_len", seq_len, 0)


def numbers_kept_by_lstm(units: int) -> int:
    """Count what one LSTM layer keeps: hidden state and cell state, however long the sequence.

    Args:
        units: its hidden size.

    Raises:
        TypeError: not an integer.
        ValueError: fewer than one unit.

    Examples:
        >>> numbers_kept_by_lstm(units=256)
        512
    """
    return 2 * integer("units", units, 1)


class Recalled(NamedTuple):
    """The shares of symbols read back right.

    Attributes:
        matrix: by a matrix of fixed size.
        attention: by attention.
    """

    matrix: float
    attention: float


def recalled(pairs: int, rng: np.random.Generator, sharpness: float = SHARPNESS) -> Recalled:
    """Measure how many pairs of key and symbol are read back right, by a matrix of fixed size and by attention.

    Keys and the vectors of symbols are random directions. The matrix sums up value times key transposed; attention
    keeps every pair and weighs the values by softmax of the scores times the sharpness.

    Args:
        pairs: how many are stored.
        rng: where keys and symbols come from, ten times.
        sharpness: with a small one the softmax blends many pairs, with a large one it picks nearly a single one.

    Raises:
        TypeError: a seed in place of a Generator, pairs that are no whole number.
        ValueError: fewer than one pair.

    Examples:
        >>> import numpy as np
        >>> recalled(1, np.random.default_rng(0))
        Recalled(matrix=1.0, attention=1.0)
    """
    check_generator("rng", rng)
    pairs = integer("pairs", pairs, 1)
    sharpness = real("sharpness", sharpness)
    shares = np.mean([_recalled_once(pairs, rng, sharpness) for _ in range(DRAWS)], axis=0)
    return Recalled(*shares.tolist())


def _recalled_once(pairs: int, rng: np.random.Generator, sharpness: float) -> tuple[float, float]:
    keys, book = _directions(pairs, rng), _directions(SYMBOLS, rng)
    said = rng.integers(SYMBOLS, size=pairs)
    values = book[said]
    matrix = values.T @ keys  # (KEY_SIZE, KEY_SIZE), whatever the number of pairs
    weights = softmax(sharpness * (keys @ keys.T))  # the key asked for in each column
    read = keys @ matrix.T, weights.T @ values
    matrix_share, attention_share = (float(((r @ book.T).argmax(axis=1) == said).mean()) for r in read)
    return matrix_share, attention_share


def _directions(count: int, rng: np.random.Generator) -> Array:
    vectors = rng.normal(size=(count, KEY_SIZE))
    directions: Array = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return directions

"""What "See what came after" computes: a linear recurrence in two ways, what each design keeps, and what it recalls."""

from collections.abc import Iterator
from functools import cache

import numpy as np

from rnn_docs import softmax

Array = np.ndarray
SIZE, SYMBOLS, DRAWS = 32, 64, 10  # of the memory test: length of a key, different symbols, sequences drawn
UNITS = 256  # of the comparison of what is kept


def reaches(length: int) -> Iterator[int]:
    """How far each round of doubling looks back: 1, 2, 4 … below the length."""
    reach = 1
    while reach < length:
        yield reach
        reach *= 2


def by_loop(keep: Array, add: Array) -> Array:
    """h_t = k_t ⊙ h_{t-1} + u_t from a state of zeros, one step after another; (seq_len, units)."""
    hs, h = np.empty_like(add), np.zeros_like(add[0])
    for t in range(len(add)):
        h = keep[t] * h + add[t]
        hs[t] = h
    return hs


def by_doubling(keep: Array, add: Array) -> Array:
    """The same states in rounds; in each, every step takes over what a step further back has gathered."""
    k, u = keep.copy(), add.copy()
    for reach in reaches(len(u)):
        u[reach:], k[reach:] = k[reach:] * u[:-reach] + u[reach:], k[reach:] * k[:-reach]
    return u


def rounds(length: int) -> int:
    """How many rounds of doubling a sequence needs: rounds wait for each other, steps in a round do not."""
    return len(list(reaches(length)))


def products_by_doubling(length: int) -> int:
    """Multiplications for each unit, over all rounds: two for each step that has something behind it."""
    return sum(2 * (length - reach) for reach in reaches(length))


def kept_by_attention(length: int, units: int = UNITS) -> int:
    """Numbers that one layer of attention keeps while it writes: a key and a value for every step so far."""
    return 2 * units * length


def kept_by_lstm(units: int = UNITS) -> int:
    """Numbers that one LSTM layer keeps: hidden state and cell state, however long the sequence."""
    return 2 * units


@cache
def recalled(pairs: int) -> tuple[float, float]:
    """The share of pairs (key, symbol) read back right, by a matrix of fixed size and by attention.

    Keys and the vectors of symbols are random directions. The matrix sums up value times key transposed; attention
    keeps every pair and weighs the values by softmax, sharp.
    """
    rng = np.random.default_rng(0)
    shares = np.mean([_recalled_once(pairs, rng) for _ in range(DRAWS)], axis=0)
    return float(shares[0]), float(shares[1])


def _recalled_once(pairs: int, rng: np.random.Generator) -> tuple[float, float]:
    keys, book = _directions(pairs, rng), _directions(SYMBOLS, rng)
    said = rng.integers(SYMBOLS, size=pairs)
    values = book[said]
    matrix = values.T @ keys  # (SIZE, SIZE), whatever the number of pairs
    weights = softmax(40 * (keys @ keys.T)[None])[0]  # the key asked for in each column
    read = keys @ matrix.T, weights.T @ values
    matrix_share, attention_share = (float(((r @ book.T).argmax(axis=1) == said).mean()) for r in read)
    return matrix_share, attention_share


def _directions(count: int, rng: np.random.Generator) -> Array:
    vectors = rng.normal(size=(count, SIZE))
    directions: Array = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return directions

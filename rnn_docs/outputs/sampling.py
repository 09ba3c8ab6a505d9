"""From logits to tokens: one-hot columns in, a choice with a temperature out."""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike

from rnn_docs.cells.activations import softmax
from rnn_docs.checks import MOST, Array, IntArray, check_array, check_generator, float_dtype, indices, integer, real


def one_hot_columns(tokens: IntArray, size: int, dtype: DTypeLike = np.float64) -> Array:
    """Turn token numbers into columns with a single 1.

    Args:
        tokens: integers from 0, (seq_len, batch_size).
        size: number of different tokens.
        dtype: float32 or float64.

    Returns:
        (seq_len, size, batch_size).

    Raises:
        TypeError: tokens that are not integers.
        ValueError: tokens of another shape, or one that does not exist.

    Examples:
        >>> import numpy as np
        >>> one_hot_columns(np.array([[2], [0]]), size=3)[:, :, 0]
        array([[0., 0., 1.],
               [1., 0., 0.]])
    """
    size = integer("size", size, 1, MOST)
    tokens = indices("tokens", tokens, ("seq_len", "batch_size"), 0, size - 1)
    columns: Array = (np.arange(size)[:, None] == tokens[:, None, :]).astype(float_dtype("dtype", dtype))
    return columns


def sample(logits: Array, rng: np.random.Generator, temperature: float = 1.0) -> IntArray:
    """Draw one class for each sequence, with probabilities softmax(logits / temperature).

    A low temperature prefers the likeliest, a high one gives every class its chance.

    Args:
        logits: (classes, batch_size).
        rng: where the chance comes from.
        temperature: above 0; 1 leaves the probabilities as they are.

    Returns:
        Integers (batch_size,).

    Raises:
        TypeError: logits that are not a float array, an rng that is not a Generator.
        ValueError: logits of another shape or not finite, a temperature that is not above 0.

    Examples:
        >>> import numpy as np
        >>> sample(np.array([[0.0], [9.0]]), np.random.default_rng(1), temperature=0.1)
        array([1])
    """
    check_array("logits", logits, ("classes", "batch_size"))
    check_generator("rng", rng)
    temperature = real("temperature", temperature, 0, expected="a finite number above 0")
    # The largest becomes 0 before the division, so that a tiny temperature cannot make infinity - infinity.
    with np.errstate(over="ignore", under="ignore"):
        scaled = np.maximum((logits.astype(np.float64) - logits.max(axis=0)) / temperature, -1e4)
    cumulative = softmax(scaled).cumsum(axis=0)  # (classes, batch_size), the last row is 1
    chance = rng.random(logits.shape[1]) * cumulative[-1]
    drawn: IntArray = (cumulative <= chance).sum(axis=0)
    return drawn

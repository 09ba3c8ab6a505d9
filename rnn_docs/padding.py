"""Sequences of different lengths in one batch: zeros fill up the end, and the real steps stay known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from rnn_docs.checks import (
    MOST,
    Array,
    IntArray,
    check_array,
    check_number,
    check_type,
    float_array,
    float_dtype,
    indices,
    integer,
)


def pad(sequences: Sequence[Array]) -> tuple[Array, IntArray]:
    """Put sequences of different lengths into one batch, with zeros after the end of the shorter ones.

    Args:
        sequences: each (its own seq_len, input_size), or with a batch axis of 1 behind.

    Returns:
        xs (longest seq_len, input_size, batch_size) and lengths (batch_size,).

    Raises:
        TypeError: not float arrays, or of different dtypes.
        ValueError: no sequence at all, an empty one, or different input sizes.

    Examples:
        >>> import numpy as np
        >>> xs, lengths = pad([np.ones((2, 1)), np.ones((3, 1))])
        >>> xs[:, 0], lengths
        (array([[1., 1.],
               [1., 1.],
               [0., 1.]]), array([2, 3]))
    """
    check_type("sequences", sequences, list, tuple)
    check_number("sequences", "none", "at least one sequence", len(sequences) > 0)
    first = float_array("sequences[0]", sequences[0])
    axes = ("seq_len", first.shape[1] if first.ndim > 1 else "input_size", 1)[: max(first.ndim, 2)]
    for number, sequence in enumerate(sequences):
        check_array(f"sequences[{number}]", sequence, axes, first.dtype)
    lengths = np.array([len(sequence) for sequence in sequences])
    xs: Array = np.zeros((lengths.max(), first.shape[1], len(sequences)), first.dtype)
    for number, sequence in enumerate(sequences):
        xs[: len(sequence), :, number] = sequence.reshape(len(sequence), -1)
    return xs, lengths


def mask(lengths: IntArray, seq_len: int, dtype: DTypeLike = np.float64) -> Array:
    """Mark the real steps with 1 and the padded ones with 0, (seq_len, batch_size).

    Args:
        lengths: how many steps of each sequence are real, (batch_size,).
        seq_len: how many steps there are, with the padded ones.
        dtype: float32 or float64.

    Raises:
        TypeError: lengths that are not integers.
        ValueError: lengths of another shape than (batch_size,), or one that is not between 1 and seq_len.

    Examples:
        >>> import numpy as np
        >>> mask(np.array([2, 3]), seq_len=3)
        array([[1., 1.],
               [1., 1.],
               [0., 1.]])
    """
    seq_len = integer("seq_len", seq_len, 1, MOST)
    lengths = indices("lengths", lengths, ("batch_size",), 1, seq_len)
    real: Array = (np.arange(seq_len)[:, None] < lengths).astype(float_dtype("dtype", dtype))
    return real


def reverse(xs: Array, lengths: IntArray | None = None) -> Array:
    """Turn the time of every sequence round within its own length; padding stays where it is.

    Args:
        xs: (seq_len, rows, batch_size).
        lengths: how many steps of each sequence are real, (batch_size,); None if all are.

    Raises:
        TypeError: not a float array, or lengths that are not integers.
        ValueError: a wrong shape, a value that is not finite, or a length out of range.

    Examples:
        >>> import numpy as np
        >>> reverse(np.array([1.0, 2.0, 0.0]).reshape(3, 1, 1), np.array([2])).ravel()
        array([2., 1., 0.])
    """
    check_array("xs", xs, ("seq_len", "rows", "batch_size"))
    if lengths is None:
        return xs[::-1].copy()
    lengths = indices("lengths", lengths, (xs.shape[2],), 1, len(xs))
    t = np.arange(len(xs))[:, None]
    mirrored: Any = np.where(t < lengths, lengths - 1 - t, t)  # (seq_len, batch_size)
    return np.take_along_axis(xs, mirrored[:, None, :], axis=0)

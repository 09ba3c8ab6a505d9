"""Memory for what a cell computes, laid out so that one call of numpy serves all its blocks."""

from __future__ import annotations

from typing import Any

import numpy as np

from rnn_docs.checks import Array


def room_for(kept: type[Any], blocks: int, shape: tuple[int, ...], dtype: np.dtype[Any]) -> tuple[Array, Any]:
    """Make room for the sums of one step, or of many, and for what is kept of it.

    The first ones kept are the sums themselves, a block each: they are squashed where they stand.

    Args:
        kept: the type that names what is kept, such as `LSTMKept`.
        blocks: how many blocks the sums have.
        shape: of one block, (…, hidden_size, batch_size).
        dtype: of all of it.

    Returns:
        The sums, (…, blocks · hidden_size, batch_size), and all that is kept, each of the given shape.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs.gru import GRUKept
        >>> a, kept = room_for(GRUKept, 3, (4, 1), np.dtype(float))
        >>> a[:] = 0.5  # the sums of r, z and n, four rows each
        >>> kept.n.ravel()
        array([0.5, 0.5, 0.5, 0.5])
    """
    *steps, hidden_size, batch_size = shape
    sums = np.empty((*steps, blocks * hidden_size, batch_size), dtype)
    rows = [sums[..., block * hidden_size : (block + 1) * hidden_size, :] for block in range(blocks)]
    others = [np.empty(shape, dtype) for _ in kept._fields[blocks:]]
    return sums, kept(*rows, *others)

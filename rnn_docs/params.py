"""What the three cells have in common: three arrays, and the sizes that follow from their shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from rnn_docs.checks import Array, check_array


@dataclass(frozen=True)
class CellParams:
    """The learnable arrays of a recurrent cell, checked when they are put together.

    A cell with several blocks (four in the LSTM, three in the GRU, one in the vanilla cell) stacks them row
    upon row in the same three arrays, so that one matrix product serves all of them.

    Attributes:
        W_xh: from the input, (blocks · hidden_size, input_size).
        W_hh: from the previous hidden state, (blocks · hidden_size, hidden_size).
        b_h: bias, a column (blocks · hidden_size, 1).

    Raises:
        TypeError: an array that is not float32 or float64, or arrays of different dtypes.
        ValueError: a shape that does not fit the others, or a value that is not finite.
    """

    W_xh: Array
    W_hh: Array
    b_h: Array
    blocks: ClassVar[int] = 1

    def __post_init__(self) -> None:
        check_array("W_hh", self.W_hh, (f"{self.blocks} * hidden_size", "hidden_size"))
        rows = self.blocks * self.hidden_size
        check_array("W_hh", self.W_hh, (rows, self.hidden_size))
        check_array("W_xh", self.W_xh, (rows, "input_size"), self.dtype)
        check_array("b_h", self.b_h, (rows, 1), self.dtype)

    @property
    def input_size(self) -> int:
        """Number of features in one input."""
        return int(self.W_xh.shape[1])

    @property
    def hidden_size(self) -> int:
        """Number of units in the hidden state."""
        return int(self.W_hh.shape[1])

    @property
    def dtype(self) -> np.dtype[Any]:
        """float32 or float64: what the parameters have, everything computed from them has too."""
        return self.W_hh.dtype


def side_by_side_weights(params: CellParams) -> Array:
    """Put W_hh, W_xh and b_h next to each other, for one product with a column that holds h_prev, x and a one.

    Returns:
        (blocks, hidden_size, hidden_size + input_size + 1), a matrix for each block.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import VanillaParams
        >>> side_by_side_weights(VanillaParams(np.array([[1.0]]), np.array([[0.5]]), np.array([[0.1]])))
        array([[[0.5, 1. , 0.1]]])
    """
    joined = np.concatenate([params.W_hh, params.W_xh, params.b_h], axis=1)
    return joined.reshape(params.blocks, params.hidden_size, -1)

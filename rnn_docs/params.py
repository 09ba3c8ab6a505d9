"""What the three cells have in common: three arrays, and the sizes that follow from their shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

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
    factors: ClassVar[tuple[float, ...]] = (1,)  # one for each block, see `folded`

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


class FoldedWeights(NamedTuple):
    """Weights as the loop over time wants them; made by `folded`."""

    W_x1: Array  # W_xh with b_h as one more column, (blocks · hidden_size, input_size + 1)
    W_hh: Array  # (blocks · hidden_size, hidden_size)
    b_hn: Array | None  # a GRU's second bias, (hidden_size, 1)


def folded(params: CellParams) -> FoldedWeights:
    """Multiply every block of weights by its factor, once, so that no step has to.

    The sigmoid of a gate needs exp(-a): its factor is -1. The LSTM's candidate goes through the sigmoid with the gates,
    as tanh(a) = 2 σ(2a) - 1: its factor is -2. Turning a sign and doubling round nothing, so no result changes.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import GRUParams
        >>> folded(GRUParams(W_xh=np.ones((3, 1)), W_hh=np.ones((3, 1)), b_h=np.zeros((3, 1)))).W_hh.ravel()
        array([-1., -1.,  1.])
    """
    weights = np.concatenate([params.W_xh, params.b_h], axis=1), params.W_hh
    if params.blocks > 1:
        factors = np.repeat(np.array(params.factors, params.dtype), params.hidden_size)[:, None]
        weights = factors * weights[0], factors * weights[1]
    return FoldedWeights(*weights, getattr(params, "b_hn", None))

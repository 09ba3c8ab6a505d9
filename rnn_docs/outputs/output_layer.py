"""The linear read-out y = W_hy h + b_y: what the network says, computed from what it remembers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from rnn_docs.cells.parameters import protect
from rnn_docs.checks import Array, check_array, check_finite, check_type
from rnn_docs.loop import side_by_side
from rnn_docs.records import record


@record
@dataclass(frozen=True, eq=False, repr=False)
class ReadoutParams:
    """The weights and bias of a linear read-out.

    Attributes:
        W_hy: from the hidden state to the output, (output_size, hidden_size).
        b_y: bias, a column (output_size, 1).

    Raises:
        TypeError: an array that is not float32 or float64, or arrays of different dtypes.
        ValueError: a shape that does not fit, or a value that is not finite.

    Examples:
        >>> import numpy as np
        >>> ReadoutParams(W_hy=np.zeros((3, 4)), b_y=np.zeros((3, 1))).output_size
        3
    """

    W_hy: Array
    b_y: Array

    def __post_init__(self) -> None:
        check_array("W_hy", self.W_hy, ("output_size", "hidden_size"))
        check_array("b_y", self.b_y, (self.output_size, 1), self.dtype)
        protect(self, "W_hy", "b_y")

    @property
    def output_size(self) -> int:
        """Number of values read out."""
        return int(self.W_hy.shape[0])

    @property
    def hidden_size(self) -> int:
        """Number of units that are read."""
        return int(self.W_hy.shape[1])

    @property
    def dtype(self) -> np.dtype[Any]:
        """float32 or float64."""
        return self.W_hy.dtype


@record
@dataclass(frozen=True, eq=False, repr=False)
class ReadoutGradients:
    """What `readout_backward` gives back; each has the shape of what it is the gradient of.

    Attributes:
        dW_hy: of the weights, summed over all steps and sequences.
        db_y: of the bias, likewise.
        dhs: the immediate dL/dh_t of every hidden state that was read, as `backward` wants it.
    """

    dW_hy: Array
    db_y: Array
    dhs: Array


def readout(params: ReadoutParams, hs: Array) -> Array:
    """Compute y = W_hy h + b_y for every hidden state.

    Args:
        params: the weights and the bias.
        hs: hidden states, (seq_len, hidden_size, batch_size).

    Returns:
        The outputs, (seq_len, output_size, batch_size).

    Raises:
        TypeError: not an array, or another dtype than the parameters.
        ValueError: a wrong shape, or a value that is not finite.
        FloatingPointError: products beyond what the dtype can hold.

    Examples:
        >>> import numpy as np
        >>> params = ReadoutParams(W_hy=np.array([[2.0, -1.0]]), b_y=np.array([[0.5]]))
        >>> readout(params, np.array([0.3, 0.1]).reshape(1, 2, 1))
        array([[[1.]]])
    """
    check_type("params", params, ReadoutParams)
    check_array("hs", hs, ("seq_len", params.hidden_size, "batch_size"), params.dtype)
    with np.errstate(all="ignore"):
        ys = params.W_hy @ hs + params.b_y
    check_finite("readout", ys)
    return ys


def readout_backward(params: ReadoutParams, hs: Array, dys: Array) -> ReadoutGradients:
    """Carry dL/dy back to the weights, the bias and the hidden states.

    Args:
        params: the parameters used forward.
        hs: the hidden states that were read, (seq_len, hidden_size, batch_size).
        dys: dL/dy, (seq_len, output_size, batch_size).

    Raises:
        TypeError: not an array, or another dtype than the parameters.
        ValueError: a wrong shape, or a value that is not finite.
        FloatingPointError: products beyond what the dtype can hold.

    Examples:
        >>> import numpy as np
        >>> params = ReadoutParams(W_hy=np.array([[2.0, -1.0]]), b_y=np.array([[0.5]]))
        >>> readout_backward(
        ...     params, np.array([0.3, 0.1]).reshape(1, 2, 1), np.ones((1, 1, 1))
        ... ).dhs.ravel()
        array([ 2., -1.])
    """
    check_type("params", params, ReadoutParams)
    check_array("hs", hs, ("seq_len", params.hidden_size, "batch_size"), params.dtype)
    check_array("dys", dys, (hs.shape[0], params.output_size, hs.shape[2]), params.dtype)
    with np.errstate(all="ignore"):
        dW_hy, db_y = side_by_side(dys) @ side_by_side(hs).T, dys.sum(axis=(0, 2))[:, None]
        dhs = params.W_hy.T @ dys
    check_finite("readout_backward", dW_hy, db_y, dhs)
    return ReadoutGradients(dW_hy, db_y, dhs)

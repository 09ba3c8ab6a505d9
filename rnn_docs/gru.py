"""The GRU cell, with its reset gate after or before the matrix product: steps forward and backward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from rnn_docs.activations import logistic
from rnn_docs.checks import Array, check_array, check_number
from rnn_docs.params import CellParams


@dataclass(frozen=True)
class GRUParams(CellParams):
    """The parameters of a GRU cell: three blocks of rows, in the order r, z, n, as in PyTorch.

    Attributes:
        W_xh: from the input to the three blocks, (3 · hidden_size, input_size).
        W_hh: from the previous hidden state to the three blocks, (3 · hidden_size, hidden_size).
        b_h: bias, a column (3 · hidden_size, 1).
        b_hn: a second bias of the candidate, inside the reset gate, (hidden_size, 1). PyTorch and Keras have
            one; here it is left out unless weights with it are brought in. Only for reset="after".
        reset: "after" resets W_hn h_prev (PyTorch, Keras), "before" resets h_prev (Cho et al.).

    Raises:
        TypeError: an array that is not float32 or float64, or arrays of different dtypes.
        ValueError: a shape that does not fit the others, a value that is not finite, or an unknown reset.

    Examples:
        >>> import numpy as np
        >>> params = GRUParams(W_xh=np.zeros((12, 3)), W_hh=np.zeros((12, 4)), b_h=np.zeros((12, 1)))
        >>> params.hidden_size, params.input_size, params.reset
        (4, 3, 'after')
    """

    b_hn: Array | None = None
    reset: str = "after"
    blocks: ClassVar[int] = 3

    def __post_init__(self) -> None:
        super().__post_init__()
        check_number("reset", repr(self.reset), "'after' or 'before'", self.reset in ("after", "before"))
        if self.b_hn is not None:
            check_array("b_hn", self.b_hn, (self.hidden_size, 1), self.dtype)
            check_number("b_hn", "an array", "None with reset='before'", self.reset == "after")


class GRUStep(NamedTuple):
    """Everything one step computes; wx, wh and a have 3 · hidden_size rows, the others hidden_size."""

    wx: Array  # W_xh x, what the input brings
    wh: Array  # what the hidden state brings: W_hh h_prev, or with its last block W_hn (r ⊙ h_prev)
    wh_n: Array  # the last block of wh
    a: Array  # the sums before the non-linearities, (3 · hidden_size, batch_size)
    r: Array  # reset gate: how much of the old state the candidate may see
    z: Array  # update gate: how much of the old state to keep
    n: Array  # candidate, not a gate
    h: Array  # the new hidden state

    @property
    def state(self) -> tuple[Array]:
        """What the next step needs."""
        return (self.h,)


class GRUKept(NamedTuple):
    """What of a step is stored for the way back."""

    r: Array
    z: Array
    n: Array
    wh_n: Array
    h: Array


class GRUStepGradient(NamedTuple):
    """What one step backward computes; da and dwh have 3 · hidden_size rows, the others hidden_size."""

    da: Array  # dL/da, before the non-linearities
    dwh: Array  # dL/d(what the hidden state brings)
    dh: Array  # dL/dh, the total that came in
    dh_prev: Array

    @property
    def dstate_prev(self) -> tuple[Array]:
        """What the step before needs."""
        return (self.dh_prev,)


@np.errstate(over="ignore")  # as in `sigmoid`
def gru_step(params: GRUParams, x: Array, h_prev: Array) -> GRUStep:
    """Compute h = (1 - z) ⊙ n + z ⊙ h_prev, one step of a GRU that resets after the matrix product.

    Args:
        params: the weights and the biases.
        x: the input of this step, (input_size, batch_size).
        h_prev: the previous hidden state, (hidden_size, batch_size).

    Source:
        Cho et al. (2014), arXiv 1406.1078, equations 5 to 8; the reset as in PyTorch's torch.nn.GRU.

    Examples:
        >>> import numpy as np
        >>> blank = GRUParams(W_xh=np.zeros((3, 1)), W_hh=np.zeros((3, 1)), b_h=np.zeros((3, 1)))
        >>> step = gru_step(blank, np.array([[1.0]]), h_prev=np.array([[0.8]]))
        >>> step.z, step.h
        (array([[0.5]]), array([[0.4]]))
    """
    wx = params.W_xh @ x  # (3 · hidden_size, batch_size)
    a = wx.copy()
    kept = np.empty((5, *h_prev.shape), a.dtype)
    wh, _ = gru_recurrence(params, a, kept, h_prev)
    r, z, n, wh_n, h = kept
    return GRUStep(wx, wh, wh_n, a, r, z, n, h)


def gru_recurrence(params: GRUParams, a: Array, kept: Array, h_prev: Array) -> tuple[Array, tuple[Array]]:
    """Complete the sums with what the state brings, squash them, and compute h: `gru_step` after its input.

    Args:
        params: the weights and the biases.
        a: W_xh x, (3 · hidden_size, batch_size); the rest of the sums is added in place.
        kept: room for r, z, n, wh_n and h, (5, hidden_size, batch_size).
        h_prev: the previous hidden state, (hidden_size, batch_size).

    Returns:
        wh, what the state brings before it is reset, and the new state (h,).
    """
    r, z, n, wh_n, h = kept  # five views, each (hidden_size, batch_size)
    gates = slice(0, 2 * len(h))  # the rows of r and z
    candidate = slice(2 * len(h), None)  # the rows of n
    a += params.b_h
    wh = params.W_hh @ h_prev  # (3 · hidden_size, batch_size)
    if params.b_hn is not None:
        wh[candidate] += params.b_hn
    wh_n[:] = wh[candidate]
    a[gates] += wh[gates]
    logistic(a[gates].reshape(2, *h.shape), out=kept[:2])  # r and z
    a[candidate] += r * wh_n  # the reset gate scales what memory brings
    np.tanh(a[candidate], out=n)
    h[:] = (1 - z) * n + z * h_prev
    return wh, (h,)


def gru_step_backward(params: GRUParams, step: GRUStep | GRUKept, h_prev: Array, dh: Array) -> GRUStepGradient:
    """Carry dL/dh through one step, line by line in the reverse order of `gru_step`.

    Args:
        params: the parameters used forward.
        step: what `gru_step` returned.
        h_prev: the hidden state that step started from, (hidden_size, batch_size).
        dh: the total dL/dh of this step, (hidden_size, batch_size).

    Examples:
        >>> import numpy as np
        >>> blank = GRUParams(W_xh=np.zeros((3, 1)), W_hh=np.zeros((3, 1)), b_h=np.zeros((3, 1)))
        >>> h_prev = np.array([[0.8]])
        >>> step = gru_step(blank, np.array([[1.0]]), h_prev)
        >>> gru_step_backward(blank, step, h_prev, dh=np.array([[1.0]])).dh_prev
        array([[0.5]])
    """
    kept = np.stack([getattr(step, name) for name in GRUKept._fields])
    da, dwh = np.empty((2, 3 * len(dh), dh.shape[1]), dh.dtype)
    (dh_prev,) = gru_recurrence_backward(params.W_hh.T, kept, h_prev, dh, da, dwh)
    return GRUStepGradient(da, dwh, dh, dh_prev)


def gru_recurrence_backward(
    W_hh_T: Array, kept: Array, h_prev: Array, dh: Array, da: Array, dwh: Array
) -> tuple[Array]:
    """Carry dL/dh to the sums, and on to the previous hidden state: `gru_recurrence` in reverse.

    Args:
        W_hh_T: the recurrent weights transposed, (hidden_size, 3 · hidden_size).
        kept: what `gru_recurrence` left, (5, hidden_size, batch_size).
        h_prev: the hidden state that step started from, (hidden_size, batch_size).
        dh: the total dL/dh of this step, (hidden_size, batch_size).
        da: room for dL/da, (3 · hidden_size, batch_size).
        dwh: room for dL/d(what the state brings), likewise.

    Returns:
        dL/dh_prev.
    """
    r, z, n, wh_n, _ = kept
    da_r, da_z, da_n = da.reshape(3, *dh.shape)
    slope_r, slope_z = kept[:2] * (1 - kept[:2])  # of the sigmoid
    np.multiply(dh * (h_prev - n), slope_z, out=da_z)  # from h = (1 - z) ⊙ n + z ⊙ h_prev
    np.multiply(dh * (1 - z), 1 - n**2, out=da_n)
    np.multiply(da_n * wh_n, slope_r, out=da_r)  # from a_n = … + r ⊙ wh_n
    dwh[:] = da
    dwh[2 * len(dh) :] *= r
    dh_prev = dh * z + W_hh_T @ dwh  # straight through z, and through the matrix product
    return (dh_prev,)

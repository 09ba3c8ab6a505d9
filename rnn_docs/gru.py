"""The GRU cell, with its reset gate after or before the matrix product: steps forward and backward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from rnn_docs.activations import sigmoid
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


class GRUSlopes(NamedTuple):
    """How steeply h and the candidate answer to what they are made of: all that the chain rule needs of a step."""

    n: Array  # ∂h/∂a_n
    z: Array  # ∂h/∂a_z
    h_prev: Array  # ∂h/∂h_prev, on the straight way
    r: Array  # ∂(r ⊙ scaled)/∂a_r
    scaled: Array  # ∂(r ⊙ scaled)/∂scaled; scaled is wh_n, or h_prev where the reset comes before


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
    wh = params.W_hh @ h_prev  # (3 · hidden_size, batch_size)
    if params.b_hn is not None:
        wh[-params.hidden_size :] += params.b_hn
    wh_r, wh_z, wh_n = np.split(wh, 3)  # each (hidden_size, batch_size)
    wx_r, wx_z, wx_n = np.split(wx + params.b_h, 3)
    r = sigmoid(wx_r + wh_r)
    z = sigmoid(wx_z + wh_z)
    n = np.tanh(wx_n + r * wh_n)
    h = (1 - z) * n + z * h_prev
    a = np.concatenate([wx_r + wh_r, wx_z + wh_z, wx_n + r * wh_n])
    return GRUStep(wx, wh, wh_n, a, r, z, n, h)


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
    da, dwh = np.empty((2, 3 * len(dh), dh.shape[1]), dh.dtype)
    (dh_prev,) = gru_recurrence_backward(params.W_hh.T, gru_slopes(step, h_prev), dh, da, dwh)
    return GRUStepGradient(da, dwh, dh, dh_prev)


def gru_slopes(step: GRUStep | GRUKept, h_prev: Array) -> GRUSlopes:
    """Compute how steeply h answers to what it is made of; one step, or the stored values of many at once.

    Args:
        step: what the forward pass left, each (…, hidden_size, batch_size).
        h_prev: the hidden state before, (…, hidden_size, batch_size).

    Examples:
        >>> import numpy as np
        >>> half = np.array([[0.5]])
        >>> gru_slopes(GRUKept(r=half, z=half, n=half, wh_n=half, h=half), h_prev=half).n
        array([[0.375]])
    """
    return slopes_when_r_scales(step.wh_n, step.r, step.z, step.n, h_prev)


def slopes_when_r_scales(scaled: Array, r: Array, z: Array, n: Array, h_prev: Array) -> GRUSlopes:
    """Compute the slopes of a GRU whose reset gate scales wh_n (reset after) or h_prev (reset before)."""
    return GRUSlopes(
        n=(1 - z) * (1 - n**2),  # from h = (1 - z) ⊙ n + z ⊙ h_prev
        z=(h_prev - n) * z * (1 - z),
        h_prev=z,
        r=scaled * r * (1 - r),  # from r ⊙ scaled
        scaled=r,
    )


def gru_recurrence_backward(W_hh_T: Array, slopes: GRUSlopes, dh: Array, da: Array, dwh: Array) -> tuple[Array]:
    """Carry dL/dh to the sums, and on to the previous hidden state: `gru_recurrence` in reverse.

    Args:
        W_hh_T: the recurrent weights transposed, (hidden_size, 3 · hidden_size).
        slopes: of this step, from `gru_slopes`.
        dh: the total dL/dh of this step, (hidden_size, batch_size).
        da: room for dL/da, (3 · hidden_size, batch_size).
        dwh: room for dL/d(what the state brings), likewise.

    Returns:
        dL/dh_prev.

    Examples:
        >>> import numpy as np
        >>> slopes, (da, dwh) = GRUSlopes(*[np.array([[0.5]])] * 5), np.empty((2, 3, 1))
        >>> gru_recurrence_backward(np.ones((1, 3)), slopes, np.array([[2.0]]), da, dwh)
        (array([[3.]]),)
    """
    da_r, da_z, da_n = da.reshape(3, *dh.shape)
    np.multiply(slopes.n, dh, out=da_n)  # from h = (1 - z) ⊙ n + z ⊙ h_prev
    np.multiply(slopes.z, dh, out=da_z)
    np.multiply(slopes.r, da_n, out=da_r)  # from a_n = … + r ⊙ wh_n
    dwh[:] = da
    dwh[-len(dh) :] *= slopes.scaled
    dh_prev = slopes.h_prev * dh  # straight through z
    dh_prev += W_hh_T.dot(dwh)  # and through the matrix product
    return (dh_prev,)

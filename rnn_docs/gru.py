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

    wh_n: Array
    r: Array
    z: Array
    n: Array
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
    gates = slice(0, 2 * len(h_prev))  # the rows of r and z
    candidate = slice(2 * len(h_prev), None)  # the rows of n
    wx = params.W_xh @ x  # (3 · hidden_size, batch_size)
    wh = params.W_hh @ h_prev  # (3 · hidden_size, batch_size)
    if params.b_hn is not None:
        wh[candidate] += params.b_hn
    a = wx + params.b_h  # (3 · hidden_size, batch_size), completed block by block
    a[gates] += wh[gates]
    r, z = sigmoid(a[gates]).reshape(2, *h_prev.shape)  # each (hidden_size, batch_size)
    wh_n = wh[candidate]
    a[candidate] += r * wh_n  # the reset gate scales what memory brings
    n = np.tanh(a[candidate])
    h = (1 - z) * n + z * h_prev  # (hidden_size, batch_size)
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
    r, z, n = step.r, step.z, step.n
    dz = dh * (h_prev - n)  # from h = (1 - z) ⊙ n + z ⊙ h_prev
    da_n = dh * (1 - z) * (1 - n**2)
    da_z = dz * z * (1 - z)
    da_r = da_n * step.wh_n * r * (1 - r)  # from a_n = … + r ⊙ wh_n
    da = np.concatenate([da_r, da_z, da_n])
    dwh = np.concatenate([da_r, da_z, da_n * r])
    dh_prev = dh * z + params.W_hh.T @ dwh  # straight through z, and through the matrix product
    return GRUStepGradient(da, dwh, dh, dh_prev)

"""The GRU as Cho et al. printed it: the reset gate scales the state before the matrix product."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rnn_docs.activations import logistic
from rnn_docs.checks import Array
from rnn_docs.gru import GRUParams


class GRUResetBeforeStep(NamedTuple):
    """Everything one step computes; wx, wh and a have 3 · hidden_size rows, the others hidden_size."""

    wx: Array  # W_xh x, what the input brings
    wh: Array  # what the state brings: W_hr h_prev, W_hz h_prev and W_hn (r ⊙ h_prev)
    a: Array  # the sums before the non-linearities, (3 · hidden_size, batch_size)
    r: Array  # reset gate: how much of the old state the candidate may see
    z: Array  # update gate: how much of the old state to keep
    rh: Array  # r ⊙ h_prev, what the candidate sees of the old state
    n: Array  # candidate, not a gate
    h: Array  # the new hidden state

    @property
    def state(self) -> tuple[Array]:
        """What the next step needs."""
        return (self.h,)


class GRUResetBeforeKept(NamedTuple):
    """What of a step is stored for the way back."""

    r: Array
    z: Array
    n: Array
    rh: Array
    h: Array


class GRUResetBeforeStepGradient(NamedTuple):
    """What one step backward computes; da has 3 · hidden_size rows, the others hidden_size."""

    da: Array  # dL/da, before the non-linearities
    dh: Array  # dL/dh, the total that came in
    dh_prev: Array

    @property
    def dstate_prev(self) -> tuple[Array]:
        """What the step before needs."""
        return (self.dh_prev,)


@np.errstate(over="ignore")  # as in `sigmoid`
def gru_reset_before_step(params: GRUParams, x: Array, h_prev: Array) -> GRUResetBeforeStep:
    """Compute one step of a GRU whose candidate sees W_hn (r ⊙ h_prev), with the reset before the product.

    Args:
        params: the weights and the bias.
        x: the input of this step, (input_size, batch_size).
        h_prev: the previous hidden state, (hidden_size, batch_size).

    Source:
        Cho et al. (2014), arXiv 1406.1078, equations 5 to 8.

    Examples:
        >>> import numpy as np
        >>> blank = GRUParams(np.zeros((3, 1)), np.zeros((3, 1)), np.zeros((3, 1)), reset="before")
        >>> gru_reset_before_step(blank, np.array([[1.0]]), h_prev=np.array([[0.8]])).rh
        array([[0.4]])
    """
    wx = params.W_xh @ x  # (3 · hidden_size, batch_size)
    a = wx.copy()
    kept = np.empty((5, *h_prev.shape), a.dtype)
    wh, _ = gru_reset_before_recurrence(params, a, kept, h_prev)
    r, z, n, rh, h = kept
    return GRUResetBeforeStep(wx, wh, a, r, z, rh, n, h)


def gru_reset_before_recurrence(params: GRUParams, a: Array, kept: Array, h_prev: Array) -> tuple[Array, tuple[Array]]:
    """Compute the gates, then the candidate that sees r ⊙ h_prev, then h: `gru_reset_before_step` after its input.

    Args:
        params: the weights and the bias.
        a: W_xh x, (3 · hidden_size, batch_size); the rest of the sums is added in place.
        kept: room for r, z, n, rh and h, (5, hidden_size, batch_size).
        h_prev: the previous hidden state, (hidden_size, batch_size).

    Returns:
        wh, what the state brings, and the new state (h,).
    """
    r, z, n, rh, h = kept  # five views, each (hidden_size, batch_size)
    gates = slice(0, 2 * len(h))  # the rows of r and z
    candidate = slice(2 * len(h), None)  # the rows of n
    a += params.b_h
    wh = np.empty_like(a)
    np.matmul(params.W_hh[gates], h_prev, out=wh[gates])
    a[gates] += wh[gates]
    logistic(a[gates].reshape(2, *h.shape), out=kept[:2])  # r and z
    np.multiply(r, h_prev, out=rh)
    np.matmul(params.W_hh[candidate], rh, out=wh[candidate])
    a[candidate] += wh[candidate]
    np.tanh(a[candidate], out=n)
    h[:] = (1 - z) * n + z * h_prev
    return wh, (h,)


def gru_reset_before_step_backward(
    params: GRUParams, step: GRUResetBeforeStep | GRUResetBeforeKept, h_prev: Array, dh: Array
) -> GRUResetBeforeStepGradient:
    """Carry dL/dh through one step, line by line in the reverse order of `gru_reset_before_step`.

    Args:
        params: the parameters used forward.
        step: what `gru_reset_before_step` returned.
        h_prev: the hidden state that step started from, (hidden_size, batch_size).
        dh: the total dL/dh of this step, (hidden_size, batch_size).

    Examples:
        >>> import numpy as np
        >>> blank = GRUParams(np.zeros((3, 1)), np.zeros((3, 1)), np.zeros((3, 1)), reset="before")
        >>> h_prev = np.array([[0.8]])
        >>> step = gru_reset_before_step(blank, np.array([[1.0]]), h_prev)
        >>> gru_reset_before_step_backward(blank, step, h_prev, dh=np.array([[1.0]])).dh_prev
        array([[0.5]])
    """
    kept = np.stack([getattr(step, name) for name in GRUResetBeforeKept._fields])
    da = np.empty((3 * len(dh), dh.shape[1]), dh.dtype)
    (dh_prev,) = gru_reset_before_recurrence_backward(params.W_hh.T, kept, h_prev, dh, da)
    return GRUResetBeforeStepGradient(da, dh, dh_prev)


def gru_reset_before_recurrence_backward(
    W_hh_T: Array, kept: Array, h_prev: Array, dh: Array, da: Array
) -> tuple[Array]:
    """Carry dL/dh to the sums, and on to the previous hidden state: `gru_reset_before_recurrence` in reverse.

    Args:
        W_hh_T: the recurrent weights transposed, (hidden_size, 3 · hidden_size).
        kept: what `gru_reset_before_recurrence` left, (5, hidden_size, batch_size).
        h_prev: the hidden state that step started from, (hidden_size, batch_size).
        dh: the total dL/dh of this step, (hidden_size, batch_size).
        da: room for dL/da, (3 · hidden_size, batch_size).

    Returns:
        dL/dh_prev.
    """
    r, z, n, _, _ = kept
    gates = slice(0, 2 * len(dh))  # the rows of r and z
    candidate = slice(2 * len(dh), None)  # the rows of n
    da_r, da_z, da_n = da.reshape(3, *dh.shape)
    slope_r, slope_z = kept[:2] * (1 - kept[:2])  # of the sigmoid
    np.multiply(dh * (h_prev - n), slope_z, out=da_z)  # from h = (1 - z) ⊙ n + z ⊙ h_prev
    np.multiply(dh * (1 - z), 1 - n**2, out=da_n)
    drh = W_hh_T[:, candidate] @ da_n  # from a_n = … + W_hn (r ⊙ h_prev)
    np.multiply(drh * h_prev, slope_r, out=da_r)
    dh_prev = dh * z + drh * r + W_hh_T[:, gates] @ da[gates]
    return (dh_prev,)

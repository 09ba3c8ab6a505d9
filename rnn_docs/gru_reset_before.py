"""The GRU as Cho et al. printed it: the reset gate scales the state before the matrix product."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rnn_docs.activations import sigmoid
from rnn_docs.checks import Array
from rnn_docs.gru import GRUParams, GRUSlopes, slopes_when_r_scales


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
    W_hr, W_hz, W_hn = np.split(params.W_hh, 3)  # each (hidden_size, hidden_size)
    wx = params.W_xh @ x  # (3 · hidden_size, batch_size)
    wx_r, wx_z, wx_n = np.split(wx + params.b_h, 3)  # each (hidden_size, batch_size)
    r = sigmoid(wx_r + W_hr @ h_prev)
    z = sigmoid(wx_z + W_hz @ h_prev)
    rh = r * h_prev
    n = np.tanh(wx_n + W_hn @ rh)
    h = (1 - z) * n + z * h_prev
    wh = np.concatenate([W_hr @ h_prev, W_hz @ h_prev, W_hn @ rh])
    return GRUResetBeforeStep(wx, wh, wx + params.b_h + wh, r, z, rh, n, h)


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
    da = np.empty((3 * len(dh), dh.shape[1]), dh.dtype)
    slopes = gru_reset_before_slopes(step, h_prev)
    (dh_prev,) = gru_reset_before_recurrence_backward(params.W_hh.T, slopes, dh, da)
    return GRUResetBeforeStepGradient(da, dh, dh_prev)


def gru_reset_before_slopes(step: GRUResetBeforeStep | GRUResetBeforeKept, h_prev: Array) -> GRUSlopes:
    """Compute how steeply h answers to what it is made of: as in `gru_slopes`, but r scales h_prev itself.

    Args:
        step: what the forward pass left, each (…, hidden_size, batch_size).
        h_prev: the hidden state before, (…, hidden_size, batch_size).

    Examples:
        >>> import numpy as np
        >>> half = np.array([[0.5]])
        >>> gru_reset_before_slopes(GRUResetBeforeKept(r=half, z=half, n=half, rh=half, h=half), h_prev=half).r
        array([[0.125]])
    """
    return slopes_when_r_scales(h_prev, step.r, step.z, step.n, h_prev)


def gru_reset_before_recurrence_backward(W_hh_T: Array, slopes: GRUSlopes, dh: Array, da: Array) -> tuple[Array]:
    """Carry dL/dh to the sums, and on to the previous hidden state: `gru_reset_before_recurrence` in reverse.

    Args:
        W_hh_T: the recurrent weights transposed, (hidden_size, 3 · hidden_size).
        slopes: of this step, from `gru_reset_before_slopes`.
        dh: the total dL/dh of this step, (hidden_size, batch_size).
        da: room for dL/da, (3 · hidden_size, batch_size).

    Returns:
        dL/dh_prev.

    Examples:
        >>> import numpy as np
        >>> slopes, da = GRUSlopes(*[np.array([[0.5]])] * 5), np.empty((3, 1))
        >>> gru_reset_before_recurrence_backward(np.ones((1, 3)), slopes, np.array([[2.0]]), da)
        (array([[3.]]),)
    """
    da_rz, da_n = da[: -len(dh)], da[-len(dh) :]
    da_r, da_z = da_rz.reshape(2, *dh.shape)
    np.multiply(slopes.n, dh, out=da_n)  # from h = (1 - z) ⊙ n + z ⊙ h_prev
    np.multiply(slopes.z, dh, out=da_z)
    drh = W_hh_T[:, len(da_rz) :] @ da_n  # from a_n = … + W_hn (r ⊙ h_prev)
    np.multiply(slopes.r, drh, out=da_r)
    dh_prev = slopes.h_prev * dh + slopes.scaled * drh + W_hh_T[:, : len(da_rz)] @ da_rz
    return (dh_prev,)

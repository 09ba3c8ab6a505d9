"""The GRU as Cho et al. printed it: the reset gate scales the state before the matrix product."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rnn_docs.activations import sigmoid
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
    rh: Array
    n: Array
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
    gates = slice(0, 2 * len(h_prev))  # the rows of r and z
    candidate = slice(2 * len(h_prev), None)  # the rows of n
    wx = params.W_xh @ x  # (3 · hidden_size, batch_size)
    wh_rz = params.W_hh[gates] @ h_prev  # (2 · hidden_size, batch_size)
    r, z = sigmoid(wx[gates] + wh_rz + params.b_h[gates]).reshape(2, *h_prev.shape)
    rh = r * h_prev  # (hidden_size, batch_size)
    wh = np.concatenate([wh_rz, params.W_hh[candidate] @ rh])  # (3 · hidden_size, batch_size)
    a = wx + wh + params.b_h
    n = np.tanh(a[candidate])
    h = (1 - z) * n + z * h_prev  # (hidden_size, batch_size)
    return GRUResetBeforeStep(wx, wh, a, r, z, rh, n, h)


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
    r, z, n = step.r, step.z, step.n
    hidden_size = len(r)
    dz = dh * (h_prev - n)  # from h = (1 - z) ⊙ n + z ⊙ h_prev
    da_n = dh * (1 - z) * (1 - n**2)
    drh = params.W_hh[2 * hidden_size :].T @ da_n  # from a_n = … + W_hn (r ⊙ h_prev)
    da_z = dz * z * (1 - z)
    da_r = drh * h_prev * r * (1 - r)
    da_rz = np.concatenate([da_r, da_z])
    dh_prev = dh * z + drh * r + params.W_hh[: 2 * hidden_size].T @ da_rz
    return GRUResetBeforeStepGradient(np.concatenate([da_rz, da_n]), dh, dh_prev)

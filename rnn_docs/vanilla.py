"""The vanilla (Elman) cell: one step forward, one step backward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from rnn_docs.checks import Array
from rnn_docs.params import CellParams


@dataclass(frozen=True)
class VanillaParams(CellParams):
    """The parameters of a vanilla cell, the same ones at every step.

    Attributes:
        W_xh: from the input to the hidden state, (hidden_size, input_size).
        W_hh: from the previous hidden state to the next, (hidden_size, hidden_size).
        b_h: bias, a column (hidden_size, 1).

    Raises:
        TypeError: an array that is not float32 or float64, or arrays of different dtypes.
        ValueError: a shape that does not fit the others, or a value that is not finite.

    Examples:
        >>> import numpy as np
        >>> params = VanillaParams(W_xh=np.zeros((4, 3)), W_hh=np.zeros((4, 4)), b_h=np.zeros((4, 1)))
        >>> params.hidden_size, params.input_size
        (4, 3)
    """


class VanillaStep(NamedTuple):
    """Everything one step computes, under the names of the formula; each is (hidden_size, batch_size)."""

    wx: Array  # W_xh x, what the input brings
    wh: Array  # W_hh h_prev, what memory brings
    a: Array  # their sum and the bias, before tanh
    h: Array  # the new hidden state

    @property
    def state(self) -> tuple[Array]:
        """What the next step needs."""
        return (self.h,)


class VanillaKept(NamedTuple):
    """What of a step is stored for the way back."""

    h: Array


class VanillaStepGradient(NamedTuple):
    """What one step backward computes; each is (hidden_size, batch_size)."""

    da: Array  # dL/da, before tanh
    dh: Array  # dL/dh, the total that came in
    dh_prev: Array  # dL/dh_prev, handed to the step before

    @property
    def dstate_prev(self) -> tuple[Array]:
        """What the step before needs."""
        return (self.dh_prev,)


def vanilla_step(params: VanillaParams, x: Array, h_prev: Array) -> VanillaStep:
    """Compute h = tanh(W_xh x + W_hh h_prev + b_h), one step of a vanilla RNN.

    Shapes and values are checked by `forward`, not here.

    Args:
        params: the weights and the bias.
        x: the input of this step, (input_size, batch_size).
        h_prev: the previous hidden state, (hidden_size, batch_size).

    Source:
        Elman (1990), Finding structure in time, Cognitive Science 14, figure 2; with tanh.

    Examples:
        >>> import numpy as np
        >>> params = VanillaParams(W_xh=np.array([[1.0]]), W_hh=np.array([[0.5]]), b_h=np.array([[0.0]]))
        >>> vanilla_step(params, x=np.array([[0.5]]), h_prev=np.array([[0.0]])).h.round(6)
        array([[0.462117]])
    """
    wx = params.W_xh @ x  # (hidden_size, batch_size)
    a = wx.copy()
    h = np.empty_like(a)
    wh, _ = vanilla_recurrence(params, a, h[None], h_prev)
    return VanillaStep(wx, wh, a, h)


def vanilla_recurrence(params: VanillaParams, a: Array, kept: Array, h_prev: Array) -> tuple[Array, tuple[Array]]:
    """Add W_hh h_prev and b_h to W_xh x, and take tanh of the sum: `vanilla_step` after its input.

    What the input brings can be computed for all steps at once; this part has to wait for the step before.

    Args:
        params: the weights and the bias.
        a: W_xh x, (hidden_size, batch_size); the rest of the sum is added in place.
        kept: room for h, (1, hidden_size, batch_size).
        h_prev: the previous hidden state, (hidden_size, batch_size).

    Returns:
        wh = W_hh h_prev, and the new state (h,).
    """
    (h,) = kept
    wh = params.W_hh @ h_prev  # (hidden_size, batch_size)
    a += wh
    a += params.b_h  # the bias column is added to every sequence
    np.tanh(a, out=h)
    return wh, (h,)


def vanilla_step_backward(
    params: VanillaParams, step: VanillaStep | VanillaKept, h_prev: Array, dh: Array
) -> VanillaStepGradient:
    """Carry dL/dh through one step: to the sum inside tanh, and on to the previous hidden state.

    Args:
        params: the parameters used forward.
        step: what `vanilla_step` returned.
        h_prev: the hidden state that step started from, (hidden_size, batch_size).
        dh: the total dL/dh of this step, (hidden_size, batch_size).

    Source:
        Pascanu, Mikolov & Bengio (2013), arXiv 1211.5063, equation 5.

    Examples:
        >>> import numpy as np
        >>> params = VanillaParams(W_xh=np.array([[1.0]]), W_hh=np.array([[0.5]]), b_h=np.array([[0.0]]))
        >>> h_prev = np.array([[0.0]])
        >>> step = vanilla_step(params, np.array([[0.5]]), h_prev)
        >>> vanilla_step_backward(params, step, h_prev, np.array([[1.0]])).dh_prev.round(6)
        array([[0.393224]])
    """
    da = np.empty_like(dh)
    (dh_prev,) = vanilla_recurrence_backward(params.W_hh.T, step.h[None], h_prev, dh, da)
    return VanillaStepGradient(da, dh, dh_prev)


def vanilla_recurrence_backward(W_hh_T: Array, kept: Array, h_prev: Array, dh: Array, da: Array) -> tuple[Array]:
    """Carry dL/dh to the sum inside tanh, and on to the previous hidden state: `vanilla_recurrence` in reverse.

    Args:
        W_hh_T: the recurrent weights transposed, (hidden_size, hidden_size).
        kept: h as `vanilla_recurrence` left it, (1, hidden_size, batch_size).
        h_prev: the hidden state that step started from; what leads back to it does not depend on it here.
        dh: the total dL/dh of this step, (hidden_size, batch_size).
        da: room for dL/da, (hidden_size, batch_size).

    Returns:
        dL/dh_prev.
    """
    (h,) = kept
    da[:] = (1 - h**2) * dh  # the slope of tanh at a is 1 - tanh(a)²
    dh_prev = W_hh_T @ da  # (hidden_size, batch_size)
    return (dh_prev,)

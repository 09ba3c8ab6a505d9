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


class VanillaSlopes(NamedTuple):
    """How steeply the outcome of a step answers to what it was made of."""

    a: Array  # ∂h/∂a


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
    wh = params.W_hh @ h_prev  # (hidden_size, batch_size)
    a = wx + wh + params.b_h
    h = np.tanh(a)
    return VanillaStep(wx, wh, a, h)


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
    (dh_prev,) = vanilla_recurrence_backward(params.W_hh.T, vanilla_slopes(step, h_prev), dh, da)
    return VanillaStepGradient(da, dh, dh_prev)


def vanilla_slopes(step: VanillaStep | VanillaKept, h_prev: Array) -> VanillaSlopes:
    """Compute how steeply h answers to its sum; it takes one step, or the stored values of many at once.

    Args:
        step: what the forward pass left, (…, hidden_size, batch_size).
        h_prev: the hidden state before; for tanh it makes no difference.

    Examples:
        >>> import numpy as np
        >>> vanilla_slopes(VanillaKept(h=np.array([[0.5]])), h_prev=np.array([[0.0]])).a
        array([[0.75]])
    """
    return VanillaSlopes(a=1 - step.h**2)  # the slope of tanh at a is 1 - tanh(a)²


def vanilla_recurrence_backward(W_hh_T: Array, slopes: VanillaSlopes, dh: Array, da: Array) -> tuple[Array]:
    """Carry dL/dh to the sum inside tanh, and on to the previous hidden state: `vanilla_recurrence` in reverse.

    Args:
        W_hh_T: the recurrent weights transposed, (hidden_size, hidden_size).
        slopes: of this step, from `vanilla_slopes`.
        dh: the total dL/dh of this step, (hidden_size, batch_size).
        da: room for dL/da, (hidden_size, batch_size).

    Returns:
        dL/dh_prev.

    Examples:
        >>> import numpy as np
        >>> slopes, da = VanillaSlopes(a=np.array([[0.75]])), np.empty((1, 1))
        >>> vanilla_recurrence_backward(np.array([[0.5]]), slopes, np.array([[2.0]]), da), da
        ((array([[0.75]]),), array([[1.5]]))
    """
    np.multiply(slopes.a, dh, out=da)  # from h = tanh(a)
    dh_prev = W_hh_T.dot(da)  # from a = … + W_hh h_prev
    return (dh_prev,)

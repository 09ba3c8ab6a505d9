"""The vanilla (Elman) cell: one step forward, one step backward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from rnn_docs.cells.parameters import CellParams
from rnn_docs.cells.steps import checked_step, checked_step_backward
from rnn_docs.checks import Array
from rnn_docs.records import record


@record
@dataclass(frozen=True, eq=False, repr=False)
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
        >>> params = VanillaParams(
        ...     W_xh=np.zeros((4, 3)), W_hh=np.zeros((4, 4)), b_h=np.zeros((4, 1))
        ... )
        >>> params.hidden_size, params.input_size
        (4, 3)
    """


@record
class VanillaStep(NamedTuple):
    """Everything one step computes, under the names of the formula; each is (hidden_size, batch_size).

    Attributes:
        wx_b: W_xh x + b_h, what the input brings, and the bias.
        wh: W_hh h_prev, what memory brings.
        a: their sum, before tanh.
        h_prev: what the step started from.
        h: the new hidden state.
    """

    wx_b: Array
    wh: Array
    a: Array
    h_prev: Array
    h: Array

    @property
    def state(self) -> tuple[Array]:
        """What the next step needs."""
        return (self.h,)

    def kept(self) -> VanillaStep:
        """What the step backward needs: without the sums."""
        return VanillaStep(None, None, None, *self[3:])  # type: ignore[arg-type]


@record
class VanillaStepGradient(NamedTuple):
    """What one step backward computes; each is (hidden_size, batch_size).

    Attributes:
        da: dL/da, before tanh.
        dh: dL/dh, the total that came in.
        dh_prev: dL/dh_prev, handed to the step before.
    """

    da: Array
    dh: Array
    dh_prev: Array

    @property
    def dstate_prev(self) -> tuple[Array]:
        """What the step before needs."""
        return (self.dh_prev,)


@checked_step(VanillaParams)
def vanilla_step(params: VanillaParams, x: Array, h_prev: Array, wx_b: Array | None = None) -> VanillaStep:
    """Compute h = tanh(W_xh x + W_hh h_prev + b_h), one step of a vanilla RNN.

    Args:
        params: the weights and the bias.
        x: the input of this step, (input_size, batch_size).
        h_prev: the previous hidden state, (hidden_size, batch_size).
        wx_b: W_xh x + b_h, where the loop has computed it for all steps at once.

    Raises:
        TypeError: not a float array, or another dtype than the parameters.
        ValueError: a wrong shape, or a value that is not finite.

    Source:
        Elman (1990), Finding structure in time, Cognitive Science 14, figure 2; with tanh.

    Examples:
        >>> import numpy as np
        >>> params = VanillaParams(
        ...     W_xh=np.array([[1.0]]), W_hh=np.array([[0.5]]), b_h=np.array([[0.0]])
        ... )
        >>> vanilla_step(
        ...     params, x=np.array([[0.5]]), h_prev=np.array([[0.0]])
        ... ).h.round(6)
        array([[0.462117]])
    """
    if wx_b is None:  # the loop computes it for all steps at once
        wx_b = params.W_xh @ x + params.b_h  # (hidden_size, batch_size)
    wh = params.W_hh @ h_prev  # (hidden_size, batch_size)
    a = wx_b + wh
    h = np.tanh(a)
    return VanillaStep(wx_b, wh, a, h_prev, h)


@checked_step_backward(VanillaParams, VanillaStep)
def vanilla_step_backward(
    params: VanillaParams,
    step: VanillaStep,
    dh: Array,
) -> VanillaStepGradient:
    """Carry dL/dh through one step: the lines of `vanilla_step` in reverse order.

    Args:
        params: the parameters used forward.
        step: what `vanilla_step` returned.
        dh: the total dL/dh of this step, (hidden_size, batch_size).

    Raises:
        TypeError: no such step, not a float array, or another dtype than the parameters.
        ValueError: a wrong shape, or a value that is not finite.

    Source:
        Pascanu, Mikolov & Bengio (2013), arXiv 1211.5063, equation 5.

    Examples:
        >>> import numpy as np
        >>> params = VanillaParams(
        ...     W_xh=np.array([[1.0]]), W_hh=np.array([[0.5]]), b_h=np.array([[0.0]])
        ... )
        >>> step = vanilla_step(params, np.array([[0.5]]), h_prev=np.array([[0.0]]))
        >>> vanilla_step_backward(params, step, dh=np.array([[1.0]])).dh_prev.round(6)
        array([[0.393224]])
    """
    da = (1 - step.h**2) * dh  # from h = tanh(a)
    dh_prev = params.W_hh.T @ da  # from a = … + W_hh h_prev
    return VanillaStepGradient(da, dh, dh_prev)

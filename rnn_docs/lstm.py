"""The LSTM cell: one step forward, one step backward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from rnn_docs.activations import sigmoid
from rnn_docs.checks import Array
from rnn_docs.params import CellParams


@dataclass(frozen=True)
class LSTMParams(CellParams):
    """The parameters of an LSTM cell: four blocks of rows, in the order i, f, g, o, as in PyTorch.

    Attributes:
        W_xh: from the input to the four blocks, (4 · hidden_size, input_size).
        W_hh: from the previous hidden state to the four blocks, (4 · hidden_size, hidden_size).
        b_h: bias, a column (4 · hidden_size, 1).

    Raises:
        TypeError: an array that is not float32 or float64, or arrays of different dtypes.
        ValueError: a shape that does not fit the others, or a value that is not finite.

    Examples:
        >>> import numpy as np
        >>> params = LSTMParams(W_xh=np.zeros((16, 3)), W_hh=np.zeros((16, 4)), b_h=np.zeros((16, 1)))
        >>> params.hidden_size, params.input_size
        (4, 3)
    """

    blocks: ClassVar[int] = 4


class LSTMStep(NamedTuple):
    """Everything one step computes; the first three have 4 · hidden_size rows, the others hidden_size."""

    wx: Array  # W_xh x, what the input brings
    wh: Array  # W_hh h_prev, what the hidden state brings
    a: Array  # their sum and the bias, before the non-linearities
    i: Array  # input gate: how much of the candidate to store
    f: Array  # forget gate: how much of the old cell to keep
    g: Array  # candidate, not a gate
    o: Array  # output gate: how much of the cell to show
    c: Array  # the new cell state
    tanh_c: Array
    h: Array  # the new hidden state

    @property
    def state(self) -> tuple[Array, Array]:
        """What the next step needs."""
        return (self.h, self.c)


class LSTMKept(NamedTuple):
    """What of a step is stored for the way back."""

    i: Array
    f: Array
    o: Array
    g: Array
    c: Array
    tanh_c: Array
    h: Array


class LSTMSlopes(NamedTuple):
    """How steeply c and h answer to what they are made of: all that the chain rule needs of a step."""

    i: Array  # ∂c/∂a_i
    f: Array  # ∂c/∂a_f
    g: Array  # ∂c/∂a_g
    c_prev: Array  # ∂c/∂c_prev
    o: Array  # ∂h/∂a_o
    c: Array  # ∂h/∂c


class LSTMStepGradient(NamedTuple):
    """What one step backward computes; da has 4 · hidden_size rows, the others hidden_size."""

    da: Array  # dL/da, before the non-linearities
    dh: Array  # dL/dh, the total that came in
    dc: Array  # dL/dc, the total: from the next step and through h
    dh_prev: Array
    dc_prev: Array

    @property
    def dstate_prev(self) -> tuple[Array, Array]:
        """What the step before needs."""
        return (self.dh_prev, self.dc_prev)


def lstm_step(params: LSTMParams, x: Array, h_prev: Array, c_prev: Array) -> LSTMStep:
    """Compute c = f ⊙ c_prev + i ⊙ g and h = o ⊙ tanh(c), one step of an LSTM.

    Args:
        params: the weights and the bias.
        x: the input of this step, (input_size, batch_size).
        h_prev: the previous hidden state, (hidden_size, batch_size).
        c_prev: the previous cell state, (hidden_size, batch_size).

    Source:
        Gers, Schmidhuber & Cummins (2000), Learning to forget, doi 10.1162/089976600300015015.

    Examples:
        >>> import numpy as np
        >>> blank = LSTMParams(W_xh=np.zeros((4, 1)), W_hh=np.zeros((4, 1)), b_h=np.zeros((4, 1)))
        >>> step = lstm_step(blank, np.array([[1.0]]), h_prev=np.array([[0.0]]), c_prev=np.array([[2.0]]))
        >>> step.f, step.c
        (array([[0.5]]), array([[1.]]))
    """
    wx = params.W_xh @ x  # (4 · hidden_size, batch_size)
    wh = params.W_hh @ h_prev  # (4 · hidden_size, batch_size)
    a = wx + wh + params.b_h
    a_i, a_f, a_g, a_o = np.split(a, 4)  # each (hidden_size, batch_size)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    c = f * c_prev + i * g
    tanh_c = np.tanh(c)
    h = o * tanh_c
    return LSTMStep(wx, wh, a, i, f, g, o, c, tanh_c, h)


def lstm_step_backward(
    params: LSTMParams, step: LSTMStep | LSTMKept, h_prev: Array, c_prev: Array, dh: Array, dc: Array
) -> LSTMStepGradient:
    """Carry dL/dh and dL/dc through one step, line by line in the reverse order of `lstm_step`.

    Args:
        params: the parameters used forward.
        step: what `lstm_step` returned.
        h_prev: the hidden state that step started from, (hidden_size, batch_size).
        c_prev: the cell state that step started from, (hidden_size, batch_size).
        dh: the total dL/dh of this step, (hidden_size, batch_size).
        dc: dL/dc of this step without the part that goes through h, (hidden_size, batch_size).

    Source:
        Greff et al. (2017), arXiv 1503.04069, section III.B, without peepholes.

    Examples:
        >>> import numpy as np
        >>> blank = LSTMParams(W_xh=np.zeros((4, 1)), W_hh=np.zeros((4, 1)), b_h=np.zeros((4, 1)))
        >>> h_prev, c_prev = np.array([[0.0]]), np.array([[2.0]])
        >>> step = lstm_step(blank, np.array([[1.0]]), h_prev, c_prev)
        >>> dh, dc = np.array([[0.0]]), np.array([[1.0]])
        >>> lstm_step_backward(blank, step, h_prev, c_prev, dh, dc).dc_prev
        array([[0.5]])
    """
    da, dc = np.empty((4 * len(dh), dh.shape[1]), dh.dtype), dc.copy()
    slopes = lstm_slopes(step, h_prev, c_prev)
    dh_prev, dc_prev = lstm_recurrence_backward(params.W_hh.T, slopes, dh, dc, da)
    return LSTMStepGradient(da, dh, dc, dh_prev, dc_prev)


def lstm_slopes(step: LSTMStep | LSTMKept, h_prev: Array, c_prev: Array) -> LSTMSlopes:
    """Compute how steeply c and h answer to what they are made of; one step, or the stored values of many at once.

    Args:
        step: what the forward pass left, each (…, hidden_size, batch_size).
        h_prev: the hidden state before; it makes no difference.
        c_prev: the cell state before, (…, hidden_size, batch_size).

    Examples:
        >>> import numpy as np
        >>> half, none = np.array([[0.5]]), np.array([[0.0]])
        >>> step = LSTMKept(i=half, f=half, g=half, o=half, c=none, tanh_c=none, h=none)
        >>> lstm_slopes(step, h_prev=none, c_prev=none).i
        array([[0.125]])
    """
    i, f, g, o, tanh_c = step.i, step.f, step.g, step.o, step.tanh_c
    return LSTMSlopes(
        i=g * i * (1 - i),  # from c = f ⊙ c_prev + i ⊙ g
        f=c_prev * f * (1 - f),
        g=i * (1 - g**2),
        c_prev=f,
        o=tanh_c * o * (1 - o),  # from h = o ⊙ tanh(c)
        c=o * (1 - tanh_c**2),
    )


def lstm_recurrence_backward(W_hh_T: Array, slopes: LSTMSlopes, dh: Array, dc: Array, da: Array) -> tuple[Array, Array]:
    """Carry dL/dh and dL/dc to the sums, and on to h_prev and c_prev: `lstm_recurrence` in reverse.

    Args:
        W_hh_T: the recurrent weights transposed, (hidden_size, 4 · hidden_size).
        slopes: of this step, from `lstm_slopes`.
        dh: the total dL/dh of this step, (hidden_size, batch_size).
        dc: dL/dc without the part that goes through h, (hidden_size, batch_size); that part is added in place.
        da: room for dL/da, (4 · hidden_size, batch_size).

    Returns:
        dL/dh_prev and dL/dc_prev.

    Examples:
        >>> import numpy as np
        >>> slopes = LSTMSlopes(*[np.array([[0.5]])] * 6)
        >>> dh, dc, da = np.array([[2.0]]), np.array([[1.0]]), np.empty((4, 1))
        >>> lstm_recurrence_backward(np.ones((1, 4)), slopes, dh, dc, da)
        (array([[4.]]), array([[1.]]))
    """
    da_i, da_f, da_g, da_o = da.reshape(4, *dh.shape)
    np.multiply(slopes.o, dh, out=da_o)  # from h = o ⊙ tanh(c)
    dc += slopes.c * dh
    np.multiply(slopes.i, dc, out=da_i)  # from c = f ⊙ c_prev + i ⊙ g
    np.multiply(slopes.f, dc, out=da_f)
    np.multiply(slopes.g, dc, out=da_g)
    dc_prev = slopes.c_prev * dc
    dh_prev = W_hh_T.dot(da)  # from a = … + W_hh h_prev
    return dh_prev, dc_prev

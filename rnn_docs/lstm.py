"""The LSTM cell: one step forward, one step backward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from rnn_docs.activations import logistic
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
    g: Array
    o: Array
    c: Array
    tanh_c: Array
    h: Array


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


@np.errstate(over="ignore")  # as in `sigmoid`
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
    a = wx.copy()
    kept = np.empty((7, *c_prev.shape), a.dtype)
    wh, _ = lstm_recurrence(params, a, kept, h_prev, c_prev)
    return LSTMStep(wx, wh, a, *kept)


def lstm_recurrence(
    params: LSTMParams, a: Array, kept: Array, h_prev: Array, c_prev: Array
) -> tuple[Array, tuple[Array, Array]]:
    """Complete the sums with what the state brings, squash them, and compute c and h: `lstm_step` after its input.

    Args:
        params: the weights and the bias.
        a: W_xh x, (4 · hidden_size, batch_size); the rest of the sums is added in place.
        kept: room for i, f, g, o, c, tanh_c and h, (7, hidden_size, batch_size).
        h_prev: the previous hidden state, (hidden_size, batch_size).
        c_prev: the previous cell state, (hidden_size, batch_size).

    Returns:
        wh = W_hh h_prev, and the new state (h, c).
    """
    i, f, g, o, c, tanh_c, h = kept  # seven views, each (hidden_size, batch_size)
    wh = params.W_hh @ h_prev  # (4 · hidden_size, batch_size)
    a += wh
    a += params.b_h
    blocks = a.reshape(4, *c.shape)
    candidate = np.tanh(blocks[2])
    logistic(blocks, out=kept[:4])  # the sigmoid of all four blocks
    g[:] = candidate  # which is no gate: tanh takes the sigmoid's place
    c[:] = f * c_prev + i * g
    np.tanh(c, out=tanh_c)
    h[:] = o * tanh_c
    return wh, (h, c)


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
    kept = np.stack([getattr(step, name) for name in LSTMKept._fields])
    da, dc = np.empty((4 * len(dh), dh.shape[1]), dh.dtype), dc.copy()
    dh_prev, dc_prev = lstm_recurrence_backward(params.W_hh.T, kept, h_prev, c_prev, dh, dc, da)
    return LSTMStepGradient(da, dh, dc, dh_prev, dc_prev)


def lstm_recurrence_backward(
    W_hh_T: Array, kept: Array, h_prev: Array, c_prev: Array, dh: Array, dc: Array, da: Array
) -> tuple[Array, Array]:
    """Carry dL/dh and dL/dc to the sums, and on to h_prev and c_prev: `lstm_recurrence` in reverse.

    Args:
        W_hh_T: the recurrent weights transposed, (hidden_size, 4 · hidden_size).
        kept: what `lstm_recurrence` left, (7, hidden_size, batch_size).
        h_prev: the hidden state that step started from, (hidden_size, batch_size).
        c_prev: the cell state that step started from, (hidden_size, batch_size).
        dh: the total dL/dh of this step, (hidden_size, batch_size).
        dc: dL/dc without the part that goes through h, (hidden_size, batch_size); that part is added in place.
        da: room for dL/da, (4 · hidden_size, batch_size).
    """
    i, f, g, o, _, tanh_c, _ = kept
    blocks = da.reshape(4, *dh.shape)
    di, df, dg, do = blocks
    dc += dh * o * (1 - tanh_c**2)  # from h = o ⊙ tanh(c)
    np.multiply(dh, tanh_c, out=do)
    np.multiply(dc, g, out=di)  # from c = f ⊙ c_prev + i ⊙ g
    np.multiply(dc, c_prev, out=df)
    np.multiply(dc, i, out=dg)
    slopes = kept[:4] * (1 - kept[:4])  # of σ
    np.subtract(1, g**2, out=slopes[2])  # of the candidate's tanh
    blocks *= slopes  # di, df, dg and do become dL/da
    dh_prev = W_hh_T @ da  # (hidden_size, batch_size)
    dc_prev = dc * f
    return dh_prev, dc_prev

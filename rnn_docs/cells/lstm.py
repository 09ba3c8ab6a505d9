"""The LSTM cell: one step forward, one step backward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from rnn_docs.cells.activations import logistic as sigmoid
from rnn_docs.cells.parameters import CellParams
from rnn_docs.cells.steps import checked_step, checked_step_backward
from rnn_docs.checks import Array
from rnn_docs.records import record


@record
@dataclass(frozen=True, eq=False, repr=False)
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
        >>> params = LSTMParams(
        ...     W_xh=np.zeros((16, 3)), W_hh=np.zeros((16, 4)), b_h=np.zeros((16, 1))
        ... )
        >>> params.hidden_size, params.input_size
        (4, 3)
    """

    blocks: ClassVar[int] = 4
    states: ClassVar[tuple[str, ...]] = ("h", "c")


@record
class LSTMStep(NamedTuple):
    """Everything one step computes: wx_b, wh and a with 4 · hidden_size rows, the others with hidden_size rows.

    Attributes:
        wx_b: W_xh x + b_h, what the input brings, and the bias.
        wh: W_hh h_prev, what the hidden state brings.
        a: their sum, before the non-linearities.
        h_prev: the hidden state that the step started from.
        c_prev: the cell state that the step started from.
        ifgo: the next four as one array, (4, hidden_size, batch_size).
        i: input gate: how much of the candidate to store.
        f: forget gate: how much of the old cell state to keep.
        g: candidate, not a gate.
        o: output gate: how much of the cell state to show.
        c: the new cell state.
        tanh_c: tanh of the new cell state, what the output gate may show.
        h: the new hidden state.
    """

    wx_b: Array
    wh: Array
    a: Array
    h_prev: Array
    c_prev: Array
    ifgo: Array
    i: Array
    f: Array
    g: Array
    o: Array
    c: Array
    tanh_c: Array
    h: Array

    @property
    def state(self) -> tuple[Array, Array]:
        """What the next step needs."""
        return (self.h, self.c)

    def kept(self) -> LSTMStep:
        """What the step backward needs: without the sums, which are large."""
        return LSTMStep(None, None, None, *self[3:])  # type: ignore[arg-type]


@record
class LSTMStepGradient(NamedTuple):
    """What one step backward computes; each but da is (hidden_size, batch_size).

    Attributes:
        da: dL/da, before the non-linearities, (4 · hidden_size, batch_size).
        dh: dL/dh, the total that came in.
        dc: dL/dc, the total: from the next step and through h.
        dh_prev: dL/dh_prev, handed to the step before.
        dc_prev: dL/dc_prev, likewise.
    """

    da: Array
    dh: Array
    dc: Array
    dh_prev: Array
    dc_prev: Array

    @property
    def dstate_prev(self) -> tuple[Array, Array]:
        """What the step before needs."""
        return (self.dh_prev, self.dc_prev)


@checked_step(LSTMParams)
def lstm_step(
    params: LSTMParams,
    x: Array,
    h_prev: Array,
    c_prev: Array,
    wx_b: Array | None = None,
) -> LSTMStep:
    """Compute c = f ⊙ c_prev + i ⊙ g and h = o ⊙ tanh(c), one step of an LSTM.

    Args:
        params: the weights and the bias.
        x: the input of this step, (input_size, batch_size).
        h_prev: the previous hidden state, (hidden_size, batch_size).
        c_prev: the previous cell state, (hidden_size, batch_size).
        wx_b: W_xh x + b_h, where the loop has computed it for all steps at once.

    Raises:
        TypeError: not a float array, or another dtype than the parameters.
        ValueError: a wrong shape, or a value that is not finite.

    Source:
        Gers, Schmidhuber & Cummins (2000), Learning to forget, doi 10.1162/089976600300015015.

    Examples:
        >>> import numpy as np
        >>> blank = LSTMParams(
        ...     W_xh=np.zeros((4, 1)), W_hh=np.zeros((4, 1)), b_h=np.zeros((4, 1))
        ... )
        >>> step = lstm_step(
        ...     blank,
        ...     np.array([[1.0]]),
        ...     h_prev=np.array([[0.0]]),
        ...     c_prev=np.array([[2.0]]),
        ... )
        >>> step.f, step.c
        (array([[0.5]]), array([[1.]]))
    """
    if wx_b is None:  # the loop computes it for all steps at once
        wx_b = params.W_xh @ x + params.b_h  # (4 · hidden_size, batch_size)
    wh = params.W_hh @ h_prev  # (4 · hidden_size, batch_size)
    a = wx_b + wh
    blocks = a.reshape(4, *h_prev.shape)  # of i, f, g, o, each (hidden_size, batch_size)
    ifgo = sigmoid(blocks)  # one call for all four
    ifgo[2] = np.tanh(blocks[2])  # the candidate is no gate
    i, f, g, o = ifgo
    c = f * c_prev + i * g
    tanh_c = np.tanh(c)
    h = o * tanh_c
    return LSTMStep(wx_b, wh, a, h_prev, c_prev, ifgo, i, f, g, o, c, tanh_c, h)


@checked_step_backward(LSTMParams, LSTMStep)
def lstm_step_backward(
    params: LSTMParams,
    step: LSTMStep,
    dh: Array,
    dc: Array,
) -> LSTMStepGradient:
    """Carry dL/dh and dL/dc through one step: `lstm_step`, its lines in reverse order.

    Args:
        params: the parameters used forward.
        step: what `lstm_step` returned.
        dh: the total dL/dh of this step, (hidden_size, batch_size).
        dc: dL/dc of this step without the part that goes through h, (hidden_size, batch_size).

    Raises:
        TypeError: no such step, not a float array, or another dtype than the parameters.
        ValueError: a wrong shape, or a value that is not finite.

    Source:
        Greff et al. (2017), arXiv 1503.04069, section III.B, without peepholes.

    Examples:
        >>> import numpy as np
        >>> blank = LSTMParams(
        ...     W_xh=np.zeros((4, 1)), W_hh=np.zeros((4, 1)), b_h=np.zeros((4, 1))
        ... )
        >>> step = lstm_step(
        ...     blank,
        ...     np.array([[1.0]]),
        ...     h_prev=np.array([[0.0]]),
        ...     c_prev=np.array([[2.0]]),
        ... )
        >>> lstm_step_backward(
        ...     blank, step, dh=np.array([[0.0]]), dc=np.array([[1.0]])
        ... ).dc_prev
        array([[0.5]])
    """
    c_prev, i, f, g, o, tanh_c = step.c_prev, step.i, step.f, step.g, step.o, step.tanh_c
    do = tanh_c * dh  # from h = o ⊙ tanh(c)
    dc = dc + o * (1 - tanh_c**2) * dh
    # From c = f ⊙ c_prev + i ⊙ g:
    di, df, dg, dc_prev = g * dc, c_prev * dc, i * dc, f * dc
    slopes = step.ifgo * (1 - step.ifgo)  # of σ
    slopes[2] = 1 - g**2  # of tanh
    da = slopes.reshape(-1, dh.shape[1]) * np.concatenate([di, df, dg, do])
    dh_prev = params.W_hh.T @ da  # from a = … + W_hh h_prev
    return LSTMStepGradient(da, dh, dc, dh_prev, dc_prev)

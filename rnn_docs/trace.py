"""What a pass over a sequence leaves behind: every intermediate, and every gradient, under its name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from rnn_docs.cells import cell_of
from rnn_docs.checks import Array, IntArray
from rnn_docs.params import CellParams


@dataclass(frozen=True)
class Trace:
    """All that a forward pass computed: ``trace["f"]`` is the intermediate f at every step.

    What the way back needs is stored. The other intermediates of a step (its products and sums) are computed
    once more when somebody asks: a step is pure, so from the same state it gives the same numbers.

    Attributes:
        params: the parameters of the cell.
        xs: the inputs, (seq_len, input_size, batch_size).
        stored: the stored intermediates by name, each (1 + seq_len, hidden_size, batch_size); row 0 holds the
            state before the first step, and nothing else.
        lengths: how many steps of each sequence are real, (batch_size,); None if all are.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import VanillaParams, forward
        >>> params = VanillaParams(W_xh=np.array([[1.0]]), W_hh=np.array([[0.5]]), b_h=np.array([[0.0]]))
        >>> trace = forward(params, np.array([0.5, 0.3]).reshape(2, 1, 1))
        >>> trace["a"].round(3).ravel(), trace.step(1).wh.round(3)
        (array([0.5  , 0.531]), array([[0.231]]))
    """

    params: CellParams
    xs: Array
    stored: Any
    lengths: IntArray | None = None

    def __len__(self) -> int:
        return len(self.xs)

    def __getitem__(self, name: str) -> Array:
        if name in self.kept._fields:
            kept: Array = getattr(self.kept, name)
            return kept
        return np.stack([getattr(self.step(t), name) for t in range(len(self))])

    def step(self, t: int) -> Any:
        """Everything that step t computed, by name, counted from 0."""
        cell = cell_of(self.params)
        return cell.step(self.params, self.xs[t], *self.state_before(t))

    def state_before(self, t: int) -> tuple[Array, ...]:
        """The state that step t started from, (h,) or (h, c)."""
        return tuple([getattr(self.stored, name)[t] for name in cell_of(self.params).states])

    @cached_property
    def kept(self) -> Any:
        """The stored intermediates by name, each (seq_len, hidden_size, batch_size): views of `stored`."""
        return type(self.stored)(*(array[1:] for array in self.stored))

    @property
    def h_init(self) -> Array:
        """The hidden state before the first step, (hidden_size, batch_size)."""
        h_init: Array = self.stored.h[0]
        return h_init

    @property
    def hs(self) -> Array:
        """The hidden state after every step, (seq_len, hidden_size, batch_size)."""
        hs: Array = self.stored.h[1:]
        return hs

    @property
    def h_last(self) -> Array:
        """The hidden state at each sequence's own end, (hidden_size, batch_size)."""
        return self._at_the_end(self["h"])

    @property
    def c_last(self) -> Array:
        """The cell state at each sequence's own end, (hidden_size, batch_size); of an LSTM."""
        return self._at_the_end(self["c"])

    def _at_the_end(self, states: Array) -> Array:
        if self.lengths is None:
            last: Array = states[-1]
            return last
        own_end: Array = states[self.lengths - 1, :, np.arange(len(self.lengths))]  # (batch_size, hidden_size)
        return own_end.T

    @cached_property
    def wxs(self) -> Array:
        """What the input brings to every step, W_xh x, (seq_len, blocks · hidden_size, batch_size)."""
        return self["wx"]

    @cached_property
    def whs(self) -> Array:
        """What the state brings to every step, W_hh h_prev, (seq_len, blocks · hidden_size, batch_size)."""
        return self["wh"]

    @cached_property
    def sums(self) -> Array:
        """The sums before the non-linearities, (seq_len, blocks · hidden_size, batch_size)."""
        return self["a"]


@dataclass(frozen=True)
class Gradients:
    """dL/d(everything) after a backward pass; each has the shape of what it is the gradient of.

    Attributes:
        dW_xh: of the input weights, summed over all steps and sequences.
        dW_hh: of the recurrent weights, likewise.
        db_h: of the bias, likewise.
        dxs: of the inputs, (seq_len, input_size, batch_size).
        dh_init: of the initial hidden state, (hidden_size, batch_size).
        dhs: the total dL/dh_t of every step, later steps included, (seq_len, hidden_size, batch_size).
        das: of the sums before the non-linearities, (seq_len, blocks · hidden_size, batch_size).
        dc_init: of the initial cell state; None without one.
        dcs: the total dL/dc_t of every step, like dhs; None without a cell state.
        db_hn: of a GRU's second bias; None without one.
    """

    dW_xh: Array
    dW_hh: Array
    db_h: Array
    dxs: Array
    dh_init: Array
    dhs: Array
    das: Array
    dc_init: Array | None = None
    dcs: Array | None = None
    db_hn: Array | None = None

"""What a pass over a sequence leaves behind: every intermediate, and every gradient, under its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from rnn_docs.cells.kinds import cell_of
from rnn_docs.cells.parameters import CellParams, protect
from rnn_docs.checks import Array, IntArray, integer, own
from rnn_docs.records import record


@record
@dataclass(frozen=True, eq=False, repr=False)
class Trace:
    """All that a forward pass computed: ``trace["f"]`` is the intermediate f at every step.

    What the way back needs is stored. The other intermediates of a step (its products and sums) are computed
    once more when somebody asks: a step is pure, so from the same state it gives the same numbers.

    Attributes:
        params: the parameters of the cell.
        xs: the inputs, (seq_len, input_size, batch_size).
        lengths: how many steps of each sequence are real, (batch_size,); None if all are.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import VanillaParams, forward
        >>> params = VanillaParams(
        ...     W_xh=np.array([[1.0]]), W_hh=np.array([[0.5]]), b_h=np.array([[0.0]])
        ... )
        >>> trace = forward(params, np.array([0.5, 0.3]).reshape(2, 1, 1))
        >>> trace["a"].round(3).ravel(), trace.step(1).wh.round(3)
        (array([0.5  , 0.531]), array([[0.231]]))
    """

    params: CellParams
    xs: Array
    _steps: tuple[Any, ...]  # without what can be computed once more; to be read through step() and []
    lengths: IntArray | None = None

    def __post_init__(self) -> None:
        if self.xs.flags.writeable:  # from a pickle or a copy
            protect(self, "xs")
        if self.lengths is not None:
            protect(self, "lengths")

    def __len__(self) -> int:
        return len(self.xs)

    def __getitem__(self, name: str) -> Array:
        if name == "wx":
            with np.errstate(under="ignore"):
                return self.params.W_xh @ self.xs
        stored = name in self._steps[0]._fields and getattr(self._steps[0], name) is not None
        if not stored and name not in (known := self._names()):
            raise KeyError(f"trace: expected one of {', '.join(known)}, found {name!r}")
        steps = self._steps if stored else [self.step(t) for t in range(len(self))]
        return stack_matrices([getattr(step, name) for step in steps])

    def _names(self) -> list[str]:
        """What a step of this cell computes, by name."""
        step = self.step(0)
        computed = [name for name, value in vars(type(step)).items() if isinstance(value, property) and name != "state"]
        return ["wx", *(name for name in (*step._fields, *computed) if getattr(step, name) is not None)]

    def step(self, t: int) -> Any:
        """Everything that step t computed, by name; counted from 0, or from the end with -1, -2, …."""
        t = integer("t", t, -len(self), len(self) - 1) % len(self)
        with np.errstate(over="ignore", under="ignore"):
            return cell_of(self.params).step(self.params, self.xs[t], *self.state_before(t))

    def state_before(self, t: int) -> tuple[Array, ...]:
        """The state that step t started from, (h,) or (h, c); at t = seq_len, where the last step ended."""
        t = integer("t", t, 0, len(self))
        if t == len(self):
            return tuple([own(state) for state in self._steps[-1].state])
        return tuple([own(getattr(self._steps[t], f"{name}_prev")) for name in self.params.states])

    @property
    def h_init(self) -> Array:
        """The hidden state before the first step, (hidden_size, batch_size)."""
        return self.state_before(0)[0]

    @cached_property
    def hs(self) -> Array:
        """The hidden state after every step, (seq_len, hidden_size, batch_size); read-only."""
        hs = self["h"]
        hs.flags.writeable = False
        return hs

    @property
    def h_last(self) -> Array:
        """The hidden state at each sequence's own end, (hidden_size, batch_size)."""
        return self._at_the_end("h")

    @property
    def c_last(self) -> Array:
        """The cell state at each sequence's own end, (hidden_size, batch_size); of an LSTM."""
        return self._at_the_end("c")

    def _at_the_end(self, name: str) -> Array:
        if name not in self.params.states:
            raise KeyError(f"trace: expected one of {', '.join(self._names())}, found {name!r}")
        if self.lengths is None:
            return own(getattr(self._steps[-1], name))
        own_end: Array = self[name][self.lengths - 1, :, np.arange(len(self.lengths))]  # (batch_size, hidden_size)
        return own_end.T

    @property
    def wxs(self) -> Array:
        """What the input brings to every step, W_xh x, (seq_len, blocks · hidden_size, batch_size)."""
        return self["wx"]

    @property
    def whs(self) -> Array:
        """What the state brings to every step, W_hh h_prev, (seq_len, blocks · hidden_size, batch_size)."""
        return self["wh"]

    @property
    def sums(self) -> Array:
        """The sums before the non-linearities, (seq_len, blocks · hidden_size, batch_size)."""
        return self["a"]


def stack_matrices(matrices: Sequence[Array]) -> Array:
    """Put matrices (rows, columns) one behind the other: `np.stack`, in a third of the time where they are small.

    Examples:
        >>> import numpy as np
        >>> stack_matrices([np.zeros((2, 3)), np.ones((2, 3))]).shape
        (2, 2, 3)
    """
    return np.concatenate(matrices).reshape(len(matrices), *matrices[0].shape)


@record
@dataclass(frozen=True, eq=False, repr=False)
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

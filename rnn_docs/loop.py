"""One loop over time for every cell: forward keeps all that a step computes, backward walks it in reverse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from rnn_docs.checks import Array, check_array
from rnn_docs.params import CellParams
from rnn_docs.vanilla import VanillaParams, vanilla_step, vanilla_step_backward


class Cell(NamedTuple):
    """The two functions that make a cell."""

    step: Callable[..., Any]
    step_backward: Callable[..., Any]


CELLS: dict[type[CellParams], Cell] = {VanillaParams: Cell(vanilla_step, vanilla_step_backward)}


@dataclass(frozen=True)
class Trace:
    """All that a forward pass computed: `trace[name]` is that intermediate at every step.

    Attributes:
        xs: the inputs, (seq_len, input_size, batch_size).
        steps: what the cell's step returned, one record a step.
        h_init: the hidden state before the first step, (hidden_size, batch_size).
    """

    xs: Array
    steps: tuple[Any, ...]
    h_init: Array

    def __getitem__(self, name: str) -> Array:
        return np.stack([getattr(step, name) for step in self.steps])

    @cached_property
    def hs(self) -> Array:
        """The hidden state after every step, (seq_len, hidden_size, batch_size)."""
        return self["h"]

    @cached_property
    def wxs(self) -> Array:
        """The input product W_xh x of every step, (seq_len, blocks · hidden_size, batch_size)."""
        return self["wx"]

    @cached_property
    def whs(self) -> Array:
        """The recurrent product W_hh h_prev of every step, (seq_len, blocks · hidden_size, batch_size)."""
        return self["wh"]

    @cached_property
    def sums(self) -> Array:
        """The sum before the non-linearity at every step, (seq_len, blocks · hidden_size, batch_size)."""
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
    """

    dW_xh: Array
    dW_hh: Array
    db_h: Array
    dxs: Array
    dh_init: Array
    dhs: Array


def forward(params: CellParams, xs: Array, h_init: Array | None = None) -> Trace:
    """Read a batch of sequences from the first step to the last, keeping every intermediate.

    Args:
        params: the parameters of the cell; their type says which cell.
        xs: inputs, (seq_len, input_size, batch_size).
        h_init: hidden state before the first step, (hidden_size, batch_size); zeros if not given.

    Raises:
        TypeError: not an array, or another dtype than the parameters.
        ValueError: a wrong shape, an empty axis, or a value that is not finite.

    Examples:
        >>> import numpy as np
        >>> params = VanillaParams(W_xh=np.array([[1.0]]), W_hh=np.array([[0.5]]), b_h=np.array([[0.0]]))
        >>> forward(params, np.array([0.5, 0.3]).reshape(2, 1, 1)).hs.round(3).ravel()
        array([0.462, 0.486])
    """
    check_array("xs", xs, ("seq_len", params.input_size, "batch_size"), params.dtype)
    batch_size = xs.shape[2]
    if h_init is None:
        h_init = np.zeros((params.hidden_size, batch_size), params.dtype)
    check_array("h_init", h_init, (params.hidden_size, batch_size), params.dtype)

    cell = CELLS[type(params)]
    wxs = params.W_xh @ xs  # (seq_len, blocks · hidden_size, batch_size): all inputs in one go
    state: tuple[Array, ...] = (h_init,)
    steps = []
    for wx in wxs:  # time: each step needs the state that the step before left
        step = cell.step(params, wx, *state)
        state = step.state
        steps.append(step)
    return Trace(xs, tuple(steps), h_init)


def backward(params: CellParams, trace: Trace, dhs: Array) -> Gradients:
    """Go back from the last step to the first, summing what every hidden state owes to the loss.

    Args:
        params: the parameters used forward.
        trace: what `forward` returned.
        dhs: the immediate dL/dh_t, what each step's own output asks for, (seq_len, hidden_size, batch_size).

    Raises:
        TypeError: not an array, or another dtype than the parameters.
        ValueError: a wrong shape, or a value that is not finite.

    Examples:
        >>> import numpy as np
        >>> params = VanillaParams(W_xh=np.array([[1.0]]), W_hh=np.array([[0.5]]), b_h=np.array([[0.0]]))
        >>> trace = forward(params, np.array([0.5, 0.3]).reshape(2, 1, 1))
        >>> only_the_last = np.array([0.0, 1.0]).reshape(2, 1, 1)
        >>> backward(params, trace, only_the_last).dhs.round(6).ravel()
        array([0.38181, 1.     ])
    """
    check_array("dhs", dhs, trace.hs.shape, params.dtype)
    cell = CELLS[type(params)]
    # Stored by columns, W_hh.T is contiguous: its product in each step is about twice as fast.
    by_columns = replace(params, W_hh=np.asfortranarray(params.W_hh))
    h_prevs = np.concatenate([trace.h_init[None], trace.hs[:-1]])
    dh_next = np.zeros_like(trace.h_init)  # nothing comes from beyond the last step
    backs = []
    for t in reversed(range(len(dhs))):
        back = cell.step_backward(by_columns, trace.steps[t], h_prevs[t], dhs[t] + dh_next)
        dh_next = back.dh_prev
        backs.append(back)
    backs.reverse()
    return _gather(params, trace.xs, h_prevs, backs)


def _gather(params: CellParams, xs: Array, h_prevs: Array, backs: list[Any]) -> Gradients:
    """The weights are the same at every step, so their gradient is a sum over steps: one product."""
    dwxs = np.stack([back.dwx for back in backs])
    dwhs = np.stack([back.dwh for back in backs])
    return Gradients(
        dW_xh=sum_of_products(dwxs, xs),
        dW_hh=sum_of_products(dwhs, h_prevs),
        db_h=dwxs.sum(axis=(0, 2))[:, None],
        dxs=params.W_xh.T @ dwxs,
        dh_init=backs[0].dh_prev,
        dhs=np.stack([back.dh for back in backs]),
    )


def sum_of_products(outer: Array, inner: Array) -> Array:
    """Sum outer_t @ inner_t.T over all steps, as one matrix product.

    Args:
        outer: (seq_len, rows, batch_size).
        inner: (seq_len, columns, batch_size).

    Examples:
        >>> import numpy as np
        >>> sum_of_products(np.ones((5, 2, 3)), np.ones((5, 1, 3)))
        array([[15.],
               [15.]])
    """
    return np.tensordot(outer, inner, axes=((0, 2), (0, 2)))

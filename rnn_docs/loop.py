"""One loop over time for every cell: forward keeps what a step computes, backward walks it in reverse.

What a step reads stands in one column: the old state, the input, and a one that meets the bias. One product serves all
of them, and results go straight to where they are kept: a new state into the column of the next step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from rnn_docs.cells import Cell, cell_of
from rnn_docs.checks import Array, IntArray, check_array, check_indices
from rnn_docs.gru import GRUParams
from rnn_docs.padding import mask
from rnn_docs.params import CellParams
from rnn_docs.room import room_for
from rnn_docs.trace import Gradients, Trace

NUMBERS_AT_ONCE = 1 << 17  # of one kind: half a megabyte in float32, which a processor's cache holds


@np.errstate(over="ignore")  # as in `sigmoid`
def forward(
    params: CellParams,
    xs: Array,
    h_init: Array | None = None,
    c_init: Array | None = None,
    lengths: IntArray | None = None,
) -> Trace:
    """Read a batch of sequences from the first step to the last, keeping every intermediate.

    Args:
        params: the parameters of the cell; their type says which cell.
        xs: inputs, (seq_len, input_size, batch_size).
        h_init: hidden state before the first step, (hidden_size, batch_size); zeros if not given.
        c_init: cell state before the first step, likewise; for an LSTM only.
        lengths: where sequences are padded at the end, how many steps of each are real, (batch_size,).

    Raises:
        TypeError: not an array, or another dtype than the parameters.
        ValueError: a wrong shape, an empty axis, a value that is not finite, or a length out of range.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import VanillaParams
        >>> params = VanillaParams(W_xh=np.array([[1.0]]), W_hh=np.array([[0.5]]), b_h=np.array([[0.0]]))
        >>> forward(params, np.array([0.5, 0.3]).reshape(2, 1, 1)).hs.round(3).ravel()
        array([0.462, 0.486])
    """
    cell = cell_of(params)
    check_array("xs", xs, ("seq_len", params.input_size, "batch_size"), params.dtype)
    seq_len, _, batch_size = xs.shape
    if lengths is not None:
        check_indices("lengths", lengths, (batch_size,), 1, seq_len)

    columns = _columns(xs, params.hidden_size)
    sums, stored = room_for(cell.kept, params.blocks, (1 + seq_len, params.hidden_size, batch_size), params.dtype)
    stored = stored._replace(h=columns[:, : params.hidden_size])  # row 0: before the first step
    state = _initial_state(params, cell, stored, h_init, c_init)
    weights, recurrence = cell.weights(params), cell.recurrence
    rooms = [array[1:] for array in (sums, *stored)]
    for column, a, *kept in zip(columns[:-1], *rooms, strict=True):  # time: each step needs what the last one left
        state = recurrence(weights, column, a, kept, *state)
    return Trace(params, xs, stored, lengths)


def backward(params: CellParams, trace: Trace, dhs: Array, dcs: Array | None = None) -> Gradients:
    """Go back from the last step to the first, summing what every state owes to the loss.

    With padded sequences, gradients given for steps beyond a sequence's end are ignored.

    Args:
        params: the parameters used forward.
        trace: what `forward` returned.
        dhs: the immediate dL/dh_t, what each step's own output asks for, (seq_len, hidden_size, batch_size).
        dcs: the immediate dL/dc_t, likewise; for an LSTM only, zeros if not given.

    Raises:
        TypeError: not an array, or another dtype than the parameters.
        ValueError: a wrong shape, a value that is not finite, or a trace of other parameters.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import VanillaParams
        >>> params = VanillaParams(W_xh=np.array([[1.0]]), W_hh=np.array([[0.5]]), b_h=np.array([[0.0]]))
        >>> trace = forward(params, np.array([0.5, 0.3]).reshape(2, 1, 1))
        >>> only_the_last = np.array([0.0, 1.0]).reshape(2, 1, 1)
        >>> backward(params, trace, only_the_last).dhs.round(6).ravel()
        array([0.38181, 1.     ])
    """
    cell = cell_of(params)
    totals = _own(params, cell, trace, dhs, dcs)  # what later steps ask for is added step by step
    W_hh_T = np.ascontiguousarray(params.W_hh.T)  # used at every step
    dsums = [np.empty((len(trace), len(params.b_h), dhs.shape[2]), params.dtype) for _ in cell.sums]
    dstate = [np.zeros_like(total[0]) for total in totals]  # nothing comes from beyond the end
    for t, slopes in _slopes_from_the_end(cell, trace):
        total = [own[t] for own in totals]
        for own, later in zip(total, dstate, strict=True):
            own += later
        room = [slab[t] for slab in dsums]
        dstate = cell.recurrence_backward(W_hh_T, slopes, *total, *room)
    return _gather(params, trace, dsums, totals, dstate)


def _slopes_from_the_end(cell: Cell, trace: Trace) -> Iterator[tuple[int, Any]]:
    """The slopes of every step, the last step first. They need no gradient, so several steps are computed at once."""
    at_once = max(1, NUMBERS_AT_ONCE // trace.h_init.size)
    states = [getattr(trace.stored, name)[:-1] for name in cell.states]  # before each step
    for first in reversed(range(0, len(trace), at_once)):
        some = slice(first, first + at_once)
        kept = cell.kept(*(array[some] for array in trace.kept))
        slopes = cell.slopes(kept, *(state[some] for state in states))
        for t, *of_one in reversed([*zip(range(first, len(trace)), *slopes, strict=False)]):
            yield t, slopes._make(of_one)


def _gather(
    params: CellParams, trace: Trace, dsums: list[Array], totals: list[Array], dstate: Sequence[Array]
) -> Gradients:
    """The weights are the same at every step, so their gradient is a sum over steps: one product."""
    das = side_by_side(dsums[0])  # (blocks · hidden_size, seq_len · batch_size)
    dwhs = side_by_side(dsums[1]) if len(dsums) > 1 else das
    dW_xh_and_b_h = das @ side_by_side(_with_ones(trace.xs)).T
    dW_hh = dwhs @ side_by_side(trace.stored.h[:-1]).T
    db_hn = None
    if isinstance(params, GRUParams):
        candidate = slice(2 * params.hidden_size, None)  # the rows of n
        if params.reset == "before":  # these weights met r ⊙ h_prev
            dW_hh[candidate] = dwhs[candidate] @ side_by_side(trace.kept.rh).T
        if params.b_hn is not None:
            db_hn = dwhs[candidate].sum(axis=1, keepdims=True)
    dxs = (params.W_xh.T @ das).reshape(params.input_size, len(trace), -1)
    return Gradients(
        dW_xh=dW_xh_and_b_h[:, :-1],
        dW_hh=dW_hh,
        db_h=dW_xh_and_b_h[:, -1:],
        dxs=dxs.transpose(1, 0, 2),
        dh_init=dstate[0],
        dhs=totals[0],
        das=dsums[0],
        dc_init=dstate[1] if len(dstate) > 1 else None,
        dcs=totals[1] if len(totals) > 1 else None,
        db_hn=db_hn,
    )


def side_by_side(steps: Array) -> Array:
    """Put the columns of all steps into one matrix, so that a sum over steps becomes one matrix product.

    Args:
        steps: (seq_len, rows, batch_size).

    Returns:
        (rows, seq_len · batch_size).

    Examples:
        >>> import numpy as np
        >>> side_by_side(np.arange(8).reshape(2, 2, 2))
        array([[0, 1, 4, 5],
               [2, 3, 6, 7]])
    """
    return steps.transpose(1, 0, 2).reshape(steps.shape[1], -1)


def _columns(xs: Array, hidden_size: int) -> Array:
    """What each step reads: room for h_prev, then x and a one; a last column holds the state after the last step."""
    seq_len, input_size, batch_size = xs.shape
    columns = np.empty((1 + seq_len, hidden_size + input_size + 1, batch_size), xs.dtype)
    columns[:-1, hidden_size:-1], columns[:, -1] = xs, 1
    return columns


def _with_ones(xs: Array) -> Array:
    """Put a row of ones below every input: then the bias is one more column of W_xh."""
    seq_len, input_size, batch_size = xs.shape
    longer = np.empty((seq_len, input_size + 1, batch_size), xs.dtype)
    longer[:, :-1], longer[:, -1] = xs, 1
    return longer


def _initial_state(
    params: CellParams, cell: Cell, stored: Any, h_init: Array | None, c_init: Array | None
) -> tuple[Array, ...]:
    """Check the state before the first step, and put it into row 0 of what is stored."""
    if c_init is not None and "c" not in cell.states:
        raise ValueError(f"c_init: expected None for {type(params).__name__}, found an array")
    state = tuple([getattr(stored, name)[0] for name in cell.states])
    for name, row, given in zip(cell.states, state, (h_init, c_init), strict=False):
        if given is not None:
            check_array(f"{name}_init", given, row.shape, params.dtype)
        row[:] = 0 if given is None else given
    return state


def _own(params: CellParams, cell: Cell, trace: Trace, dhs: Array, dcs: Array | None) -> list[Array]:
    if trace.params is not params:
        raise ValueError("trace: expected one made with these params, found one made with others")
    if dcs is not None and "c" not in cell.states:
        raise ValueError(f"dcs: expected None for {type(params).__name__}, found an array")
    shape = trace.hs.shape
    totals = []
    for name, given in zip(cell.states, (dhs, dcs), strict=False):
        if given is not None or name == "h":
            check_array(f"d{name}s", given, shape, params.dtype)
        total = np.zeros(shape, params.dtype) if given is None else given.copy()
        if trace.lengths is not None:
            total *= mask(trace.lengths, len(trace), params.dtype)[:, None]
        totals.append(total)
    return totals

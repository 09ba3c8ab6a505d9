"""One loop over time for every cell: forward keeps what a step computes, backward walks it in reverse."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rnn_docs.cells import Cell, cell_of
from rnn_docs.checks import Array, IntArray, check_array, check_indices
from rnn_docs.gru import GRUParams
from rnn_docs.padding import mask
from rnn_docs.params import CellParams
from rnn_docs.trace import Gradients, Trace


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
    init = _initial_state(params, cell, batch_size, h_init, c_init)
    if lengths is not None:
        check_indices("lengths", lengths, (batch_size,), 1, seq_len)

    stored = np.empty((seq_len, len(cell.kept._fields), params.hidden_size, batch_size), params.dtype)
    state = init
    # What the input brings needs no state: one product for all steps, put where the squashed sums will stand.
    sums = stored[:, : params.blocks].reshape(seq_len, -1, batch_size)  # a view, (seq_len, rows, batch_size)
    np.matmul(params.W_xh, xs, out=sums)
    for a, kept in zip(sums, stored, strict=True):  # time: each step needs the state that the step before left
        _, state = cell.recurrence(params, a, kept, *state)
    return Trace(params, xs, stored, init, lengths)


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
    dstate = [np.zeros_like(state) for state in trace.init]  # nothing comes from beyond the end
    for t in reversed(range(len(trace))):
        total = [own[t] for own in totals]
        for own, later in zip(total, dstate, strict=True):
            own += later
        room = [slab[t] for slab in dsums]
        dstate = cell.recurrence_backward(W_hh_T, trace.stored[t], *trace.state_before(t), *total, *room)
    return _gather(params, trace, dsums, totals, dstate)


def _gather(
    params: CellParams, trace: Trace, dsums: list[Array], totals: list[Array], dstate: Sequence[Array]
) -> Gradients:
    """The weights are the same at every step, so their gradient is a sum over steps: one product."""
    das = side_by_side(dsums[0])  # (blocks · hidden_size, seq_len · batch_size)
    dwhs = side_by_side(dsums[1]) if len(dsums) > 1 else das
    before = np.empty((params.hidden_size, len(trace), trace.xs.shape[2]), params.dtype)
    before[:, 0], before[:, 1:] = trace.h_init, trace.hs[:-1].swapaxes(0, 1)
    h_prevs = before.reshape(params.hidden_size, -1)  # side by side, copied once
    dW_hh = dwhs @ h_prevs.T
    db_hn = None
    if isinstance(params, GRUParams):
        candidate = slice(2 * params.hidden_size, None)  # the rows of n
        if params.reset == "before":  # these weights met r ⊙ h_prev
            dW_hh[candidate] = dwhs[candidate] @ side_by_side(trace.kept.rh).T
        if params.b_hn is not None:
            db_hn = dwhs[candidate].sum(axis=1, keepdims=True)
    dxs = (params.W_xh.T @ das).reshape(params.input_size, len(trace), -1)
    return Gradients(
        dW_xh=das @ side_by_side(trace.xs).T,
        dW_hh=dW_hh,
        db_h=das.sum(axis=1, keepdims=True),
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


def _initial_state(
    params: CellParams, cell: Cell, batch_size: int, h_init: Array | None, c_init: Array | None
) -> tuple[Array, ...]:
    if c_init is not None and "c" not in cell.states:
        raise ValueError(f"c_init: expected None for {type(params).__name__}, found an array")
    shape = (params.hidden_size, batch_size)
    state = []
    for name, given in zip(cell.states, (h_init, c_init), strict=False):
        if given is not None:
            check_array(f"{name}_init", given, shape, params.dtype)
        state.append(np.zeros(shape, params.dtype) if given is None else given)
    return tuple(state)


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

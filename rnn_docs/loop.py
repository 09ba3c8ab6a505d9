"""One loop over time for every cell: forward runs the step and keeps what it computed, backward walks it in reverse."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from rnn_docs.cells.gru import GRUParams
from rnn_docs.cells.kinds import cell_of
from rnn_docs.cells.parameters import CellParams
from rnn_docs.cells.steps import check_sums
from rnn_docs.checks import Array, IntArray, check_array, check_finite, found_type, indices, own
from rnn_docs.padding import mask
from rnn_docs.trace import Gradients, Trace

if sys.platform == "linux":
    # A hint that changes no number: glibc hands freed memory back to the system until it has seen a large block freed,
    # and from then on keeps it for the next array. That halves the time of a training step. Nothing touches the block.
    np.empty(30 << 20, np.uint8)

NUMBERS_AT_ONCE = 1 << 17  # half a megabyte in float32, which a processor's cache holds


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
        ValueError: a wrong shape, an empty axis, a value that is not finite, a length out of range, or weights and
            inputs so large that their products overflow.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import VanillaParams
        >>> params = VanillaParams(
        ...     W_xh=np.array([[1.0]]), W_hh=np.array([[0.5]]), b_h=np.array([[0.0]])
        ... )
        >>> forward(params, np.array([0.5, 0.3]).reshape(2, 1, 1)).hs.round(3).ravel()
        array([0.462, 0.486])
    """
    step = cell_of(params).step
    check_array("xs", xs, ("seq_len", params.input_size, "batch_size"), params.dtype)
    state = _initial_state(params, xs.shape[2], h_init, c_init)
    check_sums(params, xs, state[0])
    if lengths is not None:
        lengths = indices("lengths", lengths, (xs.shape[2],), 1, len(xs))

    xs, kept = own(xs), []
    with np.errstate(over="ignore", under="ignore"):
        for x, wx_b in zip(xs, _from_inputs(params, xs), strict=True):  # time: each step needs what the last one left
            now = step(params, x, *state, wx_b)
            kept.append(now.kept())
            state = now.state
    return Trace(params, xs, tuple(kept), lengths)


def _from_inputs(params: CellParams, xs: Array) -> Iterator[Array]:
    """W_xh x + b_h of every step; they do not wait for each other, so one call computes several, as a cache holds them.

    A one below each input meets the bias beside the weights: then one product adds it too.
    """
    weights = np.concatenate([params.W_xh, params.b_h], axis=1)
    at_once = max(1, NUMBERS_AT_ONCE // (len(weights) * xs.shape[2]))
    for first in range(0, len(xs), at_once):
        yield from weights @ _with_ones(xs[first : first + at_once])


def _with_ones(xs: Array) -> Array:
    """Put a row of ones below every input."""
    seq_len, input_size, batch_size = xs.shape
    longer = np.empty((seq_len, input_size + 1, batch_size), xs.dtype)
    longer[:, :-1], longer[:, -1] = xs, 1
    return longer


def backward(trace: Trace, dhs: Array, dcs: Array | None = None) -> Gradients:
    """Go back from the last step to the first, summing what every state owes to the loss.

    With padded sequences, gradients given for steps beyond a sequence's end are ignored.

    Args:
        trace: what `forward` returned; the parameters are in it.
        dhs: the immediate dL/dh_t, what each step's own output asks for, (seq_len, hidden_size, batch_size).
        dcs: the immediate dL/dc_t, likewise; for an LSTM only, zeros if not given.

    Raises:
        TypeError: not a trace, not an array, or another dtype than the parameters.
        ValueError: a wrong shape, or a value that is not finite.
        FloatingPointError: a gradient that exploded, beyond what the dtype can hold.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import VanillaParams
        >>> params = VanillaParams(
        ...     W_xh=np.array([[1.0]]), W_hh=np.array([[0.5]]), b_h=np.array([[0.0]])
        ... )
        >>> trace = forward(params, np.array([0.5, 0.3]).reshape(2, 1, 1))
        >>> only_the_last = np.array([0.0, 1.0]).reshape(2, 1, 1)
        >>> backward(trace, only_the_last).dhs.round(6).ravel()
        array([0.38181, 1.     ])
    """
    totals = _immediate(trace, dhs, dcs)  # what later steps ask for is added step by step
    params, step_backward = trace.params, cell_of(trace.params).step_backward
    columns = {name: _room(trace) for name in params.sums}
    # From beyond the end comes nothing.
    later: Sequence[Array] = [np.zeros(total.shape[1:], total.dtype) for total in totals]
    with np.errstate(all="ignore"):
        for t in reversed(range(len(trace))):
            dstate = [total[t] for total in totals]
            for own, from_later in zip(dstate, later, strict=True):
                own += from_later
            gradient = step_backward(params, trace._steps[t], *dstate)
            later = gradient.dstate_prev
            for name, room in columns.items():
                room[:, t] = getattr(gradient, name)
            if len(dstate) > 1:
                dstate[1][:] = gradient.dc  # with the part that goes through h
        found = _gather(trace, columns, totals, later)
    # What is not finite at any step is not finite at the first,
    # or in what it adds to the weights and inputs.
    biases = [bias for bias in (found.db_h, found.db_hn) if bias is not None]
    check_finite("backward", found.dW_xh, found.dW_hh, *biases, found.dxs, *later)
    return found


def _room(trace: Trace) -> Array:
    """Memory for one column a step and sequence: side by side, so that a sum over steps becomes one product."""
    return np.empty((len(trace.params.b_h), len(trace), trace.xs.shape[2]), trace.params.dtype)


def _gather(trace: Trace, columns: Mapping[str, Array], totals: Sequence[Array], dstate: Sequence[Array]) -> Gradients:
    """The weights are the same at every step, so their gradient is a sum over steps: one product."""
    params, steps = trace.params, trace._steps
    das, dwhs = (columns[name].reshape(len(params.b_h), -1) for name in (params.sums[0], params.sums[-1]))
    h_prevs, db_hn = side_by_side([step.h_prev for step in steps]), None  # (hidden_size, seq_len · batch_size)
    dW_hh = dwhs @ h_prevs.T
    if isinstance(params, GRUParams):
        n = slice(2 * params.hidden_size, None)  # the rows of the candidate
        if params.reset == "before":  # these weights met r ⊙ h_prev
            dW_hh[n] = dwhs[n] @ side_by_side([step.rh for step in steps]).T
        if params.b_hn is not None:
            db_hn = dwhs[n].sum(axis=1, keepdims=True)
    dW_xh_and_b_h = das @ side_by_side(_with_ones(trace.xs)).T
    return Gradients(
        dW_xh=dW_xh_and_b_h[:, :-1],
        dW_hh=dW_hh,
        db_h=dW_xh_and_b_h[:, -1:],
        dxs=(params.W_xh.T @ das).reshape(params.input_size, len(trace), -1).transpose(1, 0, 2),
        dh_init=dstate[0],
        dhs=totals[0],
        das=columns["da"].transpose(1, 0, 2),
        dc_init=dstate[1] if len(dstate) > 1 else None,
        dcs=totals[1] if len(totals) > 1 else None,
        db_hn=db_hn,
    )


def side_by_side(steps: Array | Sequence[Array]) -> Array:
    """Put the columns of all steps into one matrix, so that a sum over steps becomes one matrix product.

    Args:
        steps: (seq_len, rows, batch_size), or a list of matrices (rows, batch_size).

    Returns:
        (rows, seq_len · batch_size).

    Examples:
        >>> import numpy as np
        >>> side_by_side(np.arange(8).reshape(2, 2, 2))
        array([[0, 1, 4, 5],
               [2, 3, 6, 7]])
    """
    return np.concatenate(steps, axis=1)


def _initial_state(
    params: CellParams, batch_size: int, h_init: Array | None, c_init: Array | None
) -> tuple[Array, ...]:
    """The state before the first step, checked: zeros where none is given."""
    if c_init is not None and "c" not in params.states:
        raise ValueError(f"c_init: expected None for {type(params).__name__}, found an array")
    shape, state = (params.hidden_size, batch_size), []
    for name, given in zip(params.states, (h_init, c_init), strict=False):
        if given is not None:
            check_array(f"{name}_init", given, shape, params.dtype)
        state.append(np.zeros(shape, params.dtype) if given is None else own(given))
    return tuple(state)


def _immediate(trace: Trace, dhs: Array, dcs: Array | None) -> list[Array]:
    """What each step's own output asks for, checked: dL/dh, and dL/dc where there is a cell state."""
    if not isinstance(trace, Trace):
        hint = "; the parameters are in the trace" if isinstance(trace, CellParams) else ""
        raise TypeError(f"trace: expected what forward returned, found {found_type(trace)}{hint}")
    params = trace.params
    if dcs is not None and "c" not in params.states:
        raise ValueError(f"dcs: expected None for {type(params).__name__}, found an array")
    shape, totals = (len(trace), params.hidden_size, trace.xs.shape[2]), []
    for name, given in zip(params.states, (dhs, dcs), strict=False):
        if given is not None or name == "h":
            check_array(f"d{name}s", given, shape, params.dtype)
        total = np.zeros(shape, params.dtype) if given is None else given.copy()
        if trace.lengths is not None:
            total *= mask(trace.lengths, len(trace), params.dtype)[:, None]
        totals.append(total)
    return totals

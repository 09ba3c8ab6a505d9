"""The gradient of a shared weight: what each step contributes, and what is lost where the way back is cut."""

from __future__ import annotations

import numpy as np

from rnn_docs.cells.gru import GRUParams
from rnn_docs.cells.kinds import cell_of
from rnn_docs.cells.parameters import CellParams
from rnn_docs.checks import Array, check_array, check_finite, check_type, integer
from rnn_docs.loop import backward, forward
from rnn_docs.trace import Gradients, Trace


def weight_gradient_terms(trace: Trace, gradients: Gradients) -> Array:
    """Split dL/dW_hh into what each step contributes: the gradient at the products with W_hh, times what they met.

    The weight is shared, so its gradient is the sum of these terms over all steps. In a vanilla cell and an LSTM a
    term is the outer product of dL/da_t and h_{t-1}; in a GRU the reset gate scales the candidate's rows of one or
    the other.

    Args:
        trace: what `forward` returned.
        gradients: what `backward` returned of it.

    Returns:
        (seq_len, blocks · hidden_size, hidden_size).

    Raises:
        TypeError: not a trace, or not its gradients.
        ValueError: gradients of a pass of another shape.
        FloatingPointError: products beyond what the dtype can hold.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params, encode
        >>> trace = forward(cat_sat_params(), encode("the cat sat"))
        >>> gradients = backward(trace, np.ones((3, 4, 1)))
        >>> terms = weight_gradient_terms(trace, gradients)
        >>> bool(np.allclose(terms.sum(axis=0), gradients.dW_hh))
        True
    """
    check_type("trace", trace, Trace)
    check_type("gradients", gradients, Gradients)
    sums = len(trace), len(trace.params.b_h), trace.xs.shape[2]
    check_array("gradients.das", gradients.das, sums, trace.params.dtype)
    h_prevs, dwhs = trace["h_prev"], gradients.das.copy()
    n = slice(2 * trace.params.hidden_size, None)  # a GRU's rows of the candidate
    after = isinstance(trace.params, GRUParams) and trace.params.reset == "after"
    with np.errstate(all="ignore"):
        if after:
            dwhs[:, n] *= trace["r"]
        terms: Array = dwhs @ h_prevs.transpose(0, 2, 1)  # each a sum over the batch
        if isinstance(trace.params, GRUParams) and not after:
            terms[:, n] = dwhs[:, n] @ trace["rh"].transpose(0, 2, 1)
    check_finite("weight_gradient_terms", terms)
    return terms


def truncated_gradient(params: CellParams, xs: Array, dhs: Array, chunk: int) -> Array:
    """Compute dL/dW_hh when the way back is cut after every `chunk` steps; the states are carried on uncut.

    Args:
        params: any cell.
        xs: inputs, (seq_len, input_size, batch_size).
        dhs: the immediate dL/dh_t of every step, (seq_len, hidden_size, batch_size).
        chunk: how many steps go back together; the last chunk may be shorter.

    Returns:
        The sum over the chunks, with the shape of W_hh.

    Raises:
        TypeError, ValueError, FloatingPointError: as in `forward` and `backward`; a chunk below 1.

    Source:
        Williams & Peng (1990), An efficient gradient-based algorithm for on-line training of recurrent network
        trajectories, doi 10.1162/neco.1990.2.4.490.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params, encode
        >>> params, xs = cat_sat_params(), encode("the cat sat")
        >>> dhs = np.ones((3, 4, 1))
        >>> whole = backward(forward(params, xs), dhs).dW_hh
        >>> [
        ...     bool(np.allclose(truncated_gradient(params, xs, dhs, chunk), whole))
        ...     for chunk in (1, 3)
        ... ]
        [False, True]
    """
    cell_of(params)
    check_array("xs", xs, ("seq_len", params.input_size, "batch_size"), params.dtype)
    check_array("dhs", dhs, (len(xs), params.hidden_size, xs.shape[2]), params.dtype)
    chunk = integer("chunk", chunk, 1)
    found, state = np.zeros_like(params.W_hh), tuple[Array, ...]()
    for start in range(0, len(xs), chunk):
        inits = {f"{name}_init": value for name, value in zip(params.states, state, strict=False)}
        part = forward(params, xs[start : start + chunk], lengths=None, **inits)
        with np.errstate(all="ignore"):
            found += backward(part, dhs[start : start + chunk]).dW_hh
        state = part.state_before(len(part))
    check_finite("truncated_gradient", found)
    return found

"""A gradient on its way back: how long it is, by the distance from where it started."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rnn_docs.cells.parameters import CellParams
from rnn_docs.checks import Array, check_finite, check_generator, check_number, check_type
from rnn_docs.loop import backward, forward
from rnn_docs.records import record
from rnn_docs.trace import Gradients, Trace


@record
class GradientByDistance(NamedTuple):
    """Norms of a gradient that starts with length 1 at the last hidden state; entry k is k steps back.

    The last entry is the initial state, seq_len steps back.

    Attributes:
        dh: of the hidden state, (seq_len + 1,).
        dc: of the cell state, on all ways back, likewise; None without a cell state.
        belt: what of the gradient at the last cell state arrives along the cell alone, likewise; None without one.
    """

    dh: Array
    dc: Array | None
    belt: Array | None


@record
class Pass(NamedTuple):
    """A forward pass, and a backward pass that starts at the last hidden state alone.

    Attributes:
        trace: what `forward` returned.
        gradients: what `backward` returned.
    """

    trace: Trace
    gradients: Gradients


def pass_from_the_end(params: CellParams, xs: Array, rng: np.random.Generator, h_init: Array | None = None) -> Pass:
    """Start a gradient of length 1 in a random direction at the last state, and take it back to the first.

    Args:
        params: any cell.
        xs: one sequence, (seq_len, input_size, 1).
        rng: where the direction comes from.
        h_init: the state before the first step, (hidden_size, 1); zeros if left out.

    Raises:
        TypeError: a seed in place of a Generator, or as in `forward`.
        ValueError: more than one sequence, or as in `forward`.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params, encode
        >>> both = pass_from_the_end(
        ...     cat_sat_params(), encode("the cat sat"), np.random.default_rng(1)
        ... )
        >>> round(float(np.linalg.norm(both.gradients.dhs[-1])), 6)
        1.0
    """
    check_generator("rng", rng)
    trace = forward(params, xs, h_init)
    check_number("xs", f"{xs.shape[-1]} sequences", "a batch of one", xs.shape[-1] == 1)
    direction = rng.normal(size=(params.hidden_size, 1))
    dhs = np.zeros_like(trace.hs)
    dhs[-1] = direction / np.linalg.norm(direction)
    return Pass(trace, backward(trace, dhs))


def gradient_by_distance(
    params: CellParams, xs: Array, rng: np.random.Generator, h_init: Array | None = None
) -> GradientByDistance:
    """Measure the gradient of `pass_from_the_end` at every step back.

    Args:
        params: any cell.
        xs: one sequence, (seq_len, input_size, 1).
        rng: where the direction comes from.
        h_init: the state before the first step, (hidden_size, 1); zeros if left out.

    Raises:
        TypeError, ValueError: as in `pass_from_the_end`.
        FloatingPointError: a gradient that exploded, beyond what the dtype can hold.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params, encode
        >>> gradient_by_distance(
        ...     cat_sat_params(), encode("the cat sat"), np.random.default_rng(1)
        ... ).dh.shape
        (4,)
    """
    return norms_by_distance(pass_from_the_end(params, xs, rng, h_init))


@np.errstate(all="ignore")
def norms_by_distance(both: Pass) -> GradientByDistance:
    """Take the lengths of dL/dh and dL/dc, and of what the cell alone carries, from the last step to the initial state.

    Args:
        both: what `pass_from_the_end` or `flow_pass` returned.

    Raises:
        TypeError: no such passes.
        FloatingPointError: a length beyond what the dtype can hold.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params, encode
        >>> both = pass_from_the_end(
        ...     cat_sat_params(), encode("the cat sat"), np.random.default_rng(1)
        ... )
        >>> norms_by_distance(both).dh.round(2)[0]
        np.float64(1.0)
    """
    check_type("both", both, Pass)
    trace, gradients = both
    dh = _norms_backwards(gradients.dhs, gradients.dh_init)
    if gradients.dcs is None or gradients.dc_init is None:
        return GradientByDistance(dh, None, None)
    return GradientByDistance(dh, _norms_backwards(gradients.dcs, gradients.dc_init), _belt(trace, gradients.dcs[-1]))


def _belt(trace: Trace, dc_last: Array) -> Array:
    """Lengths of dL/dc_T ⊙ f_T ⊙ f_{T-1} ⊙ …: the gradient of the last cell state, times the forget gates alone."""
    gates = np.cumprod(np.concatenate([np.ones_like(dc_last)[None], trace["f"][::-1]]), axis=0)
    return _lengths(dc_last * gates)


def _norms_backwards(totals: Array, first: Array) -> Array:
    return _lengths(np.concatenate([first[None], totals]))[::-1]


def _lengths(matrices: Array) -> Array:
    """The length of each, read as one vector, even if its square would round to 0."""
    # Scaled by a power of two, which changes no digit, the largest entry of each lies between a half and 1.
    exponents = np.frexp(np.abs(matrices).max(axis=(1, 2), keepdims=True))[1]
    lengths: Array = np.ldexp(np.linalg.norm(np.ldexp(matrices, -exponents), axis=(1, 2)), exponents[:, 0, 0])
    check_finite("norms_by_distance", lengths)
    return lengths


def gradient_ratio(params: CellParams, xs: Array, rng: np.random.Generator) -> float:
    """Compute |dL/dh_init| / |dL/dh_T|: what is left of a gradient after a whole sequence.

    Args:
        params: any cell.
        xs: one sequence, (seq_len, input_size, 1).
        rng: where the direction of dL/dh_T comes from.

    Raises:
        TypeError, ValueError, FloatingPointError: as in `gradient_by_distance`.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params, encode
        >>> gradient_ratio(
        ...     cat_sat_params(), encode("the cat sat"), np.random.default_rng(1)
        ... ) < 1
        True
    """
    norms = gradient_by_distance(params, xs, rng).dh
    with np.errstate(under="ignore"):
        return float(norms[-1] / norms[0])

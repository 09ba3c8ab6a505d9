"""What the lesson measures: how a gradient changes on its way back, and how a state changes on its way on."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from rnn_docs.checks import Array, check_number
from rnn_docs.loop import backward, forward
from rnn_docs.params import CellParams
from rnn_docs.vanilla import VanillaParams


class GradientByDistance(NamedTuple):
    """Norms of a gradient that starts with length 1 at the last hidden state; entry k is k steps back.

    The last entry is the initial state, seq_len steps back. dc is None without a cell state.
    """

    dh: Array
    dc: Array | None


def gradient_by_distance(
    params: CellParams, xs: Array, rng: np.random.Generator, h_init: Array | None = None
) -> GradientByDistance:
    """Start a gradient of length 1 in a random direction at the last state, and measure it at every step back.

    Args:
        params: any cell.
        xs: one sequence, (seq_len, input_size, 1).
        rng: where the direction comes from.
        h_init: the state before the first step, (hidden_size, 1); zeros if left out.

    Raises:
        ValueError: more than one sequence.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params, encode
        >>> gradient_by_distance(cat_sat_params(), encode("the cat sat"), np.random.default_rng(1)).dh.shape
        (4,)
    """
    check_number("xs", f"{xs.shape[-1]} sequences", "a batch of one", xs.shape[-1] == 1)
    trace = forward(params, xs, h_init)
    dhs = np.zeros_like(trace.hs)
    direction = rng.normal(size=(params.hidden_size, 1))
    dhs[-1] = direction / np.linalg.norm(direction)
    gradients = backward(params, trace, dhs)
    dc = None
    if gradients.dcs is not None and gradients.dc_init is not None:
        dc = _norms_backwards(gradients.dcs, gradients.dc_init)
    return GradientByDistance(_norms_backwards(gradients.dhs, gradients.dh_init), dc)


def gradient_ratio(params: CellParams, xs: Array, rng: np.random.Generator) -> float:
    """Compute |dL/dh_init| / |dL/dh_T|: what is left of a gradient after a whole sequence.

    Args:
        params: any cell.
        xs: one sequence, (seq_len, input_size, 1).
        rng: where the direction of dL/dh_T comes from.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params, encode
        >>> gradient_ratio(cat_sat_params(), encode("the cat sat"), np.random.default_rng(1)) < 1
        True
    """
    norms = gradient_by_distance(params, xs, rng).dh
    return float(norms[-1] / norms[0])


def with_spectral_radius(params: VanillaParams, radius: float) -> VanillaParams:
    """Rescale W_hh so that its largest eigenvalue has this absolute value.

    Raises:
        ValueError: a radius that is negative, or a W_hh whose eigenvalues are all zero.

    Examples:
        >>> from rnn_docs import cat_sat_params
        >>> round(spectral_radius(with_spectral_radius(cat_sat_params(), 0.9).W_hh), 6)
        0.9
    """
    check_number("radius", radius, "at least 0", radius >= 0)
    found = spectral_radius(params.W_hh)
    check_number("W_hh", "only 0", "an eigenvalue that is not 0", found > 0)
    return replace(params, W_hh=params.W_hh * (radius / found))


def spectral_radius(W: Array) -> float:
    """Find the largest absolute value of the eigenvalues: what many products with W come to.

    Examples:
        >>> import numpy as np
        >>> spectral_radius(np.array([[0.0, 2.0], [0.0, 0.0]]))
        0.0
    """
    return float(np.abs(np.linalg.eigvals(W)).max())


def largest_singular_value(W: Array) -> float:
    """Find the largest factor by which one product with W can stretch a vector.

    Examples:
        >>> import numpy as np
        >>> largest_singular_value(np.array([[0.0, 2.0], [0.0, 0.0]]))
        2.0
    """
    return float(np.linalg.norm(W, 2))


def step_jacobian(params: VanillaParams, h: Array) -> Array:
    """Compute dh_t / dh_prev = diag(1 - h_t²) W_hh of a vanilla step that ended in h.

    Args:
        params: a vanilla cell.
        h: the state after the step, (hidden_size, 1).

    Source:
        Pascanu, Mikolov & Bengio (2013), arXiv 1211.5063, equation 5.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params
        >>> bool((step_jacobian(cat_sat_params(), np.zeros((4, 1))) == cat_sat_params().W_hh).all())
        True
    """
    jacobian: Array = (1 - h**2) * params.W_hh  # each row of W_hh times the slope of its unit
    return jacobian


def geometric_mean(values: Array) -> float:
    """Average factors: the n-th root of their product.

    Examples:
        >>> import numpy as np
        >>> round(geometric_mean(np.array([1.0, 100.0])), 6)
        10.0
    """
    return float(np.exp(np.log(values).mean()))


def _norms_backwards(totals: Array, first: Array) -> Array:
    """Lengths of the gradients from the last step back to the initial state."""
    norms: Array = np.linalg.norm(np.concatenate([first[None], totals]), axis=(1, 2))[::-1]
    return norms

"""Bounds: how much of a gradient can be left in a vanilla cell, known before it goes back."""

from __future__ import annotations

import numpy as np

from rnn_docs.cells.vanilla import VanillaParams
from rnn_docs.checks import Array, check_array, check_finite, check_type, integer
from rnn_docs.measure.sizes import largest_singular_value


def step_jacobian(params: VanillaParams, h: Array) -> Array:
    """Compute dh_t / dh_prev = diag(1 - h_t²) W_hh of a vanilla step that ended in h.

    Args:
        params: a vanilla cell.
        h: the state after the step, (hidden_size, 1).

    Raises:
        TypeError: another cell, or not such an array.
        ValueError: another shape, or a value that is not finite.
        FloatingPointError: slopes beyond what the dtype can hold, of a state that no tanh can give.

    Source:
        Pascanu, Mikolov & Bengio (2013), arXiv 1211.5063, equation 5.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params
        >>> jacobian = step_jacobian(cat_sat_params(), np.zeros((4, 1)))
        >>> bool((jacobian == cat_sat_params().W_hh).all())
        True
    """
    check_type("params", params, VanillaParams)
    check_array("h", h, (params.hidden_size, 1), params.dtype)
    with np.errstate(all="ignore"):
        jacobian: Array = (1 - h**2) * params.W_hh  # each row of W_hh times the slope of its unit
    check_finite("step_jacobian", jacobian)
    return jacobian


def slope_bound(params: VanillaParams, distance: int) -> float:
    """Bound |dL/dh_{T-k}| / |dL/dh_T| for every sequence: σ_max(W_hh)^k, because the slope of tanh is at most 1.

    Args:
        params: a vanilla cell.
        distance: k, how many steps back, from 0.

    Raises:
        TypeError: another cell, or a distance that is not an integer.
        ValueError: a distance below 0.
        FloatingPointError: a bound beyond what float64 can hold.

    Source:
        Pascanu, Mikolov & Bengio (2013), arXiv 1211.5063, section 2.1.

    Examples:
        >>> from rnn_docs.examples import cat_sat_params
        >>> round(slope_bound(cat_sat_params(), distance=2), 2)
        1.97
    """
    check_type("params", params, VanillaParams)
    largest, distance = np.float64(largest_singular_value(params.W_hh)), integer("distance", distance, 0)
    with np.errstate(all="ignore"):
        bound = largest**distance
    check_finite("slope_bound", bound)
    return float(bound)


def jacobian_bound(params: VanillaParams, hs: Array) -> Array:
    """Bound |dL/dh_{T-k}| / |dL/dh_T| by the product of the last k steps' Jacobian norms, for k = 0 … seq_len.

    It knows the slopes along this very sequence, and so is never above `slope_bound`.

    Args:
        params: a vanilla cell.
        hs: the states that it went through, (seq_len, hidden_size, 1).

    Returns:
        (seq_len + 1,), beginning with 1.

    Raises:
        TypeError: another cell, or not such an array.
        ValueError: another shape, or a value that is not finite.
        FloatingPointError: a bound beyond what float64 can hold.

    Examples:
        >>> from rnn_docs.examples import cat_sat_params, encode
        >>> from rnn_docs.loop import forward
        >>> jacobian_bound(
        ...     cat_sat_params(), forward(cat_sat_params(), encode("the cat sat")).hs
        ... ).round(2)
        array([1.  , 0.77, 0.69, 0.66])
    """
    check_type("params", params, VanillaParams)
    check_array("hs", hs, ("seq_len", params.hidden_size, 1), params.dtype)
    norms = [largest_singular_value(step_jacobian(params, h)) for h in hs[::-1]]
    with np.errstate(all="ignore"):
        bounds: Array = np.cumprod([1.0, *norms])
    check_finite("jacobian_bound", bounds)
    return bounds

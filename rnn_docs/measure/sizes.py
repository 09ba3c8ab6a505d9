"""How sizes change: what products with a matrix come to, and the mean of factors."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rnn_docs.cells.vanilla import VanillaParams
from rnn_docs.checks import FLOATS, Array, check_array, check_finite, check_number, check_type, numbers, real


def spectral_radius(W: Array) -> float:
    """Find the largest absolute value of the eigenvalues: what many products with W come to.

    Args:
        W: a square matrix.

    Raises:
        TypeError, ValueError: not such an array, or an entry that is not finite.
        FloatingPointError: a radius beyond what the dtype can hold.

    Examples:
        >>> import numpy as np
        >>> spectral_radius(np.array([[0.0, 2.0], [0.0, 0.0]]))
        0.0
    """
    check_array("W", W, ("rows", "columns"))
    check_array("W", W, (len(W), len(W)))
    with np.errstate(all="ignore"):
        radius = np.abs(np.linalg.eigvals(W)).max()
    check_finite("spectral_radius", radius)
    return float(radius)


def with_spectral_radius(params: VanillaParams, radius: float) -> VanillaParams:
    """Rescale W_hh so that its largest eigenvalue has this absolute value.

    Args:
        params: a vanilla cell; it stays as it is.
        radius: the absolute value, at least 0.

    Raises:
        TypeError: not a vanilla cell, or a radius that is not a number.
        ValueError: a radius that is negative, or a W_hh whose eigenvalues are all zero.
        FloatingPointError: weights beyond what the dtype can hold.

    Examples:
        >>> from rnn_docs import cat_sat_params
        >>> round(spectral_radius(with_spectral_radius(cat_sat_params(), 0.9).W_hh), 6)
        0.9
    """
    check_type("params", params, VanillaParams)
    radius = real("radius", radius)
    check_number("radius", radius, "at least 0", radius >= 0)
    found = spectral_radius(params.W_hh)
    check_number("W_hh", "only 0", "an eigenvalue that is not 0", found > 0)
    with np.errstate(all="ignore"):
        W_hh = params.W_hh * (radius / found)
    check_finite("with_spectral_radius", W_hh)
    return replace(params, W_hh=W_hh)


def largest_singular_value(W: Array) -> float:
    """Find the largest factor by which one product with W can stretch a vector.

    Args:
        W: a matrix, (rows, columns).

    Raises:
        TypeError, ValueError: not such an array, or an entry that is not finite.
        FloatingPointError: a factor beyond what the dtype can hold.

    Examples:
        >>> import numpy as np
        >>> largest_singular_value(np.array([[0.0, 2.0], [0.0, 0.0]]))
        2.0
    """
    check_array("W", W, ("rows", "columns"))
    with np.errstate(all="ignore"):
        largest = np.linalg.norm(W, 2)
    check_finite("largest_singular_value", largest)
    return float(largest)


def geometric_mean(values: Array) -> float:
    """Average factors: the n-th root of their product.

    Args:
        values: an array of any shape, or a sequence.

    Raises:
        TypeError: not numbers.
        ValueError: no value, or one that is not positive.

    Examples:
        >>> import numpy as np
        >>> round(geometric_mean(np.array([1.0, 100.0])), 6)
        10.0
    """
    factors = numbers("values", values)
    positive = factors.size > 0 and bool(((factors > 0) & (factors < np.inf)).all())
    check_number("values", values, "positive numbers", positive)
    factors = factors if factors.dtype in FLOATS else factors.astype(np.float64)
    with np.errstate(under="ignore"):
        return float(np.exp(np.log(factors).mean()))

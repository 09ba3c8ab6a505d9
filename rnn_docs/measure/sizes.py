"""How sizes change: what products with a matrix come to, and the mean of factors."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rnn_docs.cells.vanilla import VanillaParams
from rnn_docs.checks import Array, check_array, check_number, check_type, real


def spectral_radius(W: Array) -> float:
    """Find the largest absolute value of the eigenvalues: what many products with W come to.

    Args:
        W: a square matrix.

    Raises:
        TypeError, ValueError: not such an array, or an entry that is not finite.

    Examples:
        >>> import numpy as np
        >>> spectral_radius(np.array([[0.0, 2.0], [0.0, 0.0]]))
        0.0
    """
    check_array("W", W, ("rows", np.shape(W)[-1] if np.ndim(W) else "columns"))
    return float(np.abs(np.linalg.eigvals(W)).max())


def with_spectral_radius(params: VanillaParams, radius: float) -> VanillaParams:
    """Rescale W_hh so that its largest eigenvalue has this absolute value.

    Args:
        params: a vanilla cell; it stays as it is.
        radius: the absolute value, at least 0.

    Raises:
        TypeError: not a vanilla cell, or a radius that is not a number.
        ValueError: a radius that is negative, or a W_hh whose eigenvalues are all zero.

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
    return replace(params, W_hh=params.W_hh * (radius / found))


def largest_singular_value(W: Array) -> float:
    """Find the largest factor by which one product with W can stretch a vector.

    Args:
        W: a matrix, (rows, columns).

    Raises:
        TypeError, ValueError: not such an array, or an entry that is not finite.

    Examples:
        >>> import numpy as np
        >>> largest_singular_value(np.array([[0.0, 2.0], [0.0, 0.0]]))
        2.0
    """
    check_array("W", W, ("rows", "columns"))
    return float(np.linalg.norm(W, 2))


def geometric_mean(values: Array) -> float:
    """Average factors: the n-th root of their product.

    Raises:
        ValueError: no value, or one that is not positive.

    Examples:
        >>> import numpy as np
        >>> round(geometric_mean(np.array([1.0, 100.0])), 6)
        10.0
    """
    factors = np.asarray(values)
    numbers = factors.dtype.kind in "iuf" and factors.size > 0
    check_number("values", values, "positive numbers", numbers and bool(((factors > 0) & (factors < np.inf)).all()))
    return float(np.exp(np.log(factors).mean()))

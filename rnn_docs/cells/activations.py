"""The functions between the linear parts: sigmoid for gates, softmax for choices (tanh is numpy's own)."""

from __future__ import annotations

import numpy as np

from rnn_docs.checks import FLOATS, Array, check_array, found_type


def sigmoid(a: Array) -> Array:
    """Compute 1 / (1 + exp(-a)), between 0 and 1, for any finite a.

    Args:
        a: a float array of any shape, and the result has its shape and dtype; whole numbers give float64.

    Raises:
        TypeError: not numbers, or numbers of another precision.
        ValueError: a value that is not finite.

    Examples:
        >>> import numpy as np
        >>> sigmoid(np.array([-1e4, 0.0, 2.0, 1e4])).round(6)
        array([0.      , 0.5     , 0.880797, 1.      ])
    """
    array = _as_floats("a", a)
    with np.errstate(over="ignore", under="ignore"):
        return logistic(array)


def logistic(a: Array) -> Array:
    """Compute the sigmoid of an array that has been checked; the steps call it, at every step.

    Far below zero exp(-a) overflows to infinity, and 1 / (1 + infinity) is the 0 that is wanted. Who calls it
    silences the warning, once for all steps.

    Examples:
        >>> import numpy as np
        >>> logistic(np.array([0.0, 2.0])).round(6)
        array([0.5     , 0.880797])
    """
    squashed: Array = 1 / (1 + np.exp(-a))
    return squashed


@np.errstate(over="ignore", under="ignore")
def softmax(logits: Array) -> Array:
    """Turn logits into probabilities along the axis of classes, the last but one.

    Args:
        logits: (…, classes, batch_size), any finite values; whole numbers give float64.

    Raises:
        TypeError: not numbers, or numbers of another precision.
        ValueError: fewer than two axes, an empty one, or a value that is not finite.

    Examples:
        >>> import numpy as np
        >>> softmax(np.array([[1e4], [1e4]])).ravel()
        array([0.5, 0.5])
    """
    array = _as_floats("logits", logits)
    axes = [f"axis {axis}" for axis in range(array.ndim - 2)]
    check_array("logits", array, (*axes, "classes", "batch_size"))
    return soft_shares(array)


def soft_shares(scores: Array) -> Array:
    """Compute the softmax of scores that have been checked; of minus infinity, where nobody may look, it makes 0.

    Examples:
        >>> import numpy as np
        >>> soft_shares(np.array([[0.0], [0.0], [-np.inf]])).ravel()
        array([0.5, 0.5, 0. ])
    """
    # The largest becomes 0 and the others negative: exp can round to 0, and never overflows.
    exponentials = np.exp(scores - scores.max(axis=-2, keepdims=True))
    probabilities: Array = exponentials / exponentials.sum(axis=-2, keepdims=True)
    return probabilities


def _as_floats(name: str, value: object) -> Array:
    """The value as a float array without NaN or infinity: whole numbers become float64, float32 stays what it is."""
    if not isinstance(value, np.ndarray | np.number | int | float) or type(value) in (bool, np.matrix):
        raise TypeError(f"{name}: expected numbers, found {found_type(value)}")
    if isinstance(value, np.ma.MaskedArray):
        raise TypeError(f"{name}: expected a numpy array, found MaskedArray")
    array = np.asarray(value)
    if array.dtype.kind in "iu":
        array = array.astype(np.float64)
    if array.dtype not in FLOATS:
        raise TypeError(f"{name}: expected dtype float32 or float64, found {array.dtype}")
    if not np.isfinite(array).all():
        raise ValueError(f"{name}: expected finite values, found {array[~np.isfinite(array)][0]}")
    return array

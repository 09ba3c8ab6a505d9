"""Losses with their gradients, computed from logits so that no value overflows.

A loss is summed in float64, whatever the outputs are; its gradient has their dtype.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from rnn_docs.cells.activations import logistic as sigmoid
from rnn_docs.checks import Array, IntArray, check_array, check_finite, check_number, indices


def softmax_cross_entropy(logits: Array, targets: IntArray, weights: Array | None = None) -> tuple[float, Array]:
    """Mean of -log p(target) over steps and sequences, and its gradient by the logits.

    Args:
        logits: (seq_len, classes, batch_size).
        targets: the right class of each, integers (seq_len, batch_size).
        weights: how much each counts, (seq_len, batch_size), such as `mask` gives; all the same if left out.

    Returns:
        The loss, and dL/dlogits with the shape of the logits.

    Raises:
        TypeError: logits that are not a float array, targets that are not integers.
        ValueError: shapes that do not fit, a logit that is not finite, a class that does not exist.
        FloatingPointError: a loss beyond what float64 can hold.

    Source:
        Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.2.2.3.

    Examples:
        >>> import numpy as np
        >>> loss, dlogits = softmax_cross_entropy(
        ...     np.array([[[0.0], [0.0]]]), np.array([[1]])
        ... )
        >>> round(loss, 6), dlogits.ravel()
        (0.693147, array([ 0.5, -0.5]))
    """
    check_array("logits", logits, ("seq_len", "classes", "batch_size"))
    seq_len, classes, batch_size = logits.shape
    targets = indices("targets", targets, (seq_len, batch_size), 0, classes - 1)[:, None]
    share = _shares(weights, (seq_len, batch_size), logits.dtype)[:, None]
    with np.errstate(all="ignore"):
        wide = logits.astype(np.float64)
        shifted = wide - wide.max(axis=1, keepdims=True)  # at most 0: exp cannot overflow
        log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # (seq_len, classes, batch_size)
        losses = -np.take_along_axis(log_p, targets, axis=1)  # (seq_len, 1, batch_size)
        is_target = np.arange(classes)[:, None] == targets
        return _finished(losses, share, np.exp(log_p) - is_target, logits.dtype)


def binary_cross_entropy(logits: Array, targets: Array, weights: Array | None = None) -> tuple[float, Array]:
    """Mean of -log p of yes-or-no answers, and its gradient by the logits.

    Args:
        logits: of any shape; p(yes) = sigmoid(logit).
        targets: between 0 (no) and 1 (yes), of the same shape and dtype.
        weights: how much each counts, of the same shape; all the same if left out.

    Returns:
        The loss, and dL/dlogits with the shape of the logits.

    Raises:
        TypeError: not a float array, or different dtypes.
        ValueError: different shapes, a value that is not finite, a target outside 0 … 1.

    Source:
        Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.2.2.2.

    Examples:
        >>> import numpy as np
        >>> loss, dlogits = binary_cross_entropy(
        ...     np.array([0.0, 1e4]), np.array([1.0, 1.0])
        ... )
        >>> round(loss, 6), dlogits
        (0.346574, array([-0.25,  0.  ]))
    """
    check_array("logits", logits, None)
    check_array("targets", targets, logits.shape, logits.dtype)
    inside = bool(((targets >= 0) & (targets <= 1)).all())
    check_number("targets", f"{targets.min()} … {targets.max()}", "values from 0 to 1", inside)
    share = _shares(weights, logits.shape, logits.dtype)
    with np.errstate(all="ignore"):
        wide = logits.astype(np.float64)
        # log(1 + exp(a)) - a · target, with exp of a negative number only
        losses = np.maximum(wide, 0) - wide * targets + np.log1p(np.exp(-np.abs(wide)))
        return _finished(losses, share, sigmoid(wide) - targets, logits.dtype)


def mean_square(ys: Array, targets: Array, weights: Array | None = None) -> tuple[float, Array]:
    """Mean of (y - target)² over every entry, and its gradient by y.

    Args:
        ys: outputs, of any shape.
        targets: what they should be, of the same shape and dtype.
        weights: how much each counts, of the same shape; all the same if left out.

    Returns:
        The loss, and dL/dy with the shape of ys.

    Raises:
        TypeError: not a float array, or different dtypes.
        ValueError: different shapes, or a value that is not finite.
        FloatingPointError: a loss beyond what float64 can hold, or a gradient beyond what the dtype can.

    Examples:
        >>> import numpy as np
        >>> mean_square(np.array([1.0, 3.0]), np.array([1.0, 1.0]))
        (2.0, array([0., 2.]))
    """
    check_array("ys", ys, None)
    check_array("targets", targets, ys.shape, ys.dtype)
    share = _shares(weights, ys.shape, ys.dtype)
    with np.errstate(all="ignore"):
        error = ys.astype(np.float64) - targets
        return _finished(error**2, share, 2 * error, ys.dtype)


def _finished(losses: Array, share: Array, slopes: Array, dtype: np.dtype[Any]) -> tuple[float, Array]:
    """The weighted mean of the losses, and of their slopes in the dtype of the outputs."""
    loss, gradient = _counted(losses, share).sum(), np.asarray(_counted(slopes, share), dtype)
    check_finite("loss", loss, gradient)
    return float(loss), gradient


def _counted(values: Array, share: Array) -> Array:
    """Each value times its share; what does not count adds nothing, not even if it is infinite."""
    counted: Array = np.where((share > 0) | np.isfinite(values), values, 0) * share
    return counted


def _shares(weights: Array | None, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Array:
    """How much each entry contributes to the mean; together 1, in float64."""
    if weights is None:
        weights = np.ones(shape, dtype)
    check_array("weights", weights, shape, dtype)
    check_number("weights", weights.min(), "none below 0", bool(weights.min() >= 0))
    check_number("weights", "none", "at least one above 0", bool(weights.max() > 0))
    with np.errstate(under="ignore"):
        shares: Array = weights / weights.max().astype(np.float64)  # the largest is 1: the sum cannot overflow
        shares /= shares.sum()
    return shares

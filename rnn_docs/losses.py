"""Losses with their gradients, computed from logits so that no value overflows."""

from __future__ import annotations

import numpy as np

from rnn_docs.checks import Array, IntArray, check_array, check_indices


def softmax(logits: Array) -> Array:
    """Turn logits into probabilities along the axis of classes, the last but one.

    Args:
        logits: (…, classes, batch_size), any finite values.

    Examples:
        >>> import numpy as np
        >>> softmax(np.array([[1e4], [1e4]])).ravel()
        array([0.5, 0.5])
    """
    # The largest becomes 0 and the others negative: exp can round to 0, and never overflows.
    exponentials = np.exp(logits - logits.max(axis=-2, keepdims=True))
    probabilities: Array = exponentials / exponentials.sum(axis=-2, keepdims=True)
    return probabilities


def softmax_cross_entropy(logits: Array, targets: IntArray) -> tuple[float, Array]:
    """Mean of -log p(target) over steps and sequences, and its gradient by the logits.

    Args:
        logits: (seq_len, classes, batch_size).
        targets: the right class of each, integers (seq_len, batch_size).

    Returns:
        The loss, and dL/dlogits with the shape of the logits.

    Raises:
        TypeError: logits that are not a float array, targets that are not integers.
        ValueError: shapes that do not fit, a logit that is not finite, a class that does not exist.

    Source:
        Goodfellow, Bengio & Courville (2016), Deep Learning, section 6.2.2.3.

    Examples:
        >>> import numpy as np
        >>> loss, dlogits = softmax_cross_entropy(np.array([[[0.0], [0.0]]]), np.array([[1]]))
        >>> round(loss, 6), dlogits.ravel()
        (0.693147, array([ 0.5, -0.5]))
    """
    check_array("logits", logits, ("seq_len", "classes", "batch_size"))
    seq_len, classes, batch_size = logits.shape
    check_indices("targets", targets, (seq_len, batch_size), 0, classes - 1)
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_sum = np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    log_probabilities = shifted - log_sum  # (seq_len, classes, batch_size)
    is_target = np.arange(classes)[None, :, None] == targets[:, None, :]
    count = seq_len * batch_size
    loss = -float(log_probabilities[is_target.nonzero()].sum()) / count
    dlogits = (np.exp(log_probabilities) - is_target.astype(logits.dtype)) / count
    return loss, dlogits


def mean_square(ys: Array, targets: Array) -> tuple[float, Array]:
    """Mean of (y - target)² over every entry, and its gradient by y.

    Args:
        ys: outputs, of any shape.
        targets: what they should be, of the same shape and dtype.

    Returns:
        The loss, and dL/dy with the shape of ys.

    Raises:
        TypeError: not a float array, or different dtypes.
        ValueError: different shapes, or a value that is not finite.

    Examples:
        >>> import numpy as np
        >>> mean_square(np.array([1.0, 3.0]), np.array([1.0, 1.0]))
        (2.0, array([0., 2.]))
    """
    check_array("ys", ys, tuple(f"axis {axis}" for axis in range(np.ndim(ys))))
    check_array("targets", targets, ys.shape, ys.dtype)
    error = ys - targets
    return float((error**2).mean()), 2 * error / error.size

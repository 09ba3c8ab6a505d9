"""The functions between the linear parts: sigmoid for gates, softmax for choices (tanh is numpy's own)."""

from __future__ import annotations

import numpy as np

from rnn_docs.checks import FLOATS, Array

# An array without axes: a Python number would be turned into one at every call, which for small arrays costs as much
# as the sum itself.
ONE = {dtype: np.ones((), dtype) for dtype in FLOATS}


@np.errstate(over="ignore")
def sigmoid(a: Array) -> Array:
    """Compute 1 / (1 + exp(-a)), between 0 and 1, for any finite a.

    Far below zero exp(-a) overflows to infinity, and 1 / (1 + infinity) is the 0 that is wanted: no warning.

    Args:
        a: an array of any shape; the result has the same shape and dtype.

    Examples:
        >>> import numpy as np
        >>> sigmoid(np.array([-1e4, 0.0, 2.0, 1e4])).round(6)
        array([0.      , 0.5     , 0.880797, 1.      ])
    """
    return squash_negated(np.negative(a, out=np.empty_like(a)))


def squash_negated(a: Array) -> Array:
    """Turn a into 1 / (1 + exp(a)), the sigmoid of -a, where it stands.

    Who calls it at every step silences exp's overflow once, for all steps.

    Args:
        a: an array of any shape; it is overwritten, and returned.

    Examples:
        >>> import numpy as np
        >>> squash_negated(np.array([0.0, -2.0])).round(6)
        array([0.5     , 0.880797])
    """
    one = ONE[a.dtype]
    np.exp(a, a)  # the last argument is where the result goes
    a += one
    return np.divide(one, a, a)


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

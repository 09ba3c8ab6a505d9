"""A cell that looks back: every state looks at all states before it, and nearer ones count for more."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike

from rnn_docs.cells.parameters import protect
from rnn_docs.checks import Array, check_array, check_finite, check_type, real
from rnn_docs.networks.attention import (
    NO_SHARE,
    AttentionParams,
    AttentionTrace,
    Comparing,
    attend,
    attend_backward,
    init_attention,
)
from rnn_docs.records import record


@record
@dataclass(frozen=True, eq=False, repr=False)
class LookBackParams(Comparing):
    """What a network learns that looks back at its own states.

    Attributes:
        W_a: from a state to what it looks for, (hidden_size, hidden_size).
        b_d: how fast the past fades, (1, 1): with each step of distance a score loses exp(b_d).

    Raises:
        TypeError: an array that is not float32 or float64, or arrays of different dtypes.
        ValueError: a shape that does not fit, or a value that is not finite.

    Examples:
        >>> import numpy as np
        >>> LookBackParams(np.eye(4), np.zeros((1, 1))).hidden_size
        4
    """

    W_a: Array
    b_d: Array

    def __post_init__(self) -> None:
        self.check_square()
        check_array("b_d", self.b_d, (1, 1), self.dtype)
        protect(self, "W_a", "b_d")


@record
@dataclass(frozen=True, eq=False, repr=False)
class LookBackTrace:
    """All that a look at the own past computed.

    Attributes:
        params: the parameters.
        looked: queries, scores, weights and mixed states; its source are the kept states and then those of now.
        distances: how many steps back each state of the source lies, (seq_len, kept + seq_len); 0 for what is still to
            come, at which nobody looks.
    """

    params: LookBackParams
    looked: AttentionTrace
    distances: Array

    def __post_init__(self) -> None:
        protect(self, "distances")


@record
@dataclass(frozen=True, eq=False, repr=False)
class LookBackGradients:
    """dL/d(everything) after a backward pass; each has the shape of what it is the gradient of.

    Attributes:
        dW_a: of the matrix that makes queries.
        db_d: of how fast the past fades.
        dhs: of the states that looked, and were looked at.
    """

    dW_a: Array
    db_d: Array
    dhs: Array


def init_look_back(
    hidden_size: int, rng: np.random.Generator, fades: float = 0.02, dtype: DTypeLike = np.float64
) -> LookBackParams:
    """Draw the matrix as `glorot` does, and let the past fade at a given pace.

    Args:
        hidden_size: number of units.
        rng: where the numbers come from.
        fades: what a score loses with each step of distance: with 0.02, a step a hundred steps back has about a seventh
            of the share of an equal one now.
        dtype: float32 or float64.

    Raises:
        ValueError: a size below 1, or a pace that is not positive.

    Examples:
        >>> import numpy as np
        >>> np.exp(init_look_back(4, np.random.default_rng(1)).b_d).round(3)
        array([[0.02]])
    """
    fades = real("fades", fades, 0, expected="a positive number")
    W_a = init_attention(hidden_size, rng, dtype).W_a
    return LookBackParams(W_a, np.full((1, 1), np.log(fades), W_a.dtype))


def look_back(params: LookBackParams, hs: Array, kept: Array | None = None) -> LookBackTrace:
    """Let every state of a network look at itself and at all before it: nearer ones count for more.

    The score of state j for step t is h_jᵀ W_a h_t / √hidden_size − exp(b_d) · (t − j).

    Args:
        params: the parameters.
        hs: the states of these steps, (seq_len, hidden_size, batch_size).
        kept: the states of steps before them, (steps kept, hidden_size, batch_size); None if there are none.

    Raises:
        TypeError: not an array, or another dtype than the parameters.
        ValueError: a wrong shape, or a value that is not finite.
        FloatingPointError: scores beyond what the dtype can hold.

    Source:
        A score that falls with the distance: Press, Smith & Lewis (2022), arXiv 2108.12409; there the pace is fixed.

    Examples:
        >>> import numpy as np
        >>> hs = np.array([[1.0], [2.0]])[:, :, None]  # two steps, one unit
        >>> params = LookBackParams(np.zeros((1, 1)), np.zeros((1, 1)))
        >>> # W_a is 0, so that only distance counts
        >>> look_back(params, hs).looked.weights[:, :, 0].round(3)
        array([[1.   , 0.   ],
               [0.269, 0.731]])
    """
    check_type("params", params, LookBackParams)
    check_array("hs", hs, ("seq_len", params.hidden_size, "batch_size"), params.dtype)
    if kept is not None:
        check_array("kept", kept, ("steps kept", params.hidden_size, hs.shape[2]), params.dtype)
    source = hs if kept is None else np.concatenate([kept, hs])
    back = np.arange(len(source) - len(hs), len(source))[:, None] - np.arange(len(source))  # negative: still to come
    distances = np.maximum(back, 0).astype(params.dtype)
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        faded = -np.exp(params.b_d) * distances
    check_finite("look_back", faded)
    added = np.where(back < 0, params.dtype.type(NO_SHARE), faded)
    return LookBackTrace(params, attend(AttentionParams(params.W_a), hs, source, added=added), distances)


def look_back_backward(trace: LookBackTrace, dmixed: Array) -> LookBackGradients:
    """Carry dL/dm_t back to the parameters and to the states; to the kept ones it is not carried, they are past.

    A state of these steps is used three times: it asks, it is compared, and it is mixed.

    Args:
        trace: what `look_back` returned.
        dmixed: dL/dm_t, (seq_len, hidden_size, batch_size).

    Raises:
        TypeError: not a trace, not an array, or another dtype than the parameters.
        ValueError: a wrong shape, or a value that is not finite.
        FloatingPointError: products beyond what the dtype can hold.

    Examples:
        >>> import numpy as np
        >>> hs = np.array([[1.0], [2.0]])[:, :, None]
        >>> trace = look_back(LookBackParams(np.zeros((1, 1)), np.zeros((1, 1))), hs)
        >>> look_back_backward(trace, np.ones((2, 1, 1))).dhs.ravel().round(3)
        array([1.269, 0.731])
    """
    check_type("trace", trace, LookBackTrace)
    found = attend_backward(trace.looked, dmixed)
    with np.errstate(all="ignore"):
        db_d = -np.exp(trace.params.b_d) * (found.dadded * trace.distances).sum()
        dhs = found.dstates + found.dhs[-len(dmixed) :]
    check_finite("look_back_backward", db_d, dhs)
    return LookBackGradients(found.dW_a, db_d, dhs)

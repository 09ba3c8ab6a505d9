"""Attention: every state of a decoder looks back at all states of the encoder, and mixes what it finds.

A network without a decoder can look back as well, at its own earlier states (`look_back`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from rnn_docs.cells.activations import soft_shares
from rnn_docs.cells.parameters import protect
from rnn_docs.checks import (
    Array,
    IntArray,
    check_array,
    check_finite,
    check_generator,
    check_number,
    check_type,
    float_array,
    indices,
    integer,
    real,
)
from rnn_docs.learning.initialisation import glorot
from rnn_docs.loop import side_by_side
from rnn_docs.padding import mask
from rnn_docs.records import record

NO_SHARE = -np.inf  # added to the score of a step at which nobody may look, however large it is


class Comparing:
    """What parameters have that compare states by one square matrix."""

    W_a: Array

    @property
    def hidden_size(self) -> int:
        """Number of units of a state."""
        return int(self.W_a.shape[0])

    @property
    def dtype(self) -> np.dtype[Any]:
        """float32 or float64."""
        return self.W_a.dtype

    def check_square(self) -> None:
        """Raise TypeError or ValueError for a matrix that is none, not square, or not finite."""
        check_array("W_a", self.W_a, ("hidden_size", "hidden_size"))
        check_array("W_a", self.W_a, (self.hidden_size, self.hidden_size))


@record
@dataclass(frozen=True, eq=False, repr=False)
class AttentionParams(Comparing):
    """The one matrix that attention learns: it turns a decoder's state into what to look for.

    Attributes:
        W_a: from the decoder's state to the query, (hidden_size, hidden_size).

    Raises:
        TypeError: an array that is not float32 or float64.
        ValueError: a matrix that is not square, or a value that is not finite.

    Examples:
        >>> import numpy as np
        >>> AttentionParams(np.eye(4)).hidden_size
        4
    """

    W_a: Array

    def __post_init__(self) -> None:
        self.check_square()
        protect(self, "W_a")


@record
@dataclass(frozen=True, eq=False, repr=False)
class AttentionTrace:
    """All that attention computed; axes of time are the target's and the source's.

    Attributes:
        params: the parameters.
        states: the decoder's states s_t, (target_len, hidden_size, batch_size).
        hs: the encoder's states h_j, (source_len, hidden_size, batch_size).
        queries: what each state looks for, W_a s_t, (target_len, hidden_size, batch_size).
        scores: how well each h_j answers it, one at which nobody may look too, (target_len, source_len, batch_size).
        weights: the shares that softmax makes of the scores, likewise; over the source they add up to 1.
        mixed: the average m_t of the encoder's states by these shares, (target_len, hidden_size, batch_size).
    """

    params: AttentionParams
    states: Array
    hs: Array
    queries: Array
    scores: Array
    weights: Array
    mixed: Array

    def __post_init__(self) -> None:
        protect(self, "states", "hs", "queries", "scores", "weights", "mixed")


@record
@dataclass(frozen=True, eq=False, repr=False)
class AttentionGradients:
    """dL/d(everything) after a backward pass; each has the shape of what it is the gradient of.

    Attributes:
        dW_a: of the matrix that makes queries.
        dstates: of the decoder's states.
        dhs: of the encoder's states.
        dadded: of what was added to the scores, (target_len, source_len), whether anything was or not.
    """

    dW_a: Array
    dstates: Array
    dhs: Array
    dadded: Array


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


def init_attention(hidden_size: int, rng: np.random.Generator, dtype: DTypeLike = np.float64) -> AttentionParams:
    """Draw the parameters as `glorot` does.

    Args:
        hidden_size: number of units.
        rng: where the numbers come from.
        dtype: float32 or float64.

    Raises:
        TypeError: a size that is not an integer, a seed in place of a Generator, another dtype.
        ValueError: a size below 1.

    Examples:
        >>> import numpy as np
        >>> init_attention(4, np.random.default_rng(1)).W_a.shape
        (4, 4)
    """
    check_generator("rng", rng)
    hidden_size = integer("hidden_size", hidden_size, 1)
    return AttentionParams(glorot(rng, hidden_size, hidden_size, dtype))


def attend(
    params: AttentionParams,
    states: Array,
    hs: Array,
    lengths: IntArray | None = None,
    added: Array | None = None,
) -> AttentionTrace:
    """Let every state of a decoder look back: m_t = Σ_j α_tj h_j, with α_t = softmax_j(h_jᵀ W_a s_t / √hidden_size).

    Args:
        params: the parameters.
        states: the decoder's states, (target_len, hidden_size, batch_size).
        hs: the encoder's states, (source_len, hidden_size, batch_size).
        lengths: how many steps of each source are real, (batch_size,); to the others nobody looks.
        added: what is added to the scores of every sequence, (target_len, source_len); NO_SHARE where nobody may look.

    Raises:
        TypeError: not an array, or another dtype than the parameters.
        ValueError: a wrong shape, a value that is not finite, a length out of range, a state that may look nowhere.
        FloatingPointError: scores beyond what the dtype can hold.

    Source:
        Bahdanau, Cho & Bengio (2015), arXiv 1409.0473; the score as one product: Luong, Pham & Manning (2015),
        arXiv 1508.04025, section 3.1, "general"; divided by √hidden_size: Vaswani et al. (2017), arXiv 1706.03762.

    Examples:
        >>> import numpy as np
        >>> hs = np.array([[1.0, 0.0], [0.0, 1.0]])[:, :, None]  # two steps, two units
        >>> looks_for_the_first = np.array([[9.0, 0.0]])[:, :, None]
        >>> trace = attend(AttentionParams(np.eye(2)), looks_for_the_first, hs)
        >>> trace.mixed.round(3).ravel()
        array([0.998, 0.002])
    """
    check_type("params", params, AttentionParams)
    check_array("states", states, ("target_len", params.hidden_size, "batch_size"), params.dtype)
    check_array("hs", hs, ("source_len", params.hidden_size, states.shape[2]), params.dtype)
    hidden = _hidden((len(states), len(hs), hs.shape[2]), params.dtype, lengths, added)
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        queries = params.W_a @ states
        scores = _over_units(queries, hs) / _root(params)
        if added is not None:
            scores = scores + np.where(added == NO_SHARE, 0, added)[:, :, None]
        check_finite("attend", scores)
        weights = soft_shares(np.where(hidden, params.dtype.type(NO_SHARE), scores))
        mixed = _over_source(weights, hs)
    return AttentionTrace(params, states, hs, queries, scores, weights, mixed)


def _hidden(
    shape: tuple[int, int, int], dtype: np.dtype[Any], lengths: IntArray | None, added: Array | None
) -> NDArray[np.bool_]:
    """Where nobody may look, of this shape, (target_len, source_len, batch_size), once both are known to fit it."""
    hidden = np.zeros(shape, bool)
    if added is not None:
        nobody = float_array("added", added, dtype) == NO_SHARE
        check_array("added", np.where(nobody, 0, added), shape[:2], dtype)
        hidden |= nobody[:, :, None]
    if lengths is not None:
        hidden |= mask(indices("lengths", lengths, shape[2:], 1, shape[1]), shape[1]) == 0
    somewhere = not hidden.all(axis=1).any()
    check_number("added", "a state that may look nowhere", "a step to look at for each state", somewhere)
    return hidden


def attend_backward(trace: AttentionTrace, dmixed: Array) -> AttentionGradients:
    """Carry dL/dm_t back to the matrix, to the decoder's states and to the encoder's.

    A state of the encoder is used twice: its share is made of it, and it is what is mixed by that share.

    Args:
        trace: what `attend` returned.
        dmixed: dL/dm_t, (target_len, hidden_size, batch_size).

    Raises:
        TypeError: not a trace, not an array, or another dtype than the parameters.
        ValueError: a wrong shape, or a value that is not finite.
        FloatingPointError: products beyond what the dtype can hold.

    Examples:
        >>> import numpy as np
        >>> hs = np.array([[1.0, 0.0], [0.0, 1.0]])[:, :, None]
        >>> looks_at_both_alike = np.zeros((1, 2, 1))
        >>> trace = attend(AttentionParams(np.eye(2)), looks_at_both_alike, hs)
        >>> attend_backward(trace, np.ones((1, 2, 1))).dhs[:, :, 0]
        array([[0.5, 0.5],
               [0.5, 0.5]])
    """
    check_type("trace", trace, AttentionTrace)
    params, weights, hs = trace.params, trace.weights, trace.hs
    check_array("dmixed", dmixed, trace.mixed.shape, params.dtype)
    with np.errstate(all="ignore"):
        dweights = _over_units(dmixed, hs)
        slopes = dweights - (weights * dweights).sum(axis=1, keepdims=True)
        dscores = weights * slopes
        dadded = dscores.sum(axis=2)
        dscores = dscores / _root(params)  # now of the products, before the division
        dqueries = _over_source(dscores, hs)
        dhs = _over_target(weights, dmixed) + _over_target(dscores, trace.queries)
        dW_a = side_by_side(dqueries) @ side_by_side(trace.states).T
        dstates = params.W_a.T @ dqueries
    check_finite("attend_backward", dW_a, dstates, dhs, dadded)
    return AttentionGradients(dW_a, dstates, dhs, dadded)


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


def _root(params: AttentionParams) -> float:
    return float(np.sqrt(params.hidden_size))


def _over_units(wanted: Array, hs: Array) -> Array:
    """The products wanted_t · h_j of every pair, (target_len, source_len, batch_size)."""
    return _batch_last(_batch_first(wanted) @ _batch_first(hs).transpose(0, 2, 1))


def _over_source(shares: Array, hs: Array) -> Array:
    """Σ_j share_tj h_j, (target_len, hidden_size, batch_size)."""
    return _batch_last(_batch_first(shares) @ _batch_first(hs))


def _over_target(shares: Array, wanted: Array) -> Array:
    """Σ_t share_tj wanted_t, (source_len, hidden_size, batch_size)."""
    return _batch_last(_batch_first(shares).transpose(0, 2, 1) @ _batch_first(wanted))


def _batch_first(array: Array) -> Array:
    return array.transpose(2, 0, 1)


def _batch_last(array: Array) -> Array:
    return array.transpose(1, 2, 0)

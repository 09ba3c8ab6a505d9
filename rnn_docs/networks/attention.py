"""Attention: every state of a decoder looks back at all states of the encoder, and mixes what it finds.

A network without a decoder can look back as well, at its own earlier states (`rnn_docs.networks.looking_back`).
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

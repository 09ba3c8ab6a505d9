"""Every step once more, as the loop over time runs it: few calls, which write straight to where results are kept.

The formulas are those of the steps in the modules of the cells, which say them letter by letter; a test compares the
two. Here one product serves the old state, the input and the bias, which stand below each other in a column. The last
argument of a numpy function is where its result goes; the keyword `out=` would make a small call a fifth slower.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from rnn_docs.activations import squash_negated
from rnn_docs.checks import Array
from rnn_docs.gru import GRUParams
from rnn_docs.lstm import LSTMParams
from rnn_docs.params import side_by_side_weights
from rnn_docs.vanilla import VanillaParams


def vanilla_weights(params: VanillaParams) -> Array:
    """Put the weights and the bias into the one matrix that `vanilla_recurrence` wants."""
    weights: Array = side_by_side_weights(params)[0]
    return weights


def vanilla_recurrence(weights: Array, column: Array, a: Array, kept: Sequence[Array], h_prev: Array) -> tuple[Array]:
    """Compute h = tanh(W_hh h_prev + W_xh x + b_h) with one product: `vanilla_step` as the loop runs it.

    Args:
        weights: from `vanilla_weights`, (hidden_size, hidden_size + input_size + 1).
        column: h_prev, x and a one below each other, (hidden_size + input_size + 1, batch_size).
        a: room for the sum, (hidden_size, batch_size).
        kept: room for h alone, likewise.
        h_prev: the previous hidden state; it is in the column already.

    Returns:
        The new state (h,).

    Examples:
        >>> params = VanillaParams(W_xh=np.array([[1.0]]), W_hh=np.array([[0.5]]), b_h=np.array([[0.0]]))
        >>> a, h, column = np.empty((1, 1)), np.empty((1, 1)), np.array([[1.0], [0.5], [1.0]])
        >>> vanilla_recurrence(vanilla_weights(params), column, a, [h], column[:1])[0].round(3)
        array([[0.762]])
    """
    (h,) = kept
    weights.dot(column, a)
    np.tanh(a, h)
    return (h,)


def lstm_weights(params: LSTMParams) -> Array:
    """Put weights and bias into one matrix, the gates' rows first, and negated: the sigmoid needs exp(-a)."""
    i, f, g, o = side_by_side_weights(params)
    return np.concatenate([-i, -f, -o, g])


def lstm_recurrence(
    weights: Array, column: Array, a: Array, kept: Sequence[Array], h_prev: Array, c_prev: Array
) -> tuple[Array, Array]:
    """Compute all sums with one product, squash them, and compute c and h: `lstm_step` as the loop runs it.

    Args:
        weights: from `lstm_weights`, (4 · hidden_size, hidden_size + input_size + 1).
        column: h_prev, x and a one below each other, (hidden_size + input_size + 1, batch_size).
        a: room for the sums, which are squashed where they stand, (4 · hidden_size, batch_size).
        kept: room for i, f, o, g, c, tanh_c and h, each (hidden_size, batch_size); the first four together are a.
        h_prev: the previous hidden state; it is in the column already.
        c_prev: the previous cell state, (hidden_size, batch_size).

    Returns:
        The new state (h, c).

    Examples:
        >>> from rnn_docs.lstm import LSTMKept
        >>> from rnn_docs.room import room_for
        >>> blank = LSTMParams(W_xh=np.zeros((4, 1)), W_hh=np.zeros((4, 1)), b_h=np.zeros((4, 1)))
        >>> a, kept = room_for(LSTMKept, 4, (1, 1), blank.dtype)
        >>> h, c = lstm_recurrence(lstm_weights(blank), np.ones((3, 1)), a, kept, None, c_prev=np.array([[2.0]]))
        >>> c, h.round(3)
        (array([[1.]]), array([[0.381]]))
    """
    i, f, o, g, c, tanh_c, h = kept
    weights.dot(column, a)
    squash_negated(a[: 3 * len(c)])  # i, f and o together
    np.tanh(g, g)
    np.multiply(f, c_prev, c)
    c += np.multiply(i, g, h)  # h has room to spare until the end
    np.tanh(c, tanh_c)
    np.multiply(o, tanh_c, h)
    return h, c


class GRUWeights(NamedTuple):
    """The weights as `gru_recurrence` wants them; those of the gates negated, as the sigmoid needs exp(-a)."""

    rz: Array  # of both gates, for h_prev, x and a one, (2 · hidden_size, hidden_size + input_size + 1)
    n_x1: Array  # of the candidate, for x and a one, (hidden_size, input_size + 1)
    n_h: Array  # of the candidate, for h_prev, (hidden_size, hidden_size)
    b_hn: Array | None


def gru_weights(params: GRUParams) -> GRUWeights:
    """Put together which weights meet the same numbers; what the reset gate scales stands apart."""
    r, z, n = side_by_side_weights(params)
    n_h, n_x1 = n[:, : params.hidden_size], n[:, params.hidden_size :]
    return GRUWeights(np.concatenate([-r, -z]), n_x1.copy(), n_h.copy(), params.b_hn)


def gru_recurrence(weights: GRUWeights, column: Array, a: Array, kept: Sequence[Array], h_prev: Array) -> tuple[Array]:
    """Compute the gates with one product, the candidate with two, then h: `gru_step` as the loop runs it.

    Args:
        weights: from `gru_weights`.
        column: h_prev, x and a one below each other, (hidden_size + input_size + 1, batch_size).
        a: room for the sums, which are squashed where they stand, (3 · hidden_size, batch_size).
        kept: room for r, z, n, wh_n and h, each (hidden_size, batch_size); the first three together are a.
        h_prev: the previous hidden state, (hidden_size, batch_size).

    Returns:
        The new state (h,).

    Examples:
        >>> from rnn_docs.gru import GRUKept
        >>> from rnn_docs.room import room_for
        >>> blank = GRUParams(W_xh=np.zeros((3, 1)), W_hh=np.zeros((3, 1)), b_h=np.zeros((3, 1)))
        >>> a, kept = room_for(GRUKept, 3, (1, 1), blank.dtype)
        >>> gru_recurrence(gru_weights(blank), np.ones((3, 1)), a, kept, h_prev=np.array([[0.8]]))
        (array([[0.4]]),)
    """
    r, z, n, wh_n, h = kept
    rz = a[: 2 * len(h)]  # r and z together
    weights.rz.dot(column, rz)
    squash_negated(rz)
    weights.n_h.dot(h_prev, wh_n)
    if weights.b_hn is not None:
        wh_n += weights.b_hn
    weights.n_x1.dot(column[len(h) :], n)
    n += r * wh_n  # the reset gate scales what memory brings
    np.tanh(n, n)
    np.multiply(z, h_prev - n, h)
    h += n  # h = (1 - z) ⊙ n + z ⊙ h_prev, with one product less
    return (h,)


def gru_reset_before_recurrence(
    weights: GRUWeights, column: Array, a: Array, kept: Sequence[Array], h_prev: Array
) -> tuple[Array]:
    """Compute the gates, the candidate that sees r ⊙ h_prev, then h: `gru_reset_before_step` as the loop runs it.

    Args:
        weights: from `gru_weights`.
        column: h_prev, x and a one below each other, (hidden_size + input_size + 1, batch_size).
        a: room for the sums, which are squashed where they stand, (3 · hidden_size, batch_size).
        kept: room for r, z, n, rh and h, each (hidden_size, batch_size); the first three together are a.
        h_prev: the previous hidden state, (hidden_size, batch_size).

    Returns:
        The new state (h,).

    Examples:
        >>> from rnn_docs.gru_reset_before import GRUResetBeforeKept
        >>> from rnn_docs.room import room_for
        >>> blank = GRUParams(np.zeros((3, 1)), np.zeros((3, 1)), np.zeros((3, 1)), reset="before")
        >>> a, kept = room_for(GRUResetBeforeKept, 3, (1, 1), blank.dtype)
        >>> gru_reset_before_recurrence(gru_weights(blank), np.ones((3, 1)), a, kept, h_prev=np.array([[0.8]]))
        (array([[0.4]]),)
    """
    r, z, n, rh, h = kept
    rz = a[: 2 * len(h)]  # r and z together
    weights.rz.dot(column, rz)
    squash_negated(rz)
    np.multiply(r, h_prev, rh)  # the reset gate scales memory itself
    weights.n_x1.dot(column[len(h) :], n)
    n += weights.n_h.dot(rh)
    np.tanh(n, n)
    np.multiply(z, h_prev - n, h)
    h += n  # h = (1 - z) ⊙ n + z ⊙ h_prev, with one product less
    return (h,)

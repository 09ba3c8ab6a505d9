"""After RNNs: recurrences that need no loop over time, and how many rounds and products they take instead."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rnn_docs.cells.steps import check_sums
from rnn_docs.cells.vanilla import VanillaParams
from rnn_docs.checks import Array, check_array, check_finite, check_type, integer, own
from rnn_docs.measure.bounds import step_jacobian


def recurrence_by_loop(keep: Array, add: Array) -> Array:
    """Compute h_t = keep_t ⊙ h_{t-1} + add_t from a state of zeros, one step after another.

    Args:
        keep: how much of the state stays, (seq_len, units).
        add: what is added, likewise.

    Returns:
        The states, (seq_len, units).

    Raises:
        TypeError, ValueError: other arrays, or shapes that do not fit each other.
        FloatingPointError: states beyond what the dtype can hold.

    Examples:
        >>> import numpy as np
        >>> recurrence_by_loop(np.full((3, 1), 0.5), np.ones((3, 1))).ravel()
        array([1.  , 1.5 , 1.75])
    """
    _check_recurrence(keep, add)
    hs, h = np.empty_like(add), np.zeros_like(add[0])
    with np.errstate(all="ignore"):
        for t in range(len(add)):
            h = keep[t] * h + add[t]
            hs[t] = h
    check_finite("recurrence_by_loop", hs)
    return hs


def recurrence_by_doubling(keep: Array, add: Array) -> Array:
    """Compute the states of `recurrence_by_loop` in rounds; in each, every step takes over what lies further back.

    Args:
        keep: how much of the state stays, (seq_len, units).
        add: what is added, likewise.

    Raises:
        TypeError, ValueError: as in `recurrence_by_loop`.
        FloatingPointError: products beyond what the dtype can hold, even where the states are not.

    Source:
        Hillis & Steele (1986), Data parallel algorithms, doi 10.1145/7902.7903.

    Examples:
        >>> import numpy as np
        >>> recurrence_by_doubling(np.full((3, 1), 0.5), np.ones((3, 1))).ravel()
        array([1.  , 1.5 , 1.75])
    """
    _check_recurrence(keep, add)
    k, u = keep.copy(), add.copy()
    with np.errstate(all="ignore"):
        for reach in reaches(len(u)):
            u[reach:], k[reach:] = k[reach:] * u[:-reach] + u[reach:], k[reach:] * k[:-reach]
    check_finite("recurrence_by_doubling", u)
    return u


def matrices_by_doubling(keep: Array, add: Array) -> Array:
    """Compute the states of h_t = keep_t h_{t-1} + add_t by doubling, where keep_t is a matrix: any linear map.

    Two steps join as numbers do, but in the order of matrices: the later one stands on the left.

    Args:
        keep: what each step does with the state before it, (seq_len, units, units).
        add: what it adds, (seq_len, units).

    Returns:
        The states, (seq_len, units), from a state of zeros.

    Raises:
        TypeError, ValueError, FloatingPointError: as in `recurrence_by_doubling`.

    Source:
        As `recurrence_by_doubling`.

    Examples:
        >>> import numpy as np
        >>> swap = np.array([[0.0, 1.0], [1.0, 0.0]])
        >>> matrices_by_doubling(
        ...     np.stack([swap] * 3), np.array([[1.0, 0.0], [0.0, 0.0], [0.0, 0.0]])
        ... )
        array([[1., 0.],
               [0., 1.],
               [1., 0.]])
    """
    check_array("keep", keep, ("seq_len", "units", "units"))
    check_array("add", add, keep.shape[:2], keep.dtype)
    check_array("keep", keep, (len(keep), add.shape[1], add.shape[1]))
    A, u = keep.copy(), add[:, :, None].copy()
    with np.errstate(all="ignore"):
        for reach in reaches(len(u)):
            u[reach:], A[reach:] = A[reach:] @ u[:-reach] + u[reach:], A[reach:] @ A[:-reach]
    check_finite("matrices_by_doubling", u)
    return u[:, :, 0]


def states_by_newton(params: VanillaParams, xs: Array, rounds: int) -> Iterator[Array]:
    """Guess all states of a vanilla cell at once, and mend the guess, one scan a round.

    Each round puts a straight line in place of tanh, at the state that the last round guessed: what is left is a
    linear recurrence, whose matrix is the step's Jacobian. The first guess is zeros.

    Args:
        params: a vanilla cell.
        xs: one sequence, (seq_len, input_size, 1).
        rounds: how often the guess is mended.

    Returns:
        The states after each round, (seq_len, hidden_size), computed when they are asked for.

    Raises:
        TypeError: another cell.
        ValueError: more than one sequence, fewer than one round, or as in `forward`.
        FloatingPointError: as in `matrices_by_doubling`.

    Source:
        Lim, Zhu, Selfridge & Kasim (2024), arXiv 2309.12252.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params, encode, forward
        >>> *_, hs = states_by_newton(
        ...     cat_sat_params(), encode("the cat sat"), rounds=3
        ... )
        >>> trace = forward(cat_sat_params(), encode("the cat sat"))
        >>> bool(np.allclose(hs, trace.hs[:, :, 0]))
        True
    """
    check_type("params", params, VanillaParams)
    check_array("xs", xs, ("seq_len", params.input_size, 1), params.dtype)
    check_sums(params, xs, np.zeros_like(xs[:1]))
    return _rounds_of_newton(params, own(xs), integer("rounds", rounds, 1))


def _rounds_of_newton(params: VanillaParams, xs: Array, rounds: int) -> Iterator[Array]:
    with np.errstate(all="ignore"):
        inputs = (params.W_xh @ xs + params.b_h)[:, :, 0]
    hs: Array = np.zeros_like(inputs)
    for _ in range(rounds):
        with np.errstate(all="ignore"):
            h_prevs = np.concatenate([np.zeros_like(hs[:1]), hs[:-1]])
            found = np.tanh(inputs + h_prevs @ params.W_hh.T)  # what each step would make of the guess before it
            jacobians = np.stack([step_jacobian(params, h[:, None]) for h in found])
            hs = matrices_by_doubling(jacobians, found - (jacobians @ h_prevs[:, :, None])[:, :, 0])
        yield hs


def reaches(seq_len: int) -> list[int]:
    """Say how far each round of doubling looks back: 1, 2, 4 … below the length; there are as many as rounds.

    Examples:
        >>> reaches(5)
        [1, 2, 4]
    """
    return [1 << number for number in range((integer("seq_len", seq_len, 1) - 1).bit_length())]


def products_by_doubling(seq_len: int) -> int:
    """Count the multiplications for each unit, over all rounds: two for each step that has something behind it.

    Examples:
        >>> products_by_doubling(3)
        6
    """
    seq_len = integer("seq_len", seq_len, 1)
    return sum(2 * (seq_len - reach) for reach in reaches(seq_len))


def rounds_by_doubling(seq_len: int) -> int:
    """Count the rounds of doubling that a sequence needs: rounds wait for each other, steps in a round do not.

    Examples:
        >>> rounds_by_doubling(1024)
        10
    """
    return len(reaches(seq_len))


def _check_recurrence(keep: Array, add: Array) -> None:
    check_array("keep", keep, ("seq_len", "units"))
    check_array("add", add, keep.shape, keep.dtype)

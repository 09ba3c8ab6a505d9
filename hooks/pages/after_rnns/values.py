"""The numbers in the prose of "See what came after"."""

from functools import cache

import numpy as np
from pages.after_rnns.five_cups import CUPS, LENGTH
from pages.after_rnns.tables import SEED
from pages.answers import value

from rnn_docs import VOCABULARY, cat_sat_params, encode, forward
from rnn_docs.measure import (
    DRAWS,
    KEY_SIZE,
    SHARPNESS,
    SYMBOLS,
    products_by_doubling,
    recalled,
    rounds_by_doubling,
    states_by_newton,
)

BLUNT_PAIRS = 32  # with so many the matrix of the table is nearly always right


@value
def after_length() -> int:
    return LENGTH


@value
def after_rounds() -> int:
    return rounds_by_doubling(LENGTH)


@value
def after_products() -> int:
    return products_by_doubling(LENGTH)


@value
def after_key_size() -> int:
    return KEY_SIZE


@value
def after_symbols() -> int:
    return SYMBOLS


@value
def after_draws() -> int:
    return DRAWS


@value
def after_chance() -> float:
    return 1 / SYMBOLS


@value
def after_two_steps() -> str:
    """Two steps of a linear recurrence, put together into one of the same kind."""
    (a1, b1), (a2, b2) = (0.8, 1.0), (0.5, 2.0)
    once = rf"{a2:g} \cdot ({a1:g} \cdot h + {b1:g}) + {b2:g}"
    return rf"$${once} = {a2 * a1:g} \cdot h + {a2 * b1 + b2:g}$$"


@value
def after_sharpness() -> int:
    return SHARPNESS


@value
def after_blunt_pairs() -> int:
    return BLUNT_PAIRS


@value
def after_blunt() -> float:
    """What attention recalls if its scores are left as they are, the same draws as in the table."""
    return recalled(BLUNT_PAIRS, np.random.default_rng(SEED), sharpness=1).attention


@value
def after_newton() -> int:
    """After how many rounds of mending a guess the states are those of the loop, to as many digits as are printed."""
    return next(k for k, error in enumerate(newton_errors(), 1) if error < CLOSE)


@value
def after_newton_scans() -> int:
    """All rounds that wait for each other: those of each scan, and as many scans as there were guesses."""
    return after_newton() * rounds_by_doubling(LENGTH)


CLOSE, MOST = 1e-6, 8  # when a state counts as found, and for how many rounds the tests look on


@cache
def newton_errors() -> list[float]:
    """The largest error of any state after each round, for the network of step 3 and words drawn at random."""
    words = np.random.default_rng(1).integers(len(VOCABULARY), size=LENGTH)
    xs = encode(" ".join(VOCABULARY[word] for word in words))
    hs = forward(cat_sat_params(), xs).hs[:, :, 0]
    return [float(np.abs(guess - hs).max()) for guess in states_by_newton(cat_sat_params(), xs, MOST)]


@value
def after_diagonal_products() -> int:
    """Multiplications that join two steps of a diagonal recurrence: factor by factor, and factor by what is added."""
    return 2 * len(CUPS)


@value
def after_matrix_products() -> int:
    """The same with matrices: one product of two matrices, one of a matrix and a vector."""
    return len(CUPS) ** 3 + len(CUPS) ** 2

"""The numbers in the prose of "See what came after"."""

from pages.after_rnns.example import DRAWS, SIZE, SYMBOLS, products_by_doubling, rounds
from pages.answers import value

LENGTH = 1024  # of the sequence in the page's code


@value
def after_length() -> int:
    return LENGTH


@value
def after_rounds() -> int:
    return rounds(LENGTH)


@value
def after_products() -> int:
    return products_by_doubling(LENGTH)


@value
def after_key_size() -> int:
    return SIZE


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

"""The numbers in the prose of "See what came after"."""

from collections.abc import Callable

from checks.literals import Value

from rnn_docs.measure import DRAWS, KEY_SIZE, SYMBOLS, products_by_doubling, rounds_by_doubling

LENGTH = 1024  # of the sequence in the page's code


def two_steps() -> str:
    """Two steps of a linear recurrence, put together into one of the same kind."""
    (a1, b1), (a2, b2) = (0.8, 1.0), (0.5, 2.0)
    once = rf"{a2:g} \cdot ({a1:g} \cdot h + {b1:g}) + {b2:g}"
    return rf"$${once} = {a2 * a1:g} \cdot h + {a2 * b1 + b2:g}$$"


VALUES: dict[str, Callable[[], Value]] = {
    "after-length": lambda: LENGTH,
    "after-rounds": lambda: rounds_by_doubling(LENGTH),
    "after-products": lambda: products_by_doubling(LENGTH),
    "after-key-size": lambda: KEY_SIZE,
    "after-symbols": lambda: SYMBOLS,
    "after-draws": lambda: DRAWS,
    "after-chance": lambda: 1 / SYMBOLS,
    "after-two-steps": two_steps,
}

"""Step 1: the numbers in the prose on why order matters."""

from collections.abc import Callable
from numbers import Real

import cat_sat

from rnn_docs import PRICES


def prices() -> str:
    return ", ".join(str(price) for price in PRICES)


def state_distance(order: str) -> float:
    """How far the final state lies from that of "the cat sat"."""
    return cat_sat.distance(cat_sat.states(order)[-1], cat_sat.states("the cat sat")[-1])


VALUES: dict[str, Callable[[], Real | str]] = {
    "prices": prices,
    "distance-cat-sat-the": lambda: state_distance("cat sat the"),
    "distance-sat-the-cat": lambda: state_distance("sat the cat"),
}

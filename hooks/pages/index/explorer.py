"""What the start page's explorer may show: three words in all their orders, and the state after every word."""

from itertools import permutations
from typing import Any

import numpy as np
from drawing.explorer import rounded
from drawing.printing import number
from pages.answers import explorer
from pages.shared.cat_sat import ORDERS, states

DECIMALS = 2
WORDS = ORDERS[0].split()


@explorer("rnn-orders", "Put the words into another order", "figure three-orders", covers=False)
def orders() -> dict[str, Any]:
    """Every order with its states, (seq_len, hidden_size), and how far its last state lies from the first order's."""
    first = states(ORDERS[0])[-1]
    shown = [" ".join(order) for order in permutations(WORDS)]
    distances = [float(np.linalg.norm(states(order)[-1] - first)) for order in shown]
    return {
        "orders": [[order, rounded(states(order), DECIMALS)] for order in shown],
        "told": [_told(order, distance) for order, distance in zip(shown, distances, strict=True)],
        "counted": ", ".join(f"{word} {ORDERS[0].split().count(word)}" for word in sorted(WORDS)),
    }


def _told(order: str, distance: float) -> str:
    """What the memory is like after an order, in words."""
    if order == ORDERS[0]:
        return f"the one to compare with, “{order}”"
    return f"another one, {number(distance)} away from that of “{ORDERS[0]}”"

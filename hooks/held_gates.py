"""Gates held by hand: the same cell, one of whose gates stands at a level that neither input nor state can move."""

from dataclasses import replace
from typing import Any, TypeVar

import numpy as np
from explorer import rounded
from price_cells import Numbers

from rnn_docs import PRICES, CellParams, prices_as_sequence

LEVELS = {0.0: "0", 0.25: "¼", 0.5: "½", 0.75: "¾", 1.0: "1"}
DECIMALS = 2
SATURATED = 1000.0  # a sum so large that the sigmoid is exactly 1, and 0 with the other sign

Params = TypeVar("Params", bound=CellParams)


def held(params: Params, row: int, level: float) -> Params:
    """The cell of one unit whose gate in this row is always open by `level`: no weights, and a bias that says so.

    The sigmoid of log(level / (1 − level)) is the level.
    """
    bias = np.log(level / (1 - level)) if 0 < level < 1 else np.copysign(SATURATED, level - 0.5)
    arrays = {name: getattr(params, name).copy() for name in ("W_xh", "W_hh", "b_h")}
    for name, array in arrays.items():
        array[row] = bias if name == "b_h" else 0.0
    return replace(params, **arrays)


def printed(steps: list[Numbers], names: tuple[str, ...]) -> Any:
    """A run as its explorer shows it: for every step the numbers of these names, rounded."""
    return rounded([[step[name] for name in names] for step in steps], DECIMALS)


def common() -> dict[str, Any]:
    """What both explorers begin with: the prices, scaled too, and the levels with their labels."""
    return {
        "prices": list(PRICES),
        "xs": rounded(prices_as_sequence().ravel(), DECIMALS),
        "levels": [[f"{level:g}", label] for level, label in LEVELS.items()],
    }

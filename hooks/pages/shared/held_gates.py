"""Gates held by hand: the same cell, one of whose gates stands at a level that neither input nor state can move."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np
from drawing.explorer import rounded
from drawing.printing import number
from pages.shared.gate_view import LEVEL, subscript
from pages.shared.record_keepers import Numbers

from rnn_docs import PRICES
from rnn_docs.cells.parameters import CellParams

LEVELS = {0.0: "0", 0.25: "¼", 0.5: "½", 0.75: "¾", 1.0: "1"}
HANDS = (None, *LEVELS)  # a gate is free, or held at a level
DECIMALS = 2
SATURATED = 1000.0  # a sum so large that the sigmoid is exactly 1, and 0 with the other sign
AMOUNTS = {1.0: "all", 0.9: "almost all", 0.6: "most", 0.4: "about half", 0.1: "a little", 0.01: "almost nothing"}

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


def printed(steps: list[Numbers], names: Iterable[str]) -> Any:
    """A run as its explorer shows it: for every step the numbers of these names, rounded."""
    return rounded([[step[name] for name in names] for step in steps], DECIMALS)


def run(steps: list[Numbers], names: Iterable[str], hold: str, told: list[str]) -> dict[str, Any]:
    """One run: the gates that are held, and for every step its numbers with its subscripts, and its words."""
    subscripts = [[subscript(t), subscript(t - 1)] for t in range(len(steps))]
    values = [numbers + below for numbers, below in zip(printed(steps, names), subscripts, strict=True)]
    return {"held": hold, "steps": values, "told": told}


def for_explorer(names: Iterable[str], choices: list[Any], runs: Any, view: str) -> dict[str, Any]:
    """What an explorer of gates reads: its radio buttons, `runs[first choice][second]`, and what they fill."""
    last = len(PRICES) - 1
    return {
        "names": [*names, "t", "last"],
        "choices": choices,
        "runs": runs,
        "last": last,
        "level": LEVEL,
        "view": view,
    }


def hand(key: str, legend: str) -> list[Any]:
    """Radio buttons for one gate: left free, or held at a level."""
    return [key, legend, [["free", "free"], *([f"{level:g}", label] for level, label in LEVELS.items())]]


def amount(gate: float) -> str:
    """How much of something a gate lets through, in words that fit the number as it is printed.

    >>> amount(1), amount(0.85), amount(0)
    ('all', 'most', 'nothing')
    """
    return next((words for least, words in AMOUNTS.items() if round(gate, DECIMALS) >= least), "nothing")


def opening(name: str, n: Mapping[str, float], hold: str, long_name: str) -> str:
    """A gate and how far it is open, as a sentence begins with it: "the forget gate, held at 0.25,"."""
    return f"the {long_name} gate, {'held at ' if name in hold else ''}{number(n[name], DECIMALS)},"

"""What was stored of the networks that echo, as "Train your own" shows it."""

from __future__ import annotations

from functools import cache
from statistics import median
from typing import Any, NamedTuple

from drawing.printing import spread as between
from results.stored import stored

FILE = "echo.json"
NAMES = {"vanilla": "plain", "gru": "GRU", "lstm": "LSTM"}


class Cell(NamedTuple):
    """How a cell is drawn: its hue and its marker."""

    key: str
    hue: str
    marker: str

    @property
    def name(self) -> str:
        """What the page calls it."""
        return NAMES[self.key]


CELLS = (Cell("vanilla", "h", "o"), Cell("gru", "gate", "^"), Cell("lstm", "c", "s"))


@cache
def runs(name: str) -> list[dict[str, Any]]:
    """What each seed gave."""
    found: list[dict[str, Any]] = stored(FILE).runs[name]
    return found


def column(name: str, key: str) -> list[float]:
    """One number of every seed."""
    return [run[key] for run in runs(name)]


def middle(name: str, key: str = "loss") -> float:
    """The median of the seeds."""
    return median(column(name, key))


def seeds() -> int:
    """How many were trained of each network."""
    return len(runs("fault-healthy"))


def spread(name: str, key: str = "loss", decimals: int = 3) -> str:
    """The smallest and the largest of the seeds, or the number that all of them print."""
    return between(column(name, key), decimals)

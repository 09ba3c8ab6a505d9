"""Drawing for "Applications": what one state loses as sentences grow."""

from __future__ import annotations

from typing import Any, NamedTuple

from drawing.diagram import Pen
from drawing.figure import Figure, two_layouts
from drawing.printing import number
from pages.answers import figure
from results import trained
from results.stored import stored


class Side(NamedTuple):
    """One of the two bars of a pair: how many numbers the state has, for how many steps it was trained, its fill."""

    size: int
    steps: int
    fill: str


SMALL, LARGE = Side(32, 1000, "gate"), Side(64, 1000, "gate-tint")
TALLEST = 130


def lengths(side: Side) -> list[dict[str, Any]]:
    """What was measured for each number of clauses, the mean of the seeds."""
    found: list[dict[str, Any]] = trained.translation()["memory"][f"{side.size}-{side.steps}"]
    return found


def rights(side: Side) -> list[str]:
    """The printed shares of right clauses, by length."""
    return [percent(row["clause_exact"]) for row in lengths(side)]


def words() -> list[str]:
    """The printed lengths."""
    return [number(row["words"], 0) for row in lengths(SMALL)]


def percent(share: float) -> str:
    """A share in whole percent."""
    return number(100 * share, 0)


@figure
def lost_with_length() -> Figure:
    """Share of clauses translated without a wrong word, by the length of the sentence, for two sizes of state."""
    small, large, long = rights(SMALL), rights(LARGE), words()
    listed = "; ".join(f"{n} words: {a} and {b}" for n, a, b in zip(long, small, large, strict=True))
    alt = f"Right clauses in percent, with {SMALL.size} and with {LARGE.size} numbers in the state. {listed}."
    count = len(stored("memory.json").runs[f"{SMALL.size}-{SMALL.steps}"])
    caption = (
        f"<b>From {long[0]} words to {long[-1]}, right clauses fall from {small[0]}% to {small[-1]}%; with a state "
        f"twice as large, to {large[-1]}%.</b> Known clauses joined by “and”; right means in its place without a wrong "
        f"word. GRU, {number(SMALL.steps, 0)} steps of training, mean of {count} seeds."
    )
    return two_layouts(_bars, alt, caption)


def _bars(width: int, alt: str) -> str:
    pen, base = Pen(width, 244, alt), 44 + TALLEST + 18
    pace = (width - 4) / len(words())
    bar = min(pace * 0.38, 40)
    pen.text(1, 16, "right clauses, in percent", "ink", 13, "start", 600)
    for side, x, first in ((SMALL, 1, -1), (LARGE, 130, 0)):
        pen.rect(x, 27, 12, 12, "gate", side.fill, 1, 1.5)
        pen.text(x + 18, 38, f"{side.size} numbers", "ink2", 13, "start")
        for k, row in enumerate(lengths(side)):
            left, height = 2 + (k + 0.5) * pace + first * (bar + 4) + 2, max(row["clause_exact"] * TALLEST, 1.2)
            pen.rect(left, base - height, bar, height, "gate", side.fill, 1, 1.5)
            pen.text(left + bar / 2, base - height - 6, percent(row["clause_exact"]), "gate", 13, weight=600)
    for k, count in enumerate(words()):
        pen.text(2 + (k + 0.5) * pace, base + 19, count, "ink2", 13)
    pen.line([(1, base), (width - 1, base)], "line", 1)
    pen.text(width - 2, base + 42, "English words in the sentence", "ink2", 13, "end")
    return pen.svg()

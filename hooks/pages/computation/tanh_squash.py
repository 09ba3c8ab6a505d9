"""Plot for "The computation": what tanh does to the sums of the three steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from drawing.figure import COMPACT, WIDE, Figure
from drawing.plot import LABEL, LIGHT, canvas, head, to_svg
from drawing.printing import number
from pages.answers import figure
from pages.shared.cat_sat import listed, states, sums

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SENTENCE = "the cat sat"
MARKERS = ("o", "s", "^")  # one shape a step
REACH = 2.4  # how far the sums' axis goes to either side


class Place(NamedTuple):
    """Where a step's label stands, in pixels from its mark, and what parts the word from its numbers."""

    x: float
    y: float
    ha: str
    va: str
    then: str = " "
    leader: bool = False


# for each layout, the places of “the”, “cat”, “sat”: beside the curve, where it leaves room
PLACES = {
    False: (Place(12, -6, "left", "top"), Place(10, -6, "left", "top"), Place(-12, 4, "right", "bottom")),
    True: (
        Place(-12, 1, "right", "bottom"),
        Place(10, -46, "center", "top", "\n", leader=True),
        Place(12, -3, "left", "top"),
    ),
}


@figure
def tanh_squash() -> Figure:
    """tanh with its bounds, and on it the twelve sums that "the cat sat" makes."""
    before, after = sums(SENTENCE), states(SENTENCE)
    largest = np.unravel_index(np.abs(before).argmax(), before.shape)
    steps = "; ".join(
        f"“{word}” {listed(a)} become {listed(h)}" for word, a, h in zip(SENTENCE.split(), before, after, strict=True)
    )
    alt = f"The curve of tanh between −1 and 1, which it never reaches. The sums lie on it: {steps}."
    caption = (
        f"<b>However large the sum, the state stays between −1 and 1: {number(before[largest])} becomes "
        f"{number(after[largest])}.</b> Each mark is one unit after one word (● the, ■ cat, ▲ sat). Near zero "
        "the slope is 1."
    )
    wide, compact = _plot("tanh-squash-wide", alt, False), _plot("tanh-squash-compact", alt, True)
    return Figure(wide, compact, alt, caption)


def _plot(name: str, alt: str, compact: bool) -> str:
    size = (COMPACT, 330) if compact else (WIDE, 350)
    margins = (38, 8, 50, 42) if compact else (44, 16, 52, 42)
    with canvas(*size, margins) as (sheet, axes):
        _frame(axes, margins[0], compact)
        _curve(axes, compact)
        for step, word in enumerate(SENTENCE.split()):
            _step(axes, step, word, compact)
        return to_svg(sheet, name, alt)


def _frame(axes: Axes, left: int, compact: bool) -> None:
    axes.set_xlim(-REACH, REACH)
    axes.set_ylim(-1.16, 1.16)
    axes.set_xticks([-2, -1, 0, 1, 2], ["−2", "−1", "0", "1", "2"])
    axes.set_yticks([-1, -0.5, 0, 0.5, 1], ["−1", "−0.5", "0", "0.5", "1"])
    axes.set_xlabel("the sum, before tanh")
    head(axes, left, "new state = tanh of the sum", "h")


def _curve(axes: Axes, compact: bool) -> None:
    grid = np.linspace(-REACH, REACH, 121)
    axes.plot([-0.72, 0.72], [-0.72, 0.72], color=LIGHT["line"], linewidth=1.5, dashes=(3, 3))
    axes.plot(grid, np.tanh(grid), color=LIGHT["h"], linewidth=2.5)
    for bound in (-1, 1):
        axes.axhline(bound, color=LIGHT["w"], linewidth=1.75, dashes=(5, 3))
    axes.text(-REACH + 0.06, 1.03, "bound 1, never reached", color=LIGHT["w"], va="bottom")
    axes.text(REACH - 0.06, -1.03, "bound −1, never reached", color=LIGHT["w"], va="top", ha="right")
    axes.annotate("slope 1 at zero", (0.72, 0.72), (-4, 6), textcoords="offset points", ha="right",
                  color=LIGHT["ink2"])  # fmt: skip


def _step(axes: Axes, step: int, word: str, compact: bool) -> None:
    """Mark the four units of a step, and print sum and state at the one whose sum is largest."""
    before, after = sums(SENTENCE)[step], states(SENTENCE)[step]
    axes.plot(before, after, linestyle="", marker=MARKERS[step], color=LIGHT["h"], markersize=8,
              markeredgecolor=LIGHT["page"], markeredgewidth=1.25)  # fmt: skip
    unit = int(np.abs(before).argmax())
    place = PLACES[compact][step]
    label = f"“{word}”{place.then}{number(before[unit])} → {number(after[unit])}"
    leader = {"arrowstyle": "-", "color": LIGHT["line"], "shrinkB": 6} if place.leader else None
    axes.annotate(label, (before[unit], after[unit]), (place.x, place.y), textcoords="offset points",
                  ha=place.ha, va=place.va, linespacing=1.3, arrowprops=leader, **LABEL)  # fmt: skip

"""Plot for "The computation": what tanh does to the sums of the three steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from drawing.figure import COMPACT, Figure, layout, two_layouts
from drawing.plot import LABEL, LIGHT, Margins, canvas, head, to_svg
from drawing.printing import number
from pages.answers import figure
from pages.shared.cat_sat import THE_CAT_SAT, listed, states, sums

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MARKERS = ("o", "s", "^")  # one shape a step
REACH = 2.4  # how far the sums' axis goes to either side


class LabelPlace(NamedTuple):
    """Where a step's label stands, in pixels from its mark, and what parts the word from its numbers."""

    x: float
    y: float
    ha: str
    va: str
    then: str = " "
    leader: bool = False


# for each layout, the places of “the”, “cat”, “sat”: beside the curve, where it leaves room
PLACES = {
    False: (
        LabelPlace(12, -6, "left", "top"),
        LabelPlace(10, -6, "left", "top"),
        LabelPlace(-12, 4, "right", "bottom"),
    ),
    True: (
        LabelPlace(-12, 1, "right", "bottom"),
        LabelPlace(10, -46, "center", "top", "\n", leader=True),
        LabelPlace(12, -3, "left", "top"),
    ),
}


@figure
def tanh_squash() -> Figure:
    """tanh with its bounds, and on it the twelve sums that "the cat sat" makes."""
    before, after = sums(THE_CAT_SAT), states(THE_CAT_SAT)
    largest = np.unravel_index(np.abs(before).argmax(), before.shape)
    steps = "; ".join(
        f"“{word}” {listed(a)} become {listed(h)}"
        for word, a, h in zip(THE_CAT_SAT.split(), before, after, strict=True)
    )
    alt = f"The curve of tanh between −1 and 1, which it never reaches. The sums lie on it: {steps}."
    caption = (
        f"<b>However large the sum, the state stays between −1 and 1: {number(before[largest])} becomes "
        f"{number(after[largest])}.</b> Marks: ●\u00a0the, ■\u00a0cat, ▲\u00a0sat."
    )
    return two_layouts(_plot, alt, caption)


def _plot(width: int, alt: str) -> str:
    compact = width == COMPACT
    height, margins = (330, Margins(38, 8, 50, 42)) if compact else (350, Margins(44, 16, 52, 42))
    with canvas(width, height, margins) as (sheet, axes):
        _frame(axes, margins.left, compact)
        _curve(axes, compact)
        for step, word in enumerate(THE_CAT_SAT.split()):
            _step(axes, step, word, compact)
        return to_svg(sheet, f"tanh-squash-{layout(width)}", alt)


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
    axes.annotate("slope 1 at zero", (0.72, 0.72), (-4, 13 if compact else 6), textcoords="offset points", ha="right",
                  color=LIGHT["ink2"])  # fmt: skip


def _step(axes: Axes, step: int, word: str, compact: bool) -> None:
    """Mark the four units of a step, and print sum and state at the one whose sum is largest."""
    before, after = sums(THE_CAT_SAT)[step], states(THE_CAT_SAT)[step]
    axes.plot(before, after, linestyle="", marker=MARKERS[step], color=LIGHT["h"], markersize=8,
              markeredgecolor=LIGHT["page"], markeredgewidth=1.25)  # fmt: skip
    unit = int(np.abs(before).argmax())
    place = PLACES[compact][step]
    label = f"“{word}”{place.then}{number(before[unit])} → {number(after[unit])}"
    leader = {"arrowstyle": "-", "color": LIGHT["line"], "shrinkB": 6} if place.leader else None
    axes.annotate(label, (before[unit], after[unit]), (place.x, place.y), textcoords="offset points",
                  ha=place.ha, va=place.va, linespacing=1.3, arrowprops=leader, **LABEL)  # fmt: skip

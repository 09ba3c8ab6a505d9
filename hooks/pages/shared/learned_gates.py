"""Plot for steps 5 and 6: the gates that training found for marked-token recall, around the marked step."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from drawing.figure import COMPACT, Draw, layout
from drawing.plot import LABEL, LIGHT, Margins, canvas, to_svg
from drawing.printing import number
from numpy.typing import NDArray
from results.stored import stored

from rnn_docs.tasks.recall import GATES_AFTER, GATES_BEFORE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Means = NDArray[np.floating[Any]]  # (seeds, GATES_BEFORE + 1 + GATES_AFTER)
MARK = GATES_BEFORE  # the entry of the marked step


class Line(NamedTuple):
    """One line of the plot: its hue, marker and name, and where its name stands.

    `beside` is in pixels above the line's end (wide); `inside` is a place in the plot (compact), where the name ends.
    """

    hue: str
    marker: str
    name: str
    beside: float
    inside: tuple[float, float]


@cache
def means(cell: str, letter: str) -> Means:
    """A gate of every seed's network by step, averaged over units and sequences; of a candidate its size."""
    return np.array([run["means"][letter] for run in stored("gates.json").runs[cell]])


def at_mark(cell: str, letter: str) -> float:
    """The mean over the seeds at the marked step."""
    return float(means(cell, letter)[:, MARK].mean())


def before_mark(cell: str, letter: str) -> float:
    """The mean over the seeds one step earlier."""
    return float(means(cell, letter)[:, MARK - 1].mean())


def moves(cell: str, letter: str) -> tuple[float, float]:
    """The least and the most that any unit of any seed moves at the mark, against the step after it."""
    ends = np.array([run["moves"][letter] for run in stored("gates.json").runs[cell]])
    return float(ends[:, 0].min()), float(ends[:, 1].max())


def seeds(cell: str) -> int:
    """How many networks were trained."""
    return len(stored("gates.json").runs[cell])


def described(cell: str, lines: Mapping[str, Line]) -> str:
    """The lines in words, for an alternative text."""
    said = [
        f"{line.name}, {number(before_mark(cell, letter))} one step before the mark, {number(at_mark(cell, letter))} "
        f"at it, {number(float(means(cell, letter)[:, -1].mean()))} {GATES_AFTER} steps after it"
        for letter, line in lines.items()
    ]
    return f"Lines from {GATES_BEFORE} steps before the mark to {GATES_AFTER} after it: {'; '.join(said)}."


def learned_gates(name: str, cell: str, lines: Mapping[str, Line]) -> Draw:
    """Return what draws these letters of a cell, for the figure of this name."""
    return partial(_plot, name, cell, lines)


def _plot(name: str, cell: str, lines: Mapping[str, Line], width: int, alt: str) -> str:
    compact = width == COMPACT
    with canvas(width, 330, Margins(34, 10, 48, 30) if compact else Margins(40, 150, 50, 30)) as (sheet, axes):
        axes.set_xlim(-GATES_BEFORE, GATES_AFTER)
        axes.set_ylim(0, 1)
        axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
        axes.set_xticks(range(-GATES_BEFORE, GATES_AFTER + 1, 5))
        axes.set_xlabel("steps from the marked one")
        axes.axvline(0, color=LIGHT["x"], linewidth=1.75, dashes=(5, 3))
        axes.annotate("marked", (0, 1), (0, 6), textcoords="offset points", ha="center", color=LIGHT["x"], **LABEL)
        for letter, line in lines.items():
            _draw(axes, means(cell, letter), line, compact)
        return to_svg(sheet, f"{name}-{layout(width)}", alt)


def _draw(axes: Axes, rows: Means, line: Line, compact: bool) -> None:
    steps, middle = np.arange(-GATES_BEFORE, GATES_AFTER + 1), rows.mean(axis=0)
    axes.fill_between(steps, rows.min(axis=0), rows.max(axis=0), color=LIGHT[line.hue], alpha=0.16, linewidth=0)
    axes.plot(steps, middle, color=LIGHT[line.hue], linewidth=2.5, marker=line.marker, markevery=5, markersize=8,
              clip_on=False)  # fmt: skip
    words = f"{line.name} {number(middle[-1])}"
    if compact:
        axes.text(*line.inside, words, color=LIGHT[line.hue], ha="right", va="center", **LABEL)
        return
    axes.annotate(words, (GATES_AFTER, middle[-1]), (10, line.beside), textcoords="offset points", va="center",
                  color=LIGHT[line.hue], annotation_clip=False, **LABEL)  # fmt: skip

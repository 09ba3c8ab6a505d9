"""Plots for "Train your own": the loss by learning rate, and by how far back the gradient goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drawing.figure import COMPACT, Figure, layout, two_layouts
from drawing.plot import LABEL, LIGHT, Margins, canvas, head, to_svg
from drawing.printing import number
from pages.answers import figure
from pages.train_your_own.runs import CELLS, Cell, column, middle, seeds
from results.runs.echo import RATES, REACHED, WINDOWS

from rnn_docs.tasks.echo import CHANCE, DELAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

TOP = 1.7  # of the axis; what is worse stands at its edge
RATE_WORDS = {3e-4: "0.0003", 1e-3: "0.001", 3e-3: "0.003", 1e-2: "0.01", 3e-2: "0.03", 1e-1: "0.1", 3e-1: "0.3"}


LEARNT = 0.25  # a loss far below that of a guess


def valley(cell: Cell) -> str:
    """The rates with which every seed learns, the smallest and the largest of them."""
    works = [rate for rate in RATES if max(column(f"rate-{cell.key}-{rate:g}", "loss")) < LEARNT]
    return f"{RATE_WORDS[works[0]]} to {RATE_WORDS[works[-1]]}"


@figure
def rate_sweep() -> Figure:
    """The loss on a fresh stream after training with each rate, one line a cell, one mark a seed."""
    listed = "; ".join(
        f"{cell.name} " + ", ".join(f"{RATE_WORDS[r]}: {number(middle(f'rate-{cell.key}-{r:g}'), 3)}" for r in RATES)
        for cell in CELLS
    )
    alt = (
        f"Loss after training against the learning rate, the middle of {seeds()} seeds. {listed}. "
        f"A guess: {number(CHANCE)}."
    )
    plain, gru, lstm = (valley(cell) for cell in CELLS)
    caption = (
        f"<b>The rates with which every seed gets below {number(LEARNT)} are {plain} for the plain cell, {gru} for the "
        f"GRU, {lstm} for the LSTM.</b> One mark is one seed of {seeds()}, a line joins their middles; dashed: what a "
        f"guess costs. Adam, the same number of steps for all; losses above {number(TOP, 1)} stand at the upper edge."
    )
    return two_layouts(_rates, alt, caption)


def _rates(width: int, alt: str) -> str:
    compact = width == COMPACT
    height, margins = (340, Margins(40, 70, 50, 42)) if compact else (350, Margins(46, 110, 50, 42))
    with canvas(width, height, margins) as (sheet, axes):
        axes.set_xscale("log")
        axes.set_xlim(RATES[0] / 1.25, RATES[-1] * 1.25)
        shown = RATES[1::2] if compact else RATES
        axes.set_xticks(shown, [RATE_WORDS[rate] for rate in shown])
        axes.set_xticks([], minor=True)
        axes.set_xlabel("learning rate")
        _losses(axes, margins.left)
        for cell in CELLS:
            _line(axes, cell, RATES, [f"rate-{cell.key}-{rate:g}" for rate in RATES])
        ends = [(cell, f"rate-{cell.key}-{RATES[-1]:g}") for cell in CELLS]
        _names(axes, ends, height - margins.bottom - margins.top)
        return to_svg(sheet, f"rate-sweep-{layout(width)}", alt)


@figure
def window_reach() -> Figure:
    """The loss on a fresh stream by the window of truncation."""
    cells = [cell for cell in CELLS if cell.key in REACHED]
    listed = "; ".join(
        f"{cell.name} " + ", ".join(f"{w} steps: {number(middle(f'window-{cell.key}-{w}'), 3)}" for w in WINDOWS)
        for cell in cells
    )
    alt = f"Loss after training against the window, the middle of {seeds()} seeds. {listed}. A guess: {number(CHANCE)}."
    caption = (
        f"<b>A gradient that goes back through {DELAY} steps cannot reach the symbol that was heard {DELAY} steps ago: "
        f"it stays close to a guess. With one step more it learns.</b> The state is carried on from window to window; "
        f"only the way back is cut. One mark is one seed of {seeds()}; dashed: what a guess costs."
    )
    return two_layouts(_windows, alt, caption)


def _windows(width: int, alt: str) -> str:
    compact = width == COMPACT
    height, margins = (320, Margins(40, 62, 50, 42)) if compact else (320, Margins(46, 100, 50, 42))
    cells = [cell for cell in CELLS if cell.key in REACHED]
    with canvas(width, height, margins) as (sheet, axes):
        axes.set_xlim(WINDOWS[0] - 0.6, WINDOWS[-1] + 0.6)
        axes.set_xticks(WINDOWS, [str(window) for window in WINDOWS])
        axes.set_xlabel("steps that a gradient goes back")
        _losses(axes, margins.left)
        for cell in cells:
            _line(axes, cell, WINDOWS, [f"window-{cell.key}-{window}" for window in WINDOWS])
        ends = [(cell, f"window-{cell.key}-{WINDOWS[-1]}") for cell in cells]
        _names(axes, ends, height - margins.bottom - margins.top)
        return to_svg(sheet, f"window-reach-{layout(width)}", alt)


def _losses(axes: Axes, left: int) -> None:
    axes.set_ylim(0, TOP)
    axes.set_yticks([0, 0.5, 1, 1.5], ["0", "0.5", "1", "1.5"])
    head(axes, left, "loss on a fresh stream", "grad")
    axes.axhline(CHANCE, color=LIGHT["w"], linewidth=1.75, dashes=(5, 3))


def _line(axes: Axes, cell: Cell, places: Sequence[float], names: Sequence[str]) -> None:
    axes.plot(places, [min(middle(name), TOP) for name in names], color=LIGHT[cell.hue], linewidth=2.25, clip_on=False)
    for place, name in zip(places, names, strict=True):
        for loss in column(name, "loss"):
            axes.plot([place], [min(loss, TOP)], color=LIGHT[cell.hue], marker=cell.marker, markersize=5.5,
                      linestyle="none", clip_on=False)  # fmt: skip


def _names(axes: Axes, ends: list[tuple[Cell, str]], height: float) -> None:
    """Each cell's name beside the end of its line, moved apart where they would touch."""
    places: list[float] = []
    for cell, name in sorted(ends, key=lambda end: middle(end[1])):
        wish = min(middle(name), TOP) / TOP * height
        places.append(max(wish, places[-1] + 18) if places else wish)
        axes.annotate(cell.name, (1, 0), (12, places[-1]), xycoords="axes fraction", textcoords="offset points",
                      va="center", color=LIGHT[cell.hue], annotation_clip=False, **LABEL)  # fmt: skip

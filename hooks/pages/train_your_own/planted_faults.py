"""Drawing for "Train your own": what a healthy training looks like, and what planted faults do to its curves."""

from __future__ import annotations

from math import log10
from typing import NamedTuple

from drawing.diagram import Pen
from drawing.figure import COMPACT, Figure, two_layouts
from drawing.printing import number
from pages.answers import figure
from pages.train_your_own.runs import middle, runs, seeds

from rnn_docs.tasks.echo import CHANCE

PANELS = {  # name of the run: what its panel is called
    "healthy": "healthy",
    "exploding": "exploding",
    "dead": "dead units",
    "forgotten": "state forgotten",
    "shifted": "targets shifted",
    "leaked": "future leaked",
}
LOSS_TOP, NORMS = 2.0, (-3, 3)  # of the loss, and powers of ten of the norm
LOSS_HEIGHT, NORM_HEIGHT, PANEL_HEIGHT = 92, 46, 196


class Frame(NamedTuple):
    """A panel's left edge, its top, and the width of its curves."""

    x: float
    y: float
    width: float


@figure
def planted_faults() -> Figure:
    """Six small plots: the loss, and below it the gradient's norm."""
    told = "; ".join(
        f"{title}: loss ends at {number(middle(f'fault-{name}', 'ended'), 2)}, largest norm "
        f"{number(middle(f'fault-{name}', 'largest'), 1)}"
        for name, title in PANELS.items()
    )
    alt = f"Training loss and, below it, the gradient's norm, in six trainings. The middle of {seeds()} seeds: {told}."
    flat = number(middle("fault-forgotten", "ended"), 2)
    caption = (
        f"<b>Each fault has its own handwriting.</b> Above: the training loss, dashed what a guess costs "
        f"({number(CHANCE)}); below: the gradient’s norm before clipping, by powers of ten. Dead units and shifted "
        f"targets share a loss curve; a forgotten state stops at {flat}, and never reaches zero; a leak is too "
        f"good to be true. {seeds()} seeds each; a loss above {number(LOSS_TOP, 0)} runs along the upper edge."
    )
    return two_layouts(_draw, alt, caption)


def _draw(width: int, alt: str) -> str:
    columns = 2 if width == COMPACT else 3
    pace = (width - 30) / columns
    pen = Pen(width, PANEL_HEIGHT * (len(PANELS) // columns), alt)
    for k, (name, title) in enumerate(PANELS.items()):
        row, place = divmod(k, columns)
        frame = Frame(30 + place * pace, row * PANEL_HEIGHT, pace - 18)
        _panel(pen, name, title, frame, first=place == 0)
    return pen.svg()


def _panel(pen: Pen, name: str, title: str, at: Frame, first: bool) -> None:
    top, norm_top = at.y + 26, at.y + 26 + LOSS_HEIGHT + 16
    pen.text(at.x, at.y + 14, title, "ink", 13, "start", 600)
    pen.rect(at.x, top, at.width, LOSS_HEIGHT, "hair", "", 0, 1)
    pen.rect(at.x, norm_top, at.width, NORM_HEIGHT, "hair", "", 0, 1)
    guess = top + LOSS_HEIGHT * (1 - CHANCE / LOSS_TOP)
    pen.line([(at.x, guess), (at.x + at.width, guess)], "w", 1.25, "5 3")
    if first:
        pen.text(at.x - 6, top + 11, number(LOSS_TOP, 0), "ink2", 12, "end")
        pen.text(at.x - 6, top + LOSS_HEIGHT, "0", "ink2", 12, "end")
        for y, power in ((norm_top + 11, NORMS[1]), (norm_top + NORM_HEIGHT, NORMS[0])):
            pen.text(at.x - 4, y, f"10{_raised(power)}", "ink2", 12, "end")
    for run in runs(f"fault-{name}"):
        pen.line(_curve(run["losses"], top, at), "ink", 1.5)
        pen.line(_norms(run["norms"], norm_top, at), "grad", 1.5)


def _curve(losses: list[float], top: float, at: Frame) -> list[tuple[float, float]]:
    heights = [min(loss, LOSS_TOP) / LOSS_TOP for loss in losses]
    return [(x, top + LOSS_HEIGHT * (1 - h)) for x, h in zip(_places(len(losses), at), heights, strict=True)]


def _norms(norms: list[float], top: float, at: Frame) -> list[tuple[float, float]]:
    low, high = NORMS
    heights = [(min(max(log10(norm), low), high) - low) / (high - low) for norm in norms]
    return [(x, top + NORM_HEIGHT * (1 - h)) for x, h in zip(_places(len(norms), at), heights, strict=True)]


def _places(count: int, at: Frame) -> list[float]:
    return [at.x + at.width * k / (count - 1) for k in range(count)]


def _raised(power: int) -> str:
    return str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))

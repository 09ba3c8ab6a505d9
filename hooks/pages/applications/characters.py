"""Drawing for "Applications": what a network that has read Moby-Dick writes at three temperatures."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from drawing.diagram import Pen
from drawing.figure import COMPACT, WIDE, Figure, two_layouts
from drawing.printing import number
from pages.answers import figure
from results import trained

CHARACTERS = {WIDE: 80, COMPACT: 40}  # in a line


def samples() -> list[tuple[float, str]]:
    """Each temperature with what was written at it, in one line."""
    found: list[dict[str, Any]] = trained.characters()["samples"]
    return [(sample["temperature"], _whole(sample["text"])) for sample in found]


def _whole(text: str) -> str:
    """The text in one line, without the word that was cut."""
    return " ".join(text.split()).rpartition(" ")[0] + " …"


@figure
def moby_samples() -> Figure:
    """Three samples of the same network."""
    said = " ".join(f"Temperature {number(t, 1)}: {text}" for t, text in samples())
    alt = f"Text written by the trained network. {said}"
    caption = (
        "<b>At a low temperature it repeats what is safe, at a high one it invents words.</b> The temperature divides "
        "the scores."
    )
    return two_layouts(_sheet, alt, caption)


def _sheet(width: int, alt: str) -> str:
    lines = [(number(t, 1), wrap(text, CHARACTERS[width])) for t, text in samples()]
    pen = Pen(width, sum(34 + 20 * len(text) for _, text in lines) - 4, alt)
    y = 0.0
    for temperature, text in lines:
        pen.text(1, y + 16, f"temperature {temperature}", "w", 13, "start", 600)
        for k, line in enumerate(text):
            pen.text(1, y + 36 + 20 * k, line, "ink", 13, "start")
        y += 34 + 20 * len(text)
    return pen.svg()

"""Drawings for "Applications": what a network that has read Moby-Dick writes, and to which letters it listens."""

from __future__ import annotations

from textwrap import wrap
from typing import Any, NamedTuple

from drawing.diagram import Pen
from drawing.figure import COMPACT, WIDE, Figure, two_layouts
from drawing.printing import number
from pages.answers import figure
from results import trained
from results.trained import LISTENED, PLACES

CHARACTERS = {WIDE: 80, COMPACT: 40}  # in a line


def samples() -> list[tuple[float, str]]:
    """Each temperature with what was written at it, in one line."""
    found: list[dict[str, Any]] = trained.characters()["samples"]
    return [(sample["temperature"], _whole(sample["text"])) for sample in found]


def _whole(text: str) -> str:
    """The text in one line, without the word that was cut."""
    return " ".join(text.split()).rpartition(" ")[0] + "\N{NO-BREAK SPACE}…"


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


# --- to which letters a guess listens ----------------------------------------------------------------------------


class Moment(NamedTuple):
    """What was read last, the likeliest next letter, its chance, and what an exchange of each letter moves."""

    read: str
    next: str
    chance: float
    moved: list[float]  # as the letters stand

    @property
    def guess(self) -> str:
        """The likeliest next letter, as it is printed."""
        return "space" if self.next == " " else self.next


def moments() -> list[Moment]:
    """Three moments in a row of pages that the network never saw."""
    found: list[dict[str, Any]] = trained.characters()["listens"]["moments"]
    return [Moment(m["text"], m["next"], m["chance"], m["moved"][::-1]) for m in found]


def by_distance() -> list[float]:
    """What an exchange moves on average, one letter back, two, …"""
    found: list[float] = trained.characters()["listens"]["by_distance"]
    return found


def percent(share: float) -> str:
    """A share in whole per cent."""
    return number(100 * share, 0)


@figure
def listens_to() -> Figure:
    """Three moments: the last letters, each with what its exchange moves, and the guess."""
    told = "; ".join(
        f"after “{m.read}” the guess is “{m.guess}” with {percent(m.chance)}, and the letters move "
        f"{', '.join(map(percent, m.moved))}"
        for m in moments()
    )
    alt = f"The last {LISTENED} letters, and how much of the chance for the next one each moves, in per cent: {told}."
    near, *_, far = map(percent, by_distance())
    caption = (
        f"<b>If the last letter is exchanged, {near}% of the chance for the next one goes elsewhere; if it is the "
        f"letter {LISTENED} places back, {far}%.</b> Means over {PLACES} texts. The drawing shows three moments of one "
        "text; at the right, the likeliest next letter, and its chance."
    )
    return two_layouts(_moments, alt, caption)


def _moments(width: int, alt: str) -> str:
    wide = width == WIDE
    pace, row = (44 if wide else 22), 92
    pen, right = Pen(width, 26 + row * len(moments()) - 14, alt), width - 34
    pen.text(1, 14, "letters read, and what an exchange moves, in per cent" if wide else "moved, in per cent", "h", 13,
             "start", 600)  # fmt: skip
    pen.text(width - 1, 14, "next", "ink", 13, "end", 600)
    for k, moment in enumerate(moments()):
        y = 26.0 + row * k
        pen.heat(2, y + 30, moment.moved, (pace, 28), horizontal=True, numbers=False, stroke=1.5)
        for j, (letter, share) in enumerate(zip(moment.read, moment.moved, strict=True)):
            pen.text(2 + pace * (j + 0.5), y + 20, letter, "ink", 17, weight=600)
            pen.text(2 + pace * (j + 0.5), y + 49, percent(share), "onheat", 12)
        pen.arrow([(6 + pace * LISTENED, y + 44), (right - 26, y + 44)])
        pen.rect(right - 22, y + 30, 44, 28, "ink", "", 2)
        pen.text(right, y + 49, moment.guess, "ink", 12 if len(moment.guess) > 1 else 15, weight=600)
        pen.text(right, y + 74, f"{percent(moment.chance)}%", "ink2", 12)
    return pen.svg()

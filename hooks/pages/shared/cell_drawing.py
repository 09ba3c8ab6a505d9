"""One step of a gated cell, drawn once for the figures and for the explorers: the same things in the same places.

A plan shows letters and words; a step shows the number that flows in every line; a live drawing leaves gaps that name
their numbers, for rnn-gates.js to fill.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from drawing.diagram import Pen, Point, hook
from drawing.figure import COMPACT, WIDE, Figure, two_layouts
from drawing.printing import Sym, number
from pages.shared.record_keepers import LAST, Numbers


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where the parts of a gated cell stand; x and y of the drawing's own axes."""

    left: float  # where the lines begin
    right: float  # and end
    keep: float  # x of the gate on the belt
    add: float  # x of the plus, of the gate that adds, and of the candidate
    show: float  # x of the branch that leads out
    store_badge: float  # x of the letter beside the gate that adds
    show_badge: float
    enter: float  # x where the input comes in
    belt: float  # y of the belt
    store: float  # y of the gate that adds
    candidate: float
    show_valve: float
    out: float  # y of the line that leaves
    bus: float  # y of the line that sets the gates
    foot: float  # y where the input comes from


PLACES = {
    WIDE: Places(
        left=22, enter=84, keep=172, store_badge=260, add=322, show_badge=464, show=524, right=658,
        belt=64, store=126, show_valve=180, candidate=184, out=234, bus=262, foot=300,
    ),
    COMPACT: Places(
        left=10, enter=34, keep=78, store_badge=126, add=172, show_badge=228, show=270, right=330,
        belt=46, store=110, show_valve=170, candidate=168, out=226, bus=256, foot=302,
    ),
}  # fmt: skip
LETTER, SMALL_LETTER = 20, 16  # sizes of the letters of states, and of a formula beside a valve
AIR = 18  # below the foot


class Shown(NamedTuple):
    """What a drawing shows beside its letters: words, the numbers of a step, or gaps for those of any step.

    With a part lit, the others are pale and say nothing.
    """

    numbers: Numbers | None = None
    live: bool = False
    lit: str = ""


class CellPen(Pen):
    """A pen with the vocabulary of gated cells, for one layout."""

    def __init__(self, width: int, alt: str, shown: Shown) -> None:
        self.at, self.is_compact, self.shown = PLACES[width], width == COMPACT, shown
        super().__init__(width, self.at.foot + AIR, alt)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Draw a part of the cell meanwhile, as a group that an explorer can find."""
        with self.group(f'data-part="{name}"' + (' class="pale"' if not self.tells(name) else "")):
            yield

    def tells(self, part: str) -> bool:
        """Say whether this part is lit, as all are if none is chosen."""
        return self.shown.lit in ("", part)

    def value(self, x: float, y: float, name: str, key: str, anchor: str = "start", word: str = "") -> None:
        """Print a number of the step in the hue of what it measures; with a word after it where there is room."""
        after = f" {word}" if word and not self.is_compact else ""
        printed = number(self.shown.numbers[name]) + after if self.shown.numbers else ""
        self.text(x, y, printed, key, 14, anchor, 600, hook(name) if self.shown.live else "")

    def gate(self, x: float, y: float, name: str, vertical: bool = False) -> None:
        """Draw a gate's bow tie, open as far as its value says; in a plan nothing does."""
        opening = self.shown.numbers[name] if self.shown.numbers else None
        self.valve(x, y, vertical, opening, hook=hook(name) if self.shown.live else "")

    def held_badge(self, x: float, y: float, letter: str) -> None:
        """Draw a gate's letter; in an explorer it shows whether the gate is held by hand."""
        self.badge(x, y, letter, held=self.shown.live)

    def letter(self, x: float, y: float, base: str, before: bool = False, anchor: str = "start") -> None:
        """Write the letter of an input or state at this step, or of the state that the step before left."""
        self.sym(x, y, Sym(base, *self._subscript(base, before)), size=LETTER, anchor=anchor)

    def _subscript(self, key: str, before: bool) -> tuple[str, str, str]:
        if self.shown.live:
            return "", key, hook("last" if before else "t")
        if self.shown.numbers:
            return str(LAST - before), key, ""
        return "t-1" if before else "t", key, ""

    def belt(self, key: str) -> None:
        """Draw the thick line on which the state travels."""
        self.arrow([(self.at.left, self.at.belt), (self.at.right, self.at.belt)], key, 5, 15)

    def riser(self, key: str) -> None:
        """Draw the line on which the candidate rises to the belt."""
        self.arrow([(self.at.add, self.at.candidate - 15), (self.at.add, self.at.belt + 16)], key, 4, 12)

    def stem(self, *points: Point) -> None:
        """Draw the line that joins a gate's letter to its bow tie."""
        self.line(points, "gate", 2.25)

    def drop(self, x: float, end: float) -> None:
        """Draw a thin line from the bus, with its dot, to the gate or candidate that it sets."""
        self.arrow([(x, self.at.bus), (x, end)], "w", 1.75, 7)
        self.dot(x, self.at.bus, 3.5)

    def plus(self) -> None:
        """Draw the circle in which what was kept and what comes in are added."""
        self.op(self.at.add, self.at.belt, "+")

    def candidate(self, letter: str, key: str) -> None:
        """Draw the candidate: a dashed box in the hue of the state that it wants to become."""
        self.rect(self.at.add - 20, self.at.candidate - 15, 40, 30, key, "page", 6, 2, "5 3.5")
        self.sym(self.at.add, self.at.candidate + 6, Sym(letter, key=key), size=LETTER)

    def gate_words(self, x: float, y: float, name: str, job: str, anchor: str = "start") -> None:
        """Write a gate's name over what it decides."""
        self.text(x, y, name, "gate", 14, anchor, 600)
        self.text(x, y + 17, job, "ink2", 13, anchor)

    def question(self, x: float, y: float, words: str, anchor: str = "start") -> None:
        """Write what a gate decides in a word, where there is no room for more."""
        self.text(x, y, words, "gate", 13, anchor, 600)

    def state_letters(self, letter: str) -> None:
        """Write the letter of the state at both ends of its belt."""
        self.letter(self.at.left, self.at.belt - 16, letter, before=True)
        self.letter(self.at.right, self.at.belt - 16, letter, anchor="end")

    def belt_values(self, letter: str) -> None:
        """Print what the belt brings, what is kept of it, and what it takes on."""
        at = self.at
        self.value(at.left + 38, at.belt - 17, f"{letter}_prev", letter)
        self.value((at.keep + at.add) / 2, at.belt - 12, "kept", letter, "middle", "kept")
        self.value(at.right - 26, at.belt - 17, letter, letter, "end")

    def added_value(self, letter: str) -> None:
        """Print what is added to the belt."""
        self.value(self.at.add + 16, self.at.belt + 32, "stored", letter, word="added")


class Cell(NamedTuple):
    """What a kind of cell draws of its own: its parts, and over them either words or the numbers of a step."""

    parts: Callable[[CellPen], None]
    words: Callable[[CellPen], None]
    compact_words: Callable[[CellPen], None]  # on the phone
    numbers: Callable[[CellPen], None]


def figure_of(cell: Cell, alt: str, caption: str, numbers: Numbers | None = None, lit: str = "") -> Figure:
    """Return the plan of a cell, perhaps with one part lit, or, with numbers, what flows through it at one step."""
    return two_layouts(partial(_draw, cell, Shown(numbers, lit=lit)), alt, caption)


def live(cell: Cell) -> str:
    """Return the drawing that an explorer fills with the numbers of any step."""
    return _draw(cell, Shown(live=True), COMPACT, "", "cell")


def _draw(cell: Cell, shown: Shown, width: int, alt: str, kinds: str = "") -> str:
    pen = CellPen(width, alt, shown)
    cell.parts(pen)
    if shown.numbers or shown.live:
        cell.numbers(pen)
    elif pen.is_compact:
        cell.compact_words(pen)
    else:
        cell.words(pen)
    return pen.svg(kinds)


def step_finding(n: Numbers, new: str) -> str:
    """Say in bold what is kept of the old record and added of the new price at the last step.

    Where the parts as printed do not make the printed sum, readers are told why.
    """
    kept, stored, record = number(n["kept"]), number(n["stored"]), number(n[new])
    adds_up = number(float(kept) + float(stored)) == record
    makes = f": {record}" if adds_up else f"; before rounding, that makes {record}"
    return f"<b>At the new record the cell keeps {kept} of the old and adds {stored} of the new{makes}.</b>"

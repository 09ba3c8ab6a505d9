"""The parts that the drawings of the LSTM and of the GRU share: the same things in the same places.

Where a drawing shows values, a gate's number stands by its letter and its bow tie is tinted by it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from drawing.diagram import Pen
from drawing.figure import COMPACT, WIDE, Figure
from drawing.printing import Sym, compact, number
from pages.shared.price_cells import LAST, Numbers


class Places(NamedTuple):
    """Where the parts of a gated cell stand; x and y of the drawing's own axes."""

    left: float  # where the lines begin
    right: float  # and end
    keep: float  # x of the valve on the pipe
    add: float  # x of the plus, of the valve that stores, and of the candidate
    show: float  # x of the branch that leads out
    store_badge: float  # x of the letter beside the storing valve
    show_badge: float
    enter: float  # x where the input comes in
    pipe: float  # y of the pipe
    store: float  # y of the storing valve
    candidate: float
    show_valve: float
    out: float  # y of the line that leaves
    bus: float  # y of the line that sets the gates
    foot: float  # y where the input comes from


WIDE_PLACES = Places(22, 658, 172, 322, 524, 260, 464, 84, 64, 126, 184, 180, 234, 262, 300)
COMPACT_PLACES = Places(10, 330, 78, 172, 266, 126, 222, 34, 46, 110, 168, 170, 226, 256, 302)


class Drawing(NamedTuple):
    """What a kind of cell draws of its own: its parts, and over them either words or the numbers of a step."""

    parts: Callable[[Pen, Places, Numbers | None], None]
    words: Callable[[Pen, Places], None]
    short_words: Callable[[Pen, Places], None]  # on the phone
    numbers: Callable[[Pen, Places, Numbers], None]


def figure(drawing: Drawing, alt: str, caption: str, numbers: Numbers | None = None) -> Figure:
    """Return the plan of a cell or, with numbers, what flows through it at one step."""
    wide = _svg(drawing, WIDE_PLACES, Pen(WIDE, WIDE_PLACES.foot + 18, alt), numbers)
    narrow = _svg(drawing, COMPACT_PLACES, Pen(COMPACT, COMPACT_PLACES.foot + 18, alt), numbers)
    return Figure(wide, narrow, alt, caption)


def _svg(drawing: Drawing, at: Places, pen: Pen, numbers: Numbers | None) -> str:
    drawing.parts(pen, at, numbers)
    if numbers:
        drawing.numbers(pen, at, numbers)
    elif at is COMPACT_PLACES:
        drawing.short_words(pen, at)
    else:
        drawing.words(pen, at)
    return pen.svg()


def step_finding(n: Numbers, new: str) -> str:
    """Say in bold what is kept of the old state and stored of the new one at the last step."""
    return (
        f"<b>At the peak the cell keeps {number(n['kept'])} of the old and stores {number(n['stored'])} of the new: "
        f"{number(n[new])}.</b>"
    )


def pipe(pen: Pen, at: Places, key: str) -> None:
    """Draw the thick line on which the state travels."""
    pen.arrow([(at.left, at.pipe), (at.right, at.pipe)], key, 5, 15)


def valve(pen: Pen, x: float, y: float, vertical: bool, value: float | None) -> None:
    """Draw a gate's bow tie, filled as far as its value says."""
    pen.valve(x, y, vertical)
    if value is None:
        return
    a, b = 14.0, 28 * 0.39
    across, along = (b, a) if vertical else (a, b)
    corners = [(x - across, y - along), (x + across, y - along), (x - across, y + along), (x + across, y + along)]
    if not vertical:
        corners = [corners[0], corners[2], corners[1], corners[3]]
    points = " ".join(f"{compact(cx)},{compact(cy)}" for cx, cy in corners)
    pen.strokes.append(f'<polygon points="{points}" fill="var(--rnn-gate)" fill-opacity="{value:.2f}"/>')


def stem(pen: Pen, *points: tuple[float, float]) -> None:
    """Draw the line that joins a gate's letter to its bow tie."""
    pen.line(points, "gate", 2.25)


def drop(pen: Pen, x: float, start: float, end: float) -> None:
    """Draw a thin line from the bus, with its dot, to the gate or candidate that it sets."""
    pen.arrow([(x, start), (x, end)], "w", 1.75, 7)
    pen.dot(x, start, 3.5)


def plus(pen: Pen, at: Places) -> None:
    """Draw the circle in which what was kept and what is stored are added."""
    pen.op(at.add, at.pipe, "+")


def candidate(pen: Pen, at: Places, letter: str, key: str) -> None:
    """Draw the candidate: a dashed box in the hue of the state that it wants to become."""
    pen.rect(at.add - 20, at.candidate - 15, 40, 30, key, "page", 6, 2, "5 3.5")
    pen.sym(at.add, at.candidate + 6, Sym(letter, key=key), size=20)


def gate_words(pen: Pen, x: float, y: float, name: str, job: str, anchor: str = "start") -> None:
    """Write a gate's name over what it decides."""
    pen.text(x, y, name, "gate", 14, anchor, 600)
    pen.text(x, y + 17, job, "ink2", 13, anchor)


def value(pen: Pen, x: float, y: float, amount: float, key: str, anchor: str = "start", words: str = "") -> None:
    """Print a number of the step in the hue of what it measures, with a word after it where there is room."""
    pen.text(x, y, number(amount) + (f" {words}" if words else ""), key, 14, anchor, 600)


def times(numbers: Numbers | None) -> tuple[str, str]:
    """Return the indices of this step and of the one before: letters in the plan, numbers at the last step."""
    return (str(LAST), str(LAST - 1)) if numbers else ("t", "t-1")


def state_letters(pen: Pen, at: Places, letter: str, numbers: Numbers | None) -> None:
    """Write the letter of the state at both ends of its pipe."""
    now, before = times(numbers)
    pen.sym(at.left, at.pipe - 16, Sym(letter, before, letter), size=20, anchor="start")
    pen.sym(at.right, at.pipe - 16, Sym(letter, now, letter), size=20, anchor="end")


def state_values(pen: Pen, at: Places, letter: str, n: Numbers) -> None:
    """Print what the pipe brings, what is kept of it, what is stored, and what it takes on."""
    kept, stored = ("", "") if at is COMPACT_PLACES else ("kept", "stored")
    value(pen, at.left + 30, at.pipe - 17, n[f"{letter}_prev"], letter)
    value(pen, (at.keep + at.add) / 2, at.pipe - 12, n["kept"], letter, "middle", kept)
    value(pen, at.add + 16, at.pipe + 32, n["stored"], letter, words=stored)
    value(pen, at.right - 26, at.pipe - 17, n[letter], letter, "end")

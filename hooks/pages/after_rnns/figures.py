"""Drawing for "See what came after": eight states of a linear recurrence, in a chain and by doubling."""

from __future__ import annotations

from typing import NamedTuple

from drawing.diagram import Pen
from drawing.figure import COMPACT, WIDE, Figure, two_layouts
from pages.answers import figure

from rnn_docs.measure import reaches, rounds_by_doubling

STEPS = 8
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven")


class Sizes(NamedTuple):
    """Where things stand: the first column's centre, the distance of columns and rows, a box."""

    left: float
    column: float
    row: float
    box: tuple[float, float]
    text: float


SIZES = {
    WIDE: Sizes(left=112, column=76, row=66, box=(56, 28), text=14),
    COMPACT: Sizes(left=56, column=38.4, row=58, box=(29, 26), text=12),
}
CHAIN, GRID = 46, 118  # heights of the chain's middle and of the first row's


def gathered() -> list[list[tuple[int, int]]]:
    """Before the first round and after each: the steps that each of the eight has gathered, first and last."""
    rows = [[(t, t) for t in range(STEPS)]]
    for reach in reaches(STEPS):
        last = rows[-1]
        rows.append([(last[t - reach][0], t) if t >= reach else last[t] for t in range(STEPS)])
    return rows


@figure
def scan() -> Figure:
    """Eight steps: seven waits in the chain, three rounds by doubling."""
    rows = enumerate(gathered())
    found = "; ".join(f"after round {k} {', '.join(_span(span) for span in row)}" for k, row in rows if k)
    chain, doubling = WORDS[STEPS - 1], WORDS[rounds_by_doubling(STEPS)]
    alt = (
        f"Above, a chain of {STEPS} states, each waiting for the one before. Below, the same states by doubling, as "
        f"the first and last step that each has gathered: {found}."
    )
    caption = (
        f"<b>{chain.capitalize()} waits in a chain, {doubling} rounds by doubling.</b> A box names the first and the "
        "last step that it has gathered. In every round each box takes over what a box further left has gathered: "
        "one step back, then two, then four. All boxes of a row can be computed at once; a box that goes back to "
        "the first step is final."
    )
    return two_layouts(_draw, alt, caption)


def _span(span: tuple[int, int]) -> str:
    return str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}"


def _draw(width: int, alt: str) -> str:
    rows, at = gathered(), SIZES[width]
    pen = Pen(width, GRID + at.row * (len(rows) - 1) + at.box[1] / 2 + 4, alt)
    pen.text(0, 16, "in a chain", "ink", 14, "start", 600)
    pen.text(0, GRID - at.box[1] / 2 - 14, "by doubling", "ink", 14, "start", 600)
    for t in range(STEPS):
        x = at.left + t * at.column
        if t:
            pen.arrow([(x - at.column + at.box[0] / 2 + 1, CHAIN), (x - at.box[0] / 2 - 1, CHAIN)], "h", 2, 5)
        _box(pen, x, CHAIN, _span((0, t)), True, at)
    for k, row in enumerate(rows):
        _row(pen, k, row, at)
    return pen.svg()


def _row(pen: Pen, k: int, row: list[tuple[int, int]], at: Sizes) -> None:
    y = GRID + k * at.row
    if k:
        pen.text(0, y - 3, "round", "ink2", 12, "start")
        pen.text(0, y + 13, str(k), "ink", 14, "start", 600)
    reach = list(reaches(STEPS))[k - 1] if k else STEPS
    for t, span in enumerate(row):
        x = at.left + t * at.column
        top, bottom = y - at.row + at.box[1] / 2 + 1, y - at.box[1] / 2 - 2
        if k:
            pen.line([(x, top), (x, bottom)], "line", 1.25)
        if t >= reach:
            pen.arrow([(x - reach * at.column, top), (x - 5, bottom)], "h", 1.75, 7)
        _box(pen, x, y, _span(span), span[0] == 0, at)


def _box(pen: Pen, x: float, y: float, words: str, final: bool, at: Sizes) -> None:
    width, height = at.box
    key, fill = ("h", "h-tint") if final else ("line", "surface")
    pen.rect(x - width / 2, y - height / 2, width, height, key, fill, 6)
    pen.text(x, y + at.text * 0.35, words, "ink", at.text)

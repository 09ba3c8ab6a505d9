"""Drawing for "See what came after": five cups change places, and each swap is a matrix."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from drawing.diagram import Pen
from drawing.figure import COMPACT, WIDE, Figure, two_layouts
from pages.answers import figure

from rnn_docs.checks import Array

CUPS = "ABCDE"
SWAPS = ((0, 3), (3, 4))  # which places change, one pair a step
LENGTH = 1024  # of the sequence of swaps in the page's code


class Sizes(NamedTuple):
    """Where things stand: distances of cups and rows, a cup, an entry of a matrix, the columns of matrices."""

    cup: float
    row: float
    box: tuple[float, float]
    entry: float
    swaps: float
    product: float


SIZES = {
    WIDE: Sizes(cup=56, row=106, box=(40, 28), entry=17, swaps=356, product=560),
    COMPACT: Sizes(cup=30, row=84, box=(25, 24), entry=12, swaps=180, product=272),
}
TOP = 44  # the middle of the first row of cups


def swap_matrix(i: int, j: int, size: int = len(CUPS)) -> Array:
    """The swap of two places as I − vvᵀ: v is 1 at one of them, −1 at the other."""
    v = np.zeros((size, 1))
    v[i], v[j] = 1, -1
    matrix: Array = np.eye(size) - v @ v.T
    return matrix


def product() -> Array:
    """All swaps of the drawing in one matrix, the later one on the left."""
    first, second = (swap_matrix(*places) for places in SWAPS)
    return second @ first


def orders() -> list[str]:
    """The cups from left to right, at the start and after each swap."""
    found, state = [CUPS], np.arange(len(CUPS), dtype=float)
    for places in SWAPS:
        state = swap_matrix(*places) @ state
        found.append("".join(CUPS[round(k)] for k in state))
    return found


@figure
def five_cups() -> Figure:
    """Cups after each swap, the matrix of each swap, and their product."""
    rows = orders()
    swaps = " and ".join(f"places {i + 1} and {j + 1}" for i, j in SWAPS)
    alt = (
        f"Five cups stand in the order {rows[0]}. {swaps.capitalize()} change: {rows[1]}, then {rows[2]}. Beside each "
        f"swap stands its matrix of zeros and ones; a last matrix, their product, leads from {rows[0]} to {rows[2]}."
    )
    caption = (
        f"<b>A swap is a matrix, and two swaps in a row are one matrix too: it leads from {rows[0]} to {rows[2]} at "
        "once.</b> A filled entry is a one, an empty entry a zero. In each row, the one says from which place the cup "
        "comes."
    )
    return two_layouts(_draw, alt, caption)


def _draw(width: int, alt: str) -> str:
    at, rows = SIZES[width], orders()
    pen = Pen(width, TOP + at.row * len(SWAPS) + 24, alt)
    pen.text(1, 15, "the cups", "ink", 14, "start", 600)
    pen.text(at.swaps, 15, "each swap", "ink", 14, "start", 600)
    pen.text(at.product, 15, "both", "ink", 14, "start", 600)
    for k, places in enumerate(SWAPS):
        _crossing(pen, TOP + k * at.row, places, at)
        _matrix(pen, at.swaps, TOP + (k + 0.5) * at.row, swap_matrix(*places), at)
    _matrix(pen, at.product, TOP + len(SWAPS) / 2 * at.row, product(), at)
    for k, row in enumerate(rows):
        for place, cup in enumerate(row):
            _cup(pen, place, TOP + k * at.row, cup, at)
    return pen.svg()


def _middle(place: int, at: Sizes) -> float:
    return at.box[0] / 2 + 1 + place * at.cup


def _cup(pen: Pen, place: int, y: float, cup: str, at: Sizes) -> None:
    width, height = at.box
    pen.rect(_middle(place, at) - width / 2, y - height / 2, width, height, "h", "h-tint", 6)
    pen.text(_middle(place, at), y + 5, cup, "ink", 14, weight=600)


def _crossing(pen: Pen, y: float, places: tuple[int, int], at: Sizes) -> None:
    """The way of each cup from one row to the next; those that change places cross."""
    i, j = places
    for place in range(len(CUPS)):
        to = {i: j, j: i}.get(place, place)
        ends = [(_middle(place, at), y + at.box[1] / 2 + 2), (_middle(to, at), y + at.row - at.box[1] / 2 - 2)]
        if to == place:
            pen.line(ends, "line", 1.25)
        else:
            pen.arrow(ends, "h", 2.25)


def _matrix(pen: Pen, x: float, middle: float, matrix: Array, at: Sizes) -> None:
    top = middle - len(matrix) / 2 * at.entry
    for r, row in enumerate(matrix):
        for c, entry in enumerate(row):
            fill = "w" if entry == 1 else "surface"
            pen.rect(x + c * at.entry, top + r * at.entry, at.entry, at.entry, "line", fill, 0, 1)
    pen.rect(x, top, len(matrix) * at.entry, len(matrix) * at.entry, "w", "", 3)

"""Drawings for "Why order matters": the same words in three orders."""

from __future__ import annotations

import math
from itertools import pairwise

from drawing.diagram import Pen
from drawing.figure import Figure, two_layouts
from drawing.palette import signs
from drawing.printing import number
from pages.answers import figure
from pages.shared.cat_sat import ORDERS, distance, listed, states

from rnn_docs import VOCABULARY, encode


@figure
def three_orders() -> Figure:
    """Three orders of the same words, the state after each word, and what is left at the end in numbers."""
    ends = "; ".join(f"“{order}” {listed(states(order)[-1])}" for order in ORDERS)
    alt = f"The same three words read in three orders leave three different states: {ends}."
    first = [number(states(order)[-1][0]) for order in ORDERS]
    caption = (
        f"<b>The same three words leave three different memories: the first number ends at {first[0]}, {first[1]} or "
        f"{first[2]}.</b> {signs(bare=True)}"
    )
    return two_layouts(_orders_wide, alt, caption, compact=_orders_compact)


def _orders_wide(width: int, alt: str) -> str:
    pen = Pen(width, 322, alt)
    pen.text(142, 14, "read word by word", "ink2")
    pen.text(540, 14, "the state left behind", "ink2")
    for row, order in enumerate(ORDERS):
        y = 48 + row * 106
        line = _strips(pen, order, y, (36, 142, 248), 68, 16)
        pen.arrow([(248 + 35, line), (400, line)])
        pen.heat(404, line - 22, states(order)[-1], (68, 44), size=16, horizontal=True)
    return pen.svg()


def _orders_compact(width: int, alt: str) -> str:
    pen = Pen(width, 346, alt)
    pen.text(95, 14, "word by word", "ink2")
    pen.text(274, 14, "the state left behind", "ink2")
    for row, order in enumerate(ORDERS):
        y = 46 + row * 116
        line = _strips(pen, order, y, (31, 95, 159), 56, 13)
        pen.arrow([(188, line), (205, line)], width=2, head=6)
        last = states(order)[-1]
        pen.heat(208, line - 43, last[:2], (65, 28), key="", size=14, horizontal=True)
        pen.heat(208, line - 15, last[2:], (65, 28), key="", size=14, horizontal=True)
        pen.rect(208, line - 43, 130, 56, "h", "", 4, 2)
    return pen.svg()


def _strips(pen: Pen, order: str, y: float, xs: tuple[int, int, int], pill: int, side: int) -> float:
    """Draw a row of words, each with the strip of its state below; return the line that the strips share."""
    line = y + 32 + side / 2
    for x, word, state in zip(xs, order.split(), states(order), strict=True):
        pen.token(x, y, word, pill, 32)
        pen.arrow([(x, y + 17), (x, y + 29)], "x", 2, head=6)
        pen.heat(x - 2 * side, y + 32, state, (side, side), horizontal=True, bare=True, stroke=1.5)
    for before, after in pairwise(xs):
        pen.arrow([(before + 2 * side + 3, line), (after - 2 * side - 3, line)], width=2, head=6)
    return line


@figure
def bag_or_state() -> Figure:
    """The same three orders as a bag of words and as a final state, with the distance to the first row."""
    counts = listed(_bag(ORDERS[0]), 0)
    apart = [number(_state_distance(order)) for order in ORDERS[1:]]
    ends = "; ".join(f"“{order}” {listed(states(order)[-1])}" for order in ORDERS)
    alt = (
        f"As a bag of words, all three orders are the vector {counts}. As final states of the network they "
        f"differ: {ends}. Distances to the first: {apart[0]} and {apart[1]}."
    )
    caption = (
        f"<b>The bag is the same three times; the states lie {apart[0]} and {apart[1]} from the first.</b> "
        "Distances are Euclidean."
    )
    return two_layouts(_bag_wide, alt, caption, compact=_bag_compact)


def _bag(order: str) -> list[int]:
    return [int(count) for count in encode(order).sum(axis=0).ravel()]


def _bag_distance(order: str) -> float:
    return math.dist(_bag(order), _bag(ORDERS[0]))


def _state_distance(order: str) -> float:
    return distance(states(order)[-1], states(ORDERS[0])[-1])


def _bag_wide(width: int, alt: str) -> str:
    pen = Pen(width, 258, alt)
    pen.text(258, 16, "bag of words", "x", 14, weight=600)
    pen.text(490, 16, "final state of the network", "h", 14, weight=600)
    for x in (338, 652):
        pen.text(x, 32, "distance", "ink2", 12)
        pen.text(x, 47, "to row 1", "ink2", 12)
    _count_heads(pen, 207, 47, 34)
    for row, order in enumerate(ORDERS):
        y = 76 + row * 58
        for k, word in enumerate(order.split()):
            pen.token(29 + k * 60, y, word, 56)
        _counts(pen, 207, y - 18, order, 34, 36)
        pen.heat(378, y - 18, states(order)[-1], (56, 36), size=14, horizontal=True)
        if row:  # the first row is what the others are compared with
            pen.text(338, y + 6, number(_bag_distance(order), 0), size=17, weight=600)
            pen.text(652, y + 6, number(_state_distance(order)), size=17, weight=600)
    pen.text(258, 248, "no difference", "ink", 14, weight=600)
    pen.text(490, 248, "three different states", "ink", 14, weight=600)
    return pen.svg()


def _bag_compact(width: int, alt: str) -> str:
    pen = Pen(width, 346, alt)
    pen.text(36, 16, "bag", "x", 14, weight=600)
    pen.text(184, 16, "final state", "h", 14, weight=600)
    pen.text(340, 14, "distance", "ink2", 12, "end")
    pen.text(340, 29, "to row 1", "ink2", 12, "end")
    for row, order in enumerate(ORDERS):
        y = 52 + row * 94
        for k, word in enumerate(order.split()):
            pen.token(26 + k * 56, y, word, 50, 28, 14)
        _counts(pen, 1, y + 21, order, 24, 34)
        pen.heat(88, y + 21, states(order)[-1], (48, 34), horizontal=True)
        if row:
            pen.text(340, y + 44, number(_state_distance(order)), "ink", 15, "end", 600)
    pen.text(1, 335, "same bag", "ink", 13, "start", 600)
    pen.text(184, 335, "three different states", "ink", 13, weight=600)
    return pen.svg()


def _count_heads(pen: Pen, x: float, y: float, side: float) -> None:
    for k, word in enumerate(VOCABULARY):
        pen.text(x + (k + 0.5) * side, y, word, "ink2", 12)


def _counts(pen: Pen, x: float, y: float, order: str, width: float, height: float) -> None:
    """Counts are no signed values: cells in the tint of the input, not heat."""
    pen.rect(x, y, 3 * width, height, "x", "x-tint", 4, 2)
    for k, count in enumerate(_bag(order)):
        pen.text(x + (k + 0.5) * width, y + height / 2 + 5, number(count, 0), "ink", 14)

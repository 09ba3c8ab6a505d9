"""Drawing for "Send the loss back through time": every state's own gradient, and the one that later steps send."""

from __future__ import annotations

from collections.abc import Sequence

from drawing.diagram import Pen
from drawing.figure import Figure, two_layouts
from drawing.printing import Sym, number
from pages.answers import figure
from pages.backpropagation_through_time.example import WORDS, following, later, own, run, total
from pages.shared.cat_sat import listed

NEXT = following(" ".join(WORDS))
DASH = "6 4"


@figure
def bptt_roads() -> Figure:
    """Two roads from a state to the loss: its own guess, and the states after it."""
    parts = "; ".join(
        f"at h{t} its own guess asks {listed(own()[t])}, later steps send {listed(later()[t])}, "
        f"the total is {listed(total()[t])}"
        for t in range(len(WORDS) - 1)
    )
    end = len(WORDS) - 1
    alt = (
        f"The network reads {', '.join(WORDS)} and should say {', '.join(NEXT)}. Gradients run from right to "
        f"left: {parts}; at h{end} nothing comes later, so the total is {listed(total()[end])}."
    )
    caption = (
        f"<b>The own guess pulls unit 1 of the first state one way ({number(own()[0, 0])}), the total the other "
        f"({number(total()[0, 0])}).</b> Dashed is backward: each guess sends down what it asks of its own state, "
        "and each state’s total travels left, through tanh and the transposed recurrent weights, to the state "
        "before. Four numbers in each column, one for each unit; blue positive, clay negative, rounded to two "
        "decimals. Solid, below, is the forward pass."
    )
    return two_layouts(_wide, alt, caption, compact=_compact)


# --- wide: total = own + later, in full ----------------------------------------------------------------------------


def _wide(width: int, alt: str) -> str:
    pen = Pen(width, 386, alt)
    cell, y = (50, 28), 128
    lefts = (0, 256, 512)  # left edge of each step's total
    for t, x in enumerate(lefts):
        _column(pen, x, y, total()[t], cell, "total", 3)
        _sign(pen, x + 60, y, "=", cell)
        _column(pen, x + 70, y, own()[t], cell, "own", 2)
        _loss(pen, x + 70 + cell[0] / 2, 40, y - 26, t, 15, 58)
        if t < len(lefts) - 1:
            _sign(pen, x + 130, y, "+", cell)
            _column(pen, x + 140, y, later()[t], cell, "later", 2)
            _back(pen, lefts[t + 1] - 5, x + 140 + cell[0] + 5, y + 2 * cell[1])
    pen.text(lefts[2] + 130, y + 61, "+ 0", "ink2", 13, "start")
    _forward(pen, [x + 70 + cell[0] / 2 for x in lefts], 302, 366, 46)
    return pen.svg()


def _column(
    pen: Pen, x: float, y: float, values: Sequence[float], cell: tuple[float, float], word: str, stroke: float
) -> None:
    """A stack of four numbers with its word above, framed in the gradient's hue."""
    pen.heat(x, y, values, cell, "grad", 13, stroke=stroke)
    if word != "own":
        pen.text(x + cell[0] / 2, y - 10, word, "grad", 13, weight=600)


def _sign(pen: Pen, x: float, y: float, sign: str, cell: tuple[float, float]) -> None:
    pen.text(x, y + 2 * cell[1] + 5, sign, "ink", 15, weight=600)


def _loss(pen: Pen, x: float, y: float, bottom: float, t: int, size: float, width: float) -> None:
    """The word that the network should say, as an output, and the gradient that its guess sends down."""
    chance = run().chances[t, run().targets[t, 0]]
    edge = x + 36 > pen.width  # no room to centre the words
    pen.text(pen.width if edge else x, y - 26, f"chance {number(chance)}", "ink2", 12, "end" if edge else "middle")
    pen.rect(x - width / 2, y - 16, width, 30, "ink", "page", 2)
    pen.text(x, y + 4, NEXT[t], "ink", size, weight=600)
    pen.arrow([(x, y + 18), (x, bottom)], "grad", 2, 8, DASH, open_head=True)
    pen.text(x, bottom + 16, "own", "grad", 13, weight=600)


def _back(pen: Pen, start: float, end: float, y: float) -> None:
    """The gradient's way from a state's total to the state before."""
    pen.arrow([(start, y), (end, y)], "grad", 2.5, 8, DASH, open_head=True)


def _forward(pen: Pen, xs: Sequence[float], y: float, word_y: float, side: float) -> None:
    """The forward pass below: word, cell, state, drawn solid and small."""
    for t, x in enumerate(xs):
        pen.cell(x, y, side, 34, "cell", 12)
        pen.arrow([(x, y - 20), (x, y - 36)], "h", 2.25, 7)
        pen.sym(x, y - 42, Sym("h", str(t), "h"), size=18)
        pen.arrow([(x, word_y - 17), (x, y + 20)], "x", 2.25)
        pen.token(x, word_y, WORDS[t], height=28, size=14)
        if t:
            pen.arrow([(xs[t - 1] + side / 2 + 4, y), (x - side / 2 - 5, y)], "h")


# --- compact: own and total side by side; what later steps send is their difference, as a line above says ----------


def _compact(width: int, alt: str) -> str:
    pen = Pen(width, 386, alt, top=-26)
    pen.text(0, -12, "later, what later steps send, is total − own", "ink2", 13, "start")
    cell, y, lefts = (46, 28), 128, (0, 123, 246)
    for t, x in enumerate(lefts):
        pen.heat(x, y, total()[t], cell, "grad", 12, stroke=3)
        pen.text(x + cell[0] / 2, y - 10, "total", "grad", 13, weight=600)
        pen.heat(x + 48, y, own()[t], cell, "grad", 12, stroke=1.5)
        _loss(pen, x + 48 + cell[0] / 2, 40, y - 26, t, 14, cell[0])
        if t < len(lefts) - 1:
            _back(pen, lefts[t + 1] - 3, x + 97, y + 2 * cell[1])
    _forward(pen, [x + 48 + cell[0] / 2 for x in lefts], 302, 366, 44)
    return pen.svg()

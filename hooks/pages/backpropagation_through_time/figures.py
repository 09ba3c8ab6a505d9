"""Drawing for "Send the loss back through time": every state's own gradient, and the one that later steps send."""

from __future__ import annotations

from collections.abc import Sequence

from drawing.diagram import Pen
from drawing.figure import Figure, two_layouts
from drawing.palette import signs
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
        f"({number(total()[0, 0])}).</b> Dashed is backward: each guess sends back what it asks of its own state, "
        "and each state’s total travels back, through tanh and the transposed recurrent weights, to the state "
        "before. Four numbers in each column, one for each unit, rounded to two decimals. Solid is the forward pass. "
        + signs()
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
    pen.text(x + cell[0] / 2, y - 10, word, "grad", 13, weight=600)


def _sign(pen: Pen, x: float, y: float, sign: str, cell: tuple[float, float]) -> None:
    pen.text(x, y + 2 * cell[1] + 5, sign, "ink", 15, weight=600)


def _loss(pen: Pen, x: float, y: float, bottom: float, t: int, size: float, width: float) -> None:
    """The word that the network should say, as an output, and the gradient that its guess sends down."""
    pen.text(x, y - 26, f"chance {_chance(t)}", "ink2", 12)
    pen.rect(x - width / 2, y - 16, width, 30, "ink", "page", 2)
    pen.text(x, y + 4, NEXT[t], "ink", size, weight=600)
    pen.arrow([(x, y + 18), (x, bottom)], "grad", 2, 8, DASH, open_head=True)


def _chance(t: int) -> str:
    """What the network gives to the word that is right."""
    return number(run().chances[t, run().targets[t, 0]])


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


# --- compact: one step below another, its guess at the right; the way back leads up ----------------------------------


def _compact(width: int, alt: str) -> str:
    top, pitch, cell = 34, 146, (46, 22)
    pen = Pen(width, top + 2 * pitch + 104, alt)
    tops = [top + pitch * t for t in range(len(WORDS))]
    for t, y in enumerate(tops):
        _column(pen, 84, y, total()[t], cell, "total", 3)
        _sign(pen, 141, y, "=", cell)
        _sign(pen, 209, y, "+", cell)
        _column(pen, 220, y, own()[t], cell, "own", 2)
        _guess_beside(pen, 266, y + 2 * cell[1], t)
        if t < len(tops) - 1:
            _column(pen, 152, y, later()[t], cell, "later", 2)
            way = [(107, tops[t + 1] - 24), (107, y + 107), (175, y + 107), (175, y + 4 * cell[1] + 5)]
            pen.arrow(way, "grad", 2.5, 8, DASH, open_head=True)
        else:
            pen.text(175, y + 2 * cell[1] + 5, "0", "ink2", 13)
    _forward_beside(pen, 50, [y + 2 * cell[1] for y in tops])
    return pen.svg()


def _guess_beside(pen: Pen, edge: float, y: float, t: int) -> None:
    """The same as `_loss`, at the right of a column that ends at `edge`."""
    pen.rect(pen.width - 42, y - 15, 41, 30, "ink", "page", 2)
    pen.text(pen.width - 21.5, y + 5, NEXT[t], "ink", 14, weight=600)
    pen.text(pen.width, y - 36, "chance", "ink2", 12, "end")
    pen.text(pen.width, y - 22, _chance(t), "ink2", 12, "end")
    _back(pen, pen.width - 45, edge + 5, y)


def _forward_beside(pen: Pen, x: float, ys: Sequence[float]) -> None:
    """The forward pass, from a cell down to the next."""
    for t, y in enumerate(ys):
        pen.arrow([(22, y + 28), (22, y), (x - 20, y)], "x", 2.25)
        pen.token(22, y + 42, WORDS[t], 40, 26, 13)
        pen.arrow([(x, y + 18), (x, ys[t + 1] - 18 if t < len(ys) - 1 else y + 54)], "h")
        pen.cell(x, y, 36, 30, "cell", 12)
        pen.sym(x + 6, y + 40, Sym("h", str(t), "h"), size=18, anchor="start")

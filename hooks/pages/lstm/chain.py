"""Drawing for "LSTM": three steps of the record keeper in a row, with both states handed on between them."""

from __future__ import annotations

from typing import NamedTuple

from drawing.diagram import Pen
from drawing.figure import COMPACT, WIDE, Figure, two_layouts
from drawing.printing import Sym, number
from pages.answers import figure
from pages.shared.cat_sat import listed
from pages.shared.record_keepers import LAST, lstm_trace, series

from rnn_docs import PRICES

TOP, BOTTOM = 66, 186  # of a cell
BELT, HANDED = 92, 160  # y of the two lines
STEPS = range(1, LAST + 1)


class Places(NamedTuple):
    """Where the cells stand."""

    first: float  # x of the first cell's middle
    step: float
    width: float  # of a cell
    text: float


PLACES = {
    WIDE: Places(first=160, step=190, width=104, text=14),
    COMPACT: Places(first=69, step=97, width=48, text=13),
}


@figure
def lstm_chain() -> Figure:
    """The last three prices, one cell each: the belt runs through, the hidden state is shown at each step."""
    c, h = (series(lstm_trace(), name) for name in "ch")
    alt = (
        f"Three cells in a row read the prices {listed(PRICES[1:], 0)}. The cell state runs through all of them along "
        f"the top and is {listed(c[1:])} after each. Below it every cell hands its hidden state to the next: "
        f"{listed(h[1:])}. An arrow leads from every cell up to a read-out; it carries the hidden state alone."
    )
    caption = (
        "<b>Two states travel from cell to cell; only the lower one is read.</b> The numbers belong to the example "
        "below."
    )
    return two_layouts(_draw, alt, caption)


def _draw(width: int, alt: str) -> str:
    pen, at = Pen(width, 268, alt), PLACES[width]
    xs = [at.first + at.step * t for t in range(len(STEPS))]
    for t, x in zip(STEPS, xs, strict=True):
        pen.cell(x, (TOP + BOTTOM) / 2, at.width, BOTTOM - TOP)
        pen.arrow([(x, 232), (x, BOTTOM + 4)], "x", 2.5)
        pen.token(x, 248, str(PRICES[t]), height=28)
        pen.arrow([(x + at.width / 4, TOP - 4), (x + at.width / 4, 30)], "h", 2.25)
        pen.sym(x + at.width / 4 - 8, 44, Sym("h", str(t), "h"), size=18, anchor="end")
    _lines(pen, at, xs, width)
    pen.text(width, 20, "to a read-out", "ink2", 13, "end")
    return pen.svg()


def _lines(pen: Pen, at: Places, xs: list[float], width: int) -> None:
    """Draw the belt through all cells, and the hidden state from one to the next."""
    c, h = (series(lstm_trace(), name) for name in "ch")
    pen.arrow([(4, BELT), (width - 4, BELT)], "c", 5, 15)
    edges = [4, *(edge for x in xs for edge in (x - at.width / 2, x + at.width / 2)), width - 4]
    for t, (left, right) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
        middle = (left + right) / 2
        pen.arrow([(left + (2 if t else 0), HANDED), (right - (3 if t < LAST else 0), HANDED)], "h", 2.25)
        for name, y, values in (("c", BELT, c), ("h", HANDED, h)):
            pen.sym(middle, y - 12, Sym(name, str(t), name), size=17)
            pen.text(middle, y + 20, number(values[t]), name, at.text, weight=600)

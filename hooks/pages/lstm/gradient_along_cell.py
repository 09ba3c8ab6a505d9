"""Drawing for "LSTM": the gradient on its way back along the cell state, through the forget gates of the prices."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from drawing.diagram import Pen
from drawing.figure import COMPACT, WIDE, Figure
from drawing.printing import Sym, number
from pages.answers import figure
from pages.shared.cell_drawing import valve
from pages.shared.price_cells import LAST, lstm_trace, series

from rnn_docs import backward

WIDTHS = (1.4, 1.9, 2.6, 3.2)  # of the gradient's arrows: they fall with its size


class Line(NamedTuple):
    """Where the states and the cells between them stand."""

    first: float  # x of the first state
    step: float
    cell: float  # width of a cell
    text: float


def gradient_along_the_cell() -> list[float]:
    """Return dc_3/dc_t for t = 0 … 3, by a real backward pass from the last cell state."""
    trace = lstm_trace()
    nothing = np.zeros_like(trace.hs)
    start = nothing.copy()
    start[LAST] = 1
    dcs = backward(trace.params, trace, nothing, start).dcs
    assert dcs is not None, "an LSTM has a gradient of its cell state"
    return [float(d) for d in dcs[:, 0, 0]]


@figure
def lstm_gradient() -> Figure:
    """A gradient of 1 at the last cell state goes back through three forget gates."""
    arrives, gates = gradient_along_the_cell(), series(lstm_trace(), "f")
    back = range(LAST, 0, -1)
    factors = ", ".join(f"times {number(gates[t])} is {number(arrives[t - 1])} at c{t - 1}" for t in back)
    alt = (
        f"Four cell states in a row, and between them the forget gates of the steps 1 to {LAST}. A gradient of "
        f"{number(arrives[LAST], 0)} at the last state goes back: {factors}."
    )
    product = " · ".join(number(gates[t]) for t in back)
    caption = (
        f"<b>Back along the pipe, the gradient meets only the forget gates: {product} leaves "
        f"{number(arrives[0])}.</b> Bars: the gradient at each cell state; exact, as these f, i and g ignore h."
    )
    wide, compact = Line(50, 190, 88, 14), Line(22, 98, 58, 13)
    return Figure(_draw(alt, WIDE, wide), _draw(alt, COMPACT, compact), alt, caption)


def _draw(alt: str, width: int, line: Line) -> str:
    pen, y = Pen(width, 254, alt), 136
    xs = [line.first + line.step * t for t in range(LAST + 1)]
    arrives, gates = gradient_along_the_cell(), series(lstm_trace(), "f")
    for t, x in enumerate(xs):
        _bar(pen, x, arrives[t], line)
        pen.sym(x, y + 34, Sym("c", str(t), "c"))
        if t:
            _cell(pen, (xs[t - 1], x), y, line, t, gates[t], WIDTHS[min(3, round(3 * arrives[t]))])
    pen.text(width, 248, f"the gradient starts at step {LAST}", "grad", 13, "end", 600)
    return pen.svg()


def _bar(pen: Pen, x: float, size: float, line: Line) -> None:
    pen.rect(x - 9, 108 - 72 * size, 18, 72 * size, "", "grad", 1.5)
    pen.text(x, 101 - 72 * size, number(size, 0 if size == 1 else 2), "grad", line.text, weight=600)


def _cell(pen: Pen, ends: tuple[float, float], y: float, line: Line, t: int, gate: float, width: float) -> None:
    """Draw a step: the pipe through its forget valve, and the gradient's way back below it."""
    left, right = ends
    middle = (left + right) / 2
    pen.cell(middle, y + 14, line.cell, 78)
    pen.arrow([(left, y), (right - 1, y)], "c", 5, 13)
    valve(pen, middle, y, False, gate)
    pen.sym(middle, y + 34, Sym("f", str(t), "gate"), size=18)
    pen.arrow([(right - 10, y + 66), (left + 10, y + 66)], "grad", width, 8, "6 4", open_head=True)
    pen.text(middle, y + 86, f"· {number(gate)}", "grad", line.text, weight=600)

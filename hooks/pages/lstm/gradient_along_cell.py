"""Drawing for "LSTM": the gradient on its way back along the belt, through the forget gates of the longer list."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from drawing.diagram import Pen
from drawing.figure import COMPACT, WIDE, Figure, two_layouts
from drawing.printing import Sym, number, word
from pages.answers import figure
from pages.lstm.kept_record import FIRST, LAST
from pages.shared.record_keepers import forgetful_trace, longer_trace, series

from rnn_docs import LSTMParams, backward
from rnn_docs.trace import Trace

UNIT = 62  # height of a bar of 1
STEPS = range(FIRST, LAST + 1)


class Line(NamedTuple):
    """Where the states and the cells between them stand."""

    first: float  # x of the first state
    step: float
    cell: float  # width of a cell
    text: float


LINES = {WIDE: Line(first=30, step=103, cell=50, text=14), COMPACT: Line(first=17, step=51, cell=24, text=12)}


def along_the_belt() -> list[float]:
    """Return what the forget gates alone leave of a gradient of 1 on c at the last of STEPS, at each of them."""
    gates = series(longer_trace(), "f")
    return [float(np.prod(gates[t + 1 : LAST + 1])) for t in STEPS]


def in_total(trace: Trace) -> float:
    """Return all that arrives at the first of STEPS of a gradient of 1 on the state at the last, by a backward pass.

    The state is c of an LSTM, h of a plain unit.
    """
    nothing = np.zeros_like(trace.hs)
    start = nothing.copy()
    start[LAST] = 1
    if not isinstance(trace.params, LSTMParams):
        return float(backward(trace, start).dhs[FIRST, 0, 0])
    dcs = backward(trace, nothing, start).dcs
    assert dcs is not None, "an LSTM has a gradient of its cell state"
    return float(dcs[FIRST, 0, 0])


@figure
def lstm_gradient() -> Figure:
    """A gradient of 1 at the last cell state before the second record goes back to the first record."""
    arrives, gates = along_the_belt(), series(longer_trace(), "f")
    factors = ", ".join(
        f"times {number(gates[t])} is {number(arrives[t - 1 - FIRST])} at c{t - 1}" for t in reversed(STEPS[1:])
    )
    alt = (
        f"The cell states of the steps {FIRST} to {LAST} in a row, and between them the forget gates. A gradient of "
        f"{number(arrives[-1], 0)} at the last of them goes back: {factors}."
    )
    steps = word(LAST - FIRST).capitalize()
    caption = (
        f"<b>{steps} steps back along the belt, {number(arrives[0])} of the gradient is left; of the plain unit’s, "
        f"{number(in_total(forgetful_trace()), 5)}.</b> The prices are those of the longer list."
    )
    return two_layouts(_draw, alt, caption)


def _draw(width: int, alt: str) -> str:
    pen, y, line = Pen(width, 240, alt), 122, LINES[width]
    xs = dict(zip(STEPS, (line.first + line.step * k for k in range(len(STEPS))), strict=True))
    arrives = dict(zip(STEPS, along_the_belt(), strict=True))
    gates = series(longer_trace(), "f")
    for t, x in xs.items():
        if t > FIRST:
            _cell(pen, (xs[t - 1], x), y, line, t, gates[t], 1.4 + 1.8 * arrives[t])
    for t, x in xs.items():
        _bar(pen, x, arrives[t], line)
        pen.sym(x, y + 32, Sym("c", str(t), "c"), size=17)
    pen.text(width, 234, f"the gradient starts at step {LAST}", "grad", 13, "end", 600)
    return pen.svg()


def _bar(pen: Pen, x: float, size: float, line: Line) -> None:
    pen.rect(x - 9, 100 - UNIT * size, 18, UNIT * size, "", "grad", 1.5)
    pen.text(x, 93 - UNIT * size, number(size), "grad", line.text, weight=600)


def _cell(pen: Pen, ends: tuple[float, float], y: float, line: Line, t: int, gate: float, width: float) -> None:
    """Draw a step: the belt through its forget gate, and the gradient's way back below it."""
    left, right = ends
    middle = (left + right) / 2
    pen.cell(middle, y + 12, line.cell, 74)
    pen.arrow([(left, y), (right - 1, y)], "c", 5, 13)
    pen.valve(middle, y, opening=gate, length=min(28, line.cell - 2))
    pen.sym(middle, y + 32, Sym("f", str(t), "gate"), size=16)
    pen.arrow([(right - 6, y + 64), (left + 6, y + 64)], "grad", width, 8, "6 4", open_head=True)
    pen.text(middle, y + 84, f"· {number(gate)}", "grad", line.text, weight=600)

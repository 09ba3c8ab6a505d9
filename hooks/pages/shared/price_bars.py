"""Small multiples: the gates and states of the LSTM and of the GRU at the lesson's four prices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from drawing.diagram import Pen
from drawing.figure import COMPACT, WIDE, Figure, two_layouts
from drawing.printing import Sym, number
from pages.answers import figure
from pages.shared.cat_sat import listed
from pages.shared.record_keepers import gru_trace, lstm_trace, series

from rnn_docs import PRICES
from rnn_docs.trace import Trace

UNIT = 84  # height of a bar of 1
COLUMNS = {WIDE: (3, 38), COMPACT: (2, 22)}  # how many panels side by side, and the air between them
FLOOR = 12  # room below the line on which the bars stand: none of these gates and states is below zero


class Panel(NamedTuple):
    """One quantity: whose, its name in the trace, its hue, what it is and, for the phone, what it does."""

    trace: Callable[[], Trace]
    name: str
    key: str
    title: str
    compact_title: str

    @property
    def values(self) -> list[float]:
        return series(self.trace(), self.name)


LSTM_PANELS = (
    Panel(lstm_trace, "x", "x", "input: the price", "input"),
    Panel(lstm_trace, "f", "gate", "forget gate: keep", "keep"),
    Panel(lstm_trace, "i", "gate", "input gate: add", "add"),
    Panel(lstm_trace, "o", "gate", "output gate: show", "show"),
    Panel(lstm_trace, "c", "c", "cell: the record", "the record"),
    Panel(lstm_trace, "h", "h", "hidden: shown", "shown"),
)
GRU_PANELS = (
    Panel(gru_trace, "x", "x", "input: the price", "input"),
    Panel(gru_trace, "z", "gate", "update gate: keep", "keep"),
    Panel(gru_trace, "r", "gate", "reset gate: idle here", "idle here"),
    Panel(gru_trace, "n", "h", "candidate", "candidate"),
    Panel(gru_trace, "h", "h", "hidden: the record", "the record"),
)


@figure
def lstm_prices() -> Figure:
    """All gates and states of the LSTM at four prices."""
    return _figure("LSTM", LSTM_PANELS, _finding("input", lstm_trace(), "i"))


@figure
def gru_prices() -> Figure:
    """All gates and states of the GRU at four prices."""
    return _figure("GRU", GRU_PANELS, _finding("update", gru_trace(), "z"))


def _finding(gate: str, trace: Trace, name: str) -> str:
    """Say what a gate does at the two records and at the lower price between them."""
    _, first, between, second = (number(value) for value in series(trace, name))
    return (
        f"<b>The {gate} gate stands at {first} and {second} when {PRICES[1]} and {PRICES[3]} set a record, and at "
        f"{between} when {PRICES[2]} does not.</b> Faint is what stays shut."
    )


def _figure(cell: str, panels: Sequence[Panel], caption: str) -> Figure:
    values = "; ".join(f"{p.title} {p.name}: {listed(p.values)}" for p in panels)
    alt = f"Bars of the {cell}'s gates and states at the prices {listed(PRICES, 0)}. {values}."
    return two_layouts(partial(_draw, panels), alt, caption)


def _draw(panels: Sequence[Panel], total: int, alt: str) -> str:
    columns, gap = COLUMNS[total]
    width = (total - gap * (columns - 1)) / columns
    pen, y = Pen(total, 0, alt), 0.0
    for first in range(0, len(panels), columns):
        row = panels[first : first + columns]
        zero = y + 48 + UNIT
        for column, panel in enumerate(row):
            x = column * (width + gap)
            _title(pen, x, zero - UNIT - 28, panel, total == COMPACT)
            _bars(pen, x, zero, width, panel)
            _steps(pen, x, zero + FLOOR + 12, width, len(PRICES))
        y = zero + FLOOR + 26
    pen.height = y - 8
    return pen.svg()


def _title(pen: Pen, x: float, y: float, panel: Panel, compact: bool) -> None:
    pen.sym(x + 2, y, Sym(panel.name, key=panel.key), anchor="start")
    pen.text(x + 24, y - 1, panel.compact_title if compact else panel.title, "ink2", 13, "start")


def _bars(pen: Pen, x: float, zero: float, width: float, panel: Panel) -> None:
    """Draw a bar with its number for every step; a gate's stands in a pale slot as high as it could open."""
    slot = width / len(PRICES)
    for t, value in enumerate(panel.values):
        left, up = x + (t + 0.13) * slot, value * UNIT
        if panel.key == "gate":
            pen.rect(left, zero - UNIT, 0.74 * slot, UNIT, "", "gate-tint", 1)
        pen.rect(left, zero - up, 0.74 * slot, up, "", panel.key, 1)
        over = UNIT if panel.key == "gate" else up
        pen.text(x + (t + 0.5) * slot, zero - over - 6, number(value), panel.key, 13, weight=600)
    pen.line([(x, zero), (x + width, zero)], "line", 1)


def _steps(pen: Pen, x: float, y: float, width: float, steps: int) -> None:
    for t in range(steps):
        pen.text(x + (t + 0.5) * width / steps, y, str(t) if t else "t=0", "ink2", 12)

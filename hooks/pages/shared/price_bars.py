"""Small multiples: the gates and states of the LSTM and of the GRU at the lesson's four prices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from drawing.diagram import Pen
from drawing.figure import COMPACT, WIDE, Figure
from drawing.printing import Sym, number
from pages.answers import figure
from pages.shared.cat_sat import listed
from pages.shared.price_cells import gru_step_numbers, gru_trace, lstm_step_numbers, lstm_trace, series

from rnn_docs import PRICES, Trace

UNIT = 84  # height of a bar of 1
FLOOR = 12  # least room below the zero line, for small negative values


class Panel(NamedTuple):
    """One quantity: whose, its name in the trace, its hue, what it is and, for the phone, what it does."""

    trace: Callable[[], Trace]
    name: str
    key: str
    title: str
    short: str

    @property
    def values(self) -> list[float]:
        return series(self.trace(), self.name)


LSTM_PANELS = (
    Panel(lstm_trace, "x", "x", "input: the price", "input"),
    Panel(lstm_trace, "f", "gate", "forget gate: keep", "keep"),
    Panel(lstm_trace, "i", "gate", "input gate: store", "store"),
    Panel(lstm_trace, "o", "gate", "output gate: show", "show"),
    Panel(lstm_trace, "c", "c", "cell: long-term", "long-term"),
    Panel(lstm_trace, "h", "h", "hidden: shown", "shown"),
)
GRU_PANELS = (
    Panel(gru_trace, "x", "x", "input: the price", "input"),
    Panel(gru_trace, "z", "gate", "update gate: keep", "keep"),
    Panel(gru_trace, "r", "gate", "reset gate: look back", "look back"),
    Panel(gru_trace, "n", "h", "candidate", "candidate"),
    Panel(gru_trace, "h", "h", "hidden: the only state", "GRU"),
    Panel(lstm_trace, "h", "h", "the LSTM's, to compare", "LSTM"),
)


@figure
def lstm_prices() -> Figure:
    """All gates and states of the LSTM at four prices."""
    calm, peak = lstm_step_numbers(2), lstm_step_numbers(3)
    caption = (
        f"<b>The jump to {PRICES[3]} opens the input gate to {number(peak['i'])} and shuts the forget gate from "
        f"{number(calm['f'])} to {number(peak['f'])}.</b> Pale: how far a gate could open."
    )
    return _figure("LSTM", LSTM_PANELS, caption)


@figure
def gru_prices() -> Figure:
    """All gates and states of the GRU at four prices."""
    calm, peak = gru_step_numbers(2), gru_step_numbers(3)
    caption = (
        f"<b>The jump to {PRICES[3]} shuts the update gate from {number(calm['z'])} to {number(peak['z'])}, and the "
        f"candidate {number(peak['n'])} takes over.</b> Pale: how far a gate could open."
    )
    return _figure("GRU", GRU_PANELS, caption)


def _figure(cell: str, panels: Sequence[Panel], caption: str) -> Figure:
    values = "; ".join(f"{p.title} {p.name}: {listed(p.values)}" for p in panels)
    alt = f"Bars of the {cell}'s gates and states at the prices {listed(PRICES, 0)}. {values}."
    return Figure(_draw(alt, panels, 3, WIDE, 38), _draw(alt, panels, 2, COMPACT, 22), alt, caption)


def _draw(alt: str, panels: Sequence[Panel], columns: int, total: int, gap: float) -> str:
    width = (total - gap * (columns - 1)) / columns
    pen, y = Pen(total, 0, alt), 0.0
    for first in range(0, len(panels), columns):
        row = panels[first : first + columns]
        zero = y + 48 + UNIT
        floor = max(FLOOR, max(-min(panel.values) for panel in row) * UNIT + 5)
        for column, panel in enumerate(row):
            x = column * (width + gap)
            _title(pen, x, zero - UNIT - 28, panel, total == COMPACT)
            _bars(pen, x, zero, width, panel)
            _steps(pen, x, zero + floor + 12, width, len(PRICES))
        y = zero + floor + 26
    pen.height = y - 8
    return pen.svg()


def _title(pen: Pen, x: float, y: float, panel: Panel, short: bool) -> None:
    pen.sym(x + 2, y, Sym(panel.name, key=panel.key), anchor="start")
    pen.text(x + 24, y - 1, panel.short if short else panel.title, "ink2", 13, "start")


def _bars(pen: Pen, x: float, zero: float, width: float, panel: Panel) -> None:
    """Draw a bar with its number for every step; a gate's stands in a pale slot as high as it could open."""
    slot = width / len(PRICES)
    for t, value in enumerate(panel.values):
        left, up = x + (t + 0.13) * slot, max(value, 0) * UNIT
        if panel.key == "gate":
            pen.rect(left, zero - UNIT, 0.74 * slot, UNIT, "", "gate-tint", 1)
        pen.rect(left, zero - up, 0.74 * slot, abs(value) * UNIT, "", panel.key, 1)
        over = UNIT if panel.key == "gate" else up
        pen.text(x + (t + 0.5) * slot, zero - over - 6, number(value), panel.key, 13, weight=600)
    pen.line([(x, zero), (x + width, zero)], "line", 1)


def _steps(pen: Pen, x: float, y: float, width: float, steps: int) -> None:
    for t in range(steps):
        pen.text(x + (t + 0.5) * width / steps, y, str(t) if t else "t=0", "ink2", 12)

"""Drawing for "LSTM": the longer list of prices, what the record keeper's cell holds, and what a plain unit does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from drawing.diagram import Pen
from drawing.figure import COMPACT, WIDE, Figure, two_layouts
from drawing.printing import number, word
from pages.answers import figure
from pages.shared.cat_sat import listed
from pages.shared.record_keepers import forgetful_trace, longer_trace, series

from rnn_docs.examples import LONGER_PRICES

UNIT = 62  # height of a bar of 1
FIRST, LAST = 1, len(LONGER_PRICES) - 2  # the step of the first record, and the last one before the second
ROW = 112  # from one row of bars to the next
TEXT = {WIDE: 14.0, COMPACT: 12.0}


class Row(NamedTuple):
    """One row of bars: what it is, its hue, the bars, and what is printed over each."""

    title: str
    key: str
    values: Sequence[float]
    printed: Sequence[str]


def rows() -> list[Row]:
    """Prices, the cell state of the record keeper, the state of the plain unit."""
    c, h = series(longer_trace(), "c"), series(forgetful_trace(), "h")
    return [
        Row("the price", "x", series(longer_trace(), "x"), [str(price) for price in LONGER_PRICES]),
        Row("record keeper: its cell", "c", c, [number(value) for value in c]),
        Row("plain unit: its state", "h", h, [number(value) for value in h]),
    ]


@figure
def kept_record() -> Figure:
    """A record is kept through six lower prices, beside a plain unit that each of them moves."""
    _, keeper, plain = rows()
    alt = (
        f"Nine prices: {listed(LONGER_PRICES, 0)}. The record keeper's cell at each: {listed(keeper.values)}. "
        f"A plain unit's state at each: {listed(plain.values)}."
    )
    near = max(range(FIRST + 1, LAST + 1), key=LONGER_PRICES.__getitem__)  # the highest of the lower prices
    caption = (
        f"<b>Through {word(LAST - FIRST)} lower prices the cell goes only from {number(keeper.values[FIRST])} to "
        f"{number(keeper.values[LAST])}; each lower price moves the plain unit.</b> It "
        f"stands at {number(plain.values[near])} after {LONGER_PRICES[near]}, but at "
        f"{number(plain.values[FIRST])} after the record {LONGER_PRICES[FIRST]}."
    )
    return two_layouts(_draw, alt, caption)


def _draw(width: int, alt: str) -> str:
    pen = Pen(width, 3 * ROW + 22, alt)
    slot = width / len(LONGER_PRICES)
    for index, row in enumerate(rows()):
        zero = (index + 1) * ROW
        pen.text(2, zero - UNIT - 30, row.title, row.key, 14, "start", 600)
        if row.key == "c":
            pen.rect(FIRST * slot + 1, zero - UNIT - 22, (LAST - FIRST + 1) * slot - 2, UNIT + 22, "", "c-tint", 6)
        for t, (value, printed) in enumerate(zip(row.values, row.printed, strict=True)):
            pen.rect((t + 0.2) * slot, zero - UNIT * value, 0.6 * slot, UNIT * value, "", row.key, 1)
            pen.text((t + 0.5) * slot, zero - UNIT * value - 5, printed, row.key, TEXT[width], weight=600)
        pen.line([(0, zero), (width, zero)], "line", 1)
    for t in range(len(LONGER_PRICES)):
        pen.text((t + 0.5) * slot, 3 * ROW + 17, str(t) if t else "t=0", "ink2", 12)
    return pen.svg()

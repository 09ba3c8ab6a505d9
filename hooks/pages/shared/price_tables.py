"""The two tables that LSTM and GRU share: everything at the four prices, and the last step in full."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from drawing.table import Column, Table
from pages.shared.record_keepers import LAST, series

from rnn_docs import PRICES, prices_as_sequence
from rnn_docs.cells.parameters import CellParams
from rnn_docs.trace import Trace

DECIMALS = 3


class Quantity(NamedTuple):
    """A column, and its number at each price."""

    column: Column
    values: Sequence[float]


def quantity(trace: Trace, name: str, word: str, state: str = "") -> Quantity:
    """A gate or state of a trace by its letter; with `state`, shown as heat cells."""
    return Quantity(Column(word, f"{name}_t", DECIMALS, state), series(trace, name))


def by_price(title: str, quantities: Sequence[Quantity]) -> Table:
    """These quantities at each of the four prices."""
    return at_prices(title, quantities, PRICES, [float(x) for x in prices_as_sequence()[:, 0, 0]], download=True)


def at_prices(
    title: str, quantities: Sequence[Quantity], prices: Sequence[float], scaled: Sequence[float], download: bool
) -> Table:
    """These quantities at each of any prices, which the cell read `scaled`."""
    first = (
        Column("step", decimals=0),
        Column("price", "", 0),
        Column("highest so far", "", 0),
        Column("scaled", "x_t", 1),
    )
    records = accumulate(prices, max)
    rows = [
        (t, price, record, scaled[t], *(q.values[t] for q in quantities))
        for t, (price, record) in enumerate(zip(prices, records, strict=True))
    ]
    return Table(title, (*first, *(q.column for q in quantities)), rows, download=download, across=True)


def last_step(title: str, params: CellParams, trace: Trace, labels: Mapping[str, str], squashed: str) -> Table:
    """The last step of each block that has a label: the two products, the bias, the sum, and its squashed value.

    `labels` has every block in the order of the rows of the weights; an empty label leaves a block out.
    """
    columns = (
        Column("part"),
        Column("price", f"W_{{xh}} x_{LAST}", DECIMALS),
        Column("last state", f"W_{{hh}} h_{LAST - 1}", DECIMALS),
        Column("bias", "b_h", DECIMALS),
        Column("sum", "", DECIMALS),
        Column(squashed, "", DECIMALS),
    )
    step = trace.step(LAST)
    summands = (trace["wx"][LAST], step.wh, params.b_h, step.a)
    rows = [
        (f"{name} ({label})", *(float(part[row, 0]) for part in summands), series(trace, name)[LAST])
        for row, (name, label) in enumerate(labels.items())
        if label
    ]
    return Table(title, columns, rows, across=True)

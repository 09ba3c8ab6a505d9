"""Step 5: the tables of the LSTM: the prices step by step, one step in full, what is left of a gradient."""

import numpy as np
from drawing.table import Column, Table
from pages.answers import table
from pages.shared import price_tables
from pages.shared.gradient_left import BIASES, CONDITIONS, left_after
from pages.shared.measured_gradients import two_digits
from pages.shared.price_tables import Quantity, by_price, quantity
from pages.shared.record_keepers import CANDIDATES, LAST, LSTM_BLOCKS, lstm_trace

from rnn_docs import keeper_lstm_params, sigmoid
from rnn_docs.trace import Trace

WORDS = {"i": "input gate", "f": "forget gate", "g": "candidate", "o": "output gate"}


@table
def lstm_prices() -> Table:
    """Every gate and state at each of the four prices."""
    return by_price("Four prices through the record keeper", quantities(lstm_trace()))


def quantities(trace: Trace) -> list[Quantity]:
    """Gates, candidate and states of an LSTM with one unit, as the lines of a table."""
    blocks = [quantity(trace, name, word) for name, word in WORDS.items()]
    shown = "c" if abs(trace["c"]).max() <= 1 else ""  # a heat cell shows no more than one
    return [*blocks, quantity(trace, "c", "cell", shown), quantity(trace, "h", "hidden", "h")]


@table
def lstm_last_step() -> Table:
    """The last step in full: the two products, the bias, the sum, and what the squashing makes of it."""
    labels = {name: "tanh" if name in CANDIDATES else "σ" for name in LSTM_BLOCKS}
    return price_tables.last_step(
        f"t = {LAST}: gates and candidate", keeper_lstm_params(), lstm_trace(), labels, "squashed"
    )


@table
def lstm_gradient_left() -> Table:
    """What is left of a gradient on c after fifty steps, along the belt alone and in total, by the forget bias."""
    columns = (
        Column("forget bias", "b_f", 0),
        Column("gate", r"\sigma(b_f)", 2),
        Column("along the belt alone"),
        Column("total", r"\mathrm{d}L/\mathrm{d}c"),
    )
    measured = [(bias, left_after("LSTM", bias)) for bias in BIASES]
    gates = sigmoid(np.array(BIASES))
    rows = [(b, gate, two_digits(m.belt), two_digits(m.cell)) for (b, m), gate in zip(measured, gates, strict=True)]
    return Table(f"What fifty steps leave of a gradient on c in an untrained LSTM ({CONDITIONS})", columns, rows)

"""Step 5: the tables of the LSTM: the prices step by step, one step in full, what is left of a gradient."""

import numpy as np
from drawing.table import Column, Table
from pages.answers import table
from pages.shared import price_tables
from pages.shared.gradient_left import BIASES, CONDITIONS, left_after, short
from pages.shared.price_cells import CANDIDATES, LAST, LSTM_BLOCKS, lstm_trace
from pages.shared.price_tables import by_price, quantity

from rnn_docs import price_lstm_params, sigmoid

WORDS = {"i": "input gate", "f": "forget gate", "g": "candidate", "o": "output gate"}


@table
def lstm_prices() -> Table:
    """Every gate and state at each of the four prices."""
    trace = lstm_trace()
    blocks = [quantity(trace, name, word) for name, word in WORDS.items()]
    states = [quantity(trace, "c", "cell", "c"), quantity(trace, "h", "hidden", "h")]
    return by_price("Four prices through the LSTM", blocks + states)


@table
def lstm_last_step() -> Table:
    """The last step in full: the two products, the bias, the sum, and what the squashing makes of it."""
    labels = {name: "tanh" if name in CANDIDATES else "σ" for name in LSTM_BLOCKS}
    return price_tables.last_step(
        f"Step {LAST}: gates and candidate", price_lstm_params(), lstm_trace(), labels, "squashed"
    )


@table
def lstm_gradient_left() -> Table:
    """What is left of a gradient after fifty steps, along both states, by the bias of the forget gate."""
    columns = (
        Column("forget bias", "b_f", 0),
        Column("gate at the start", r"\sigma(b_f)", 2),
        Column("left along c"),
        Column("left along h"),
    )
    measured = [(bias, left_after("LSTM", bias)) for bias in BIASES]
    gates = sigmoid(np.array(BIASES))
    rows = [(b, gate, short(m.cell), short(m.hidden)) for (b, m), gate in zip(measured, gates, strict=True)]  # type: ignore[arg-type]
    return Table(f"What fifty steps leave of a gradient in a fresh LSTM ({CONDITIONS})", columns, rows)

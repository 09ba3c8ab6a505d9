"""Step 5: the tables of the LSTM: the prices step by step, one step in full, what is left of a gradient."""

from collections.abc import Callable

import numpy as np
from kept_gradient import BIASES, CONDITIONS, left_after, short
from price_cells import CANDIDATES, LAST, LSTM_BLOCKS, lstm_trace, series
from table import Column, Table

from rnn_docs import PRICES, price_lstm_params, sigmoid

DECIMALS = 3


def prices() -> Table:
    """Every gate and state at each of the four prices."""
    trace = lstm_trace()
    columns = (
        Column("step", decimals=0),
        Column("price", "", 0),
        Column("scaled", "x_t", 1),
        Column("input gate", "i_t", DECIMALS),
        Column("forget gate", "f_t", DECIMALS),
        Column("candidate", "g_t", DECIMALS),
        Column("output gate", "o_t", DECIMALS),
        Column("cell", "c_t", DECIMALS, state="c"),
        Column("hidden", "h_t", DECIMALS, state="h"),
    )
    parts = [series(trace, name) for name in ("x", *LSTM_BLOCKS, "c", "h")]
    rows = [(t, PRICES[t], *(part[t] for part in parts)) for t in range(len(PRICES))]
    return Table("Four prices through the LSTM", columns, rows, download=True)


def last_step() -> Table:
    """The last step in full: the two products, the bias, the sum, and what the squashing makes of it."""
    trace, params = lstm_trace(), price_lstm_params()
    step = trace.step(LAST)
    columns = (
        Column("part"),
        Column("price", f"W_{{xh}} x_{LAST}", DECIMALS),
        Column("last state", f"W_{{hh}} h_{LAST - 1}", DECIMALS),
        Column("bias", "b_h", DECIMALS),
        Column("sum", "", DECIMALS),
        Column("squashed", "", DECIMALS),
    )
    rows = [
        (
            f"{name} ({'tanh' if name in CANDIDATES else 'sigmoid'})",
            *(float(part[row, 0]) for part in (step.wx, step.wh, params.b_h, step.a)),
            float(getattr(step, name)[0, 0]),
        )
        for row, name in enumerate(LSTM_BLOCKS)
    ]
    return Table(f"Step {LAST}: gates and candidate", columns, rows)


def left() -> Table:
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


TABLES: dict[str, Callable[[], Table]] = {
    "lstm-prices": prices,
    "lstm-last-step": last_step,
    "lstm-gradient-left": left,
}

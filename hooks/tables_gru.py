"""Step 6: the tables of the GRU: the prices, one step in full, parameter counts, what is left of a gradient."""

from collections.abc import Callable

import numpy as np
from kept_gradient import BIASES, CONDITIONS, left_after, short
from price_cells import GRU_BLOCKS, LAST, gru_trace, lstm_trace, series
from table import Column, Table

from rnn_docs import PRICES, CellParams, GRUParams, LSTMParams, VanillaParams, price_gru_params, to_keras, to_pytorch

DECIMALS = 3
GATES = {"r": "reset", "z": "update"}
INPUT_SIZE, HIDDEN_SIZE = 3, 4  # as large as the cell of step 3
KINDS: dict[str, type[CellParams]] = {"vanilla": VanillaParams, "GRU": GRUParams, "LSTM": LSTMParams}


def prices() -> Table:
    """Every gate and state at each of the four prices, and the LSTM's hidden state to compare."""
    trace = gru_trace()
    columns = (
        Column("step", decimals=0),
        Column("price", "", 0),
        Column("scaled", "x_t", 1),
        Column("reset gate", "r_t", DECIMALS),
        Column("update gate", "z_t", DECIMALS),
        Column("candidate", "n_t", DECIMALS),
        Column("hidden", "h_t", DECIMALS, state="h"),
        Column("LSTM's", "h_t", DECIMALS),
    )
    parts = [series(trace, name) for name in ("x", *GRU_BLOCKS, "h")] + [series(lstm_trace(), "h")]
    rows = [(t, PRICES[t], *(part[t] for part in parts)) for t in range(len(PRICES))]
    return Table("Four prices through the GRU", columns, rows, download=True)


def last_step() -> Table:
    """The gates of the last step: two products, the bias, the sum, and its sigmoid."""
    params, step = price_gru_params(), gru_trace().step(LAST)
    columns = (
        Column("part"),
        Column("price", f"W_{{xh}} x_{LAST}", DECIMALS),
        Column("last state", f"W_{{hh}} h_{LAST - 1}", DECIMALS),
        Column("bias", "b_h", DECIMALS),
        Column("sum", "", DECIMALS),
        Column("sigmoid", "", DECIMALS),
    )
    rows = [
        (
            f"{name} ({GATES[name]})",
            *(float(part[row, 0]) for part in (step.wx, step.wh, params.b_h, step.a)),
            float(getattr(step, name)[0, 0]),
        )
        for row, name in enumerate(GRU_BLOCKS)
        if name in GATES
    ]
    return Table(f"Step {LAST}: the two gates", columns, rows)


def blank(kind: type[CellParams]) -> CellParams:
    """A cell of the lesson's size, all zeros: only its shapes matter here."""
    rows = kind.blocks * HIDDEN_SIZE
    return kind(np.zeros((rows, INPUT_SIZE)), np.zeros((rows, HIDDEN_SIZE)), np.zeros((rows, 1)))


def parameter_counts(kind: type[CellParams]) -> tuple[int, int, int]:
    """How many numbers a cell has: with one bias, in PyTorch, in Keras; counted in the arrays themselves."""
    params = blank(kind)
    own = params.W_xh.size + params.W_hh.size + params.b_h.size
    return own, sum(a.size for a in to_pytorch(params).values()), sum(a.size for a in to_keras(params))


def parameters() -> Table:
    """Blocks and parameters of the three cells."""
    columns = (
        Column("cell"),
        Column("blocks", "", 0),
        Column("one bias", "", 0),
        Column("PyTorch: two biases", "", 0),
        Column("Keras' default", "", 0),
    )
    rows = [(name, kind.blocks, *parameter_counts(kind)) for name, kind in KINDS.items()]
    return Table(f"Parameters with {INPUT_SIZE} inputs and {HIDDEN_SIZE} units", columns, rows)


def left() -> Table:
    """What is left of a gradient on the hidden state after fifty steps, in a fresh GRU and a fresh LSTM."""
    columns = (Column("keep bias", r"b_z,\ b_f", 0), Column("left in the GRU"), Column("left in the LSTM"))
    rows = [(bias, *(short(left_after(kind, bias).hidden) for kind in ("GRU", "LSTM"))) for bias in BIASES]
    return Table(f"What fifty steps leave of a gradient on h ({CONDITIONS})", columns, rows)


TABLES: dict[str, Callable[[], Table]] = {
    "gru-prices": prices,
    "gru-last-step": last_step,
    "gru-parameters": parameters,
    "gru-gradient-left": left,
}

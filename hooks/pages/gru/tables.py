"""Step 6: the tables of the GRU: the prices, one step, parameter counts, what is left of a gradient, steps to learn."""

import numpy as np
from drawing.printing import mean_and_spread
from drawing.table import Column, Table
from pages.answers import table
from pages.shared import price_tables
from pages.shared.gradient_left import BIASES, CONDITIONS, left_after
from pages.shared.measured_gradients import two_digits
from pages.shared.price_tables import by_price, quantity
from pages.shared.record_keepers import LAST, gru_trace
from results.stored import settings, values

from rnn_docs import GRUParams, LSTMParams, VanillaParams, keeper_gru_params
from rnn_docs.cells.parameters import CellParams
from rnn_docs.conversions import to_keras, to_pytorch

LABELS = {"r": "reset", "z": "update", "n": ""}  # the candidate has formulas of its own on the page
INPUT_SIZE, HIDDEN_SIZE = 3, 4  # as large as the cell of step 3
RECALLED = {("GRU", 1): "gru-bias-1", ("GRU", 3): "gru", ("LSTM", 1): "lstm-bias-1", ("LSTM", 3): "lstm"}  # as stored
KINDS: dict[str, type[CellParams]] = {"vanilla": VanillaParams, "GRU": GRUParams, "LSTM": LSTMParams}


@table
def gru_prices() -> Table:
    """Every gate and state at each of the four prices."""
    trace = gru_trace()
    words = {"r": "reset gate", "z": "update gate", "n": "candidate"}
    blocks = [quantity(trace, name, word) for name, word in words.items()]
    return by_price("Four prices through the GRU", [*blocks, quantity(trace, "h", "hidden", "h")])


@table
def gru_last_step() -> Table:
    """The gates of the last step: two products, the bias, the sum, and its sigmoid."""
    return price_tables.last_step(f"t = {LAST}: the two gates", keeper_gru_params(), gru_trace(), LABELS, "sigmoid")


def blank(kind: type[CellParams]) -> CellParams:
    """A cell of the lesson's size, all zeros: only its shapes matter here."""
    rows = kind.blocks * HIDDEN_SIZE
    return kind(np.zeros((rows, INPUT_SIZE)), np.zeros((rows, HIDDEN_SIZE)), np.zeros((rows, 1)))


def parameter_counts(kind: type[CellParams]) -> tuple[int, int, int]:
    """How many numbers a cell has: with one bias, in PyTorch, in Keras; counted in the arrays themselves."""
    params = blank(kind)
    own = params.W_xh.size + params.W_hh.size + params.b_h.size
    return own, sum(a.size for a in to_pytorch(params).values()), sum(a.size for a in to_keras(params))


@table
def gru_parameters() -> Table:
    """Blocks and parameters of the three cells."""
    columns = (Column("cell"), Column("blocks", "", 0), Column("parameters", "", 0))
    rows = [(name, kind.blocks, parameter_counts(kind)[0]) for name, kind in KINDS.items()]
    return Table(f"Parameters with {INPUT_SIZE} inputs and {HIDDEN_SIZE} units", columns, rows)


@table
def gru_library_parameters() -> Table:
    """The same as two libraries count them."""
    columns = (
        Column("cell"),
        Column("one bias a block", "", 0),
        Column("PyTorch: two biases", "", 0),
        Column("Keras' default", "", 0),
    )
    rows = [(name, *parameter_counts(kind)) for name, kind in KINDS.items()]
    return Table(f"Parameters with {INPUT_SIZE} inputs and {HIDDEN_SIZE} units, by library", columns, rows)


@table
def gru_gradient_left() -> Table:
    """What is left of a gradient on the hidden state after fifty steps, in a fresh GRU and a fresh LSTM."""
    columns = (Column("keep bias", r"b_z,\ b_f", 0), Column("left in the GRU"), Column("left in the LSTM"))
    rows = [(bias, *(two_digits(left_after(kind, bias).hidden) for kind in ("GRU", "LSTM"))) for bias in BIASES]
    return Table(f"What fifty steps leave of a gradient on h ({CONDITIONS})", columns, rows)


def steps_to_learn(cell: str, keep_bias: int) -> list[float]:
    """After how many training steps each seed's network had learnt to recall the marked symbol."""
    return values("recall.json", RECALLED[cell, keep_bias], "solved_at")


@table
def gru_or_lstm() -> Table:
    """How soon GRU and LSTM learn the task of step 4, by the bias of the gate that keeps."""
    columns = (Column("keep bias", r"b_z,\ b_f", 0), Column("GRU"), Column("LSTM"))
    biases = sorted({bias for _, bias in RECALLED})
    rows = [(bias, *(mean_and_spread(steps_to_learn(cell, bias), 0) for cell in ("GRU", "LSTM"))) for bias in biases]
    seeds = len(steps_to_learn("GRU", biases[0]))
    return Table(
        f"Training steps until the marked symbol is recalled: mean and range of {seeds} seeds each, with as many "
        "parameters, each at the learning rate that did best on other seeds",
        columns,
        rows,
        settings=settings("recall.json", *RECALLED.values()),
    )

"""The tables of "Read the notation"."""

from collections.abc import Mapping

import numpy as np
from drawing.table import Column, Table
from pages.answers import table

from rnn_docs import GRUParams, LSTMParams, VanillaParams, init_cell, named_parameters, to_keras, to_onnx, to_pytorch

INPUT, HIDDEN = 3, 4  # the sizes of the small network
CELLS: Mapping[str, type] = {"vanilla": VanillaParams, "GRU": GRUParams, "LSTM": LSTMParams}


def size(arrays: object) -> int:
    """How many numbers a collection of arrays holds."""
    return sum(array.size for array in arrays)  # type: ignore[attr-defined]


@table
def notation_counts() -> Table:
    """The parameters of the three cells as each library stores them."""
    columns = (
        Column("cell"),
        Column("here", "", 0),
        Column("PyTorch", "", 0),
        Column("Keras", "", 0),
        Column("ONNX", "", 0),
    )
    rows = []
    for name, kind in CELLS.items():
        cell = init_cell(kind, INPUT, HIDDEN, np.random.default_rng(0))
        layouts = (
            named_parameters(cell),
            to_pytorch(cell),
            {str(k): W for k, W in enumerate(to_keras(cell))},
            to_onnx(cell),
        )
        rows.append((name, *(size(layout.values()) for layout in layouts)))
    return Table("Parameters for three inputs and four units, as each library stores them", columns, rows)

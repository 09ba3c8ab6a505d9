"""The tables of "Read the notation"."""

import numpy as np
from drawing.table import Column, Table
from pages.answers import table
from pages.shared.small_cells import CELLS, HIDDEN, INPUT, size

from rnn_docs import init_cell
from rnn_docs.cells.parameters import CellParams, named_parameters
from rnn_docs.conversions import to_keras, to_onnx, to_pytorch


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
        cell: CellParams = init_cell(kind, INPUT, HIDDEN, np.random.default_rng(0))
        layouts = (
            named_parameters(cell),
            to_pytorch(cell),
            {str(k): W for k, W in enumerate(to_keras(cell))},
            to_onnx(cell),
        )
        rows.append((name, *(size(layout.values()) for layout in layouts)))
    return Table("Parameters for three inputs and four units, as each library stores them", columns, rows)

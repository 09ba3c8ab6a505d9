"""The tables of the cheat sheet: the shape of every array, and how many numbers each cell learns."""

import numpy as np
from drawing.table import Column, Table
from pages.answers import table
from pages.shared.small_cells import CELLS, HIDDEN, INPUT, size

from rnn_docs import LSTMParams, forward, init_cell, init_readout, readout
from rnn_docs.cells.parameters import CellParams, named_parameters
from rnn_docs.conversions import to_pytorch

SIZES = ((INPUT, HIDDEN), (10, 20), (128, 256))  # inputs and hidden units
BATCH, OUTPUT = 2, 3


def _drawn(kind: type, sizes: tuple[int, int] = (INPUT, HIDDEN)) -> CellParams:
    return init_cell(kind, *sizes, np.random.default_rng(0))


def arrays(kind: type) -> dict[str, np.ndarray]:
    """Every array of one step and its read-out, by the name that the sheet gives it."""
    cell, out = _drawn(kind), init_readout(HIDDEN, OUTPUT, np.random.default_rng(0))
    xs = np.zeros((1, INPUT, BATCH))
    trace = forward(cell, xs)
    found = {"x_t": xs[0], **named_parameters(cell), "h_t": trace.hs[0]}
    if kind is LSTMParams:
        found["c_t"] = trace["c"][0]
    return found | {"W_hy": out.W_hy, "b_y": out.b_y, "y_t": readout(out, trace.hs)[0]}


def _shape(array: np.ndarray | None) -> str:
    return "–" if array is None else "×".join(str(length) for length in array.shape)


GENERAL = {
    "x_t": "D × N",
    "W_xh": "B·H × D",
    "W_hh": "B·H × H",
    "b_h": "B·H × 1",
    "h_t": "H × N",
    "c_t": "H × N",
    "W_hy": "K × H",
    "b_y": "K × 1",
    "y_t": "K × N",
}


@table
def sheet_shapes() -> Table:
    """Rows by columns of each array, for the sizes of the small network."""
    cells = [arrays(kind) for kind in CELLS.values()]
    columns = (Column("array"), Column("rows × columns"), *(Column(name) for name in CELLS))
    rows = [(name, general, *(_shape(cell.get(name)) for cell in cells)) for name, general in GENERAL.items()]
    sizes = f"D = {INPUT}, H = {HIDDEN}, K = {OUTPUT}, N = {BATCH}"
    return Table(f"Shapes for {sizes}", columns, rows)


@table
def sheet_counts() -> Table:
    """Parameters at three sizes, and what PyTorch's second bias adds."""
    columns = (
        Column("D, H"),
        *(Column(f"{inputs}, {hidden}", "", 0) for inputs, hidden in SIZES),
        Column(f"{INPUT}, {HIDDEN} in PyTorch", "", 0),
    )
    rows = []
    for name, kind in CELLS.items():
        here = [size(named_parameters(_drawn(kind, sizes)).values()) for sizes in SIZES]
        rows.append((name, *here, size(to_pytorch(_drawn(kind)).values())))
    return Table("Numbers to learn for D, H; the read-out not counted", columns, rows)

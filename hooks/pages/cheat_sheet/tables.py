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


ARRAYS = {  # what each is, and its shape
    "x_t": ("input", r"D \times N"),
    "W_xh": ("from input", r"B \cdot H \times D"),
    "W_hh": ("from state", r"B \cdot H \times H"),
    "b_h": ("bias", r"B \cdot H \times 1"),
    "h_t": ("state", r"H \times N"),
    "c_t": ("cell", r"H \times N"),
    "W_hy": ("read-out", r"K \times H"),
    "b_y": ("its bias", r"K \times 1"),
    "y_t": ("output", r"K \times N"),
}


def _formula(name: str) -> str:
    """The symbol of an array, from its name in the code."""
    letter, _, index = name.partition("_")
    return f"{letter}_{index}" if len(index) == 1 else f"{letter}_{{{index}}}"


@table
def sheet_shapes() -> Table:
    """Rows by columns of each array, for the sizes of the small network."""
    cells = [arrays(kind) for kind in CELLS.values()]
    shapes = Column("rows × columns", formulas=True)
    columns = (Column("array"), shapes, *(Column(name) for name in CELLS))
    rows = [
        (f"{words} ${_formula(name)}$", shape, *(_shape(cell.get(name)) for cell in cells))
        for name, (words, shape) in ARRAYS.items()
    ]
    sizes = f"{INPUT} inputs, {HIDDEN} units, {OUTPUT} outputs, {BATCH} sequences"
    return Table(f"Shapes for {sizes}", columns, rows)


@table
def sheet_counts() -> Table:
    """Parameters at three sizes, and what PyTorch's second bias adds."""
    columns = (
        Column("inputs, units"),
        *(Column(f"{inputs}, {hidden}", "", 0) for inputs, hidden in SIZES),
        Column(f"{INPUT}, {HIDDEN} in PyTorch", "", 0),
    )
    rows = []
    for name, kind in CELLS.items():
        here = [size(named_parameters(_drawn(kind, sizes)).values()) for sizes in SIZES]
        rows.append((name, *here, size(to_pytorch(_drawn(kind)).values())))
    return Table("Numbers to learn; the read-out not counted", columns, rows)

"""Step 4: what is left of a gradient under every setting measured, and two matrices that mislead."""

import numpy as np
from drawing.table import Column, Table
from pages.answers import table
from pages.shared.gradient_left import left_after
from pages.shared.measured_gradients import (
    FLOW_SEQ_LEN,
    NBSP,
    PLAIN,
    SEEDS,
    Setting,
    norms,
    two_digits,
    typical,
)

from rnn_docs.measure import largest_singular_value

STRETCHED = Setting("vanilla", start="orthogonal", gain=1.25)
SETTINGS = {
    "plain, radius 0.25": Setting("vanilla", radius=0.25),
    "plain, uniform start": PLAIN,
    "plain, radius 0.9": Setting("vanilla", radius=0.9),
    "plain, radius 1": Setting("vanilla", radius=1.0),
    "plain, radius 1.25": Setting("vanilla", radius=1.25),
    "plain, identity": Setting("vanilla", start="identity"),
    "plain, orthogonal": Setting("vanilla", start="orthogonal"),
    "plain, orthogonal × 1.25": STRETCHED,
    "LSTM, keep bias 0": Setting("LSTM"),
    "LSTM, keep bias 1": Setting("LSTM", 1.0),
    "LSTM, keep bias 3": Setting("LSTM", 3.0),
    "GRU, keep bias 0": Setting("GRU"),
    "GRU, keep bias 1": Setting("GRU", 1.0),
    "GRU, keep bias 3": Setting("GRU", 3.0),
}
INPUTS = {"zero, silence": 0.0, "from N(0, 0.1²), quiet": 0.1, "from N(0, 1), loud": 1.0}
LOUD_RADIUS = 1.25
MATRICES = {"A": np.array([[0.0, 2.0], [0.0, 0.0]]), "B": np.array([[0.9, 1.0], [0.0, 0.9]])}
POWERS = (1, 2, 3, 10, FLOW_SEQ_LEN)


LEFT = (Column("typical"), Column("smallest"), Column("largest"))  # of the seeds


def tight(value: float) -> str:
    """A number of any size without spaces, for a phone: 8·10⁻³³."""
    return two_digits(value).replace(NBSP, "")


def _spread(setting: Setting) -> tuple[str, str, str]:
    rows = norms(setting)
    return tight(typical(rows)), tight(float(rows[:, -1].min())), tight(float(rows[:, -1].max()))


@table
def gradients_by_setting() -> Table:
    """What arrives after fifty steps, for every start, radius and bias."""
    rows = [(name, *_spread(setting)) for name, setting in SETTINGS.items()]
    caption = f"What {FLOW_SEQ_LEN} steps leave of dL/dh; typical is the geometric mean of {len(SEEDS)} seeds"
    return Table(caption, (Column("cell"), *LEFT), rows)


@table
def gradients_on_the_cell() -> Table:
    """What arrives at the LSTM's cell state: by the forget gates alone, and with all detours."""
    lstms = {name: left_after(s.kind, s.keep_bias) for name, s in SETTINGS.items() if s.kind == "LSTM"}
    rows = [(name, tight(left.belt), tight(left.cell)) for name, left in lstms.items()]
    columns = (Column("cell"), Column("along the belt alone"), Column("in total"))
    return Table(f"What {FLOW_SEQ_LEN} steps leave of dL/dc, the geometric mean of the same seeds", columns, rows)


@table
def gradients_by_input() -> Table:
    """The same plain cells, radius 1.25, hearing more or less."""
    settings = {name: Setting("vanilla", radius=LOUD_RADIUS, input_scale=scale) for name, scale in INPUTS.items()}
    rows = [(name, *_spread(setting)) for name, setting in settings.items()]
    return Table(
        f"Plain, radius {LOUD_RADIUS}: what {FLOW_SEQ_LEN} steps leave of dL/dh", (Column("inputs"), *LEFT), rows
    )


@table
def misleading_matrices() -> Table:
    """How far the powers of A and B can stretch a vector."""
    rows = [
        (k, *(largest_singular_value(np.linalg.matrix_power(matrix, k)) for matrix in MATRICES.values()))
        for k in POWERS
    ]
    columns = (Column("factors", "k", 0), *(Column("stretch of", f"{name}^k", 2) for name in MATRICES))
    return Table("Largest stretch after k factors", columns, rows)

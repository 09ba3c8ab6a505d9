"""Step 4: the numbers in the prose on vanishing and exploding gradients."""

from collections.abc import Callable
from numbers import Real

import numpy as np
from pages.shared import cat_sat
from pages.shared.measured_gradients import (
    FLOW_SEQ_LEN,
    LSTM_KEEPS,
    PLAIN,
    Setting,
    cell_norms,
    jacobian_bounds,
    latex,
    norms,
    plain_cells,
    slope_bounds,
    typical,
)
from pages.shared.toy_factor import FACTOR, FACTORS, GROWTH, SENTENCE, apart
from pages.vanishing_gradient.tables import LOUD_RADIUS, MATRICES

from rnn_docs import cat_sat_params, sigmoid
from rnn_docs.measure import (
    FLOW_HIDDEN_SIZE,
    FLOW_INPUT_SIZE,
    geometric_mean,
    largest_singular_value,
    spectral_radius,
    step_jacobian,
)

PARAMS = cat_sat_params()


def slope_of_sigmoid() -> float:
    """The steepest slope of the sigmoid: σ(1 − σ) at zero."""
    y = float(sigmoid(np.zeros(1))[0])
    return y * (1 - y)


def toy_left(factors: int) -> str:
    return latex(FACTOR**factors)


def two_steps() -> float:
    """How far the last two steps of "the cat sat" together can stretch a gradient."""
    first, second = (step_jacobian(PARAMS, h) for h in cat_sat.trace("the cat sat").hs[1:])
    return largest_singular_value(second @ first)


def matrix(name: str) -> str:
    rows = r" \\ ".join(" & ".join(f"{entry:g}" for entry in row) for row in MATRICES[name])
    return rf"${name} = \begin{{bmatrix}} {rows} \end{{bmatrix}}$"


def one_in(share: float) -> int:
    """One part in how many, to two digits."""
    return int(float(f"{1 / share:.2g}"))


def plain_radius() -> float:
    """The spectral radius of the plain cells as drawn, the mean of the seeds."""
    return geometric_mean(np.array([spectral_radius(params.W_hh) for params in plain_cells()]))


def left(setting: Setting, distance: int = FLOW_SEQ_LEN) -> str:
    return latex(typical(norms(setting), distance))


VALUES: dict[str, Callable[[], Real | str]] = {
    "slope-of-sigmoid": slope_of_sigmoid,
    "slope-of-tanh": lambda: round(1 - float(np.tanh(0.0)) ** 2),
    "sentence-words": lambda: len(SENTENCE.split()),
    "sentence-toy-left": lambda: toy_left(apart()),
    "sentence-vanilla-one-in": lambda: one_in(typical(norms(PLAIN), apart())),
    "cat-sat-stretch": lambda: largest_singular_value(PARAMS.W_hh),
    "cat-sat-radius": lambda: spectral_radius(PARAMS.W_hh),
    "cat-sat-two-steps": two_steps,
    "flow-hidden": lambda: FLOW_HIDDEN_SIZE,
    "flow-inputs": lambda: FLOW_INPUT_SIZE,
    "flow-vanilla": lambda: left(PLAIN),
    "flow-radius-one": lambda: left(Setting("vanilla", radius=1.0)),
    "flow-lstm-blank": lambda: left(Setting("LSTM")),
    "flow-lstm-cell": lambda: typical(cell_norms(LSTM_KEEPS)),
    "flow-lstm-cell-start": lambda: typical(cell_norms(LSTM_KEEPS), 0),
    "flow-radius": plain_radius,
    "flow-stretch": lambda: typical(slope_bounds(), 1),
    "flow-bound": lambda: typical(slope_bounds()),
    "flow-jacobian-bound": lambda: typical(jacobian_bounds()),
    "misleading-a": lambda: matrix("A"),
    "misleading-b": lambda: matrix("B"),
    "misleading-a-stretch": lambda: largest_singular_value(MATRICES["A"]),
    "misleading-b-radius": lambda: spectral_radius(MATRICES["B"]),
    "loud-radius": lambda: LOUD_RADIUS,
    "keep-bias": lambda: round(LSTM_KEEPS.keep_bias),
    "keep-gate": lambda: float(sigmoid(np.full(1, LSTM_KEEPS.keep_bias))[0]),
    "growth-factor": lambda: GROWTH,
    "growth-left": lambda: GROWTH**FACTORS,
    "growth-far": lambda: GROWTH ** apart(),
}

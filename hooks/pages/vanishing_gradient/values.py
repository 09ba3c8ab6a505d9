"""Step 4: the numbers in the prose on vanishing and exploding gradients."""

import numpy as np
from drawing.printing import number, word
from pages.answers import value
from pages.shared import cat_sat
from pages.shared.measured_gradients import (
    FLOW_SEQ_LEN,
    LSTM_KEEPS,
    PLAIN,
    Setting,
    jacobian_bounds,
    norms,
    plain_cells,
    slope_bounds,
    two_digits_latex,
    typical,
)
from pages.shared.toy_factor import GROWTH, ONE_UNIT, apart, slope_at, step_factor
from pages.vanishing_gradient.tables import LOUD_RADIUS, MATRICES, STRETCHED
from pages.vanishing_gradient.who_remembers import (
    FILE,
    Network,
    average,
    left_at_start,
    of,
    rates_that_teach,
    runs,
    solved_at,
)
from results.stored import stored

from rnn_docs import cat_sat_params, sigmoid
from rnn_docs.comparison import RATES, VALIDATION_SEEDS
from rnn_docs.measure import (
    FLOW_HIDDEN_SIZE,
    FLOW_INPUT_SIZE,
    geometric_mean,
    largest_singular_value,
    spectral_radius,
    step_jacobian,
)
from rnn_docs.tasks.recall import BATCH_SIZE, TEST_SIZE

PARAMS = cat_sat_params()


@value
def slope_of_sigmoid() -> float:
    """The steepest slope of the sigmoid: σ(1 − σ) at zero."""
    y = float(sigmoid(np.zeros(1))[0])
    return y * (1 - y)


@value
def slope_of_tanh() -> int:
    return round(1 - float(np.tanh(0.0)) ** 2)


@value
def one_unit() -> str:
    """One step back in a network of one unit: its slope and its factor, with numbers."""
    w, h = number(ONE_UNIT.weight, 1), number(ONE_UNIT.state, 1)
    slope, factor = number(slope_at(ONE_UNIT.state)), number(step_factor(ONE_UNIT))
    return (
        rf"$$\begin{{aligned}}w &= {w} \qquad h_t = {h} \\ \text{{slope}} &= 1 - {h}^2 = {slope} \\ "
        rf"\text{{factor}} &= {w} \cdot {slope} = {factor}\end{{aligned}}$$"
    )


@value
def cat_sat_stretch() -> float:
    return largest_singular_value(PARAMS.W_hh)


@value
def cat_sat_radius() -> float:
    return spectral_radius(PARAMS.W_hh)


@value
def cat_sat_two_steps() -> float:
    """How far the last two steps of "the cat sat" together can stretch a gradient."""
    first, second = (step_jacobian(PARAMS, h) for h in cat_sat.trace("the cat sat").hs[1:])
    return largest_singular_value(second @ first)


@value
def flow_hidden() -> int:
    return FLOW_HIDDEN_SIZE


@value
def flow_inputs() -> int:
    return FLOW_INPUT_SIZE


@value
def flow_vanilla() -> str:
    return left(PLAIN)


@value
def flow_lstm_blank() -> str:
    return left(Setting("LSTM"))


@value
def flow_stretched() -> str:
    return left(STRETCHED)


@value
def stretched_gain() -> float:
    return STRETCHED.gain


def matrix(name: str) -> str:
    rows = r" \\ ".join(" & ".join(f"{entry:g}" for entry in row) for row in MATRICES[name])
    return rf"${name} = \begin{{bmatrix}} {rows} \end{{bmatrix}}$"


@value
def flow_radius() -> float:
    """The spectral radius of the plain cells as drawn, the mean of the seeds."""
    return geometric_mean(np.array([spectral_radius(params.W_hh) for params in plain_cells()]))


@value
def flow_stretch() -> float:
    return typical(slope_bounds(), 1)


@value
def flow_bound() -> float:
    return typical(slope_bounds())


@value
def flow_jacobian_bound() -> float:
    return typical(jacobian_bounds())


@value
def misleading_a() -> str:
    return matrix("A")


@value
def misleading_b() -> str:
    return matrix("B")


@value
def misleading_a_stretch() -> float:
    return largest_singular_value(MATRICES["A"])


@value
def misleading_b_radius() -> float:
    return spectral_radius(MATRICES["B"])


@value
def loud_radius() -> float:
    return LOUD_RADIUS


@value
def keep_bias() -> int:
    return round(LSTM_KEEPS.keep_bias)


@value
def keep_gate() -> float:
    return float(sigmoid(np.full(1, LSTM_KEEPS.keep_bias))[0])


@value
def growth_factor() -> float:
    return GROWTH


@value
def growth_far() -> float:
    return GROWTH ** apart()


def left(setting: Setting, distance: int = FLOW_SEQ_LEN) -> str:
    return two_digits_latex(typical(norms(setting), distance))


# --- recall of the marked symbol -------------------------------------------------------------------------


def learnt(network: Network) -> str:
    """How many of the seeds learnt it, in words."""
    return f"{word(len(solved_at(network)))} of {word(len(runs(network)))}"


@value
def recall_plain() -> str:
    return learnt(of("vanilla"))


@value
def recall_plain_steps() -> int:
    return round(average(of("vanilla")))


@value
def recall_lstm_steps() -> int:
    return round(average(of("lstm")))


@value
def recall_gru_steps() -> int:
    return round(average(of("gru")))


@value
def recall_stretched_steps() -> int:
    return round(average(of("stretched")))


@value
def recall_plain_left() -> float:
    """What thirty symbols leave of a gradient in the plain networks with which training on the mark begins."""
    return left_at_start(of("vanilla"))


@value
def recall_lstm_one_left() -> float:
    return left_at_start(of("lstm-bias-1"))


@value
def recall_lstm_bias_factor() -> float:
    return left_at_start(of("lstm")) / left_at_start(of("lstm-bias-1"))


@value
def recall_lstm_one_steps() -> int:
    return round(average(of("lstm-bias-1")))


@value
def recall_grid() -> str:
    """How many rates there are."""
    return word(len(RATES))


@value
def recall_plain_rates() -> str:
    """With how many of the rates the plain network learnt anything."""
    return word(len(rates_that_teach(of("vanilla"))))


@value
def recall_units() -> int:
    return int(stored(FILE).conditions["lstm"]["units"])


@value
def recall_validation() -> str:
    return word(len(VALIDATION_SEEDS))


@value
def recall_batch_size() -> int:
    return BATCH_SIZE


@value
def recall_tests() -> int:
    return TEST_SIZE

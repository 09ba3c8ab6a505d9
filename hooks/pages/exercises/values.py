"""The numbers in the exercises on steps 1 to 6: what is given, and what the worked solutions arrive at."""

import math
from collections.abc import Sequence

import numpy as np
from drawing.latex import aligned, bracketed, given, plain
from pages.answers import value

from rnn_docs import GRUParams, LSTMParams, VanillaParams, cat_sat_params, encode, forward, init_cell, sigmoid
from rnn_docs.cells.parameters import CellParams, named_parameters

WINDOW, VOCABULARY, UNITS = 5, 1000, 50  # 1b: a window of words
SMALL = {"words": 12, "vocabulary": 20, "units": 5}  # 2a: a network to count
W_X, W_H, B, INPUTS = 2.0, -1.0, 0.5, (0.1, -0.4)  # 3b: a cell with one unit
FACTORS, SHARE = (0.5, 0.9), 0.001  # 4a: how many steps until so little is left
WEIGHT, STATES = 1.2, (0.5, -0.8)  # 4b: a chain of two steps
GRADIENT, LIMIT = (3.0, 4.0, 12.0), 6.5  # 4c: what is clipped
OLD_CELL, FORGET, INPUT, CANDIDATE, OUTPUT = 1.5, 0.8, 0.25, 0.6, 0.5  # 5a: one step of an LSTM
HALF, DISTANCE = 0.5, 100  # 5b: what shall be left after so many steps
OLD_STATE, UPDATE, NEW = 0.5, 0.9, -1.0  # 6a: one step of a GRU; the candidate is written as its limit
WIDE, HIDDEN = 8, 16  # 6b: inputs and units


# --- steps 1 to 3 --------------------------------------------------------------------------------------------------


@value
def ex_orders() -> str:
    count = len(encode("the cat sat"))
    factors = r" \cdot ".join(str(k) for k in range(count, 0, -1))
    return f"${factors} = {math.factorial(count)}$"


@value
def ex_window() -> int:
    return WINDOW


@value
def ex_vocabulary() -> int:
    return VOCABULARY


@value
def ex_units() -> int:
    return UNITS


@value
def ex_window_weights() -> str:
    return rf"${WINDOW} \cdot {plain(VOCABULARY, 0)} \cdot {UNITS} = {plain(WINDOW * VOCABULARY * UNITS, 0)}$"


@value
def ex_recurrent_weights() -> str:
    total = VOCABULARY * UNITS + UNITS * UNITS
    return rf"${plain(VOCABULARY, 0)} \cdot {UNITS} + {UNITS} \cdot {UNITS} = {plain(total, 0)}$"


@value
def ex_small_words() -> int:
    return SMALL["words"]


@value
def ex_small_vocabulary() -> int:
    return SMALL["vocabulary"]


@value
def ex_small_units() -> int:
    return SMALL["units"]


@value
def ex_small_numbers() -> int:
    return SMALL["words"] * SMALL["units"]


@value
def ex_small_parameters() -> str:
    units, inputs = SMALL["units"], SMALL["vocabulary"]
    params = init_cell(VanillaParams, inputs, units, np.random.default_rng(0))
    total = sum(array.size for array in named_parameters(params).values())
    return rf"${units} \cdot {inputs} + {units} \cdot {units} + {units} = {total}$"


@value
def ex_sat_first() -> str:
    """The state after "sat" as the first word, unit by unit."""
    params, state = cat_sat_params(), forward(cat_sat_params(), encode("sat")).hs[0, :, 0]
    lines = []
    for unit, (weight, bias) in enumerate(zip(params.W_xh[:, 2], params.b_h[:, 0], strict=True)):
        lines.append(rf"\tanh({plain(weight, 1)} + {bracketed(bias, 1)}) &= {plain(state[unit])}")
    return aligned(lines)


def one_unit() -> tuple[float, float]:
    first = math.tanh(W_X * INPUTS[0] + B)
    return first, math.tanh(W_X * INPUTS[1] + W_H * first + B)


@value
def ex_one_unit_cell() -> str:
    sign = "-" if W_H < 0 else "+"
    factor = "" if abs(W_H) == 1 else f"{abs(W_H):g}\\, "
    return rf"$h_t = \tanh({W_X:g}\, x_t {sign} {factor}h_{{t-1}} + {B:g})$"


@value
def ex_one_unit_inputs() -> str:
    return f"$x_0 = {INPUTS[0]:g}$ and $x_1 = {INPUTS[1]:g}$"


@value
def ex_one_unit_first() -> str:
    inside, first = W_X * INPUTS[0] + B, plain(one_unit()[0])
    return aligned([rf"h_0 &= \tanh({W_X:g} \cdot {INPUTS[0]:g} - 0 + {B:g})", rf"&= \tanh({inside:g}) = {first}"])


@value
def ex_one_unit_second() -> str:
    first, second = one_unit()
    inside = W_X * INPUTS[1] + W_H * first + B
    lines = [
        rf"h_1 &= \tanh({W_X:g} \cdot {given(INPUTS[1])} - {plain(first)} + {B:g})",
        rf"&= \tanh({plain(inside)}) = {plain(second)}",
    ]
    return aligned(lines)


# --- step 4 --------------------------------------------------------------------------------------------------------


def _as_given(values: Sequence[float]) -> str:
    return ", ".join(f"{value:g}" for value in values)


def steps_until(factor: float) -> int:
    """How many factors leave less than the share."""
    return math.ceil(math.log(SHARE) / math.log(factor))


def fading(factor: float) -> str:
    steps = steps_until(factor)
    return rf"${factor:g}^{{{steps}}} = {plain(factor**steps, 6)}$"


@value
def ex_factors() -> str:
    return f"{FACTORS[0]:g}, or by {FACTORS[1]:g}"


@value
def ex_share() -> float:
    return SHARE


@value
def ex_fading_fast() -> str:
    return fading(FACTORS[0])


@value
def ex_fading_slowly() -> str:
    return fading(FACTORS[1])


@value
def ex_fast() -> int:
    return steps_until(FACTORS[0])


@value
def ex_slowly() -> int:
    return steps_until(FACTORS[1])


@value
def ex_chain_weight() -> str:
    return f"${WEIGHT:g}$"


@value
def ex_chain_states() -> str:
    return f"${STATES[0]:g}$ and ${STATES[1]:g}$"


@value
def ex_chain() -> str:
    parts = r" \cdot ".join(rf"{WEIGHT:g} \cdot (1 - {given(state)}^2)" for state in STATES)
    product = math.prod(WEIGHT * (1 - state**2) for state in STATES)
    return aligned([f"&{parts}", f"&= {plain(product, 4)}"])


@value
def ex_chain_bound() -> str:
    return f"${WEIGHT:g}^2 = {WEIGHT**2:g}$"


@value
def ex_gradient() -> str:
    return f"$({_as_given(GRADIENT)})$"


@value
def ex_limit() -> float:
    return LIMIT


@value
def ex_lstm_given() -> str:
    return f"$c_{{t-1}} = {OLD_CELL:g}$, $f = {FORGET:g}$, $i = {INPUT:g}$, $g = {CANDIDATE:g}$ and $o = {OUTPUT:g}$"


# --- step 5 --------------------------------------------------------------------------------------------------------


@value
def ex_lstm_cell() -> str:
    new = FORGET * OLD_CELL + INPUT * CANDIDATE
    return rf"$$c_t = {FORGET:g} \cdot {OLD_CELL:g} + {INPUT:g} \cdot {CANDIDATE:g} = {plain(new, 2)}$$"


@value
def ex_lstm_hidden() -> str:
    new = FORGET * OLD_CELL + INPUT * CANDIDATE
    return rf"$$h_t = {OUTPUT:g} \cdot \tanh({plain(new, 2)}) = {plain(OUTPUT * math.tanh(new))}$$"


@value
def ex_distance() -> int:
    return DISTANCE


def keep() -> float:
    """The forget gate that leaves the wanted share after all steps."""
    return math.pow(HALF, 1 / DISTANCE)


@value
def ex_keep() -> str:
    return rf"$f = {HALF:g}^{{1/{DISTANCE}}} = {plain(keep(), 5)}$"


def keep_bias() -> float:
    return math.log(keep() / (1 - keep()))


@value
def ex_keep_bias() -> str:
    return rf"$$b = \log\frac{{f}}{{1 - f}} = {plain(keep_bias(), 2)}$$"


def left(bias: float) -> str:
    """What is left along the cell with a constant forget gate of this bias: a power of ten."""
    share = float(sigmoid(np.array([float(bias)]))[0]) ** DISTANCE
    exponent = math.floor(math.log10(share))
    if exponent >= -2:
        return f"${plain(share, 4)}$"
    return rf"${share / 10**exponent:.1f} \cdot 10^{{{exponent}}}$"


@value
def ex_left_0() -> str:
    return left(0)


@value
def ex_left_1() -> str:
    return left(1)


@value
def ex_left_3() -> str:
    return left(3)


# --- step 6 --------------------------------------------------------------------------------------------------------


@value
def ex_gru_given() -> str:
    return f"$h_{{t-1}} = {OLD_STATE:g}$, $z = {UPDATE:g}$ and a candidate close to ${NEW:g}$"


@value
def ex_gru_kept() -> str:
    new = (1 - UPDATE) * NEW + UPDATE * OLD_STATE
    return rf"$$h_t = (1 - {UPDATE:g}) \cdot {given(NEW)} + {UPDATE:g} \cdot {OLD_STATE:g} = {plain(new, 2)}$$"


@value
def ex_gru_swapped() -> str:
    new = UPDATE * NEW + (1 - UPDATE) * OLD_STATE
    return rf"$${UPDATE:g} \cdot {given(NEW)} + (1 - {UPDATE:g}) \cdot {OLD_STATE:g} = {plain(new, 2)}$$"


@value
def ex_wide() -> int:
    return WIDE


@value
def ex_hidden() -> int:
    return HIDDEN


@value
def ex_count_lstm() -> str:
    return counted(LSTMParams, HIDDEN)


@value
def ex_count_gru() -> str:
    return counted(GRUParams, HIDDEN)


@value
def ex_count_larger() -> str:
    return counted(GRUParams, ex_equal_size())


@value
def ex_count_too_large() -> str:
    return counted(GRUParams, ex_equal_size() + 1)


def parameters(kind: type, hidden: int) -> int:
    cell: CellParams = init_cell(kind, WIDE, hidden, np.random.default_rng(0))
    return sum(array.size for array in named_parameters(cell).values())


def counted(kind: type, hidden: int) -> str:
    blocks, total = kind.blocks, parameters(kind, hidden)  # type: ignore[attr-defined]
    return rf"${blocks} \cdot ({hidden} \cdot {WIDE} + {hidden} \cdot {hidden} + {hidden}) = {plain(total, 0)}$"


@value
def ex_equal_size() -> int:
    """The largest GRU with no more parameters than the LSTM."""
    limit = parameters(LSTMParams, HIDDEN)
    return max(hidden for hidden in range(1, 3 * HIDDEN) if parameters(GRUParams, hidden) <= limit)

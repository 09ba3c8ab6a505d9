"""The numbers in the exercises on steps 1 to 3: what is given, and what the worked solutions arrive at."""

import math
from collections.abc import Callable
from numbers import Real

import numpy as np
from drawing.latex import aligned, bracketed, given, plain

from rnn_docs import VanillaParams, cat_sat_params, encode, forward, init_cell
from rnn_docs.parameters import named_parameters

WINDOW, VOCABULARY, UNITS = 5, 1000, 50  # 1b: a window of words
SMALL = {"words": 12, "vocabulary": 20, "units": 5}  # 2a: a network to count
W_X, W_H, B, INPUTS = 2.0, -1.0, 0.5, (0.1, -0.4)  # 3b: a cell with one unit


def orders() -> str:
    count = len(encode("the cat sat"))
    factors = r" \cdot ".join(str(k) for k in range(count, 0, -1))
    return f"${factors} = {math.factorial(count)}$"


def window_weights() -> str:
    return rf"${WINDOW} \cdot {plain(VOCABULARY, 0)} \cdot {UNITS} = {plain(WINDOW * VOCABULARY * UNITS, 0)}$"


def recurrent_weights() -> str:
    total = VOCABULARY * UNITS + UNITS * UNITS
    return rf"${plain(VOCABULARY, 0)} \cdot {UNITS} + {UNITS} \cdot {UNITS} = {plain(total, 0)}$"


def small_parameters() -> str:
    units, inputs = SMALL["units"], SMALL["vocabulary"]
    params = init_cell(VanillaParams, inputs, units, np.random.default_rng(0))
    total = sum(array.size for array in named_parameters(params).values())
    return rf"${units} \cdot {inputs} + {units} \cdot {units} + {units} = {total}$"


def sat_first() -> str:
    """The state after "sat" as the first word, unit by unit."""
    params, state = cat_sat_params(), forward(cat_sat_params(), encode("sat")).hs[0, :, 0]
    lines = []
    for unit, (weight, bias) in enumerate(zip(params.W_xh[:, 2], params.b_h[:, 0], strict=True)):
        lines.append(rf"\tanh({plain(weight, 1)} + {bracketed(bias, 1)}) &= {plain(state[unit])}")
    return aligned(lines)


def one_unit() -> tuple[float, float]:
    first = math.tanh(W_X * INPUTS[0] + B)
    return first, math.tanh(W_X * INPUTS[1] + W_H * first + B)


def one_unit_cell() -> str:
    sign = "-" if W_H < 0 else "+"
    factor = "" if abs(W_H) == 1 else f"{abs(W_H):g}\\, "
    return rf"$h_t = \tanh({W_X:g}\, x_t {sign} {factor}h_{{t-1}} + {B:g})$"


def one_unit_first() -> str:
    inside, first = W_X * INPUTS[0] + B, plain(one_unit()[0])
    return aligned([rf"h_0 &= \tanh({W_X:g} \cdot {INPUTS[0]:g} - 0 + {B:g})", rf"&= \tanh({inside:g}) = {first}"])


def one_unit_second() -> str:
    first, second = one_unit()
    inside = W_X * INPUTS[1] + W_H * first + B
    lines = [
        rf"h_1 &= \tanh({W_X:g} \cdot {given(INPUTS[1])} - {plain(first)} + {B:g})",
        rf"&= \tanh({plain(inside)}) = {plain(second)}",
    ]
    return aligned(lines)


VALUES: dict[str, Callable[[], Real | str]] = {
    "ex-orders": orders,
    "ex-window": lambda: WINDOW,
    "ex-vocabulary": lambda: VOCABULARY,
    "ex-units": lambda: UNITS,
    "ex-window-weights": window_weights,
    "ex-recurrent-weights": recurrent_weights,
    "ex-small-words": lambda: SMALL["words"],
    "ex-small-vocabulary": lambda: SMALL["vocabulary"],
    "ex-small-units": lambda: SMALL["units"],
    "ex-small-numbers": lambda: SMALL["words"] * SMALL["units"],
    "ex-small-parameters": small_parameters,
    "ex-sat-first": sat_first,
    "ex-one-unit-cell": one_unit_cell,
    "ex-one-unit-inputs": lambda: f"$x_0 = {INPUTS[0]:g}$ and $x_1 = {INPUTS[1]:g}$",
    "ex-one-unit-first": one_unit_first,
    "ex-one-unit-second": one_unit_second,
}

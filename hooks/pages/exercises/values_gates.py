"""The numbers in the exercises on steps 4 to 6: what is given, and what the worked solutions arrive at."""

import math
from collections.abc import Callable, Sequence
from numbers import Real

import numpy as np
from drawing.latex import aligned, given, plain

from rnn_docs import GRUParams, LSTMParams, init_cell, sigmoid
from rnn_docs.parameters import named_parameters

FACTORS, SHARE = (0.5, 0.9), 0.001  # 4a: how many steps until so little is left
WEIGHT, STATES = 1.2, (0.5, -0.8)  # 4b: a chain of two steps
GRADIENT, LIMIT = (3.0, 4.0, 12.0), 6.5  # 4c: what is clipped
OLD_CELL, FORGET, INPUT, CANDIDATE, OUTPUT = 1.5, 0.8, 0.25, 0.6, 0.5  # 5a: one step of an LSTM
HALF, DISTANCE = 0.5, 100  # 5b: what shall be left after so many steps
OLD_STATE, UPDATE, NEW = 0.5, 0.9, -1.0  # 6a: one step of a GRU; the candidate is written as its limit
WIDE, HIDDEN = 8, 16  # 6b: inputs and units


def listed(values: Sequence[float]) -> str:
    return ", ".join(f"{value:g}" for value in values)


# --- step 4 --------------------------------------------------------------------------------------------------------


def steps_until(factor: float) -> int:
    """How many factors leave less than the share."""
    return math.ceil(math.log(SHARE) / math.log(factor))


def fading(factor: float) -> str:
    steps = steps_until(factor)
    return rf"${factor:g}^{{{steps}}} = {plain(factor**steps, 6)}$"


def chain() -> str:
    parts = r" \cdot ".join(rf"{WEIGHT:g} \cdot (1 - {given(state)}^2)" for state in STATES)
    product = math.prod(WEIGHT * (1 - state**2) for state in STATES)
    return aligned([f"&{parts}", f"&= {plain(product, 4)}"])


# --- step 5 --------------------------------------------------------------------------------------------------------


def lstm_cell() -> str:
    new = FORGET * OLD_CELL + INPUT * CANDIDATE
    return rf"$$c_t = {FORGET:g} \cdot {OLD_CELL:g} + {INPUT:g} \cdot {CANDIDATE:g} = {plain(new, 2)}$$"


def lstm_hidden() -> str:
    new = FORGET * OLD_CELL + INPUT * CANDIDATE
    return rf"$$h_t = {OUTPUT:g} \cdot \tanh({plain(new, 2)}) = {plain(OUTPUT * math.tanh(new))}$$"


def keep() -> float:
    """The forget gate that leaves the wanted share after all steps."""
    return HALF ** (1 / DISTANCE)


def keep_formula() -> str:
    return rf"$f = {HALF:g}^{{1/{DISTANCE}}} = {plain(keep(), 5)}$"


def keep_bias() -> float:
    return math.log(keep() / (1 - keep()))


def keep_bias_formula() -> str:
    return rf"$$b = \log\frac{{f}}{{1 - f}} = {plain(keep_bias(), 2)}$$"


def left(bias: float) -> str:
    """What is left along the cell with a constant forget gate of this bias: a power of ten."""
    share = float(sigmoid(np.array([float(bias)]))[0]) ** DISTANCE
    exponent = math.floor(math.log10(share))
    if exponent >= -2:
        return f"${plain(share, 4)}$"
    return rf"${share / 10**exponent:.1f} \cdot 10^{{{exponent}}}$"


# --- step 6 --------------------------------------------------------------------------------------------------------


def gru_kept() -> str:
    new = (1 - UPDATE) * NEW + UPDATE * OLD_STATE
    return rf"$$h_t = (1 - {UPDATE:g}) \cdot {given(NEW)} + {UPDATE:g} \cdot {OLD_STATE:g} = {plain(new, 2)}$$"


def gru_swapped() -> str:
    new = UPDATE * NEW + (1 - UPDATE) * OLD_STATE
    return rf"$${UPDATE:g} \cdot {given(NEW)} + (1 - {UPDATE:g}) \cdot {OLD_STATE:g} = {plain(new, 2)}$$"


def parameters(kind: type, hidden: int) -> int:
    cell = init_cell(kind, WIDE, hidden, np.random.default_rng(0))
    return sum(array.size for array in named_parameters(cell).values())


def counted(kind: type, hidden: int) -> str:
    blocks, total = kind.blocks, parameters(kind, hidden)  # type: ignore[attr-defined]
    return rf"${blocks} \cdot ({hidden} \cdot {WIDE} + {hidden} \cdot {hidden} + {hidden}) = {plain(total, 0)}$"


def gru_of_equal_size() -> int:
    """The largest GRU with no more parameters than the LSTM."""
    limit = parameters(LSTMParams, HIDDEN)
    return max(hidden for hidden in range(1, 3 * HIDDEN) if parameters(GRUParams, hidden) <= limit)


VALUES: dict[str, Callable[[], Real | str]] = {
    "ex-factors": lambda: f"{FACTORS[0]:g}, or by {FACTORS[1]:g}",
    "ex-share": lambda: SHARE,
    "ex-fading-fast": lambda: fading(FACTORS[0]),
    "ex-fading-slowly": lambda: fading(FACTORS[1]),
    "ex-fast": lambda: steps_until(FACTORS[0]),
    "ex-slowly": lambda: steps_until(FACTORS[1]),
    "ex-chain-weight": lambda: f"${WEIGHT:g}$",
    "ex-chain-states": lambda: f"${STATES[0]:g}$ and ${STATES[1]:g}$",
    "ex-chain": chain,
    "ex-chain-bound": lambda: f"${WEIGHT:g}^2 = {WEIGHT**2:g}$",
    "ex-gradient": lambda: f"$({listed(GRADIENT)})$",
    "ex-limit": lambda: LIMIT,
    "ex-lstm-given": lambda: (
        f"$c_{{t-1}} = {OLD_CELL:g}$, $f = {FORGET:g}$, $i = {INPUT:g}$, $g = {CANDIDATE:g}$ and $o = {OUTPUT:g}$"
    ),
    "ex-lstm-cell": lstm_cell,
    "ex-lstm-hidden": lstm_hidden,
    "ex-distance": lambda: DISTANCE,
    "ex-keep": keep_formula,
    "ex-keep-bias": keep_bias_formula,
    "ex-left-0": lambda: left(0),
    "ex-left-1": lambda: left(1),
    "ex-left-3": lambda: left(3),
    "ex-gru-given": lambda: f"$h_{{t-1}} = {OLD_STATE:g}$, $z = {UPDATE:g}$ and a candidate close to ${NEW:g}$",
    "ex-gru-kept": gru_kept,
    "ex-gru-swapped": gru_swapped,
    "ex-wide": lambda: WIDE,
    "ex-hidden": lambda: HIDDEN,
    "ex-count-lstm": lambda: counted(LSTMParams, HIDDEN),
    "ex-count-gru": lambda: counted(GRUParams, HIDDEN),
    "ex-count-larger": lambda: counted(GRUParams, gru_of_equal_size()),
    "ex-count-too-large": lambda: counted(GRUParams, gru_of_equal_size() + 1),
    "ex-equal-size": gru_of_equal_size,
}

"""Step 5: the numbers in the prose on the LSTM."""

import numpy as np
from drawing.latex import aligned, bracketed, plain
from pages.answers import value
from pages.shared.cell_formulas import as_chosen, rule
from pages.shared.gradient_left import BIASES, left_after
from pages.shared.record_keepers import LAST, LSTM_BLOCKS, lstm_step_numbers
from pages.shared.toy_factor import FACTOR, FACTORS

from rnn_docs import PRICES, forward, keeper_lstm_params, prices_as_sequence, sigmoid
from rnn_docs.examples import forgetful_unit

NEAR_RECORD = 108


@value
def gate_range() -> str:
    """The open interval of the sigmoid: its limits, read off where it has saturated."""
    low, high = sigmoid(np.array([-40.0, 40.0])).round()
    return f"$({low:.0f}, {high:.0f})$"


@value
def scaled_prices() -> str:
    return ", ".join(as_chosen(float(x)) for x in prices_as_sequence().ravel())


@value
def lstm_price_rules() -> str:
    """The four rows of the hand-set cell."""
    params = keeper_lstm_params()
    return aligned([rule(params, row, block) for row, block in enumerate(LSTM_BLOCKS)])


@value
def lstm_forget_by_hand() -> str:
    """The forget gate of the last step, every product written out."""
    params, n, row = keeper_lstm_params(), lstm_step_numbers(LAST), LSTM_BLOCKS.index("f")
    w, u, b = (float(array[row, 0]) for array in (params.W_xh, params.W_hh, params.b_h))
    inside = rf"{as_chosen(w)} \cdot {as_chosen(n['x'])} + {as_chosen(u)} \cdot {plain(n['h_prev'])} + {as_chosen(b)}"
    total = w * n["x"] + u * n["h_prev"] + b
    return aligned([rf"f_{LAST} &= \sigma({inside})", rf"&= \sigma({plain(total, 2)}) = {plain(n['f'])}"])


@value
def lstm_new_cell() -> str:
    """The last step's two products and their sum, then the hidden state that it shows."""
    n = lstm_step_numbers(LAST)
    products = rf"{bracketed(n['f'])} \cdot {bracketed(n['c_prev'])} + {bracketed(n['i'])} \cdot {bracketed(n['g'])}"
    lines = [
        rf"c_{LAST} &= {products}",
        f"&= {plain(n['kept'])} + {plain(n['stored'])} = {plain(n['c'])}",
        rf"h_{LAST} &= {bracketed(n['o'])} \cdot \tanh({plain(n['c'])})",
        rf"&= {bracketed(n['o'])} \cdot {plain(n['tanh_c'])} = {plain(n['h'])}",
    ]
    return aligned(lines)


@value
def lstm_forecast() -> float:
    return float(prices_as_sequence().max())


@value
def lstm_highest_price() -> int:
    return max(PRICES)


@value
def lstm_toy() -> str:
    return f"${FACTOR}^{FACTORS} = {FACTOR**FACTORS:.6f}$"


@value
def lstm_default_bias() -> float:
    return BIASES[1]


@value
def lstm_one_step_left() -> float:
    return left_after("LSTM", BIASES[-1]).one_step


@value
def lstm_far_left() -> float:
    return left_after("LSTM", BIASES[-1]).hidden


@value
def lstm_near_price() -> int:
    return NEAR_RECORD


@value
def lstm_near_record() -> float:
    """The input gate at a price that comes very near the record."""
    xs = prices_as_sequence((*PRICES, NEAR_RECORD))
    return float(forward(keeper_lstm_params(), xs)["i"][-1].item())


@value
def record_price() -> int:
    return PRICES[1]


@value
def record_as_written() -> str:
    """What the candidate proposes at the first record."""
    n, weight = lstm_step_numbers(1), float(keeper_lstm_params().W_xh[LSTM_BLOCKS.index("g"), 0])
    return rf"$\tanh({as_chosen(weight)} \cdot {as_chosen(n['x'])}) = {plain(n['g'], 2)}$"


@value
def forgetful_rule() -> str:
    """The plain unit beside the record keeper."""
    weight, memory = (float(array[0, 0]) for array in (forgetful_unit().W_xh, forgetful_unit().W_hh))
    assert memory == 1, "a weight of one is not written"
    return rf"$h_t = \tanh({as_chosen(weight)} x_t + h_{{t-1}})$"

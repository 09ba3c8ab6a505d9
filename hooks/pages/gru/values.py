"""Step 6: the numbers in the prose on the GRU."""

from drawing.latex import aligned, plain
from pages.answers import value
from pages.shared.cell_formulas import rule, short
from pages.shared.price_cells import GRU_BLOCKS, LAST, gru_step_numbers, lstm_step_numbers

from rnn_docs import price_gru_params


@value
def gru_price_rules() -> str:
    """The three rows of the hand-set cell; the candidate sees the old state through the reset gate."""
    params = price_gru_params()
    memories = {"n": "r_t h_{t-1}"}
    lines = [rule(params, row, block, memories.get(block, "h_{t-1}")) for row, block in enumerate(GRU_BLOCKS)]
    return aligned(lines)


def digits(value: float) -> str:
    """Four decimals: with three, the rounded products would not add up to the rounded sum."""
    return plain(value, 4)


@value
def gru_new_state() -> str:
    """The last step's candidate, its two products and their sum."""
    n = gru_step_numbers(LAST)
    row = GRU_BLOCKS.index("n")
    params = price_gru_params()
    w, b = float(params.W_xh[row, 0]), float(params.b_h[row, 0])
    inside = rf"{short(w)} \cdot {short(n['x'])} + {digits(n['r'])} \cdot {digits(n['wh_n'])} - {short(abs(b))}"
    total = w * n["x"] + n["seen"] + b
    lines = [
        rf"n_{LAST} &= \tanh({inside})",
        rf"&= \tanh({digits(total)}) = {digits(n['n'])}",
        rf"h_{LAST} &= {digits(n['z'])} \cdot {digits(n['h_prev'])} + {digits(1 - n['z'])} \cdot {digits(n['n'])}",
        f"&= {digits(n['kept'])} + {digits(n['stored'])} = {digits(n['h'])}",
    ]
    return aligned(lines)


@value
def gru_last_state() -> float:
    return gru_step_numbers(LAST)["h"]


@value
def lstm_last_cell() -> float:
    return lstm_step_numbers(LAST)["c"]


@value
def lstm_last_state() -> float:
    return lstm_step_numbers(LAST)["h"]

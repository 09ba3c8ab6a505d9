"""Step 6: the numbers in the prose on the GRU."""

import numpy as np
from drawing.latex import aligned, plain
from drawing.printing import number
from pages.answers import value
from pages.shared.cell_formulas import as_chosen, rule
from pages.shared.gradient_left import BIASES, left_after
from pages.shared.record_keepers import GRU_BLOCKS, LAST, gru_step_numbers

from rnn_docs import keeper_gru_params


@value
def gru_price_rules() -> str:
    """The three rows of the hand-set cell; the candidate sees the old state through the reset gate."""
    params = keeper_gru_params()
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
    lines = [
        rf"n_{LAST} &= \tanh({as_chosen(n['x'])}) = {digits(n['n'])}",
        rf"h_{LAST} &= {digits(n['z'])} \cdot {digits(n['h_prev'])} + {digits(1 - n['z'])} \cdot {digits(n['n'])}",
        f"&= {digits(n['kept'])} + {digits(n['stored'])} = {digits(n['h'])}",
    ]
    return aligned(lines)


MEMORY, INPUT = 1.5, -1.0  # what each adds to a candidate, to see the reset gate at work


@value
def reset_memory() -> str:
    return number(MEMORY, 1)


@value
def reset_input() -> str:
    return number(INPUT, 0)


@value
def reset_open() -> str:
    """The candidate with the reset gate at one."""
    return rf"$\tanh({as_chosen(INPUT)} + {as_chosen(MEMORY)}) = {plain(float(np.tanh(INPUT + MEMORY)), 2)}$"


@value
def reset_shut() -> str:
    """The candidate with the reset gate at zero."""
    return rf"$\tanh({as_chosen(INPUT)}) = {plain(float(np.tanh(INPUT)), 2)}$"


@value
def gru_review_left() -> float:
    return left_after("GRU", BIASES[-1]).review

"""Formulas with the numbers of the hand-set gated cells in them, as the pages show them."""

from __future__ import annotations

from pages.shared.price_cells import CANDIDATES

from rnn_docs.parameters import CellParams


def as_chosen(value: float) -> str:
    """Return a weight as it was chosen, with as few digits as it has."""
    return f"{value:g}"


def squash(block: str) -> str:
    """Return the function that a block goes through: tanh for a candidate, the sigmoid for a gate."""
    return r"\tanh" if block in CANDIDATES else r"\sigma"


def rule(params: CellParams, row: int, block: str, memory: str = "h_{t-1}") -> str:
    """Return one row of a one-unit cell as a formula, without the terms whose weight is zero."""
    weights = ((params.W_xh[row, 0], "x_t"), (params.W_hh[row, 0], memory))
    terms = [symbol if weight == 1 else f"{as_chosen(weight)} {symbol}" for weight, symbol in weights if weight]
    bias = float(params.b_h[row, 0])
    inside = " + ".join(terms) + f" {'-' if bias < 0 else '+'} {as_chosen(abs(bias))}"
    return rf"{block}_t &= {squash(block)}({inside})"

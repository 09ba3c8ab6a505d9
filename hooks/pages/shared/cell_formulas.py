"""Formulas with the numbers of the hand-set gated cells in them, as the pages show them."""

from __future__ import annotations

from pages.shared.record_keepers import CANDIDATES

from rnn_docs.cells.parameters import CellParams


def as_chosen(value: float) -> str:
    """Return a weight as it was chosen, with as few digits as it has."""
    return f"{value:g}"


def squash(block: str) -> str:
    """Return the function that a block goes through: tanh for a candidate, the sigmoid for a gate."""
    return r"\tanh" if block in CANDIDATES else r"\sigma"


def rule(params: CellParams, row: int, block: str, memory: str = "h_{t-1}") -> str:
    """Return one row of a one-unit cell as a formula, without the terms whose weight is zero."""
    weights = ((params.W_xh[row, 0], "x_t"), (params.W_hh[row, 0], memory), (params.b_h[row, 0], ""))
    terms = [_term(float(weight), symbol) for weight, symbol in weights if weight]
    inside = "".join(terms).removeprefix(" + ") or "0"
    if inside.startswith(" - "):  # a sign, not an operator
        inside = f"-{inside[3:]}"
    return rf"{block}_t &= {squash(block)}({inside})"


def _term(weight: float, symbol: str) -> str:
    size = "" if symbol and abs(weight) == 1 else as_chosen(abs(weight))
    return f" {'-' if weight < 0 else '+'} {' '.join(part for part in (size, symbol) if part)}"

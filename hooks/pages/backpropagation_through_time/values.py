"""The numbers in the prose of "Send the loss back through time"."""

from collections.abc import Callable, Sequence
from numbers import Real

import numpy as np
from drawing.latex import bracketed, plain
from pages.backpropagation_through_time.example import WORDS, following, later, own, run, total
from pages.backpropagation_through_time.tables import FROM, UNIT

from rnn_docs import cat_sat_params, cat_sat_readout

STEP, PART = 1, 0  # worked by hand: what later steps ask of the first unit after "the cat"


def column(symbol: str, values: Sequence[float]) -> str:
    """A vector as a formula, three decimals."""
    return f"${symbol} = ({', '.join(plain(value) for value in values)})$"


def chances() -> str:
    return column("p_1", run().chances[STEP])


def target() -> str:
    after = following(" ".join(WORDS))[STEP]
    hot = np.zeros(len(WORDS))
    hot[run().targets[STEP, 0]] = 1
    return f"“{after}” is ${{({', '.join(f'{entry:.0f}' for entry in hot)})}}$"


def logit_gradient() -> str:
    return column(r"\mathrm{d}\kgrad{L}/\mathrm{d}y_1", run().dys[STEP, :, 0])


def immediate() -> str:
    return column(r"\partial^+\kgrad{L}/\partial h_1", own()[STEP])


def sent_back() -> str:
    """The share of unit 1 at step 1 that comes from later: a column of W_hh times dL/da of the next step."""
    weights = cat_sat_params().W_hh[:, PART]
    das = run().owed.das[STEP + 1, :, 0]
    products = [rf"{bracketed(weight, 1)} \cdot {bracketed(da)}" for weight, da in zip(weights, das, strict=True)]
    half = len(products) // 2  # two lines: one would not fit a phone
    first, second = " + ".join(products[:half]), " + ".join(products[half:])
    return rf"$$\begin{{aligned}}&{first} \\ &+ {second} = {plain(weights @ das)}\end{{aligned}}$$"


def added_up() -> str:
    mine, theirs, both = own()[STEP, PART], later()[STEP, PART], total()[STEP, PART]
    return f"$${plain(mine)} + {bracketed(theirs)} = {plain(both)}$$"


def next_sums() -> str:
    return column(r"\mathrm{d}\kgrad{L}/\mathrm{d}a_2", run().owed.das[STEP + 1, :, 0])


def parameters() -> int:
    cell, out = cat_sat_params(), cat_sat_readout()
    return sum(array.size for array in (cell.W_xh, cell.W_hh, cell.b_h, out.W_hy, out.b_y))


VALUES: dict[str, Callable[[], Real | str]] = {
    "bptt-loss": lambda: run().loss,
    "bptt-chances": chances,
    "bptt-target": target,
    "bptt-logit-gradient": logit_gradient,
    "bptt-immediate": immediate,
    "bptt-next-sums": next_sums,
    "bptt-sent-back": sent_back,
    "bptt-added-up": added_up,
    "bptt-own-first": lambda: own()[0, 0],
    "bptt-total-first": lambda: total()[0, 0],
    "bptt-weight-place": lambda: f"from unit {FROM + 1} to unit {UNIT + 1}",
    "bptt-weight-entry": lambda: f"row {UNIT + 1}, column {FROM + 1}",
    "bptt-weight": lambda: cat_sat_params().W_hh[UNIT, FROM],
    "bptt-weight-gradient": lambda: run().owed.dW_hh[UNIT, FROM],
    "bptt-parameters": parameters,
    "bptt-two-passes": lambda: 2 * parameters(),
}

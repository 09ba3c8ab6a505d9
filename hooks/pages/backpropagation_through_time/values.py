"""The numbers in the prose of "Send the loss back through time"."""

from collections.abc import Iterable

import numpy as np
from drawing.latex import bracketed, plain
from pages.answers import value
from pages.backpropagation_through_time.example import WORDS, following, later, own, run, total
from pages.backpropagation_through_time.tables import FROM, UNIT

from rnn_docs import cat_sat_params, cat_sat_readout

STEP, PART = 1, 0  # worked by hand: what later steps ask of the first unit after "the cat"


def column(symbol: str, values: Iterable[float]) -> str:
    """A vector as a formula, three decimals."""
    return f"${symbol} = ({', '.join(plain(value) for value in values)})$"


@value
def bptt_loss() -> float:
    return run().loss


@value
def bptt_chances() -> str:
    return column("p_1", run().chances[STEP])


@value
def bptt_target() -> str:
    after = following(" ".join(WORDS))[STEP]
    hot = np.zeros(len(WORDS))
    hot[run().targets[STEP, 0]] = 1
    return f"“{after}” is ${{({', '.join(f'{entry:.0f}' for entry in hot)})}}$"


@value
def bptt_logit_gradient() -> str:
    return column(r"\mathrm{d}\kgrad{L}/\mathrm{d}y_1", run().dys[STEP, :, 0])


@value
def bptt_immediate() -> str:
    return column(r"\partial^+\kgrad{L}/\partial h_1", own()[STEP])


@value
def bptt_sent_back() -> str:
    """The share of unit 1 at step 1 that comes from later: a column of W_hh times dL/da of the next step."""
    weights = cat_sat_params().W_hh[:, PART]
    das = run().owed.das[STEP + 1, :, 0]
    products = [rf"{bracketed(weight, 1)} \cdot {bracketed(da)}" for weight, da in zip(weights, das, strict=True)]
    half = len(products) // 2  # two lines: one would not fit a phone
    first, second = " + ".join(products[:half]), " + ".join(products[half:])
    return rf"$$\begin{{aligned}}&{first} \\ &{{}}+ {second} = {plain(float(weights @ das))}\end{{aligned}}$$"


@value
def bptt_added_up() -> str:
    mine, theirs, both = own()[STEP, PART], later()[STEP, PART], total()[STEP, PART]
    return f"$${plain(mine)} + {bracketed(theirs)} = {plain(both)}$$"


@value
def bptt_own_first() -> float:
    return float(own()[0, 0])


@value
def bptt_total_first() -> float:
    return float(total()[0, 0])


@value
def bptt_weight_place() -> str:
    return f"from unit {FROM + 1} to unit {UNIT + 1}"


@value
def bptt_weight_entry() -> str:
    return f"row {UNIT + 1}, column {FROM + 1}"


@value
def bptt_weight() -> float:
    return float(cat_sat_params().W_hh[UNIT, FROM])


@value
def bptt_weight_gradient() -> float:
    return float(run().owed.dW_hh[UNIT, FROM])


@value
def bptt_next_sums() -> str:
    return column(r"\mathrm{d}\kgrad{L}/\mathrm{d}a_2", run().owed.das[STEP + 1, :, 0])


@value
def bptt_parameters() -> int:
    cell, out = cat_sat_params(), cat_sat_readout()
    return sum(array.size for array in (cell.W_xh, cell.W_hh, cell.b_h, out.W_hy, out.b_y))


@value
def bptt_two_passes() -> int:
    return 2 * bptt_parameters()

"""Step 3: the tables of the computation, number by number."""

import numpy as np
from drawing.table import Column, Table
from pages.answers import table
from pages.shared import cat_sat

from rnn_docs import cat_sat_params

WORDS = cat_sat.THE_CAT_SAT.split()
WEIGHT_DECIMALS = 1  # all that the weights have
Parts = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
DECIMALS = 3  # enough that the printed products add up to the printed sum, give or take the last digit


def _old_state(t: int) -> str:
    """The symbol of the state that step t starts from."""
    return rf"h_{t - 1}" if t else r"h_{\mathrm{init}}"


def step(t: int) -> Table:
    """Step t of "the cat sat": the three parts of every unit's sum, the sum, and the new state."""
    trace, title = cat_sat.trace(cat_sat.THE_CAT_SAT), f"t = {t}, “{WORDS[t]}”: from the parts to the new state"
    parts = (trace["wx"][t], trace["wh"][t], trace["a"][t], trace.hs[t])
    return from_the_parts(title, parts, str(t), _old_state(t))


def from_the_parts(title: str, parts: Parts, t: str, old: str) -> Table:
    """One step of the lesson's cell, a unit a row, from its products with input and memory, its sum and its state.

    `t` and `old` are the symbols of the step and of the old state.
    """
    columns = (
        Column("unit", decimals=0),
        Column("input", f"W_{{xh}} x_{t}", WEIGHT_DECIMALS),
        Column("memory", f"W_{{hh}} {old}", DECIMALS),
        Column("bias", "b_h", WEIGHT_DECIMALS),
        Column("sum", "", DECIMALS),
        Column("tanh", f"h_{t}", DECIMALS, state="h"),
    )
    wx, wh, a, h = parts
    rows = [(unit + 1, *(part[unit, 0] for part in (wx, wh, cat_sat_params().b_h, a, h))) for unit in range(len(h))]
    return Table(title, columns, rows)


def memory(t: int) -> Table:
    """The recurrent product of step t, term by term: each weight times an entry of the old state."""
    trace, params = cat_sat.trace(cat_sat.THE_CAT_SAT), cat_sat_params()
    old = trace.hs[t - 1][:, 0]
    columns = (
        Column("unit", decimals=0),
        *(Column(f"unit {k + 1}", f"{value:.{DECIMALS}f}", DECIMALS) for k, value in enumerate(old)),
        Column("memory", f"W_{{hh}} h_{t - 1}", DECIMALS),
    )
    rows = [(unit + 1, *(weights * old), weights @ old) for unit, weights in enumerate(params.W_hh)]
    return Table(f"t = {t}, “{WORDS[t]}”: each weight times the old value at the head of its column", columns, rows)


@table
def step_the() -> Table:
    return step(0)


@table
def step_cat() -> Table:
    return step(1)


@table
def step_sat() -> Table:
    return step(2)


@table
def memory_cat() -> Table:
    return memory(1)


@table
def memory_sat() -> Table:
    return memory(2)

"""Step 3: the tables of the computation, number by number."""

from drawing.table import Column, Table
from pages.answers import table
from pages.shared import cat_sat

from rnn_docs import VanillaStep, cat_sat_params

SENTENCE = "the cat sat"
WORDS = SENTENCE.split()
WEIGHT_DECIMALS = 1  # all that the weights have
DECIMALS = 3  # enough that the printed products add up to the printed sum, give or take the last digit


def _old_state(t: int) -> str:
    """The symbol of the state that step t starts from."""
    return rf"h_{t - 1}" if t else r"h_{\mathrm{init}}"


def step(t: int) -> Table:
    """Step t of "the cat sat": the three parts of every unit's sum, the sum, and the new state."""
    title = f"Step {t}, “{WORDS[t]}”: from the parts to the new state"
    return from_the_parts(title, cat_sat.trace(SENTENCE).step(t), str(t), _old_state(t))


def from_the_parts(title: str, step: VanillaStep, t: str, old: str) -> Table:
    """One step of the lesson's cell, a unit a row; `t` and `old` are the symbols of the step and of the old state."""
    columns = (
        Column("unit", decimals=0),
        Column("input", f"W_{{xh}} x_{t}", WEIGHT_DECIMALS),
        Column("memory", f"W_{{hh}} {old}", DECIMALS),
        Column("bias", "b_h", WEIGHT_DECIMALS),
        Column("sum", "", DECIMALS),
        Column("tanh", f"h_{t}", DECIMALS, state="h"),
    )
    parts = (step.wx, step.wh, cat_sat_params().b_h, step.a, step.h)
    rows = [(unit + 1, *(part[unit, 0] for part in parts)) for unit in range(len(step.h))]
    return Table(title, columns, rows)


def memory(t: int) -> Table:
    """The recurrent product of step t, term by term: each weight times an entry of the old state."""
    trace, params = cat_sat.trace(SENTENCE), cat_sat_params()
    old = trace.hs[t - 1][:, 0]
    columns = (
        Column("unit", decimals=0),
        *(Column(f"unit {k + 1}", f"{value:.{DECIMALS}f}", DECIMALS) for k, value in enumerate(old)),
        Column("memory", f"W_{{hh}} h_{t - 1}", DECIMALS),
    )
    rows = [(unit + 1, *(weights * old), weights @ old) for unit, weights in enumerate(params.W_hh)]
    return Table(f"Step {t}, “{WORDS[t]}”: each weight times the old value at the head of its column", columns, rows)


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

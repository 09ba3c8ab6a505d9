"""The explorers of step 5 show what rnn_docs computes, also with a gate held by hand."""

import numpy as np
import pytest
from pages.lstm import traces
from pages.shared import held_gates

from rnn_docs import PRICES, LSTMParams, forward, lstm_step, price_lstm_params, prices_as_sequence

LEVELS = (0, 0.25, 0.5, 0.75, 1)
TRACE = traces.prices()


def computed(held="", level=0.0):
    """The four prices by the formulas of the page; a gate that is held is simply the level."""
    c = h = 0.0
    steps = []
    for x in prices_as_sequence().ravel():
        step = lstm_step(price_lstm_params(), *(np.array([[float(v)]]) for v in (x, h, c)))
        n = {name: float(getattr(step, name)[0, 0]) for name in "ifgo"} | ({held: level} if held else {})
        kept, stored = n["f"] * c, n["i"] * n["g"]
        c = kept + stored
        h = n["o"] * np.tanh(c)
        steps.append([n["i"], n["f"], n["g"], n["o"], c, np.tanh(c), h, kept, stored])
    return np.round(steps, 2) + 0.0


def numbers(run):
    """The numbers of a run, without its old cell, prices and subscripts."""
    return [step[:9] for step in run["steps"]]


def held(gate, level):
    return TRACE["runs"]["fio".index(gate)][1 + LEVELS.index(level)]


def shown(gate, level, name):
    return [step[TRACE["names"].index(name)] for step in held(gate, level)["steps"]]


@pytest.mark.parametrize("gate", "fio")
@pytest.mark.parametrize("level", LEVELS)
def test_every_point_of_the_grid_is_the_step_with_that_gate_at_that_level(gate, level):
    assert TRACE["names"][:9] == ["i", "f", "g", "o", "c", "tanh_c", "h", "kept", "stored"]
    np.testing.assert_array_equal(numbers(held(gate, level)), computed(gate, level))
    assert shown(gate, level, gate) == [level] * len(PRICES)
    assert shown(gate, level, "c_prev") == [0, *shown(gate, level, "c")[:-1]]
    assert held(gate, level)["held"] == gate


def test_with_all_gates_free_it_is_the_run_of_the_page():
    assert TRACE["names"][9:] == ["c_prev", "x", "t", "last"]
    for run in (row[0] for row in TRACE["runs"]):
        np.testing.assert_array_equal(numbers(run), computed())
        assert [step[10:] for step in run["steps"]] == [
            [0, "0", "init"],
            [0.5, "1", "0"],
            [0.3, "2", "1"],
            [1, "3", "2"],
        ]
        assert run["held"] == ""


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("row", range(4))
def test_a_held_gate_is_at_its_level_whatever_comes_in(level, row):
    rng = np.random.default_rng(3)
    params = held_gates.held(LSTMParams(*(rng.normal(size=(4, 1)) for _ in range(3))), row, level)
    trace = forward(params, 10 * rng.normal(size=(6, 1, 1)))
    if row != "ifgo".index("g"):
        np.testing.assert_allclose(trace["ifgo"[row]], level, rtol=0, atol=1e-15)
        assert level not in (0, 1) or set(trace["ifgo"[row]].ravel()) == {level}


def test_a_forget_gate_of_one_keeps_all_and_of_zero_nothing():
    for t in range(1, len(PRICES)):
        assert shown("f", 1, "kept")[t] == shown("f", 1, "c")[t - 1]
    assert shown("f", 0, "kept") == [0] * len(PRICES)
    assert shown("f", 0, "c") == shown("f", 0, "stored")


def test_nothing_is_stored_through_an_input_gate_of_zero():
    assert shown("i", 0, "c") == [0] * len(PRICES)


def test_a_shut_output_gate_shows_nothing_and_the_cell_remembers_all_the_same():
    assert shown("o", 0, "h") == [0] * len(PRICES)
    free = [step[TRACE["names"].index("c")] for step in TRACE["runs"][0][0]["steps"]]
    for level in LEVELS:
        assert shown("o", level, "c") == free


def test_every_level_fits_into_the_tanks_and_bars_that_are_drawn():
    states = [shown(gate, level, name) for gate in "fio" for level in LEVELS for name in ("c", "h")]
    assert np.min(states) >= -0.5
    assert np.max(states) <= 1.25


def test_every_step_is_told_with_its_numbers_and_with_the_free_run_beside_it():
    free = TRACE["runs"][0][0]
    assert free["told"][0].startswith("Step 0, price 100: the forget gate, 0.95, keeps almost all of the old cell, ")
    assert held("i", 0)["told"][3] == (
        "Step 3, price 110: the forget gate, 0.27, keeps a little of the old cell, the input gate, held at 0.00, stores "
        "nothing of the candidate, the output gate, 0.73, shows most of tanh c. Cell 0.00, hidden 0.00. "
        "Left free: cell 0.97, hidden 0.64."
    )
    for run in (run for row in TRACE["runs"] for run in row):
        for t, words in enumerate(run["told"]):
            n = dict(zip(TRACE["names"], run["steps"][t], strict=True))
            for name in "fioch":
                assert f" {n[name]:.2f}".replace("-", "−") in words
            assert ("Left free" in words) == bool(run["held"])


def test_an_amount_fits_the_number_that_is_printed():
    amounts = [held_gates.amount(gate) for gate in (0.0049, 0.0051, 0.5, 0.8949, 0.8951, 0.9949, 0.9951)]
    assert amounts == ["nothing", "almost nothing", "about half", "most", "almost all", "almost all", "all"]

"""The explorers of step 5 show what rnn_docs computes, also with a gate held by hand."""

import held_gates
import kept_gradient
import numpy as np
import pytest
import traces_lstm
from gradient_flows import SEEDS

from rnn_docs import PRICES, LSTMParams, forward, fresh_cell, lstm_step, price_lstm_params, prices_as_sequence, sigmoid

LEVELS = (0, 0.25, 0.5, 0.75, 1)
TRACE = traces_lstm.prices()


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


def shown(gate, level, name):
    return [step[TRACE["names"].index(name)] for step in TRACE["held"][gate][LEVELS.index(level)]]


@pytest.mark.parametrize("gate", "fio")
@pytest.mark.parametrize("level", LEVELS)
def test_every_point_of_the_grid_is_the_step_with_that_gate_at_that_level(gate, level):
    assert TRACE["names"] == ("i", "f", "g", "o", "c", "tanh_c", "h", "kept", "stored")
    np.testing.assert_array_equal(TRACE["held"][gate][LEVELS.index(level)], computed(gate, level))
    assert shown(gate, level, gate) == [level] * len(PRICES)


def test_with_all_gates_free_it_is_the_run_of_the_page():
    np.testing.assert_array_equal(TRACE["free"], computed())
    assert TRACE["prices"] == [100, 105, 103, 110]
    assert TRACE["xs"] == [0, 0.5, 0.3, 1]


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
    free = [step[TRACE["names"].index("c")] for step in TRACE["free"]]
    for level in LEVELS:
        assert shown("o", level, "c") == free


def test_every_level_fits_into_the_tanks_and_bars_that_are_drawn():
    states = [shown(gate, level, name) for gate in "fio" for level in LEVELS for name in ("c", "h")]
    assert np.min(states) >= -0.5
    assert np.max(states) <= 1.25


def test_what_a_forget_bias_leaves_is_what_was_measured():
    entries = traces_lstm.forget_bias()["biases"]
    assert [entry["bias"] for entry in entries] == ["0.0", "0.5", "1.0", "1.5", "2.0", "2.5", "3.0", "3.5", "4.0"]
    for entry in entries:
        bias = float(entry["bias"])
        left = kept_gradient.left_after("LSTM", bias)
        assert entry["left"]["c"][0] == kept_gradient.short(left.cell)
        assert entry["left"]["h"][0] == kept_gradient.short(left.hidden)
        assert entry["gate"] == f"{sigmoid(np.array(bias)):.2f}"
        for name, end in (("c", left.cell), ("h", left.hidden)):
            assert entry["decades"][name][0] == 0
            assert entry["decades"][name][-1] == pytest.approx(np.log10(end), abs=0.006)
            assert len(entry["decades"][name]) == 11


def test_the_line_of_c_ends_above_that_of_h_and_both_stay_on_the_axis():
    for entry in traces_lstm.forget_bias()["biases"]:
        c, h = entry["decades"]["c"], entry["decades"]["h"]
        assert c[-1] > h[-1]
        assert max(c + h) < 1
        assert min(c + h) > -12


def test_the_gate_at_the_start_is_that_of_an_average_unit_without_input():
    params = fresh_cell(LSTMParams, np.random.default_rng(SEEDS[0]), keep_bias=3.0)
    gates = sigmoid(params.b_h)[32:64]  # the rows of f
    assert traces_lstm.forget_bias()["biases"][6]["gate"] == f"{gates.mean():.2f}"


def test_a_share_is_told_in_parts():
    assert traces_lstm.share(0.5) == "0.50 times of it"
    assert traces_lstm.share(1 / 65_536) == "one part in 66,000"
    assert traces_lstm.share(1 / 3.2e6) == "one part in 3.2 million"

"""The explorer of step 6 shows what rnn_docs computes, also with its gates held by hand."""

import numpy as np
import pytest
from pages.gru import traces

from rnn_docs import PRICES, forward, gru_step, price_gru_params, price_lstm_params, prices_as_sequence

HANDS = (None, 0, 0.25, 0.5, 0.75, 1)
TRACE = traces.prices()


def computed(z=None, r=None):
    """The four prices by the formulas of the page; a gate that is held is simply the level."""
    h = 0.0
    steps = []
    for x in prices_as_sequence().ravel():
        step = gru_step(price_gru_params(), np.array([[float(x)]]), np.array([[h]]))
        update = float(step.z[0, 0]) if z is None else z
        reset = float(step.r[0, 0]) if r is None else r
        seen = reset * h  # W_hn is 1
        n = np.tanh(2 * x + seen - 0.5)
        kept, stored = update * h, (1 - update) * n
        h = kept + stored
        steps.append([reset, update, 1 - update, n, h, kept, stored, seen])
    return np.round(steps, 2) + 0.0


def shown(z, r, name):
    return [step[TRACE["names"].index(name)] for step in TRACE["runs"][HANDS.index(z)][HANDS.index(r)]["steps"]]


@pytest.mark.parametrize("z", HANDS)
@pytest.mark.parametrize("r", HANDS)
def test_every_point_of_the_grid_is_the_step_with_those_gates(z, r):
    assert TRACE["names"][:8] == ["r", "z", "rest", "n", "h", "kept", "stored", "seen"]
    run = TRACE["runs"][HANDS.index(z)][HANDS.index(r)]
    np.testing.assert_array_equal([step[:8] for step in run["steps"]], computed(z, r))
    assert shown(z, r, "h_prev") == [0, *shown(z, r, "h")[:-1]]
    assert shown(z, r, "x") == [0, 0.5, 0.3, 1]
    assert run["held"] == "z" * (z is not None) + "r" * (r is not None)


def test_free_it_is_the_run_of_the_page_and_the_lstm_beside_it_too():
    gru, lstm = (forward(params(), prices_as_sequence()) for params in (price_gru_params, price_lstm_params))
    np.testing.assert_array_equal(shown(None, None, "h"), gru.hs.ravel().round(2))
    for z in HANDS:
        np.testing.assert_array_equal(shown(z, None, "lstm_c"), lstm["c"].ravel().round(2))
        np.testing.assert_array_equal(shown(z, None, "lstm_h"), lstm.hs.ravel().round(2) + 0.0)


@pytest.mark.parametrize("r", HANDS)
def test_an_update_gate_of_one_keeps_the_zero_it_began_with_and_of_zero_takes_the_candidate(r):
    assert shown(1, r, "h") == [0] * len(PRICES)
    assert shown(0, r, "h") == shown(0, r, "n")


@pytest.mark.parametrize("z", HANDS)
def test_with_a_reset_gate_of_zero_the_candidate_sees_the_price_alone(z):
    alone = np.tanh(2 * prices_as_sequence().ravel() - 0.5)
    np.testing.assert_array_equal(shown(z, 0, "n"), alone.round(2))


def test_the_two_valves_add_up_to_one():
    for run in (run for row in TRACE["runs"] for run in row):
        for step in run["steps"]:
            n = dict(zip(TRACE["names"], step, strict=True))
            assert n["z"] + n["rest"] == pytest.approx(1)


def test_every_level_fits_into_the_tanks_and_bars_that_are_drawn():
    states = [shown(z, r, "h") for z in HANDS for r in HANDS]
    assert np.min(states) >= -0.5
    assert np.max(states) <= 1.25


def test_every_step_is_told_with_its_numbers_and_with_the_free_run_beside_it():
    assert TRACE["runs"][HANDS.index(1)][0]["told"][3] == (
        "Step 3, price 110: the update gate, held at 1.00, keeps all of the old state, the reset gate, 0.12, lets the "
        "candidate see a little of it. The GRU holds and shows 0.00. Left free, it would hold 0.88. "
        "The LSTM holds 0.97 and shows 0.64."
    )
    for run in (run for row in TRACE["runs"] for run in row):
        for t, words in enumerate(run["told"]):
            n = dict(zip(TRACE["names"], run["steps"][t], strict=True))
            for name in ("z", "r", "h", "lstm_c", "lstm_h"):
                assert f" {n[name]:.2f}".replace("-", "−") in words
            assert ("Left free" in words) == bool(run["held"])

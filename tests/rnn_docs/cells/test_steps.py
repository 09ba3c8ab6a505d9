"""The door of the step functions: what does not fit a formula is refused, by name; nothing is broadcast in silence."""

import inspect

import numpy as np
import pytest

from rnn_docs import (
    GRUParams,
    LSTMParams,
    VanillaParams,
    forward,
    gru_step,
    gru_step_backward,
    init_cell,
    lstm_step,
    lstm_step_backward,
    vanilla_step,
    vanilla_step_backward,
)
from rnn_docs.cells.steps import formula

STEPS = {VanillaParams: vanilla_step, LSTMParams: lstm_step, GRUParams: gru_step}
BACKWARD = {VanillaParams: vanilla_step_backward, LSTMParams: lstm_step_backward, GRUParams: gru_step_backward}
RNG = np.random.default_rng(1)
CELLS = {kind: init_cell(kind, 3, 4, RNG) for kind in STEPS}
X, H = RNG.normal(size=(3, 2)), RNG.normal(size=(4, 2))


def run(kind, x=X, h=H, **more):
    states = [h, H][: len(kind.states)]
    return STEPS[kind](CELLS[kind], x, *states, **more)


@pytest.mark.parametrize("kind", STEPS)
@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({"h": np.zeros(4)}, ValueError, r"h_prev: expected shape \(4, 2\), found \(4,\)"),
        ({"h": np.zeros((4, 1))}, ValueError, r"h_prev: expected shape \(4, 2\), found \(4, 1\)"),
        ({"h": np.zeros((2, 4))}, ValueError, r"h_prev: expected shape \(4, 2\), found \(2, 4\)"),
        ({"x": np.zeros(3)}, ValueError, r"x: expected shape \(3, batch_size\), found \(3,\)"),
        ({"x": np.zeros((2, 3))}, ValueError, r"x: expected shape \(3, batch_size\), found \(2, 3\)"),
        ({"x": X.tolist()}, TypeError, "x: expected a numpy array, found list"),
        ({"x": X.astype("f4")}, TypeError, "x: expected dtype float64 like the others, found float32"),
        ({"h": np.full((4, 2), np.nan)}, ValueError, "h_prev: expected finite values, found nan"),
        ({"wx_b": np.zeros(4)}, ValueError, r"wx_b: expected shape \(\d+, 2\), found \(4,\)"),
        ({"x": 1e308 * X}, ValueError, "W_xh x .*: expected sums that float64 can hold"),
    ],
)
def test_a_step_refuses_by_name_what_does_not_fit(kind, given, error, message):
    with pytest.raises(error, match=message):
        run(kind, **given)


@pytest.mark.parametrize("kind", STEPS)
def test_a_step_wants_its_own_parameters_and_all_its_arguments(kind):
    other = next(params for other, params in CELLS.items() if other is not kind)
    states = [H] * len(kind.states)
    with pytest.raises(TypeError, match=f"params: expected {kind.__name__}, found {type(other).__name__}"):
        STEPS[kind](other, X, *states)
    with pytest.raises(TypeError, match="h_prev"):
        STEPS[kind](CELLS[kind], X)


@pytest.mark.parametrize("kind", STEPS)
def test_a_step_backward_refuses_by_name_what_does_not_fit(kind):
    step, gradients = run(kind), [H] * len(kind.states)
    step_backward, params = BACKWARD[kind], CELLS[kind]
    with pytest.raises(ValueError, match=r"dh: expected shape \(4, 2\), found \(4,\)"):
        step_backward(params, step, np.zeros(4), *gradients[1:])
    with pytest.raises(TypeError, match=r"step: expected .*Step, found tuple"):
        step_backward(params, tuple(step), *gradients)
    with pytest.raises(TypeError, match=f"params: expected {kind.__name__}, found str"):
        step_backward("params", step, *gradients)


@pytest.mark.parametrize("reset", ["after", "before"])
def test_a_gru_step_runs_the_formula_that_its_parameters_ask_for(reset):
    fresh = CELLS[GRUParams]
    params = GRUParams(fresh.W_xh, fresh.W_hh, fresh.b_h, reset=reset)
    W_hr, W_hz, W_hn = np.split(params.W_hh, 3)
    a_r, a_z, a_n = np.split(params.W_xh @ X + params.b_h, 3)
    r, z = (1 / (1 + np.exp(-a - W @ H)) for a, W in ((a_r, W_hr), (a_z, W_hz)))
    n = np.tanh(a_n + (r * (W_hn @ H) if reset == "after" else W_hn @ (r * H)))
    np.testing.assert_allclose(gru_step(params, X, H).h, (1 - z) * n + z * H)
    np.testing.assert_allclose(forward(params, X[None], H).hs[0], (1 - z) * n + z * H)


@pytest.mark.parametrize("kind", STEPS)
def test_keywords_and_positions_are_the_same(kind):
    names = list(inspect.signature(STEPS[kind]).parameters)[: 2 + len(kind.states)]
    named = dict(zip(names, (CELLS[kind], X, H, H), strict=False))
    np.testing.assert_array_equal(STEPS[kind](**named).h, run(kind).h)


@pytest.mark.parametrize("kind", STEPS)
def test_what_the_page_shows_is_what_the_loop_runs(kind):
    shown, run_by_loop = inspect.getsource(STEPS[kind]), inspect.getsource(formula(STEPS[kind]))
    assert shown == run_by_loop
    assert f"def {STEPS[kind].__name__}(" in shown


def test_weights_that_fit_by_themselves_and_not_times_the_state_are_refused():
    """A state holds values up to 1: two of them may double the largest weight."""
    one, large = np.zeros((2, 1)), np.diag([1e308, 1e308])
    with pytest.raises(ValueError, match="W_xh x"):
        vanilla_step(VanillaParams(one, large, one), np.ones((1, 1)), np.ones((2, 1)))

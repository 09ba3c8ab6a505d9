"""The vanilla cell: its formula, its limiting cases, its gradient."""

import numpy as np
import pytest

from rnn_docs import VanillaParams, backward, forward, mean_square, readout, readout_backward, vanilla_step
from rnn_docs.gradient_checking import gradient_check
from rnn_docs.outputs.output_layer import ReadoutParams

SEQ_LEN, INPUT_SIZE, HIDDEN_SIZE, OUTPUT_SIZE, BATCH_SIZE = 5, 3, 4, 2, 6


def vanilla_arrays():
    rng = np.random.default_rng(1)
    return {
        "W_xh": rng.normal(size=(HIDDEN_SIZE, INPUT_SIZE)),
        "W_hh": 0.6 * rng.normal(size=(HIDDEN_SIZE, HIDDEN_SIZE)),
        "b_h": rng.normal(size=(HIDDEN_SIZE, 1)),
        "xs": rng.normal(size=(SEQ_LEN, INPUT_SIZE, BATCH_SIZE)),
        "h_init": rng.normal(size=(HIDDEN_SIZE, BATCH_SIZE)),
    }


def test_vanilla_step_keeps_every_term_of_its_formula():
    arrays = vanilla_arrays()
    params = VanillaParams(arrays["W_xh"], arrays["W_hh"], arrays["b_h"])
    x, h_prev = arrays["xs"][0], arrays["h_init"]
    step = vanilla_step(params, x, h_prev)
    np.testing.assert_allclose(step.a, params.W_xh @ x + params.W_hh @ h_prev + params.b_h)
    np.testing.assert_allclose(step.a, step.wx_b + step.wh)
    np.testing.assert_allclose(step.h, np.tanh(step.a))


def test_vanilla_by_hand_over_two_steps():
    params = VanillaParams(np.array([[1.0]]), np.array([[0.5]]), np.array([[0.0]]))
    hs = forward(params, np.array([0.5, 0.3]).reshape(2, 1, 1)).hs.ravel()
    np.testing.assert_allclose(hs, [np.tanh(0.5), np.tanh(0.3 + 0.5 * np.tanh(0.5))])
    assert round(hs[1], 3) == 0.486


def test_without_recurrent_weights_only_the_last_input_counts():
    arrays = vanilla_arrays()
    params = VanillaParams(arrays["W_xh"], 0 * arrays["W_hh"], arrays["b_h"])
    whole, last = forward(params, arrays["xs"]), forward(params, arrays["xs"][-1:])
    np.testing.assert_allclose(whole.hs[-1], last.hs[-1])


def test_the_loop_hands_each_state_to_the_next_step():
    arrays = vanilla_arrays()
    params = VanillaParams(arrays["W_xh"], arrays["W_hh"], arrays["b_h"])
    whole = forward(params, arrays["xs"], arrays["h_init"])
    first = forward(params, arrays["xs"][:2], arrays["h_init"])
    rest = forward(params, arrays["xs"][2:], first.hs[-1])
    np.testing.assert_allclose(whole.hs, np.concatenate([first.hs, rest.hs]))
    np.testing.assert_allclose(whole.wxs + whole.whs + params.b_h, whole.sums)


def test_vanilla_gradients_agree_with_central_differences():
    rng = np.random.default_rng(2)
    targets = rng.normal(size=(SEQ_LEN, OUTPUT_SIZE, BATCH_SIZE))
    arrays = vanilla_arrays() | {
        "W_hy": rng.normal(size=(OUTPUT_SIZE, HIDDEN_SIZE)),
        "b_y": rng.normal(size=(OUTPUT_SIZE, 1)),
    }

    def loss_and_gradients(named):
        params = VanillaParams(named["W_xh"], named["W_hh"], named["b_h"])
        out = ReadoutParams(named["W_hy"], named["b_y"])
        trace = forward(params, named["xs"], named["h_init"])
        loss, dys = mean_square(readout(out, trace.hs), targets)
        out_gradients = readout_backward(out, trace.hs, dys)
        gradients = backward(trace, out_gradients.dhs)
        return loss, {
            "W_xh": gradients.dW_xh, "W_hh": gradients.dW_hh, "b_h": gradients.db_h,
            "xs": gradients.dxs, "h_init": gradients.dh_init,
            "W_hy": out_gradients.dW_hy, "b_y": out_gradients.db_y,
        }  # fmt: skip

    errors = gradient_check(loss_and_gradients, arrays)
    assert set(errors) == set(arrays)
    assert max(errors.values()) < 1e-7, errors


def test_total_dh_of_every_step_agrees_with_central_differences():
    arrays = vanilla_arrays()
    params = VanillaParams(arrays["W_xh"], arrays["W_hh"], arrays["b_h"])
    dhs = np.random.default_rng(3).normal(size=(SEQ_LEN, HIDDEN_SIZE, BATCH_SIZE))
    totals = backward(forward(params, arrays["xs"], arrays["h_init"]), dhs).dhs
    for t in range(SEQ_LEN - 1):
        h = forward(params, arrays["xs"], arrays["h_init"]).hs[t]
        later = gradient_check(
            lambda named, t=t: (
                float((dhs[t] * named["h"]).sum()
                      + (dhs[t + 1:] * forward(params, arrays["xs"][t + 1:], named["h"]).hs).sum()),
                {"h": totals[t]},
            ),
            {"h": h},
        )  # fmt: skip
        assert later["h"] < 1e-7
    np.testing.assert_array_equal(totals[-1], dhs[-1])


def test_saturated_input_gives_no_warning_and_a_zero_gradient():
    params = VanillaParams(np.array([[1e4]]), np.array([[0.5]]), np.array([[0.0]]))
    with np.errstate(all="raise"):
        trace = forward(params, np.full((4, 1, 1), 1e4))
        gradients = backward(trace, np.ones((4, 1, 1)))
    assert (trace.hs == 1).all()
    assert (gradients.dW_xh == 0).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_everything_has_the_dtype_of_the_parameters(dtype):
    arrays = {name: array.astype(dtype) for name, array in vanilla_arrays().items()}
    params = VanillaParams(arrays["W_xh"], arrays["W_hh"], arrays["b_h"])
    trace = forward(params, arrays["xs"])
    gradients = backward(trace, trace.hs)
    found = {trace.hs.dtype, trace.sums.dtype} | {
        array.dtype for array in vars(gradients).values() if array is not None
    }
    assert found == {np.dtype(dtype)}

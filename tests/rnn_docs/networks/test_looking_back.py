"""Looking back at one's own states: its shares, its average, and its way back."""

import numpy as np
import pytest

from rnn_docs.gradient_checking import gradient_check
from rnn_docs.networks.looking_back import LookBackParams, init_look_back, look_back, look_back_backward

UNITS, SEQ_LEN, KEPT, BATCH_SIZE = 3, 4, 2, 2


def own_past(seed=3):
    rng = np.random.default_rng(seed)
    shapes = {"W_a": (UNITS, UNITS), "hs": (SEQ_LEN, UNITS, BATCH_SIZE)}
    arrays = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    return arrays | {"b_d": np.full((1, 1), -1.5)}, rng.normal(size=(KEPT, UNITS, BATCH_SIZE))


@pytest.mark.parametrize("keeps", [True, False])
def test_every_gradient_of_a_look_back_agrees_with_central_differences(keeps):
    arrays, kept = own_past()
    wanted = np.random.default_rng(4).normal(size=(SEQ_LEN, UNITS, BATCH_SIZE))

    def loss_and_gradients(arrays):
        trace = look_back(LookBackParams(arrays["W_a"], arrays["b_d"]), arrays["hs"], kept if keeps else None)
        found = look_back_backward(trace, wanted)
        return float((wanted * trace.looked.mixed).sum()), {"W_a": found.dW_a, "b_d": found.db_d, "hs": found.dhs}

    errors = gradient_check(loss_and_gradients, arrays)
    assert max(errors.values()) < 1e-7, errors


def test_a_look_back_scores_what_was_and_lets_it_fade_as_the_formula_says():
    arrays, kept = own_past()
    trace = look_back(LookBackParams(arrays["W_a"], arrays["b_d"]), arrays["hs"], kept)
    for t in range(SEQ_LEN):
        for b in range(BATCH_SIZE):
            state, past = arrays["hs"][t, :, b], np.concatenate([kept, arrays["hs"][: t + 1]])[:, :, b]
            back = np.arange(len(past))[::-1]
            scores = past @ arrays["W_a"] @ state / np.sqrt(UNITS) - np.exp(arrays["b_d"][0, 0]) * back
            shares = np.exp(scores) / np.exp(scores).sum()
            np.testing.assert_allclose(trace.looked.weights[t, : len(past), b], shares)
            np.testing.assert_array_equal(trace.looked.weights[t, len(past) :, b], 0)
            np.testing.assert_allclose(trace.looked.mixed[t, :, b], shares @ past)


def test_reading_in_two_windows_is_reading_in_one_if_the_first_is_kept():
    arrays, kept = own_past()
    params, hs = LookBackParams(arrays["W_a"], arrays["b_d"]), np.concatenate([kept, arrays["hs"]])
    whole, later = look_back(params, hs), look_back(params, hs[3:], hs[:3])
    np.testing.assert_allclose(later.looked.mixed, whole.looked.mixed[3:])


def test_a_look_back_never_sees_what_is_to_come():
    arrays, kept = own_past()
    params = LookBackParams(arrays["W_a"], arrays["b_d"])
    other = arrays["hs"].copy()
    other[-1] += 1
    before, after = (look_back(params, hs, kept).looked.mixed for hs in (arrays["hs"], other))
    np.testing.assert_array_equal(before[:-1], after[:-1])
    assert abs(before[-1] - after[-1]).max() > 0


def test_a_look_back_in_single_precision_stays_in_single_precision():
    arrays, kept = own_past()
    params = LookBackParams(arrays["W_a"].astype(np.float32), arrays["b_d"].astype(np.float32))
    trace = look_back(params, arrays["hs"].astype(np.float32), kept.astype(np.float32))
    found = look_back_backward(trace, np.ones_like(trace.looked.mixed))
    for array in (trace.looked.weights, trace.distances, found.dW_a, found.db_d, found.dhs):
        assert array.dtype == np.float32
    assert init_look_back(UNITS, np.random.default_rng(1), dtype=np.float32).b_d.dtype == np.float32


def test_what_does_not_fit_a_look_back_is_refused_by_name():
    arrays, kept = own_past()
    params = LookBackParams(arrays["W_a"], arrays["b_d"])
    with pytest.raises(ValueError, match=r"b_d: expected shape \(1, 1\), found \(1, 2\)"):
        LookBackParams(arrays["W_a"], np.ones((1, 2)))
    with pytest.raises(ValueError, match=r"kept: expected shape \(steps kept, 3, 2\), found \(2, 3, 1\)"):
        look_back(params, arrays["hs"], kept[:, :, :1])
    with pytest.raises(FloatingPointError, match="look_back: expected results that float64 can hold"):
        look_back(LookBackParams(arrays["W_a"], np.full((1, 1), 800.0)), arrays["hs"])
    with pytest.raises(ValueError, match="fades: expected a positive number, found 0"):
        init_look_back(UNITS, np.random.default_rng(1), fades=0)
    with pytest.raises(TypeError, match="trace: expected LookBackTrace, found AttentionTrace"):
        look_back_backward(look_back(params, arrays["hs"]).looked, arrays["hs"])

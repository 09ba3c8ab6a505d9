"""Attention: its shares, its average, and its way back."""

import numpy as np
import pytest

from rnn_docs.gradient_checking import gradient_check
from rnn_docs.networks.attention import (
    AttentionParams,
    LookBackParams,
    attend,
    attend_backward,
    init_attention,
    init_look_back,
    look_back,
    look_back_backward,
)

UNITS, TARGET_LEN, SOURCE_LEN, BATCH_SIZE = 3, 4, 5, 2  # every axis of another size
LENGTHS = np.array([3, 5])


def drawn(seed=1):
    rng = np.random.default_rng(seed)
    shapes = {"W_a": (UNITS, UNITS), "states": (TARGET_LEN, UNITS, BATCH_SIZE), "hs": (SOURCE_LEN, UNITS, BATCH_SIZE)}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


@pytest.mark.parametrize("lengths", [None, LENGTHS])
def test_every_gradient_agrees_with_central_differences(lengths):
    wanted = np.random.default_rng(2).normal(size=(TARGET_LEN, UNITS, BATCH_SIZE))

    def loss_and_gradients(arrays):
        trace = attend(AttentionParams(arrays["W_a"]), arrays["states"], arrays["hs"], lengths)
        found = attend_backward(trace, wanted)
        return float((wanted * trace.mixed).sum()), {"W_a": found.dW_a, "states": found.dstates, "hs": found.dhs}

    errors = gradient_check(loss_and_gradients, drawn())
    assert max(errors.values()) < 1e-7, errors


def test_each_pair_is_scored_shared_out_and_mixed_as_the_formula_says():
    arrays = drawn()
    trace = attend(AttentionParams(arrays["W_a"]), arrays["states"], arrays["hs"], LENGTHS)
    for t in range(TARGET_LEN):
        for b, length in enumerate(LENGTHS):
            s, hs = arrays["states"][t, :, b], arrays["hs"][:length, :, b]
            scores = np.array([h @ arrays["W_a"] @ s for h in hs]) / np.sqrt(UNITS)
            shares = np.exp(scores) / np.exp(scores).sum()
            np.testing.assert_allclose(trace.queries[t, :, b], arrays["W_a"] @ s)
            np.testing.assert_allclose(trace.scores[t, :length, b], scores)
            np.testing.assert_allclose(trace.weights[t, :length, b], shares)
            np.testing.assert_allclose(trace.mixed[t, :, b], shares @ hs)
            np.testing.assert_array_equal(trace.weights[t, length:, b], 0)


def test_a_query_of_zeros_looks_at_every_step_alike():
    hs = drawn()["hs"]
    trace = attend(AttentionParams(np.zeros((UNITS, UNITS))), drawn()["states"], hs)
    np.testing.assert_allclose(trace.weights, 1 / SOURCE_LEN)
    np.testing.assert_allclose(trace.mixed, np.broadcast_to(hs.mean(axis=0), trace.mixed.shape))


def test_no_gradient_reaches_a_step_beyond_a_source_s_end():
    arrays = drawn()
    trace = attend(AttentionParams(arrays["W_a"]), arrays["states"], arrays["hs"], LENGTHS)
    found = attend_backward(trace, np.ones_like(trace.mixed))
    np.testing.assert_array_equal(found.dhs[3:, :, 0], 0)
    assert abs(found.dhs[3:, :, 1]).min() > 0


def test_in_single_precision_everything_stays_in_single_precision():
    arrays = {name: array.astype(np.float32) for name, array in drawn().items()}
    trace = attend(AttentionParams(arrays["W_a"]), arrays["states"], arrays["hs"], LENGTHS)
    found = attend_backward(trace, np.ones_like(trace.mixed))
    for array in (trace.queries, trace.scores, trace.weights, trace.mixed, found.dW_a, found.dstates, found.dhs):
        assert array.dtype == np.float32


def test_what_does_not_fit_is_refused_by_name():
    params, arrays = init_attention(UNITS, np.random.default_rng(1)), drawn()
    with pytest.raises(ValueError, match=r"W_a: expected shape \(3, 3\), found \(3, 4\)"):
        AttentionParams(np.ones((3, 4)))
    with pytest.raises(ValueError, match=r"hs: expected shape \(source_len, 3, 2\), found \(5, 3, 1\)"):
        attend(params, arrays["states"], arrays["hs"][:, :, :1])
    with pytest.raises(ValueError, match="lengths: expected integers from 1 to 5, found 6"):
        attend(params, arrays["states"], arrays["hs"], np.array([6, 1]))
    with pytest.raises(FloatingPointError, match="attend: expected results that float64 can hold"):
        attend(params, arrays["states"] * 1e200, arrays["hs"] * 1e200)
    with pytest.raises(TypeError, match="trace: expected AttentionTrace, found AttentionParams"):
        attend_backward(params, arrays["states"])
    with pytest.raises(ValueError, match=r"dmixed: expected shape \(4, 3, 2\), found \(5, 3, 2\)"):
        attend_backward(attend(params, arrays["states"], arrays["hs"]), arrays["hs"])


# --- looking back at one's own states --------------------------------------------------------------------------------

KEPT = 2


def own_past(seed=3):
    rng = np.random.default_rng(seed)
    shapes = {"W_a": (UNITS, UNITS), "hs": (TARGET_LEN, UNITS, BATCH_SIZE)}
    arrays = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    return arrays | {"b_d": np.full((1, 1), -1.5)}, rng.normal(size=(KEPT, UNITS, BATCH_SIZE))


@pytest.mark.parametrize("keeps", [True, False])
def test_every_gradient_of_a_look_back_agrees_with_central_differences(keeps):
    arrays, kept = own_past()
    wanted = np.random.default_rng(4).normal(size=(TARGET_LEN, UNITS, BATCH_SIZE))

    def loss_and_gradients(arrays):
        trace = look_back(LookBackParams(arrays["W_a"], arrays["b_d"]), arrays["hs"], kept if keeps else None)
        found = look_back_backward(trace, wanted)
        return float((wanted * trace.looked.mixed).sum()), {"W_a": found.dW_a, "b_d": found.db_d, "hs": found.dhs}

    errors = gradient_check(loss_and_gradients, arrays)
    assert max(errors.values()) < 1e-7, errors


def test_a_look_back_scores_what_was_and_lets_it_fade_as_the_formula_says():
    arrays, kept = own_past()
    trace = look_back(LookBackParams(arrays["W_a"], arrays["b_d"]), arrays["hs"], kept)
    for t in range(TARGET_LEN):
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
    with pytest.raises(ValueError, match=r"added: expected shape \(4, 4\), found \(4, 5\)"):
        attend(AttentionParams(arrays["W_a"]), arrays["hs"], arrays["hs"], added=np.zeros((4, 5)))
    with pytest.raises(TypeError, match="trace: expected LookBackTrace, found AttentionTrace"):
        look_back_backward(look_back(params, arrays["hs"]).looked, arrays["hs"])

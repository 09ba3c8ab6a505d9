"""Attention: its shares, its average, and its way back."""

import numpy as np
import pytest

from rnn_docs.gradient_checking import gradient_check
from rnn_docs.networks.attention import AttentionParams, attend, attend_backward, init_attention

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
    with pytest.raises(ValueError, match=r"added: expected shape \(4, 5\), found \(4, 4\)"):
        attend(params, arrays["states"], arrays["hs"], added=np.zeros((4, 4)))
    with pytest.raises(FloatingPointError, match="attend: expected results that float64 can hold"):
        attend(params, arrays["states"] * 1e200, arrays["hs"] * 1e200)
    with pytest.raises(TypeError, match="trace: expected AttentionTrace, found AttentionParams"):
        attend_backward(params, arrays["states"])
    with pytest.raises(ValueError, match=r"dmixed: expected shape \(4, 3, 2\), found \(5, 3, 2\)"):
        attend_backward(attend(params, arrays["states"], arrays["hs"]), arrays["hs"])

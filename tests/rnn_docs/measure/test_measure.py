"""The lesson's gradient measurements: fair conditions, true bounds, and sizes that the lesson relies on."""

import numpy as np
import pytest

from rnn_docs import GRUParams, LSTMParams, VanillaParams, backward, cat_sat_params, encode, forward, init_cell
from rnn_docs.measure import (
    flow_pass,
    fresh_cell,
    geometric_mean,
    gradient_by_distance,
    gradient_flow,
    jacobian_bound,
    largest_singular_value,
    recalled,
    slope_bound,
    spectral_radius,
    truncated_gradient,
    weight_gradient_terms,
)
from rnn_docs.networks.reader import at_own_end

SEEDS = range(5)
# lesson.md's figures: |dL/dh_init| / |dL/dh_T|, geometric mean of five seeds. Its random streams are not ours, and a
# mean of five seeds scatters by a factor of a few, so the order of magnitude is compared.
EXPECTED = {
    (VanillaParams, 0.0, 0.25): 6e-33,
    (VanillaParams, 0.0, 0.9): 1.7e-6,
    (VanillaParams, 0.0, 1.0): 1e-4,
    (VanillaParams, 0.0, 1.25): 0.069,
    (VanillaParams, 0.0, None): 2e-13,
    (LSTMParams, 0.0, None): 9e-12,
    (LSTMParams, 1.0, None): 2.8e-5,
    (LSTMParams, 3.0, None): 0.33,
    (GRUParams, 0.0, None): 2e-11,
    (GRUParams, 1.0, None): 4.8e-6,
    (GRUParams, 3.0, None): 0.10,
}


def remaining(kind, keep_bias=0.0, radius=None, input_scale=1.0):
    """log10 of what is left after fifty steps, one value a seed."""
    return np.log10([gradient_flow(kind, seed, keep_bias, radius, input_scale).dh[-1] for seed in SEEDS])


@pytest.mark.parametrize(("setting", "expected"), EXPECTED.items(), ids=str)
def test_the_gradient_left_after_fifty_steps_has_the_size_that_the_lesson_gives(setting, expected):
    found = remaining(*setting)
    scatter = found.std(ddof=1) / np.sqrt(len(SEEDS))
    assert abs(found.mean() - np.log10(expected)) < max(3 * scatter, 0.1)


@pytest.mark.parametrize(("scale", "low", "high"), [(0.0, 2e4, 4e4), (0.1, 5, 15), (1.0, 0.01, 0.2)])
def test_a_radius_above_one_explodes_in_silence_and_vanishes_under_loud_inputs(scale, low, high):
    assert low < 10 ** remaining(VanillaParams, radius=1.25, input_scale=scale).mean() < high


@pytest.mark.parametrize("kind", [VanillaParams, LSTMParams, GRUParams])
def test_every_kind_of_cell_reads_the_same_inputs_and_starts_from_the_same_direction(kind):
    outside, inside = np.random.default_rng(3).spawn(2)
    xs = outside.normal(size=(50, 8, 1))  # the weights come from a stream of their own, whatever the kind
    expected = gradient_by_distance(fresh_cell(kind, inside), xs, outside)
    assert np.array_equal(gradient_flow(kind, 3).dh, expected.dh)


def test_a_gradient_starts_with_length_one_and_has_one_entry_for_every_distance():
    flow = gradient_flow(LSTMParams, 0, keep_bias=3.0)
    assert flow.dh.shape == flow.dc.shape == (51,)
    assert flow.dh[0] == pytest.approx(1)


def test_a_fresh_cell_has_no_bias_but_the_keeping_gate_and_the_radius_asked_for():
    rng = np.random.default_rng(5)
    gru = fresh_cell(GRUParams, rng, keep_bias=1.0)
    assert np.array_equal(gru.b_h.reshape(3, 32), np.repeat([[0.0], [1.0], [0.0]], 32, axis=1))
    assert abs(gru.W_hh).max() <= 1 / np.sqrt(32)
    assert spectral_radius(fresh_cell(VanillaParams, rng, radius=0.9).W_hh) == pytest.approx(0.9)


def test_settings_of_one_seed_share_their_weights():
    one, three = (fresh_cell(LSTMParams, np.random.default_rng(2), bias) for bias in (1.0, 3.0))
    assert np.array_equal(one.W_hh, three.W_hh)
    assert not np.array_equal(one.b_h, three.b_h)


def test_a_radius_is_refused_for_a_gated_cell_and_a_keep_bias_for_a_vanilla_one():
    rng = np.random.default_rng(1)
    with pytest.raises(ValueError, match="radius: expected None for GRUParams"):
        fresh_cell(GRUParams, rng, radius=0.9)
    with pytest.raises(ValueError, match="start: expected 'uniform' for GRUParams, found 'identity'"):
        fresh_cell(GRUParams, rng, start="identity")
    with pytest.raises(ValueError, match="scheme: expected"):
        fresh_cell(VanillaParams, rng, start="round")
    with pytest.raises(ValueError, match="keep_bias"):
        fresh_cell(VanillaParams, rng, keep_bias=1.0)


# What fifty steps leave of the gradient at the last cell state: on all ways back, and along the cell alone.
BELT = {0.0: (1e-11, 1.4e-15), 1.0: (7e-5, 1.5e-7), 3.0: (1.8, 0.081)}


@pytest.mark.parametrize("bias", BELT)
def test_along_the_belt_alone_the_forget_gates_multiply_and_the_detours_carry_most(bias):
    flows = [gradient_flow(LSTMParams, seed, bias) for seed in SEEDS]
    total, belt = (
        geometric_mean(np.array([rows[-1] / rows[0] for rows in of]))
        for of in zip(*((f.dc, f.belt) for f in flows), strict=True)
    )
    assert (total, belt) == pytest.approx(BELT[bias], rel=0.35 if bias == 0 else 0.06)
    assert all(flow.dc[0] == flow.belt[0] for flow in flows)


def test_the_belt_is_the_last_cell_gradient_times_every_forget_gate():
    trace, gradients = flow_pass(LSTMParams, 2, keep_bias=1.0)
    expected, arrived = [], gradients.dcs[-1]
    for f in trace["f"][::-1]:
        expected.append(np.linalg.norm(arrived))
        arrived = arrived * f
    assert gradient_flow(LSTMParams, 2, keep_bias=1.0).belt == pytest.approx([*expected, np.linalg.norm(arrived)])


def test_with_open_gates_and_no_detours_belt_and_total_are_one():
    shut = LSTMParams(
        W_xh=np.zeros((8, 3)), W_hh=np.zeros((8, 2)), b_h=np.repeat([[-2.0], [1.0], [0.5], [0.0]], 2, axis=0)
    )
    flow = gradient_by_distance(shut, np.ones((6, 3, 1)), np.random.default_rng(1))
    assert flow.belt == pytest.approx(flow.dc)


@pytest.mark.parametrize(
    ("start", "gain", "low", "high"),
    [("orthogonal", 1.0, 1e-4, 4e-4), ("identity", 1.0, 2e-4, 2e-3), ("orthogonal", 1.25, 0.1, 0.3)],
)
def test_a_plain_network_that_starts_near_a_rotation_keeps_a_billion_times_what_the_usual_start_keeps(
    start, gain, low, high
):
    kept = np.array([gradient_flow(VanillaParams, seed, start=start, gain=gain).dh[-1] for seed in SEEDS])
    assert low < geometric_mean(kept) < high
    assert kept.min() > 1e6 * 10 ** remaining(VanillaParams).max()


def test_another_start_changes_the_recurrent_weights_alone():
    usual, turned, one = (
        fresh_cell(VanillaParams, np.random.default_rng(3), start=start, gain=1.25)
        for start in ("uniform", "orthogonal", "identity")
    )
    assert np.allclose(turned.W_hh @ turned.W_hh.T, 1.25**2 * np.eye(32))
    assert np.array_equal(one.W_hh, 1.25 * np.eye(32))
    for other in (turned, one):
        assert np.array_equal(other.W_xh, usual.W_xh)
        assert not other.b_h.any()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_measured_gradient_stays_below_the_jacobians_and_these_below_the_slopes(seed):
    rng = np.random.default_rng(seed)
    params, xs = init_cell(VanillaParams, 3, 5, rng), rng.normal(size=(7, 3, 1))
    hs = forward(params, xs).hs
    jacobians = jacobian_bound(params, hs)
    slopes = np.array([slope_bound(params, k) for k in range(8)])
    assert jacobians.shape == (8,)
    assert (gradient_by_distance(params, xs, rng).dh <= jacobians * (1 + 1e-12)).all()
    assert (jacobians <= slopes * (1 + 1e-12)).all()


def test_the_jacobian_bound_of_one_step_is_reached_by_the_worst_direction():
    params, xs = cat_sat_params(), encode("the cat sat")
    trace = forward(params, xs)
    left, sizes, _ = np.linalg.svd((1 - trace.hs[-1] ** 2) * params.W_hh)
    dhs = np.zeros_like(trace.hs)
    dhs[-1, :, 0] = left[:, 0]
    found = np.linalg.norm(backward(trace, dhs).dhs[-2])
    assert found == pytest.approx(sizes[0])
    assert jacobian_bound(params, trace.hs)[1] == pytest.approx(sizes[0])
    assert slope_bound(params, 1) == pytest.approx(largest_singular_value(params.W_hh))


@pytest.mark.parametrize("kind", [VanillaParams, LSTMParams])
def test_the_terms_of_all_steps_add_up_to_the_gradient_of_the_shared_weight(kind):
    rng = np.random.default_rng(4)
    params, xs = init_cell(kind, 3, 5, rng), rng.normal(size=(6, 3, 2))
    trace = forward(params, xs, h_init=rng.normal(size=(5, 2)))
    gradients = backward(trace, rng.normal(size=(6, 5, 2)))
    terms = weight_gradient_terms(trace, gradients)
    assert terms.shape == (6, kind.blocks * 5, 5)
    assert np.allclose(terms.sum(axis=0), gradients.dW_hh)


@pytest.mark.parametrize("kind", [VanillaParams, LSTMParams, GRUParams])
def test_what_step_four_measures_is_one_pass_whose_parts_can_be_had(kind):
    trace, gradients = flow_pass(kind, 3)
    flow = gradient_flow(kind, 3)
    np.testing.assert_array_equal(flow.dh[:-1], np.linalg.norm(gradients.dhs, axis=(1, 2))[::-1])
    assert flow.dh[-1] == pytest.approx(np.linalg.norm(gradients.dh_init), rel=1e-12)
    assert (flow.dc is not None) == (flow.belt is not None) == (kind is LSTMParams)
    np.testing.assert_array_equal(backward(trace, at_own_end(gradients.dhs[-1], trace)).dW_hh, gradients.dW_hh)


def test_what_is_recalled_depends_on_the_generator_alone():
    one, same, other = (recalled(64, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert one == same != other
    assert one.attention == 1


def test_measurements_refuse_what_they_cannot_measure():
    gru = fresh_cell(GRUParams, np.random.default_rng(1))
    for call in (lambda: slope_bound(gru, 1), lambda: jacobian_bound(gru, np.zeros((2, 32, 1)))):
        with pytest.raises(TypeError, match="params: expected VanillaParams, found GRUParams"):
            call()
    with pytest.raises(TypeError, match="rng: expected a Generator"):
        gradient_by_distance(gru, np.zeros((2, 8, 1)), 1)
    with pytest.raises(ValueError, match="chunk: expected at least 1, found 0"):
        truncated_gradient(gru, np.zeros((2, 8, 1)), np.zeros((2, 32, 1)), 0)
    with pytest.raises(ValueError, match="values: expected positive numbers"):
        geometric_mean([1.0, 0.0])

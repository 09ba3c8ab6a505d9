"""The lesson's named examples give the figures that the lesson expects."""

import numpy as np
import pytest

from rnn_docs import (
    PRICES,
    VOCABULARY,
    LSTMParams,
    VanillaParams,
    cat_sat_params,
    cat_sat_readout,
    encode,
    forward,
    init_cell,
    keeper_gru_params,
    keeper_lstm_params,
    prices_as_sequence,
    readout,
    scale_min_max,
)
from rnn_docs.examples import LONGER_PRICES, forgetful_unit, reset_before_and_after
from rnn_docs.measure import (
    geometric_mean,
    gradient_by_distance,
    gradient_ratio,
    largest_singular_value,
    spectral_radius,
    step_jacobian,
    with_spectral_radius,
)

FINAL_STATES = {
    "the cat sat": [-0.622006, 0.700630, -0.549133, -0.747144],
    "cat sat the": [0.672592, -0.767368, 0.000971, -0.543693],
    "sat the cat": [-0.383102, 0.197067, 0.658974, 0.884292],
}


@pytest.mark.parametrize("sentence", FINAL_STATES)
def test_the_final_state_depends_on_the_order_as_expected(sentence):
    h = forward(cat_sat_params(), encode(sentence)).hs[-1].ravel()
    np.testing.assert_array_equal(h.round(6), FINAL_STATES[sentence])


@pytest.mark.parametrize(("other", "distance"), [("cat sat the", 2.0433), ("sat the cat", 2.1052)])
def test_the_distance_between_orders_is_as_expected(other, distance):
    params = cat_sat_params()
    difference = forward(params, encode("the cat sat")).hs[-1] - forward(params, encode(other)).hs[-1]
    assert round(float(np.linalg.norm(difference)), 4) == distance


def test_the_readout_prefers_the_next_word_after_every_step():
    logits = readout(cat_sat_readout(), forward(cat_sat_params(), encode("the cat sat the cat")).hs)
    assert [VOCABULARY[int(step.argmax())] for step in logits] == ["cat", "sat", "the", "cat", "sat"]


def test_prices_scale_to_the_unit_interval():
    np.testing.assert_allclose(scale_min_max(PRICES), [0.0, 0.5, 0.3, 1.0])


def test_an_unknown_word_is_named_with_the_vocabulary():
    with pytest.raises(ValueError, match="token: expected one of the, cat, sat, found 'dog'"):
        encode("the dog sat")


def test_a_sentence_without_words_is_refused():
    with pytest.raises(ValueError, match="sentence: expected at least one word, found ' '"):
        encode(" ")


def test_equal_prices_cannot_be_scaled():
    with pytest.raises(ValueError, match="at least two different values, found 3 equal to 7"):
        scale_min_max([7, 7, 7])


KEEPER_LSTM = {  # the figures that the lesson expects, at the digits it prints
    "i": [0.269, 0.982, 0.048, 0.983],
    "f": [0.731, 0.018, 0.952, 0.017],
    "g": [0, 0.762, 0.537, 0.964],
    "o": [0.982, 0.982, 0.982, 0.982],
    "c": [0, 0.748, 0.738, 0.960],
    "h": [0, 0.622, 0.616, 0.731],
}
KEEPER_GRU = {
    "r": [0.5, 0.5, 0.5, 0.5],
    "z": [0.731, 0.018, 0.927, 0.010],
    "n": [0, 0.462, 0.291, 0.762],
    "h": [0, 0.454, 0.442, 0.758],
}


@pytest.mark.parametrize("name", KEEPER_LSTM)
def test_the_record_keeper_has_the_expected_gates_and_states(name):
    found = forward(keeper_lstm_params(), prices_as_sequence())[name].ravel()
    np.testing.assert_array_equal(found.round(3), KEEPER_LSTM[name])


@pytest.mark.parametrize("name", KEEPER_GRU)
def test_the_record_keeper_as_a_gru_has_the_expected_gates_and_states(name):
    found = forward(keeper_gru_params(), prices_as_sequence())[name].ravel()
    np.testing.assert_array_equal(found.round(3), KEEPER_GRU[name])


def test_between_the_records_of_the_longer_list_the_keepers_hold_the_first_one():
    xs = prices_as_sequence(LONGER_PRICES)
    np.testing.assert_allclose(xs.ravel(), [0, 0.5, 0.3, 0.2, 0.4, 0.1, 0.3, 0.2, 1])
    c = forward(keeper_lstm_params(), xs)["c"].ravel()
    np.testing.assert_array_equal(c.round(3), [0, 0.748, 0.738, 0.731, 0.722, 0.718, 0.708, 0.701, 0.960])
    h = forward(keeper_gru_params(), xs).hs.ravel()
    np.testing.assert_array_equal(h.round(3), [0, 0.454, 0.442, 0.434, 0.423, 0.418, 0.405, 0.396, 0.759])


def test_the_plain_unit_has_the_expected_states():
    h = forward(forgetful_unit(), prices_as_sequence(LONGER_PRICES)).hs.ravel()
    np.testing.assert_array_equal(h[:5].round(3), [0, 0.762, 0.877, 0.856, 0.930])


@pytest.mark.parametrize("make", [keeper_lstm_params, keeper_gru_params, forgetful_unit])
def test_an_example_comes_in_either_precision(make):
    assert forward(make(np.float32), prices_as_sequence(dtype=np.float32)).hs.dtype == np.float32


def test_the_place_of_the_reset_gives_the_expected_vectors():
    before, after = reset_before_and_after()
    np.testing.assert_allclose(before.ravel(), [0.40, 0.70])
    np.testing.assert_allclose(after.ravel(), [0.72, 0.06])


def test_the_matrix_of_the_small_network_has_the_expected_norm_and_radius():
    params = cat_sat_params()
    assert round(largest_singular_value(params.W_hh), 3) == 1.403
    assert round(spectral_radius(params.W_hh), 4) == 0.5497


def test_a_step_jacobian_agrees_with_differences_of_states():
    params, h_prev, epsilon = cat_sat_params(), np.full((4, 1), 0.3), 1e-6
    xs = encode("cat")
    h = forward(params, xs, h_prev).hs[-1]
    columns = []
    for unit in range(4):
        moved = h_prev.copy()
        moved[unit] += epsilon
        columns.append((forward(params, xs, moved).hs[-1] - h) / epsilon)
    np.testing.assert_allclose(step_jacobian(params, h), np.hstack(columns), atol=1e-5)


def test_the_gradient_by_distance_starts_at_one_and_is_carried_by_the_jacobians():
    params, xs = cat_sat_params(), encode("the cat sat")
    rng = np.random.default_rng(1)
    norms = gradient_by_distance(params, xs, np.random.default_rng(1)).dh
    delta = rng.normal(size=(4, 1))
    delta /= np.linalg.norm(delta)
    expected = [1.0]
    for h in forward(params, xs).hs[::-1]:
        delta = step_jacobian(params, h).T @ delta
        expected.append(float(np.linalg.norm(delta)))
    np.testing.assert_allclose(norms, expected)


def ratio(kind, seed, keep_bias=0.0, radius=None):
    rng = np.random.default_rng(seed)
    params = init_cell(kind, 8, 32, rng, keep_bias=keep_bias)
    if radius is not None:
        params = with_spectral_radius(params, radius)
    return gradient_ratio(params, rng.normal(size=(50, 8, 1)), rng)


def test_a_keep_bias_and_a_larger_radius_let_more_of_the_gradient_through():
    lstm = [geometric_mean([ratio(LSTMParams, seed, keep_bias=bias) for seed in range(5)]) for bias in (0, 1, 3)]
    vanilla = [geometric_mean([ratio(VanillaParams, seed, radius=r) for seed in range(5)]) for r in (0.25, 0.9, 1.25)]
    assert lstm[0] < 1e-8 < 1e-6 < lstm[1] < 1e-3 < 0.05 < lstm[2] < 1
    assert vanilla[0] < 1e-28 < 1e-8 < vanilla[1] < 1e-4 < vanilla[2] < 1


def test_a_large_norm_need_not_explode_and_a_small_radius_may_first_grow():
    nilpotent, jordan = np.array([[0.0, 2.0], [0.0, 0.0]]), np.array([[0.9, 1.0], [0.0, 0.9]])
    assert largest_singular_value(nilpotent) == 2
    assert not (nilpotent @ nilpotent).any()
    powers = [largest_singular_value(np.linalg.matrix_power(jordan, k)) for k in range(1, 51)]
    assert [round(power, 2) for power in powers[:3]] == [1.53, 2.11, 2.63]
    assert 8 <= int(np.argmax(powers)) + 1 <= 11
    assert round(powers[-1], 2) == 0.29


def test_measurements_that_make_no_sense_are_refused():
    with pytest.raises(ValueError, match="xs: expected a batch of one, found 2 sequences"):
        gradient_by_distance(cat_sat_params(), np.ones((3, 3, 2)), np.random.default_rng(1))
    with pytest.raises(ValueError, match="radius: expected at least 0, found -1"):
        with_spectral_radius(cat_sat_params(), -1)
    zero = VanillaParams(np.ones((2, 1)), np.zeros((2, 2)), np.ones((2, 1)))
    with pytest.raises(ValueError, match="W_hh: expected an eigenvalue that is not 0, found only 0"):
        with_spectral_radius(zero, 1.0)

"""The lesson's named examples give the figures that the lesson expects."""

import numpy as np
import pytest

from rnn_docs import (
    PRICES,
    VOCABULARY,
    cat_sat_params,
    cat_sat_readout,
    encode,
    forward,
    readout,
    scale_min_max,
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

"""The explorer of step 3 shows every product and sum that rnn_docs computes, and they add up."""

import numpy as np
import pytest
from pages.computation import explorer

from rnn_docs import cat_sat_params, encode, vanilla_step

TRACE = explorer.computation()
PARAMS = cat_sat_params()


def test_the_weights_are_those_of_the_lesson_and_the_words_its_vocabulary():
    np.testing.assert_array_equal(TRACE["W_xh"], PARAMS.W_xh)
    np.testing.assert_array_equal(TRACE["W_hh"], PARAMS.W_hh)
    np.testing.assert_array_equal(TRACE["b_h"], PARAMS.b_h[:, 0])
    assert TRACE["words"] == ["the", "cat", "sat"]


@pytest.mark.parametrize(("sentence", "steps"), TRACE["sentences"], ids=[s for s, _ in TRACE["sentences"]])
def test_every_part_of_every_step_is_the_one_that_is_computed(sentence, steps):
    h = np.zeros((4, 1))
    for x, shown in zip(encode(sentence), steps, strict=True):
        step = vanilla_step(PARAMS, x, h)
        for name in ("wh", "a", "h"):
            np.testing.assert_array_equal(shown[name], getattr(step, name)[:, 0].round(3) + 0.0)
        np.testing.assert_array_equal(shown["wx"], step.wx[:, 0].round(1) + 0.0)
        np.testing.assert_allclose(shown["terms"], PARAMS.W_hh * h.T, atol=0.0005001)
        np.testing.assert_allclose(np.sum(shown["terms"], axis=1), shown["wh"], atol=0.0025)
        h = step.h

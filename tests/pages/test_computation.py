"""Step 3: the explorer and the drawings show every product and sum that rnn_docs computes, and they add up."""

import re

import numpy as np
import pytest
from drawing.printing import number
from pages.computation import explorer, step_as_matrices

from rnn_docs import VOCABULARY, cat_sat_params, encode, vanilla_step
from tests.drawn import cells, heat_cells, hs

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
        np.testing.assert_array_equal(shown["wx"], (PARAMS.W_xh @ x)[:, 0].round(1) + 0.0)
        np.testing.assert_allclose(shown["terms"], PARAMS.W_hh * h.T, atol=0.0005001)
        np.testing.assert_allclose(np.sum(shown["terms"], axis=1), shown["wh"], atol=0.0025)
        h = step.h


# --- the drawings read back ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["svg_wide", "svg_compact"])
def test_step_as_matrices_prints_the_column_both_states_and_every_weight_and_sum(kind):
    params, states = cat_sat_params(), hs("the cat sat")
    svg, column = getattr(step_as_matrices.step_as_matrices(), kind), VOCABULARY.index("cat")
    assert heat_cells(svg) == [*cells(params.W_xh[:, column], 1), *cells(states[0]), *cells(states[1])]
    plain = re.findall(r">(−?\d+\.\d+)</text>", re.sub(r'<rect class="heat [^>]*/><text [^>]*>[^<]*</text>', "", svg))
    others = np.delete(params.W_xh, column, axis=1)
    sums = params.W_xh[:, column] + params.W_hh @ states[0] + params.b_h[:, 0]
    weights = [number(w, 1) for w in (*others.T.ravel(), *params.W_hh.T.ravel(), *params.b_h.ravel())]
    assert plain == weights + [number(value) for value in sums]


def signed(terms):
    """Split "-0.3 + 0.4*0.60 - 0.4*0.46" into signs and products."""
    parts = re.split(r" ([+-]) ", terms)
    return zip([1, *(1 if sign == "+" else -1 for sign in parts[1::2])], parts[::2], strict=True)

"""The explorer of step 2 shows the states that rnn_docs computes."""

import numpy as np
from pages.hidden_state import explorer

from rnn_docs import cat_sat_params, encode, forward


def test_every_state_of_every_sentence_is_the_one_that_is_computed():
    trace = explorer.hidden_state()
    assert [sentence for sentence, _ in trace["sentences"]][-1] == "the cat sat the cat"
    assert len(trace["sentences"]) == 4
    for sentence, states in trace["sentences"]:
        computed = forward(cat_sat_params(), encode(sentence)).hs[:, :, 0]
        np.testing.assert_array_equal(states, computed.round(2) + 0.0)

"""A tagger that may wait: it answers for each word when it has read some more, and for the last one at the end."""

import numpy as np

from rnn_docs import forward, readout
from rnn_docs.cells.parameters import named_parameters, replace_parameters
from rnn_docs.gradient_checking import gradient_check
from rnn_docs.tasks import grammar, tagging
from rnn_docs.tasks.parts import encode_words

SENTENCES = [grammar.draw_sentence(np.random.default_rng(seed)) for seed in range(3)]
LATER = 2


def test_every_gradient_of_a_tagger_that_waits_agrees_with_central_differences():
    model = tagging.init_tagger("gru", False, 2, np.random.default_rng(1))

    def loss_and_gradients(arrays):
        return tagging.tagging_loss(replace_parameters(model, arrays), SENTENCES, LATER)

    errors = gradient_check(loss_and_gradients, dict(named_parameters(model)))
    assert max(errors.values()) < 1e-6, errors


def test_a_tagger_that_waits_answers_with_the_states_of_later_steps():
    model = tagging.init_tagger("gru", False, 4, np.random.default_rng(2))
    for sentence, tags in zip(
        SENTENCES, tagging.predict_tags(model, [sentence.words for sentence in SENTENCES], LATER), strict=True
    ):
        xs, _ = encode_words([sentence.words], grammar.WORDS)
        followed = np.concatenate([xs, np.zeros((LATER, *xs.shape[1:]))])
        choices = readout(model.readout, forward(model.cell, followed).hs[LATER:]).argmax(axis=1)[:, 0]
        assert tags == [grammar.TAGS[choice] for choice in choices]


def test_a_tagger_that_need_not_wait_is_the_ordinary_one():
    model = tagging.init_tagger("lstm", False, 3, np.random.default_rng(3))
    assert tagging.tagging_loss(model, SENTENCES, later=0)[0] == tagging.tagging_loss(model, SENTENCES)[0]

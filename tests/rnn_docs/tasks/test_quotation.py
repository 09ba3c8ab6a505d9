"""A network that looks back while it reads a novel: its gradient is its slope, and it sees what it may see."""

import numpy as np
import pytest

from rnn_docs import forward, readout, softmax_cross_entropy
from rnn_docs.cells.parameters import named_parameters, replace_parameters
from rnn_docs.gradient_checking import gradient_check
from rnn_docs.networks.looking_back import look_back
from rnn_docs.outputs.sampling import one_hot_columns
from rnn_docs.tasks import quotation
from rnn_docs.tasks.quotation import WINDOW, Carried
from rnn_docs.tasks.quotation_marks import SIGNS, encode_signs, is_open, parts_of

STILL = 1e-12  # a learning rate with which the weights stay as they were drawn


@pytest.mark.parametrize("network", ["attention", "lstm"])
def test_every_gradient_of_a_window_agrees_with_central_differences(network):
    rng = np.random.default_rng(3)
    model = quotation.fresh_quotation(network, rng, units=3)
    letters, answers = rng.integers(len(SIGNS), size=(4, 2)), rng.integers(2, size=(4, 2))
    states = rng.normal(size=(len(model.cell.states), 3, 2)) / 2
    before = Carried(tuple(states), rng.normal(size=(5, 3, 2)))
    arrays = {name: rng.normal(size=array.shape) / 2 for name, array in named_parameters(model).items()}

    def loss_and_gradients(arrays):
        drawn = replace_parameters(model, arrays)
        read = quotation.read_on(drawn, letters, before)
        loss, dlogits = softmax_cross_entropy(readout(drawn.readout, read.seen), answers)
        return loss, quotation.quotation_gradients(drawn, read, dlogits)

    errors = gradient_check(loss_and_gradients, arrays)
    assert max(errors.values()) < 1e-7, errors


def test_in_training_a_look_reaches_back_to_the_window_before_and_no_further():
    found = quotation.train_quotation(0, "attention", STILL, steps=3)
    model, order = found.model, np.random.default_rng(0).spawn(3)[2]
    paragraphs = parts_of(0).training
    texts = [quotation._stream(paragraphs, 3 * WINDOW, order) for _ in range(quotation.STREAMS)]
    letters, answers = (np.stack([of(text) for text in texts], axis=1) for of in (encode_signs, is_open))
    hs = forward(model.cell, one_hot_columns(letters, len(SIGNS))).hs
    for k, loss in enumerate(found.losses):
        here, kept = hs[k * WINDOW : (k + 1) * WINDOW], hs[(k - 1) * WINDOW : k * WINDOW] if k else None
        seen = np.concatenate([here, look_back(model.look, here, kept).looked.mixed], axis=1)
        expected, _ = softmax_cross_entropy(readout(model.readout, seen), answers[k * WINDOW : (k + 1) * WINDOW])
        assert loss == pytest.approx(expected)


def test_in_use_a_look_reaches_back_to_the_beginning_of_the_paragraph():
    model = quotation.fresh_quotation("attention", np.random.default_rng(1), units=4)
    text = 'he said "' + 3 * WINDOW * "a" + '" and went'
    whole = quotation.read_on(model, encode_signs(text)[:, None])
    assert whole.looked.distances.max() == len(text) - 1
    right = readout(model.readout, whole.seen)[:, :, 0].argmax(axis=1) == is_open(text)
    found = quotation.shares_right(model, [text])
    assert found.inside == pytest.approx(right[is_open(text) == 1].mean())
    assert found.outside == pytest.approx(right[is_open(text) == 0].mean())


@pytest.mark.parametrize("network", quotation.NETWORKS)
def test_every_network_has_about_as_many_parameters_as_the_lstm(network):
    counts = [
        quotation.count_parameters(quotation.fresh_quotation(name, np.random.default_rng(0)))
        for name in ("lstm", network)
    ]
    assert counts[1] == pytest.approx(counts[0], rel=0.02)

"""Encoder and decoder, and drawing tokens from logits."""

import numpy as np
import pytest

from rnn_docs import Adam, GRUParams, LSTMParams, VanillaParams, init_cell, init_readout, one_hot_columns, train
from rnn_docs.cells.parameters import named_parameters, replace_parameters
from rnn_docs.gradient_checking import gradient_check
from rnn_docs.networks.attention import init_attention
from rnn_docs.networks.encoder_decoder import EncoderDecoder, attention_weights, greedy_decode, teacher_forcing
from rnn_docs.outputs.sampling import sample
from rnn_docs.padding import mask

SOURCE_TOKENS, TARGET_TOKENS, HIDDEN_SIZE, BATCH_SIZE = 5, 4, 3, 2


def translator(kind, hidden_size=HIDDEN_SIZE, seed=1, looks_back=False):
    rng = np.random.default_rng(seed)
    cells = [init_cell(kind, size, hidden_size, rng) for size in (SOURCE_TOKENS, TARGET_TOKENS)]
    if not looks_back:
        return EncoderDecoder(*cells, init_readout(hidden_size, TARGET_TOKENS, rng))
    return EncoderDecoder(*cells, init_readout(2 * hidden_size, TARGET_TOKENS, rng), init_attention(hidden_size, rng))


@pytest.mark.parametrize("kind", [VanillaParams, LSTMParams, GRUParams])
@pytest.mark.parametrize("lengths", [None, np.array([4, 6])])
@pytest.mark.parametrize("looks_back", [False, True])
def test_gradients_through_decoder_and_encoder_agree_with_central_differences(kind, lengths, looks_back):
    model = translator(kind, looks_back=looks_back)
    sources = np.random.default_rng(2).normal(size=(6, SOURCE_TOKENS, BATCH_SIZE))
    targets, weights = np.array([[1, 2], [3, 0], [2, 2], [0, 1]]), mask(np.array([4, 3]), 4)

    def loss_and_gradients(arrays):
        return teacher_forcing(replace_parameters(model, arrays), sources, targets, 0, lengths, weights)

    errors = gradient_check(loss_and_gradients, named_parameters(model))
    assert len(errors) == 8 + looks_back
    assert max(errors.values()) < 1e-7, errors


@pytest.mark.parametrize("looks_back", [False, True])
def test_a_trained_translator_writes_the_source_backwards_and_stops(looks_back):
    end, start = 0, 0
    words = np.array([[1, 2, 3, 1, 2, 3], [2, 3, 1, 1, 2, 3], [3, 1, 2, 2, 1, 1]])  # three steps, six sources
    sources, targets = one_hot_columns(words, SOURCE_TOKENS), np.concatenate([words[::-1], [[end] * 6]])

    def batch(model, step):
        return teacher_forcing(model, sources, targets, start)

    model = train(translator(GRUParams, 12, looks_back=looks_back), batch, 150, Adam(0.03)).model
    assert greedy_decode(model, sources, start, end, max_len=8) == words[::-1].T.tolist()


def test_greedy_decoding_gives_up_at_the_longest_allowed_length():
    model = translator(GRUParams)
    never_ends = replace_parameters(
        model, named_parameters(model) | {"readout.b_y": np.array([[-99.0], [0], [0], [99.0]])}
    )
    sources = np.ones((2, SOURCE_TOKENS, 1))
    assert greedy_decode(never_ends, sources, start=1, end=0, max_len=5) == [[3] * 5]
    assert greedy_decode(never_ends, sources, start=1, end=3, max_len=5) == [[]]
    assert greedy_decode(never_ends, sources, start=1, end=0, max_len=1) == [[3]]


@pytest.mark.parametrize("looks_back", [False, True])
def test_a_padded_source_is_decoded_like_the_bare_one(looks_back):
    model = translator(LSTMParams, looks_back=looks_back)
    source = np.random.default_rng(2).normal(size=(3, SOURCE_TOKENS, 1))
    padded = np.concatenate([source, np.full((2, SOURCE_TOKENS, 1), 7.0)])
    expected = greedy_decode(model, source, 1, 0, 6)
    assert greedy_decode(model, padded, 1, 0, 6, source_lengths=np.array([3])) == expected


def test_where_it_looks_while_it_writes_does_not_depend_on_the_padding_of_the_source():
    model = translator(GRUParams, looks_back=True)
    source, tokens = np.random.default_rng(2).normal(size=(3, SOURCE_TOKENS, 1)), np.array([[2], [1], [3]])
    padded = np.concatenate([source, np.full((2, SOURCE_TOKENS, 1), 7.0)])
    bare, longer = (attention_weights(model, sources, tokens, 0, np.array([3])) for sources in (source, padded))
    np.testing.assert_array_equal(longer[:, 3:], 0)
    np.testing.assert_allclose(longer[:, :3], bare, rtol=1e-12)
    np.testing.assert_allclose(bare.sum(axis=1), 1)


def test_a_model_without_attention_cannot_say_where_it_looks():
    with pytest.raises(ValueError, match="model: expected one with attention, found none"):
        attention_weights(translator(GRUParams), np.ones((2, SOURCE_TOKENS, 1)), np.array([[1]]), start=0)


def test_parts_that_do_not_fit_are_refused():
    rng = np.random.default_rng(1)
    good = translator(GRUParams)
    with pytest.raises(ValueError, match="decoder: expected GRUParams like the encoder, found LSTMParams"):
        EncoderDecoder(good.encoder, init_cell(LSTMParams, 4, 3, rng), good.readout)
    with pytest.raises(ValueError, match=r"decoder.W_hh: expected shape \(9, 3\), found \(15, 5\)"):
        EncoderDecoder(good.encoder, init_cell(GRUParams, 4, 5, rng), good.readout)
    with pytest.raises(ValueError, match=r"readout.W_hy: expected shape \(4, 3\), found \(7, 3\)"):
        EncoderDecoder(good.encoder, good.decoder, init_readout(3, 7, rng))
    with pytest.raises(ValueError, match=r"readout.W_hy: expected shape \(4, 6\), found \(4, 3\)"):
        EncoderDecoder(good.encoder, good.decoder, good.readout, init_attention(3, rng))
    with pytest.raises(ValueError, match=r"attention.W_a: expected shape \(3, 3\), found \(5, 5\)"):
        EncoderDecoder(good.encoder, good.decoder, init_readout(6, 4, rng), init_attention(5, rng))


def test_tokens_outside_the_vocabulary_are_refused():
    model, sources = translator(GRUParams), np.ones((2, SOURCE_TOKENS, 1))
    with pytest.raises(ValueError, match="start: expected an integer from 0 to 3, found 4"):
        teacher_forcing(model, sources, np.array([[1]]), start=4)
    with pytest.raises(ValueError, match="targets: expected integers from 0 to 3, found -1"):
        teacher_forcing(model, sources, np.array([[-1]]), start=0)
    with pytest.raises(ValueError, match="end: expected an integer from 0 to 3, found 9"):
        greedy_decode(model, sources, start=0, end=9, max_len=3)
    with pytest.raises(ValueError, match="max_len: expected at least 1, found 0"):
        greedy_decode(model, sources, start=0, end=1, max_len=0)
    with pytest.raises(ValueError, match="tokens: expected integers from 0 to 2, found 3"):
        one_hot_columns(np.array([[3]]), 3)


def test_sampling_follows_the_probabilities_of_the_temperature():
    logits = np.repeat(np.log([[0.2], [0.5], [0.3]]), 40_000, axis=1)
    for temperature in (0.5, 1.0, 2.0):
        expected = np.array([0.2, 0.5, 0.3]) ** (1 / temperature)
        drawn = sample(logits, np.random.default_rng(1), temperature)
        shares = np.bincount(drawn, minlength=3) / len(drawn)
        np.testing.assert_allclose(shares, expected / expected.sum(), atol=0.01)


def test_a_tiny_temperature_takes_the_likeliest_without_a_warning():
    logits = np.array([[1.0, 5.0], [2.0, 4.9]], np.float32)
    with np.errstate(over="raise", invalid="raise"):
        np.testing.assert_array_equal(sample(logits, np.random.default_rng(1), 5e-324), [1, 0])


def test_every_draw_is_a_class_that_exists():
    class Highest(np.random.Generator):
        def random(self, size):
            return np.full(size, np.nextafter(1.0, 0.0))

    for seed in range(20):
        logits = np.random.default_rng(seed).normal(size=(7, 50))
        assert sample(logits, Highest(np.random.PCG64(1))).max() == 6


@pytest.mark.parametrize("temperature", [0, -1.0, np.inf, np.nan])
def test_a_temperature_has_to_be_positive(temperature):
    with pytest.raises(ValueError, match="temperature: expected a finite number above 0"):
        sample(np.ones((2, 1)), np.random.default_rng(1), temperature)

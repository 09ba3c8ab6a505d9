"""How the tasks train and test, on so little that it takes no time.

With a learning rate next to nothing the weights stay as they were drawn. The losses are then those of one long reading
with the network that comes out, and a test can read it by itself.
"""

import importlib
import pkgutil
import re
from collections import Counter
from dataclasses import replace
from inspect import isfunction, signature
from itertools import pairwise

import numpy as np
import pytest

from rnn_docs import forward, softmax, tasks
from rnn_docs.comparison import RATES
from rnn_docs.networks.encoder_decoder import encoder_gradients
from rnn_docs.outputs.output_layer import readout
from rnn_docs.outputs.sampling import one_hot_columns
from rnn_docs.tasks import (
    book,
    characters,
    echo,
    french,
    grammar,
    ngrams,
    recall,
    sentiment,
    series,
    tagging,
    translation,
)
from rnn_docs.tasks.parts import fresh_reader, kind_of

STILL = 1e-12  # a learning rate
SIGNS = len(book.ALPHABET)
TEXT = book.split().training[:4000]


def costs(model, inputs, targets):
    """-log p of every target, read from an empty state, (seq_len, batch_size)."""
    xs = one_hot_columns(inputs, model.cell.input_size)
    p = softmax(readout(model.readout, forward(model.cell, xs).hs))
    return -np.log(np.take_along_axis(p, targets[:, None], axis=1)[:, 0])


# characters


@pytest.fixture
def short_book(monkeypatch):
    """Sixteen streams of 161 characters; a few dozen for validation and for the test."""
    parts = book.Parts(TEXT[: 16 * 161 + 5], TEXT[3000:3040], TEXT[3200:3250])
    monkeypatch.setattr(characters, "split", lambda: parts)
    return parts


@pytest.mark.parametrize("cell", ["vanilla", "lstm"])
def test_characters_are_read_in_streams_whose_state_goes_on_from_window_to_window(short_book, cell):
    found = characters.train_characters(1, cell, STILL, steps=3)
    streams = np.stack([book.encode_text(TEXT[161 * k : 161 * (k + 1)]) for k in range(16)], axis=1)
    expected = costs(found.model, streams[:-1], streams[1:])
    np.testing.assert_allclose(found.losses, [expected[40 * k : 40 * (k + 1)].mean() for k in range(3)])


def test_of_the_characters_the_step_that_is_best_on_validation_is_kept_and_measured_on_the_test(
    short_book, monkeypatch
):
    monkeypatch.setattr(characters, "EVERY", 2)
    found = characters.train_characters(1, "vanilla", steps=5)
    assert found.checked_at == (2, 4, 5)
    assert found.stopped_at == found.checked_at[int(np.argmin(found.validation_bits))]
    assert min(found.validation_bits) == characters.bits_per_character(found.model, short_book.validation)
    assert found.bits == characters.bits_per_character(found.model, short_book.test)
    assert len({*found.validation_bits}) == 3


def test_the_last_step_on_characters_is_one_of_those_after_which_all_are_compared():
    assert characters.STEPS % characters.EVERY == 0


def test_bits_are_the_mean_of_what_each_next_character_costs():
    model = fresh_reader("gru", SIGNS, 3, SIGNS, np.random.default_rng(1))
    numbers = book.encode_text("the whale")[:, None]
    expected = costs(model, numbers[:-1], numbers[1:]).mean() / np.log(2)
    assert characters.bits_per_character(model, "the whale") == pytest.approx(expected)


@pytest.mark.parametrize("cell", ["gru", "lstm"])
def test_a_cold_network_writes_what_it_finds_likeliest_after_all_that_stands_there(cell):
    model = fresh_reader(cell, SIGNS, 4, SIGNS, np.random.default_rng(3))
    text = "the "
    for _ in range(6):
        hs = forward(model.cell, one_hot_columns(book.encode_text(text)[:, None], SIGNS)).hs
        text += book.ALPHABET[int(readout(model.readout, hs)[-1, :, 0].argmax())]
    assert "the " + characters.write(model, "the ", 6, 1e-4, np.random.default_rng(1)) == text


# n-grams


def test_an_ngram_mixes_chance_and_the_shares_that_were_counted(monkeypatch):
    parts = book.Parts("abababac", "abad", "badb")
    monkeypatch.setattr(ngrams, "split", lambda: parts)
    found = ngrams.ngram(2)

    def chances(before, sign):
        count, pairs = Counter(parts.training), Counter(a + b for a, b in pairwise(parts.training))
        return np.array([1 / SIGNS, count[sign] / 8, pairs[before + sign] / max(count[before], 1)])

    def bits(text, weights):
        return -np.mean([np.log2(weights @ chances(a, b)) for a, b in pairwise(text)])

    weights = np.array(found.weights)
    assert found.order == 2
    assert found.bits == pytest.approx(bits(parts.test, weights))
    assert found.validation_bits == pytest.approx(bits(parts.validation, weights))
    for other in (np.ones(3) / 3, *np.eye(3) * 0.02 + weights * 0.98):
        assert found.validation_bits <= bits(parts.validation, other) + 1e-9
    with pytest.raises(ValueError, match="order: expected at least 1, found 0"):
        ngrams.ngram(0)


def test_runs_of_characters_are_counted_whole():
    assert ngrams._counts("abab", 2) == {"ab": 2, "ba": 1}
    assert ngrams._counts("abab", 0) == {"": 4}


def test_an_order_of_one_counts_characters_alone():
    found = ngrams.ngram(1)
    assert len(found.weights) == 2
    assert 4 < found.bits < np.log2(SIGNS)


# echo


@pytest.mark.parametrize(("asked", "fed"), [(-5, 0), (1, 0), (1, 1), (-2, -3)])
@pytest.mark.parametrize("cell", ["vanilla", "lstm"])
def test_the_echo_reads_one_stream_on_and_asks_for_the_symbol_it_was_told(cell, asked, fed):
    setting = echo.EchoSetting(cell, STILL, steps=3, window=7, streams=2, asked=asked, fed=fed)
    found = echo.train_echo(4, setting)
    reach, read = max(abs(asked), abs(fed)), 3 * 7
    stream = np.random.default_rng(4).spawn(3)[1].integers(4, size=(read + 2 * reach, 2))
    inputs, targets = (stream[reach + at : reach + at + read] for at in (fed, asked))
    expected = costs(found.model, inputs, targets).reshape(3, 7, 2).mean(axis=(1, 2))
    np.testing.assert_allclose(found.losses, expected)


def test_an_echo_that_forgets_reads_every_window_from_an_empty_state():
    setting = echo.EchoSetting(learning_rate=STILL, steps=3, window=7, streams=2, carried=False)
    found = echo.train_echo(4, setting)
    stream = np.random.default_rng(4).spawn(3)[1].integers(4, size=(3 * 7 + 2 * 5, 2))
    windows = [(stream[5 + at : 12 + at], stream[at : 7 + at]) for at in (0, 7, 14)]
    np.testing.assert_allclose(found.losses, [costs(found.model, *window).mean() for window in windows])


def test_an_echo_of_one_window_reads_the_same_again_and_again():
    setting = echo.EchoSetting(learning_rate=STILL, steps=3, window=7, streams=2, carried=False, repeated=True)
    losses = echo.train_echo(4, setting).losses
    assert losses == pytest.approx([losses[0]] * 3)


def test_the_echo_is_tested_on_a_stream_of_its_own_after_its_first_steps():
    found = echo.train_echo(4, echo.EchoSetting(learning_rate=STILL, steps=1))
    stream = np.random.default_rng(4).spawn(3)[2].integers(4, size=(200, 32))
    expected = costs(found.model, stream, np.roll(stream, 5, axis=0))[20:199]
    assert found.test_loss == pytest.approx(expected.mean())
    hs = forward(found.model.cell, one_hot_columns(stream, 4)).hs
    right = readout(found.model.readout, hs).argmax(axis=1)[20:199] == stream[15:194]
    assert found.right == right.mean()
    leaked = echo.train_echo(4, echo.EchoSetting(learning_rate=STILL, steps=1, asked=1, fed=1))
    expected = costs(leaked.model, stream[:-1], stream[1:])[20:]  # what is wanted is the symbol to come
    assert leaked.test_loss == pytest.approx(expected.mean())


def test_the_share_of_saturated_units_is_counted_on_the_fresh_network():
    setting = echo.EchoSetting(input_scale=4.0, stretch=0.5)
    weights, _, tests = np.random.default_rng(2).spawn(3)
    fresh = echo.fresh_echo(weights, setting)
    hs = forward(fresh.cell, 4.0 * one_hot_columns(tests.integers(4, size=(200, 32)), 4)).hs
    assert 0 < echo.saturated(2, setting) == np.mean(abs(hs) > 0.99) < 1
    np.testing.assert_allclose(fresh.cell.W_hh @ fresh.cell.W_hh.T, 0.25 * np.eye(24), atol=1e-12)


def test_an_echo_setting_that_makes_no_sense_is_refused():
    for change in ({"window": 0}, {"steps": 0}, {"streams": 0}):
        with pytest.raises(ValueError, match=f"{next(iter(change))}: expected at least 1, found 0"):
            echo.train_echo(0, echo.EchoSetting(**change))
    assert len(echo.train_echo(0, echo.EchoSetting(window=1, steps=1, streams=1)).losses) == 1
    with pytest.raises(ValueError, match="optimiser: expected 'Adam' or 'SGD', found 'RMSprop'"):
        echo.EchoSetting(optimiser="RMSprop")
    with pytest.raises(TypeError, match="setting"):
        echo.train_echo(0, {})


# time series

VALUES = np.random.default_rng(1).normal(size=40).cumsum()


def test_a_forecast_is_the_value_itself_and_the_scaled_change_that_the_network_says():
    for changes in (False, True):
        settings = series.Settings(hidden_size=3, window=5, steps=3, every=2, changes=changes)
        found = series.fit(1, "gru", VALUES, 30, settings, learning_rate=0.01)
        assert [*found.models] == [*found.validation] == [2, 3]
        model = found.models[found.best]
        shown = np.diff(VALUES[:30]) if changes else VALUES[:30]
        assert (model.mean, model.scale) == (shown.mean(), shown.std())
        seen = (np.diff(VALUES, prepend=VALUES[:1]) if changes else VALUES) - shown.mean()
        said = readout(model.network.readout, forward(model.network.cell, (seen / shown.std())[:, None, None]).hs)
        np.testing.assert_allclose(series.forecasts(model, VALUES), VALUES + shown.std() * said[:, 0, 0])
        errors = series.forecasts(model, VALUES)[29:-1] - VALUES[30:]
        assert (
            found.validation[found.best] == pytest.approx(np.sqrt(np.mean(errors**2))) == min(found.validation.values())
        )


def test_all_windows_of_the_training_part_are_one_batch():
    settings = series.Settings(hidden_size=3, window=6, steps=1, every=1)
    found = series.fit(1, "lstm", VALUES, 30, settings, STILL)
    model = found.models[1]
    changes = np.diff(VALUES[:30]) / VALUES[:30].std()
    errors = []
    for at in range(30 - 6):  # 24 windows of six values, each with the change after it
        hs = forward(model.network.cell, model.seen(VALUES[at : at + 6])[:, None, None]).hs
        errors += [(readout(model.network.readout, hs)[2:, 0, 0] - changes[at + 2 : at + 6]) ** 2]
    assert found.losses[0] == pytest.approx(np.mean(errors))


def test_windows_may_be_as_short_as_one_value_and_as_long_as_the_series():
    assert series.windows(np.arange(3.0), 1).shape == (1, 1, 3)
    assert series.windows(np.arange(3.0), 3).shape == (3, 1, 1)
    for length in (0, 4):
        with pytest.raises(ValueError, match=f"length: expected 1 to 3, found {length}"):
            series.windows(np.arange(3.0), length)


# recall


def test_recall_is_tested_before_training_every_twenty_steps_and_at_the_end():
    found = recall.train_recall(1, "vanilla", steps=21)
    assert found.checked_at == (0, 20, 21)
    assert len(found.losses) == 21
    assert found.accuracy == found.accuracies[-1]
    _, _, tests = np.random.default_rng(1).spawn(3)
    test = recall.recall_batch(tests, 500)
    assert found.accuracy == recall.recall_accuracy(found.model, *test)
    assert (found.keep_bias, found.solved_at) == (0.0, None)
    assert recall.train_recall(1, "gru", steps=1, keep_bias=2.0).keep_bias == 2.0


def test_recall_stops_where_it_is_solved(monkeypatch):
    monkeypatch.setattr(recall, "SOLVED", 0.1)
    found = recall.train_recall(1, "gru", steps=60)
    assert (found.checked_at, found.solved_at) == ((0, 20), 0)
    assert replace(found, accuracies=(0.0, recall.SOLVED)).solved_at == 20
    assert replace(found, accuracies=(0.0, 0.0)).solved_at is None


@pytest.mark.parametrize(("before", "after"), [(2, 3), (9, 20)])
def test_gates_around_the_mark_are_means_over_the_sequences_that_reach_so_far(before, after):
    rng = np.random.default_rng(1)
    model, (xs, _) = recall.fresh_recall(rng, "lstm"), recall.recall_batch(rng, 60)
    found = recall.gates_around_mark(model, "fg", xs, before, after)
    trace, marked = forward(model.cell, xs), xs[:, 4].argmax(axis=0)
    for letter in "fg":
        assert found[letter].shape == (before + 1 + after, 32)
        for offset in (-before, -1, 0, after):
            there = [abs(trace[letter][m + offset, :, b]) for b, m in enumerate(marked) if m + offset >= 0]
            np.testing.assert_allclose(found[letter][before + offset], np.mean(there, axis=0))
    with pytest.raises(ValueError, match="after: expected at most 20, found 21"):
        recall.gates_around_mark(model, "f", xs, before, 21)
    with pytest.raises(ValueError, match="before: expected at most 9, found 10"):
        recall.gates_around_mark(model, "f", xs, 10, after)


# tags


def test_a_baseline_gives_every_word_its_commonest_tag():
    training, _, test = grammar.split()
    found = tagging.most_frequent_tag()
    pairs = [pair for sentence in training for pair in zip(*sentence, strict=True)]
    for word in ("light", "watch", "that", "is"):
        assert Counter(tag for each, tag in pairs if each == word).most_common(1)[0][0] == found.tags[word]
    right = [found.tags[word] == tag for sentence in test for word, tag in zip(*sentence, strict=True)]
    assert found.accuracy == np.mean(right)
    assert found.ambiguous < found.accuracy


def test_a_tagger_is_trained_for_as_long_as_it_is_told_and_tested_on_the_test_part():
    found = tagging.train_tagging(2, "vanilla", both_ways=False, steps=2)
    test = grammar.split().test
    predicted = tagging.predict_tags(found.model, [sentence.words for sentence in test])
    assert (found.accuracy, found.ambiguous) == tagging.shares_right(predicted, test)
    assert found.validation == tagging.tagging_loss(found.model, grammar.split().validation)[0]
    assert len(found.losses) == 2


# translation


def test_a_translation_that_never_ends_is_cut_where_no_right_one_could_be_longer():
    model = translation.init_translator("gru", 4, np.random.default_rng(1))
    biases = np.zeros((len(translation.FRENCH), 1))
    biases[translation.FRENCH.index("chat")] = 99
    endless = replace(model, readout=replace(model.readout, b_y=biases))
    assert translation.translate(endless, [("the", "cat", "sat"), ("cat",)]) == [["chat"] * 8] * 2


def test_clauses_are_compared_each_in_its_place_and_sentences_as_a_whole(monkeypatch):
    written = [["a", "et", "x", "et", "c"], ["a", "et", "b"], ["b"]]
    rights = [("a", "et", "b", "et", "c"), ("a", "et", "b"), ("a", "et", "b")]
    monkeypatch.setattr(translation, "translate", lambda model, sentences: written)
    exact, clauses = translation._shares_right(None, [((), right) for right in rights])
    assert exact == pytest.approx(1 / 3)
    assert clauses == pytest.approx((2 / 3 + 1 + 0) / 3)


def test_memory_is_tested_on_every_length_until_the_longest_are_right(monkeypatch):
    monkeypatch.setattr(translation, "MEMORY_TESTS", 5)
    monkeypatch.setattr(translation, "MEMORY_EVERY", 2)
    found = translation.train_memory(1, steps=3)
    assert (found.checked_at, found.learnt_at) == ((2, 3), None)
    assert found.words == (3, 7, 11, 15)
    assert [len(shares) for shares in found.clause_exact] == [4, 4]
    monkeypatch.setattr(translation, "LEARNT", 0.0)
    found = translation.train_memory(1, looks_back=True, steps=3)
    assert (found.checked_at, found.learnt_at) == ((2,), 2)
    monkeypatch.setattr(translation, "_shares_right", lambda model, pairs: (len(pairs[0][0]), 0.5))
    found = translation.train_memory(1, steps=1)
    assert found.exact == (3, 7, 11, 15)  # whole sentences; what is asked meanwhile are clauses
    assert found.clause_exact == ((0.5,) * 4,)


def read_in_training(backwards):
    """Every batch of sentences that an encoder reads while it is trained for two steps, and tested."""
    batches, encode = [], translation.encode_words
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(translation, "MEMORY_TESTS", 2)
        patch.setattr(translation, "encode_words", lambda read, *args: batches.append([*read]) or encode(read, *args))
        assert translation.train_memory(1, steps=2, backwards=backwards).backwards == backwards
    return batches


def test_who_reads_backwards_gets_the_same_sentences_from_their_end_in_training_and_in_the_test():
    forwards = read_in_training(backwards=False)
    turned = [[sentence[::-1] for sentence in batch] for batch in forwards]
    assert read_in_training(backwards=True) == turned != forwards
    assert len(turned) == 2 + 4 + 4  # two steps, then every length: its clauses, and at the end its sentences


def test_the_gradient_by_word_is_the_norm_over_all_sentences_beside_that_of_the_last_word():
    weights, sentences = np.random.default_rng(3).spawn(2)
    model = translation.init_translator("gru", translation.translation_units()["gru"], weights)
    pairs = french.draw_pairs(french.plain_clauses(), sentences, 64, 4, 4)
    sources = one_hot_columns(
        np.array([[translation.ENGLISH.index(word) for word in english] for english, _ in pairs]).T,
        len(translation.ENGLISH),
    )
    targets = np.array([[translation.FRENCH.index(word) for word in (*words, translation.END)] for _, words in pairs]).T
    dhs = encoder_gradients(model, sources, targets, translation.FRENCH.index(translation.START))
    norms = [np.linalg.norm(step) for step in dhs]
    np.testing.assert_allclose(translation.gradient_by_word(3, looks_back=False), np.array(norms) / norms[-1])


def test_a_translator_is_scored_by_the_clauses_without_a_wrong_word():
    found = translation.train_translation(1, "vanilla", steps=2, hidden_size=5)
    assert found.model.encoder.hidden_size == 5
    assert found.exact == 0
    assert len(found.losses) == 2
    test = french.split().test
    right = sum(
        re.sub(" +", " ", " ".join(words)) == " ".join(clause.french)
        for words, clause in zip(
            translation.translate_word_by_word([clause.english for clause in test]), test, strict=True
        )
    )
    assert translation.word_by_word() == right / len(test)


# what is left out


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(tasks.__path__)])
def test_the_rate_of_a_task_is_one_of_those_that_all_networks_are_tried_with(name):
    assert getattr(importlib.import_module(f"rnn_docs.tasks.{name}"), "LEARNING_RATE", RATES[0]) in RATES


def test_no_gate_of_a_fresh_network_is_opened_unless_somebody_asks_for_it():
    for cell in ("vanilla", "lstm", "gru"):
        assert not fresh_reader(cell, 2, 3, 2, np.random.default_rng(1)).cell.b_h.any()


@pytest.mark.parametrize("cell", ["elman", ["gru"], None])
def test_a_cell_that_nobody_knows_is_refused_by_its_name(cell):
    with pytest.raises(ValueError, match="cell: expected 'vanilla', 'lstm' or 'gru', found "):
        kind_of(cell)


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(tasks.__path__)])
def test_training_shows_no_bar_unless_it_is_asked_to(name):
    for function in vars(importlib.import_module(f"rnn_docs.tasks.{name}")).values():
        if isfunction(function) and "progress" in (named := signature(function).parameters):
            assert named["progress"].default is False


def test_what_is_left_out_is_the_simpler_network():
    simple = [
        (translation.init_translator, "looks_back"), (translation.translation_units, "looks_back"),
        (translation.train_translation, "looks_back"), (translation.train_memory, "looks_back"),
        (translation.train_memory, "backwards"),
        (sentiment.train_counts, "neighbours"), (sentiment.bag_of_words, "neighbours"),
    ]  # fmt: skip
    assert {signature(function).parameters[name].default for function, name in simple} == {False}
    assert signature(tagging.train_tagging).parameters["both_ways"].default is True  # the tagger of the lesson

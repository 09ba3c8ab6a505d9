"""What the tasks minimise is what they say: read sentence by sentence it comes out the same, and its gradient is its slope."""

import numpy as np
import pytest

from rnn_docs import GRUParams, LSTMParams, VanillaParams, forward, init_cell, softmax
from rnn_docs.cells.activations import sigmoid
from rnn_docs.cells.parameters import named_parameters, replace_parameters
from rnn_docs.networks.encoder_decoder import teacher_forcing
from rnn_docs.networks.reader import Reader, init_reader
from rnn_docs.outputs.output_layer import readout
from rnn_docs.outputs.sampling import one_hot_columns
from rnn_docs.tasks import french, grammar, reviews, sentiment, series, tagging, translation

REVIEWS = reviews.draw(reviews.all_sentences(), np.random.default_rng(2), 4)
TAGGED = [grammar.draw_sentence(np.random.default_rng(seed)) for seed in range(4)]
PAIRS = french.draw_pairs(french.all_clauses(), np.random.default_rng(2), 4, most=2)


def counted(seed, neighbours=True):
    """A network that reads counts, and the loss of four reviews."""
    rng = np.random.default_rng(seed)
    features = sorted({item for review in REVIEWS for item in sentiment._items(review, neighbours)})
    counts = sentiment._counts(REVIEWS, features, neighbours)
    kinds = np.array([float(review.kind) for review in REVIEWS])
    return sentiment.fresh_counts(len(features), 3, rng), lambda model: sentiment._counts_loss(model, counts, kinds)


def series_loss(seed):
    values, targets = np.random.default_rng(seed).normal(size=(2, 7, 1, 3))
    model = init_reader(LSTMParams, 1, 2, 1, np.random.default_rng(seed))
    return model, lambda model: series._loss(model, values, targets)


LOSSES = {
    "sentiment": lambda rng: (
        sentiment.fresh_sentiment("gru", 3, rng),
        lambda model: sentiment.sentiment_loss(model, REVIEWS),
    ),
    "counts": lambda rng: counted(1),
    "tagging forward": lambda rng: (
        tagging.init_tagger("lstm", False, 3, rng),
        lambda model: tagging.tagging_loss(model, TAGGED),
    ),
    "tagging both ways": lambda rng: (
        tagging.init_tagger("gru", True, 3, rng),
        lambda model: tagging.tagging_loss(model, TAGGED),
    ),
    "translation": lambda rng: (
        translation.init_translator("gru", 3, rng),
        lambda model: translation.translation_loss(model, PAIRS),
    ),
    "translation looking back": lambda rng: (
        translation.init_translator("vanilla", 3, rng, looks_back=True),
        lambda model: translation.translation_loss(model, PAIRS),
    ),
    "series": lambda rng: series_loss(1),
}


@pytest.mark.parametrize("name", LOSSES)
def test_a_gradient_is_the_slope_of_its_loss_in_any_direction(name):
    rng = np.random.default_rng(3)
    model, loss_of = LOSSES[name](rng)
    arrays, gradients = named_parameters(model), loss_of(model)[1]
    direction = {key: rng.normal(size=array.shape) for key, array in arrays.items()}
    ahead, behind = (
        loss_of(replace_parameters(model, {key: arrays[key] + step * direction[key] for key in arrays}))[0]
        for step in (1e-5, -1e-5)
    )
    slope = sum(float((gradients[key] * direction[key]).sum()) for key in arrays)
    assert slope == pytest.approx((ahead - behind) / 2e-5, rel=1e-6)


def steps_of(model, words, vocabulary):
    """What the read-out says after every word of one sentence, (seq_len, output_size)."""
    numbers = np.array([[vocabulary.index(word)] for word in words])
    return readout(model.readout, forward(model.cell, one_hot_columns(numbers, len(vocabulary))).hs)[:, :, 0]


@pytest.mark.parametrize("earlier", [0.0, 0.2, 1.0])
def test_the_loss_of_reviews_weighs_the_last_answer_fully_and_the_earlier_ones_as_told(earlier):
    model = sentiment.fresh_sentiment("lstm", 4, np.random.default_rng(1))
    costs = weights = 0
    for review in REVIEWS:
        p = sigmoid(steps_of(model, review.words, reviews.vocabulary())[:, 0])
        cost = -np.log(p if review.kind else 1 - p)
        costs += earlier * cost[:-1].sum() + cost[-1]
        weights += earlier * (len(cost) - 1) + 1
    assert sentiment.sentiment_loss(model, REVIEWS, earlier)[0] == pytest.approx(costs / weights)


def test_in_training_the_last_answers_of_reviews_count_about_as_much_as_all_earlier_ones_together():
    drawn = reviews.draw(reviews.split().training, np.random.default_rng(1), 300)
    earlier = sum(sentiment.EARLIER * (len(review.words) - 1) for review in drawn)
    assert earlier == pytest.approx(len(drawn), rel=0.1)


def test_the_logit_of_a_review_is_that_after_its_last_word():
    model = sentiment.fresh_sentiment("gru", 4, np.random.default_rng(1))
    logits = sentiment.kind_logits(model, [review.words for review in REVIEWS])
    expected = [steps_of(model, review.words, reviews.vocabulary())[-1, 0] for review in REVIEWS]
    np.testing.assert_allclose(logits, expected)


def test_the_moves_of_a_review_lead_from_the_empty_state_to_its_answer():
    model = sentiment.fresh_sentiment("vanilla", 4, np.random.default_rng(1))
    found = sentiment.probabilities_by_word(model, "The food was good, not bad.")
    assert [move.word for move in found] == ["the", "food", "was", "good", ",", "not", "bad"]
    p = sigmoid(steps_of(model, [move.word for move in found], reviews.vocabulary())[:, 0])
    np.testing.assert_allclose([move.probability for move in found], p)
    empty = sigmoid(model.readout.b_y[0])
    np.testing.assert_allclose(np.cumsum([move.move for move in found]), p - empty)


def test_the_loss_of_tags_is_the_mean_over_all_words_and_the_choice_the_likeliest_tag():
    model = tagging.init_tagger("gru", False, 4, np.random.default_rng(1))
    costs, choices = [], []
    for words, tags in TAGGED:
        p = softmax(steps_of(model, words, grammar.WORDS)[:, :, None])[:, :, 0]
        costs += [-np.log(p[step, grammar.TAGS.index(tag)]) for step, tag in enumerate(tags)]
        choices.append([grammar.TAGS[tag] for tag in p.argmax(axis=1)])
    assert tagging.tagging_loss(model, TAGGED)[0] == pytest.approx(np.mean(costs))
    assert tagging.predict_tags(model, [words for words, _ in TAGGED]) == choices


@pytest.mark.parametrize("both_ways", [False, True])
def test_a_sentence_gets_the_same_tags_alone_and_beside_a_longer_one(both_ways):
    model = tagging.init_tagger("vanilla", both_ways, 3, np.random.default_rng(1))
    words = [("the", "old", "dog"), ("that", "is", "red", "near", "the", "door")]
    assert tagging.predict_tags(model, words) == [tagging.predict_tags(model, [alone])[0] for alone in words]


@pytest.mark.parametrize("looks_back", [False, True])
def test_the_loss_of_translations_is_the_mean_over_every_french_word_and_every_end(looks_back):
    model = translation.init_translator("gru", 4, np.random.default_rng(1), looks_back)
    costs = words = 0
    for english, written in PAIRS:  # one at a time, without padding
        source = one_hot_columns(
            np.array([[translation.ENGLISH.index(word)] for word in english]), len(translation.ENGLISH)
        )
        target = np.array([[translation.FRENCH.index(word)] for word in (*written, translation.END)])
        loss, _ = teacher_forcing(model, source, target, translation.FRENCH.index(translation.START))
        costs, words = costs + loss * len(target), words + len(target)
    assert translation.translation_loss(model, PAIRS)[0] == pytest.approx(costs / words)


def test_a_forecaster_is_not_asked_in_the_first_third_of_a_window():
    model = Reader(
        init_cell(VanillaParams, 1, 3, np.random.default_rng(1)),
        init_reader(GRUParams, 1, 3, 1, np.random.default_rng(1)).readout,
    )
    xs, targets = np.random.default_rng(2).normal(size=(2, 9, 1, 4))
    errors = (readout(model.readout, forward(model.cell, xs).hs) - targets) ** 2
    assert series._loss(model, xs, targets)[0] == pytest.approx(errors[3:].mean())


def test_counts_are_those_of_every_word_and_of_pairs_where_they_are_asked_for():
    review = next(review for review in reviews.all_sentences() if review.template == "contrast")
    words = (*review.words, review.words[0])  # one word twice
    again = review._replace(words=words)
    features = [*sorted(set(words)), f"{words[0]} {words[1]}", "never said"]
    found = sentiment._counts([again, review], features, neighbours=True)
    assert found[features.index(words[0])].tolist() == [2, 1]
    assert found[-2].tolist() == [1, 1]
    assert found[-1].tolist() == [0, 0]
    assert sentiment._counts([again], features, neighbours=False)[-2].tolist() == [0]


def test_a_score_is_the_mean_of_the_templates_and_a_tie_is_half_right():
    kinds = {"plain": [True, True, False, False], "negated": [True, False], "contrast": [True]}
    logits = [0.4, -3.0, -0.4, 0.0, 0.6, 0.6, -1.0]
    sentences = [reviews.Sentence(("x",), kind, (), name) for name, answers in kinds.items() for kind in answers]
    mean, by_template = sentiment._scores(np.array(logits), sentences)
    assert by_template == {"plain": 2.5 / 4, "negated": 0.5, "contrast": 0.0}
    assert mean == pytest.approx((2.5 / 4 + 0.5) / 3)

"""The data of the tasks are what the pages say of them: nothing of the test is in training, and nothing gives it away."""

import hashlib
from collections import Counter
from importlib.resources import files

import numpy as np
import pytest

from rnn_docs.tasks import book, french, grammar, parts, recall, reviews, series, shares, sunspots, translation


def test_recall_marks_one_of_the_first_ten_tokens_and_asks_for_it():
    xs, targets = recall.recall_batch(np.random.default_rng(3), 400)
    assert xs.shape == (30, 5, 400)
    marks = xs[:, 4]
    np.testing.assert_array_equal(marks.sum(axis=0), 1)
    assert set(marks.argmax(axis=0)) == set(range(10))
    np.testing.assert_array_equal(xs[:, :4].sum(axis=1), 1)
    np.testing.assert_array_equal(xs[marks.argmax(axis=0), :4, np.arange(400)].argmax(axis=1), targets)


def test_recall_asks_for_every_token_about_as_often():
    _, targets = recall.recall_batch(np.random.default_rng(3), 4000)
    shares_of = np.bincount(targets, minlength=4) / 4000
    assert (abs(shares_of - recall.CHANCE) < 0.03).all()


def test_the_same_seed_draws_the_same_sequences():
    for first, again in zip(*(recall.recall_batch(np.random.default_rng(3), 5) for _ in range(2)), strict=True):
        np.testing.assert_array_equal(first, again)


def test_no_review_for_training_holds_a_held_out_pair_and_every_test_review_does():
    training, validation, test = reviews.split()
    held, other = reviews.held_out_pairs(), reviews.validation_pairs()
    assert not any((held | other).intersection(sentence.pairs) for sentence in training)
    assert all(held.intersection(sentence.pairs) for sentence in test)
    assert all(other.intersection(sentence.pairs) and not held.intersection(sentence.pairs) for sentence in validation)
    everything = [sentence.words for sentence in (*training, *validation, *test)]
    assert len(set(everything)) == len(everything) == len(reviews.all_sentences())


def test_the_pairs_of_a_review_are_the_noun_with_each_of_its_adjectives():
    adjectives = {word for pair in reviews.GENERAL for word in pair}
    adjectives |= {word for own in reviews.SUBJECTS.values() for pair in own for word in pair}
    for sentence in reviews.all_sentences():
        noun = sentence.words[1]
        assert set(sentence.pairs) == {(noun, word) for word in sentence.words if word in adjectives}


def test_half_of_every_template_is_kind_in_training_and_in_the_test():
    for sentences in reviews.split():
        counts = Counter((sentence.template, sentence.kind) for sentence in sentences)
        for template in ("plain", "negated", "contrast"):
            assert counts[template, True] == counts[template, False] > 0


def test_every_contrast_has_a_twin_of_the_same_words_and_the_other_answer():
    for sentences in reviews.split():
        contrasts = [sentence for sentence in sentences if sentence.template == "contrast"]
        answers = {(tuple(sorted(sentence.words)), sentence.kind) for sentence in contrasts}
        assert len(answers) == len(contrasts)
        assert all((words, not kind) in answers for words, kind in answers)


def test_not_turns_the_answer_round():
    kinds = {sentence.words: sentence.kind for sentence in reviews.all_sentences()}
    for words, kind in kinds.items():
        if "not" not in words:
            assert kinds[(*words[:3], "not", *words[3:])] is not kind


def test_training_shows_every_word_of_the_reviews():
    training = reviews.split().training
    assert {word for sentence in training for word in sentence.words} == set(reviews.vocabulary())


@pytest.mark.parametrize(
    "text",
    [
        "The food was absolutely delicious",
        "The food was good, not bad.",
        "The food was bad, not good",
        "This movie was great",
    ],
)
def test_a_review_that_the_page_shows_is_held_out(text):
    test = reviews.split().test
    assert reviews.tokens(text) in {sentence.words for sentence in test}


def test_drawn_reviews_come_from_the_three_templates_alike():
    drawn = reviews.draw(reviews.split()[0], np.random.default_rng(1), 3000)
    assert all(abs(count - 1000) < 100 for count in Counter(sentence.template for sentence in drawn).values())


def test_the_three_parts_of_the_text_follow_each_other_and_make_up_the_whole():
    parts = book.split()
    assert "".join(parts) == book.text()
    assert [round(len(part) / len(book.text()), 3) for part in parts] == [0.8, 0.1, 0.1]


def test_the_test_part_of_the_text_is_not_repeated_from_training():
    parts = book.split()
    runs = {parts.training[at : at + 40] for at in range(len(parts.training) - 39)}
    assert not any(parts.test[at : at + 40] in runs for at in range(len(parts.test) - 39))


def test_the_simplified_text_keeps_every_letter():
    raw = files("rnn_docs").joinpath("data", book.TEXT).read_text("utf-8").lower()
    letters = [sign for sign in raw if sign.isalpha()]
    assert letters == [sign for sign in book.text() if sign.isalpha()]
    assert set(book.text()) == set(book.ALPHABET)


def test_a_changed_text_is_refused(monkeypatch):
    book.text.cache_clear()
    monkeypatch.setattr(book, "SHA256", "0" * 64)
    with pytest.raises(ValueError, match=r"moby-dick-chapters-1-6.txt: expected the sha256 0000"):
        book.text()
    monkeypatch.undo()
    assert book.text()


@pytest.mark.parametrize("name", [book.TEXT, sunspots.FILE])
def test_the_stated_checksum_is_that_of_the_file(name):
    data = files("rnn_docs").joinpath("data")
    stated = data.joinpath("SOURCES.md").read_text("utf-8").split(f"## {name}")[1].split("## ")[0]
    assert hashlib.sha256(data.joinpath(name).read_bytes()).hexdigest() in stated


def test_no_sentence_to_tag_is_both_in_training_and_in_the_test():
    parts = grammar.split()
    assert [len(part) for part in parts] == [grammar.TRAINING_SIZE, grammar.VALIDATION_SIZE, grammar.TEST_SIZE]
    everything = [sentence.words for part in parts for sentence in part]
    assert len(set(everything)) == len(everything)


def test_exactly_the_ambiguous_words_have_two_tags():
    training, _, test = grammar.split()
    for sentences in (training, training + test):
        found = {}
        for word, tag in (pair for sentence in sentences for pair in zip(*sentence, strict=True)):
            found.setdefault(word, set()).add(tag)
        assert set(found) == set(grammar.WORDS)
        assert {word for word, tags in found.items() if len(tags) == 2} == grammar.AMBIGUOUS
        assert max(len(tags) for tags in found.values()) == 2


def test_a_whole_sentence_has_only_one_right_tagging():
    rng, found = np.random.default_rng(1), {}
    for _ in range(5000):
        words, tags = grammar.draw_sentence(rng)
        assert found.setdefault(words, tags) == tags


def test_some_beginnings_do_not_tell_yet_which_tag_is_right():
    begins = {}
    for sentence in grammar.split()[0]:
        begins.setdefault(sentence.words[:2], set()).add(sentence.tags[1])
    assert begins["the", "light"] == {"adjective", "noun"}


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("the cat sat", "le chat s'est assis"),
        ("the cats sat", "les chats se sont assis"),
        ("the mouse sat", "la souris s'est assise"),
        ("my mice sat", "mes souris se sont assises"),
        ("the black cats sleep", "les chats noirs dorment"),
        ("my white cow eats", "ma vache blanche mange"),
        ("the little horses left", "les petits chevaux sont partis"),
        ("the tired girls left", "les filles fatiguées sont parties"),
        ("my young goat drinks", "ma jeune chèvre boit"),
        ("the girl left", "la fille est partie"),
        ("my boys run", "mes garçons courent"),
    ],
)
def test_the_french_is_right(english, expected):
    (clause,) = [clause for clause in french.all_clauses() if " ".join(clause.english) == english]
    assert french.written(list(clause.french)) == expected


def test_no_clause_for_training_says_what_is_held_out_and_every_test_clause_does():
    training, validation, test = french.split()
    held, other = french.held_out(), french.for_validation()
    assert not any(clause.meaning in held | other for clause in training)
    assert all(clause.meaning in held for clause in test)
    assert all(clause.meaning in other for clause in validation)
    everything = [clause.english for clause in (*training, *validation, *test)]
    assert len(set(everything)) == len(everything) == len(french.all_clauses())
    assert len(test) / len(everything) == pytest.approx(french.HELD_OUT_SHARE, abs=0.01)
    assert len(validation) / len(everything) == pytest.approx(french.VALIDATION_SHARE, abs=0.01)
    assert ("the", "cat", "sat") in {clause.english for clause in test}


def test_training_shows_every_word_of_both_languages():
    training = french.split().training
    english = {word for clause in training for word in clause.english}
    assert english | {"and"} == set(translation.ENGLISH)
    french_words = {word for clause in training for word in clause.french}
    assert french_words | {"et", translation.START, translation.END} == set(translation.FRENCH)


def test_the_dictionary_knows_every_english_word_and_no_french_one_that_does_not_exist():
    assert set(french.dictionary()) == set(translation.ENGLISH)
    assert set(french.dictionary().values()) <= set(translation.FRENCH)


def test_joined_sentences_have_as_many_clauses_as_were_asked_for():
    pairs = french.draw_pairs(french.plain_clauses(), np.random.default_rng(1), 50, most=3, least=3)
    assert all(english.count("and") == words.count("et") == 2 and len(english) == 11 for english, words in pairs)


def test_the_sunspots_run_from_1700_to_2008_without_a_gap():
    years, numbers = sunspots.yearly_sunspots()
    np.testing.assert_array_equal(years, np.arange(1700, 2009))
    assert numbers.min() == 0
    assert numbers[years == 1957] == numbers.max() == 190.2


@pytest.mark.parametrize("changes", [False, True])
def test_a_forecast_does_not_look_ahead(changes):
    settings = series.Settings(hidden_size=3, window=5, steps=2, every=1, changes=changes)
    values = np.random.default_rng(1).normal(size=40).cumsum()
    model = series.fit(1, "gru", values, 30, settings, learning_rate=0.01).models[2]
    before, values[25:] = series.forecasts(model, values), 99
    after = series.forecasts(model, values)
    np.testing.assert_array_equal(before[:25], after[:25])
    assert (before[25:] != after[25:]).any()


def test_training_on_a_series_sees_nothing_from_the_validation_part_on_but_the_moment_to_stop():
    settings = series.Settings(hidden_size=3, window=5, steps=3, every=3)
    values = np.random.default_rng(1).normal(size=40)
    first = series.fit(1, "vanilla", values, 30, settings, learning_rate=0.01)
    values[30:] = 7
    again = series.fit(1, "vanilla", values, 30, settings, learning_rate=0.01)
    assert first.losses == again.losses
    np.testing.assert_array_equal(first.models[3].network.cell.W_hh, again.models[3].network.cell.W_hh)


def test_the_autoregression_guesses_each_year_from_the_nine_before_it():
    years, numbers = sunspots.yearly_sunspots()
    learnt = numbers[years < 1881]
    past = np.array([[1, *learnt[t - 9 : t]] for t in range(9, len(learnt))])
    weights = np.linalg.lstsq(past, learnt[9:], rcond=None)[0]
    assert sunspots.ar9()[0] == pytest.approx(weights @ [1, *numbers[years < 1921][-9:]])
    assert sunspots.ar9()[5] == pytest.approx(weights @ [1, *numbers[years < 1926][-9:]])
    np.testing.assert_array_equal(sunspots.persistence(), numbers[(years >= 1920) & (years < 2008)])


def test_the_prices_are_cut_into_three_parts_in_order():
    first_validation, first_test = shares.first_days(len(shares.closes()))
    assert 0 < first_validation < first_test < len(shares.closes())
    assert shares.closes().min() > 0


def test_an_empty_sentence_and_an_unknown_word_are_refused_wherever_they_stand():
    for sentences in ([["cat"], []], [[], ["cat"]], []):
        with pytest.raises(ValueError, match="sentences: expected at least one, none of them empty"):
            parts.encode_words(sentences, ["cat"])
    with pytest.raises(ValueError, match="sentences: expected words of the vocabulary, found 'dog'"):
        parts.encode_words([["cat"], ["cat", "dog"]], ["cat"])


def test_a_sentence_of_the_grammar_takes_its_form_as_often_as_it_should():
    rng = np.random.default_rng(5)
    drawn = [grammar.draw_sentence(rng) for _ in range(3000)]

    def share(holds):
        return sum(holds(list(sentence.words), list(sentence.tags)) for sentence in drawn) / len(drawn)

    assert share(lambda words, tags: "preposition" in tags) == pytest.approx(0.5, abs=0.03)
    assert share(lambda words, tags: words[0] in grammar.PLURAL_PRONOUNS) == pytest.approx(0.3, abs=0.03)
    assert share(lambda words, tags: (words[0], tags[0]) == ("that", "pronoun")) == pytest.approx(0.1, abs=0.03)
    phrases = [sentence.tags[1:3] for sentence in drawn if sentence.tags[0] == "determiner"]
    with_adjective = [words for words in phrases if words[0] == "adjective"]
    assert len(with_adjective) / len(phrases) == pytest.approx(0.6, abs=0.03)
    adjectives = [sentence.words[1] for sentence in drawn if sentence.tags[:2] == ("determiner", "adjective")]
    assert sum(word in grammar.ADJECTIVES for word in adjectives) / len(adjectives) == pytest.approx(0.4, abs=0.04)
    nouns = [sentence.words[sentence.tags.index("noun")] for sentence in drawn if sentence.tags[0] == "determiner"]
    for words, expected in ((grammar.NOUNS, 0.4), (grammar.ADJECTIVES_OR_NOUNS, 0.3), (grammar.NOUNS_OR_VERBS, 0.3)):
        assert sum(word in words for word in nouns) / len(nouns) == pytest.approx(expected, abs=0.04)
    verbs = [sentence for sentence in drawn if "falls" in sentence.words]
    assert all(sentence.tags[sentence.words.index("falls") + 1 :][:1] in ((), ("preposition",)) for sentence in verbs)


def test_a_plural_noun_has_a_plural_article_in_french():
    for clause in french.all_clauses():
        plural = clause.english[-2] in {forms[0] for forms in french.NOUNS.values()}
        assert (clause.french[0] in ("les", "mes")) is plural

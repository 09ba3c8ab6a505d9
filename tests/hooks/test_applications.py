"""Step 7: what the page claims about tasks and networks holds, and its figures and tables show what was trained."""

import re
import xml.etree.ElementTree as ET

import figures_sentiment
import figures_shapes
import pytest
import tables_applications
import trained
import values_applications
from letters import number

from rnn_docs.tasks import reviews, sentiment

PAIR, NEGATION = figures_sentiment.PAIR, figures_sentiment.NEGATION


def layouts(figure):
    return figure.svg_wide, figure.svg_compact


def texts(svg):
    return ["".join(element.itertext()) for element in ET.fromstring(svg).iter("text")]


def shapes(svg, tag, **attributes):
    return [e for e in ET.fromstring(svg).iter(tag) if all(e.attrib.get(k) == v for k, v in attributes.items())]


# --- the four shapes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("svg", layouts(figures_shapes.four_shapes()))
def test_the_family_shows_as_many_inputs_outputs_and_fed_back_outputs_as_its_shapes_have(svg):
    every = figures_shapes.SHAPES
    inputs = sum(shape.inputs.count("x") for shape in every)
    assert len(shapes(svg, "circle")) == inputs + 1  # one more in the key
    solid = shapes(svg, "rect", fill="var(--rnn-ink)")
    assert len(solid) == sum(shape.outputs.count("y") for shape in every) + 1
    open_squares = shapes(svg, "rect", stroke="var(--rnn-ink)", fill="var(--rnn-page)")
    assert len(open_squares) == sum(shape.inputs.count("y") for shape in every) + 1
    assert len(shapes(svg, "rect", fill="var(--rnn-w-tint)")) == 3


def test_each_shape_is_what_its_name_says():
    one, captions, tagging, translating = figures_shapes.SHAPES
    assert (one.inputs.count("x"), one.outputs.count("y")) == (4, 1)
    assert one.outputs.endswith("y"), "the answer comes after the last input"
    assert (captions.inputs.count("x"), captions.outputs.count("y")) == (1, 4)
    assert tagging.inputs.count("x") == tagging.outputs.count("y") == len(tagging.inputs)
    assert "y" not in translating.outputs[: translating.decoder], "the decoder begins when everything is read"
    assert translating.inputs.count("x") != translating.outputs.count("y"), "the length may differ"


@pytest.mark.parametrize("shape", figures_shapes.SHAPES, ids=lambda shape: shape.task)
def test_an_output_is_fed_back_only_after_there_is_one(shape):
    for t, letter in enumerate(shape.inputs):
        if letter == "y":
            assert shape.outputs[t - 1] == "y"


# --- sentiment -------------------------------------------------------------------------------------------


FLOWS = {
    figures_sentiment.token_flow: (figures_sentiment.SENTENCE,),
    figures_sentiment.order_decides: PAIR,
    figures_sentiment.great_or_not: NEGATION,
}
DRAWN = [(svg, sentences) for figure, sentences in FLOWS.items() for svg in layouts(figure())]


@pytest.mark.parametrize(("svg", "sentences"), DRAWN)
def test_a_flow_prints_each_word_the_probability_after_it_and_its_move(svg, sentences):
    words = [word for sentence in sentences for word in figures_sentiment.flow(sentence)["words"]]
    shown = [text for text in texts(svg) if not re.match("positive|negative|undecided", text)]
    expected = [(number(w["probability"]), w["word"], figures_sentiment.signed(w["move"])) for w in words]
    assert list(zip(*[iter(shown)] * 3, strict=True)) == expected


@pytest.mark.parametrize(("svg", "sentences"), DRAWN)
def test_bars_are_as_long_as_the_answer_is_far_from_undecided(svg, sentences):
    words = [word for sentence in sentences for word in figures_sentiment.flow(sentence)["words"]]
    lengths = [max(abs(word["probability"] - 0.5) * 2 * figures_sentiment.HALF, 1) for word in words]
    bars = shapes(svg, "rect", width="18")
    assert [float(bar.attrib["height"]) for bar in bars] == pytest.approx(lengths, abs=0.06)


@pytest.mark.parametrize("sentence", [figures_sentiment.SENTENCE, *PAIR, *NEGATION])
def test_moves_add_up_from_the_start_to_the_last_probability(sentence):
    found = figures_sentiment.flow(sentence)
    total = found["start"] + sum(word["move"] for word in found["words"])
    assert total == pytest.approx(found["words"][-1]["probability"])


def test_one_word_of_the_delicious_food_moves_the_answer_most_and_the_end_is_positive():
    words = figures_sentiment.flow(figures_sentiment.SENTENCE)["words"]
    (mover,) = figures_sentiment.movers(figures_sentiment.SENTENCE)
    assert mover["word"] == "delicious"
    assert abs(mover["move"]) > 5 * max(abs(word["move"]) for word in words if word is not mover)
    assert words[-1]["probability"] > 0.9


def test_the_pair_has_the_same_words_and_opposite_answers():
    first, second = (figures_sentiment.flow(sentence)["words"] for sentence in PAIR)
    assert sorted(w["word"] for w in first) == sorted(w["word"] for w in second)
    assert first[-1]["probability"] > 0.9
    assert second[-1]["probability"] < 0.1


def test_great_turns_its_effect_after_not_and_not_itself_hardly_moves_the_answer():
    (plain,), (negated,) = (figures_sentiment.movers(sentence) for sentence in NEGATION)
    assert plain["word"] == negated["word"] == "great"
    assert plain["move"] > 0.25 > -0.25 > negated["move"]
    moves = {word["word"]: word["move"] for word in figures_sentiment.flow(NEGATION[1])["words"]}
    assert abs(moves["not"]) < 0.25


def test_all_sentences_that_are_drawn_are_held_out():
    training, test = reviews.split()
    for sentence in (figures_sentiment.SENTENCE, *PAIR, *NEGATION):
        words = reviews.tokens(sentence)
        assert words not in {s.words for s in training}
        assert words in {s.words for s in test}


def test_a_bag_of_words_is_a_coin_and_every_network_is_far_better():
    found = trained.sentiment()
    assert values_applications.VALUES["bag-accuracy"]() == pytest.approx(50, abs=4)
    for accuracies in found["accuracy"].values():
        assert min(accuracies) > found["bag"] + 0.3


def test_neighbouring_pairs_solve_contrasts_but_not_negations_with_a_word_between():
    bag = sentiment.bag_of_words(neighbours=True)
    assert bag.by_template["contrast"] > 0.95
    assert bag.by_template["negated"] < 0.6


def test_half_of_the_negated_sentences_are_positive():
    negated = [sentence.kind for sentence in reviews.all_sentences() if sentence.template == "negated"]
    assert sum(negated) * 2 == len(negated)


def test_the_table_by_template_shows_the_means_of_the_seeds():
    found = trained.sentiment()["by_template"]
    for (name, *cells), (cell, shares) in zip(
        tables_applications.sentiment_by_template().cells(), found.items(), strict=True
    ):
        assert name == tables_applications.CELLS[cell]
        assert cells == [number(shares[template]) for template in tables_applications.TEMPLATES]

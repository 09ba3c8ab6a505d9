"""Step 7: what the page claims about tasks and networks holds, and its figures and tables show what was trained."""

import re
import xml.etree.ElementTree as ET

import pytest
from drawing.printing import number
from pages.applications import characters, explorer, four_shapes, sunspots_ahead, tables, values, which_network
from pages.applications import sentiment as figures_sentiment
from pages.applications import translation as figures_translation
from pages.applications.which_network import BOTH_WAYS, FORWARD, NONE, QUESTIONS, RULES, combinations, rule_for
from results import trained

from rnn_docs.tasks import book, french, reviews, sentiment, shares, translation
from rnn_docs.tasks.sunspots import yearly_sunspots
from tests.drawn import layouts, points, texts

PAIR, NEGATION = figures_sentiment.PAIR, figures_sentiment.NEGATION


def shapes(svg, tag, **attributes):
    return [e for e in ET.fromstring(svg).iter(tag) if all(e.attrib.get(k) == v for k, v in attributes.items())]


# --- the four shapes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("svg", layouts(four_shapes.four_shapes()))
def test_the_family_shows_as_many_inputs_outputs_and_fed_back_outputs_as_its_shapes_have(svg):
    every = four_shapes.SHAPES
    inputs = sum(shape.inputs.count("x") for shape in every)
    assert len(shapes(svg, "circle")) == inputs + 1  # one more in the key
    solid = shapes(svg, "rect", fill="var(--rnn-ink)")
    assert len(solid) == sum(shape.outputs.count("y") for shape in every) + 1
    open_squares = shapes(svg, "rect", stroke="var(--rnn-ink)", fill="var(--rnn-page)")
    assert len(open_squares) == sum(shape.inputs.count("y") for shape in every) + 1
    assert len(shapes(svg, "rect", fill="var(--rnn-w-tint)")) == 3


def test_each_shape_is_what_its_name_says():
    one, captions, tagging, translating = four_shapes.SHAPES
    assert (one.inputs.count("x"), one.outputs.count("y")) == (4, 1)
    assert one.outputs.endswith("y"), "the answer comes after the last input"
    assert (captions.inputs.count("x"), captions.outputs.count("y")) == (1, 4)
    assert tagging.inputs.count("x") == tagging.outputs.count("y") == len(tagging.inputs)
    assert "y" not in translating.outputs[: translating.decoder], "the decoder begins when everything is read"
    assert translating.inputs.count("x") != translating.outputs.count("y"), "the length may differ"


@pytest.mark.parametrize("shape", four_shapes.SHAPES, ids=lambda shape: shape.task)
def test_an_output_is_fed_back_only_after_there_is_one(shape):
    for t, letter in enumerate(shape.inputs):
        if letter == "y":
            assert shape.outputs[t - 1] == "y"


# --- sentiment -------------------------------------------------------------------------------------------


FLOWS = {
    figures_sentiment.token_flow: (figures_sentiment.REVIEW,),
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


@pytest.mark.parametrize("sentence", [figures_sentiment.REVIEW, *PAIR, *NEGATION])
def test_moves_add_up_from_the_start_to_the_last_probability(sentence):
    found = figures_sentiment.flow(sentence)
    total = found["start"] + sum(word["move"] for word in found["words"])
    assert total == pytest.approx(found["words"][-1]["probability"])


def test_one_word_of_the_delicious_food_moves_the_answer_most_and_the_end_is_positive():
    words = figures_sentiment.flow(figures_sentiment.REVIEW)["words"]
    (mover,) = figures_sentiment.movers(figures_sentiment.REVIEW)
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
    for sentence in (figures_sentiment.REVIEW, *PAIR, *NEGATION):
        words = reviews.tokens(sentence)
        assert words not in {s.words for s in training}
        assert words in {s.words for s in test}


def test_a_bag_of_words_is_a_coin_and_every_network_is_far_better():
    found = trained.sentiment()
    assert values.bag_accuracy() == pytest.approx(50, abs=4)
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
    for (name, *cells), (cell, by_template) in zip(tables.sentiment_by_template().cells(), found.items(), strict=True):
        assert name == tables.CELLS[cell]
        assert cells == [number(by_template[template]) for template in tables.TEMPLATES]


# --- writing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("svg", layouts(characters.moby_samples()))
def test_the_samples_are_what_the_network_wrote_word_for_word(svg):
    shown = " ".join(text for text in texts(svg) if not text.startswith("temperature"))
    for sample in trained.characters()["samples"]:
        words = " ".join(sample["text"].split()).split(" ")[:-1]
        assert " ".join(words) in shown
    heads = [text for text in texts(svg) if text.startswith("temperature")]
    assert heads == [f"temperature {number(s['temperature'], 1)}" for s in trained.characters()["samples"]]


def test_the_writer_beats_trigrams_but_not_counts_of_five():
    found = trained.characters()
    assert max(found["bits_by_seed"]) < found["trigram_bits"]
    assert found["ngram_bits"]["5"] < min(found["bits_by_seed"])
    assert found["uniform_bits"] > found["trigram_bits"]


def test_a_warmer_sample_has_more_words_that_the_book_does_not():
    words = set(re.findall("[a-z]+", book.text()))
    invented = [
        sum(word not in words for word in re.findall("[a-z]+", sample["text"]))
        for sample in trained.characters()["samples"]
    ]
    assert invented == sorted(invented)
    assert invented[0] < invented[-1]


# --- tagging ---------------------------------------------------------------------------------------------


def test_reading_both_ways_tags_better_than_forward_and_forward_better_than_the_most_frequent_tag():
    for measure in ("accuracy", "ambiguous"):
        found = trained.tagging()[measure]
        assert min(found["bidirectional"]) > max(found["forward"])
        assert min(found["forward"]) > found["most_frequent"][0]


def test_in_the_example_only_the_network_that_reads_both_ways_is_right_about_orange():
    found = trained.tagging()["example"]
    assert found["bidirectional"] == found["right"]
    wrong = [
        word for word, tag, right in zip(found["words"], found["forward"], found["right"], strict=True) if tag != right
    ]
    assert wrong == ["orange"]


# --- results and time series -----------------------------------------------------------------------------


def test_three_tasks_beat_their_baseline_and_the_other_three_do_not():
    kind, tags, text = trained.sentiment(), trained.tagging(), trained.characters()
    spots, prices = trained.sunspots(), trained.shares()
    mean, french_results = tables.mean, trained.translation()
    assert min(french_results["exact"]["gru"]) > french_results["word_by_word"]
    assert min(kind["accuracy"]["gru"]) > kind["bag"]
    assert min(tags["accuracy"]["bidirectional"]) > tags["accuracy"]["most_frequent"][0]
    assert mean(text["bits_by_seed"]) > text["ngram_bits"]["5"]
    assert mean(spots["rmse"]["gru"]) > spots["ar9"] - 0.5
    assert mean(prices["rmse"]["gru"]) > prices["persistence"]


def test_the_table_of_results_prints_means_ranges_and_baselines():
    cells = {row[0]: row[2:] for row in tables.application_results().cells()}
    spots = trained.sunspots()
    assert cells["sunspots"][0] == number(sum(spots["rmse"]["gru"]) / len(spots["rmse"]["gru"]), 1)
    assert cells["sunspots"][1] == f"{number(min(spots['rmse']['gru']), 1)}–{number(max(spots['rmse']['gru']), 1)}"
    assert cells["sunspots"][2].startswith(number(spots["ar9"], 1))
    assert cells["share price"][2].startswith(number(trained.shares()["persistence"], 1))
    assert cells["sentiment"][2].startswith(number(trained.sentiment()["bag"]))
    assert cells["tagging"][2].startswith(number(trained.tagging()["accuracy"]["most_frequent"][0]))


def test_every_network_beats_last_year_on_sunspots_but_on_average_none_beats_nine_years_by_much():
    found = trained.sunspots()
    for cell, errors in found["rmse"].items():
        assert max(errors) < found["persistence"], cell
        assert tables.mean(errors) > found["ar9"] - 0.5, cell


def test_no_network_beats_as_today_on_share_prices():
    found = trained.shares()
    assert min(values.share_errors()) > found["persistence"]
    assert sum(found["days"].values()) == len(shares.closes())


def test_sunspots_come_and_go_in_about_eleven_years():
    _, numbers = yearly_sunspots()
    centred = numbers - numbers.mean()
    likeness = [float(centred[:-lag] @ centred[lag:]) for lag in range(6, 17)]
    assert likeness.index(max(likeness)) + 6 in (10, 11)


def test_the_sunspot_plot_draws_the_forecast_of_the_trained_network():
    found = trained.sunspots()
    lines = [
        p
        for p in ET.fromstring(sunspots_ahead.sunspots_ahead().svg_wide).iter("path")
        if "stroke-dasharray" in p.attrib
    ]
    drawn = [points(line.attrib["d"]) for line in lines]
    (heights,) = (list(line[:, 1]) for line in drawn if len(line) == len(found["years"]))
    guesses = found["predicted"]["gru"]
    assert heights.index(min(heights)) == guesses.index(max(guesses))
    assert heights.index(max(heights)) == guesses.index(min(guesses))


# --- translation -----------------------------------------------------------------------------------------


def test_the_page_s_french_is_the_grammar_s():
    clause = next(clause for clause in french.all_clauses() if clause.english == ("the", "cat", "sat"))
    assert french.written(list(clause.french)) == "le chat s'est assis"
    assert translation.translate_word_by_word([["the", "cat", "sat"]]) == [["le", "chat", "assis"]]


def test_the_cat_sat_is_never_shown_in_training():
    training, test = french.split()
    assert all(clause.english != ("the", "cat", "sat") for clause in training)
    assert any(clause.english == ("the", "cat", "sat") for clause in test)


@pytest.mark.parametrize("svg", layouts(four_shapes.encoder_decoder()))
def test_the_decoder_shows_what_the_trained_network_wrote_and_feeds_it_back(svg):
    shown = texts(svg)
    wrote = four_shapes.french()
    boxes = shown[shown.index("le") : shown.index("decoder: weights of its own")]
    assert boxes[0::2] == [*wrote, "end"]
    assert boxes[1::2] == ["start", *wrote]
    assert "".join(wrote) == trained.translation()["cat_sat"]["gru"].replace("'", "’").replace(" ", "")


def test_the_network_translates_the_cat_sat_properly():
    assert trained.translation()["cat_sat"]["gru"] == "le chat s'est assis"


def test_gated_cells_translate_more_exactly_than_vanilla_ones_and_those_more_than_a_dictionary():
    found = trained.translation()
    assert min(*found["exact"]["gru"], *found["exact"]["lstm"]) > max(found["exact"]["vanilla"])
    assert min(found["exact"]["vanilla"]) > found["word_by_word"]
    assert min(found["exact"]["lstm"]) > 0.98


def test_longer_sentences_lose_more_and_a_larger_state_loses_less():
    small, large = (
        [row["clause_exact"] for row in figures_translation.lengths(side)]
        for side in (figures_translation.SMALL, figures_translation.LARGE)
    )
    assert small == sorted(small, reverse=True)
    assert large == sorted(large, reverse=True)
    assert small[-1] + 0.1 < large[-1] < large[0] - 0.1


def test_longer_training_helps_at_every_length():
    memory = trained.translation()["memory"]
    for short, long in zip(memory["32-200"], memory["32-1000"], strict=True):
        assert short["clause_exact"] < long["clause_exact"]


@pytest.mark.parametrize("svg", layouts(figures_translation.lost_with_length()))
def test_the_bars_of_the_bottleneck_are_the_shares_that_they_print(svg):
    small, large = figures_translation.SMALL, figures_translation.LARGE
    shown = texts(svg)
    for side in (small, large):
        bars = shapes(svg, "rect", fill=f"var(--rnn-{side.fill})")[1:]  # the first is the key's
        expected = [row["clause_exact"] * figures_translation.TALLEST for row in figures_translation.lengths(side)]
        assert [float(bar.attrib["height"]) for bar in bars] == pytest.approx(expected, abs=0.06)
        assert all(text in shown for text in figures_translation.rights(side))
    assert [text for text in shown if text in figures_translation.words()][-4:] == figures_translation.words()


# --- the chooser: which network fits ----------------------------------------------------------------------------------


def test_every_combination_has_a_rule_and_every_rule_a_combination():
    assert len(combinations()) == 4 * 2 * 3
    assert {rule_for(combination) for combination in combinations()} == set(RULES)


def test_what_must_answer_at_once_while_the_input_comes_in_never_reads_from_the_end():
    live = [rule_for(("live", "once", out)).network for out in QUESTIONS["out"][1]]
    assert BOTH_WAYS not in live
    assert rule_for(("live", "once", "each")).network == FORWARD


def test_once_the_input_is_over_a_tagger_reads_both_ways():
    assert rule_for(("live", "end", "each")).network == rule_for(("whole", "end", "each")).network == BOTH_WAYS


def test_without_an_order_one_answer_needs_no_recurrent_network():
    found = {c for c in combinations() if rule_for(c).network == NONE}
    assert found == {
        (goes_in, when, out) for goes_in in ("one", "set") for when in ("end", "once") for out in ("one", "each")
    }


def test_only_a_live_input_asks_when_the_answer_must_come():
    for goes_in, _, out in combinations():
        differs = rule_for((goes_in, "end", out)) != rule_for((goes_in, "once", out))
        assert differs == (goes_in == "live")


def test_the_table_shows_every_rule():
    assert len(tables.which_network().rows) == len(RULES)


@pytest.mark.parametrize("network", sorted({rule.network for rule in RULES}))
def test_every_network_is_drawn(network):
    assert explorer.which_network()["drawings"][network].startswith("<svg")


def test_two_rows_of_cells_run_against_each_other():
    svg = four_shapes.both_ways()
    assert svg.count("var(--rnn-h)") == 2 * 2 * 3  # line and head of three arrows each way
    assert svg.count("var(--rnn-w-tint)") == 4


@pytest.mark.parametrize("shape", explorer.DRAWN.values(), ids=list(explorer.DRAWN))
def test_a_wiring_feeds_an_output_back_only_after_there_is_one(shape):
    for t, letter in enumerate(shape.inputs):
        assert letter != "y" or shape.outputs[t - 1] == "y"


def test_the_answers_of_the_explorer_are_those_of_the_rules():
    trace = explorer.which_network()
    for combination in combinations():
        rule = rule_for(combination)
        network, why, goes_in, comes_out, whenever = trace["rules"][trace["answers"]["_".join(combination)]]
        assert (network, why, goes_in, comes_out) == (rule.network, rule.why, rule.example_in, rule.example_out)
        assert whenever == (rule.when == which_network.ANY)


# --- the explorer: reviews as the trained network reads them ----------------------------------------------------------


SENTENCES = explorer.token_flow()["sentences"]


def test_there_are_negations_contrasts_and_plain_reviews():
    texts = [sentence for sentence, _, _ in SENTENCES]
    assert len(texts) >= 6
    assert sum(", not" in text for text in texts) == 2
    assert sum(" not " in text and "," not in text for text in texts) == 2


@pytest.mark.parametrize(("sentence", "start", "words"), SENTENCES, ids=[s for s, _, _ in SENTENCES])
def test_each_word_brings_what_the_network_says_after_it(sentence, start, words):
    flow = trained.sentiment()["flows"][sentence]
    assert start == pytest.approx(flow["start"], abs=0.005)
    for (word, answer, move, large), said in zip(words, flow["words"], strict=True):
        assert (word, bool(large)) == (said["word"], abs(said["move"]) >= 0.25)
        assert (answer, move) == (pytest.approx(said["probability"], abs=0.005), pytest.approx(said["move"], abs=0.005))

"""Step 7: what the page claims about tasks and networks holds, and its figures and tables show what was trained."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from statistics import fmean

import numpy as np
import pytest
from drawing.palette import heat_class
from drawing.printing import number
from pages.applications import characters, explorer, four_shapes, sunspots_ahead, tables, values, which_network
from pages.applications import sentiment as figures_sentiment
from pages.applications import translation as figures_translation
from pages.applications.which_network import BOTH_WAYS, FORWARD, NONE, QUESTIONS, RULES, combinations, rule_for
from results import stored, trained
from results.runs import memory

from rnn_docs.tasks import book, french, reviews, shares, translation
from rnn_docs.tasks.series import autoregression
from rnn_docs.tasks.sunspots import FIRST_TEST, FIRST_VALIDATION, ORDER, ar9, yearly_sunspots
from tests.drawn import layouts, points, texts

PAIR, NEGATION = figures_sentiment.PAIR, figures_sentiment.NEGATION


def shapes(svg, tag, **attributes):
    return [e for e in ET.fromstring(svg).iter(tag) if all(e.attrib.get(k) == v for k, v in attributes.items())]


# --- the four shapes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("svg", layouts(four_shapes.four_shapes()))
def test_the_family_shows_as_many_inputs_outputs_and_fed_back_outputs_as_its_shapes_have(svg):
    every = four_shapes.SHAPES
    inputs = sum(shape.inputs.count("x") for shape in every)
    assert len(shapes(svg, "circle", fill="var(--rnn-x-tint)")) == inputs + 1  # one more in the key
    solid = shapes(svg, "rect", fill="var(--rnn-ink)")
    assert len(solid) == sum(shape.outputs.count("y") for shape in every) + 1
    open_squares = shapes(svg, "rect", stroke="var(--rnn-ink)", fill="var(--rnn-page)")
    assert len(open_squares) == sum(shape.inputs.count("y") + shape.inputs.count("s") for shape in every) + 2
    assert len(shapes(svg, "rect", fill="var(--rnn-w-tint)")) == 3


def test_each_shape_is_what_its_name_says():
    one, captions, tagging, translating = four_shapes.SHAPES
    assert (one.inputs.count("x"), one.outputs.count("y")) == (4, 1)
    assert one.outputs.endswith("y"), "the answer comes after the last input"
    assert (captions.inputs.count("x"), captions.outputs.count("y")) == (1, 4)
    assert tagging.inputs.count("x") == tagging.outputs.count("y") == len(tagging.inputs)
    start = translating.inputs.index("s")
    assert set(translating.inputs[:start]) == {"x"}, "the decoder begins when everything is read"
    assert set(translating.outputs[:start]) == {"."}, "what is read is not answered"
    assert set(translating.inputs[start + 1 :]) | set(translating.outputs[start:]) == {"y"}, (
        "it writes, and is fed back"
    )
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


@pytest.mark.parametrize("part", reviews.split()._fields)
def test_every_word_stands_in_as_many_good_reviews_as_bad_ones(part):
    kinds = {word: [s.kind for s in getattr(reviews.split(), part) if word in s.words] for word in reviews.vocabulary()}
    assert {word: (sum(said), len(said)) for word, said in kinds.items() if 2 * sum(said) != len(said)} == {}


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
    training, validation, test = reviews.split()
    for sentence in (figures_sentiment.REVIEW, *PAIR, *NEGATION):
        words = reviews.tokens(sentence)
        assert words not in {s.words for s in (*training, *validation)}
        assert words in {s.words for s in test}


def test_one_weight_for_each_word_is_a_coin_on_every_template():
    assert values.bag_accuracy() == 50
    assert list(trained.sentiment()["by_template"]["bag"].values()) == pytest.approx([0.5] * 3, abs=0.01)


def test_a_network_on_counts_fails_on_contrasts_alone():
    found = trained.sentiment()["by_template"]["counts"]
    assert found["plain"] > 0.98
    assert found["negated"] > 0.98
    assert found["contrast"] == pytest.approx(0.5, abs=0.01)
    assert values.counts_contrast() == 50


def test_recurrent_networks_and_one_that_counts_pairs_get_everything_right():
    found = trained.sentiment()["by_template"]
    for reader in ("pairs", *tables.CELLS):
        assert min(found[reader].values()) > 0.99, reader
    assert values.recurrent_accuracy() == 100


def test_half_of_the_negated_reviews_are_positive():
    negated = [sentence.kind for sentence in reviews.all_sentences() if sentence.template == "negated"]
    assert sum(negated) * 2 == len(negated)


def test_the_table_by_template_shows_the_means_of_the_seeds():
    found = trained.sentiment()["by_template"]
    rows = tables.sentiment_by_template().cells()
    assert [name for name, *_ in rows] == list(tables.READERS.values())
    for (_, *cells, time), reader in zip(rows, tables.READERS, strict=True):
        assert cells == [number(found[reader][template]) for template in tables.TEMPLATES]
        assert (time == "–") == (reader in ("bag", "bag_pairs"))


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
    every = [bits for runs in found["bits"].values() for bits in runs]
    assert max(found["bits"]["gru"]) < found["trigram_bits"]
    assert found["ngram_bits"]["5"] < min(every)
    assert found["uniform_bits"] > found["trigram_bits"]


def test_a_warmer_sample_has_more_words_that_the_book_does_not():
    words = set(re.findall("[a-z]+", book.text()))
    invented = [
        sum(word not in words for word in re.findall("[a-z]+", sample["text"]))
        for sample in trained.characters()["samples"]
    ]
    assert invented == sorted(invented)
    assert invented[0] < invented[-1]


@pytest.mark.parametrize("svg", layouts(characters.listens_to()))
def test_the_figure_of_listening_prints_every_letter_its_share_and_the_guess(svg):
    shown, moments = texts(svg)[2:], characters.moments()
    for moment in moments:
        n = 2 * len(moment.read)
        printed, (guess, chance), shown = shown[:n], shown[n : n + 2], shown[n + 2 :]
        assert printed[::2] == list(moment.read)
        assert printed[1::2] == [f"{100 * share:.0f}" for share in moment.moved]
        assert (guess, chance) == (moment.guess, f"{100 * moment.chance:.0f}%")
        assert moment.guess == (moment.next if moment.next != " " else "space")
    assert shown == []
    assert [m.read.endswith(end) for m, end in zip(moments, ("in th", "in the", "in the "), strict=True)] == [True] * 3
    assert all(moment.read in book.split().test for moment in moments)


def test_the_network_listens_to_the_last_letters_and_not_over_a_sentence():
    moved, said = characters.by_distance(), characters.listens_to().caption
    assert moved == sorted(moved, reverse=True)
    assert moved[-1] < 0.02
    assert f"{100 * moved[0]:.0f}% of the chance" in said
    assert f"12 places back, {100 * moved[-1]:.0f}%" in said


def test_after_in_the_the_word_and_the_space_before_it_speak_for_a_space():
    (moment,) = (m for m in characters.moments() if m.read.endswith("in the"))
    assert moment.next == " "
    assert sorted(moment.moved, reverse=True)[:4] == sorted(moment.moved[-4:], reverse=True)
    assert max(moment.moved[:-4]) < 0.2


# --- tagging ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", ["accuracy", "ambiguous"])
def test_reading_both_ways_tags_better_than_forward_and_forward_better_than_the_most_frequent_tag(measure):
    found = trained.tagging()[measure]
    forward = [share for cell in tables.CELLS for share in found[f"{cell}-forward"]]
    both = [share for cell in tables.CELLS for share in found[f"{cell}-both"]]
    assert min(both) > max(forward)
    assert min(forward) > found["most_frequent"][0]


def test_the_kind_of_cell_makes_no_difference_to_the_tagger():
    for way in tables.WAYS:
        means = [fmean(trained.tagging()["ambiguous"][f"{cell}-{way}"]) for cell in tables.CELLS]
        assert max(means) - min(means) < 0.01


def test_in_the_example_only_the_network_that_reads_both_ways_is_right_about_orange():
    found = trained.tagging()["example"]
    assert found["both"] == found["right"]
    wrong = [
        word for word, tag, right in zip(found["words"], found["forward"], found["right"], strict=True) if tag != right
    ]
    assert wrong == ["orange"]


# --- results and time series -----------------------------------------------------------------------------


def test_three_tasks_beat_their_baseline_with_every_seed_sunspots_with_some_and_the_others_with_none():
    results = {task.name.partition(":")[0]: task for task in tables.tasks()}
    baselines = {name: float(task.baseline.partition(" ")[0]) for name, task in results.items()}
    for name in ("sentiment", "tagging", "translation"):
        assert min(results[name].values) > baselines[name]
    for name, exactly in (
        ("writing", trained.characters()["ngram_bits"]["5"]),
        ("share price", trained.shares()["persistence"]),
    ):
        assert min(results[name].values) > exactly
        assert number(exactly, 1) == str(baselines[name])
    assert min(results["sunspots"].values) < baselines["sunspots"] < max(results["sunspots"].values)


def test_the_table_of_results_prints_means_ranges_seeds_rates_and_baselines():
    for row, task in zip(tables.application_results().cells(), tables.tasks(), strict=True):
        middle = number(sum(task.values) / len(task.values), task.decimals)
        low, high = (number(end, task.decimals) for end in (min(task.values), max(task.values)))
        (made,) = stored.settings(f"{task.file}.json", task.network)
        assert row[1:] == [
            middle if low == high == middle else f"{middle} ({low}–{high})",
            str(len(task.values)),
            f"{made['learning_rate']:g}",
            task.baseline,
        ]


def test_every_table_of_networks_offers_its_settings():
    for made in (
        tables.sentiment_by_template,
        tables.tagging_by_network,
        tables.writing_by_network,
        tables.translation_by_network,
        tables.memory_by_network,
        tables.right_by_length,
        tables.sunspots_by_stop,
        tables.application_results,
    ):
        assert made().settings
        for settings in made().settings:
            assert {"task", "network", "units", "parameters", "steps", "batch", "clip", "learning_rate"} <= {*settings}
            assert settings["seconds_of_all_steps"] > 0


def test_a_table_says_how_many_times_as_long_as_the_plain_network_each_one_trains():
    for table, task in (
        (tables.sentiment_by_template(), "sentiment"),
        (tables.writing_by_network(), "characters"),
        (tables.translation_by_network(), "translation"),
    ):
        times, plain = [], stored.seconds(f"{task}.json", "vanilla")
        for row, network in zip([row for row in table.rows if row[-1] != "–"], table.settings, strict=True):
            times.append(row[-1])
            assert times[-1] == number(stored.seconds(f"{task}.json", network["network"]) / plain, 1)
        assert "1.0" in times
        assert "vanilla = 1" in table.caption
    for cell, (_, _, forward, _, both) in zip(tables.CELLS, tables.tagging_by_network().rows, strict=True):
        plain = stored.seconds("tagging.json", "vanilla-forward")
        times = [stored.seconds("tagging.json", f"{cell}-{way}") / plain for way in tables.WAYS]
        assert [forward, both] == [number(time, 1) for time in times]


@pytest.mark.parametrize("task", ["sentiment", "tagging", "translation", "memory", "characters", "sunspots", "shares"])
def test_compared_networks_have_about_as_many_parameters(task):
    sizes = [network["parameters"] for network in stored.settings(f"{task}.json")]
    assert max(sizes) < 1.09 * min(sizes)


def test_every_network_beats_last_year_on_sunspots():
    found = trained.sunspots()
    assert max(error for errors in found["rmse"].values() for error in errors) < found["persistence"]


def test_which_network_is_best_on_sunspots_depends_on_when_training_stops():
    found = trained.sunspots()
    orders = {tuple(sorted(tables.CELLS, key=lambda cell: fmean(found[stop][cell]))) for stop in tables.STOPS}
    assert len(orders) > 1, orders


def test_the_autoregression_learns_from_the_same_years_as_the_networks():
    years, sunspot_numbers = yearly_sunspots()
    learnt = int((years < FIRST_VALIDATION).sum())
    assert values.sunspots_years() == learnt
    fitted = autoregression(sunspot_numbers[:learnt], ORDER)
    np.testing.assert_allclose(fitted(sunspot_numbers[int((years < FIRST_TEST).sum()) - ORDER : -1]), ar9())


def test_no_network_beats_as_today_on_share_prices():
    found = trained.shares()
    assert min(values.share_errors()) > found["persistence"]
    assert sum(found["days"].values()) == len(shares.closes())
    assert values.share_test_days() == found["days"]["test"]


def test_sunspots_come_and_go_in_about_eleven_years():
    _, numbers = yearly_sunspots()
    centred = numbers - numbers.mean()
    likeness = [float(centred[:-lag] @ centred[lag:]) for lag in range(6, 17)]
    assert likeness.index(max(likeness)) + 6 in (10, 11)


def test_the_flow_of_an_answer_is_handed_over_in_hundredths_so_that_what_moves_it_by_less_moves_nothing():
    flows = explorer.token_flow()["sentences"]
    numbers = [number for _, start, words in flows for number in (start, *(n for word in words for n in word[1:3]))]
    assert len(numbers) > 50
    assert [number for number in numbers if round(number, 2) != number] == []


def test_the_sunspot_plot_is_told_with_its_first_and_last_year():
    alt = sunspots_ahead.sunspots_ahead().alt
    years = [int(year) for year in re.findall(r"\b(1[89]\d\d|20\d\d)\b", alt)]
    assert (min(years), max(years)) == (FIRST_TEST, trained.sunspots()["years"][-1])


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
    training, validation, test = french.split()
    assert all(clause.english != ("the", "cat", "sat") for clause in (*training, *validation))
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


def test_a_dictionary_translates_far_fewer_clauses_than_any_network():
    found = trained.translation()
    assert max(found["word_by_word"], 0.2) < min(share for runs in found["exact"].values() for share in runs)


def test_attention_translates_the_clause_that_is_drawn_and_looks_at_the_noun_for_the_article():
    found = trained.translation()["looks"]
    assert found["french"] == found["right"]
    english, rows = figures_translation.looks()
    assert rows[0].word == "la"
    assert english[rows[0].most] == "cow"
    assert max(rows[0].shares) > 0.5
    assert "white" in english[: rows[0].most], "the state there has read the adjective"


def test_the_clause_whose_attention_is_drawn_is_held_out():
    assert tuple(trained.LOOKING.split()) in {clause.english for clause in french.split().test}


@pytest.mark.parametrize("svg", layouts(figures_translation.looks_back()))
def test_the_grid_prints_every_word_and_share_and_fills_its_cell_as_strongly(svg):
    english, rows = figures_translation.looks()
    assert figures_translation.percent(0.25) == "25"
    shown = texts(svg)
    assert shown[2 : 2 + len(english)] == english
    expected = []
    for look in rows:
        expected += [look.word, *(figures_translation.percent(share) for share in look.shares)]
        assert sum(look.shares) == pytest.approx(1, abs=0.001)
    assert shown[2 + len(english) :] == expected
    fills = [cell.attrib["class"] for cell in ET.fromstring(svg).iter("rect") if "heat" in cell.get("class", "")]
    assert fills == [f"heat {heat_class(share)}" for look in rows for share in look.shares]


def test_vanilla_has_the_lower_loss_and_the_gru_gets_more_new_clauses_right():
    """The title of a plot in the notebook on translation."""
    vanilla, gru = (translation.train_translation(seed=0, cell=cell) for cell in ("vanilla", "gru"))
    assert fmean(vanilla.losses[-50:]) < fmean(gru.losses[-50:])
    assert vanilla.exact < gru.exact
    training = translation.split().training
    for result in (vanilla, gru):  # "What it was trained on it translates without a fault."
        again = translation.translate(result.model, [clause.english for clause in training])
        assert [tuple(words) for words in again] == [clause.french for clause in training]


def test_both_decoders_learn_the_longest_sentences_with_every_seed():
    for network in figures_translation.NETWORKS:
        assert all(shares[-1] >= translation.LEARNT for shares in figures_translation.longest(network))


def test_one_state_needs_more_steps_and_more_time_than_attention_with_every_seed():
    attention, state = (figures_translation.learnt(network) for network in figures_translation.NETWORKS)
    assert max(attention["learnt_at"]) < min(state["learnt_at"])
    times = stored.step_times()["memory"]
    assert max(attention["learnt_at"]) * times["attention"] < min(state["learnt_at"]) * times["state"]


def test_one_state_that_reads_from_the_end_learns_no_sooner_than_one_that_reads_forwards():
    forwards, backwards = (
        [run["learnt_at"] or translation.MEMORY_STEPS for run in stored.stored("memory.json").runs[name]]
        for name in ("state", "backwards")
    )
    assert np.mean(backwards) >= np.mean(forwards)
    for name, row in zip(("state", "backwards", "attention"), tables.memory_by_network().rows, strict=True):
        steps = [run["learnt_at"] for run in stored.stored("memory.json").runs[name]]
        assert row[2].endswith("not") == (None in steps)
        assert row[2].startswith(number(np.mean([step for step in steps if step]), 0))


@pytest.mark.parametrize("file", ["translation.json", "characters.json"])
def test_every_network_of_these_tables_learned_best_with_the_largest_rate_that_was_tried(file):
    scores, networks = stored.stored(file).scores, stored.settings(file)
    assert len(networks) >= len(scores) > 0
    rates = {float(rate) for grid in scores.values() for rate in grid}
    assert {network["learning_rate"] for network in networks} == {max(rates)}


def test_the_best_rate_of_one_state_is_the_second_largest_of_the_grid_and_that_of_attention_the_largest():
    rates = {network["network"]: network["learning_rate"] for network in stored.settings("memory.json")}
    assert [rates["attention"], rates["state"]] == sorted(memory.COMPARISON.rates, reverse=True)[:2]


def test_early_on_longer_sentences_are_worse_and_later_nearly_all_are_right():
    rows = [row[1:] for row in tables.right_by_length().rows]
    for row in rows[:3]:
        assert list(row) == sorted(row, reverse=True)
        assert row[-1] < row[0] - 0.1
    assert min(rows[-1]) > 0.85


@pytest.mark.parametrize("svg", layouts(figures_translation.learning_long_sentences()))
def test_the_plot_draws_one_line_a_seed_and_ends_each_where_it_was_learnt(svg):
    lines = [path for path in ET.fromstring(svg).iter("path") if path.attrib.get("stroke-width") == "1.75"]
    hues = Counter(line.attrib["stroke"] for line in lines)
    for network in figures_translation.NETWORKS:
        assert hues[f"var(--rnn-{network.hue})"] == len(figures_translation.longest(network))


@pytest.mark.parametrize("svg", layouts(figures_translation.learning_long_sentences()))
def test_the_axis_of_training_steps_writes_thousands_as_the_caption_does(svg):
    ticks = [text for text in ET.fromstring(svg).itertext() if re.fullmatch(r"[1-9],?\d{3}", text.strip())]
    assert ticks
    assert all("," in tick for tick in ticks)


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

"""The final quiz: its keys once more from rnn_docs or from the formula, its claims, and how it is shown."""

import json
import re
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from checks import source
from checks.source import of
from features import final_quiz, lesson_plan, quiz
from markupsafe import Markup
from pages.applications import which_network

import rnn_docs
from rnn_docs.measure import largest_singular_value, step_jacobian
from rnn_docs.networks.bidirectional import BidirectionalParams, bidirectional_forward

DOCS = Path(__file__).parents[2] / "docs"
SOURCES = source.read(DOCS)
QUESTIONS = final_quiz.questions_of(quiz.read(SOURCES))
BY_ID = {question.id: question for question in QUESTIONS}
PLAN = lesson_plan.read(SOURCES)
OBJECTIVES = [objective.text for objective in PLAN.objectives]


def right(id: str) -> quiz.Choice:
    """The right choice of a question."""
    (found,) = [choice for choice in BY_ID[id].choices if choice.right]
    return found


def key(id: str) -> str:
    """The right choice, as it is read; of one with a single number, that number."""
    found = of(right(id).text).markers
    return found[0].literal if len(found) == 1 else right(id).text


def filled(params: type, hidden_size: int, input_size: int) -> int:
    """How many numbers a cell of rnn_docs learns."""
    cell = rnn_docs.init_cell(params, input_size, hidden_size, np.random.default_rng(0))
    return sum(getattr(cell, name).size for name in ("W_xh", "W_hh", "b_h"))


def one_unit(*values: float) -> np.ndarray:
    return np.array(values, dtype=float).reshape(-1, 1)


# --- the whole ------------------------------------------------------------------------------------------------------


def test_there_are_at_least_fourteen_questions_and_two_for_each_objective():
    asked = [question.objective for question in QUESTIONS]
    assert len(asked) >= 14
    assert [asked.count(number) >= 2 for number in range(1, len(OBJECTIVES) + 1)] == [True] * 6
    assert asked == sorted(asked), "the questions stand in the order of the objectives"


def test_each_question_stands_below_the_heading_of_its_objective():
    source = (DOCS / final_quiz.SOURCE).read_text("utf-8")
    sections = re.split(r"^# --- \d\. ", source, flags=re.M)[1:]
    stands = [(id, number) for number, text in enumerate(sections, 1) for id in re.findall(r"^- id: (.+)$", text, re.M)]
    assert stands == [(question.id, question.objective) for question in QUESTIONS]


def test_most_questions_need_a_number_to_be_worked_out():
    worked_out = [q.id for q in QUESTIONS if any(of(choice.text).markers for choice in q.choices)]
    assert len(worked_out) >= len(QUESTIONS) / 2


def test_the_right_answer_is_no_favourite_letter():
    right = ["ABCD"[[choice.right for choice in q.choices].index(True)] for q in QUESTIONS]
    assert max(right.count(letter) for letter in "ABCD") <= len(QUESTIONS) / 2
    assert set(right) == set("ABCD")


@pytest.mark.parametrize("id", BY_ID)
def test_no_two_choices_of_a_question_read_the_same(id):
    read = ["".join(m.literal for m in of(c.text).markers) or c.text for c in BY_ID[id].choices]
    assert len(set(read)) == len(read)


# --- every key, computed by another road ------------------------------------------------------------------------------


def test_a_memory_that_halves_weighs_the_last_input_most():
    assert key("two-runs") == f"{1 / 4 + 2 / 2 + 3:g} and {3 / 4 + 2 / 2 + 1:g}"


def test_a_dense_window_has_weights_for_each_position_and_a_cell_only_once():
    numbers = [m.literal for m in of(right("window-or-cell").text).markers]
    cell = filled(rnn_docs.VanillaParams, 20, 100) - 20
    assert numbers == [f"{5 * 100 * 20:,}", f"{cell:,}"]
    assert right("window-or-cell").text.endswith("a sixth word fits only the cell")


def test_recurrent_weights_that_swap_the_units_move_the_memory():
    swap = rnn_docs.VanillaParams(W_xh=np.eye(2), W_hh=np.eye(2)[::-1], b_h=np.zeros((2, 1)))
    a, b = rnn_docs.forward(swap, np.array([[[0.5], [0]]] + 3 * [[[0], [0]]])).hs[-1].ravel()
    assert key("changing-places") == f"({a:.0f}, {b:.2f})"


def test_what_goes_into_tanh_is_the_words_column_and_the_rows_times_the_state():
    params = rnn_docs.VanillaParams(
        W_xh=np.array([[0.3, -0.1, 0.5], [0.2, 0.7, -0.4]]),
        W_hh=np.array([[0.2, 0.4], [-0.6, 0.8]]),
        b_h=np.zeros((2, 1)),
    )
    h = rnn_docs.vanilla_step(params, one_unit(0, 1, 0), one_unit(0.5, 0.5)).h
    assert key("before-tanh") == "({:.1f}, {:.1f})".format(*np.arctanh(h).ravel())


def test_a_vanilla_cell_learns_the_same_numbers_for_any_length():
    assert key("parameters-of-a-cell") == str(filled(rnn_docs.VanillaParams, 5, 6))


def test_a_gradient_can_vanish_although_the_recurrent_weight_is_above_one():
    weight, state = 1.5, 0.8
    params = rnn_docs.VanillaParams(W_xh=one_unit(1), W_hh=one_unit(weight), b_h=one_unit(0))
    step = step_jacobian(params, one_unit(state)).item()
    assert weight > 1 > step
    assert key("weight-above-one") == f"{step**10:.4f}"


def test_a_stretch_above_one_may_explode_or_vanish():
    def back(W):  # fifty steps in silence, where every slope of tanh is one
        params = rnn_docs.VanillaParams(W_xh=np.zeros((2, 1)), W_hh=W, b_h=np.zeros((2, 1)))
        return np.linalg.matrix_power(step_jacobian(params, np.zeros((2, 1))), 50)

    vanishing, growing = np.array([[0, 1.3], [0, 0]]), 1.3 * np.eye(2)
    for W in vanishing, growing:
        assert largest_singular_value(W) == pytest.approx(1.3)
    assert not back(vanishing).any()
    assert round(back(growing)[0, 0]) == 497929
    assert key("stretch-above-one") == "It may explode, or it may vanish"


def test_recent_terms_make_up_nearly_all_of_a_shared_gradient():
    share = (1 - 0.7**10) / (1 - 0.7**30)
    assert [m.literal for m in of(right("healthy-but-deaf").why).markers] == ["0.7", "10", "30", f"{100 * share:.0f}"]
    assert share > 0.9


def test_an_lstm_step_by_hand_is_that_of_rnn_docs():
    f, i, o = (np.log(gate / (1 - gate)) for gate in (0.9, 0.5, 0.5))
    bias = one_unit(i, f, np.arctanh(-0.4), o)
    params = rnn_docs.LSTMParams(np.zeros((4, 1)), np.zeros((4, 1)), bias)
    step = rnn_docs.lstm_step(params, one_unit(0), one_unit(0), one_unit(2))
    assert key("one-lstm-step") == f"{step.c.item():.1f} and {step.h.item():.3f}"


def test_a_hidden_state_stays_below_one_while_the_cell_state_passes_it():
    params = rnn_docs.LSTMParams(np.zeros((4, 1)), np.zeros((4, 1)), one_unit(5, 5, 1, 5))
    trace = rnn_docs.forward(params, np.zeros((10, 1, 1)))
    assert abs(trace["h"]).max() < 1 < trace["c"].max()
    cell = of(BY_ID["which-is-a-bug"].choices[0].text).markers[0].literal
    assert cell.startswith(f"({trace['c'][-1].item():.1f},")
    assert right("which-is-a-bug").text.startswith("The hidden state is ")
    assert max(float(n.replace("−", "-")) for n in key("which-is-a-bug").strip("()").split(", ")) > 1


def test_with_forget_gates_of_a_bias_of_one_the_gradient_vanishes_along_the_cell():
    params = rnn_docs.LSTMParams(np.zeros((4, 1)), np.zeros((4, 1)), one_unit(0, np.log(0.73 / 0.27), 0, 0))
    assert f"{rnn_docs.sigmoid(np.ones(1)).item():.2f}" == "0.73"
    trace = rnn_docs.forward(params, np.zeros((20, 1, 1)))
    at_the_end = np.zeros((20, 1, 1))
    at_the_end[-1] = 1
    left = rnn_docs.backward(trace, np.zeros((20, 1, 1)), dcs=at_the_end).dc_init.item()
    assert key("along-the-belt") == f"{left:.4f}"


def test_a_fresh_cell_keeps_with_a_bias_of_three_and_nothing_with_none():
    def left(bias):
        params = rnn_docs.LSTMParams(np.zeros((4, 1)), np.zeros((4, 1)), one_unit(-40, bias, 0, 0))
        return rnn_docs.forward(params, np.zeros((20, 1, 1)), c_init=one_unit(1))["c"][-1].item()

    assert key("fresh-gates") == f"$10^{{{round(np.log10(left(0)))}}}$ and {left(3):.2f}"
    assert f"{rnn_docs.sigmoid(one_unit(3)).item():.3f}" == "0.953"
    assert f"{0.953**20:.2f}" == f"{left(3):.2f}"  # what a reader finds who uses the printed digits


def test_a_plain_network_as_large_as_a_gru_has_many_more_units():
    gru = filled(rnn_docs.GRUParams, 32, 10)
    equal = min(range(1, 100), key=lambda units: abs(filled(rnn_docs.VanillaParams, units, 10) - gru))
    assert [m.literal for m in of(right("a-fair-race").text).markers] == [str(equal)]
    assert [m.literal for m in of(right("a-fair-race").why).markers] == [
        f"{gru:,}",
        f"{filled(rnn_docs.VanillaParams, 32, 10):,}",
    ]


def test_questions_whose_numbers_need_a_calculator_say_so():
    asked = [question.id for question in QUESTIONS if "calculator" in question.question]
    assert asked == ["changing-places", "weight-above-one", "one-lstm-step", "along-the-belt", "fresh-gates"]


def test_a_gru_has_three_blocks_and_an_lstm_four():
    gru, lstm = filled(rnn_docs.GRUParams, 20, 10), filled(rnn_docs.LSTMParams, 20, 10)
    assert key("parameters-of-both") == f"{gru:,} and {lstm:,}"
    assert gru * 4 == lstm * 3


def test_a_shut_reset_gate_hides_the_past_from_the_candidate_alone():
    shut, update = -40.0, np.log(0.9 / 0.1)
    params = rnn_docs.GRUParams(np.zeros((3, 1)), one_unit(0, 0, 1), one_unit(shut, update, 0))
    step = rnn_docs.gru_step(params, one_unit(0), one_unit(0.8))
    assert step.n.item() == pytest.approx(0, abs=1e-9)
    assert key("reset-but-keep") == f"{step.h.item():.2f}"


def test_a_gru_can_keep_and_replace_but_not_keep_without_showing():
    def after(update):
        params = rnn_docs.GRUParams(np.zeros((3, 1)), np.zeros((3, 1)), one_unit(0, update, 0.5))
        return rnn_docs.gru_step(params, one_unit(0), one_unit(0.8))

    assert after(40).h.item() == pytest.approx(0.8)
    assert after(-40).h.item() == pytest.approx(np.tanh(0.5))
    lstm = rnn_docs.LSTMParams(np.zeros((4, 1)), np.zeros((4, 1)), one_unit(-40, 40, 0, -40))
    step = rnn_docs.lstm_step(lstm, one_unit(0), one_unit(0), one_unit(0.8))
    assert step.c.item() == pytest.approx(0.8)
    assert step.h.item() == pytest.approx(0, abs=1e-9)
    shown = rnn_docs.LSTMParams(np.zeros((4, 1)), np.zeros((4, 1)), one_unit(-40, 40, 0, 40))
    assert rnn_docs.lstm_step(shown, one_unit(0), one_unit(0), one_unit(0.8)).h.item() == pytest.approx(np.tanh(0.8))
    assert key("what-a-gru-lacks") == "Hide what it keeps, by a gate that may show it later"


def test_a_verdict_at_every_second_and_one_in_the_morning_need_two_shapes():
    alarm, _ = which_network.rule_for(("live", "once", "each")).network.split(", ")
    night = which_network.rule_for(("live", "end", "one")).network
    assert key("two-models-for-the-night") == f"{alarm.capitalize()} for the alarm, {night} for the night"


def test_a_network_that_reads_both_ways_changes_its_first_answer_with_the_end():
    both = BidirectionalParams(ahead=rnn_docs.cat_sat_params(), behind=rnn_docs.cat_sat_params())
    one, other = (rnn_docs.encode(sentence) for sentence in ("the cat", "the sat"))
    first = [bidirectional_forward(both, xs).hs[0] for xs in (one, other)]
    forward = [rnn_docs.forward(rnn_docs.cat_sat_params(), xs).hs[0] for xs in (one, other)]
    assert not np.allclose(*first)
    assert np.array_equal(*forward)
    assert key("live-subtitles") == "No; a network that reads forward only is needed"


def test_a_state_is_as_large_after_fifty_words_as_after_ten():
    cell = rnn_docs.init_cell(rnn_docs.VanillaParams, 3, 256, np.random.default_rng(0))
    sizes = [rnn_docs.forward(cell, np.zeros((length, 3, 1))).hs[-1].size for length in (10, 50)]
    assert key("bottleneck") == "{} and {}".format(*sizes)


# --- how it is shown --------------------------------------------------------------------------------------------------


def test_the_quiz_is_complete_without_a_script_and_grouped_by_objective():
    html = final_quiz.html(QUESTIONS, PLAN, lambda topic: f"{topic}/", lambda text: Markup("<p>{}</p>").format(text))
    assert html.count('<section class="check"') == html.count("<details>") == len(QUESTIONS)
    assert html.count('<li class="good">') == len(QUESTIONS)
    titles = [f">Question {k} of {len(QUESTIONS)}</h3>" for k in range(1, len(QUESTIONS) + 1)]
    positions = [html.index(title) for title in titles]
    assert positions == sorted(positions)
    heads = [html.index(f'<h2 id="objective-{k}">{text}</h2>') for k, text in enumerate(OBJECTIVES, 1)]
    assert heads == sorted(heads)
    for question, position in zip(QUESTIONS, positions, strict=True):
        assert sum(head < position for head in heads) == question.objective


def test_the_result_counts_every_question_once_and_names_the_steps_to_read_again():
    html = final_quiz.html(QUESTIONS, PLAN, lambda topic: f"{topic}/", Markup)
    parts = json.loads(unescape(html.split('<rnn-quiz data-trace="')[1].split('"')[0]))
    assert [part["text"] for part in parts] == OBJECTIVES
    assert [id for part in parts for id in part["asked"]] == list(BY_ID)
    assert parts[1]["again"] == [
        ["step 2, The hidden state", "hidden-state/"],
        ["step 3, The computation", "computation/"],
    ]


def test_the_overview_links_each_objective_to_its_questions():
    links = final_quiz.links(QUESTIONS[:5], "lesson/quiz/")
    assert links == {
        1: ("lesson/quiz/#objective-1", "questions\N{NO-BREAK SPACE}1–2"),
        2: ("lesson/quiz/#objective-2", "questions\N{NO-BREAK SPACE}3–5"),
    }

"""The quick checks of the steps: each key once more by another road, and the objective that it belongs to."""

import re
from pathlib import Path

import numpy as np
import pytest
from checks import source
from checks.source import of
from features import lesson_plan, quiz
from pages.applications import which_network

import rnn_docs
from rnn_docs.measure import step_jacobian

DOCS = Path(__file__).parents[2] / "docs"
SOURCES = source.read(DOCS)
PLAN, ALL = lesson_plan.read(SOURCES), quiz.read(SOURCES)
CHECKS = {id: question for id, question in ALL.items() if question.page != "quiz/final.yml"}


def read(text: str) -> str:
    """A text as the reader reads it."""
    for marker in reversed(of(text).markers):
        text = text[: marker.start] + marker.literal + text[marker.end :]
    return text


def key(id: str) -> str:
    (right,) = [choice.text for choice in CHECKS[id].choices if choice.right]
    return read(right)


def one_unit(*values: float) -> np.ndarray:
    return np.array(values, dtype=float).reshape(-1, 1)


@pytest.mark.parametrize("id", CHECKS)
def test_a_check_asks_about_an_objective_that_its_step_teaches(id):
    objective = PLAN.objectives[CHECKS[id].objective - 1]
    assert Path(CHECKS[id].page).stem in objective.topics


def test_every_step_has_one_check():
    taught = {step.topic for step in PLAN.steps} - {"quiz"}
    assert sorted(Path(question.page).stem for question in CHECKS.values()) == sorted(taught)


def test_a_sum_cannot_tell_the_two_reviews_of_the_key_apart():
    pairs = {c.text: re.findall('"(.+?)"', c.text) for c in CHECKS["sum-of-words"].choices}
    same_bag = [
        text
        for text, pair in pairs.items()
        if len(pair) == 2 and sorted(re.findall(r"\w+", pair[0])) == sorted(re.findall(r"\w+", pair[1]))
    ]
    assert same_bag == [key("sum-of-words")]


def test_a_cell_of_four_units_leaves_four_numbers_after_five_words():
    asked = read(CHECKS["units-and-steps"].question)
    assert "with four hidden units" in asked
    assert "a sentence of five words" in asked
    cell = rnn_docs.init_cell(rnn_docs.LSTMParams, 3, 4, np.random.default_rng(1))
    assert rnn_docs.forward(cell, np.zeros((5, 3, 1)))["h"][-1].size == 4
    assert key("units-and-steps") == "One set of weights, four numbers"


def test_two_steps_by_hand_are_those_of_the_cell():
    cell = rnn_docs.VanillaParams(W_xh=one_unit(1), W_hh=one_unit(0.5), b_h=one_unit(0))
    assert "starts from zero" in read(CHECKS["two-steps-by-hand"].question)
    end = rnn_docs.forward(cell, np.array([0.5, 0.3]).reshape(2, 1, 1)).hs[-1].item()
    assert key("two-steps-by-hand") == f"{end:.3f}"


def test_ten_halves_leave_a_thousandth():
    silent = rnn_docs.VanillaParams(W_xh=one_unit(0), W_hh=one_unit(0.5), b_h=one_unit(0))
    step = step_jacobian(silent, one_unit(0)).item()
    assert "leaves half of the gradient" in read(CHECKS["half-a-gradient"].question)
    assert key("half-a-gradient") == f"{step ** (12 - 2):.5f}"


def test_a_cell_that_keeps_stores_nothing_and_shows_nothing():
    asked = read(CHECKS["keep-and-hide"].question)
    assert "forget gate is one, its input gate zero and its output gate zero" in asked
    params = rnn_docs.LSTMParams(np.zeros((4, 1)), np.zeros((4, 1)), one_unit(-40, 40, 1, -40))
    step = rnn_docs.lstm_step(params, one_unit(0), one_unit(0), one_unit(2))
    assert key("keep-and-hide") == f"Cell state {step.c.item():.0f}, hidden state {step.h.item():.0f}"


def test_an_update_gate_of_three_quarters_keeps_three_quarters():
    bias = one_unit(0, np.log(0.75 / 0.25), np.arctanh(-0.4))
    params = rnn_docs.GRUParams(np.zeros((3, 1)), np.zeros((3, 1)), bias)
    step = rnn_docs.gru_step(params, one_unit(0), one_unit(0.8))
    assert key("keep-three-quarters") == f"{step.h.item():.1f}"


def test_what_is_heard_to_the_end_and_then_summed_up_needs_encoder_and_decoder():
    network = which_network.rule_for(("live", "end", "other")).network
    assert network.startswith(key("voicemail-shape").lower())

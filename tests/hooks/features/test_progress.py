"""Which questions make a step done, and the row of steps that is marked by them."""

import json
from html import unescape
from pathlib import Path

from checks import source
from features import final_quiz, lesson_plan, progress, quiz
from markupsafe import Markup

DOCS = Path(__file__).parents[3] / "docs"
SOURCES = source.read(DOCS)
QUESTIONS, PLAN = quiz.read(SOURCES), lesson_plan.read(SOURCES)
CHECKS = progress.checks(PLAN, SOURCES.pages, QUESTIONS)


def test_every_step_asks_one_question_and_the_last_the_whole_quiz():
    assert [len(asked) for asked in CHECKS[:-1]] == [1] * 7
    assert CHECKS[-1] == [question.id for question in final_quiz.questions_of(QUESTIONS)]


def test_a_step_asks_what_stands_on_its_page():
    assert [QUESTIONS[asked[0]].page for asked in CHECKS[:-1]] == [f"quiz/{step.topic}.yml" for step in PLAN.steps[:-1]]


def test_a_page_that_is_not_written_asks_nothing():
    assert set(map(len, progress.checks(PLAN, {}, QUESTIONS))) == {0}


def test_the_questions_arrive_beside_what_is_drawn():
    html = progress.html([["a", "b"], []], Markup("<ol></ol>"))
    assert html.endswith("><ol></ol></rnn-progress>")
    assert json.loads(unescape(html.split('"')[1])) == [["a", "b"], []]

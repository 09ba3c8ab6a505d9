"""What a reader has done: the questions that make a step done, and the element that marks steps as done."""

import json
from collections.abc import Mapping, Sequence

from checks.source import Source
from drawing.fragments import render
from features import final_quiz
from features.lesson_plan import Plan
from features.quiz import Question
from markupsafe import Markup

Checks = Sequence[Sequence[str]]  # for each step, the ids of its questions


def checks(plan: Plan, pages: Mapping[str, Source], questions: Mapping[str, Question]) -> Checks:
    """A step is done when the questions on its page are answered right: which are they, step by step?"""
    return [_asked(f"lesson/{step.topic}.md", pages, questions) for step in plan.steps]


def _asked(path: str, pages: Mapping[str, Source], questions: Mapping[str, Question]) -> list[str]:
    found = pages[path].markers if path in pages else []
    if any((marker.kind, marker.name) == final_quiz.SLOT for marker in found):
        return [question.id for question in final_quiz.questions_of(questions)]
    return [marker.name for marker in found if marker.kind == "question"]


def places(plan: Plan, steps: Checks, final: Sequence[Question]) -> dict[str, str]:
    """On which step's page each quick check stands, the question's id → the topic."""
    quiz = {question.id for question in final}
    return {id: step.topic for step, asked in zip(plan.steps, steps, strict=True) for id in asked if id not in quiz}


def html(steps: Checks, drawn: Markup, forget: bool = False) -> Markup:
    """A row of steps, one list item each, whose marks follow what the reader has answered; `forget` adds a button."""
    return render("progress", steps=json.dumps(steps), drawn=drawn, forget=forget)

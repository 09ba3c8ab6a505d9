"""The final quiz: the questions of docs/quiz/final.yml in their order, under the objective that each one checks."""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby

from drawing import fragments
from features.lesson_plan import Link, Plan
from features.quiz import Question, Render
from markupsafe import Markup

SOURCE = "quiz/final.yml"
PAGE = "lesson/quiz.md"
SLOT = ("quiz", "lesson")  # the marker that shows them all


def questions_of(questions: Mapping[str, Question]) -> list[Question]:
    """The questions of the final quiz, as they stand in the file."""
    return [question for question in questions.values() if question.page == SOURCE]


def links(questions: Sequence[Question], address: str) -> dict[int, tuple[str, str]]:
    """For each objective that is asked about, where its questions stand on the quiz page, and how they are called."""
    asked: dict[int, list[int]] = {}
    for number, question in enumerate(questions, 1):
        asked.setdefault(question.objective, []).append(number)
    return {
        objective: (f"{address}#objective-{objective}", f"questions\N{NO-BREAK SPACE}{numbers[0]}–{numbers[-1]}")
        for objective, numbers in asked.items()
    }


def html(questions: Sequence[Question], plan: Plan, link: Link, render: Render) -> Markup:
    """The whole quiz, complete without JavaScript, and an element that counts what is right."""
    number = {question.id: k for k, question in enumerate(questions, 1)}
    groups = []
    for objective, group in _by_objective(questions):
        asked = [question.html(render, f"Question {number[question.id]} of {len(number)}", 3) for question in group]
        groups.append((plan.objectives[objective - 1], asked))
    return fragments.render("final_quiz", groups=groups, trace=json.dumps(_parts(questions, plan, link)))


def _by_objective(questions: Sequence[Question]) -> list[tuple[int, list[Question]]]:
    return [(objective, list(group)) for objective, group in groupby(questions, key=lambda q: q.objective)]


def _parts(questions: Sequence[Question], plan: Plan, link: Link) -> list[dict[str, object]]:
    """What the result is counted by: each objective, its questions, and the steps that teach it."""
    parts: list[dict[str, object]] = []
    for number, group in _by_objective(questions):
        objective = plan.objectives[number - 1]
        steps = [step for step in plan.steps if step.topic in objective.topics and step.written]
        again = [[f"step {step.number}, {step.name}", link(step.topic)] for step in steps]
        parts.append({"text": objective.text, "asked": [question.id for question in group], "again": again})
    return parts

"""The final quiz: the questions of docs/quiz/final.yml in their order, under the objective that each one checks."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from quiz import Question, Render

SOURCE = "quiz/final.yml"
PAGE = "lesson/quiz.md"
SLOT = ("quiz", "lesson")  # the marker that shows them all


def questions_of(questions: Mapping[str, Question]) -> list[Question]:
    """The questions of the final quiz, as they stand in the file."""
    return [question for question in questions.values() if question.page == SOURCE]


def links(questions: Sequence[Question], address: str) -> dict[int, str]:
    """For each objective that is asked about, a link to its questions; `address` is the quiz page's."""
    asked: dict[int, list[int]] = {}
    for number, question in enumerate(questions, 1):
        asked.setdefault(question.objective, []).append(number)
    return {
        objective: f'<a href="{address}#objective-{objective}">questions {numbers[0]}–{numbers[-1]}</a>'
        for objective, numbers in asked.items()
    }


def html(questions: Sequence[Question], objectives: Sequence[str], render: Render) -> str:
    """The whole quiz, complete without JavaScript; `objectives` are the lesson's, the first is number 1."""
    number = {question.id: k for k, question in enumerate(questions, 1)}
    groups = []
    for objective, group in groupby(questions, key=lambda question: question.objective):
        asked = "".join(
            question.html(render, f"Question {number[question.id]} of {len(questions)}", level=3) for question in group
        )
        heading = f'<h2 id="objective-{objective}">{escape(objectives[objective - 1])}</h2>'
        groups.append(f'<section class="objective-questions">{heading}{asked}</section>')
    return f'<div class="quiz">{"".join(groups)}</div>'

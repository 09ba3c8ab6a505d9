"""The exercises of docs/exercises.md by level, as a teacher sets them."""

from collections.abc import Sequence
from html import escape
from typing import Any

from features.coverage import EXERCISE, EXERCISES, Link
from features.lesson_plan import Plan

LEVELS = ("Warm-up", "Moderate", "Thoughtful")


def levels(exercises: str) -> dict[str, str]:
    """The level of each exercise, which its first line says in italics. Raises ValueError if one does not."""
    found = {}
    for exercise in EXERCISE.finditer(exercises):
        words = exercises[exercise.end() :].lstrip()
        level = next((level for level in LEVELS if words.startswith(f"*{level},")), None)
        if level is None:
            raise ValueError(f"exercise {exercise['name']} begins with none of {', '.join(LEVELS)}")
        found[exercise["name"]] = level
    return found


def table(plan: Plan, exercises: str, link: Link) -> str:
    """A table of all exercises, a step a row, a level a column."""
    level, named = levels(exercises), list(EXERCISE.finditer(exercises))
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("step", *LEVELS))
    rows = []
    for step in plan.steps:
        own = [found for found in named if int(found["step"]) == step.number]
        cells = "".join(
            f'<td data-head="{name}">{_links([e for e in own if level[e["name"]] == name], link)}</td>'
            for name in LEVELS
        )
        rows += [f'<tr><th scope="row">{step.number}. {escape(step.name)}</th>{cells}</tr>'] if own else []
    return f'<table class="coverage"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _links(found: Sequence[Any], link: Link) -> str:
    """The exercises of a cell, each by the title that its heading gives it."""
    page = link(EXERCISES)
    return "<br>".join(
        f'<a href="{page}#{exercise["anchor"]}">{exercise["name"]}. {escape(exercise["title"])}</a>'
        for exercise in found
    )

"""The exercises of docs/exercises.md by level, as a teacher sets them, and the edition without their solutions.

A solution is `??? success "Solution"` and the block indented below it.
"""

import re

from checks.source import Edit, Source
from drawing.fragments import render
from features.coverage import EXERCISE, EXERCISES, Link
from features.lesson_plan import Plan
from markupsafe import Markup

LEVELS = ("Warm-up", "Moderate", "Thoughtful")
SOLUTION = '??? success "Solution"'
OPENING = re.compile(rf"^(?P<indent> *){re.escape(SOLUTION)} *$", re.M)
LEFT_OUT = "*The solution is in the full edition.*"


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


def table(plan: Plan, exercises: str, link: Link) -> Markup:
    """A table of all exercises, a step a row, a level a column."""
    level, named = levels(exercises), [found.groupdict() for found in EXERCISE.finditer(exercises)]
    rows = []
    for step in plan.steps:
        own = [found for found in named if int(found["step"]) == step.number]
        if own:
            rows.append((step, {name: [found for found in own if level[found["name"]] == name] for name in LEVELS}))
    return render("exercises", rows=rows, levels=LEVELS, page=link(EXERCISES))


def left_out(page: Source) -> list[Edit]:
    """A line in the place of each solution, which ends before a line that is neither empty nor indented below it."""
    found = []
    for opening in OPENING.finditer(page.outside):
        indent = opening["indent"]
        body = re.compile(rf"(?:(?: *\n)+{indent}    [^\n]*)*\n?").match(page.text, opening.end())
        found.append((opening.start(), body.end() if body else opening.end(), f"{indent}{LEFT_OUT}\n"))
    return found

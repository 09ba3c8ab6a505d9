"""Where each objective is explained, drawn, run, exercised and asked: read off the pages themselves."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from checks.markers import blank_out, fences, find
from drawing.fragments import render
from features import final_quiz
from features.lesson_plan import Objective, Plan, Step
from features.quiz import Question
from markupsafe import Markup

EXERCISES = "exercises.md"
KINDS = ("explained", "drawn", "run", "exercised", "asked")
SECTION = re.compile(r"^## .+$", re.M)
EXERCISE = re.compile(
    r"^### Exercise (?P<name>(?P<step>\d+)[a-z])\. (?P<title>.+) \{: #(?P<anchor>[a-z0-9-]+) \}", re.M
)
Shown = Mapping[tuple[str, str], str]  # from a marker's kind and name to the page that it stands on
Link = Callable[[str], str]  # from the path of a source to its address, as seen from the page that links


@dataclass(frozen=True)
class Place:
    """A link of the table: what it says, and the page below docs/ with an anchor."""

    text: str
    page: str
    anchor: str = ""


@dataclass(frozen=True)
class Row:
    """One objective and its places by kind; `complete` when all the steps that teach it are written."""

    objective: Objective
    places: Mapping[str, Sequence[Place]]
    complete: bool


def rows(plan: Plan, texts: Mapping[str, str], questions: Mapping[str, Question]) -> list[Row]:
    """The table's rows: `texts` are the sources of all pages by their path."""
    shown = {(marker.kind, marker.name): page for page, text in texts.items() for marker in find(text, page)[0]}
    return [_row(objective, plan, texts, questions, shown) for objective in plan.objectives]


def _row(
    objective: Objective, plan: Plan, texts: Mapping[str, str], questions: Mapping[str, Question], shown: Shown
) -> Row:
    steps = [step for step in plan.steps if step.topic in objective.topics]
    written = [(step, page, texts[page]) for step in steps if (page := f"lesson/{step.topic}.md") in texts]
    places = {
        kind: [place for step, page, text in written for place in of(step, page, text)] for kind, of in READ.items()
    }
    places["exercised"] = [place for step, _, _ in written for place in _exercised(step, texts.get(EXERCISES, ""))]
    places["asked"] = list(_asked(objective, plan, questions, shown))
    return Row(objective, places, len(written) == len(steps))


def _explained(step: Step, page: str, text: str) -> Iterator[Place]:
    """A step explains what it gives at least one section to."""
    prose = blank_out(text, [(fence.start, fence.end) for fence in fences(text)])
    if count := len(SECTION.findall(prose)):
        yield Place(f"step {step.number} ({_counted(count, 'section')})", page)


def _drawn(step: Step, page: str, text: str) -> Iterator[Place]:
    for marker in find(text, page)[0]:
        if marker.kind == "figure":
            yield Place(spoken(marker.name), page, f"fig-{marker.name}")


def spoken(name: str) -> str:
    """The name of a figure or an explorer as words."""
    return re.sub(r"\b(lstm|gru)\b", lambda found: found[0].upper(), name.replace("-", " "))


def _run(step: Step, page: str, text: str) -> Iterator[Place]:
    """Every chain of code on a page ends with one output that the tests compare."""
    if count := text.count("<!--pytest-codeblocks:expected-output-->"):
        yield Place(f"step {step.number} ({_counted(count, 'program')})", page)


def _exercised(step: Step, exercises: str) -> Iterator[Place]:
    for found in EXERCISE.finditer(exercises):
        if int(found["step"]) == step.number:
            yield Place(found["name"], EXERCISES, found["anchor"])


def _asked(objective: Objective, plan: Plan, questions: Mapping[str, Question], shown: Shown) -> Iterator[Place]:
    """The quick checks, then the questions of the final quiz by their number."""
    for question in questions.values():
        page = shown.get(("question", question.id))
        if page and question.objective == objective.number:
            step = plan.step(PurePosixPath(page).stem)
            name = f"check in step {step.number}" if step else "check"
            yield Place(name, page, f"question-{question.id}")
    for number, question in enumerate(final_quiz.questions_of(questions), 1):
        page = shown.get(final_quiz.SLOT)
        if page and question.objective == objective.number:
            yield Place(f"question {number}", page, f"question-{question.id}")


READ = {"explained": _explained, "drawn": _drawn, "run": _run}


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def html(table: Sequence[Row], link: Link) -> Markup:
    """The table: an objective a row, a kind a column, every entry a link."""

    def address(place: Place) -> str:
        return link(place.page) + (f"#{place.anchor}" if place.anchor else "")

    return render("coverage", rows=table, kinds=KINDS, address=address)

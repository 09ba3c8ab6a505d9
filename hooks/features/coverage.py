"""Where each objective is explained, drawn, run, exercised and asked: read off the pages themselves."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from operator import itemgetter
from pathlib import PurePosixPath

from checks.fences import EXPECTED
from checks.source import Source
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
SPOKEN = {  # names of figures that say too little where they stand alone
    "bptt-roads": "two roads to the loss",
    "great-or-not": "great, and not great",
    "listens-to": "which letters it listens to",
    "looks-back": "how it looks back",
    "lstm-adds": "what an LSTM adds",
    "lstm-keeps": "what an LSTM keeps",
    "lstm-shows": "what an LSTM shows",
    "moby-samples": "what it writes",
    "one-look": "one look of attention",
    "order-decides": "where the order decides",
    "review-shaded": "a review, shaded by its gradient",
    "review-shaded-lstm": "the shaded review, with an LSTM",
    "sunspots-ahead": "sunspots, years ahead",
    "toy-decay": "a shrinking product",
}
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


def rows(plan: Plan, pages: Mapping[str, Source], questions: Mapping[str, Question]) -> list[Row]:
    """The table's rows: `pages` are all pages by their path."""
    shown = {(marker.kind, marker.name): path for path, page in pages.items() for marker in page.markers}
    return [_row(objective, plan, pages, questions, shown) for objective in plan.objectives]


def _row(
    objective: Objective, plan: Plan, pages: Mapping[str, Source], questions: Mapping[str, Question], shown: Shown
) -> Row:
    steps = [step for step in plan.steps if step.topic in objective.topics]
    written = [(step, pages[path]) for step in steps if (path := f"lesson/{step.topic}.md") in pages]
    places = {kind: [place for step, page in written for place in of(step, page)] for kind, of in READ.items()}
    exercises = pages[EXERCISES].text if EXERCISES in pages else ""
    places["exercised"] = [place for step, _ in written for place in _exercised(step, exercises)]
    places["asked"] = list(_asked(objective, plan, questions, shown))
    return Row(objective, places, len(written) == len(steps))


def _explained(step: Step, page: Source) -> Iterator[Place]:
    """A step explains what it gives at least one section to."""
    if count := len(SECTION.findall(page.outside)):
        yield Place(f"step {step.number} ({_counted(count, 'section')})", page.path)


def _drawn(step: Step, page: Source) -> Iterator[Place]:
    for marker in page.markers:
        if marker.kind == "figure":
            yield Place(spoken(marker.name), page.path, f"fig-{marker.name}")


def spoken(name: str) -> str:
    """The name of a figure or an explorer as words."""
    words = SPOKEN.get(name, name.replace("-", " "))
    return re.sub(r"\b(lstm|gru)\b", lambda found: found[0].upper(), words)


def _run(step: Step, page: Source) -> Iterator[Place]:
    """Every chain of code on a page ends with one output that the tests compare."""
    if count := sum(comment.word == EXPECTED for comment in page.code_comments):
        yield Place(f"step {step.number} ({_counted(count, 'program')})", page.path)


def _exercised(step: Step, exercises: str) -> Iterator[Place]:
    for found in EXERCISE.finditer(exercises):
        if int(found["step"]) == step.number:
            yield Place(found["name"], EXERCISES, found["anchor"])


def _asked(objective: Objective, plan: Plan, questions: Mapping[str, Question], shown: Shown) -> Iterator[Place]:
    """The quick checks by their step, others behind them, then the questions of the final quiz by their number."""
    checks = []
    for question in questions.values():
        page = shown.get(("question", question.id))
        if page and question.objective == objective.number:
            step = plan.step(PurePosixPath(page).stem)
            name = f"check in step\N{NO-BREAK SPACE}{step.number}" if step else "check"
            checks.append((step.number if step else inf, Place(name, page, f"question-{question.id}")))
    yield from (place for _, place in sorted(checks, key=itemgetter(0)))
    for number, question in enumerate(final_quiz.questions_of(questions), 1):
        page = shown.get(final_quiz.SLOT)
        if page and question.objective == objective.number:
            yield Place(f"question\N{NO-BREAK SPACE}{number}", page, f"question-{question.id}")


READ = {"explained": _explained, "drawn": _drawn, "run": _run}


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def html(table: Sequence[Row], link: Link) -> Markup:
    """The table: an objective a row, a kind a column, every entry a link."""

    def address(place: Place) -> str:
        return link(place.page) + (f"#{place.anchor}" if place.anchor else "")

    return render("coverage", rows=table, kinds=KINDS, address=address)

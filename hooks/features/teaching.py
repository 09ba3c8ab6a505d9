"""The teacher's timetables, docs/data/teaching.yml: what a class does minute by minute, and what is then on the screen.

- title: Forty-five minutes
  minutes: 45                        # what the rows must add up to
  reaches: …                         # how far the class comes; all words are Markdown
  fixed: {six of ten: …}             # optional: numbers among the words that need no check, as on a page
  rows:
    - minutes: 4
      class: …                       # what the class does
      screen: [lesson/lstm.md, figure lstm-cell, explorer …, question keep-and-hide, exercise 5a]
      ask: …                         # a question worth waiting for
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import PurePosixPath
from typing import Any

from checks import numerals
from checks.fields import TEXTS, Fields
from checks.problems import DocsError, Problem, unknown
from checks.source import Docs, Source, of
from checks.yaml_lines import Text, line_of, texts
from drawing import fragments
from drawing.explorer import Explorer
from features import coverage, final_quiz
from features.coverage import Link, Place
from features.lesson_plan import Plan
from features.quiz import Question, Render
from markupsafe import Markup
from pages import EXPLORERS

SOURCE = "data/teaching.yml"
FIELDS = Fields({"title": str, "minutes": int, "reaches": str, "rows": list}, {"fixed": dict})
ROW_FIELDS = Fields({"minutes": int, "class": str, "screen": TEXTS, "ask": str})
ANCHORS = {"figure": "fig", "explorer": "explorer", "question": "question"}


@dataclass(frozen=True)
class Row:
    """Some minutes of a lesson. `screen` names what is shown, as `places` knows it."""

    minutes: int
    doing: Text
    screen: tuple[Text, ...]
    ask: Text


@dataclass(frozen=True)
class Timetable:
    title: str
    reaches: str
    rows: tuple[Row, ...]

    def spans(self) -> list[tuple[int, int]]:
        """The minute in which each row begins and ends."""
        ends = list(accumulate(row.minutes for row in self.rows))
        return list(zip([0, *ends], ends, strict=False))

    def timed(self) -> Iterator[tuple[tuple[int, int], Row]]:
        """Each row with the minutes in which it begins and ends."""
        return zip(self.spans(), self.rows, strict=True)


def read(docs: Docs) -> list[Timetable]:
    """All timetables in their order. Raises DocsError for anything malformed, or whose minutes do not add up."""
    data = docs.data(SOURCE, list)
    if problems := [problem for entry in data for problem in _malformed(entry)]:
        raise DocsError(problems)
    return [Timetable(entry["title"], entry["reaches"], tuple(map(_row, entry["rows"]))) for entry in data]


def _row(row: Mapping[str, Any]) -> Row:
    return Row(row["minutes"], row["class"], tuple(row["screen"]), row["ask"])


def _malformed(entry: Any) -> Iterator[Problem]:
    """A field missing or unknown, minutes that do not add up, a number among the words."""
    if messages := list(_wrong(entry)):
        yield from (Problem(SOURCE, line, "timetable", message) for line, message in messages)
        return
    title = entry["title"]
    total = sum(row["minutes"] for row in entry["rows"])
    if total != entry["minutes"]:
        yield Problem(SOURCE, title.line, title, f"the rows add up to {total} minutes, not to {entry['minutes']}")
    words = [title, entry["reaches"], *(row[key] for row in entry["rows"] for key in ("class", "ask"))]
    yield from numerals.unaccounted([of(text) for text in texts(words)], entry.get("fixed"))


def _wrong(entry: Any) -> Iterator[tuple[int, str]]:
    yield from ((line_of(entry), message) for message in FIELDS.wrong(entry))
    rows = entry.get("rows") if isinstance(entry, dict) else None
    for row in rows if isinstance(rows, list) else []:
        yield from ((line_of(row), f"a row: {message}") for message in ROW_FIELDS.wrong(row))


def places(
    pages: Mapping[str, Source], questions: Mapping[str, Question], explorers: Mapping[str, Explorer]
) -> dict[str, Place]:
    """All that can be on the screen: pages by their path, figures, explorers, questions and exercises by their name."""
    found = {page: Place("", page) for page in pages}
    for path, page in pages.items():
        for marker in page.markers:
            if marker.kind in ANCHORS:
                label = "quick check" if marker.kind == "question" else coverage.spoken(marker.name)
                place = Place(label, path, f"{ANCHORS[marker.kind]}-{marker.name}")
                found[f"{marker.kind} {marker.name}"] = place
                if marker.kind == "explorer" and marker.name in explorers:
                    found[explorers[marker.name].static] = place  # the drawing lives on inside
    exercises = pages[coverage.EXERCISES].text if coverage.EXERCISES in pages else ""
    for exercise in coverage.EXERCISE.finditer(exercises):
        place = Place(f"exercise\N{NO-BREAK SPACE}{exercise['name']}", coverage.EXERCISES, exercise["anchor"])
        found[f"exercise {exercise['name']}"] = place
    if final_quiz.PAGE in pages:
        for number, question in enumerate(final_quiz.questions_of(questions), 1):
            place = Place(f"question\N{NO-BREAK SPACE}{number}", final_quiz.PAGE, f"question-{question.id}")
            found[f"question {question.id}"] = place
    return found


def problems(
    timetables: Sequence[Timetable], pages: Mapping[str, Source], questions: Mapping[str, Question]
) -> list[Problem]:
    """What a timetable puts on the screen and no page has."""
    known = places(pages, questions, EXPLORERS)
    named = [name for timetable in timetables for row in timetable.rows for name in row.screen]
    return [unknown(SOURCE, name.line, str(name), str(name), known) for name in named if name not in known]


def html(
    timetables: Sequence[Timetable],
    pages: Mapping[str, Source],
    plan: Plan,
    questions: Mapping[str, Question],
    link: Link,
    render: Render,
) -> Markup:
    """All timetables, each under a heading of its own."""
    known = places(pages, questions, EXPLORERS)
    says = {"names": page_names(plan, pages), "screen": lambda row: _screen(row, known), "link": link, "render": render}
    return fragments.render("timetables", timetables=timetables, **says)


def _screen(row: Row, known: Mapping[str, Place]) -> list[tuple[str, list[Place]]]:
    """What is on the screen, gathered by page, with the places on it: "Step 5: LSTM cell, quick check"."""
    by_page: dict[str, list[Place]] = {}
    for name in row.screen:
        by_page.setdefault(known[name].page, []).append(known[name])
    return [(page, [place for place in found if place.anchor]) for page, found in by_page.items()]


def page_names(plan: Plan, pages: Mapping[str, Source]) -> dict[str, str]:
    """How a timetable calls each page: "Step 5", or its title."""
    steps = {page: plan.step(PurePosixPath(page).stem) for page in pages}
    return {page: f"Step {step.number}" if step else pages[page].title for page, step in steps.items()}

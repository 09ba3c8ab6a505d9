"""What is counted on the site itself while it is built: its steps and terms, and how much of it is compared."""

from collections.abc import Callable, Iterator, Mapping, Sized
from functools import partial

from checks.fences import EXPECTED
from checks.source import Source, of
from drawing.fragments import render
from drawing.table import Column, Table
from features.coverage import EXERCISE, EXERCISES
from features.glossary import Entry
from features.lesson_plan import Plan
from features.quiz import Question
from markupsafe import Markup

PAGE = "how-this-site-stays-true.md"  # what is counted, and how it is compared


def values(plan: Plan, glossary: Mapping[str, Entry], pages: Mapping[str, Source]) -> dict[str, Callable[[], int]]:
    """Counts that texts may state, by the name of their marker."""
    exercises = EXERCISE.finditer(pages[EXERCISES].text if EXERCISES in pages else "")
    counted = {
        "lesson-steps": len(plan.steps),
        "lesson-objectives": len(plan.objectives),
        "steps-with-exercises": len({exercise["step"] for exercise in exercises}),
        "key-concepts": sum(entry.overview for entry in glossary.values()),
    }
    return {name: partial(int, count) for name, count in counted.items()}


def rows(
    pages: Mapping[str, Source], questions: Mapping[str, Question], references: Sized
) -> Iterator[tuple[str, int]]:
    """What is counted, and how often it stands on the pages and in the questions."""
    asked = [of(part) for question in questions.values() for part in question.parts()]
    kinds = [marker.kind for source in (*pages.values(), *asked) for marker in source.markers]
    code = [fence for page in pages.values() for fence in page.fences if fence.info == "python"]
    yield "numbers and formulas compared with what is computed", kinds.count("value")
    yield "tables of numbers, compared cell by cell", kinds.count("table")
    yield "figures, drawn in two widths", kinds.count("figure")
    yield "blocks of Python that are run", len(code)
    yield "lines of their output that are compared", sum(map(_output_lines, pages.values()))
    yield "questions", len(questions)
    yield "works cited", len(references)


def _output_lines(page: Source) -> int:
    """Lines in the fences that hold an expected output."""
    marked = f"<!--{EXPECTED}-->"
    outputs = [fence for fence in page.fences if page.text[: fence.start].rstrip().endswith(marked)]
    return sum(len(fence.body.splitlines()) for fence in outputs)


def sentence(pages: Mapping[str, Source], questions: Mapping[str, Question], references: Sized, address: str) -> Markup:
    """How much is compared, in one sentence that leads to the whole table."""
    numbers, tables, figures, *_ = (count for _, count in rows(pages, questions, references))
    return render("counted", numbers=numbers, tables=tables, figures=figures, address=address)


def table(pages: Mapping[str, Source], questions: Mapping[str, Question], references: Sized) -> Table:
    """The counts as a table of the page."""
    columns = (Column("what"), Column("how many", "", 0))
    return Table("Counted while this page was built", columns, list(rows(pages, questions, references)))

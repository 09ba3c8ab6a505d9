"""How much of the site is computed and compared: counted on the pages themselves while they are built."""

from collections.abc import Iterator, Mapping, Sized

from checks.markers import fences, find
from drawing.table import Column, Table
from features.quiz import Question


def rows(texts: Mapping[str, str], questions: Mapping[str, Question], references: Sized) -> Iterator[tuple[str, int]]:
    """What is counted, and how often it stands on the pages and in the questions."""
    kinds = [marker.kind for page, text in texts.items() for marker in find(text, page)[0]]
    kinds += [
        marker.kind for question in questions.values() for part in question.parts() for marker in find(part, "")[0]
    ]
    code = [fence for text in texts.values() for fence in fences(text) if fence.info == "python"]
    yield "numbers and formulas compared with what is computed", kinds.count("value")
    yield "tables of numbers, compared cell by cell", kinds.count("table")
    yield "figures, drawn in two widths", kinds.count("figure")
    yield "blocks of Python that are run", len(code)
    yield "lines of their output that are compared", sum(_output_lines(text) for text in texts.values())
    yield "questions", len(questions)
    yield "works cited", len(references)


def _output_lines(text: str) -> int:
    """Lines in the fences that hold an expected output."""
    marked = "<!--pytest-codeblocks:expected-output-->"
    outputs = [f for f in fences(text) if text[: f.start].rstrip().endswith(marked)]
    return sum(len(fence.body.splitlines()) for fence in outputs)


def table(texts: Mapping[str, str], questions: Mapping[str, Question], references: Sized) -> Table:
    """The counts as a table of the page."""
    columns = (Column("what"), Column("how many", "", 0))
    return Table("Counted while this page was built", columns, list(rows(texts, questions, references)))

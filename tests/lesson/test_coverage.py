"""The coverage table says what the pages hold, and no objective is left with an empty cell."""

from pathlib import Path

import pages
import pytest
from checks import source
from checks.source import sources
from features import coverage, final_quiz, lesson_plan, quiz

DOCS = Path(__file__).parents[2] / "docs"
SOURCES = source.read(DOCS)
PLAN, QUESTIONS = lesson_plan.read(SOURCES), quiz.read(SOURCES)
TABLE = coverage.rows(PLAN, SOURCES.pages, QUESTIONS)


@pytest.mark.parametrize("kind", coverage.KINDS)
def test_no_objective_has_an_empty_cell(kind):
    assert [row.objective.number for row in TABLE if row.complete] == [1, 2, 3, 4, 5, 6]
    assert [row.objective.number for row in TABLE if not row.places[kind]] == []


def test_the_cells_name_what_stands_on_the_pages():
    page = (
        "# See\n\n## One\n\n```text\n## no heading\n```\n\n<!-- figure: bag-or-state -->\n\n<!-- question: sum-of-words -->"
        "\n\n```python\nprint()\n```\n\n<!--pytest-codeblocks:expected-output-->\n"
    )
    exercises = "### Exercise 1a. Six {: #six }\n\n### Exercise 2a. Count {: #count }\n"
    texts = {
        "lesson/why-order-matters.md": page,
        coverage.EXERCISES: exercises,
        final_quiz.PAGE: "<!-- quiz: lesson -->",
    }
    row = coverage.rows(PLAN, sources(texts), QUESTIONS)[0]
    assert row.complete
    found = {kind: [(p.text, p.page, p.anchor) for p in row.places[kind]] for kind in coverage.KINDS}
    here = "lesson/why-order-matters.md"
    assert found["explained"] == [("step 1 (1 section)", here, "")]
    assert found["drawn"] == [("bag or state", here, "fig-bag-or-state")]
    assert found["run"] == [("step 1 (1 program)", here, "")]
    assert found["exercised"] == [("1a", "exercises.md", "six")]
    assert found["asked"][0] == ("check in step\N{NO-BREAK SPACE}1", here, "question-sum-of-words")
    assert found["asked"][1][:2] == ("question\N{NO-BREAK SPACE}1", "lesson/quiz.md")


def test_what_no_page_shows_leaves_its_cell_empty():
    row = coverage.rows(PLAN, sources({"lesson/why-order-matters.md": "# See\n"}), QUESTIONS)[0]
    assert [kind for kind in coverage.KINDS if row.places[kind]] == []
    assert not coverage.rows(PLAN, {}, QUESTIONS)[0].complete


def test_the_checks_of_an_objective_stand_in_the_order_of_the_steps():
    found = [[place.text for place in row.places["asked"] if "check in step" in place.text] for row in TABLE]
    assert max(map(len, found)) > 1
    assert found == [sorted(checks) for checks in found]


def test_every_name_that_is_said_in_other_words_is_that_of_a_figure():
    assert coverage.SPOKEN.keys() <= pages.FIGURES.keys()


def test_the_table_links_every_place():
    html = coverage.html(TABLE, lambda page: f"../{page}")
    assert html.count("<tr>") == 1 + len(PLAN.objectives)
    assert html.count("<a ") == sum(len(places) for row in TABLE for places in row.places.values())
    assert '<a href="../exercises.md#exercise-1a">1a</a>' in html
    empty = coverage.html(coverage.rows(PLAN, {}, {})[:1], str)
    assert empty.count("not yet") == len(coverage.KINDS)

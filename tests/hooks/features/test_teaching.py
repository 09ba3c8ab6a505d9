"""A timetable's minutes add up, what it puts on the screen exists, and the exercises are listed by their level."""

from itertools import pairwise
from pathlib import Path

import pages
import pytest
from checks import source
from checks.problems import DocsError
from checks.source import Source
from drawing.explorer import Explorer
from features import exercises, lesson_plan, quiz, teaching
from markupsafe import Markup

DOCS = Path(__file__).parents[3] / "docs"
SOURCES = source.read(DOCS)
PLAN, QUESTIONS, PAGES = lesson_plan.read(SOURCES), quiz.read(SOURCES), SOURCES.pages
TIMETABLES = teaching.read(SOURCES)
KNOWN = teaching.places(PAGES, QUESTIONS, pages.EXPLORERS)
ROW = "  - {minutes: 4, class: Reads., screen: [lesson/lstm.md], ask: Why?}\n"
HEAD = "- title: Short\n  minutes: 4\n  reaches: Nothing.\n  rows:\n"


def read(folder: Path, text: str) -> list[teaching.Timetable]:
    (folder / "data").mkdir(exist_ok=True)
    (folder / teaching.SOURCE).write_text(text, "utf-8")
    return teaching.read(source.read(folder))


def test_the_two_timetables_fill_their_lessons_to_the_minute():
    short, long = TIMETABLES
    assert [short.spans()[-1][1], long.spans()[-1][1]] == [45, 90]
    for timetable in (short, long):
        spans = timetable.spans()
        assert spans[0][0] == 0
        assert all(before[1] == after[0] < after[1] for before, after in pairwise(spans))


def test_the_long_timetable_visits_every_step_of_the_lesson():
    shown = {KNOWN[name].page for row in TIMETABLES[1].rows for name in row.screen}
    assert shown >= {f"lesson/{step.topic}.md" for step in PLAN.steps}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + 2 * ROW, "the rows add up to 8 minutes, not to 4"),
        (HEAD + ROW.replace(", ask: Why?", ""), "docs/data/teaching.yml:5: timetable: a row: 'ask' is missing"),
        (HEAD + ROW.replace("ask", "asks"), "unknown field 'asks'; known are ask"),
        (HEAD + ROW.replace("Reads.", "Reads 7 words."), "docs/data/teaching.yml:5: 7: this number is neither"),
    ],
)
def test_a_mistake_in_a_timetable_stops_the_build(tmp_path, text, message):
    with pytest.raises(DocsError) as caught:
        read(tmp_path, text)
    assert message in str(caught.value)


def test_what_no_page_shows_is_named_with_its_line(tmp_path):
    timetables = read(tmp_path, HEAD + ROW.replace("lesson/lstm.md", "figure lstm-sell"))
    (found,) = teaching.problems(timetables, {}, {})
    assert (found.line, found.name) == (5, "figure lstm-sell")
    assert teaching.problems(TIMETABLES, PAGES, QUESTIONS) == []


def test_a_drawing_inside_an_explorer_is_found_where_the_explorer_stands():
    explorer = Explorer("rnn-stepper", "Step", "figure five-words", dict)
    page = Source("lesson/lstm.md", "<!-- explorer: hidden-state -->\n")
    known = teaching.places({page.path: page}, {}, {"hidden-state": explorer})
    assert known["figure five-words"] == known["explorer hidden-state"]
    assert known["figure five-words"].anchor == "explorer-hidden-state"


def test_what_is_on_the_screen_has_a_name_and_only_an_explorer_holds_a_drawing():
    explorer = Explorer("rnn-stepper", "Step", "figure five-words", dict)
    page = Source("p.md", "<!-- figure: hidden-state -->\n<!-- question: two-steps -->\n<!-- explorer: none -->\n")
    known = teaching.places({page.path: page}, {}, {"hidden-state": explorer})
    assert {name: place.text for name, place in known.items()} == {
        "p.md": "",
        "figure hidden-state": "hidden state",
        "question two-steps": "quick check",
        "explorer none": "none",
    }


def test_the_screen_is_linked_page_by_page():
    html = teaching.html(TIMETABLES, PAGES, PLAN, QUESTIONS, lambda page: f"../{page}", Markup)
    assert html.count("<tr>") == 2 + sum(len(timetable.rows) for timetable in TIMETABLES)
    assert '<a href="../lesson/lstm.md">Step 5</a>: <a href="../lesson/lstm.md#' in html
    assert '<a href="../exercises.md#exercise-4a">exercise\N{NO-BREAK SPACE}4a</a>' in html
    assert '<th scope="row">0–4</th>' in html


def test_every_step_before_the_quiz_has_an_exercise_of_every_level():
    level = exercises.levels(PAGES[exercises.EXERCISES].text)
    taught = [step.number for step in PLAN.steps[:-1]]
    missing = [
        (step, name)
        for step in taught
        for name in exercises.LEVELS
        if not any(exercise.startswith(str(step)) and level[exercise] == name for exercise in level)
    ]
    assert missing == []


def test_an_exercise_without_a_level_is_named():
    with pytest.raises(ValueError, match="exercise 1a"):
        exercises.levels("### Exercise 1a. Six orders {: #exercise-1a }\n\nIn how many orders?\n")


def test_the_table_of_exercises_holds_each_one_once():
    html = exercises.table(PLAN, PAGES[exercises.EXERCISES].text, str)
    assert html.count("<a ") == len(exercises.levels(PAGES[exercises.EXERCISES].text))
    assert '<a href="exercises.md#exercise-1a">1a. Six orders, one bag</a>' in html

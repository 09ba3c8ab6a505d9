"""How long the core path takes, counted on the built site by the rule of hooks/features/reading_time.py."""

import re
from collections import Counter
from pathlib import Path

import pytest
from bs4 import Tag
from checks import source
from drawing.html_tree import classes, of_class, parse, written
from features import lesson_plan, quiz, reading_time, teaching
from pages import EXPLORERS

DOCS = source.read(Path(__file__).parents[2] / "docs")
PLAN = lesson_plan.read(DOCS)


def article(built: Path, source: str) -> str:
    """What a reader reads of a page, without navigation and footer."""
    path = built / source.removesuffix(".md").removesuffix("index") / "index.html"
    return path.read_text("utf-8").split("<article", 1)[1].partition(">")[2].split("</article>")[0]


@pytest.fixture(scope="session")
def pages(built: Path) -> dict[str, Tag]:
    return {source: parse(article(built, source)) for source in lesson_plan.core(PLAN)}


def test_the_core_path_takes_at_most_22_minutes_to_read_and_about_an_hour_to_work_through(pages):
    counted = {source: reading_time.counts(page) for source, page in pages.items()}
    read, work = (
        sum(getattr(page, kind) for page in counted.values()) / 60 for kind in ("read_seconds", "work_seconds")
    )
    assert read <= 22, (
        f"{read:.2f} minutes; words by page: { {source: page.words for source, page in counted.items()} }"
    )
    assert 45 <= work <= 75, f"{work:.2f} minutes"


def test_the_quiz_takes_20_to_25_minutes(pages):
    asked = {source: reading_time.counts(page).quiz_seconds for source, page in pages.items()}
    assert [source for source, seconds in asked.items() if seconds] == ["lesson/quiz.md"]
    assert 20 <= sum(asked.values()) / 60 <= 25


@pytest.mark.parametrize("page", [lesson_plan.OVERVIEW, "for-teachers.md"])
def test_the_minutes_that_are_stated_are_those_that_are_counted(built, pages, page):
    (stated,) = of_class(parse(article(built, page)), "minutes", "p")
    minutes = reading_time.counted({name: reading_time.counts(page) for name, page in pages.items()})
    assert written(stated) == lesson_plan.minutes_html(PLAN, minutes)
    assert all(f" {number} " in stated.get_text() for number in (minutes.read, minutes.work, minutes.quiz))


def test_the_map_states_the_minutes_of_each_step(pages):
    (drawn,) = of_class(pages[lesson_plan.OVERVIEW], "map", "ol")
    counts = {step.topic: reading_time.counts(pages[f"lesson/{step.topic}.md"]) for step in PLAN.steps}
    each = reading_time.counted(counts).each
    assert [small.get_text() for small in drawn.find_all("small")] == [f"{each[s.topic]} min" for s in PLAN.steps]


def test_the_long_timetable_takes_as_long_as_a_learner_and_slights_no_step(pages):
    long = teaching.read(DOCS)[1]
    known = teaching.places(DOCS.pages, quiz.read(DOCS), EXPLORERS)
    given = Counter[str]()
    for row in long.rows:
        given[known[row.screen[0]].page] += row.minutes
    needed = {path: reading_time.counts(page).work_seconds / 60 for path, page in pages.items()}
    steps = [f"lesson/{step.topic}.md" for step in PLAN.steps[:-1]]
    assert sum(given[path] for path in steps) >= sum(needed[path] for path in steps)
    assert {path for path in steps if given[path] < needed[path] / 2} == set()


def test_every_collapsed_block_of_a_step_says_whom_it_serves_and_few_are_worth_opening_by_all(pages):
    for path, page in pages.items():
        details = page.find_all("details")
        blocks = [
            one
            for one in details
            if not one.find_parent("section") and not any("explorer" in classes(around) for around in one.parents)
        ]
        titles = [block.summary.get_text(" ", strip=True) for block in blocks if path != lesson_plan.OVERVIEW]
        kinds = [re.match(r"For \w[\w ]*:|Worth opening|", title)[0] for title in titles]
        assert all(kinds), (path, titles)
        assert kinds.count("Worth opening") <= 2, path
        assert [
            one["id"] for one in blocks if re.search(r"\d-min", str(one["id"]))
        ] == []  # a place outlives its length

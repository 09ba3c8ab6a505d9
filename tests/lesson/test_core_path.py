"""How long the core path takes, counted on the built site by the rule of hooks/features/reading_time.py."""

from pathlib import Path

import pytest
from bs4 import Tag
from checks import source
from drawing.html_tree import of_class, parse, written
from features import lesson_plan, reading_time

PLAN = lesson_plan.read(source.read(Path(__file__).parents[2] / "docs"))


def article(built: Path, source: str) -> str:
    """What a reader reads of a page, without navigation and footer."""
    path = built / source.removesuffix(".md").removesuffix("index") / "index.html"
    return path.read_text("utf-8").split("<article", 1)[1].split("</article>")[0]


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


def test_the_overview_states_the_minutes_that_are_counted(pages):
    (stated,) = of_class(pages[lesson_plan.OVERVIEW], "minutes", "p")
    minutes = reading_time.counted(pages)
    assert written(stated) == lesson_plan.minutes_html(PLAN, minutes)
    assert all(f" {number} " in stated.get_text() for number in (minutes.read, minutes.work, minutes.quiz))

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


def test_the_core_path_takes_18_to_22_minutes(pages):
    counted = {source: reading_time.counts(page).seconds for source, page in pages.items()}
    total = sum(counted.values()) / 60
    assert 18 <= total <= 22, f"{total:.2f} minutes; seconds by page: {counted}"


def test_the_quiz_takes_8_to_12_minutes(pages):
    asked = {source: reading_time.counts(page).quiz_seconds for source, page in pages.items()}
    assert [source for source, seconds in asked.items() if seconds] == ["lesson/quiz.md"]
    assert 8 <= sum(asked.values()) / 60 <= 12


def test_the_overview_states_the_minutes_that_are_counted(pages):
    (stated,) = of_class(pages[lesson_plan.OVERVIEW], "minutes", "p")
    found = [reading_time.counts(page) for page in pages.values()]
    read = reading_time.minutes(sum(page.seconds for page in found))
    asked = reading_time.minutes(sum(page.quiz_seconds for page in found))
    assert written(stated) == lesson_plan.minutes_html(PLAN, read, asked)
    assert str(read) in stated.get_text()

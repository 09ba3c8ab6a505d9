"""How long the core path takes, counted on the built site by the rule of hooks/reading.py."""

import re
from pathlib import Path

import plan
import pytest
import reading

PLAN = plan.read(Path(__file__).parent.parent / "docs")


def article(built: Path, source: str) -> str:
    """What a reader reads of a page, without navigation and footer."""
    path = built / source.removesuffix(".md").removesuffix("index") / "index.html"
    return path.read_text("utf-8").split("<article", 1)[1].split("</article>")[0]


@pytest.fixture(scope="session")
def pages(built: Path) -> dict[str, str]:
    return {source: article(built, source) for source in plan.core(PLAN)}


def test_the_core_path_takes_18_to_22_minutes(pages):
    counted = {source: reading.seconds(html) for source, html in pages.items()}
    total = sum(counted.values()) / 60
    assert 18 <= total <= 22, f"{total:.2f} minutes; seconds by page: {counted}"


def test_the_quiz_takes_8_to_12_minutes(pages):
    asked = {source: reading.quiz_seconds(html) for source, html in pages.items()}
    assert [source for source, seconds in asked.items() if seconds] == ["lesson/quiz.md"]
    assert 8 <= sum(asked.values()) / 60 <= 12


def test_the_overview_states_the_minutes_that_are_counted(pages):
    stated = re.search(r'<p class="facts minutes">(.*?)</p>', pages[plan.OVERVIEW])[1]
    read = reading.minutes(sum(map(reading.seconds, pages.values())))
    asked = reading.minutes(sum(map(reading.quiz_seconds, pages.values())))
    assert stated == re.search(r"<p.*?>(.*)</p>", plan.minutes_html(PLAN, read, asked))[1]
    assert str(read) in stated

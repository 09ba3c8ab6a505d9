"""The edition without solutions leaves out every solution and nothing else."""

import re
from pathlib import Path

import pytest
from checks.source import Source, edited
from features import exercises

DOCS = Path(__file__).parents[3] / "docs"
PAGES = [path for path in sorted(DOCS.rglob("*.md")) if exercises.SOLUTION in path.read_text("utf-8")]
COLLAPSED = re.compile(r"^ *[?!]{3}\+? .*$", re.M)


def without(text: str) -> str:
    """A page's text in the edition without solutions."""
    page = Source("page.md", text)
    return edited(page.text, exercises.left_out(page))


def test_a_solution_goes_with_all_that_is_indented_below_it():
    source = (
        'Before.\n\n??? success "Solution"\n\n    Twelve.\n\n    ```python\n    print(12)\n    ```\n\nAfter.\n\n'
        '??? note "More"\n\n    Kept.\n'
    )
    assert without(source) == (f'Before.\n\n{exercises.LEFT_OUT}\n\nAfter.\n\n??? note "More"\n\n    Kept.\n')


def test_a_solution_in_a_list_goes_and_the_list_stays():
    source = '1. Count.\n\n    ??? success "Solution"\n\n        Three.\n\n2. Add.\n'
    assert without(source) == f"1. Count.\n\n    {exercises.LEFT_OUT}\n\n2. Add.\n"


def test_a_solution_that_is_quoted_in_a_fence_stays():
    source = '```text\n??? success "Solution"\n\n    Three.\n```\n'
    assert without(source) == source


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_exercise_and_every_bug_has_one_solution_under_the_title_that_is_left_out(path):
    """Each heading of the kind is followed, before the next heading, by exactly one solution."""
    sections = re.split(r"^#+ ", path.read_text("utf-8"), flags=re.M)
    asked = [section for section in sections if re.match(r"Exercise \d|Spot the bug|[^\n]*\?\n", section)]
    assert asked
    assert [section[:40] for section in asked if len(exercises.OPENING.findall(section)) != 1] == []
    assert sum(len(exercises.OPENING.findall(section)) for section in sections) == len(asked)


def test_no_collapsed_block_gives_a_solution_under_another_title():
    for path in sorted(DOCS.rglob("*.md")):
        for title in COLLAPSED.findall(path.read_text("utf-8")):
            other = re.search(r"solution|answer|success", title, re.I) and not exercises.OPENING.fullmatch(title)
            assert not other, f"{path.name}: {title}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_nothing_of_a_solution_is_left_and_nothing_else_is_gone(path):
    whole = path.read_text("utf-8")
    shortened = without(whole)
    assert exercises.SOLUTION not in shortened
    kept = shortened.replace(exercises.LEFT_OUT, exercises.SOLUTION).splitlines()
    assert [line for line in kept if line and line not in whole.splitlines()] == []
    headings = re.findall(r"^#+ .*$", whole, re.M)
    assert re.findall(r"^#+ .*$", shortened, re.M) == headings

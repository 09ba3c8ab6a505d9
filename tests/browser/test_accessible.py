"""axe finds nothing critical, serious or moderate: on every served page, and on a page of each kind from a disk."""

from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

SITE = "http://lesson.localhost/"
AXE = Path(AXE_FILE_PATH).read_text("utf-8")
# Colours alone differ in the dark scheme, and they take axe long: those of formulas are the palette's, whose contrasts
# tests/hooks/test_palette.py computes, and the API page and the hand-out repeat what other pages show.
SCHEMES = ("light", "dark")
REPEATING = ("/api/", "/hand-out/")
KINDS = ["index.html", "lesson/lstm.html", "lesson/quiz.html", "notebooks/sentiment.html", "exercises.html"]
FOUND = """async ({scheme, colours}) => {
  const run = {resultTypes: ["violations"], preload: false};  // the policy of a page on a disk forbids fetching
  if (scheme === "dark" && !colours) return [];
  if (scheme === "dark") run.runOnly = ["color-contrast"];
  if (!colours) run.rules = {"color-contrast": {enabled: false}};
  const found = await axe.run({exclude: [["math"]]}, run);
  return found.violations.filter(violation => violation.impact !== "minor").flatMap(violation =>
    violation.nodes.map(node => `${violation.id} (${violation.impact}): ${node.html.slice(0, 150)}`)) }"""


def findings(page: Page, scheme: str) -> list[str]:
    page.evaluate(f"{AXE}; undefined")
    colours = not any(name in page.url for name in REPEATING)
    return page.evaluate(FOUND, {"scheme": scheme, "colours": colours})


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_is_accessible_in_both_schemes(context, built, scheme):
    page = context(base_url=SITE, color_scheme=scheme, viewport={"width": 1280, "height": 900}).new_page()
    wrong = {}
    for path in sorted(built.rglob("*.html")):
        page.goto(path.relative_to(built).as_posix())
        wrong[path.relative_to(built).as_posix()] = findings(page, scheme)
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_page_of_each_kind_is_accessible_from_a_disk(context, offline, scheme):
    page = context(color_scheme=scheme, viewport={"width": 360, "height": 740}).new_page()
    for name in KINDS:
        page.goto(f"file://{offline / name}")
        assert findings(page, scheme) == [], name

"""axe and the keyboard on a page of each kind, and proof that both checks find what is wrong.

axe and the ring of the focus on every page: test_every_page.py."""

import re
from itertools import pairwise, product

import pytest

from tests.browser.conftest import guarded
from tests.visits import ALIKE, UNSEEN, by_keys, findings, grave

KINDS = ["index.html", "lesson/lstm.html", "lesson/quiz.html", "notebooks/sentiment.html", "exercises.html"]
SITE = "http://lesson.localhost/"


def test_a_page_of_each_kind_is_accessible_from_a_disk(chromium, offline):
    """Painted, since the theme learns what scrolls from an observer, which is told with a frame."""
    with guarded(chromium) as make:
        page = make(viewport={"width": 360, "height": 740}, reduced_motion="reduce").new_page()
        for name in KINDS:
            page.goto(f"file://{offline / name}")
            assert grave(findings(page, colours=True)) == [], name


def test_axe_sees_what_is_wrong_in_either_scheme(context, serious):
    """Else its silence would prove nothing."""
    page = context(base_url=SITE, reduced_motion="reduce").new_page()
    page.goto("glossary/")
    page.evaluate("""() => { const sheet = new CSSStyleSheet();
      sheet.replaceSync("article p { color: #777; background: #888 } ");
      document.adoptedStyleSheets = [sheet]; document.querySelector("article h1").outerHTML = "<h4>Look</h4><img src>" }""")
    found = findings(page, colours=True)
    assert all(any("color-contrast" in what for what in grave({"": found[scheme]})) for scheme in ("default", "slate"))
    assert any("image-alt" in what for what in grave(found))
    assert any(what.startswith("image-alt (critical): <img") for what in serious(page, "article"))
    assert serious(page, "article", rules=["html-has-lang"]) == []


WORD = "[data-alike]:visible"
FAINT = {
    "a word of code": (f"pre {WORD}", "color: #777; background: #888"),
    "the words of a cell": (f"article td{WORD}", "color: #777; background: #888"),
    "what lies on another ground": (f"article tr:has(> td{WORD}):not(:has(.faint))", "background: #777"),
}


def test_one_thing_of_a_kind_that_is_hard_to_read_is_found_among_hundreds_that_look_alike(context):
    page = context(base_url=SITE, reduced_motion="reduce").new_page()
    page.goto("notation/")
    page.evaluate(ALIKE)
    assert page.locator("[data-alike]").count() > 300
    for k, (where, _) in enumerate(FAINT.values()):
        one = page.locator(where, has_text=re.compile("[a-z]{3}")).last
        one.evaluate("(found, id) => { found.id = id; found.classList.add('faint') }", f"faint-{k}")
    rules = [f"#faint-{k} {{ {look} }}" for k, (_, look) in enumerate(FAINT.values())]
    page.evaluate(
        "rules => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rules); document.adoptedStyleSheets = [sheet] }",
        " ".join(rules),
    )
    found = findings(page, colours=True)
    faint = {fault: page.locator(f"#faint-{k}").evaluate("e => e.outerHTML") for k, fault in enumerate(FAINT)}
    for scheme, (fault, html) in product(("default", "slate"), faint.items()):
        told = [what for what in grave({scheme: found[scheme]}) if "color-contrast" in what]
        assert any(what.split(": ", 1)[1][:20] in html for what in told), (fault, scheme, told)


@pytest.mark.parametrize("address", ["", "lesson/lstm/", "lesson/quiz/", "notebooks/sentiment/", "for-teachers/"])
def test_keys_reach_all_that_can_be_clicked_in_the_order_of_the_page(context, address):
    page = context(base_url=SITE, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(address)
    count, missed = by_keys(page)
    assert count > 30
    assert missed == []
    way = page.evaluate(
        "() => { const all = [...document.querySelectorAll('*')]; return reached.map(e => [all.indexOf(e), e.className]) }"
    )
    assert "md-skip" in way[0][1]
    turns = [after for before, after in pairwise(way) if after[0] < before[0]]
    assert all(after == way[0] for after in turns)  # only from the end to the beginning


def test_a_control_without_a_ring_is_found(context):
    page = context(base_url=SITE).new_page()
    page.goto("glossary/")
    page.keyboard.press("Tab")
    page.evaluate("""() => { const sheet = new CSSStyleSheet();
      sheet.replaceSync(":not(#none) { outline: none !important; box-shadow: none !important }");
      document.adoptedStyleSheets = [sheet] }""")
    assert len(page.evaluate(UNSEEN)) > 30

"""What every page owes its reader, in the served form and in the one on a disk: a new page is covered without a line.

Nothing is asked of another host, and the console stays silent, policy included: the fixture `context` sees to it.
"""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

SITE = "http://lesson.localhost/"
HEADINGS = "() => [...document.querySelectorAll('article :is(h1, h2, h3, h4, h5, h6)')].map(h => +h.localName[1])"
NAMELESS = """() => [...document.querySelectorAll("article img, article svg:not([aria-hidden] *)")]
  .filter(e => !e.closest("button, a, label, .live, [aria-hidden]") && !e.getAttribute("aria-hidden"))
  .filter(e => ((e.alt ?? e.getAttribute("aria-label")) || "").length < 20)
  .map(e => e.outerHTML.slice(0, 200))"""
OPEN = "() => document.querySelectorAll('article details').forEach(details => { details.open = true })"
OVERFLOW = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("article *")].filter(e => e.getBoundingClientRect().right > innerWidth)
    .slice(0, 5).map(e => e.outerHTML.slice(0, 120)).concat("wider than the window")"""
# The words of an article, each letter once: what a screen reader alone reads is left out, and formulas are counted.
WORDS = """() => { const article = document.querySelector("article").cloneNode(true);
  article.querySelectorAll(".live, script, button, rnn-enlarge").forEach(e => e.remove());
  return article.textContent }"""
SHOWN = """() => ["svg[role=img]", "math", "table"].map(kind =>
  [...document.querySelectorAll("article " + kind)].filter(e => e.checkVisibility() && !e.closest(".live")).length)"""
FOCUSED = """() => { const e = document.activeElement, s = getComputedStyle(e);
  return [e.outerHTML.slice(0, 120), s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1 ||
    s.boxShadow !== "none" || getComputedStyle(e, "::before").outlineStyle !== "none"] }"""

FONT = """() => document.fonts.load('20px "STIX Two Math"').then(faces => faces.map(face => face.status))"""


def addresses(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def counted(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def test_no_page_is_wider_than_a_phone_or_than_half_a_screen(context, built):
    """640 pixels are a screen of 1280 at 200 %. Everything collapsed is open."""
    page = context(base_url=SITE).new_page()
    wrong = {}
    for name in addresses(built):
        page.goto(name)
        page.evaluate(OPEN)
        for width in (640, 360, 320):
            page.set_viewport_size({"width": width, "height": 740})
            wrong[name, width] = page.evaluate(OVERFLOW)
    assert {place: found for place, found in wrong.items() if found} == {}


def test_headings_leave_no_level_out_and_every_picture_says_what_it_shows(context, built):
    page = context(base_url=SITE).new_page()
    for name in addresses(built):
        page.goto(name)
        levels = page.evaluate(HEADINGS)
        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        assert all(b - a <= 1 for a, b in pairwise(levels)), (name, levels)
        assert page.evaluate(NAMELESS) == [], name


def test_every_page_is_complete_without_javascript(context, built):
    """98 of 100 words at least, and every drawing, formula and table."""
    live, plain = context(base_url=SITE).new_page(), context(base_url=SITE, java_script_enabled=False).new_page()
    for name in addresses(built):
        found = []
        for page in (live, plain):
            page.goto(name)
            page.evaluate(OPEN)
            found.append((counted(page.evaluate(WORDS)), page.evaluate(SHOWN)))
        (words, shown), (plain_words, plain_shown) = found
        missing = words - plain_words
        assert missing.total() <= 0.02 * words.total(), (name, missing.most_common(10))
        assert all(a >= b for a, b in zip(plain_shown, shown, strict=True)), (name, plain_shown, shown)


@pytest.mark.parametrize("address", ["", "lesson/computation/", "glossary/"])
def test_the_focus_can_be_seen_and_begins_with_the_way_to_the_content(context, address):
    page = context(base_url=SITE, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert "md-skip" in page.evaluate(FOCUSED)[0]
    seen = [page.evaluate(FOCUSED)]
    for _ in range(20):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUSED))
    assert [html for html, visible in seen if not visible] == []


def test_every_page_opens_from_a_disk(context, offline):
    page = context().new_page()
    for name in addresses(offline):
        page.goto(f"file://{offline / name}")
        assert page.locator("article h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(FONT) == ["loaded"], name


def test_search_finds_a_page_on_a_disk_and_on_a_server(context, offline):
    page = context(base_url=SITE).new_page()
    for home in (SITE, f"file://{offline}/index.html"):
        page.goto(home)
        page.locator("input[name=query]").press_sequentially("forget gate")  # the theme listens for keys
        page.locator(".md-search-result__item").first.wait_for(state="attached", timeout=30_000)
        found = page.locator(".md-search-result__link").evaluate_all("links => links.map(link => link.href)")
        assert any("lesson/lstm" in address for address in found), home


def test_the_policy_stops_what_it_does_not_name(chromium):
    """Else the silence of the console would prove nothing."""
    page = chromium.new_page(base_url=SITE)
    page.goto("")
    stopped = """() => new Promise(resolve => {
      document.addEventListener("securitypolicyviolation", event => resolve(event.violatedDirective));
      const script = document.createElement("script"); script.src = "data:,0"; document.head.append(script) })"""
    assert page.evaluate(stopped) == "script-src-elem"
    page.close()

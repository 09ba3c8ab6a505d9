"""Terms and citations tell what they mean where they stand: by pointer, focus and tap; without a script they are links."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SITE

PAGE = "/lesson/lstm/"
TERM = "rnn-note:has(a.term)"


def told(page, kind: str = TERM):
    return page.locator(f"article > p > {kind} .note").first


def test_the_pointer_and_the_focus_show_it_and_escape_hides_it(page):
    page.goto(PAGE)
    link = page.locator(f"article > p > {TERM} a").first
    link.hover()
    expect(told(page)).to_be_visible()
    assert len(told(page).inner_text()) > 20
    page.mouse.move(0, 0)
    expect(told(page)).to_be_hidden()
    link.focus()
    expect(told(page)).to_be_visible()
    assert link.get_attribute("aria-describedby") == told(page).get_attribute("id")
    page.keyboard.press("Escape")
    expect(told(page)).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/#**")


@pytest.mark.parametrize("width", [320, 390])
def test_the_first_tap_tells_and_the_second_leads_to_the_glossary(context, width):
    page = context(base_url=SITE, has_touch=True, viewport={"width": width, "height": 800}).new_page()
    page.goto(PAGE)
    for link in page.locator(f"article > p > {TERM} a").all()[:4]:
        link.tap()
        note = link.locator("+ .note")
        note.wait_for()
        box = note.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert PAGE in page.url
        page.locator("h1").tap()
        expect(note).to_be_hidden()
    link.tap()
    link.tap()
    page.wait_for_url("**/glossary/#**")


def test_a_citation_tells_the_work(page):
    page.goto("/references/")
    page.goto(PAGE)
    note = page.locator("rnn-note:has(a[href*='references/#']) .note").first
    assert "(19" in note.text_content() or "(20" in note.text_content()


def test_without_a_script_it_is_a_link_with_a_title(context):
    page = context(base_url=SITE, java_script_enabled=False).new_page()
    page.goto(PAGE)
    assert len(page.locator(f"article > p > {TERM} a").first.get_attribute("title")) > 20


def test_the_navigation_numbers_the_steps_and_ticks_what_is_done(page):
    page.goto("/lesson/hidden-state/")
    steps = page.locator(".md-nav--primary rnn-step")
    assert len(set(steps.evaluate_all("all => all.map(e => e.textContent)"))) == 8
    for check in page.locator("rnn-question").all():
        for option in check.locator("input").all():
            option.check(force=True)
    ticked = page.locator(".md-nav--primary rnn-step:has(.unseen)")
    ticked.first.wait_for(state="attached")
    assert set(ticked.evaluate_all("all => all.map(e => e.textContent)")) == {"✓ done: "}


def test_a_long_page_shows_its_contents_and_every_heading_leads_to_itself(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/backpropagation-through-time/")
    listed = page.locator(".md-nav--primary .md-nav--secondary > .md-nav__list > li > a")
    assert listed.first.is_visible()
    assert listed.count() >= 3
    link = page.locator("article h2 .headerlink").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(link.get_attribute("href")) + "$"))


def test_the_foot_says_version_and_licence(page):
    page.goto("/lesson/lstm/")
    foot = page.locator(".md-copyright").inner_text()
    assert "version 0." in foot
    assert "CC BY 4.0" in foot

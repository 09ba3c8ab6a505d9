"""What the theme brings: a remembered scheme, search and copied code; and what it no longer does at a single key."""

import string

import pytest
from playwright.sync_api import expect

from tests.browser.test_progress import BLOCKED, NULL


def is_shown_in(page, scheme):
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


def test_the_chosen_scheme_is_remembered(page):
    page.goto("/")
    is_shown_in(page, "default")
    page.locator(".md-header label[for='__palette_1']:visible").click()
    is_shown_in(page, "slate")
    page.goto("/lesson/gru/")
    is_shown_in(page, "slate")


def test_the_scheme_follows_the_system_until_the_reader_chooses(context):
    page = context(base_url="http://lesson.localhost/", color_scheme="dark").new_page()
    page.goto("/")
    is_shown_in(page, "slate")
    page.emulate_media(color_scheme="light")
    is_shown_in(page, "default")
    page.goto("/lesson/gru/")
    is_shown_in(page, "default")
    page.locator(".md-header label[for='__palette_1']:visible").click()
    page.goto("/lesson/lstm/")
    is_shown_in(page, "slate")


def test_a_page_that_was_saved_with_its_answers_begins_anew(page):
    """A browser saves what it shows, scripts and their traces; opened again, the scripts find what they have made."""
    page.goto("/lesson/hidden-state/")
    page.locator(".check input").first.check(force=True)
    page.locator(".check .option:is(.good, .bad)").first.wait_for()
    saved = page.evaluate("document.querySelector('article').innerHTML")
    page.goto("/lesson/lstm/")
    page.evaluate("html => { document.querySelector('article').innerHTML = html }", saved)
    question = page.locator("rnn-question").first
    expect(question.locator(".live")).to_have_count(1)
    assert question.locator(".option").count() == question.locator(".choices li").count() >= 2
    assert question.locator(".why").first.text_content() != ""


def reach_search(page):
    """Go to the search as a keyboard does: from one thing that can be reached to the next."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-md-component=search-query]')"):
            return
    pytest.fail("the search is out of the keyboard's reach")


@pytest.mark.parametrize(("words", "topic"), [("forget gate", "lstm"), ("vanishing gradient", "vanishing-gradient")])
def test_the_search_opens_and_leads_to_the_lesson_first_from_the_keyboard(page, words, topic):
    page.goto("/")
    reach_search(page)
    page.keyboard.insert_text(words[:-1])
    page.keyboard.type(words[-1])  # the theme asks at every key: one question, and one list of results
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/lesson/{topic}/**")


def test_no_single_key_leaves_the_page_or_opens_the_search(page):
    page.goto("/lesson/lstm/")
    page.evaluate("document.body.dataset.stays = 'yes'")
    for key in string.printable.strip():
        page.keyboard.press(key)
    page.wait_for_timeout(300)  # a key that leads away does so within that time
    assert page.evaluate("document.body.dataset.stays") == "yes"
    assert page.url.endswith("/lesson/lstm/")
    expect(page.locator(".step span")).to_have_text("Step 5 of 8")
    assert not page.locator("[data-md-toggle=search]").is_checked()
    assert page.evaluate("document.activeElement === document.body")


def test_the_map_speaks_of_no_keys(page):
    page.goto("/")
    expect(page.locator("rnn-forget kbd")).to_have_count(0)
    assert "next page" not in page.locator("rnn-forget").inner_text()


@pytest.mark.parametrize("script", [BLOCKED, NULL], ids=["blocked", "null"])
def test_search_copy_and_scheme_work_without_a_storage(tab, script):
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.add_init_script(script)
    tab.goto("/lesson/hidden-state/")
    tab.locator(".md-header label[for='__palette_1']:visible").click()
    is_shown_in(tab, "slate")
    tab.locator("[data-md-type='copy']:visible").first.click()
    tab.locator(".md-dialog", has_text="Copied").wait_for()
    tab.locator("[data-md-component=search-query]").click()
    tab.keyboard.type("vanishing gradient")
    tab.locator(".md-search-result__link[href*='vanishing-gradient']").first.wait_for()


def test_code_is_copied_without_its_output(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/lesson/hidden-state/")
    page.locator("[data-md-type='copy']:visible").first.click()
    page.locator(".md-dialog", has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("import numpy as np")
    assert copied.rstrip() == page.locator("article .language-python code").first.inner_text().rstrip()


def test_a_formula_is_copied_as_one_line_of_latex(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/lesson/computation/")
    for selected, expected in (("math[display]", None), ("article p:has(> math)", None), ("article h1", "Compute")):
        page.evaluate("""selector => { const range = document.createRange();
          range.selectNodeContents(document.querySelector(selector)); const all = getSelection();
          all.removeAllRanges(); all.addRange(range) }""", selected)  # fmt: skip
        page.keyboard.press("Control+c")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert (expected or "_") in copied or "(" in copied
        assert len(copied.strip().splitlines()) == 1, copied

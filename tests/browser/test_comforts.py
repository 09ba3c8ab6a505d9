"""What the theme brings: a remembered scheme, search, keys and copied code."""

import pytest


def test_the_chosen_scheme_is_remembered(page):
    page.goto("/")
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    assert page.evaluate(scheme) == "default"
    page.locator(".md-header label[for='__palette_1']:visible").click()
    assert page.evaluate(scheme) == "slate"
    page.goto("/lesson/gru/")
    assert page.evaluate(scheme) == "slate"


@pytest.mark.parametrize(("words", "topic"), [("forget gate", "lstm"), ("vanishing gradient", "vanishing-gradient")])
def test_the_search_opens_and_leads_to_the_lesson_first_from_the_keyboard(page, words, topic):
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.insert_text(words[:-1])
    page.keyboard.type(words[-1])  # the theme asks at every key: one question, and one list of results
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/lesson/{topic}/**")


def test_keys_turn_the_pages_and_the_overview_says_so(page):
    page.goto("/")
    assert page.locator(".keys").inner_text() == "n next page, p previous page, / search"
    page.goto("/lesson/lstm/")
    page.keyboard.press("n")
    page.locator(".step span", has_text="Step 6").wait_for()
    page.locator("link[rel=prev][href*='lstm']").wait_for(state="attached")  # what the key follows
    page.keyboard.press("p")
    page.locator(".step span", has_text="Step 5").wait_for()


def test_code_is_copied_without_its_output(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/lesson/hidden-state/")
    page.locator("[data-md-type='copy']:visible").first.click()
    page.locator(".md-dialog", has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("import numpy as np")
    assert copied.rstrip() == page.locator("article .language-python code").first.inner_text().rstrip()

"""What the theme brings: a remembered scheme, search, keys, copied code; and no page that axe finds seriously wrong."""

from pathlib import Path

import pytest

SITE = "http://lesson.localhost/"


def addresses(built: Path) -> list[str]:
    return sorted(
        f"/{path.parent.relative_to(built).as_posix()}/".replace("/./", "/") for path in built.rglob("index.html")
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_or_critical_finding(context, built, serious, scheme):
    page = context(base_url=SITE, color_scheme=scheme).new_page()
    found = {}
    for address in addresses(built):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(block => block.open = true)")
        found |= {address: wrong} if (wrong := serious(page, "html")) else {}
    assert found == {}


def test_the_chosen_scheme_is_remembered(page):
    page.goto("/")
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    assert page.evaluate(scheme) == "default"
    page.locator(".md-header label[for='__palette_1']:visible").click()
    assert page.evaluate(scheme) == "slate"
    page.goto("/lesson/gru/")
    assert page.evaluate(scheme) == "slate"


def test_the_search_opens_finds_and_leads_there_from_the_keyboard(page):
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("forget gate")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lesson/lstm/**")  # the lesson itself, before what is said about it


def test_keys_turn_the_pages(page):
    page.goto("/lesson/lstm/")
    page.keyboard.press("n")
    page.locator(".step span", has_text="Step 6").wait_for()
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

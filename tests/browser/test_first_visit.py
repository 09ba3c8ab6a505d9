"""A first visit fetches nothing of the search, which comes when it is opened, and the fonts before the first word."""

import pytest

from tests.browser.conftest import SITE


def test_the_search_is_fetched_when_it_is_opened_and_not_before(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/lesson/hidden-state/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "search" in url] == []
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("forget gate")
    page.locator(".md-search-result__link[href*='lesson/lstm']").first.wait_for()
    assert len([url for url in asked if "search" in url]) == 2


MOVED = """() => new Promise(resolve => { let moved = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) moved += entry.value })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(moved), 1000) })"""


STEP = "lesson/vanishing-gradient/"
# with an explorer, a table and code to run at the top of the page
TOPS = {
    "": [390, 700, 1280, 1920],
    STEP: [390, 1280],
    "lesson/why-order-matters/": [1280],
    "notebooks/sentiment/": [390],
}


@pytest.mark.parametrize(("address", "width"), [(address, width) for address, all in TOPS.items() for width in all])
def test_text_and_formulas_stand_in_their_fonts_and_nothing_moves(context, address, width):
    page = context(base_url=SITE, viewport={"width": width, "height": 900}).new_page()
    page.goto(address)
    assert page.evaluate(MOVED) == 0
    loaded = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
    assert {family.strip('"') for family in loaded} >= {"Inter", *(["STIX Two Math"] if address == STEP else [])}


@pytest.mark.parametrize(("address", "width"), [("notation/", 390), ("lesson/gru/", 1280)])
def test_formulas_that_stand_in_another_font_first_move_next_to_nothing(context, address, width):
    page = context(base_url=SITE, viewport={"width": width, "height": 900}).new_page()
    waiting = []
    page.route("**/stix-two-math.woff2", lambda route: waiting.append(route))
    page.goto(address, wait_until="commit")
    page.wait_for_function("() => document.readyState !== 'loading'")
    page.wait_for_timeout(400)  # longer than a browser leaves the place of a font empty
    assert waiting
    for route in waiting:
        route.continue_()
    page.wait_for_function("() => document.fonts.check('20px \"STIX Two Math\"')")
    assert page.evaluate(MOVED) < 0.01


@pytest.mark.parametrize("address", [STEP, "exercises/", "api/", "attention/"])
def test_the_list_of_pages_stands_where_it_stands_before_the_rest_of_the_page_has_come(page, address):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    places = """() => [...document.querySelectorAll(".md-sidebar--primary a")].filter(e => e.checkVisibility())
      .map(e => [e.textContent.trim(), Math.round(e.getBoundingClientRect().top)])"""
    whole = page.evaluate(places)
    assert len(whole) > 20
    page.evaluate("""() => { const list = document.querySelector(".md-sidebar--primary");
      while (list.nextElementSibling) list.nextElementSibling.remove() }""")
    assert page.evaluate(places) == whole


def test_no_heading_takes_another_line_in_the_list_while_its_part_is_read(context):
    page = context(base_url=SITE, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(STEP)
    for _ in range(20):
        page.evaluate("scrollBy({ top: 600, behavior: 'instant' })")
        page.wait_for_timeout(50)
    assert page.evaluate(MOVED) == 0

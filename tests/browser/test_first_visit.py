"""A first visit fetches nothing of the search, which comes when it is opened, and the fonts before the first word."""

import pytest

from tests.browser.conftest import SITE, guarded


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


A_SECOND = 1000  # milliseconds
MOVED = """() => { const observer = new PerformanceObserver(() => {});
  observer.observe({ type: "layout-shift", buffered: true });
  return observer.takeRecords().reduce((sum, { value }) => sum + value, 0) }"""


STEP = "lesson/vanishing-gradient/"
# with an explorer, a table and code to run at the top of the page
TOPS = {
    "": [390, 700, 1280, 1920],
    STEP: [390, 1280],
    "lesson/why-order-matters/": [1280],
    "notebooks/sentiment/": [390],
}


PLACES = [(address, width) for address, all in TOPS.items() for width in all]
LOADED = "[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)"


@pytest.fixture(scope="module")
def first_visits(chromium):
    """How much moved in each place within a second, and which fonts were there then; that second is the same one for all."""
    with guarded(chromium) as make:
        pages = {
            (address, width): make(base_url=SITE, viewport={"width": width, "height": 900}).new_page()
            for address, width in PLACES
        }
        for (address, _), page in pages.items():
            page.goto(address)
        pages[PLACES[-1]].wait_for_timeout(A_SECOND)
        return {place: (page.evaluate(MOVED), page.evaluate(LOADED)) for place, page in pages.items()}


@pytest.mark.parametrize(("address", "width"), PLACES)
def test_text_and_formulas_stand_in_their_fonts_and_nothing_moves(first_visits, address, width):
    moved, loaded = first_visits[address, width]
    assert moved == 0
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
    page.wait_for_timeout(A_SECOND)
    assert page.evaluate(MOVED) < 0.01


@pytest.mark.parametrize("address", [STEP, "exercises/", "api/", "attention/"])
def test_the_list_of_pages_stands_where_it_stands_before_the_rest_of_the_page_has_come(page, address):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    places = """() => [...document.querySelectorAll(".md-sidebar--primary a")].filter(e => e.checkVisibility())
      .map(e => [e.textContent.trim(), Math.round(e.getBoundingClientRect().top)])"""
    page.evaluate(
        "() => new Promise(done => setTimeout(done, 200))"
    )  # the theme has brought the page's own line into view
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
    page.wait_for_timeout(A_SECOND)
    assert page.evaluate(MOVED) == 0

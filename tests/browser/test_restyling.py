"""What a key or the pointer touches is styled anew, and not the whole page: of 15,000 elements that takes 0.1 s."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from publish.theme_files import STYLED_ONCE

# What one press of a key, or one place of the pointer, may style anew: itself, what it left, the box of what was searched.
FEW = 400


def restyled(chromium: Browser, page: Page) -> int:
    """The most elements of an open page that are styled anew at once, while the focus and the pointer move over it."""
    page.mouse.move(640, 300)
    page.keyboard.press("Tab")
    chromium.start_tracing(page=page, categories=["devtools.timeline"])
    for step in range(20):
        page.keyboard.press("Tab")
        page.mouse.move(640, 300 + 20 * step)
    found = counts(chromium)
    assert len(found) > 20
    return max(found)


def counts(chromium: Browser) -> list[int]:
    """How many elements were styled each time since the tracing began; it ends here."""
    events = json.loads(chromium.stop_tracing())["traceEvents"]
    return [event["args"]["elementCount"] for event in events if "elementCount" in event.get("args", {})]


def styled_whole(chromium: Browser, page: Page) -> int:
    """How often most of a page is styled while it loads."""
    chromium.start_tracing(page=page, categories=["devtools.timeline"])
    page.goto("/glossary/")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    found, elements = counts(chromium), page.locator("*").count()
    return sum(count > elements / 2 for count in found)


@pytest.mark.parametrize(
    "address", ["api", "lesson/hidden-state", "lesson/lstm", "lesson/quiz", "notation", "exercises"]
)
def test_a_focus_and_a_pointer_style_few_elements_anew(chromium, page, address):
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/{address}/")
    assert restyled(chromium, page) < FEW


@pytest.mark.parametrize(
    "planted",
    ["body:has(.none[hidden]) p { color: red } .none:has(> div) > :first-child { color: red }",
     ".md-container:has(:focus) > * * { outline: 0 }"],
)  # fmt: skip
def test_a_rule_for_which_a_browser_looks_at_everything_is_found(chromium, page, planted):
    page.goto("/notation/")
    page.evaluate(
        "planted => { const sheet = new CSSStyleSheet(); sheet.replaceSync(planted); document.adoptedStyleSheets = [sheet] }",
        planted,
    )
    assert restyled(chromium, page) > FEW


@pytest.mark.parametrize("system", ["light", "dark"])
def test_a_page_that_loads_is_styled_once_and_once_more_for_its_own_script(chromium, page, system):
    page.emulate_media(color_scheme=system)
    assert 1 <= styled_whole(chromium, page) <= 2


def test_what_the_themes_script_would_style_anew_is_found(chromium, page, built):
    (script,) = Path(built).glob("assets/javascripts/bundle.*.js")
    code = script.read_text("utf-8")
    for theirs, ours in STYLED_ONCE:
        code = code.replace(ours, theirs)
    page.route("**/bundle.*.js", lambda route: route.fulfill(body=code, content_type="text/javascript"))
    assert styled_whole(chromium, page) > 2
    page.unroute("**/bundle.*.js")

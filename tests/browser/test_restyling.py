"""What a key or the pointer touches is styled anew, and not the whole page: of 15,000 elements that takes 0.1 s.

Nor is a page styled again and again while it loads.
"""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

# What one press of a key, or one place of the pointer, may style anew: itself, what it left, the box of what was searched.
FEW = 400
TWICE = 2


def traced(chromium: Browser) -> list[dict[str, Any]]:
    """What the browser did until now."""
    return json.loads(chromium.stop_tracing())["traceEvents"]


def counted(events: list[dict[str, Any]]) -> list[int]:
    """How many elements were styled anew each time."""
    return [event["args"]["elementCount"] for event in events if "elementCount" in event.get("args", {})]


def laid_out(events: list[dict[str, Any]]) -> list[int]:
    """How many parts were laid out each time."""
    begun = [event["args"].get("beginData", {}) for event in events if event["name"] == "Layout"]
    return [each["dirtyObjects"] for each in begun if "dirtyObjects" in each]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_that_loads_is_styled_and_laid_out_few_times(chromium, context, scheme):
    """As it comes, and once more; its scripts change little of it. Its fonts are there, so that none comes late."""
    page = context(base_url="http://lesson.localhost/", color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto("notation/")
    page.evaluate("document.fonts.ready")
    page.goto("about:blank")
    chromium.start_tracing(page=page, categories=["devtools.timeline"])
    page.goto("notation/", wait_until="networkidle")
    page.evaluate("() => new Promise(requestAnimationFrame)")
    events = traced(chromium)
    found, layouts = counted(events), laid_out(events)
    whole = page.evaluate("document.querySelectorAll('body *').length")
    assert whole < sum(found) <= TWICE * whole, found  # in sum: on a busy machine a page comes in more pieces
    assert whole < sum(layouts) <= (TWICE + 0.5) * whole, layouts  # of text there are more parts than elements
    assert len(layouts) <= page.locator("pre > code").count(), "each block of code is measured by itself"


def restyled(chromium: Browser, page: Page) -> int:
    """The most elements of an open page that are styled anew at once, while the focus and the pointer move over it."""
    page.mouse.move(640, 300)
    page.keyboard.press("Tab")
    chromium.start_tracing(page=page, categories=["devtools.timeline"])
    for step in range(20):
        page.keyboard.press("Tab")
        page.mouse.move(640, 300 + 20 * step)
    found = counted(traced(chromium))
    assert len(found) > 20
    return max(found)


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

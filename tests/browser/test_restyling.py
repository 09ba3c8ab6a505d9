"""What a key or the pointer touches is styled anew, and not the whole page: of 15,000 elements that takes 0.1 s."""

import json

import pytest
from playwright.sync_api import Browser, Page

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
    events = json.loads(chromium.stop_tracing())["traceEvents"]
    found = [event["args"]["elementCount"] for event in events if "elementCount" in event.get("args", {})]
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

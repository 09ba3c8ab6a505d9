"""What is done is kept on the device, shown on the map and in the header, forgotten at a click, and never in the way."""

import json

import pytest
from checks import source
from features import quiz
from playwright.sync_api import expect

from tests.browser.explorers.test_every_explorer import DOCS

KEY = "rnn-lesson-answers"
STEPS = {"why-order-matters": 1, "hidden-state": 2, "computation": 3}
BY_TOPIC = {
    question.page.removeprefix("quiz/").removesuffix(".yml"): question
    for question in quiz.read(source.read(DOCS)).values()
}
BLOCKED = """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name,
  { configurable: true, get() { throw new DOMException("no", "SecurityError") } })"""
NULL = """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name,
  { configurable: true, value: null })"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
GARBAGE = [
    "", "{", "null", "[]", "7", '"text"', '{"version":1}', '{"version":1,"answers":null}', '{"version":99,"answers":{}}',
    '{"version":1,"answers":{"units-and-steps":{"round":1e99,"tried":[77],"right":"x","solved":1}}}', "\u0000" * 9,
]  # fmt: skip


def solve(page, topic):
    """Answer a step's quick check right, on the page that is open."""
    question = BY_TOPIC[topic]
    right = [choice.right for choice in question.choices].index(True)
    page.locator(f"#question-{question.id} .option:has(input[value='{right}']) label").click()


def marks(page):
    """The steps of the map: what each says below its name."""
    return page.locator("ol.map small").all_inner_texts()


def test_a_fresh_reader_sees_the_map_as_it_is_without_a_script(page, context):
    plain = context(base_url="http://lesson.localhost/", java_script_enabled=False).new_page()
    plain.goto("/")
    page.goto("/")
    assert marks(page) == marks(plain)
    for start in (page.locator("a.start"), plain.locator("a.start")):
        expect(start).to_have_text("Start with step 1")
    expect(page.get_by_role("button", name="Forget")).to_be_hidden()


def test_steps_done_are_shown_on_the_map_in_the_header_and_by_the_button(page):
    for topic in ("why-order-matters", "hidden-state"):
        page.goto(f"/lesson/{topic}/")
        solve(page, topic)
    expect(page.locator(".step span")).to_have_text("Step 2 of 8, done")
    page.goto("/")
    assert marks(page)[:3] == ["done", "done", "you are here"]
    assert "min" in marks(page)[3]
    assert page.locator("ol.map li").evaluate_all("all => all.slice(0, 4).map(e => e.className)") == [
        "done",
        "done",
        "here",
        "",
    ]
    expect(page.locator("a.start")).to_have_text("Continue with step 3")
    page.locator("a.start").click()
    page.wait_for_url("**/lesson/computation/")


def test_the_header_fills_what_is_really_done(page):
    page.goto("/lesson/why-order-matters/")
    solve(page, "why-order-matters")
    page.goto("/lesson/computation/")
    shown = page.locator(".step li").evaluate_all("all => all.slice(0, 4).map(e => e.className)")
    assert shown == ["done", "", "here", ""]
    expect(page.locator(".step span")).to_have_text("Step 3 of 8")


def test_without_a_script_the_header_fills_what_comes_before(context):
    page = context(base_url="http://lesson.localhost/", java_script_enabled=False).new_page()
    page.goto("/lesson/computation/")
    expect(page.locator(".step li.done")).to_have_count(2)


def test_trying_again_does_not_undo_a_step(page):
    page.goto("/lesson/hidden-state/")
    solve(page, "hidden-state")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".step span")).to_have_text("Step 2 of 8, done")


@pytest.mark.parametrize("address", ["/", "/lesson/quiz/"])
def test_one_button_forgets_all(page, address):
    page.goto("/lesson/hidden-state/")
    solve(page, "hidden-state")
    page.goto(address)
    page.evaluate("localStorage.setItem('of-another-site', 'stays')")
    button = page.get_by_role("button", name="Forget my progress")
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None
    assert page.evaluate("localStorage.getItem('of-another-site')") == "stays"
    expect(button).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Forgotten."
    page.goto("/")
    assert "done" not in marks(page)


def test_another_tab_follows(page):
    other = page.context.new_page()
    other.goto("/")
    page.goto("/lesson/hidden-state/")
    solve(page, "hidden-state")
    other.locator("ol.map li.done").wait_for()
    assert marks(other)[1:3] == ["done", "you are here"]


@pytest.mark.parametrize("script", [BLOCKED, NULL, FULL], ids=["blocked", "null", "full"])
def test_a_storage_that_keeps_nothing_is_survived_and_the_page_remembers(tab, script):
    tab.add_init_script(script)
    tab.goto("/lesson/hidden-state/")
    tab.evaluate("window.sameDocument = true")
    solve(tab, "hidden-state")
    expect(tab.locator(".step span")).to_have_text("Step 2 of 8, done")
    tab.locator("a.md-logo").first.evaluate("link => link.click()")
    tab.locator("ol.map li.done").wait_for()
    assert tab.evaluate("window.sameDocument"), "the pages were loaded in full"
    tab.get_by_role("button", name="Forget").click()
    expect(tab.locator("ol.map li.done")).to_have_count(0)


@pytest.mark.parametrize("text", GARBAGE, ids=range(len(GARBAGE)))
def test_foreign_content_is_survived_and_written_over(tab, text):
    tab.add_init_script(f"localStorage.getItem('{KEY}') ?? localStorage.setItem('{KEY}', {json.dumps(text)})")
    tab.goto("/lesson/hidden-state/")
    expect(tab.locator(".check :is(.good, .bad)")).to_have_count(0)
    solve(tab, "hidden-state")
    tab.goto("/")
    assert marks(tab)[1:3] == ["done", "you are here"]


def test_from_a_file_progress_is_kept_between_pages(context, offline):
    page = context(offline=True).new_page()
    page.goto((offline / "lesson/hidden-state.html").as_uri())
    solve(page, "hidden-state")
    page.goto((offline / "index.html").as_uri())
    assert marks(page)[1:3] == ["done", "you are here"]
    assert page.evaluate("Object.keys(localStorage)").count(KEY) == 1


def test_axe_finds_nothing_serious_on_a_map_with_marks(page, serious_in_both):
    page.goto("/lesson/hidden-state/")
    solve(page, "hidden-state")
    page.goto("/")
    assert serious_in_both(page, "article") == []

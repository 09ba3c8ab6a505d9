"""Code that runs in the page: every block prints what the page prints, and what a reader writes is run, stopped and told."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import SITE, guarded
from tests.lesson.test_tasks import EXERCISES, python

MINUTES = 180_000  # a busy machine may need them to start Python; a quiet one needs two seconds
STEP, EXERCISE_PAGE = "/lesson/hidden-state/", "/exercises/"
ENDED = re.compile("same|other|error|right|wrong|stopped|broken")
WHILE = (
    "import time\ntime.sleep(1)"  # runs for a while and ends by itself: after a stop Python would have to start again
)
# By instant navigation, as a reader's click does it, so that the page keeps its Python.
GO = """address => { document.querySelector("article").dataset.left = "yes";
  const a = document.createElement("a"); a.href = address; document.body.append(a); a.click(); a.remove() }"""
RUN_ALL = """async () => { const found = [];
  for (const element of document.querySelectorAll("article rnn-run[id]")) if (!element.closest(".task")) {
    await element.act("Run");
    found.push([element.id, element.dataset.state, element.block.shown.output]) }
  return found }"""

# Code and printed output of every block of a page that need not be opened for it, and what it says of itself: after
# which blocks it runs, which task it has.
BLOCKS = """html => [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("article rnn-run[id^=run-]")]
  .map(e => [...["python", "text"].map(kind => e.querySelector(`.language-${kind} code`)?.textContent ?? ""),
    [...e.attributes].map(({ name, value }) => `${name}=${value}`).join(" ")])"""


# A block of another page in the place of the first one: each page of a disk starts its own Python, and here one does for all.
RUN_OTHER = """async ([code, expected, _]) => { const { block } = document.querySelector("#run-1");
  Object.assign(block, { original: code.replace(/\\n$/, "") }); block.shown.expected = expected;
  await block.Run(); return [block.element.dataset.state, block.shown.output] }"""

# What a run shows at each change, and whether it runs yet, until it ends.
SHOWN_SO_FAR = """element => new Promise(done => { const seen = [];
  const look = () => { const shown = element.querySelector(".run-yours code")?.textContent, { state } = element.dataset;
    if (shown) seen.push([shown, state]);
    if (state && state !== "running") done(seen) };
  element.dataset.state = "";
  new MutationObserver(look).observe(element, { subtree: true, childList: true, characterData: true, attributes: true });
  element.act("Run") })"""
# Both are pressed before either answers, and the answer is awaited: what the second one says, and what the first one does then.
BOTH = """async ([first, second]) => { const [state, said] = [first.closest("rnn-run").dataset, second.closest("rnn-run").status];
  said.textContent = ""; state.state = ""; first.click(); second.click();
  while (!said.textContent) await new Promise(requestAnimationFrame);
  return [said.textContent, state.state] }"""
ONE_RUNS = ["Another block runs: stop it first.", "running"]


@pytest.fixture(scope="module")
def site(runtime: Path, built: Path) -> Path:
    """The built site, with what runs code."""
    assert (built / "assets/python/worker.js").is_file()
    return built


@pytest.fixture(scope="module")
def lab(chromium, site: Path) -> Iterator[Page]:
    """A page whose Python runs already: tests that spoil nothing share it."""
    with guarded(chromium, busy=True) as make:
        page = make(base_url=SITE, reduced_motion="reduce").new_page()
        page.set_default_timeout(MINUTES)
        page.goto(STEP)
        ended(page.locator("#run-1"), "Run")
        yield page


@pytest.fixture(scope="module")
def disk(chromium, runtime: Path, offline: Path) -> Iterator[tuple[Page, list[str]]]:
    """A page of the archive whose Python runs, after a stop while it was read; and the names of what was read.

    It does not lie where the steps do: from there the way to Python is another one.
    """
    with guarded(chromium) as make:
        page, parts = make().new_page(), []
        page.set_default_timeout(MINUTES)
        page.on("request", lambda request: parts.append(request.url.rpartition("/")[2]))
        page.goto((offline / "attention.html").as_uri())
        block = page.locator("#run-1")
        block.evaluate("e => e.act('Edit')")
        block.evaluate("({ block }) => { block.Run(); block.Run() }")  # the second stops the first
        expect(block).to_have_attribute("data-state", "stopped")
        assert ended(block, "Run") == "same"
        yield page, parts


@pytest.fixture
def block(lab: Page) -> Locator:
    """The block of step 2, as it is printed."""
    if not lab.url.endswith(STEP):
        go(lab, STEP)
    return untouched(lab.locator("#run-1"))


def go(page: Page, address: str) -> None:
    """Turn to a page of the site, unless it is there, and wait until it is."""
    if page.url.endswith(address):
        return
    page.evaluate(GO, address)
    page.locator("article:not([data-left]) rnn-run .run-bar").first.wait_for(state="attached")


def ended(element: Locator, button: str) -> str:
    """Press a button of a block, and wait for what becomes of the run."""
    element.evaluate("e => { e.dataset.state = '' }")
    element.get_by_role("button", name=button, exact=True).click()
    expect(element).to_have_attribute("data-state", ENDED, timeout=MINUTES)
    return element.get_attribute("data-state")


def untouched(element: Locator) -> Locator:
    """The same block with what the page prints in it, whatever other tests wrote there."""
    reset = element.get_by_role("button", name="Reset")
    if reset.is_visible():
        reset.click()
    return element


def written(element: Locator, code: str) -> None:
    """Write into the editor of a block."""
    if not element.locator("textarea").count():
        element.get_by_role("button", name="Edit", exact=True).click()
    element.locator("textarea").fill(code)


def told(element: Locator) -> str:
    return element.locator(".run-bar [role=status]").inner_text()


def output(element: Locator) -> str:
    return element.locator(".run-yours code").inner_text()


# --- every block -----------------------------------------------------------------------------------------------------


def pages_that_run(site: Path) -> list[str]:
    pages = [path for path in sorted(site.rglob("*.html")) if '<rnn-run id="run-' in path.read_text("utf-8")]
    return [f"/{path.relative_to(site).as_posix().removesuffix('index.html')}" for path in pages]


def test_every_block_of_every_page_prints_what_the_page_prints_with_one_python_for_all(lab, site):
    fetched = []
    lab.on("request", lambda request: fetched.append(request.url) if "/python/" in request.url else None)
    addresses = [address for address in pages_that_run(site) if "/notebooks/" not in address]
    found = {}
    for address in addresses:
        go(lab, address)
        found[address] = lab.evaluate(RUN_ALL)
    assert [(a, *run) for a, runs in found.items() for run in runs if run[1] != "same"] == []
    assert sum(map(len, found.values())) > 40
    assert [url for url in fetched if not url.endswith("plots.tar.xz")] == []


def test_a_stop_while_a_disk_is_read_leaves_one_python_and_reads_no_part_twice(disk):
    page, parts = disk
    block = page.locator("#run-1")
    assert len(page.workers) == 1
    assert parts.count("numpy.tar.xz.js") == 1
    block.evaluate("""({ block }) => { block.told = [];
        block.fetching = (bytes, total) => block.told.push(bytes === total) }""")
    written(block, "import matplotlib")
    assert ended(block, "Run") == "other"
    assert block.evaluate("({ block }) => block.told") == [True]  # all that the bar counts came long ago
    block.get_by_role("button", name="Reset").click()


def test_every_block_of_the_archive_is_the_sites_and_the_first_of_each_page_prints_what_it_prints_there(
    disk, site, offline
):
    """What Python is made of is the same on a disk (tests/hooks/publish/test_python_parts.py), and so is what it is given."""
    page, _ = disk
    wrong, count = [], 0
    for address in pages_that_run(site):
        name = address.strip("/") or "index"
        blocks, served = (
            page.evaluate(BLOCKS, path.read_text("utf-8"))
            for path in (offline / f"{name}.html", site / address.strip("/") / "index.html")
        )
        assert blocks == served, name
        count += len(blocks)
        if not name.startswith("notebooks/"):
            found = page.evaluate(RUN_OTHER, blocks[0])
            wrong += [(name, blocks[0], found)] if found[0] != "same" else []
    assert wrong == []
    assert count > 40


@pytest.mark.parametrize("notebook", ["tagging"])
def test_a_notebook_runs_whole_and_shows_what_the_page_shows_plots_too(lab, site, notebook):
    go(lab, f"/notebooks/{notebook}/")
    lab.get_by_role("button", name="Run all cells").click()
    said = lab.locator("article rnn-run:not([id]) [role=status]")
    expect(said).to_have_text(re.compile(r"cells ran"), timeout=2 * MINUTES)
    count = lab.locator("article rnn-run[id]").count()
    assert said.inner_text() == f"{count} of {count} cells ran; {count} gave what the page shows."


def test_a_cell_in_the_middle_runs_what_it_continues(lab, site):
    go(lab, "/notebooks/from-nothing/")
    cell = lab.locator("#run-3")
    assert ended(cell, "Run") == "same"


# --- what a reader writes --------------------------------------------------------------------------------------------


def test_an_unedited_block_says_that_its_output_is_the_same(block):
    assert ended(block, "Run") == "same"
    assert re.fullmatch(r"Ran here in .* s: the same output\.", told(block))
    expect(block.locator(".run-yours")).to_have_count(0)


def test_an_edited_block_shows_its_own_output_and_the_pages_one_click_away(block):
    written(block, "print('mine')")
    assert ended(block, "Run") == "other"
    assert output(block) == "mine\n"
    printed = block.locator(".language-text:not(.run-yours)")
    expect(printed).to_be_hidden()
    block.get_by_role("button", name="As printed on the page").click()
    expect(printed).to_be_visible()
    expect(block.locator(".run-yours")).to_be_hidden()
    block.get_by_role("button", name="Reset").click()
    assert "cat_sat_params" in block.locator(".language-python code").inner_text()
    expect(block.locator("textarea")).to_have_count(0)


def test_an_error_shows_the_readers_lines(block):
    written(block, "x = [1, 2]\nprint(x[5])")
    assert ended(block, "Run") == "error"
    assert output(block).rstrip().endswith("IndexError: list index out of range")
    assert 'File "your code", line 2' in output(block)


def test_output_comes_while_the_code_runs(block):
    written(block, "import time\nprint('first')\ntime.sleep(0.3)\nprint('last')")
    seen = block.evaluate(SHOWN_SO_FAR)
    assert ["first", "running"] in seen
    assert seen[-1] == ["first\nlast\n", "other"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import torch", "this page carries numpy, matplotlib and rnn_docs, not 'torch'"),
        ("import numpy as np\nnp.ones((10**6, 10**6))", "A page has little memory"),
        ("input('who?')", "Nobody can answer input() here"),
        ("import urllib.request\nurllib.request.urlopen('https://example.org')", "URLError"),
    ],
)
def test_what_a_page_cannot_do_is_told_and_nothing_goes_out(block, code, words):
    written(block, code)
    assert ended(block, "Run") == "error"
    assert words in output(block)


def test_code_that_reaches_the_browser_finds_what_leads_out_closed(block):
    names = ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "Worker", "importScripts", "indexedDB", "caches"]
    asked = f"return {names}.map((name) => typeof self[name]).join()"
    written(block, f'from in_page.page import drawings\nprint(drawings[0].constructor("{asked}")())')
    ended(block, "Run")
    assert output(block) == ",".join(["undefined"] * len(names)) + "\n"


def pressed(first: Locator, second: Locator, name: str) -> list[str]:
    """Run a block, and press a button of another one at once."""
    buttons = [one.get_by_role("button", name=label, exact=True) for one, label in ((first, "Run"), (second, name))]
    return first.page.evaluate(BOTH, [one.element_handle() for one in buttons])


def test_one_block_at_a_time(lab, site):
    go(lab, "/lesson/computation/")
    first, second = lab.locator("rnn-run[id^=run-]").nth(0), lab.locator("rnn-run[id^=run-]").nth(1)
    first.evaluate("e => e.closest('details').open = true")
    written(first, WHILE)
    assert pressed(first, second, "Run") == ONE_RUNS
    expect(first).to_have_attribute("data-state", ENDED, timeout=MINUTES)


def test_a_notebook_is_not_run_while_another_cell_runs(lab, site):
    go(lab, "/notebooks/from-nothing/")
    cell, whole = lab.locator("#run-2"), lab.locator("article rnn-run:not([id])")
    written(cell, WHILE)
    assert pressed(cell, whole, "Run all cells") == ONE_RUNS
    expect(cell).to_have_attribute("data-state", ENDED, timeout=MINUTES)


# --- by keys, for screen readers, on paper ---------------------------------------------------------------------------


def test_everything_is_done_by_keys_alone(lab, block):
    block.get_by_role("button", name="Edit").focus()
    lab.keyboard.press("Enter")
    area = block.locator("textarea")
    expect(area).to_be_focused()
    lab.keyboard.press("ControlOrMeta+a")
    lab.keyboard.type("if True:\nprint('typed')")  # the editor indents
    expect(area).to_have_value("if True:\n    print('typed')")
    lab.keyboard.press("ControlOrMeta+z")
    assert area.input_value() != "if True:\n    print('typed')"
    lab.keyboard.press("ControlOrMeta+Shift+z")
    expect(area).to_have_value("if True:\n    print('typed')")
    block.evaluate("e => { e.dataset.state = '' }")
    lab.keyboard.press("Control+Enter")
    expect(block).to_have_attribute("data-state", "other", timeout=MINUTES)
    assert output(block) == "typed\n"
    lab.keyboard.press("Escape")
    expect(block.get_by_role("button", name="Run", exact=True)).to_be_focused()


def test_tab_leaves_the_editor_in_both_directions(lab, block):
    written(block, "print(1)")
    area = block.locator("textarea")
    for keys in ("Tab", "Shift+Tab"):
        area.focus()
        lab.keyboard.press(keys)
        expect(area).not_to_be_focused()
    expect(area).to_have_value("print(1)")


def test_the_editor_keeps_the_colours_of_code(block):
    written(block, "import numpy  # why\nx = 'a' + str(1.5)")
    shown = block.locator(".language-python code")
    assert shown.locator(".kn, .c1, .s2, .mf").all_inner_texts() == ["import", "# why", "'a'", "1.5"]
    assert shown.inner_text().rstrip("\n") == "import numpy  # why\nx = 'a' + str(1.5)"


def test_axe_finds_nothing_with_editor_output_and_hint_open(lab, serious, site):
    go(lab, EXERCISE_PAGE)
    task = untouched(lab.locator("#task-exercise-5c"))
    written(task, task.locator("code").inner_text() + "\nprint('x' * 200)")
    assert ended(task, "Check") == "wrong"
    for system, scheme, width in (("dark", "slate", 360), ("light", "default", 1280)):
        lab.emulate_media(color_scheme=system)
        lab.set_viewport_size({"width": width, "height": 800})
        expect(lab.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        assert serious(lab, "#task-exercise-5c") == []
        assert lab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_happened_is_said_in_a_region_that_was_there_before(lab, block):
    written(block, "1 / 0")
    regions = block.locator("[role=status]").evaluate_all("all => all.map(e => (e.marked = true, e.className))")
    assert regions
    ended(block, "Run")
    assert block.locator("[role=status]").evaluate_all("all => all.every(e => e.marked)")
    assert told(block) == "Python reports an error; it is shown below."


def test_its_styles_stay_when_the_reader_turns_pages(lab, block):
    go(lab, EXERCISE_PAGE)
    go(lab, STEP)
    assert lab.evaluate("[...document.styleSheets].filter(sheet => sheet.href?.endsWith('/run.css')).length") == 1


def test_nothing_of_it_is_printed_and_the_page_prints_its_own_output(lab, block):
    written(block, "print('mine')")
    ended(block, "Run")
    lab.emulate_media(media="print")
    try:
        for part in (".run-bar", ".run-yours", ".run-verdict"):
            expect(block.locator(part).first).to_be_hidden()
        expect(block.locator(".language-text:not(.run-yours)")).to_be_visible()
        expect(lab.locator(".task:visible")).to_have_count(0)
    finally:
        lab.emulate_media(media="screen")


def test_without_javascript_there_is_no_button_and_no_task(context, site):
    plain = context(base_url=SITE, java_script_enabled=False).new_page()
    plain.goto(EXERCISE_PAGE)
    expect(plain.locator(".run-bar, .task:visible")).to_have_count(0)
    assert plain.locator("rnn-run .language-python").count() > 10


# --- tasks -----------------------------------------------------------------------------------------------------------

COUNT = """import numpy as np
W_xh, W_hh, b_h = np.zeros((4, 1)), np.zeros((4, 1)), np.zeros((4, 1))
W_xh[2], b_h[[0, 1, 3]] = 20.0, {bias}
"""


def test_a_wrong_answer_gets_a_hint_a_right_one_is_praised_and_both_are_kept_until_they_are_forgotten(lab, site):
    go(lab, EXERCISE_PAGE)
    task = untouched(lab.locator("#task-exercise-5c"))
    again = lab.context.new_page()  # of the same reader, later; it starts no Python
    for bias, verdict, begins in (
        ("0.0", "wrong", "✗ Not yet. The forget gate falls to 0.50"),
        ("20.0", "right", "✓ Right. It counts"),
    ):
        written(task, COUNT.format(bias=bias))
        assert ended(task, "Check") == verdict
        assert task.locator(".run-verdict").inner_text().startswith(begins)
        again.goto(EXERCISE_PAGE)
        expect(again.locator("#task-exercise-5c textarea")).to_have_value(COUNT.format(bias=bias))
    expect(again.locator("#task-exercise-5c [role=status]").first).to_have_text("✓ You have solved this.")
    again.goto("/")
    again.get_by_role("button", name="Forget my progress").click()
    again.goto(EXERCISE_PAGE)
    expect(again.locator("#task-exercise-5c").get_by_role("button", name="Edit")).to_be_visible()
    expect(again.locator("#task-exercise-5c textarea")).to_have_count(0)
    again.close()
    untouched(task)


@pytest.mark.parametrize("name", EXERCISES)
def test_the_start_of_an_exercise_gets_a_hint_and_its_worked_solution_is_praised(lab, site, name):
    go(lab, EXERCISE_PAGE)
    task = untouched(lab.locator(f"#task-{name}"))
    assert ended(task, "Check") == "wrong"
    written(task, python(name, after=True))
    assert ended(task, "Check") == "right"


@pytest.mark.parametrize(
    ("bug", "old", "new"),
    [
        ("bug-one", "later = cell.W_hh @ da", "later = cell.W_hh.T @ da"),
        ("bug-two", "dc = dc * f + dh * o * (1 - tanh_c**2) * f", "dc = dc_total * f"),
    ],
)
def test_a_bug_is_mended_and_checked_in_its_place(lab, site, bug, old, new):
    go(lab, "/backpropagation-through-time/")
    block = untouched(lab.locator(f"rnn-run[data-task={bug}]"))
    assert ended(block, "Check") == "wrong"
    assert "One word passes, two do not" in block.locator(".run-verdict").inner_text()
    code = block.locator(".language-python code").inner_text()
    written(block, code.replace(old, new))
    assert ended(block, "Check") == "right"


def test_your_turn_is_drawn_as_the_page_draws(lab, site):
    go(lab, STEP)
    task = untouched(lab.locator("#task-your-sentence"))
    written(task, 'sentence = "cat the cat"')
    assert ended(task, "Show") == "right"
    figure = task.locator("figure svg[role=img]:visible")
    assert figure.get_attribute("aria-label").startswith("h0 after “cat” ")
    for page, name in (("computation", "your-memory"), ("lstm", "your-prices")):
        go(lab, f"/lesson/{page}/")
        task = lab.locator(f"#task-{name}")
        assert ended(task, "Show") == "right"
        assert task.locator("table.nums td").count() > 4
        assert "\\(" not in task.locator("table.nums").inner_text()


# --- a Python that ends, and another one: last, so that no more than this is read and imported again -----------------


def test_stop_ends_an_endless_loop_at_once_and_the_next_run_works(block):
    written(block, "print('on', flush=True)\nwhile True: pass")
    block.get_by_role("button", name="Run", exact=True).click()
    expect(block.locator(".run-yours code")).to_have_text("on\n", timeout=MINUTES)
    block.get_by_role("button", name="Stop").click(timeout=5000)
    expect(block).to_have_attribute("data-state", "stopped", timeout=5000)
    assert told(block) == "Stopped."
    written(block, "print('again')")
    assert ended(block, "Run") == "other"
    assert output(block) == "again\n"


def test_what_takes_all_memory_ends_and_the_page_goes_on(block):
    written(block, "import numpy as np\nx = []\nwhile True: x.append(np.empty(2**24))")
    assert ended(block, "Run") in ("error", "broken")
    written(block, "print(1)")
    assert ended(block, "Run") == "other"


# --- what can go wrong -----------------------------------------------------------------------------------------------

BLOCKED = "Python could not start here. What is printed on the page is what it gives."


@pytest.fixture
def bare(chromium) -> Iterator[Callable[..., BrowserContext]]:
    """Contexts whose console may complain: what is tried here goes wrong on purpose."""
    made: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        made.append(chromium.new_context(**options))
        made[-1].set_default_timeout(MINUTES)
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_a_part_that_is_missing_is_one_sentence_and_the_printed_output_stays(bare, site):
    page = bare(base_url=SITE).new_page()
    page.route("**/numpy.tar.xz", lambda route: route.fulfill(status=404, body=""))
    page.goto(STEP)
    block = page.locator("#run-1")
    assert ended(block, "Run") == "broken"
    assert told(block) == BLOCKED
    expect(block.locator(".language-text")).to_be_visible()


def test_a_page_that_cannot_fetch_the_rest_says_so_tries_again_at_the_next_click_and_tells_how_much_is_fetched(
    bare, site
):
    page = bare(base_url=SITE).new_page()
    page.route("**/python/run.js", lambda route: route.abort())
    page.route("**/numpy.tar.xz", lambda route: None)  # never answered: the rest comes, and the page waits
    page.goto(STEP)
    block = page.locator("#run-1")
    block.get_by_role("button", name="Run", exact=True).click()
    expect(block.locator("[role=status]")).to_have_text(re.compile("^Python cannot be fetched"))
    assert page.workers == []
    page.unroute("**/python/run.js")
    block.get_by_role("button", name="Run", exact=True).click()
    expect(block.locator("progress")).to_be_visible()
    expect(block.locator(".run-fetched")).to_have_text(re.compile(r"^\d+\.\d of 13\.\d MB$"))
    assert len(page.workers) == 1


def test_two_clicks_before_the_rest_is_there_make_one_block(bare, site):
    page = bare(base_url=SITE).new_page()
    page.goto(STEP)
    block = page.locator("#run-1")
    block.evaluate("e => Promise.all([e.act('Edit'), e.act('Edit')])")
    expect(block.locator(".run-verdict")).to_have_count(1)
    expect(block.get_by_role("button", name="Reset")).to_have_count(1)
    expect(block.locator("textarea")).to_be_focused()


def test_a_policy_that_forbids_webassembly_is_told_and_nothing_hangs(bare, site):
    def forbid(route):
        headers = {"content-type": "text/javascript", "content-security-policy": "script-src 'self'"}
        route.fulfill(path=site / "assets/python/worker.js", headers=headers)

    page = bare(base_url=SITE).new_page()
    page.route("**/python/worker.js", forbid)
    page.goto(STEP)
    block = page.locator("#run-1")
    assert ended(block, "Run") == "broken"
    assert told(block) == BLOCKED


def test_an_old_browser_shows_no_button_and_one_without_webassembly_says_why(bare, site):
    old, forbidden = bare(base_url=SITE).new_page(), bare(base_url=SITE).new_page()
    old.add_init_script("delete window.DecompressionStream")
    old.goto(STEP)
    expect(old.locator("rnn-run .language-python").first).to_be_visible()
    expect(old.locator(".run-bar")).to_have_count(0)
    forbidden.route(
        "**/python/worker.js", lambda route: route.fulfill(body="WebAssembly = undefined; WebAssembly.compile()")
    )
    forbidden.goto(STEP)
    assert ended(forbidden.locator("#run-1"), "Run") == "broken"
    assert told(forbidden.locator("#run-1")) == BLOCKED


def test_nothing_of_python_is_fetched_before_a_click(page, site):
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(STEP)
    page.wait_for_load_state("networkidle")
    assert fetched
    assert [url for url in fetched if "/python/" in url] == []

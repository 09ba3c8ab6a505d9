"""Fixtures of the browser tests: one Chromium, the built site served to it, and guards that are always on."""

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright
from publish import serving
from results.cache import Cache

from tests.browser import kept_visits
from tests.browser.kept_passes import EVERYTHING, Passes, sees_all
from tests.conftest import KEPT, NOT_AGAIN, SERVED
from tests.visits import ASIDE, Visit, axe, visit

# Contrasts take axe long: those of formulas are the palette's, which tests/hooks/drawing/test_palette.py computes, and these
# pages repeat what others show.
REPEATING = {"api/index.html", "hand-out/index.html"}
SERIOUS = """async ([within, rules]) => {
  const run = {resultTypes: ["violations"], preload: false, ...(rules.length ? {runOnly: rules} : {})};
  const {violations} = await axe.run({include: within.map(one => [one])}, run);
  return violations.filter(({impact}) => impact === "serious" || impact === "critical").flatMap(({id, impact, nodes}) =>
    nodes.map(({html}) => `${id} (${impact}): ${html.slice(0, 120)}`)) }"""
PATIENCE = 30_000  # milliseconds
USUAL: ViewportSize = {"width": 1280, "height": 720}
FLAGS = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
# A browser without memory for pixels costs a fifth less: scripts animate and things are clicked, but pictures of it are white.
UNPAINTED = "--force-gpu-mem-available-mb=0"
# One that draws no frame costs a third less, and asks no script what it wants to animate, so that nothing can be clicked.
UNDRAWN = "--disable-threaded-compositing"
SITE = SERVED
PASSES = pytest.StashKey[Passes]()
LATE = ".woff2 was preloaded using link preload but not used within a few seconds"
fetched: set[str] = set()  # addresses of pages and what they ask for, since the last test began


@pytest.fixture(scope="session")
def passes(pytestconfig: pytest.Config, built: Path) -> Passes:
    """What passed before on the site as it is."""
    found = serving.chromium()
    told = subprocess.run([found, "--version"], check=True, capture_output=True).stdout if found else b""
    pytestconfig.stash[PASSES] = Passes(built, repr(told), KEPT / "passed")
    return pytestconfig.stash[PASSES]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Function) -> None:
    """What passed before, and could see nothing that has changed, needs no fixtures: some start a Python, or build a site."""
    fetched.clear()
    passes = item.config.stash.get(PASSES, None)
    if passes and passes.knows(item.nodeid):
        item.user_properties.append(NOT_AGAIN)
        item.fixturenames = []


@pytest.fixture(autouse=True)
def _first(request: pytest.FixtureRequest, passes: Passes) -> None:
    """Of the first test nobody could know before the site was built: its fixtures are there already."""
    if NOT_AGAIN not in request.node.user_properties and passes.knows(request.node.nodeid):
        request.node.user_properties.append(NOT_AGAIN)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Leave out what such a test does."""
    return True if NOT_AGAIN in pyfuncitem.user_properties else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Function, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Note how a test went, to the end of which its console has to be silent."""
    report = yield
    if passes := item.config.stash.get(PASSES, None):
        passes.note(item.path, item.nodeid, {EVERYTHING} if sees_all(item) else fetched, report)
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    if passes := session.config.stash.get(PASSES, None):
        passes.keep()


@pytest.fixture(scope="session")
def executable() -> str:
    """The machine's own Chromium. Without one the tests are skipped; where REQUIRE_BROWSER is set, they fail."""
    found = serving.chromium()
    if found is None:
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip)("no Chromium")
    return found


@pytest.fixture(scope="session")
def port(executable: str, built: Path) -> Iterator[int]:
    """Where the built site is served."""
    with serving.serving(built) as server:
        yield server.port


@pytest.fixture(scope="session")
def launch(executable: str, port: int) -> Iterator[Callable[..., Browser]]:
    """Start browsers for which SITE is the test's server."""
    always = [*serving.flags(), *FLAGS, f"--host-resolver-rules=MAP lesson.localhost 127.0.0.1:{port}"]
    with sync_playwright() as playwright, ExitStack() as running:

        def start(*flags: str) -> Browser:
            browser = playwright.chromium.launch(executable_path=executable, args=[*always, *flags])
            return running.enter_context(closing(browser))

        yield start


@pytest.fixture(scope="session")
def chromium(launch: Callable[..., Browser]) -> Browser:
    """A running browser, of which nobody may take pictures."""
    return launch(UNPAINTED)


@pytest.fixture(scope="session")
def undrawn(launch: Callable[..., Browser]) -> Browser:
    """One that draws no frame, for what loads many pages and only asks them."""
    return launch(UNDRAWN)


@pytest.fixture(scope="session")
def painting(launch: Callable[..., Browser]) -> Browser:
    """One that paints, for what takes pictures."""
    return launch()


@pytest.fixture
def context(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make contexts; at the end no page of theirs may have complained or asked for anything from outside."""
    with guarded(chromium) as make:
        yield make


@pytest.fixture
def painted(painting: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """The same, of which pictures can be taken."""
    with guarded(painting) as make:
        yield make


@contextmanager
def guarded(chromium: Browser, busy: bool = False) -> Iterator[Callable[..., BrowserContext]]:
    """The same for a fixture of a longer scope. Where a page is `busy`, it may use a font that it fetched later than usual."""
    wrong: list[str] = []
    made: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        made.append(_guarded(chromium.new_context(**options), wrong))
        return made[-1]

    yield make
    for one in made:
        one.close()
    assert [what for what in wrong if not (busy and LATE in what)] == []


def _guarded(new: BrowserContext, wrong: list[str]) -> BrowserContext:
    """A context that notes complaints, and requests to elsewhere."""
    new.set_default_timeout(PATIENCE)
    new.on("console", lambda m: wrong.append(f"console: {m.text}") if m.type in ("error", "warning") else None)
    new.on("weberror", lambda e: wrong.append(f"error: {e.error}"))
    new.on("request", lambda r: wrong.append(f"outside: {r.url}") if _outside(r.url) else None)
    new.on("request", lambda r: fetched.add(r.url))
    return new


@pytest.fixture(scope="module")
def visits(undrawn: Browser, built: Path) -> dict[str, Visit]:
    """Every page of the served site, looked at once for as long as it stays what it is, its console silent."""
    shelf = Cache(KEPT / "visits")
    keys = kept_visits.keys(built, undrawn.version, UNDRAWN, *sorted(REPEATING))
    entries = {name: (f"{name.removesuffix('.html').replace('/', '-')}.txt", key) for name, key in keys.items()}
    texts = {name: text for name, entry in entries.items() if (text := shelf.find(*entry))}
    with guarded(undrawn) as make:
        live = make(base_url=SITE, reduced_motion="reduce").new_page()
        plain = make(base_url=SITE, java_script_enabled=False).new_page()
        new = {name: visit(live, plain, name, name not in REPEATING) for name in keys if name not in texts}
    for name, seen in new.items():  # now that nothing has complained
        shelf.keep(*entries[name], kept_visits.written(seen))
    shelf.prune()
    return new | {name: kept_visits.read(text) for name, text in texts.items()}


@pytest.fixture(scope="module")
def opened(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Pages that are opened once for all tests of a file; a test gets them in the usual window, on a screen, no focus set."""
    with guarded(chromium, busy=True) as make:
        contexts = {scripts: make(base_url=SITE, java_script_enabled=scripts) for scripts in (True, False)}
        contexts[True].grant_permissions(["clipboard-read", "clipboard-write"])
        pages: dict[tuple[str, bool], Page] = {}

        def page(address: str, scripts: bool = True) -> Page:
            if (address, scripts) not in pages:
                pages[address, scripts] = contexts[scripts].new_page()
                pages[address, scripts].goto(address)
            fetched.add(f"{SITE}{address.lstrip('/')}")  # by this test or by one before
            found = pages[address, scripts]
            _in_the_usual_window(found)
            found.emulate_media(media="screen", color_scheme="light", reduced_motion="no-preference")
            found.evaluate("document.activeElement.blur()")
            return found

        yield page


def _in_the_usual_window(page: Page) -> None:
    if page.viewport_size != USUAL:  # to say it once more would lay out the page anew
        page.set_viewport_size(USUAL)


def _outside(url: str) -> bool:
    return not url.startswith((SITE, "http://127.0.0.1:", "file:", "data:", "blob:"))


@pytest.fixture(scope="session")
def common(chromium: Browser) -> Iterator[tuple[BrowserContext, list[str]]]:
    """The context of all tests that ask for nothing special: what pages share is fetched once. And its complaints."""
    wrong: list[str] = []
    context = _guarded(chromium.new_context(base_url=SITE), wrong)
    yield context, wrong
    context.close()


@pytest.fixture(scope="session")
def shown(common: tuple[BrowserContext, list[str]]) -> Page:
    """The tab of these tests: to open one for each would cost as much as a third of a page."""
    new = common[0].new_page()
    new.add_init_script = lambda *_: pytest.fail("other tests get this tab too: take the fixture `tab`")
    return new


@pytest.fixture
def page(common: tuple[BrowserContext, list[str]], shown: Page) -> Iterator[Page]:
    """A page of the served site, to a browser that has stored nothing; `page.goto("/lesson/…/")` is enough."""
    try:
        with _left_as_found(common, shown):
            yield shown
    finally:
        shown.goto("about:blank")
        _in_the_usual_window(shown)
        shown.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
        shown.set_default_timeout(PATIENCE)
        shown.mouse.move(-1, -1)


@pytest.fixture
def tab(common: tuple[BrowserContext, list[str]]) -> Iterator[Page]:
    """The same in a tab of its own, for a test that gives it a script to begin with."""
    new = common[0].new_page()
    with _left_as_found(common, new):
        yield new
    new.close()


@contextmanager
def _left_as_found(common: tuple[BrowserContext, list[str]], page: Page) -> Iterator[None]:
    """Lend a page; then nothing is stored or permitted any more, other tabs are closed, and nothing has complained."""
    context, wrong = common
    before = context.pages
    wrong.clear()
    yield
    session = context.new_cdp_session(page)
    origin = SITE.rstrip("/")
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "local_storage"})
    if page.url.startswith(SITE):  # a test that failed before it opened a page would fail twice
        session.send("DOMStorage.clear", {"storageId": {"securityOrigin": origin, "isLocalStorage": False}})
    session.detach()
    for one in context.pages:
        if one not in before:
            one.close()
    context.clear_permissions()
    assert wrong == []


@pytest.fixture
def serious(request: pytest.FixtureRequest) -> Callable[..., list[str]]:
    """What axe finds serious or critical within selectors, by all its rules or by those that are named."""

    def run(page: Page, *within: str, rules: Sequence[str] = ()) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(axe())
        page.evaluate(ASIDE)
        found = page.evaluate(SERIOUS, [within, [*rules]])
        page.evaluate("putBack()")
        return found

    return run


@pytest.fixture
def serious_in_both(serious: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """The same in the light scheme, and in the dark one what depends on colours. The page follows the system's scheme."""

    def run(page: Page, *within: str) -> list[str]:
        found = []
        for system, scheme, rules in (("light", "default", ()), ("dark", "slate", ("color-contrast",))):
            page.emulate_media(color_scheme=system, reduced_motion="reduce")  # no colour is on its way to another
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
            found += [f"{system}: {what}" for what in serious(page, *within, rules=rules)]
        return found

    return run

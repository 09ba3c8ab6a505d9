"""Fixtures of the browser tests: one Chromium, the built site served to it, and guards that are always on."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from publish import serving

from tests.conftest import SERVED
from tests.visits import Visit, addresses, visit

# Contrasts take axe long: those of formulas are the palette's, which tests/hooks/drawing/test_palette.py computes, and these
# pages repeat what others show.
REPEATING = {"api/index.html", "hand-out/index.html"}
FLAGS = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
SITE = SERVED


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
def chromium(executable: str, port: int) -> Iterator[Browser]:
    """A running browser, for which SITE is the test's server."""
    flags = [*serving.flags(), *FLAGS, f"--host-resolver-rules=MAP lesson.localhost 127.0.0.1:{port}"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make contexts; at the end no page of theirs may have complained or asked for anything from outside."""
    with guarded(chromium) as make:
        yield make


@contextmanager
def guarded(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """The same for a fixture of a longer scope."""
    wrong: list[str] = []
    made: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        made.append(_guarded(chromium.new_context(**options), wrong))
        return made[-1]

    yield make
    for one in made:
        one.close()
    assert wrong == []


def _guarded(new: BrowserContext, wrong: list[str]) -> BrowserContext:
    """A context that notes complaints, and requests to elsewhere."""
    new.set_default_timeout(30_000)
    new.on("console", lambda m: wrong.append(f"console: {m.text}") if m.type in ("error", "warning") else None)
    new.on("weberror", lambda e: wrong.append(f"error: {e.error}"))
    new.on("request", lambda r: wrong.append(f"outside: {r.url}") if _outside(r.url) else None)
    return new


@pytest.fixture(scope="module")
def visits(chromium: Browser, built: Path) -> dict[str, Visit]:
    """Every page of the served site, looked at once, its console silent."""
    with guarded(chromium) as make:
        live = make(base_url=SITE, reduced_motion="reduce").new_page()
        plain = make(base_url=SITE, java_script_enabled=False).new_page()
        return {name: visit(live, plain, name, colours=name not in REPEATING) for name in addresses(built)}


def _outside(url: str) -> bool:
    return not url.startswith((SITE, "http://127.0.0.1:", "file:", "data:", "blob:"))


@pytest.fixture(scope="session")
def common(chromium: Browser) -> Iterator[tuple[BrowserContext, list[str]]]:
    """The context of all tests that ask for nothing special: what pages share is fetched once. And its complaints."""
    wrong: list[str] = []
    context = _guarded(chromium.new_context(base_url=SITE), wrong)
    yield context, wrong
    context.close()


@pytest.fixture
def page(common: tuple[BrowserContext, list[str]]) -> Iterator[Page]:
    """A page of the served site, to a browser that has stored nothing; `page.goto("/lesson/…/")` is enough."""
    context, wrong = common
    wrong.clear()
    new = context.new_page()
    yield new
    session = context.new_cdp_session(new)
    session.send("Storage.clearDataForOrigin", {"origin": SITE.rstrip("/"), "storageTypes": "local_storage"})
    for one in context.pages:
        one.close()
    context.clear_permissions()
    assert wrong == []


@pytest.fixture
def serious(request: pytest.FixtureRequest) -> Callable[..., list[str]]:
    """What axe finds serious or critical within a selector, by all its rules or by those that are named."""

    def run(page: Page, within: str, *rules: str) -> list[str]:
        options = {"runOnly": [*rules]} if rules else None
        found = Axe().run(page, context={"include": [[within]]}, options=options).response["violations"]
        return [
            f"{v['id']} ({v['impact']}): {node['html'][:120]}"
            for v in found
            if v["impact"] in ("serious", "critical")
            for node in v["nodes"]
        ]

    return run


@pytest.fixture
def serious_in_both(serious: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """The same in the light scheme, and in the dark one what depends on colours. The page follows the system's scheme."""

    def run(page: Page, within: str) -> list[str]:
        found = []
        for system, scheme, rules in (("light", "default", ()), ("dark", "slate", ("color-contrast",))):
            page.emulate_media(color_scheme=system, reduced_motion="reduce")  # no colour is on its way to another
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
            found += serious(page, within, *rules)
        return found

    return run

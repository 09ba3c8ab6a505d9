"""The site as it is published: below a folder of a host, with the documented header, here in its edition for pupils.

Nothing is asked of another host, and the console stays silent: the fixture `context` sees to it.
"""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from features import exercises
from playwright.sync_api import expect
from publish.serving import Plain, serving

from tests.visits import FETCHED, texts

ROOT = Path(__file__).parents[2]
CODE = "https://example.org/code"
SHIFTS = """window.shifts = []; new PerformanceObserver(list => shifts.push(...list.getEntries().map(entry => entry.value)))
  .observe({type: "layout-shift", buffered: true})"""
LOOK = "getComputedStyle(document.body).getPropertyValue('--rnn-page')"


class Published(NamedTuple):
    address: str
    pages: dict[str, str]  # by their path


class Host(Plain):
    """Sends the error page for what there is not, as the large hosts do, and the header that CONTRIBUTING.md tells of."""

    policy = ""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def send_error(self, *_: object) -> None:
        page = (Path(self.directory) / "rnn/404.html").read_bytes()
        self.send_response(200)  # not 404: the browser would tell the console, which has to be silent
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page)


def documented_header(page: Path) -> str:
    """What the command in CONTRIBUTING.md prints."""
    command = re.search(r"^\$ (grep -o 'default-src.*)$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.M)[1]
    command = command.replace("site/index.html", str(page))
    return subprocess.run(
        command, shell=True, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout.strip()


@pytest.fixture(scope="module")
def published(whole) -> Iterator[Published]:
    folder = whole.folder / "published"
    with serving(folder, Host) as server:
        address = f"{server.address}rnn/"
        given = whole.folder / "given"
        given.mkdir()
        (given / "lesson-without-solutions.zip").write_bytes(b"packed")
        options = {"SOLUTIONS": "no", "SITE_URL": address, "REPO_URL": CODE, "DOWNLOADS": str(given)}
        result = whole.build("published/rnn", **options)
        assert result.returncode == 0, result.stderr
        Host.policy = documented_header(folder / "rnn/index.html")
        yield Published(address, texts(folder / "rnn"))


@pytest.fixture
def page(context):
    return context(viewport={"width": 1280, "height": 900}).new_page()


def test_the_header_is_the_policy_of_the_pages_and_keeps_them_out_of_frames(published):
    written = {re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1] for html in published.pages.values()}
    assert {f"{policy}; frame-ancestors 'none'" for policy in written} == {Host.policy}


def test_pages_explorers_and_search_work_below_a_folder(published, page):
    page.goto(published.address)
    page.evaluate("window.kept = true")
    page.locator("article a[href*='lesson/lstm']:visible").first.click()
    page.locator("#explorer-lstm-prices .live button").first.wait_for()
    expect(page).to_have_url(f"{published.address}lesson/lstm/")
    assert page.evaluate("window.kept")  # instant navigation knows the folder
    page.locator(".md-search__input").click()
    page.keyboard.type("reset gate")
    page.locator(".md-search-result__link").first.wait_for()
    found = page.locator(".md-search-result__link").evaluate_all("links => links.map(link => link.href)")
    assert all(address.startswith(published.address) for address in found)


@pytest.mark.parametrize("path", ["nowhere", "lesson/nowhere/", "lesson/a/b/c/d.html"])
def test_the_error_page_is_whole_at_any_depth_and_leads_home(published, page, path):
    page.goto(published.address + path)
    expect(page.locator("article h1")).to_have_text("Nothing is at this address")
    assert page.evaluate(LOOK) != ""
    page.locator(".md-search__input").click()
    page.keyboard.type("gate")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("article .start").click()
    page.locator("#objectives, .hero").first.wait_for()
    assert page.url.rstrip(".") == published.address


class Moved(Host):
    """The same for a site that nobody told where it lies."""

    policy = ""


@pytest.fixture(scope="module")
def moved(whole) -> Iterator[str]:
    folder = whole.folder / "moved"
    result = whole.build("moved/rnn", SITE_URL="")
    assert result.returncode == 0, result.stderr
    with serving(folder, Moved) as server:
        yield f"{server.address}rnn/"


@pytest.mark.parametrize("path", ["nowhere", "lesson/a/b/nowhere/"])
def test_the_error_page_finds_the_folder_that_nobody_told_it_of(moved, chromium, path):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()  # its console tells of styles that are not at the root
    page.add_init_script(SHIFTS)
    page.goto(moved + path)
    page.locator(".md-sidebar--primary .md-sidebar__scrollwrap[style]").wait_for()  # the theme's script has begun
    assert page.evaluate(LOOK) != ""
    navigation, foot = (page.locator(box).bounding_box() for box in (".md-sidebar__scrollwrap >> nth=0", ".md-footer"))
    assert navigation["y"] + navigation["height"] <= foot["y"]
    assert sum(page.evaluate("shifts")) < 0.01
    page.locator(".md-search__input").click()
    page.keyboard.type("gate")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("article .start").click()
    page.locator("#objectives, .hero").first.wait_for()
    assert page.url.rstrip(".") == moved
    page.context.close()


def test_it_holds_no_solution_and_every_question(published, built):
    left_out = re.escape(exercises.LEFT_OUT.strip("*"))
    full = texts(built)
    for name, whole in full.items():
        shown, here = whole.count("<summary>Solution</summary>"), published.pages[name]
        assert here.count("<summary>Solution</summary>") == 0
        assert len(re.findall(left_out, here)) == shown, name
        assert here.count("Answer and reasons</summary>") == whole.count("Answer and reasons</summary>"), name
    assert full["exercises/index.html"].count("<summary>Solution</summary>") > 20


def test_only_the_error_page_needs_the_whole_path(published):
    """It may be shown at any address; all others know their way from where they are."""
    whole_paths = FETCHED.findall(published.pages["404.html"])
    assert whole_paths
    assert [address for address in whole_paths if not address.startswith("/rnn/")] == []
    for name, html in published.pages.items():
        canonical = published.address + name.removesuffix("index.html")
        for address in set(FETCHED.findall(html)) - {canonical}:
            assert name == "404.html" or not address.startswith(("/", "http")), (name, address)


def test_every_page_has_an_address_a_description_and_a_card_of_its_own(published, whole):
    described, cards = {}, {}
    for name, html in published.pages.items():
        if name == "404.html":
            continue
        address = published.address + name.removesuffix("index.html")
        assert f'<link rel="canonical" href="{address}">' in html
        described[name] = re.search(r'<meta name="description" content="([^"]+)">', html)[1]
        assert f'property="og:description" content="{described[name]}"' in html, name
        cards[name] = re.search(rf'property="og:image" content="{published.address}([^"]+\.png)"', html)[1]
        assert (whole.folder / "published/rnn" / cards[name]).is_file(), name
        assert 'name="twitter:card" content="summary_large_image"' in html
    assert len(set(described.values())) == len(set(cards.values())) == len(published.pages) - 1


def test_what_a_build_is_given_lies_beside_the_pages_and_is_offered_to_teachers(published, whole):
    (path,) = re.findall(r'href="\.\./(downloads/[^"]+)" download', published.pages["for-teachers/index.html"])
    assert (whole.folder / "published/rnn" / path).read_bytes() == b"packed"


def test_the_sitemap_names_every_page_once(published, whole):
    listed = re.findall(r"<loc>([^<]+)</loc>", (whole.folder / "published/rnn/sitemap.xml").read_text("utf-8"))
    pages = {published.address + name.removesuffix("index.html") for name in published.pages} - {
        f"{published.address}404.html"
    }
    assert sorted(listed) == sorted(pages)


def test_a_link_to_the_repository_asks_the_code_host_for_nothing(published):
    html = published.pages["index.html"]
    assert f'<a href="{CODE}" class="md-source">' in html
    assert 'data-md-component="source"' not in html

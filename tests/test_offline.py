"""What is handed out: the archive of `make offline`, unpacked, and the edition without solutions."""

import re
import sys
from hashlib import sha256
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
import solutions

SMALL = 4_000_000
FETCHED = re.compile(r'<(?:script|img|link|iframe|source)\b[^>]*?\b(?:src|href)="([^"]+)"')


def html(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.html"))}


def test_the_archive_is_small_named_with_its_version_and_has_a_checksum(archive):
    version = re.search(r'^version = "(.+)"$', Path("pyproject.toml").read_text("utf-8"), re.M)[1]
    assert archive.name == f"rnn-lesson-{version}.zip"
    assert archive.stat().st_size < SMALL
    digest = sha256(archive.read_bytes()).hexdigest()
    assert archive.with_name(f"{archive.name}.sha256").read_text("utf-8") == f"{digest}  {archive.name}\n"


def test_it_opens_at_the_index_and_says_how_to_hand_it_out(offline):
    assert {"index.html", "READ-ME-FIRST.txt", "assets", "lesson"} <= {path.name for path in offline.iterdir()}
    words = (offline / "READ-ME-FIRST.txt").read_text("utf-8")
    assert "Double-click index.html" in words
    assert "sha256" in words


def test_every_file_that_a_page_fetches_lies_in_the_archive(offline):
    for name, page in html(offline).items():
        for address in FETCHED.findall(page):
            assert not urlsplit(address).netloc, (name, address)
            assert ((offline / name).parent / urldefrag(address)[0]).is_file(), (name, address)


def test_every_link_within_the_lesson_names_a_file(offline):
    """On a disk there is no server that turns a folder into its index."""
    for name, page in html(offline).items():
        for address in re.findall(r'<a\b[^>]*?\bhref="([^"]+)"', page):
            path = urldefrag(address)[0]
            assert urlsplit(path).scheme or not path or ((offline / name).parent / path).is_file(), (name, address)


def test_notebooks_lie_beside_their_pages_and_nothing_for_servers_does(offline):
    notebooks = {path.stem for path in (offline / "notebooks").glob("*.ipynb")}
    assert notebooks == {path.stem for path in (offline / "notebooks").glob("*.html")} != set()
    for name in ("404.html", "sitemap.xml", "search/search_index.json"):
        assert not (offline / name).exists()
    assert list(offline.rglob("*.map")) == []


def test_the_edition_without_solutions_has_a_name_of_its_own(whole):
    planned = whole.run("make", "-n", "offline", "SOLUTIONS=no", f"VENV={sys.prefix}").stdout
    assert re.search(r"rnn-lesson-[\d.]+-without-solutions dist", planned)


@pytest.fixture(scope="module")
def pupils(whole) -> dict[str, str]:
    """The pages of a build without solutions, published below a folder of a host."""
    result = whole.build(
        "pupils", SOLUTIONS="no", SITE_URL="https://example.org/rnn/", REPO_URL="https://example.org/code"
    )
    assert result.returncode == 0, result.stderr
    return html(whole.folder / "pupils")


def test_it_holds_no_solution_and_every_question(pupils, built):
    left_out = re.escape(solutions.LEFT_OUT.strip("*"))
    for name, whole in html(built).items():
        shown = whole.count("<summary>Solution</summary>")
        assert pupils[name].count("<summary>Solution</summary>") == 0
        assert len(re.findall(left_out, pupils[name])) == shown, name
        assert pupils[name].count("<summary>Answer and reasons</summary>") == whole.count(
            "Answer and reasons</summary>"
        )
    assert html(built)["exercises/index.html"].count("<summary>Solution</summary>") > 20


def test_below_a_folder_of_a_host_only_the_error_page_needs_the_whole_path(pupils):
    """It may be shown at any address; all others know their way from where they are."""
    whole_paths = FETCHED.findall(pupils["404.html"])
    assert whole_paths
    assert [address for address in whole_paths if not address.startswith("/rnn/")] == []
    for name, page in pupils.items():
        canonical = "https://example.org/rnn/" + name.removesuffix("index.html")
        for address in set(FETCHED.findall(page)) - {canonical}:
            assert name == "404.html" or not address.startswith(("/", "http")), (name, address)


def test_a_shared_address_shows_a_card(pupils):
    page = pupils["lesson/lstm/index.html"]
    assert '<link rel="canonical" href="https://example.org/rnn/lesson/lstm/">' in page
    assert 'property="og:image" content="https://example.org/rnn/assets/cards/lesson-lstm.png"' in page
    assert 'name="twitter:card" content="summary_large_image"' in page
    described = re.search(r'<meta name="description" content="([^"]+)">', page)[1]
    assert f'property="og:description" content="{described}"' in page


def test_without_an_address_nothing_is_said_about_one(offline):
    for name, page in html(offline).items():
        assert "og:" not in page.partition("</head>")[0], name
        assert "canonical" not in page.partition("</head>")[0], name


def test_a_link_to_the_repository_asks_the_code_host_for_nothing(pupils):
    page = pupils["index.html"]
    assert '<a href="https://example.org/code" class="md-source">' in page
    assert 'data-md-component="source"' not in page


def test_the_error_page_says_what_to_do(pupils):
    assert '<a class="start" href="/rnn/.">' in pupils["404.html"]
    assert "Nothing is at this address" in pupils["404.html"]

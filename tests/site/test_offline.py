"""What is handed out: the archive of `make offline`, unpacked."""

import re
import sys
from hashlib import sha256
from pathlib import Path
from urllib.parse import urldefrag, urlsplit
from zipfile import ZipFile

import pytest

from tests.visits import FETCHED, texts

SMALL = 1_000_000  # without what runs code
WITH_PYTHON = 13_000_000
PYTHON = "/assets/python/"
TOLD = re.compile(r"about (\d+) MB.*only ([\d.]+) MB", re.S)


def test_the_archive_is_small_named_with_its_version_and_has_a_checksum(archive):
    version = re.search(r'^version = "(.+)"$', Path("pyproject.toml").read_text("utf-8"), re.M)[1]
    assert archive.name == f"rnn-lesson-{version}.zip"
    with ZipFile(archive) as packed:
        sizes = {entry.filename: entry.compress_size for entry in packed.infolist()}
    assert sum(size for name, size in sizes.items() if PYTHON not in name) < SMALL
    assert archive.stat().st_size < WITH_PYTHON
    digest = sha256(archive.read_bytes()).hexdigest()
    assert archive.with_name(f"{archive.name}.sha256").read_text("utf-8") == f"{digest}  {archive.name}\n"


@pytest.mark.parametrize("path", ["docs/for-teachers.md", "hooks/theme/READ-ME-FIRST.txt"])
def test_readers_are_told_what_both_editions_weigh(archive, path):
    with ZipFile(archive) as packed:
        rest = sum(entry.compress_size for entry in packed.infolist() if PYTHON not in entry.filename)
    words = Path(path).read_text("utf-8").split("---", 2)[2]
    assert TOLD.search(words).groups() == (f"{archive.stat().st_size / 1e6:.0f}", f"{rest / 1e6:.1f}")


def test_it_opens_at_the_index_and_says_how_to_hand_it_out(offline):
    assert {"index.html", "READ-ME-FIRST.txt", "assets", "lesson"} <= {path.name for path in offline.iterdir()}
    words = (offline / "READ-ME-FIRST.txt").read_text("utf-8")
    assert words.startswith("RECURRENT NEURAL NETWORKS\nA lesson in eight steps.")
    assert "Double-click index.html" in words
    assert "sha256" in words


def test_every_file_that_a_page_fetches_lies_in_the_archive(offline):
    for name, page in texts(offline).items():
        for address in FETCHED.findall(page):
            assert not urlsplit(address).netloc, (name, address)
            assert ((offline / name).parent / urldefrag(address)[0]).is_file(), (name, address)


def test_every_link_within_the_lesson_names_a_file(offline):
    """On a disk there is no server that turns a folder into its index."""
    for name, page in texts(offline).items():
        for address in re.findall(r'<a\b[^>]*?\bhref="([^"]+)"', page):
            parts = urlsplit(address)  # a query sets the state of an explorer
            path = parts.path
            assert parts.scheme or not path or ((offline / name).parent / path).is_file(), (name, address)


def test_notebooks_lie_beside_their_pages_and_nothing_for_servers_does(offline):
    notebooks = {path.stem for path in (offline / "notebooks").glob("*.ipynb")}
    assert notebooks == {path.stem for path in (offline / "notebooks").glob("*.html")} != set()
    for name in ("404.html", "sitemap.xml", "search/search_index.json"):
        assert not (offline / name).exists()
    assert list(offline.rglob("*.map")) == []


def test_the_edition_without_solutions_has_a_name_of_its_own(whole):
    planned = whole.run("make", "-n", "offline", "SOLUTIONS=no", f"VENV={sys.prefix}").stdout
    assert re.search(r"rnn-lesson-[\d.]+-without-solutions dist", planned)


def test_the_edition_without_python_has_a_name_of_its_own_and_fetches_none(whole):
    planned = whole.run("make", "-n", "offline", "RUN=no", f"VENV={sys.prefix}").stdout
    assert re.search(r"rnn-lesson-[\d.]+-without-python dist", planned)
    assert "publish.runtime" not in planned
    assert "publish.runtime" in whole.run("make", "-n", "offline", f"VENV={sys.prefix}").stdout


def test_without_an_address_nothing_is_said_about_one(offline):
    for name, page in texts(offline).items():
        assert "og:" not in page.partition("</head>")[0], name
        assert "canonical" not in page.partition("</head>")[0], name

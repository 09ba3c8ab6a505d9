"""Each piece of Markdown becomes HTML once; what passed is looked at again when it, or what renders it, changes."""

import sys

import pytest
from checks import source
from checks.source import Docs
from results import used_code
from results.cache import Cache
from results.page_memory import Memory
from site_sources import Pieces, front_matter, refused

CODE = used_code.of_site()
PAGE = '---\ntitle: "Page <!-- value: lesson-steps -->eight<!-- / -->"\nhide: [toc]\n---\n\nSome *words*.\n'


class Echo:
    """A renderer that returns what it is given, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def reset(self) -> None:
        self.asked.append("reset")

    def convert(self, source: str) -> str:
        self.asked.append(source)
        return source


@pytest.fixture
def found(tmp_path):
    """What is refused of a page with this text, and the texts for which the renderer was asked."""

    def look(text: str, settings: str = "") -> tuple[list[str], list[str]]:
        renderer = Echo()
        docs = Docs(source.sources({"page.md": text}), folder=tmp_path / "docs")
        problems = refused(docs, Pieces(renderer, settings, Memory({})), CODE, Cache(tmp_path / "passed"))
        return [str(problem) for problem in problems], [text for text in renderer.asked if text != "reset"]

    return look


def test_a_piece_is_converted_once_and_nothing_of_another_is_left_in_the_renderer():
    pieces = Pieces(renderer := Echo(), "", memory := Memory({}))
    assert [pieces.html(text) for text in ("one", "two", "one")] == ["one", "two", "one"]
    assert renderer.asked == ["reset", "one", "reset", "two"]
    for settings, code, times in (("", "", 2), ("other extensions", "", 3), ("other extensions", "other code", 4)):
        Pieces(renderer, settings, memory, code).html("one")
        assert renderer.asked.count("one") == times - 1


def test_a_source_that_passed_is_not_looked_at_again_until_it_or_its_settings_change(found):
    assert found(PAGE) == ([], ["\nSome *words*.\n"])
    assert found(PAGE) == ([], [])
    assert found(PAGE.replace("Some", "More")) == ([], ["\nMore *words*.\n"])
    assert found(PAGE, "other extensions") == ([], ["\nSome *words*.\n"])


def test_a_source_that_was_refused_is_refused_again(found):
    for _ in range(2):
        problems, asked = found(PAGE + "\n<script>steal()</script>\n")
        assert [problem.partition(":")[2].partition(":")[0] for problem in problems] == ["8"]
        assert len(asked) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links for administrators alone")
def test_a_link_to_a_file_or_to_a_folder_below_docs_is_refused(found, tmp_path):
    """MkDocs would follow both, and publish what lies at their other end."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "page.html").write_text("<script>steal()</script>", "utf-8")
    (tmp_path / "docs" / "file.md").symlink_to(tmp_path / "elsewhere" / "page.html")
    (tmp_path / "docs" / "folder").symlink_to(tmp_path / "elsewhere")
    problems, _ = found(PAGE)
    assert [problem.partition(": a link to another file or folder")[0] for problem in problems] == [
        "docs/file.md:1: link",
        "docs/folder:1: link",
    ]


def test_front_matter_is_what_readers_see_of_it():
    page = source.sources({"page.md": PAGE})["page.md"]
    assert front_matter(page) == {"title": "Page eight", "hide": ["toc"]}

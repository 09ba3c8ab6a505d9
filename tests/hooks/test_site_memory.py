"""A server finishes a page again if anything has changed that it is made of, and only then."""

from collections import Counter

import pytest
from checks.source import Source
from drawing.html_tree import parse
from site_content import Site
from site_memory import Finished, Memory, stands_alone

ALONE, OF_OTHERS = "Words.\n\n<!-- figure: unrolled -->\n", "Words.\n\n<!-- tally: sentence -->\n"


class Builds:
    """Builds of a site with two pages and a notebook, which count what they finish, write and look through."""

    def __init__(self) -> None:
        self.counted: Counter[str] = Counter()
        self.memory: Memory | None = None

    def build(self, texts: dict[str, str], shared: str = "", cells: str = "1") -> dict[str, str]:
        site = Site.__new__(Site)
        site.memory, site.pages = Memory(shared, self.memory), {}
        site.sources = {path: Source(path, text) for path, text in texts.items()}
        site._finished = lambda path, html, *_: self.finish(path, html)
        site._finished_notebook = lambda path, html, _: self.finish(path, html)
        site._written = lambda path: self.told("written", path, str(site.pages[path]))
        for path in texts:
            assert site.finish(path, "<p id='a'>", str, "") == {"a"}
        assert site.finish_notebook("one.py", cells, str) == {"path": "one.py"}
        self.memory = site.memory
        for path in (*texts, "one.py"):
            site.indexed(path, lambda path=path: self.told("indexed", path, []))
        return {path: site.written(path) for path in site.pages}

    def finish(self, path: str, html: str) -> Finished:
        return Finished(self.told("finished", path, parse(html)), {"path": path})

    def told(self, what, path, made):
        self.counted[f"{what} {path}"] += 1
        return made

    def made(self, *arguments, **options) -> set[str]:
        """What the next build makes anew."""
        self.counted.clear()
        self.build(*arguments, **options)
        assert set(self.counted.values()) <= {1}
        return {*self.counted}


def everything(*paths: str) -> set[str]:
    return {f"{what} {path}" for what in ("finished", "written", "indexed") for path in paths}


def test_only_what_has_changed_is_made_anew_and_what_tells_of_other_pages_always():
    site, texts = Builds(), {"a.md": ALONE, "b.md": OF_OTHERS}
    assert site.made(texts) == everything("a.md", "b.md", "one.py")
    assert site.made(texts) == everything("b.md")
    assert site.made(texts, cells="2") == everything("b.md", "one.py")
    assert site.made({"a.md": f"More. {ALONE}", "b.md": OF_OTHERS}, cells="2") == everything("a.md", "b.md")
    assert site.made({"a.md": f"More. {ALONE}", "b.md": OF_OTHERS}, "other", cells="2") == everything(
        "a.md", "b.md", "one.py"
    )
    assert site.made({**texts, "c.md": ALONE}, "other", cells="2") == everything("a.md", "b.md", "c.md")


def test_what_is_taken_from_memory_is_what_was_made():
    site, texts = Builds(), {"a.md": ALONE, "b.md": OF_OTHERS}
    assert site.build(texts) == site.build(texts)


@pytest.mark.parametrize(
    ("text", "alone"), [(ALONE, True), (OF_OTHERS, False), ("Words.\n", True), (ALONE + OF_OTHERS, False)]
)
def test_a_page_stands_alone_if_all_that_it_shows_is_its_own(text, alone):
    assert stands_alone(Source("a.md", text)) == alone

"""What may be done ahead: everything that is computed and drawn, in the order that meets the build's half-way."""

from contextlib import suppress
from pathlib import Path

import pages
import pytest
import site_contract
from results.cache import Cache
from site_content import Site

ROOT = Path(__file__).parents[2]


class Echo:
    """A renderer that returns what it is given."""

    def reset(self) -> None:
        """Nothing."""

    def convert(self, source: str) -> str:
        return source


@pytest.fixture
def site(tmp_path) -> Site:
    return Site(site_contract.read(ROOT / "docs"), tmp_path, Echo())


def names(*kinds: str) -> list[str]:
    return [f"{kind}-{name}" for kind in kinds for name in pages.of_kind(kind)]


def test_everything_is_made_ahead_first_what_pages_are_checked_with_and_of_that_the_last_first(site, monkeypatch):
    asked: list[str] = []

    def note(cache: Cache, name: str, *_: object) -> str:
        if cache.folder == site.shelves.drawn.folder:
            asked.append(name.removesuffix(".json"))
            raise LookupError
        return remember(cache, name, *_)

    remember = Cache.remember
    monkeypatch.setattr(Cache, "remember", note)
    for job in site.ahead():
        with suppress(LookupError):  # nothing is made
            job()
    assert asked == [*reversed(names("value", "table")), *reversed(names("figure", "explorer"))]


@pytest.mark.parametrize(("held", "look"), [(None, "glance"), ({}, "state")])
def test_once_all_is_made_nothing_is_left_to_be_made_ahead_until_code_changes(site, monkeypatch, held, look):
    """A build that ends goes by a glance at the code, a server by what it says."""
    site = Site(site.content, site.shelves.drawn.folder.parent, Echo(), held=held)
    assert site.ahead()
    site.tidy()
    assert list(site.ahead()) == []
    monkeypatch.setattr(type(site.code), look, lambda _: "another")
    assert Site(site.content, site.shelves.drawn.folder.parent, Echo(), held=held).ahead()


def test_the_navigation_is_told_which_step_a_page_is_and_what_makes_it_done(site):
    told = site.step_of("lesson/lstm.md")
    assert told["step"] == "5"
    assert told["asked"].split() == [it.name for it in site.sources["lesson/lstm.md"].markers if it.kind == "question"]
    assert site.step_of("glossary.md") == {}

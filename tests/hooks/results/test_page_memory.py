"""A server finishes a page again if anything has changed that it is made of, and only then."""

import re
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
from checks.slots import slot
from checks.source import Source
from drawing.html_tree import parse
from features import hand_out, lesson_plan, progress
from markupsafe import Markup
from results.cache import Cache
from results.made_pages import MadePages
from results.page_memory import Held, Memory
from site_content import Site

PAGE, OTHER, MAP, PAPER = "lesson/lstm.md", "a.md", "index.md", "hand-out.md"
HTML = {
    PAGE: f"<p id='a'>Words.</p>{slot('figure', 'gates')}",
    OTHER: f"<p id='a'>Words.</p>{slot('tally', 'sentence')}",
    MAP: f"<p id='a'>Words.</p>{slot('map', 'lesson')}",
    PAPER: f"<p id='a'>Words.</p>{slot('handout', 'lesson')}",
}


# --- things by name --------------------------------------------------------------------------------------------------


def test_a_thing_is_made_again_only_if_it_is_made_of_others():
    held: Held = {}
    made = [Memory(held).remember("page", made_of, object) for made_of in ("one", "one", "two", "one")]
    assert [made.index(thing) for thing in made] == [0, 0, 2, 3]


def test_what_a_build_did_not_ask_for_is_let_go_when_it_has_ended():
    held: Held = {}
    memory = Memory(held)
    for name in "ab":
        memory.remember(name, 1, list)
    memory.settle()
    later = Memory(held)
    later.remember("b", 1, dict)
    assert held.keys() == {"a", "b"}  # a build that stops half-way has lost nothing
    later.stays("a", 2)  # made of something else
    later.settle()
    assert held.keys() == {"b"}
    last = Memory(held)
    last.stays("b", 1)
    last.settle()
    assert held.keys() == {"b"}  # nobody asked for it, but it will do


def test_what_could_not_be_made_is_not_held():
    held: Held = {}
    with pytest.raises(ZeroDivisionError):
        Memory(held).remember("a", 1, lambda: 1 / 0)
    assert held == {}


# --- pages -----------------------------------------------------------------------------------------------------------


class Builds:
    """Builds of a site with four pages and a notebook, which count what they finish, write and look through.

    One page shows a figure, one what is counted on all pages, one the minutes of all, one the first page on paper.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, shelf: Path) -> None:
        self.shelf = Cache(shelf)
        self.counted: Counter[str] = Counter()
        self.held: Held = {}
        monkeypatch.setattr(lesson_plan, "core", lambda plan: [PAGE, MAP])
        monkeypatch.setattr(lesson_plan, "minutes_html", lambda plan, minutes: Markup("minutes"))
        monkeypatch.setattr(lesson_plan, "map_html", lambda plan, each, link: Markup(f"<i>{each['lstm']}</i>"))
        monkeypatch.setattr(progress, "html", lambda checks, drawn, forget: drawn)
        monkeypatch.setattr(hand_out, "page", self.printed)

    def build(
        self, html: dict[str, str], shared: str = "", figure: str = "gates", tally: str = "one", cells: str = "1"
    ):
        site = Site.__new__(Site)
        site.memory, site.made_with = Memory(self.held), (shared,)
        site.pages, site.shown, site.checks = MadePages(site.memory, self.shelf), {}, None
        site.plan = SimpleNamespace(step=lambda name: None)
        site.content = SimpleNamespace(references={})
        site.sources = {path: Source(path, path) for path in html}
        site.slots = self.slots = Slots({"figure": figure, "tally": tally})
        finished = site._finished
        site._finished = lambda path, *rest: self.told("finished", path, finished(path, *rest))
        site._finished_notebook = lambda path, text, _: self.told("finished", path, parse(f"<h1>{text}</h1>"))
        site._written = lambda path, page: self.told("written", path, str(page))
        for path, text in html.items():
            assert site.finish(path, text, str, "") == {"a"}
        assert site.finish_notebook("one.py", cells, str)["title"] == cells
        site.finish_late(dict.fromkeys(html, str), {path: path for path in html})
        for path in site.pages:
            site.indexed(path, lambda path=path: self.told("indexed", path, []))
        written = {path: site.written(path) for path in site.pages}
        site.memory.settle()
        return written

    def printed(self, core, pages, addresses, listed):
        return self.told("printed", PAGE, parse(f"<b>{pages[PAGE].get_text()}</b>"))

    def told(self, what, path, made):
        self.counted[f"{what} {path}"] += 1
        return made

    def made(self, *arguments, **options) -> set[str]:
        """What the next build makes anew."""
        self.counted.clear()
        self.build(*arguments, **options)
        assert set(self.counted.values()) <= {1}
        return {*self.counted}


class Slots:
    """What fills the slots: a figure by the key of its code, and what is told of other pages."""

    def __init__(self, shown: dict[str, str]) -> None:
        self.shown, self.filled = shown, list[str]()

    def made_by(self, kind, name):
        return [self.shown["figure"]] if kind == "figure" else []

    def fill(self, path, link, kind, name):
        self.filled.append(kind)
        return Markup(f"<i>{self.shown[kind]}</i>") if kind in self.shown else None


def everything(*paths: str) -> set[str]:
    return {f"{what} {path}" for what in ("finished", "written", "indexed") for path in paths}


WHOLE = {f"{what} {PAPER}" for what in ("written", "indexed")} | {
    f"printed {PAGE}"
}  # the lesson on paper, filled again


@pytest.fixture
def site(monkeypatch, tmp_path) -> Builds:
    return Builds(monkeypatch, tmp_path)


def test_only_what_has_changed_is_made_anew_and_what_tells_of_it(site):
    assert site.made(HTML) == everything(*HTML, "one.py") | WHOLE
    assert site.made(HTML) == set()
    assert site.made(HTML, cells="2") == everything("one.py")
    assert site.made({**HTML, OTHER: f"More. {HTML[OTHER]}"}, cells="2") == everything(OTHER)
    assert site.made(HTML, cells="2", tally="two") == everything(OTHER)
    assert site.made({**HTML, PAGE: f"More. {HTML[PAGE]}"}, cells="2", tally="two") == everything(PAGE) | WHOLE
    assert site.made(HTML, "other", cells="2", tally="two") == everything(*HTML, "one.py") | WHOLE


def test_of_a_figure_whose_code_is_another_only_the_page_is_finished_that_shows_it(site):
    site.build(HTML)
    assert site.made(HTML, figure="other gates") == everything(PAGE) | WHOLE


def test_a_figure_is_filled_in_once_for_its_code_and_what_tells_of_other_pages_each_time(site, monkeypatch, tmp_path):
    site.build(HTML)
    assert {"figure", "tally"} <= {*site.slots.filled}
    later = Builds(monkeypatch, tmp_path)
    later.build(HTML)
    assert "figure" not in later.slots.filled
    assert "tally" in later.slots.filled
    later.build(HTML, figure="other gates")
    assert "figure" in later.slots.filled


def test_minutes_that_change_are_shown_on_a_map_that_did_not(site):
    long = {**HTML, PAGE: HTML[PAGE] + "word " * 2000}
    before, after = site.build(HTML), site.build(long)
    assert re.search(r"<i>\d+</i>", before[MAP])[0] != re.search(r"<i>\d+</i>", after[MAP])[0]
    assert site.build(HTML) == before


def test_what_is_taken_from_memory_or_from_files_is_what_was_made(site, monkeypatch, tmp_path):
    first = site.build(HTML)
    assert site.build(HTML) == first == Builds(monkeypatch, tmp_path / "another").build(HTML)
    assert "gates" in first[PAPER]
    next_process = Builds(monkeypatch, tmp_path)
    assert next_process.build(HTML) == first
    assert not next_process.counted


def test_a_process_makes_no_page_that_one_before_it_made_unless_another_page_shows_it(site, monkeypatch, tmp_path):
    site.build(HTML)
    another = {**HTML, OTHER: f"More. {HTML[OTHER]}"}
    assert Builds(monkeypatch, tmp_path).made(another) == everything(OTHER)
    longer = {**HTML, PAGE: f"More. {HTML[PAGE]}"}
    on_paper = {f"finished {PAPER}"} | WHOLE
    assert Builds(monkeypatch, tmp_path).made(longer) - {f"finished {MAP}"} == everything(PAGE) | on_paper

"""The site's content for one build, in its order.

Plain Python: a successor of MkDocs would `read` the docs folder, make one `Site` of that, and call its methods in the
same order: `check`, `with_slots` and `finish` for each page, `finish_late` when all are rendered, then `written` for
each page; `stylesheet`, `scripts` and `write_fonts` for the assets. What `ahead` lists may be done meanwhile. What goes
into the slots stands in site_slots.py, what the sources may hold in site_sources.py, what the pages may ask for in
site_contract.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import asdict
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

import site_contract
import site_sources
from bs4 import BeautifulSoup, Tag
from checks import slots, toml_lines
from checks.problems import DocsError, Problem
from drawing import maths, maths_font, palette, text_font
from drawing.html_tree import ids, parse, written
from drawing.maths import MathsError
from features import (
    article,
    exercises,
    glossary,
    hand_out,
    lesson_plan,
    notebook_page,
    notebooks,
    places,
    progress,
    reading_time,
    references,
    runnable,
    search_words,
)
from markupsafe import Markup
from pages import EXPLORERS, FIGURES
from pages.computed_answers import COMPUTED, Key, kept, key_of
from publish import downloads, social_cards, widgets
from results import used_code
from results.made_pages import MadePages, digest
from results.page_memory import Held, Memory
from results.used_code import ALL
from site_shelves import Shelves
from site_slots import Link, Slots, to_topic
from site_sources import Pieces, Renderer

HOOKS = Path(__file__).parent
# Where the code begins that makes a page of what was rendered, and finds what the search knows of it; and others' code.
FINISHING = ("site_content", "Site"), ("features.search_words", ALL), ("mkdocs_hooks", "_index_what_changed")
FINISHED_WITH = [*map(version, ("beautifulsoup4", "math-core", "mkdocs-material"))]
SCRIPT = "assets/widgets.js"
Late = Mapping[str, Markup | Callable[[], Tag]]  # what fills the slots of these kinds when all pages are finished


class Site:
    """Everything below a docs folder; `check` it first."""

    def __init__(
        self,
        content: site_contract.Content,
        cache_folder: Path,
        renderer: Renderer,
        settings: str = "",  # what the renderer was made with
        with_solutions: bool = True,
        runs: bool = False,
        given: Sequence[downloads.Download] = (),
        addresses: Sequence[tuple[str, str]] = (),  # where in the site each file of the sources lies, which links tell
        before: Site | None = None,  # of a server whose code is as it was: what it knows of the code
        held: Held | None = None,  # of a server: what its builds remember
    ) -> None:
        self.code, self.key, self.state = _code(content, before, serves=held is not None)
        self.shelves = Shelves(cache_folder, self.code, content.docs)
        self.names = site_contract.names_of(content, kept(COMPUTED, self.shelves.drawn, self.key))
        self.content = content
        self.sources, self.notebooks = content.docs.pages, content.docs.notebooks
        self.memory = Memory({} if held is None else held)
        self.pieces = Pieces(renderer, settings, self.memory, self.code.digest(site_sources.RENDERED_BY))
        self.questions, self.plan = content.questions, content.plan
        self.checks = progress.checks(self.plan, self.sources, self.questions)
        self.slots = Slots(content, self.names, self.checks, self.pieces, self.shelves.drawn, self.key, given)
        self.with_solutions = with_solutions
        self._made = "made.txt", self.state  # kept when all is made
        self.runs = runs  # whether readers can run code in the pages
        code = self.code.digest(*FINISHING, *(("", name) for name in self.code.data), also=repr(FINISHED_WITH))
        told = content.glossary, content.references, self.plan, self.checks
        self.made_with = digest((code, settings, told, addresses, with_solutions, runs))  # every page
        self.shown: dict[str, set[str]] = {}  # what kinds of slots each page has
        self.pages = MadePages(self.memory, self.shelves.finished)

    def ahead(self) -> Sequence[Callable[[], object]]:
        """What is computed and drawn whatever the pages say; nothing while the code is as it was when all was made.

        The last comes first: who does these jobs beside a build, which begins with the first, meets it in the middle.
        """
        if self.shelves.drawn.find(*self._made) is not None:
            return ()
        drawn = [partial(self.slots.figure, name) for name in FIGURES]
        drawn += [partial(self.slots.trace, name) for name in EXPLORERS]
        return [*reversed([*self.names.values.values(), *self.names.tables.values()]), *reversed(drawn)]

    def check(self) -> None:
        """Raise DocsError with every mistake found. The numbers come last: meanwhile somebody may compute ahead."""
        refused = site_sources.refused(self.content.docs, self.pieces, self.code, self.shelves.drawn)
        unsound = widgets.problems(HOOKS.parent)
        if wrong := [*site_contract.problems(self.content, self.names), *unsound, *refused]:
            raise DocsError(wrong)

    def with_slots(self, path: str) -> str:
        """The body of a page, its markers stripped, with or without the solutions of its exercises, and the tasks."""
        page = self.sources[path]
        left_out = [] if self.with_solutions else exercises.left_out(page)
        return slots.with_slots(page, left_out + ([] if self.runs else runnable.tasks_left_out(page)))

    def front_matter(self, path: str) -> Mapping[str, Any]:
        """What a page says about itself, its markers stripped."""
        return site_sources.front_matter(self.sources[path])

    def finish(self, path: str, html: str, link: Link, description: str) -> set[str]:
        """Read a rendered page and bring in figures, tables, questions, formulas and links. Returns the page's ids.

        Raises DocsError for bad LaTeX.
        """
        try:
            parts = dict(self._parts(path, html, link))
            self.shown[path] = {kind for kind, _ in parts}
            finish = partial(self._finished, path, html, link, description, parts)
            made_of = self.made_with, html, description, self.sources[path].text, parts
            self.pages.put(path, "finished", made_of, finish)
            return {*self.pages.find(path, "ids", lambda page: sorted(ids(page)))}
        except MathsError as error:
            raise DocsError([self._at_its_line(path, error)]) from None

    def _parts(self, path: str, html: str, link: Link) -> Iterator[tuple[slots.Slot, Markup | None]]:
        """What goes into the slots of a page, and into the slots that this brings."""
        for slot in slots.found(html):
            part = self._part(path, link, *slot)
            yield slot, part
            yield from self._parts(path, part or "", link)

    def _part(self, path: str, link: Link, kind: str, name: str) -> Markup | None:
        """What goes into one slot; of what its own code makes, the same as before if that code is the same."""
        fill = partial(self.slots.fill, path, link, kind, name)
        made_by = self.slots.made_by(kind, name)
        if not made_by:
            return fill()
        return Markup(self.pages.part(path, f"{kind}-{name}", (self.made_with, made_by), lambda: fill() or ""))

    def _finished(
        self, path: str, html: str, link: Link, description: str, parts: Mapping[slots.Slot, Markup | None]
    ) -> BeautifulSoup:
        page = parse(html)
        article.fill(page, lambda kind, name: parts[kind, name])
        maths.convert(page)
        article.tidy(page)
        article.name_cells(page)
        article.keep_cells(page)
        article.drop_dead_names(page)
        references.mark_citations(page, link(references.PAGE), self.content.references)
        step = self.plan.step(PurePosixPath(path).stem)
        if step or self.sources[path].front_matter.get("terms"):
            glossary.link_terms(page, self.content.glossary, link(glossary.PAGE))
        article.keep_together(page)
        article.keep_code(page)
        article.break_names(page)
        article.plain_code(page)
        article.break_signatures(page)
        article.close_brackets(page)
        places.link_places(page)
        places.tell_contents(page)  # after the ids, which are made of the titles alone
        places.tell_in_place(page, link(references.PAGE))
        if step:
            header = progress.html(self.checks, lesson_plan.header_html(self.plan, step))
            article.add_header(page, header, description)
        return page

    def finish_notebook(self, path: str, html: str, link: Link) -> dict[str, object]:
        """Read a notebook that ran, and make a page of it. Returns what other pages say in their front matter.

        Raises DocsError for bad LaTeX, and for a cell that warned.
        """
        self.pages.put(path, "finished", (self.made_with, html), partial(self._finished_notebook, path, html, link))
        meta: dict[str, object] = self.pages.find(path, "meta", notebook_page.meta)
        return meta

    def _finished_notebook(self, path: str, html: str, link: Link) -> BeautifulSoup:
        try:
            page = notebook_page.page(html)
        except MathsError as error:
            raise DocsError([self._at_its_line(path, error)]) from None
        except notebook_page.OutputError as error:
            line = notebooks.line_of_cell(self.notebooks[path], error.cell)
            raise DocsError([Problem(path, line, "output", str(error))]) from None
        notebook_page.complete(page, path, link)
        article.keep_together(page)
        article.keep_code(page)
        article.break_names(page)
        article.plain_code(page)
        return page

    def _at_its_line(self, path: str, error: MathsError) -> Problem:
        source = {**self.sources, **self.notebooks}[path]
        return source.problem(max(source.text.find(error.tex), 0), "formula", str(error))

    def downloads(self) -> dict[str, str]:
        """What readers can download, path below docs/ → text: tables as CSV, and the notebooks."""
        tables = [answer().downloads(name) for name, answer in self.names.tables.items()]
        tables_as_csv = {path: text for found in tables for path, text in found.items()}
        return tables_as_csv | {notebooks.download_path(p): notebooks.ipynb(n.text) for p, n in self.notebooks.items()}

    def finish_late(self, links: Mapping[str, Link], addresses: Mapping[str, str]) -> None:
        """With all pages finished: the map with its minutes, which are counted on them, and the hand-out.

        `links` leads from each page to the others, `addresses` says where in the site each one stands.
        """
        core = lesson_plan.core(self.plan)
        minutes = self._minutes(core)

        def steps(path: str) -> Markup:
            drawn = lesson_plan.map_html(self.plan, minutes.each, to_topic(links[path]))
            return progress.html(self.checks, drawn, forget=True)

        whole = lesson_plan.minutes_html(self.plan, minutes)
        for path in self._that_show("map", "minutes"):
            self._complete(path, {"map": steps(path), "minutes": whole})
        listed = partial(references.some_html, self.content.references)
        made_of = [self.pages.key(part) for part in core], sorted(addresses.items())
        for path in self._that_show("handout"):
            handout = partial(hand_out.page, core, self.pages, addresses, listed)
            self._complete(path, {"handout": handout}, made_of)

    def _minutes(self, core: Sequence[str]) -> reading_time.Minutes:
        """The minutes of these pages."""
        found = {path: self.pages.find(path, "counts", lambda page: asdict(reading_time.counts(page))) for path in core}
        counts = {PurePosixPath(path).stem: reading_time.Counts(**it) for path, it in found.items()}
        return reading_time.counted(counts)

    def _that_show(self, *kinds: str) -> list[str]:
        """The pages with a slot of one of these kinds."""
        return [path for path, shown in self.shown.items() if shown & {*kinds}]

    def _complete(self, path: str, late: Late, made_of: object = None) -> None:
        """Fill what could not be filled before, in a copy: the next build may fill it with something else.

        What is made of other pages is made only if these are others; `made_of` stands for them.
        """
        finished = self.pages.tree(path)

        def fill(kind: str, _: str) -> Markup | Tag | None:
            made = late.get(kind)
            return made() if callable(made) else made

        def completed() -> BeautifulSoup:
            whole = copy(finished())
            article.fill(whole, fill)
            return whole

        self.pages.put(path, "complete", (self.pages.key(path), made_of or late), completed)

    def step_of(self, path: str) -> dict[str, str]:
        """What the navigation says of a step's page: its number, and the questions that make it done."""
        step = self.plan.step(PurePosixPath(path).stem)
        if step is None or path != f"lesson/{step.topic}.md":
            return {}
        return {"step": str(step.number), "asked": " ".join(self.checks[step.number - 1])}

    def explorers_of(self, path: str) -> dict[str, list[str]]:
        """What the foot of a page says besides: the names of the explorers that it shows, whose scripts it fetches."""
        markers = self.sources[path].markers if path in self.sources else ()
        shown = {self.names.explorers[marker.name].tag for marker in markers if marker.kind == "explorer"}
        return {"explorers": sorted(shown)}

    def written(self, path: str) -> str:
        """A finished page as HTML, whose blocks of code readers can run, if the site lets them."""
        html: str = self.pages.find(path, "written", partial(self._written, path))
        return html

    def _written(self, path: str, page: BeautifulSoup) -> str:
        html = written(page)
        if not self.runs or path == hand_out.PAGE:
            return html
        return (
            runnable.with_runs(html, self.sources[path]) if path in self.sources else runnable.notebook_with_runs(html)
        )

    def stylesheet(self, source: str) -> str:
        """The stylesheet, the palette's custom properties before it and the explorers' styles behind."""
        return palette.css() + source + widgets.styles(HOOKS, self.runs)

    def scripts(self) -> dict[str, str]:
        """What makes pages move, path below docs/ → code: the script of all pages, and one for each explorer."""
        of_pages = {f"assets/{name}.js": code for name, code in widgets.scripts_of_pages(HOOKS).items()}
        return {SCRIPT: widgets.script(HOOKS, self.runs)} | of_pages

    def indexed(self, path: str, look: Callable[[], list[search_words.Found]]) -> list[search_words.Found]:
        """What the search's plugin finds on a page: before, if the page is the same, else now."""
        found: list[search_words.Found] = self.pages.find(path, "indexed", lambda page: look())
        return found

    def searched(
        self, path: str, described: search_words.Described, found: Sequence[search_words.Found]
    ) -> list[search_words.Found]:
        """What the search knows of a page, made of what its plugin found there."""
        words = self.content.search_words.get(path, "")
        if path == glossary.PAGE:
            return search_words.of_terms(described, self.content.glossary, words)
        return search_words.entries(described, found, words)

    def write_fonts(self, folder: Path) -> None:
        """Write both fonts into a folder, cut to what the finished pages show, each with its licence."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "stix-two-math.woff2").write_bytes(self.shelves.maths_font(self._in_formulas()))
        (folder / "stix-two-math.txt").write_bytes(self.shelves.maths_licence().encode())
        letters = _together(self._on_each_page("letters", lambda page: text_font.characters([page])))
        (folder / "inter.woff2").write_bytes(self.shelves.text_font(letters))
        (folder / "inter.txt").write_bytes(text_font.licence().encode())

    def _in_formulas(self) -> maths_font.Characters:
        found = self._on_each_page("formulas", lambda page: maths_font.characters([page]))
        return maths_font.Characters(*(_together(page[part] for page in found) for part in (0, 1)))

    def _on_each_page(self, what: str, look: Callable[[BeautifulSoup], Any]) -> list[Any]:
        """What is found on each page; of one that is as it was, as it was found before."""
        return [self.pages.find(path, what, look) for path in self.pages]

    def card(self, path: str, title: str) -> bytes:
        """The picture for those who share a page's address, as a PNG."""
        return self.shelves.card(title, social_cards.above(self.plan, self.sources[lesson_plan.OVERVIEW].title, path))

    def tidy(self) -> None:
        """When all is made: drop what was kept for states of the sources that are long gone."""
        if self.shelves.drawn.find(*self._made) is None:
            self.shelves.drawn.keep(*self._made, "all that is computed and drawn")
        self.memory.settle()
        self.shelves.prune()


def _together(found: Iterable[str]) -> str:
    """Every character of these texts, sorted."""
    return "".join(sorted(set().union(*found)))


def _code(content: site_contract.Content, before: Site | None, serves: bool) -> tuple[used_code.UsedCode, Key, str]:
    """The code, the keys of what it makes, and its state; as the build before found them, if nothing has changed.

    A server reads all code to know what it says. A build that ends reads only what it needs, while others draw.
    """
    code = used_code.of_site()
    if not serves:
        return code, cache(partial(key_of, code)), code.glance()
    notebooks = "".join(notebook.text for notebook in content.docs.notebooks.values())
    state = code.state() + sha256(notebooks.encode()).hexdigest()[:16]
    if before and before.state == state:
        return before.code, before.key, state
    return code, cache(partial(key_of, code)), state


def release() -> str:
    """The version of the project, as pyproject.toml says it. Raises DocsError at the line of a mistake there."""
    project = toml_lines.load(HOOKS.parent / "pyproject.toml", "../pyproject.toml").get("project", {})
    if "version" not in project:
        raise DocsError([Problem("../pyproject.toml", 1, "project", "'version' is missing")])
    return str(project["version"])

"""The site's content for one build: what the pages may ask for, and the functions that answer.

Plain Python: a successor of MkDocs would `read` the docs folder, make one `Site` of that, and call its methods in the
same order: `with_slots` and `finish` for each page, `finish_late` when all are rendered, then `written` for each page;
`stylesheet`, `font` and
`font_licence` for the assets.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

import pages
import site_contract
from bs4 import BeautifulSoup, Tag
from checks import allowed, slots
from checks.problems import DocsError, Problem, told
from checks.source import Data, Source, of
from computed_answers import COMPUTED, kept, key_of
from drawing import maths, maths_font, palette
from drawing.explorer import Explorer
from drawing.figure import Figure
from drawing.html_tree import ids, parse, written
from drawing.maths import MathsError
from drawing.table import Table, csv_path, settings_path
from features import (
    article,
    code_source,
    coverage,
    exercises,
    final_quiz,
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
    site_counts,
    teaching,
)
from in_page import tasks
from markupsafe import Markup
from publish import social_cards, widgets
from results import progress_line, used_code
from results.cache import Cache
from results.used_code import ALL

HOOKS = Path(__file__).parent
API = ":::"  # shows docstrings of the package
LATE = ("map", "minutes", "handout")  # slots that are filled when all pages are finished
RENDERERS = (
    *("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "pygments"),
    *("mkdocstrings", "mkdocstrings-python", "mkdocs-autorefs", "griffelib"),
)
RENDERED_WITH = [*map(version, RENDERERS)]
Link = Callable[[str], str]  # from the path of a source to its address, as seen from the page that links


class Renderer(Protocol):
    """What this module asks of Python-Markdown."""

    def reset(self) -> Any: ...
    def convert(self, source: str) -> str: ...


class Site:
    """Everything below a docs folder, checked. Raises DocsError with every mistake found."""

    def __init__(
        self,
        content: site_contract.Content,
        cache_folder: Path,
        renderer: Renderer,
        with_solutions: bool = True,
        runs: bool = False,
    ) -> None:
        self.code = used_code.of_site()
        self.cache, self.ran = Cache(cache_folder / "drawn"), Cache(cache_folder / "notebooks")
        self.rendered = Cache(cache_folder / "rendered")
        self.key = cache(partial(key_of, self.code))
        self.plainly = cache(partial(_plainly, renderer))
        self.names = site_contract.names_of(content, kept(COMPUTED, self.cache, self.key))
        self.content, self.renderer = content, type(renderer)
        self.sources, self.notebooks = content.docs.pages, content.docs.notebooks
        of_widgets = widgets.problems(HOOKS.parent)
        if wrong := [*site_contract.problems(content, self.names), *of_widgets, *self._refused()]:
            raise DocsError(wrong)
        self.questions, self.plan = content.questions, content.plan
        self.checks = progress.checks(self.plan, self.sources, self.questions)
        self.with_solutions = with_solutions
        self.runs = runs  # whether readers can run code in the pages
        self.pages: dict[str, BeautifulSoup] = {}  # each page as a tree, by its path: read once, written once

    def _refused(self) -> list[Problem]:
        """What the sources hold and may not; a source that passed is not looked at again until it changes."""
        docs = self.content.docs
        files = sorted(path for path in docs.folder.rglob("*") if path.is_file())
        found = allowed.file_problems(path.relative_to(docs.folder).as_posix() for path in files)
        rendered_by = f"{self.renderer} {docs.mkdocs.text if docs.mkdocs else ''}"  # its extensions stand there
        written: list[Source | Data] = [*docs.pages.values(), *docs.yaml.values(), *docs.notebooks.values()]
        for source in written:
            places = ("checks.allowed", ALL), ("checks.slots", "with_slots"), ("features.notebooks", "prose")
            key = self.code.digest(*places, also=repr((rendered_by, source.path, source.text)))
            try:
                self.cache.remember("allowed.txt", key, partial(self._passed, source))
            except DocsError as error:
                found += error.problems
        return found

    def _passed(self, source: Source | Data) -> str:
        """Says so if a source holds nothing that it may not. Raises DocsError."""
        if isinstance(source, Data):
            found = allowed.yaml_problems(source, lambda text: self.plainly(slots.with_slots(of(text))))
        elif notebooks.is_notebook(source.path):
            found = allowed.page_problems(source, self.plainly(notebooks.prose(source).text), {})
        else:
            front_matter = self.front_matter(source.path)
            found = allowed.page_problems(source, self.plainly(slots.with_slots(source)), front_matter)
        if found:
            raise DocsError(found)
        return "passed"

    def with_slots(self, path: str) -> str:
        """The body of a page, its markers stripped, with or without the solutions of its exercises, and the tasks."""
        page = self.sources[path]
        left_out = [] if self.with_solutions else exercises.left_out(page)
        return slots.with_slots(page, left_out + ([] if self.runs else runnable.tasks_left_out(page)))

    def front_matter(self, path: str) -> dict[str, Any]:
        """What a page says about itself, its markers stripped."""
        return {key: plain(value) for key, value in self.sources[path].front_matter.items()}

    def finish(self, path: str, html: str, link: Link, description: str) -> set[str]:
        """Read a rendered page and bring in figures, tables, questions, formulas and links. Returns the page's ids.

        Raises DocsError for bad LaTeX.
        """
        page = self.pages[path] = parse(html)
        try:
            article.fill(page, partial(self._fill, path, link))
            maths.convert(page)
        except MathsError as error:
            raise DocsError([self._at_its_line(path, error)]) from None
        article.tidy(page)
        references.mark_citations(page, link(references.PAGE), self.content.references)
        step = self.plan.step(PurePosixPath(path).stem)
        if step or self.sources[path].front_matter.get("terms"):
            glossary.link_terms(page, self.content.glossary, link(glossary.PAGE))
        article.keep_ranges(page)
        places.link_places(page)
        places.tell_contents(page)  # after the ids, which are made of the titles alone
        places.tell_in_place(page, link(references.PAGE))
        if step:
            header = progress.html(self.checks, lesson_plan.header_html(self.plan, step))
            article.add_header(page, header, description)
        return ids(page)

    def render(self, markdown: str, path: str, settings: str, render: Callable[[], str]) -> str:
        """What rendering a page's Markdown gave: before, if all that it is rendered with is as it was, else now."""
        docstrings = self.code.whole("rnn_docs") if API in markdown else ""
        key = self.code.digest(notebooks.HELD, also=repr((markdown, settings, docstrings, *RENDERED_WITH)))
        return self.rendered.remember(f"{path.replace('/', '-')}.json", key, render)

    def run_notebook(self, path: str, settings: str, run: Callable[[], str]) -> str:
        """What running a notebook gave: before, if all that it runs with is as it was, else now."""

        def say_and_run() -> str:
            progress_line.working(f"running {path}", [*self.notebooks].index(path) + 1, len(self.notebooks))
            text = run()
            progress_line.done()
            return text

        key = notebooks.key(self.code, self.content.docs, path, settings)
        return self.ran.remember(f"{PurePosixPath(path).stem}.json", key, say_and_run)

    def finish_notebook(self, path: str, html: str, link: Link) -> dict[str, object]:
        """Read a notebook that ran, and make a page of it. Returns what other pages say in their front matter.

        Raises DocsError for bad LaTeX, and for a cell that warned.
        """
        try:
            page = self.pages[path] = notebook_page.page(html)
        except MathsError as error:
            raise DocsError([self._at_its_line(path, error)]) from None
        except ValueError as error:
            raise DocsError([Problem(path, 1, "output", str(error))]) from None
        meta = notebook_page.meta(page)
        notebook_page.complete(page, path, link)
        return meta

    def _at_its_line(self, path: str, error: MathsError) -> Problem:
        source = {**self.sources, **self.notebooks}[path]
        return source.problem(max(source.text.find(error.tex), 0), "formula", str(error))

    def _fill(self, path: str, link: Link, kind: str, name: str) -> Markup | None:
        """What goes into a slot. Raises DocsError, naming the page, for a function that raises.

        None for what is made of other pages, which can be filled when all of them are finished.
        """
        if kind in LATE:
            return None
        try:
            return self._fragments(link, name)[kind]()
        except (DocsError, MathsError):
            raise
        except Exception as error:
            page = self.sources.get(path, Source(path, ""))
            line = next((marker.line for marker in page.markers if marker.name == name), 1)
            raise DocsError([Problem(path, line, name, f"the {kind} raises {told(error)}")]) from error

    def _fragments(self, link: Link, name: str) -> dict[str, Callable[[], Markup]]:
        """What each kind of slot is filled by."""
        return {
            "figure": lambda: self._figure(name),
            "vignette": lambda: Markup(pages.VIGNETTES[name]()),
            "explorer": lambda: self._explorer(name, link),
            "table": lambda: self._table(name, link),
            "source": lambda: self._render(f"```python\n{code_source.code_of(name)}```\n"),
            "question": lambda: self.questions[name].html(self._render),
            "task": lambda: runnable.task_html(name, tasks.task_of(name), self._render),
            "objectives": lambda: self._objectives(link),
            "concepts": lambda: glossary.concepts_html(self.content.glossary, self._inline),
            "references": lambda: references.list_html(self.content.references, references.places(self.sources), link),
            "quiz": lambda: self._quiz(link),
            "glossary": lambda: glossary.html(self.content.glossary, self._inline, partial(self._explained, link)),
            "coverage": lambda: coverage.html(coverage.rows(self.plan, self.sources, self.questions), link),
            "timetables": lambda: self._timetables(link),
            "exercises": lambda: exercises.table(self.plan, self.sources[coverage.EXERCISES].text, link),
            "tally": lambda: self._tally(name, link),
        }

    def _tally(self, name: str, link: Link) -> Markup:
        """What is counted on the site, as a sentence or as a table."""
        counted = self.sources, self.questions, self.content.references
        if name == "sentence":
            return site_counts.sentence(*counted, link(site_counts.PAGE))
        return site_counts.table(*counted).html()

    def _figure(self, name: str) -> Markup:
        key = self.key("figure", name)
        drawn = self.cache.remember(f"figure-{name}.json", key, lambda: pages.FIGURES[name]().json())
        return Figure.from_json(drawn).html(name)

    def _explorer(self, name: str, link: Link) -> Markup:
        explorer: Explorer = pages.EXPLORERS[name]
        kind, static = explorer.static.split()
        trace = self.cache.remember(f"explorer-{name}.json", self.key("explorer", name), explorer.json)
        return explorer.html(name, trace, self._fragments(link, static)[kind]())

    def _table(self, name: str, link: Link) -> Markup:
        table: Table = self.names.tables[name]()
        settings = link(settings_path(name)) if table.settings else ""
        return table.html(link(csv_path(name)) if table.download else "", settings)

    def downloads(self) -> dict[str, str]:
        """What readers can download, path below docs/ → text: tables as CSV, and the notebooks."""
        tables = [answer().downloads(name) for name, answer in self.names.tables.items()]
        tables_as_csv = {path: text for found in tables for path, text in found.items()}
        return tables_as_csv | {notebooks.download_path(p): notebooks.ipynb(n.text) for p, n in self.notebooks.items()}

    def _objectives(self, link: Link) -> Markup:
        asked = final_quiz.questions_of(self.questions) if final_quiz.PAGE in self.sources else []
        places = progress.places(self.plan, self.checks, asked)
        final = final_quiz.links(asked, link(final_quiz.PAGE)) if asked else {}
        return lesson_plan.objectives_html(self.plan, self.questions, places, _to_topic(link), final)

    def _timetables(self, link: Link) -> Markup:
        return teaching.html(self.content.timetables, self.sources, self.plan, self.questions, link, self._inline)

    def _quiz(self, link: Link) -> Markup:
        asked = final_quiz.questions_of(self.questions)
        return final_quiz.html(asked, self.plan, _to_topic(link), self._render)

    def _explained(self, link: Link, place: str) -> tuple[str, str] | None:
        """Where a term is explained: the address and the name of the page; None for a step that is not written."""
        path, _, anchor = place.partition("#")
        if path not in self.sources:
            return None
        step = self.plan.step(PurePosixPath(path).stem)
        name = f"Step {step.number}, {step.name}" if step else self.sources[path].title
        return link(path) + (f"#{anchor}" if anchor else ""), name

    def _render(self, text: str) -> Markup:
        """A piece of Markdown from a YAML file as HTML; its formulas and slots are the page's that it goes into."""
        return Markup(self.plainly(slots.with_slots(of(text))))

    def _inline(self, text: str) -> Markup:
        return Markup(self._render(text).removeprefix("<p>").removesuffix("</p>"))

    def finish_late(self, links: Mapping[str, Link], addresses: Mapping[str, str]) -> None:
        """With all pages finished: the map with its minutes, which are counted on them, and the hand-out.

        `links` leads from each page to the others, `addresses` says where in the site each one stands.
        """
        core = lesson_plan.core(self.plan)
        counted = reading_time.counted({PurePosixPath(path).stem: self.pages[path] for path in core})
        minutes = lesson_plan.minutes_html(self.plan, counted)

        def steps(path: str) -> Markup:
            drawn = lesson_plan.map_html(self.plan, counted.each, _to_topic(links[path]))
            return progress.html(self.checks, drawn, forget=True)

        self._fill_late({"map": steps, "minutes": lambda _: minutes})
        listed = partial(references.some_html, self.content.references)
        self._fill_late({"handout": lambda _: hand_out.page(core, self.pages, addresses, listed)})

    def _fill_late(self, late: Mapping[str, Callable[[str], Markup | Tag]]) -> None:
        """Fill the slots of these kinds on every page; each function is told the page's path."""

        def made(path: str, kind: str, name: str) -> Markup | Tag | None:
            return late[kind](path) if kind in late else None

        for path, page in self.pages.items():
            article.fill(page, partial(made, path))

    def step_of(self, path: str) -> dict[str, str]:
        """What the navigation says of a step's page: its number, and the questions that make it done."""
        step = self.plan.step(PurePosixPath(path).stem)
        if step is None or path != f"lesson/{step.topic}.md":
            return {}
        return {"step": str(step.number), "asked": " ".join(self.checks[step.number - 1])}

    def written(self, path: str) -> str:
        """A finished page as HTML, whose blocks of code readers can run, if the site lets them."""
        html = written(self.pages[path])
        if not self.runs or path == hand_out.PAGE:
            return html
        return (
            runnable.with_runs(html, self.sources[path]) if path in self.sources else runnable.notebook_with_runs(html)
        )

    def stylesheet(self, source: str) -> str:
        """The stylesheet, the palette's custom properties before it and the explorers' styles behind."""
        return palette.css() + source + widgets.styles(HOOKS, self.runs)

    def script(self) -> str:
        """The one script that makes the explorers move."""
        return widgets.script(HOOKS, self.runs)

    def searched(
        self, path: str, described: search_words.Described, found: Sequence[search_words.Found]
    ) -> list[search_words.Found]:
        """What the search knows of a page, made of what its plugin found there."""
        words = self.content.search_words.get(path, "")
        if path == glossary.PAGE:
            return search_words.of_terms(described, self.content.glossary, words)
        return search_words.entries(described, found, words)

    def font(self) -> bytes:
        """The mathematics font, cut to what the finished pages draw."""
        used = maths_font.characters(self.pages.values())
        key = self.code.digest(("drawing.maths_font", "subset"), also=" ".join(used))
        return bytes.fromhex(self.cache.remember("font.hex", key, lambda: maths_font.subset(used).hex()))

    def card(self, path: str, title: str) -> bytes:
        """The picture for those who share a page's address, as a PNG."""
        words = (title, social_cards.above(self.plan, self.sources[lesson_plan.OVERVIEW].title, path))
        key = self.code.digest(("publish.social_cards", "draw"), also=repr(words))
        return bytes.fromhex(self.cache.remember("card.hex", key, lambda: social_cards.draw(*words).hex()))

    def remember(self, name: str, depends_on: str, make: Callable[[], str]) -> str:
        """A stylesheet that was read before, the same text by the same code; else it is read now and kept."""
        key = self.code.digest(("publish.used_styles", used_code.ALL), also=depends_on)
        return self.cache.remember(name, key, make)

    def font_licence(self) -> str:
        """The licence that travels with the font."""
        key = self.code.digest(("drawing.maths_font", "licence"))
        return self.cache.remember("font-licence.txt", key, maths_font.licence)

    def tidy(self) -> None:
        """When all is made: drop what was kept for states of the sources that are long gone."""
        for shelf in (self.cache, self.ran, self.rendered, self.code.parsed):
            shelf.prune()


def _plainly(renderer: Renderer, markdown: str) -> str:
    """Markdown as HTML, its slots empty and its formulas as they are written."""
    renderer.reset()
    return renderer.convert(markdown)


def plain(text: Any) -> Any:
    """A text without its markers, whose literals stay; what is no text as it is."""
    return slots.with_slots(of(text)) if isinstance(text, str) else text


def release() -> str:
    """The version of the project, as pyproject.toml says it."""
    return str(tomllib.loads((HOOKS.parent / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def _to_topic(link: Link) -> Link:
    return lambda topic: link(f"lesson/{topic}.md")

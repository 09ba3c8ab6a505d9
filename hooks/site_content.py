"""The site's content for one build: what the pages may ask for, and the functions that answer.

Plain Python: a successor of MkDocs would `read` the docs folder, make one `Site` of that, and call its methods in the
same order: `with_slots` and `finish` for each page, `finish_late` when all are rendered, `stylesheet`, `font` and
`font_licence` for the assets.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from hashlib import sha256
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

import pages
import site_contract
from checks import allowed, slots
from checks.problems import DocsError, Problem, told
from checks.source import Data, Source, of
from computed_answers import COMPUTED, kept
from drawing import maths_font, palette
from drawing.maths import MathsError
from drawing.table import csv_path
from features import (
    code_source,
    coverage,
    exercises,
    final_quiz,
    glossary,
    hand_out,
    lesson_plan,
    notebook_page,
    notebooks,
    progress,
    reading_time,
    references,
    site_counts,
    solutions,
    teaching,
)
from publish import social_cards, widgets
from results.cache import Cache

HOOKS = Path(__file__).parent
Link = Callable[[str], str]  # from the path of a source to its address, as seen from the page that links


class Renderer(Protocol):
    """What this module asks of Python-Markdown."""

    def reset(self) -> Any: ...
    def convert(self, source: str) -> str: ...


class Site:
    """Everything below a docs folder, checked. Raises DocsError with every mistake found."""

    def __init__(
        self, content: site_contract.Content, cache_folder: Path, renderer: Renderer, with_solutions: bool = True
    ) -> None:
        self.cache = Cache(cache_folder, [HOOKS, HOOKS.parent / "rnn_docs"])
        self.cache.prune()
        self.names = site_contract.names_of(content, kept(COMPUTED, self.cache))
        self.content, self.renderer = content, renderer
        self.pages, self.notebooks = content.docs.pages, content.docs.notebooks
        if wrong := [*site_contract.problems(content, self.names), *self._refused()]:
            raise DocsError(wrong)
        self.questions, self.plan = content.questions, content.plan
        self.checks = progress.checks(self.plan, self.pages, self.questions)
        self.with_solutions = with_solutions

    def _refused(self) -> list[Problem]:
        """What the sources hold and may not; a source that passed is not looked at again until it changes."""
        docs = self.content.docs
        found = allowed.file_problems(docs.files)
        rendered_by = f"{type(self.renderer)} {docs.mkdocs.text if docs.mkdocs else ''}"  # its extensions stand there
        for source in (*docs.pages.values(), *docs.yaml.values(), *docs.notebooks.values()):
            name = f"allowed-{sha256(f'{rendered_by} {source.path} {source.text}'.encode()).hexdigest()[:16]}.txt"
            try:
                self.cache.remember(name, partial(self._passed, source))
            except DocsError as error:
                found += error.problems
        return found

    def _passed(self, source: Source | Data) -> str:
        """Says so if a source holds nothing that it may not. Raises DocsError."""
        if isinstance(source, Data):
            found = allowed.yaml_problems(source, lambda text: self._plainly(slots.with_slots(of(text))))
        elif notebooks.is_notebook(source.path):
            found = allowed.page_problems(source, self._plainly(notebooks.prose(source).text), {})
        else:
            front_matter = self.front_matter(source.path)
            found = allowed.page_problems(source, self._plainly(slots.with_slots(source)), front_matter)
        if found:
            raise DocsError(found)
        return "passed"

    def _plainly(self, markdown: str) -> str:
        """Markdown as HTML, its slots empty and its formulas as they are written."""
        self.renderer.reset()
        return self.renderer.convert(markdown)

    def with_slots(self, path: str) -> str:
        """The body of a page, its markers stripped, with or without the solutions of its exercises."""
        page = self.pages[path]
        return slots.with_slots(page, () if self.with_solutions else solutions.left_out(page))

    def front_matter(self, path: str) -> dict[str, Any]:
        """What a page says about itself, its markers stripped."""
        return {key: plain(value) for key, value in self.pages[path].front_matter.items()}

    def finish(self, path: str, html: str, link: Link, description: str) -> str:
        """A rendered page with figures, tables, questions and formulas in place. Raises DocsError for bad LaTeX."""
        try:
            html = slots.filled(html, partial(self._fill, path, link))
        except MathsError as error:
            raise DocsError([self._at_its_line(path, error)]) from None
        html = references.with_anchors(html, link(references.PAGE))
        step = self.plan.step(PurePosixPath(path).stem)
        if step or self.pages[path].front_matter.get("terms"):
            html = glossary.linked(html, self.content.glossary, link(glossary.PAGE))
        if step is None:
            return html
        header = progress.html(self.checks, lesson_plan.header_html(self.plan, step))
        return slots.with_header(html, header, escape(description))

    def finish_notebook(self, path: str, html: str, link: Link) -> str:
        """A notebook that ran, as a page. Raises DocsError for bad LaTeX, and for a cell that warned."""
        try:
            return notebook_page.cleaned(html, path, link)
        except MathsError as error:
            raise DocsError([self._at_its_line(path, error)]) from None
        except ValueError as error:
            raise DocsError([Problem(path, 1, "output", str(error))]) from None

    def _at_its_line(self, path: str, error: MathsError) -> Problem:
        source = {**self.pages, **self.notebooks}[path]
        return source.problem(max(source.text.find(error.tex), 0), "formula", str(error))

    def _fill(self, path: str, link: Link, kind: str, name: str) -> str:
        """What goes into a slot. Raises DocsError, naming the page, for a function that raises."""
        try:
            return self._fragments(link, kind, name)[kind]()
        except (DocsError, MathsError):
            raise
        except Exception as error:
            page = self.pages.get(path, Source(path, ""))
            line = next((marker.line for marker in page.markers if marker.name == name), 1)
            raise DocsError([Problem(path, line, name, f"the {kind} raises {told(error)}")]) from error

    def _fragments(self, link: Link, kind: str, name: str) -> dict[str, Callable[[], str]]:
        """What each kind of slot is filled by. Map and minutes stay slots until every page can be counted."""
        return {
            "figure": lambda: self._figure(name),
            "vignette": lambda: pages.VIGNETTES[name](),
            "explorer": lambda: self._explorer(name, link),
            "table": lambda: self._table(name, link),
            "source": lambda: self._render(f"```python\n{code_source.code_of(name)}```\n"),
            "question": lambda: self.questions[name].html(self._render),
            "objectives": lambda: self._objectives(link),
            "concepts": lambda: glossary.concepts_html(self.content.glossary, self._inline),
            "references": lambda: references.list_html(self.content.references, references.places(self.pages), link),
            "quiz": lambda: self._quiz(link),
            "glossary": lambda: glossary.html(self.content.glossary, self._inline, partial(self._explained, link)),
            "coverage": lambda: coverage.html(coverage.rows(self.plan, self.pages, self.questions), link),
            "timetables": lambda: self._timetables(link),
            "exercises": lambda: exercises.table(self.plan, self.pages[exercises.EXERCISES].text, link),
            "tally": lambda: site_counts.table(self.pages, self.questions, self.content.references).html(),
        } | dict.fromkeys(("map", "minutes", "handout"), lambda: slots.slot(kind, name))

    def _figure(self, name: str) -> str:
        return self.cache.remember(f"figure-{name}.html", lambda: pages.FIGURES[name]().html(name))

    def _explorer(self, name: str, link: Link) -> str:
        explorer = pages.EXPLORERS[name]
        kind, static = explorer.static.split()
        trace = self.cache.remember(f"explorer-{name}.json", explorer.json)
        return explorer.html(name, trace, self._fragments(link, kind, static)[kind]())

    def _table(self, name: str, link: Link) -> str:
        table = self.names.tables[name]()
        return table.html(link(csv_path(name)) if table.download else "")

    def downloads(self) -> dict[str, str]:
        """What readers can download, path below docs/ → text: tables as CSV, and the notebooks."""
        made = {name: answer() for name, answer in self.names.tables.items()}
        tables_as_csv = {csv_path(name): table.csv() for name, table in made.items() if table.download}
        return tables_as_csv | {notebooks.download_path(p): notebooks.ipynb(n.text) for p, n in self.notebooks.items()}

    def _objectives(self, link: Link) -> str:
        asked = final_quiz.questions_of(self.questions) if final_quiz.PAGE in self.pages else []
        places = progress.places(self.plan, self.checks, asked)
        final = final_quiz.links(asked, link(final_quiz.PAGE)) if asked else {}
        return lesson_plan.objectives_html(self.plan, self.questions, places, _to_topic(link), final)

    def _timetables(self, link: Link) -> str:
        return teaching.html(self.content.timetables, self.pages, self.plan, self.questions, link, self._inline)

    def _quiz(self, link: Link) -> str:
        asked = final_quiz.questions_of(self.questions)
        return final_quiz.html(asked, self.plan, _to_topic(link), self._render) + progress.FORGET

    def _explained(self, link: Link, place: str) -> tuple[str, str] | None:
        """Where a term is explained: the address and the name of the page; None for a step that is not written."""
        path, _, anchor = place.partition("#")
        if path not in self.pages:
            return None
        step = self.plan.step(PurePosixPath(path).stem)
        name = f"Step {step.number}, {step.name}" if step else self.pages[path].title
        return link(path) + (f"#{anchor}" if anchor else ""), name

    def _render(self, text: str) -> str:
        """A piece of Markdown from a YAML file as HTML."""
        self.renderer.reset()
        html = self.renderer.convert(slots.with_slots(of(text)))
        return slots.filled(html, partial(self._fill, "yaml", str))

    def _inline(self, text: str) -> str:
        return self._render(text).removeprefix("<p>").removesuffix("</p>")

    def finish_late(self, html: str, contents: Mapping[str, str], link: Link) -> str:
        """A page with its map and the time it states, now that the minutes of every page can be counted."""
        core = {PurePosixPath(path).stem: contents[path] for path in lesson_plan.core(self.plan)}
        counted, read, asked = reading_time.counted(core)
        steps = lesson_plan.map_html(self.plan, counted, _to_topic(link))
        late = {
            "map": lambda: progress.html(self.checks, steps, progress.FORGET),
            "minutes": lambda: lesson_plan.minutes_html(self.plan, read, asked),
        }
        return slots.SLOT.sub(lambda found: late.get(found["kind"], lambda: found[0])(), html)

    def bound(self, html: str, contents: Mapping[str, str], addresses: Mapping[str, str]) -> str:
        """A page with the whole lesson in its slot for that, made of the finished pages."""
        listed = partial(references.some_html, self.content.references)
        return slots.SLOT.sub(lambda _: hand_out.html(lesson_plan.core(self.plan), contents, addresses, listed), html)

    def stylesheet(self, source: str) -> str:
        """The stylesheet, the palette's custom properties before it and the explorers' styles behind."""
        return palette.css() + source + widgets.styles(HOOKS)

    def script(self) -> str:
        """The one script that makes the explorers move."""
        return widgets.script(HOOKS)

    def font(self, pages: Iterable[str]) -> bytes:
        """The mathematics font, cut to what these pages draw."""
        used = maths_font.characters(pages)
        name = f"font-{sha256(used.encode()).hexdigest()[:16]}.hex"
        return bytes.fromhex(self.cache.remember(name, lambda: maths_font.subset(used).hex()))

    def card(self, path: str, title: str) -> bytes:
        """The picture for those who share a page's address, as a PNG."""
        words = (title, social_cards.above(self.plan, self.pages[lesson_plan.OVERVIEW].title, path))
        name = f"card-{sha256(repr(words).encode()).hexdigest()[:16]}.hex"
        return bytes.fromhex(self.cache.remember(name, lambda: social_cards.draw(*words).hex()))

    def font_licence(self) -> str:
        """The licence that travels with the font."""
        return self.cache.remember("font-licence.txt", maths_font.licence)


def plain(text: Any) -> Any:
    """A text without its markers, whose literals stay; what is no text as it is."""
    return slots.with_slots(of(text)) if isinstance(text, str) else text


def _to_topic(link: Link) -> Link:
    return lambda topic: link(f"lesson/{topic}.md")

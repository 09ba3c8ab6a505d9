"""The site's content for one build: what the pages may ask for, and the functions that answer.

Plain Python: a successor of MkDocs would make one `Site` and call its methods in the same order: `with_slots` and
`finish` for each page, `finish_late` when all are rendered, `stylesheet`, `font` and `font_licence` for the assets.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from hashlib import sha256
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

import pages
from checks import contract, slots
from checks.problems import DocsError, Problem, told
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
    quiz,
    reading_time,
    references,
    runnable,
    site_counts,
    solutions,
    teaching,
)
from in_page import tasks
from publish import social_cards, widgets
from results.cache import Cache
from site_contract import problems

HOOKS = Path(__file__).parent
Link = Callable[[str], str]  # from the path of a source to its address, as seen from the page that links


class Renderer(Protocol):
    """What this module asks of Python-Markdown."""

    def reset(self) -> Any: ...
    def convert(self, source: str) -> str: ...


class Site:
    """Everything below a docs folder, read and checked. Raises DocsError with every mistake found."""

    def __init__(
        self, docs: Path, cache_folder: Path, renderer: Renderer, with_solutions: bool = True, runs: bool = False
    ) -> None:
        self.cache = Cache(cache_folder, [HOOKS, HOOKS.parent / "rnn_docs"])
        self.cache.prune()
        self.answers = kept(COMPUTED, self.cache)
        if wrong := problems(docs, self.answers):
            raise DocsError(wrong)
        self.docs = docs
        self.texts = contract.sources(docs)
        self.notebooks = notebooks.sources(docs)
        self.questions = quiz.read(docs)
        self.glossary = glossary.read(docs)
        self.references = references.read(docs)
        self.plan = lesson_plan.read(docs)
        self.checks = progress.checks(self.plan, self.texts, self.questions)
        self.renderer = renderer
        self.with_solutions = with_solutions
        self.runs = runs  # whether readers can run code in the pages

    def with_slots(self, markdown: str, path: str) -> str:
        """A page's source, its markers stripped, with or without the solutions of its exercises, and the tasks."""
        markdown = markdown if self.with_solutions else solutions.without(markdown)
        return slots.with_slots(markdown if self.runs else runnable.without_tasks(markdown), path)

    def finish(self, path: str, html: str, link: Link, description: str) -> str:
        """A rendered page with figures, tables, questions and formulas in place. Raises DocsError for bad LaTeX."""
        try:
            html = slots.filled(html, partial(self._fill, path, link))
        except MathsError as error:
            raise DocsError([self._at_its_line(path, error)]) from None
        html = references.with_anchors(html, link(references.PAGE))
        step = self.plan.step(PurePosixPath(path).stem)
        if step or contract.front_matter(self.texts[path]).get("terms"):
            html = glossary.linked(html, self.glossary, link(glossary.PAGE))
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
        text = {**self.texts, **self.notebooks}[path]
        line = text.count("\n", 0, max(text.find(error.tex), 0)) + 1
        return Problem(path, line, "formula", str(error))

    def _fill(self, path: str, link: Link, kind: str, name: str) -> str:
        """What goes into a slot. Raises DocsError, naming the page, for a function that raises."""
        try:
            return self._fragments(link, kind, name)[kind]()
        except (DocsError, MathsError):
            raise
        except Exception as error:
            line = next((m.line for m in contract.find(self.texts.get(path, ""), path)[0] if m.name == name), 1)
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
            "task": lambda: runnable.task_html(name, tasks.task_of(name), self._render),
            "objectives": lambda: self._objectives(link),
            "concepts": lambda: glossary.concepts_html(self.glossary, self._inline),
            "references": lambda: references.list_html(self.references, references.places(self.texts), link),
            "quiz": lambda: self._quiz(link),
            "glossary": lambda: glossary.html(self.glossary, self._inline, partial(self._explained, link)),
            "coverage": lambda: coverage.html(coverage.rows(self.plan, self.texts, self.questions), link),
            "timetables": lambda: teaching.html(self.docs, self.plan, self.questions, link, self._inline),
            "exercises": lambda: exercises.table(self.plan, self.texts[exercises.EXERCISES], link),
            "tally": lambda: site_counts.table(self.texts, self.questions, self.references).html(),
        } | dict.fromkeys(("map", "minutes", "handout"), lambda: slots.slot(kind, name))

    def _figure(self, name: str) -> str:
        return self.cache.remember(f"figure-{name}.html", lambda: pages.FIGURES[name]().html(name))

    def _explorer(self, name: str, link: Link) -> str:
        explorer = pages.EXPLORERS[name]
        kind, static = explorer.static.split()
        trace = self.cache.remember(f"explorer-{name}.json", explorer.json)
        return explorer.html(name, trace, self._fragments(link, kind, static)[kind]())

    def _table(self, name: str, link: Link) -> str:
        table = self.answers.tables[name]()
        return table.html(link(csv_path(name)) if table.download else "")

    def downloads(self) -> dict[str, str]:
        """What readers can download, path below docs/ → text: tables as CSV, and the notebooks."""
        made = {name: answer() for name, answer in self.answers.tables.items()}
        tables_as_csv = {csv_path(name): table.csv() for name, table in made.items() if table.download}
        return tables_as_csv | {notebooks.download_path(p): notebooks.ipynb(text) for p, text in self.notebooks.items()}

    def _objectives(self, link: Link) -> str:
        asked = final_quiz.questions_of(self.questions) if final_quiz.PAGE in self.texts else []
        places = progress.places(self.plan, self.checks, asked)
        final = final_quiz.links(asked, link(final_quiz.PAGE)) if asked else {}
        return lesson_plan.objectives_html(self.plan, self.questions, places, _to_topic(link), final)

    def _quiz(self, link: Link) -> str:
        asked = final_quiz.questions_of(self.questions)
        return final_quiz.html(asked, self.plan, _to_topic(link), self._render) + progress.FORGET

    def _explained(self, link: Link, place: str) -> tuple[str, str] | None:
        """Where a term is explained: the address and the name of the page; None for a step that is not written."""
        path, _, anchor = place.partition("#")
        if path not in self.texts:
            return None
        step = self.plan.step(PurePosixPath(path).stem)
        name = f"Step {step.number}, {step.name}" if step else contract.front_matter(self.texts[path])["title"]
        return link(path) + (f"#{anchor}" if anchor else ""), name

    def _render(self, text: str) -> str:
        """A piece of Markdown from a YAML file as HTML."""
        self.renderer.reset()
        html = self.renderer.convert(slots.with_slots(text, "yaml"))
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
        listed = partial(references.some_html, self.references)
        return slots.SLOT.sub(lambda _: hand_out.html(lesson_plan.core(self.plan), contents, addresses, listed), html)

    def runnable(self, path: str, html: str) -> str:
        """A page, all else finished, whose blocks of code readers can run, if the site lets them."""
        if not self.runs or path == hand_out.PAGE:
            return html
        if notebooks.is_notebook(path):
            return runnable.notebook_with_runs(html)
        return runnable.with_runs(html, self.texts[path])

    def stylesheet(self, source: str) -> str:
        """The stylesheet, the palette's custom properties before it and the explorers' styles behind."""
        return palette.css() + source + widgets.styles(HOOKS, self.runs)

    def script(self) -> str:
        """The one script that makes the explorers move."""
        return widgets.script(HOOKS, self.runs)

    def font(self, pages: Iterable[str]) -> bytes:
        """The mathematics font, cut to what these pages draw."""
        used = maths_font.characters(pages)
        name = f"font-{sha256(used.encode()).hexdigest()[:16]}.hex"
        return bytes.fromhex(self.cache.remember(name, lambda: maths_font.subset(used).hex()))

    def card(self, path: str, title: str) -> bytes:
        """The picture for those who share a page's address, as a PNG."""
        site = contract.front_matter(self.texts[lesson_plan.OVERVIEW])["title"]
        words = (title, social_cards.above(self.plan, site, path))
        name = f"card-{sha256(repr(words).encode()).hexdigest()[:16]}.hex"
        return bytes.fromhex(self.cache.remember(name, lambda: social_cards.draw(*words).hex()))

    def font_licence(self) -> str:
        """The licence that travels with the font."""
        return self.cache.remember("font-licence.txt", maths_font.licence)


def _to_topic(link: Link) -> Link:
    return lambda topic: link(f"lesson/{topic}.md")

"""What goes into the slots of the pages: what is drawn, computed, asked, listed or counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

import pages
from checks import slots
from checks.contract import Names
from checks.problems import DocsError, Problem, told
from checks.source import Source, of
from drawing.explorer import Explorer
from drawing.figure import Figure
from drawing.maths import MathsError
from drawing.table import Table, csv_path, settings_path
from features import (
    code_source,
    coverage,
    exercises,
    final_quiz,
    glossary,
    lesson_plan,
    notebooks,
    progress,
    references,
    runnable,
    site_counts,
    teaching,
)
from in_page import tasks
from markupsafe import Markup
from pages.computed_answers import Key
from publish import downloads
from results.cache import Cache
from site_contract import Content
from site_sources import Pieces

LATE = ("map", "minutes", "handout")  # filled when all pages are finished
Link = Callable[[str], str]  # from the path of a source to its address, as seen from the page that links


@dataclass(frozen=True)
class Slots:
    """What the slots of one build are filled by; what was drawn before is taken from the cache by its key."""

    content: Content
    names: Names
    checks: progress.Checks
    pieces: Pieces
    drawn: Cache
    key: Key
    given: Sequence[downloads.Download]  # archives and the like, to be offered

    def fill(self, path: str, link: Link, kind: str, name: str) -> Markup | None:
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
            page = self.content.docs.pages.get(path, Source(path, ""))
            line = next((marker.line for marker in page.markers if marker.name == name), 1)
            raise DocsError([Problem(path, line, name, f"the {kind} raises {told(error)}")]) from error

    def made_by(self, kind: str, name: str) -> list[str]:
        """What says that a slot shows the same as before: keys of the code that draws and computes for it.

        Nothing is said of what tells of other pages, or is made in no time.
        """
        if kind == "explorer":
            static = pages.EXPLORERS[name].static.split()
            return [self.key(kind, name), self.key(*static)]
        if kind == "question":
            return [repr(self.content.questions[name])]
        return [self.key(kind, name)] if (kind, name) in pages.FUNCTIONS else []

    def _fragments(self, link: Link, name: str) -> dict[str, Callable[[], Markup]]:
        """What each kind of slot is filled by."""
        content, sources = self.content, self.content.docs.pages
        return {
            "figure": lambda: Figure.from_json(self.figure(name)).html(name),
            "vignette": lambda: Markup(pages.VIGNETTES[name]()),
            "explorer": lambda: self._explorer(name, link),
            "table": lambda: self._table(name, link),
            "source": lambda: self._render(f"```python\n{code_source.code_of(name)}```\n"),
            "question": lambda: content.questions[name].html(self._render),
            "task": lambda: runnable.task_html(name, tasks.task_of(name), self._render),
            "objectives": lambda: self._objectives(link),
            "concepts": lambda: glossary.concepts_html(content.glossary, self._inline),
            "references": lambda: references.list_html(content.references, references.places(sources), link),
            "quiz": lambda: self._quiz(link),
            "glossary": lambda: glossary.html(content.glossary, self._inline, partial(self._explained, link)),
            "coverage": lambda: coverage.html(coverage.rows(content.plan, sources, content.questions), link),
            "timetables": lambda: self._timetables(link),
            "exercises": lambda: exercises.table(content.plan, sources[coverage.EXERCISES].text, link),
            "tally": lambda: self._tally(name, link),
            "downloads": lambda: downloads.html(self.given, map(notebooks.download_path, content.docs.notebooks), link),
        }

    def _tally(self, name: str, link: Link) -> Markup:
        """What is counted on the site, as a sentence or as a table."""
        counted = self.content.docs.pages, self.content.questions, self.content.references
        if name == "sentence":
            return site_counts.sentence(*counted, link(site_counts.PAGE))
        return site_counts.table(*counted).html()

    def figure(self, name: str) -> str:
        """A figure as JSON, drawn now or before."""
        key = self.key("figure", name)
        return self.drawn.remember(f"figure-{name}.json", key, lambda: pages.FIGURES[name]().json())

    def trace(self, name: str) -> str:
        """The numbers of an explorer as JSON, computed now or before."""
        explorer: Explorer = pages.EXPLORERS[name]
        return self.drawn.remember(f"explorer-{name}.json", self.key("explorer", name), explorer.json)

    def _explorer(self, name: str, link: Link) -> Markup:
        explorer: Explorer = pages.EXPLORERS[name]
        kind, static = explorer.static.split()
        return explorer.html(name, self.trace(name), self._fragments(link, static)[kind]())

    def _table(self, name: str, link: Link) -> Markup:
        table: Table = self.names.tables[name]()
        settings = link(settings_path(name)) if table.settings else ""
        return table.html(link(csv_path(name)) if table.download else "", settings)

    def _objectives(self, link: Link) -> Markup:
        asked = final_quiz.questions_of(self.content.questions) if final_quiz.PAGE in self.content.docs.pages else []
        places = progress.places(self.content.plan, self.checks, asked)
        final = final_quiz.links(asked, link(final_quiz.PAGE)) if asked else {}
        return lesson_plan.objectives_html(self.content.plan, self.content.questions, places, to_topic(link), final)

    def _timetables(self, link: Link) -> Markup:
        content = self.content
        told_with = content.docs.pages, content.plan, content.questions
        return teaching.html(content.timetables, *told_with, link, self._inline)

    def _quiz(self, link: Link) -> Markup:
        asked = final_quiz.questions_of(self.content.questions)
        return final_quiz.html(asked, self.content.plan, to_topic(link), self._render)

    def _explained(self, link: Link, place: str) -> tuple[str, str] | None:
        """Where a term is explained: the address and the name of the page; None for a step that is not written."""
        path, _, anchor = place.partition("#")
        if path not in self.content.docs.pages:
            return None
        step = self.content.plan.step(PurePosixPath(path).stem)
        name = f"Step {step.number}, {step.name}" if step else self.content.docs.pages[path].title
        return link(path) + (f"#{anchor}" if anchor else ""), name

    def _render(self, text: str) -> Markup:
        """A piece of Markdown from a YAML file as HTML; its formulas and slots are the page's that it goes into."""
        return Markup(self.pieces.html(slots.with_slots(of(text))))

    def _inline(self, text: str) -> Markup:
        return Markup(self._render(text).removeprefix("<p>").removesuffix("</p>"))


def to_topic(link: Link) -> Link:
    """From a topic to the address of its step."""
    return lambda topic: link(f"lesson/{topic}.md")

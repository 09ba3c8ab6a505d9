"""The contract of the whole site: what its pages may ask for by name, and everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pages
from checks import quotations, source, stored_files
from checks.contract import Names, page_problems, unused
from checks.literals import problems_of
from checks.markers import Marker
from checks.numerals import unaccounted
from checks.problems import DocsError, Problem
from checks.source import Docs, Source, of
from checks.yaml_lines import texts
from features import (
    code_source,
    final_quiz,
    glossary,
    lesson_plan,
    notebooks,
    quiz,
    references,
    search_words,
    site_counts,
    teaching,
)
from in_page.tasks import all_tasks
from pages.answers import place
from pages.computed_answers import COMPUTED
from publish import widgets

import rnn_docs

HOOKS = Path(__file__).parent
PACKAGE = Path(rnn_docs.__file__).parent
PARTS = ("questions", "glossary", "references", "plan", "timetables", "search_words")


@dataclass(frozen=True)
class Content:
    """Everything below a docs folder: the sources, and what the features make of the YAML among them, once."""

    docs: Docs

    @cached_property
    def questions(self) -> Mapping[str, quiz.Question]:
        return quiz.read(self.docs)

    @cached_property
    def glossary(self) -> Mapping[str, glossary.Entry]:
        return glossary.read(self.docs)

    @cached_property
    def references(self) -> Mapping[str, references.Reference]:
        return references.read(self.docs)

    @cached_property
    def plan(self) -> lesson_plan.Plan:
        return lesson_plan.read(self.docs)

    @cached_property
    def search_words(self) -> Mapping[str, str]:
        return search_words.read(self.docs)

    @cached_property
    def timetables(self) -> Sequence[teaching.Timetable]:
        return teaching.read(self.docs)


def read(folder: Path, before: Content | None = None) -> Content:
    """Everything below a folder, read once. Raises DocsError with all that is malformed in any of its YAML files."""
    content, wrong = Content(source.read(folder, before.docs if before else None)), list[Problem]()
    for part in PARTS:
        try:
            getattr(content, part)
        except DocsError as error:
            wrong += error.problems
    if wrong:
        raise DocsError(wrong)
    return content


def names_of(content: Content, computed: Names = COMPUTED) -> Names:
    """Everything that a page may ask for by name; `computed` are the values and tables, from a cache or not."""
    counted = site_counts.values(content.plan, content.glossary, content.docs.pages)
    return replace(
        computed,
        values={**computed.values, **counted},
        figures=pages.FIGURES,
        vignettes=pages.VIGNETTES,
        explorers=pages.EXPLORERS,
        questions=content.questions,
        sources=code_source.SOURCES,
        tasks=all_tasks(),
        final=[question.id for question in final_quiz.questions_of(content.questions)],
    )


def problems(content: Content, names: Names | None = None) -> list[Problem]:
    """Everything that is wrong with the pages, the questions, the notebooks, and what one says about the other.

    Where what was stored cannot be read, that alone is told: many numbers of the pages are made of it.
    """
    if broken := stored_files.problems(PACKAGE / "data"):
        return broken
    docs, questions = content.docs, content.questions
    names = names or names_of(content)
    found = [
        problem for page in (*docs.pages.values(), *docs.beside.values()) for problem in page_problems(page, names)
    ]
    found += _problems_of_data(docs, names) + _problems_of_settings(docs.settings)
    found += [problem for page in docs.pages.values() for problem in quotations.problems(page, PACKAGE)]
    found += [problem for page in docs.pages.values() for problem in _unsaid(page)]
    found += references.problems(content.references, docs.pages)
    found += notebooks.problems(docs)
    found += [problem for question in questions.values() for problem in question.problems()]
    found += teaching.problems(content.timetables, docs.pages, questions)
    found += _unused(content, names) + _without_element(content, names)
    planned = [f"lesson/{step.topic}.md" for step in content.plan.steps]
    outside = "docs/data/lesson.yml names no step of this topic"
    found += [
        Problem(path, 1, path, outside) for path in docs.pages if path.startswith("lesson/") and path not in planned
    ]
    return found + glossary.problems(content.glossary, [*docs.pages, *planned])


def markers(docs: Docs) -> list[Marker]:
    """All markers that readers' texts hold, wherever they stand; those of questions ask their question alone."""
    return [
        marker for source in (*docs.pages.values(), *docs.beside.values(), *_data(docs)) for marker in source.markers
    ]


def _data(docs: Docs) -> list[Source]:
    """The texts with markers in YAML files and settings; without the questions, which compute their own values."""
    files = [file.data for path, file in docs.yaml.items() if not path.startswith(quiz.FOLDER)]
    return [of(text) for text in texts([*files, docs.settings]) if "<!--" in text]


def _problems_of_data(docs: Docs, names: Names) -> list[Problem]:
    """Markers that are malformed, or whose literal is not what is computed."""
    return [
        problem for text in _data(docs) for problem in (*text.malformed, *problems_of(text, names.values, names.tables))
    ]


def _unsaid(page: Source) -> list[Problem]:
    """What the head of a page leaves out, although tabs, search results and shared links show it."""
    return [
        Problem(page.path, 1, key, "expected in the front matter of every page")
        for key in ("title", "description")
        if not page.front_matter.get(key)
    ]


def _problems_of_settings(settings: Mapping[str, Any]) -> list[Problem]:
    """Numbers in what mkdocs.yml shows to readers: the site's name, its description, the titles in the navigation."""
    shown = [settings.get("site_name"), settings.get("site_description"), _titles(settings.get("nav"))]
    return [problem for text in texts(shown) for problem in unaccounted([of(text)], None)]


def _titles(nav: Any) -> list[Any]:
    if isinstance(nav, list):
        return [title for entry in nav for title in _titles(entry)]
    return [*nav, *_titles([*nav.values()])] if isinstance(nav, dict) else []


def _unused(content: Content, names: Names) -> list[Problem]:
    """What a function or a question offers, and no page shows."""
    return [
        Problem(*_place(kind, name, content), name, f"no page shows this {kind}")
        for kind, name in (entry.split() for entry in unused(markers(content.docs), names))
    ]


def _place(kind: str, name: str, content: Content) -> tuple[str, int]:
    if kind == "question":
        question = content.questions[name]
        return question.page, question.line
    if kind == "task":
        return "../hooks/pages", 1
    if (kind, name) not in pages.FUNCTIONS:
        return "../hooks/features/site_counts.py", 1
    path, line = place(pages.FUNCTIONS[kind, name])
    return f"../{path}", line


def _without_element(content: Content, names: Names) -> list[Problem]:
    """Explorers whose custom element nobody wrote."""
    written = {path.stem for path in widgets.files(HOOKS, "js")}
    return [
        Problem(
            *_place("explorer", name, content), name, f"no file {explorer.tag}.js in the folder of a page defines it"
        )
        for name, explorer in names.explorers.items()
        if explorer.tag not in written
    ]

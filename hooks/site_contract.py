"""The contract of the whole site: what its pages may ask for by name, and everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pages
from checks import source
from checks.contract import Names, page_problems
from checks.problems import DocsError, Problem
from checks.source import Docs
from features import code_source, final_quiz, glossary, lesson_plan, notebooks, quiz, references, teaching

PARTS = ("questions", "glossary", "references", "plan", "timetables")


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
    def timetables(self) -> Sequence[teaching.Timetable]:
        return teaching.read(self.docs)


def read(folder: Path) -> Content:
    """Everything below a folder, read once. Raises DocsError with all that is malformed in any of its YAML files."""
    content, wrong = Content(source.read(folder)), list[Problem]()
    for part in PARTS:
        try:
            getattr(content, part)
        except DocsError as error:
            wrong += error.problems
    if wrong:
        raise DocsError(wrong)
    return content


def names_of(content: Content) -> Names:
    """Everything that a page may ask for by name."""
    return Names(
        pages.VALUES, pages.TABLES, pages.FIGURES, pages.VIGNETTES, pages.EXPLORERS, content.questions,
        code_source.SOURCES,
        [question.id for question in final_quiz.questions_of(content.questions)],
    )  # fmt: skip


def problems(content: Content, names: Names | None = None) -> list[Problem]:
    """Everything that is wrong with the pages, the questions, the notebooks, and what one says about the other."""
    docs, questions = content.docs, content.questions
    names = names or names_of(content)
    found = [problem for page in docs.pages.values() for problem in page_problems(page, names)]
    found += references.problems(content.references, docs.pages)
    found += notebooks.problems(docs)
    found += [problem for question in questions.values() for problem in question.problems()]
    found += teaching.problems(content.timetables, docs.pages, questions)
    planned = [f"lesson/{step.topic}.md" for step in content.plan.steps]
    return found + glossary.problems(content.glossary, [*docs.pages, *planned])

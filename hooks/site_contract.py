"""The contract of the whole site: what its pages may ask for by name, and everything that is wrong with them."""

from collections.abc import Mapping
from pathlib import Path

import pages
from checks import contract
from checks.problems import Problem
from computed_answers import COMPUTED, Answers
from features import code_source, final_quiz, glossary, lesson_plan, notebooks, quiz, references, teaching
from in_page import tasks


def names_of(questions: Mapping[str, quiz.Question], answers: Answers = COMPUTED) -> contract.Names:
    """Everything that a page may ask for by name."""
    return contract.Names(
        answers.values, answers.tables, pages.FIGURES, pages.VIGNETTES, pages.EXPLORERS, questions,
        code_source.SOURCES, tasks.all_tasks(),
        [question.id for question in final_quiz.questions_of(questions)],
    )  # fmt: skip


def problems(docs: Path, answers: Answers = COMPUTED) -> list[Problem]:
    """Everything that is wrong with the pages, the questions and the glossary below a folder."""
    questions, texts = quiz.read(docs), contract.sources(docs)
    names = names_of(questions, answers)
    found = [p for path, text in texts.items() for p in contract.page_problems(path, text, names)]
    found += references.problems(docs, texts)
    found += notebooks.problems(docs)
    found += [p for question in questions.values() for p in question.problems()]
    found += teaching.problems(docs, questions)
    planned = [f"lesson/{step.topic}.md" for step in lesson_plan.read(docs).steps]
    return found + glossary.problems(glossary.read(docs), [*texts, *planned])

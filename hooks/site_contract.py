"""The contract of the whole site: what its pages may ask for by name, and everything that is wrong with them."""

from collections.abc import Mapping
from pathlib import Path

import pages
from checks import contract
from checks.problems import Problem
from computed_answers import COMPUTED, Answers
from features import code_source, final_quiz, glossary, lesson_plan, notebooks, quiz, references, teaching


def names_of(questions: Mapping[str, quiz.Question], answers: Answers = COMPUTED) -> contract.Names:
    """Everything that a page may ask for by name."""
    return contract.Names(
        answers.values, answers.tables, pages.FIGURES, pages.VIGNETTES, pages.EXPLORERS, questions,
        code_source.SOURCES,
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
    found += _unused(texts, names)
    planned = [f"lesson/{step.topic}.md" for step in lesson_plan.read(docs).steps]
    return found + glossary.problems(glossary.read(docs), [*texts, *planned])


def _unused(texts: Mapping[str, str], names: contract.Names) -> list[Problem]:
    """What a function or a question offers, and no page shows."""
    used = [marker for path, text in texts.items() for marker in contract.find(text, path)[0]]
    return [
        Problem(*_place(kind, name, names), name, f"no page shows this {kind}")
        for kind, name in (entry.split() for entry in contract.unused(used, names))
    ]


def _place(kind: str, name: str, names: contract.Names) -> tuple[str, int]:
    if kind == "question":
        question = names.questions[name]
        return question.page, question.line
    path, line = pages.place(pages.FUNCTIONS[kind, name])
    return f"../{path}", line

"""Questions: one YAML file a topic below docs/quiz/, the same for the quick checks, the final quiz and its
interactive form.

    - id: second-state                 # unique on the whole site
      objective: 2                     # of the overview's list, from 1
      question: After `.5`, then `.3` … # Markdown; its numbers are checked like a page's
      setup: |                         # optional: run before the values are computed, not shown; see NAMESPACE
        first = np.tanh(0.5)
      code: |                          # optional: run after the set-up, and shown with the question
        h = np.tanh(0.3 + 0.5 * first)
      values:                          # what the markers in this question compare with
        right: h
      fixed: {".5": the first input}   # inputs that need no check, as on a page
      choices:
        - text: <!-- value: right -->0.486<!-- / -->
          right: true                  # exactly one
          why: …                       # every choice has a reason
"""

import ast
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from checks.fields import Fields
from checks.literals import Value, problems_of
from checks.numerals import unaccounted
from checks.problems import DocsError, Problem
from checks.source import Docs, of
from checks.yaml_lines import Text, line_of
from drawing import fragments
from drawing.printing import number, word
from markupsafe import Markup

import rnn_docs

FOLDER = "quiz/"
FIELDS = Fields(
    {"id": str, "objective": int, "question": str, "choices": list},
    {"setup": str, "code": str, "values": dict, "fixed": dict},
)
CHOICE = Fields({"text": str, "why": str}, {"right": bool})
LETTERS = "ABCDEFGH"
HELPERS: dict[str, Any] = {"np": np, "number": number, "word": word}
NAMESPACE = {name: getattr(rnn_docs, name) for name in rnn_docs.__all__} | HELPERS  # what a question's code may use
Render = Callable[[str], Markup]


@dataclass(frozen=True)
class Choice:
    text: Text
    why: Text
    right: bool


@dataclass(frozen=True)
class Question:
    """One question. `page` is its file below docs/, `line` where it begins."""

    id: str
    objective: int
    question: Text
    choices: tuple[Choice, ...]
    page: str
    setup: str = ""
    code: str = ""
    values: Mapping[str, str] | None = None
    fixed: Any = None

    @property
    def line(self) -> int:
        return self.question.line

    def computed(self) -> dict[str, Value]:
        """Run set-up and code, then evaluate each value's expression. Errors name the question and the expression."""
        namespace = dict(NAMESPACE)
        for source in (self.setup, self.code):
            _run(self, source, partial(exec, source, namespace))
        return {
            name: _run(self, expression, partial(eval, str(expression), namespace))
            for name, expression in (self.values or {}).items()
        }

    def parts(self) -> list[Text]:
        """All that the reader reads."""
        return [self.question, *(text for choice in self.choices for text in (choice.text, choice.why))]

    def problems(self) -> list[Problem]:
        """Numbers that differ from what is computed, unchecked numbers, values that nothing uses."""
        try:
            values = {name: partial(_same, value) for name, value in self.computed().items()}
        except DocsError as error:
            return error.problems
        parts = [of(part) for part in self.parts()]
        problems = [problem for part in parts for problem in (*part.malformed, *problems_of(part, values, {}))]
        used = {marker.name for part in parts for marker in part.markers}
        unused = [name for name in values if name not in used]
        problems += [Problem(self.page, self.line, name, "no marker of this question uses it") for name in unused]
        return problems + unaccounted(parts, self.fixed)

    def html(self, render: Render, title: str = "Quick check", level: int = 2) -> Markup:
        """The question, complete without JavaScript: choices, then answer and reasons in a closed block."""
        shown = {"question": self, "title": title, "level": level, "letters": LETTERS}
        return fragments.render("question", render=render, **shown)


def _same(value: Value) -> Value:
    return value


def _run(question: Question, source: Any, action: Callable[[], Any]) -> Any:
    """What a piece of Python gives. Raises DocsError at its line that raises."""
    try:
        for node in ast.walk(ast.parse(str(source).strip())):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                message = f"a question imports nothing; it has {', '.join(HELPERS)} and the names of rnn_docs"
                raise SyntaxError(message, ("<string>", node.lineno, None, None))
        return action()
    except Exception as error:
        lines, begins = str(source).splitlines(), getattr(source, "line", question.line)
        number = error.lineno or 1 if isinstance(error, SyntaxError) else _raised_in(error)
        number = min(number, len(lines))  # of a text within it that is no Python, the line may lie behind all of these
        place = begins + number if str(source).endswith("\n") else begins  # a block begins below its key
        said = error.msg if isinstance(error, SyntaxError) else error
        message = f"{lines[number - 1].strip()!r} raises {type(error).__name__}: {said}"
        raise DocsError([Problem(question.page, place, question.id, message)]) from error


def _raised_in(error: Exception) -> int:
    """The line of a piece of Python in which it called what raised."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 1 for frame in frames if frame.filename == "<string>"), 1)


def read(docs: Docs) -> dict[str, Question]:
    """All questions below docs/quiz/, by id. Raises DocsError for anything malformed."""
    questions: dict[str, Question] = {}
    problems: list[Problem] = []
    for page in (path for path in docs.yaml if path.startswith(FOLDER)):
        for entry in docs.data(page, list):
            wrong = _malformed(page, entry, questions)
            problems += wrong
            if not wrong:
                question = _question(page, entry)
                questions[question.id] = question
    if problems:
        raise DocsError(problems)
    return questions


def _question(page: str, entry: Mapping[str, Any]) -> Question:
    choices = tuple(Choice(c["text"], c["why"], c.get("right", False)) for c in entry["choices"])
    return Question(
        entry["id"], entry["objective"], entry["question"], choices, page,
        entry.get("setup", ""), entry.get("code", ""), entry.get("values"), entry.get("fixed"),
    )  # fmt: skip


def _malformed(page: str, entry: Any, known: Mapping[str, Question]) -> list[Problem]:
    """What is missing, unknown or twice in one entry."""
    messages = FIELDS.wrong(entry) or _malformed_choices(entry["choices"])
    name = str(entry.get("id", "question")) if isinstance(entry, dict) else "question"
    if name in known:
        messages.append(f"this id stands in docs/{known[name].page} already")
    return [Problem(page, line_of(entry), name, message) for message in messages]


def _malformed_choices(choices: list[Any]) -> list[str]:
    if not 2 <= len(choices) <= len(LETTERS):
        return [f"expected between 2 and {len(LETTERS)} choices"]
    if messages := [f"choice {LETTERS[k]}: {wrong}" for k, c in enumerate(choices) for wrong in CHOICE.wrong(c)]:
        return messages
    right = sum(choice.get("right", False) for choice in choices)
    if right != 1:
        messages.append(f"expected exactly one right choice, found {right}")
    shown = [choice["text"] for choice in choices]
    if len(set(shown)) < len(shown):
        messages.append("two choices are the same")
    return messages

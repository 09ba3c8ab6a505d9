"""`make update`: write what is computed into the pages: checked literals, tables, and the outputs of code blocks."""

import contextlib
import io
import os
import re
import sys
from pathlib import Path

import pages
from checks.contract import CODE_COMMENT, CONT, EXPECTED
from checks.literals import expected
from checks.markers import Fence, fences, find
from checks.problems import DocsError, Problem, unknown
from features import quiz

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def with_values(text: str, page: str) -> str:
    """The source with every checked literal and table as it is computed now."""
    found, wrong = find(text, page)
    if wrong:
        raise DocsError(wrong)
    for marker in sorted(found, key=lambda m: m.start, reverse=True):
        known = {"value": pages.VALUES, "table": pages.TABLES}.get(marker.kind, {})
        if marker.name not in known:
            continue  # `unanswered` names it
        right = expected(marker, pages.VALUES, pages.TABLES)
        end = marker.literal_start + len(marker.literal)
        text = text[: marker.literal_start] + right + text[end:]
    return text


def unanswered(text: str, page: str) -> list[Problem]:
    """Numbers and tables of a source that no function computes."""
    known = {"value": pages.VALUES, "table": pages.TABLES}
    asked = [marker for marker in find(text, page)[0] if marker.kind in known]
    return [unknown(page, m.line, m.kind, m.name, known[m.kind]) for m in asked if m.name not in known[m.kind]]


def with_outputs(text: str) -> str:
    """The source with the output of every chain of python fences as it is printed now."""
    for code, output in reversed(_chains(text)):
        printed = _indented(_printed(code), output.opening)
        body_start = output.start + len(output.opening)
        text = text[:body_start] + printed + text[body_start + _body_length(text, output) :]
    return text


def _chains(text: str) -> list[tuple[str, Fence]]:
    """Each chain of python fences that has an expected output: its code, and the fence of the output."""
    chains, code, follows = [], "", None
    comments = [(m.start(), m[1].strip()) for m in CODE_COMMENT.finditer(text)]
    end = 0
    for fence in fences(text):
        words = [word for position, word in comments if end <= position < fence.start]
        follows = words[-1] if words else None
        if fence.info == "python":
            code = code + _dedented(fence) if follows == CONT else _dedented(fence)
        elif follows == EXPECTED:
            chains.append((code, fence))
        end = fence.end
    return chains


def _dedented(fence: Fence) -> str:
    indent = len(fence.opening) - len(fence.opening.lstrip())
    return re.sub(rf"(?m)^ {{0,{indent}}}", "", fence.body)


def _body_length(text: str, fence: Fence) -> int:
    closing = text.rfind("\n", fence.start, fence.end - 1) + 1
    return closing - fence.start - len(fence.opening)


def _indented(printed: str, opening: str) -> str:
    indent = opening[: len(opening) - len(opening.lstrip())]
    return re.sub(r"(?m)^(?=.)", indent, printed)


def _printed(code: str) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(code, "the code of the page", "exec"), {"__MODULE__": "__main__"})
    return out.getvalue()


def with_question_values(text: str, page: str, questions: dict[str, quiz.Question]) -> str:
    """A quiz file with every checked literal as its question computes it now."""
    for question in (q for q in questions.values() if q.page == page):
        computed = {name: (lambda v=value: v) for name, value in question.computed().items()}
        for part in question.parts():
            for marker in find(part, page)[0]:
                if marker.name in computed:
                    right = expected(marker, computed, {})
                    wrong = rf"(<!-- value: {marker.name} -->){re.escape(marker.literal)}(<!-- / -->)"
                    text = re.sub(wrong, lambda m, r=right: m[1] + r + m[2], text)
    return text


def main() -> None:
    """Rewrite the pages and say which changed. Raises DocsError at the end for what nothing computes."""
    questions, left = quiz.read(DOCS), []
    for path in [ROOT / "README.md", *sorted(DOCS.rglob("*.md")), *sorted((DOCS / "quiz").glob("*.yml"))]:
        page, old = os.path.relpath(path, DOCS), path.read_text("utf-8")
        is_quiz = path.suffix == ".yml"
        new = with_question_values(old, page, questions) if is_quiz else with_outputs(with_values(old, page))
        left += [] if is_quiz else unanswered(new, page)
        if new != old:
            path.write_text(new, "utf-8")
            print(f"{path.relative_to(ROOT)}: rewritten")
    if left:
        raise DocsError(left)


if __name__ == "__main__":
    try:
        main()
    except DocsError as error:
        sys.exit(str(error))

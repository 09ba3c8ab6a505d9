"""`make update`: write what is computed into the pages: checked literals, tables, and the outputs of code blocks."""

import contextlib
import io
import re
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from posixpath import normpath

import site_contract
from checks.contract import Names
from checks.fences import CONT, EXPECTED, Fence
from checks.literals import expected, raises, written
from checks.markers import CHECKED
from checks.problems import DocsError, Problem, unknown
from checks.source import SETTINGS, Source, edited, of
from features import quiz

DOCS = Path(__file__).parents[1] / "docs"


def with_values(source: Source, names: Names) -> str:
    """The source with every checked literal and table as it is computed now."""
    if source.malformed:
        raise DocsError(source.malformed)
    edits = []
    for marker in source.markers:
        if marker.kind in CHECKED and marker.name in names.of(marker.kind):  # if not, `unanswered` names it
            end = marker.literal_start + len(marker.literal)
            try:
                edits.append((marker.literal_start, end, expected(marker, names.values, names.tables)))
            except Exception as error:
                raise DocsError([raises(source.path, marker, error)]) from None
    return edited(source.text, edits)


def unanswered(source: Source, names: Names) -> list[Problem]:
    """Numbers and tables of a source that no function computes."""
    asked = [marker for marker in source.markers if marker.kind in CHECKED]
    wrong = [marker for marker in asked if marker.name not in names.of(marker.kind)]
    return [unknown(source.path, it.line, it.kind, it.name, names.of(it.kind)) for it in wrong]


def with_outputs(source: Source) -> str:
    """The source with the output of every chain of python fences as it is printed now.

    Raises DocsError at the line of a page that raises.
    """
    edits = []
    for code, output in _chains(source):
        start = output.start + len(output.opening)
        printed = _indented(_printed(source.path, code), output.opening)
        edits.append((start, start + _body_length(source.text, output), printed))
    return edited(source.text, edits)


def _chains(source: Source) -> list[tuple[str, Fence]]:
    """Each chain of python fences that has an expected output: its code, on the lines of the page, and that fence."""
    chains, code, end = [], "", 0
    for fence in source.fences:
        words = [comment.word for comment in source.code_comments if end <= comment.start < fence.start]
        follows = words[-1] if words else None
        if fence.info == "python":
            code = code if follows == CONT else ""
            above = source.line_at(fence.start) - code.count("\n")
            code += "\n" * above + _dedented(fence)
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


def _printed(path: str, code: str) -> str:
    try:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(code, path, "exec"), {"__MODULE__": "__main__"})
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == path] or [getattr(error, "lineno", None)]
        message = f"the block raises {type(error).__name__}: {error}"
        raise DocsError([Problem(path, lines[-1] or 1, "code", message)]) from None
    return out.getvalue()


def with_question_values(text: str, questions: Iterable[quiz.Question]) -> str:
    """A quiz file with every checked literal as its question computes it now; `questions` in the file's order."""
    head, *entries = re.split(r"(?m)^(?=- )", text)
    return head + "".join(map(_with_values_of, entries, questions))


def _with_values_of(entry: str, question: quiz.Question) -> str:
    computed = question.computed()
    for marker in (marker for part in question.parts() for marker in of(part).markers):
        if marker.name in computed:
            right = written(computed[marker.name], marker.literal)
            opening, closing = f"<!-- value: {marker.name} -->", "<!-- / -->"
            entry = entry.replace(f"{opening}{marker.literal}{closing}", f"{opening}{right}{closing}")
    return entry


def main() -> None:
    """Rewrite the pages and say which changed. Raises DocsError at the end for what nothing computes."""
    content = site_contract.read(DOCS)
    docs, names = content.docs, site_contract.names_of(content)
    for path, source in {**docs.pages, **docs.beside}.items():
        _rewritten(path, source.text, with_outputs(Source(path, with_values(source, names))))
    for path, file in docs.yaml.items():
        asked = [question for question in content.questions.values() if question.page == path]
        new = with_question_values(file.text, asked) if asked else with_values(Source(path, file.text), names)
        _rewritten(path, file.text, new)
    if docs.mkdocs:
        _rewritten(SETTINGS, docs.mkdocs.text, with_values(Source(SETTINGS, docs.mkdocs.text), names))
    if left := [problem for page in docs.pages.values() for problem in unanswered(page, names)]:
        raise DocsError(left)


def _rewritten(path: str, old: str, new: str) -> None:
    if new != old:
        (DOCS / path).write_text(new, "utf-8")
        print(f"{normpath(f'docs/{path}')}: rewritten")


if __name__ == "__main__":
    try:
        main()
    except DocsError as error:
        sys.exit(str(error))

"""Find the markers in a Markdown source: checked values and tables, and placeholders for what Python draws.

    <!-- value: decay-after-8 -->0.000015<!-- / -->      the literal stays readable where it stands
    <!-- table: step-0 -->                               a whole Markdown table, up to the closing marker
    <!-- figure: unrolled -->                            one line; the hook puts the figure there
    <!-- source: vanilla-step -->                        a function of rnn_docs, whole

Nothing inside a code fence is a marker.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.problems import Problem

CHECKED = ("value", "table")
PLACEHOLDERS = (
    "figure", "vignette", "explorer", "question", "source", "map", "minutes", "objectives", "concepts", "references",
    "quiz", "glossary", "coverage", "tally", "timetables", "exercises", "handout", "task",
)  # fmt: skip
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
COMMENT = re.compile(r"<!--\s*([A-Za-z]+)\s*:\s*([^>]*?)\s*-->")
NO_BREAK = re.compile(r"[^\n]")
CLOSING = re.compile(r"<!--\s*/\s*-->")
FENCE = re.compile(r"^\s*(?:>\s*|[-*+]\s+)*(`{3,}|~{3,})\s*([^`]*)$")
CODE_OR_MATHS = re.compile(r"(?<!\\)(`+)(?:.+?)\1(?!`)|(?<![\\$])\$(?![\s$])(?:[^$\\]|\\.)+?(?<!\s)\$", re.S)


@dataclass(frozen=True)
class Marker:
    """A checked literal or a placeholder.

    `start:end` is its span in the source, markers included; `indent` is what stands before it on its line.
    """

    kind: str
    name: str
    line: int
    start: int
    end: int
    literal: str = ""
    literal_start: int = 0
    indent: str = ""


@dataclass(frozen=True)
class Fence:
    """A fenced block: `info` is what follows the backticks, `start:end` its span in the source."""

    info: str
    line: int
    start: int
    end: int
    body: str
    opening: str


def line_of(text: str, position: int) -> int:
    """The line, from 1, on which a position in the text lies."""
    return text.count("\n", 0, position) + 1


def front_matter_end(text: str) -> int:
    """Where the body begins: after the YAML front matter, or 0."""
    match = re.match(r"---\n.*?\n---\n", text, re.S)
    return match.end() if match else 0


def fences(text: str) -> list[Fence]:
    """All fenced blocks of a source, in order. One that never closes runs to the end."""
    found, opening, start, position = [], None, 0, 0
    for line in text.splitlines(keepends=True):
        match = FENCE.match(line)
        if opening is None and match:
            opening, start = match, position
        elif opening and re.fullmatch(rf"\s*{re.escape(opening[1][0])}{{{len(opening[1])},}}\s*", line):
            found.append(_fence(text, opening, start, position + len(line)))
            opening = None
        position += len(line)
    if opening:
        found.append(_fence(text, opening, start, position))
    return found


def _fence(text: str, opening: re.Match[str], start: int, end: int) -> Fence:
    lines = text[start:end].splitlines(keepends=True)
    info = opening[2].rstrip("\n")
    return Fence(info, line_of(text, start), start, end, "".join(lines[1:-1]), lines[0])


def blank_out(text: str, spans: Iterator[tuple[int, int]] | list[tuple[int, int]]) -> str:
    """The text with spans replaced by spaces, line breaks kept, so that positions stay true."""
    for start, end in spans:
        text = text[:start] + NO_BREAK.sub(" ", text[start:end]) + text[end:]
    return text


def find(text: str, page: str) -> tuple[list[Marker], list[Problem]]:
    """All markers of a source, and what is wrong with them.

    Problems: an unknown kind, a malformed name, a marker that never closes, a closing one without an opening,
    a marker inside mathematics or code.
    """
    readable = blank_out(text, [(fence.start, fence.end) for fence in fences(text)])
    opaque = [match.span() for match in CODE_OR_MATHS.finditer(readable)]
    found: list[Marker] = []
    problems: list[Problem] = []
    closed: set[int] = set()
    for match in COMMENT.finditer(readable):
        kind, name, line = match[1], match[2], line_of(text, match.start())
        if problem := _malformed(page, line, kind, name):
            problems.append(problem)
            continue
        if any(start < match.start() < end for start, end in opaque):
            problems.append(Problem(page, line, name, f"a {kind} marker may not stand inside mathematics or code"))
            continue
        if kind in PLACEHOLDERS:
            found.append(Marker(kind, name, line, *match.span()))
            continue
        closing = CLOSING.search(readable, match.end())
        following = COMMENT.search(readable, match.end())
        if closing is None or (following and following.start() < closing.start()):
            problems.append(Problem(page, line, name, f"this {kind} is never closed with <!-- / -->"))
            continue
        closed.add(closing.start())
        literal = text[match.end() : closing.start()]
        indent = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        found.append(Marker(kind, name, line, match.start(), closing.end(), literal, match.end(), indent))
    problems += [
        Problem(page, line_of(text, match.start()), "<!-- / -->", "closes nothing")
        for match in CLOSING.finditer(readable)
        if match.start() not in closed
    ]
    return found, problems


def _malformed(page: str, line: int, kind: str, name: str) -> Problem | None:
    if kind not in CHECKED + PLACEHOLDERS:
        known = ", ".join(CHECKED + PLACEHOLDERS)
        return Problem(page, line, f"{kind}: {name}", f"unknown kind of marker; known are {known}")
    if not NAME.fullmatch(name):
        return Problem(page, line, f"{kind}: {name}", "a name is made of a–z, 0–9 and single hyphens")
    return None

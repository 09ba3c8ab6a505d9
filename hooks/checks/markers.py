"""Find the markers in a Markdown source: checked values and tables, and placeholders for what Python draws.

    <!-- value: decay-after-8 -->0.000015<!-- / -->      the literal stays readable where it stands
    <!-- table: step-0 -->                               a whole Markdown table, up to the closing marker
    <!-- figure: unrolled -->                            one line; the hook puts the figure there
    <!-- source: vanilla-step -->                        a function of rnn_docs, whole

Nothing inside a code fence is a marker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.problems import Problem

if TYPE_CHECKING:
    from checks.source import Source

CHECKED = ("value", "table")
PLACEHOLDERS = (
    "figure", "vignette", "explorer", "question", "source", "map", "minutes", "objectives", "concepts", "references",
    "quiz", "glossary", "coverage", "tally", "timetables", "exercises", "downloads", "handout", "task",
)  # fmt: skip
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
COMMENT = re.compile(r"<!--\s*([A-Za-z]+)\s*:\s*([^>]*?)\s*-->")
WITHOUT_COLON = re.compile(rf"<!--\s*({'|'.join(CHECKED + PLACEHOLDERS)})\s+({NAME.pattern})\s*-->")
NO_BREAK = re.compile(r"[^\n]")
CLOSING = re.compile(r"<!--\s*/\s*-->")
CODE = re.compile(r"(?<!\\)(`+)(?:.+?)\1(?!`)", re.S)
CODE_OR_MATHS = re.compile(rf"{CODE.pattern}|(?<![\\$])\$(?![\s$])(?:[^$\\]|\\.)+?(?<!\s)\$", re.S)
Span = tuple[int, int]


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


def blank_out(text: str, spans: Iterable[Span]) -> str:
    """The text with spans replaced by spaces, line breaks kept, so that positions stay true."""
    parts, position = [], 0
    for start, end in sorted(spans):
        if end > position:
            parts += [text[position : max(start, position)], NO_BREAK.sub(" ", text[max(start, position) : end])]
            position = end
    return "".join(parts) + text[position:]


def find(source: Source) -> tuple[list[Marker], list[Problem]]:
    """All markers of a source, and what is wrong with them.

    Problems: a colon that is missing, an unknown kind, a malformed name, a marker that never closes, a closing one
    without an opening, a marker inside mathematics or code.
    """
    readable = source.outside
    opaque = [match.span() for match in CODE_OR_MATHS.finditer(readable)]
    found: list[Marker] = []
    closed: set[int] = set()
    problems: list[Problem] = []
    for match in WITHOUT_COLON.finditer(readable):
        message = f"a marker has a colon: <!-- {match[1]}: {match[2]} -->"
        problems.append(source.problem(match.start(), match[2], message))
        if match[1] in CHECKED and (closing := _closing(readable, match)):
            closed.add(closing.start())
    for match in COMMENT.finditer(readable):
        if problem := _malformed(source, match, opaque):
            problems.append(problem)
        elif match[1] in PLACEHOLDERS:
            found.append(Marker(match[1], match[2], source.line_at(match.start()), *match.span()))
        elif closing := _closing(readable, match):
            closed.add(closing.start())
            found.append(_checked(source, match, closing))
        else:
            message = f"this {match[1]} is never closed with <!-- / -->"
            problems.append(source.problem(match.start(), match[2], message))
    problems += [
        source.problem(match.start(), "<!-- / -->", "closes nothing")
        for match in CLOSING.finditer(readable)
        if match.start() not in closed
    ]
    return found, problems


def _malformed(source: Source, match: re.Match[str], opaque: list[Span]) -> Problem | None:
    kind, name = match[1], match[2]
    if kind not in CHECKED + PLACEHOLDERS:
        known = ", ".join(CHECKED + PLACEHOLDERS)
        message = f"unknown kind of marker; known are {known}"
        return source.problem(match.start(), f"{kind}: {name}", message)
    if not NAME.fullmatch(name):
        message = "a name is made of a–z, 0–9 and single hyphens"
        return source.problem(match.start(), f"{kind}: {name}", message)
    if any(match.start() in range(*span) for span in opaque):
        message = f"a {kind} marker may not stand inside mathematics or code"
        return source.problem(match.start(), name, message)
    return None


def _closing(readable: str, opening: re.Match[str]) -> re.Match[str] | None:
    """The closing marker that belongs to an opening one: no other marker stands between them."""
    closing, following = CLOSING.search(readable, opening.end()), COMMENT.search(readable, opening.end())
    return None if closing and following and following.start() < closing.start() else closing


def _checked(source: Source, opening: re.Match[str], closing: re.Match[str]) -> Marker:
    text, (start, end) = source.text, opening.span()
    literal, indent = text[end : closing.start()], text[text.rfind("\n", 0, start) + 1 : start]
    return Marker(opening[1], opening[2], source.line_at(start), start, closing.end(), literal, end, indent)

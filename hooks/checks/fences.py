"""Find the fenced blocks of a Markdown source, and the comments that steer the tests of its code.

A scanner of our own, because no parser that we have says where a fence stands as Python-Markdown will see it:
Python-Markdown keeps no positions, and CommonMark's parsers, which do, take the fences inside an admonition for
indented code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPENING = re.compile(r"^\s*(?:>\s*|[-*+]\s+)*(`{3,}|~{3,})\s*([^`]*)$")
CODE_COMMENT = re.compile(r"<!--[-\s]*(pytest[-.].*?)[-\s]*-->")
CONT, EXPECTED = "pytest-codeblocks:cont", "pytest-codeblocks:expected-output"


@dataclass(frozen=True)
class Fence:
    """A fenced block: `info` is what follows the backticks, `start:end` its span in the source."""

    info: str
    start: int
    end: int
    body: str
    opening: str


@dataclass(frozen=True)
class CodeComment:
    """A comment that steers the tests of a page's code: the word, and its span in the source."""

    word: str
    start: int
    end: int


def fences(text: str) -> list[Fence]:
    """All fenced blocks of a text, in order. One that never closes runs to the end."""
    found: list[Fence] = []
    opening: re.Match[str] | None = None
    start = position = 0
    for line in text.splitlines(keepends=True):
        if opening is None:
            opening, start = OPENING.match(line), position
        elif re.fullmatch(rf"\s*{re.escape(opening[1][0])}{{{len(opening[1])},}}\s*", line):
            found.append(_fence(text, opening, start, position + len(line)))
            opening = None
        position += len(line)
    return [*found, _fence(text, opening, start, position)] if opening else found


def _fence(text: str, opening: re.Match[str], start: int, end: int) -> Fence:
    lines = text[start:end].splitlines(keepends=True)
    return Fence(opening[2].rstrip("\n"), start, end, "".join(lines[1:-1]), lines[0])


def code_comments(outside: str) -> list[CodeComment]:
    """The comments in a text whose fences are blanked out."""
    return [CodeComment(match[1].strip(), *match.span()) for match in CODE_COMMENT.finditer(outside)]

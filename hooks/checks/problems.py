"""What is wrong on a page, and where: one line a problem, all of a page's problems at once."""

import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath

ROOT = Path(__file__).parents[2]
WRITTEN = "(written)"
REMEDY = "Where what is computed is right, `make update` writes it into the pages."


@dataclass(frozen=True)
class Problem:
    """One mistake in a source file.

    `page` is its path, seen from docs/ (the README is ../README.md), `line` counts from 1, `name` is the marker,
    figure, question … concerned.
    """

    page: str
    line: int
    name: str
    message: str

    def __str__(self) -> str:
        return f"{normpath(f'docs/{self.page}')}:{self.line}: {self.name}: {self.message}"


class DocsError(Exception):
    """Stops the build. Its text lists every problem found, and says what helps if a literal is not as computed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        remedy = [REMEDY] if any(problem.message.endswith(WRITTEN) for problem in self.problems) else []
        super().__init__("\n".join([*map(str, self.problems), *remedy]))


def differs(page: str, line: int, name: str, expected: str, found: str) -> Problem:
    """What is written differs from what is computed."""
    return Problem(page, line, name, f"expected {expected!r} (computed), found {found!r} {WRITTEN}")


def unknown(page: str, line: int, kind: str, name: str, known: Iterable[str]) -> Problem:
    """A name that no function answers to; the nearest known one is suggested."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return Problem(page, line, name, f"unknown {kind}{hint}")


def told(error: Exception) -> str:
    """An exception in a line: its kind, its words, and where it was raised."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    file = Path(frame.filename)
    place = file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.name
    return f"{type(error).__name__}: {error} ({place}:{frame.lineno})"

"""The sources below docs/, each read once and parsed once: checking and building both take what `read` returned."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from checks import fences, markers, yaml_lines
from checks.fences import CodeComment, Fence
from checks.markers import Marker, blank_out
from checks.problems import DocsError, Problem
from checks.yaml_lines import Text

FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)??(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.S)  # as MkDocs finds it
BESIDE = ("../README.md", "../hooks/theme/READ-ME-FIRST.txt")
SETTINGS = "../mkdocs.yml"
Kind = TypeVar("Kind", dict[Any, Any], list[Any])
File = TypeVar("File", "Source", "Data")
Edit = tuple[int, int, str]  # what stands from start to end becomes this


@dataclass(frozen=True)
class Source:
    """A text below docs/: a file, or a part of one that begins at `line`. What is in it is found when first asked for.

    Positions are those of characters in `text`; lines count from 1 in the file.
    """

    path: str
    text: str
    line: int = 1

    def line_at(self, position: int) -> int:
        """The line of the file on which a position lies."""
        return self.line + self.text.count("\n", 0, position)

    def problem(self, position: int, name: str, message: str) -> Problem:
        """A mistake at a position."""
        return Problem(self.path, self.line_at(position), name, message)

    @cached_property
    def fences(self) -> list[Fence]:
        """All fenced blocks, in order."""
        return fences.fences(self.text)

    @cached_property
    def outside(self) -> str:
        """The text with its fences blanked out: positions stay true."""
        return blank_out(self.text, [(fence.start, fence.end) for fence in self.fences])

    @cached_property
    def code_comments(self) -> list[CodeComment]:
        """The comments that steer the tests of the code."""
        return fences.code_comments(self.outside)

    @cached_property
    def _found(self) -> tuple[list[Marker], list[Problem]]:
        return markers.find(self)

    @property
    def markers(self) -> list[Marker]:
        """All markers that are well formed, in order."""
        return self._found[0]

    @property
    def malformed(self) -> list[Problem]:
        """What is wrong with the others."""
        return self._found[1]

    @cached_property
    def body(self) -> int:
        """Where the body begins: after the front matter, or at 0."""
        match = FRONT_MATTER.match(self.text)
        return match.end() if match else 0

    @cached_property
    def front_matter(self) -> Mapping[str, Any]:
        """The YAML block at the head of a page, or an empty one. Raises DocsError where it is malformed."""
        if not self.body and re.match(r"-{3}[ \t]*(\n|\Z)", self.text):
            raise DocsError([Problem(self.path, self.line, "yaml", "this front matter is never closed with ---")])
        inner = self.text[: self.body].strip().split("\n")[1:-1]
        data = yaml_lines.load("\n".join(inner), self.path, self.line + 1)
        if not isinstance(data, dict | None):
            message = f"front matter is a list of `key: value`, not {type(data).__name__}"
            raise DocsError([Problem(self.path, self.line + 1, "yaml", message)])
        return data or {}

    @property
    def title(self) -> str:
        """What the page is called."""
        return str(self.front_matter.get("title", self.path))


@dataclass(frozen=True)
class Data:
    """A YAML file: its text, and what is in it, with lines; `foreign` is one of another program."""

    path: str
    text: str
    foreign: bool = False

    @cached_property
    def data(self) -> Any:
        """What the file says. Raises DocsError at the line of a mistake in its YAML."""
        return yaml_lines.load(self.text, self.path, foreign=self.foreign)


@dataclass(frozen=True)
class Docs:
    """Everything below a docs folder, by the path in it."""

    pages: Mapping[str, Source] = field(default_factory=dict)  # Markdown
    yaml: Mapping[str, Data] = field(default_factory=dict)
    notebooks: Mapping[str, Source] = field(default_factory=dict)
    beside: Mapping[str, Source] = field(default_factory=dict)  # what people read before they open a page
    mkdocs: Data | None = None
    folder: Path = Path()

    @property
    def settings(self) -> Mapping[str, Any]:
        """What mkdocs.yml says, in so far as we read it."""
        return self.mkdocs.data if self.mkdocs else {}

    def data(self, path: str, kind: type[Kind]) -> Kind:
        """What a YAML file says. Raises DocsError if it is not there, is no YAML, or not of that kind."""
        if path not in self.yaml:
            raise DocsError([Problem(path, 1, "yaml", "this file is missing")])
        data = self.yaml[path].data
        if not isinstance(data, kind):
            found = "nothing" if data is None else type(data).__name__
            raise DocsError([Problem(path, 1, "yaml", f"expected a {kind.__name__} of entries, found {found}")])
        return data


def read(folder: Path, before: Docs | None = None) -> Docs:
    """Every Markdown, YAML and notebook source below a folder, each read once.

    What was the same `before` is taken from there, with all that has been found in it.
    """
    known = before or Docs()
    settings = {SETTINGS: _text(folder, SETTINGS)} if (folder / SETTINGS).is_file() else {}
    foreign = {SETTINGS: known.mkdocs} if known.mkdocs else {}
    return Docs(
        sources(_texts(folder, "**/*.md"), known.pages),
        _same(_texts(folder, "**/*.yml"), known.yaml, Data),
        sources(_texts(folder, "notebooks/*.py"), known.notebooks),
        sources({path: _text(folder, path) for path in BESIDE if (folder / path).is_file()}, known.beside),
        _same(settings, foreign, partial(Data, foreign=True)).get(SETTINGS),
        folder,
    )


def _texts(folder: Path, pattern: str) -> dict[str, str]:
    paths = [path.relative_to(folder).as_posix() for path in sorted(folder.glob(pattern))]
    return {path: _text(folder, path) for path in paths}


def _text(folder: Path, path: str) -> str:
    try:
        return (folder / path).read_text("utf-8-sig")  # editors on Windows put a mark before the first letter
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"expected text in UTF-8, found the byte 0x{error.object[error.start]:02x}: save the file as UTF-8"
        raise DocsError([Problem(path, line, "encoding", message)]) from None


def sources(texts: Mapping[str, str], known: Mapping[str, Source] = MappingProxyType({})) -> dict[str, Source]:
    """Texts by their path, as sources; those that are known stay what they are."""
    return _same(texts, known, Source)


def _same(texts: Mapping[str, str], known: Mapping[str, File], make: Callable[[str, str], File]) -> dict[str, File]:
    return {
        path: known[path] if path in known and known[path].text == text else make(path, text)
        for path, text in texts.items()
    }


def of(text: str) -> Source:
    """A piece of Markdown from a YAML file, parsed once; a plain string is one that we made ourselves."""
    if not isinstance(text, Text):
        return Source("yaml", text)
    if text.source is None:
        text.source = Source(text.page, text, text.line)
    return text.source


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with parts of it replaced; an edit inside another one is lost with what stood there."""
    parts, position = [], 0
    for start, end, new in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start >= position:
            parts += [text[position:start], new]
            position = end
    return "".join(parts) + text[position:]

"""A test in the browser that passed is not tried again while all that it could see is what it was.

It could see the pages that it fetched; whatever all pages fetch; the code of the site, of the package and of these tests;
the browser. One that is handed more than pages to open could see all of the site, and what its other editions are made
with. CI begins with nothing; `rm -r .cache/tests` forgets all.
"""

import hashlib
import inspect
from collections.abc import Iterable
from pathlib import Path

import pytest
from results.cache import Cache

from tests.conftest import ROOT, SERVED

# Fixtures that show a test the pages which it opens, and no others.
PAGE_BY_PAGE = {"anew", "context", "opened", "page", "painted", "paper", "request", "serious", "serious_in_both", "tab"}
CODE = ("hooks", "rnn_docs", "tests/browser", "tests/lesson/test_tasks.py", "constraints.txt")  # and the files of tests
EDITIONS = ("mkdocs.yml", "Makefile", "pyproject.toml", "CONTRIBUTING.md")
SEARCHED = "search/search_index.json"
EVERYTHING = "*"
ROOM = 400_000  # bytes: a few states of all that passes


class Passes:
    """What passed on this site, with this code and this browser."""

    def __init__(self, site: Path, browser: str, folder: Path) -> None:
        self.shelf = Cache(folder, ROOM)
        files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
        self.digests = {name: _digest([path]) for name, path in files.items() if _is_of_few(name)}
        self.digests[EVERYTHING] = _digest([*files.values(), *map(ROOT.joinpath, EDITIONS)])
        common = [path for name, path in files.items() if not _is_of_few(name)]
        self.rest = _digest([*common, *code()], browser)
        self.ended: dict[str, tuple[Path, frozenset[str]]] = {}  # by test: its file, and what it saw
        self.spoilt: set[Path | str] = set()  # files in which a test failed, and tests that were skipped

    def knows(self, test: str) -> bool:
        """Whether it passed, and nothing that it could see has changed since."""
        text = self.shelf.find(*self._entry(test))
        return text is not None and all(
            self.digests.get(name) == was for name, was in map(str.split, text.splitlines())
        )

    def note(self, file: Path, test: str, seen: Iterable[str], report: pytest.TestReport) -> None:
        """Note how one part of a test went, and at its end what it saw: addresses, or EVERYTHING."""
        if not report.passed:
            self.spoilt.add(file if report.failed else test)
        if report.when == "teardown":
            self.ended[test] = file, frozenset(seen)

    def keep(self) -> None:
        """Keep what passed, but nothing of a file in which a test failed: it may have found what another did."""
        for test, (file, seen) in self.ended.items():
            if self.spoilt.isdisjoint({file, test}) and not self.knows(test):
                names = {EVERYTHING} if EVERYTHING in seen else set(filter(None, map(self._name, seen)))
                self.shelf.keep(*self._entry(test), "".join(f"{name} {self.digests[name]}\n" for name in sorted(names)))
        self.shelf.prune()

    def _entry(self, test: str) -> tuple[str, str]:
        return f"{hashlib.sha256(test.encode()).hexdigest()[:16]}.txt", self.rest

    def _name(self, address: str) -> str | None:
        """The file of the site at an address, if it is one that few tests see."""
        path = address.removeprefix(SERVED).partition("#")[0].partition("?")[0]
        name = f"{path}index.html" if path.endswith("/") or not path else path
        return name if name in self.digests else None


def sees_all(item: pytest.Function) -> bool:
    """Whether a test is handed more than pages to open: then nobody can say what of the site it sees."""
    given = {*item.callspec.params} if hasattr(item, "callspec") else set()
    return not {*inspect.signature(item.function).parameters} - given <= PAGE_BY_PAGE


def _is_of_few(name: str) -> bool:
    """Whether it is a file that not every page fetches."""
    return name.endswith(".html") or name == SEARCHED


def code() -> Iterable[Path]:
    """All that may decide what a test does."""
    yield from sorted(ROOT.glob("tests/*.py"))
    for path in map(ROOT.joinpath, CODE):
        yield from sorted(path.rglob("*")) if path.is_dir() else [path]


def _digest(files: Iterable[Path], also: str = "") -> str:
    found = hashlib.sha256(also.encode())
    for path in files:
        if path.is_file() and path.suffix != ".pyc":
            found.update(repr((path.name, path.read_bytes())).encode())
    return found.hexdigest()[:16]

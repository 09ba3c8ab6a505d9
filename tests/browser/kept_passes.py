"""A test in the browser that passed is not tried again while all that it could see is what it was.

It could see the pages that it fetched; whatever all pages fetch; all of ours that its file imports; the browser. One that
is handed more than pages to open, or runs code in a page, could see all of the site, and what its other editions are made
with. CI begins with nothing; `rm -r .cache/tests` forgets all.
"""

import ast
import hashlib
import inspect
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from results.cache import Cache

from tests.conftest import ROOT, SERVED

# Fixtures that show a test the pages which it opens, and no others.
PAGE_BY_PAGE = {"anew", "context", "opened", "page", "painted", "paper", "request", "serious", "serious_in_both", "tab"}
CODE = ("hooks", "rnn_docs")
ALWAYS = ("tests/conftest.py", "tests/browser/conftest.py")  # imported for every test
EDITIONS = ("mkdocs.yml", "Makefile", "pyproject.toml", "CONTRIBUTING.md")
PINS = "constraints.txt"
BY_NAME = {  # what imports all that lies there
    "hooks/pages/__init__.py": "hooks/pages/*/**/*.py",
    "hooks/results/contestants.py": "hooks/results/runs/*.py",
    "hooks/in_page/tasks.py": "hooks/pages/*/tasks.py",
}
RUN = "assets/python/"
SEARCHED = "search/search_index.json"
EVERYTHING = "*"
ROOM = 400_000  # bytes: a few states of all that passes


class Passes:
    """What passed on this site, with this code and this browser."""

    def __init__(self, site: Path, browser: str, folder: Path) -> None:
        self.shelf = Cache(folder, ROOM)
        files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
        self.digests = {name: digest([path]) for name, path in files.items() if _is_of_few(name)}
        code = [path for folder in CODE for path in sorted((ROOT / folder).rglob("*"))]
        self.digests[EVERYTHING] = digest([*files.values(), *code, *map(ROOT.joinpath, EDITIONS)])
        common = [path for name, path in files.items() if not _is_of_few(name) and not name.startswith(RUN)]
        data = [path for path in code if path.suffix != ".py"]
        self.rest = digest([*common, *data, ROOT / PINS], browser)
        self.keys: dict[str, str] = {}  # by file of tests
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
                names = set(filter(None, map(self._name, seen)))
                self.shelf.keep(*self._entry(test), "".join(f"{name} {self.digests[name]}\n" for name in sorted(names)))
        self.shelf.prune()

    def _entry(self, test: str) -> tuple[str, str]:
        file = test.partition("::")[0]
        if file not in self.keys:
            self.keys[file] = digest(imported(file), self.rest)
        return f"{hashlib.sha256(test.encode()).hexdigest()[:16]}.txt", self.keys[file]

    def _name(self, address: str) -> str | None:
        """The file of the site at an address, if it is one that few tests see."""
        path = address.removeprefix(SERVED).partition("#")[0].partition("?")[0]
        if path == EVERYTHING or path.startswith(RUN):
            return EVERYTHING
        name = f"{path}index.html" if path.endswith("/") or not path else path
        return name if name in self.digests else None


def sees_all(item: pytest.Function) -> bool:
    """Whether a test is handed more than pages to open: then nobody can say what of the site it sees."""
    given = {*item.callspec.params} if hasattr(item, "callspec") else set()
    return not {*inspect.signature(item.function).parameters} - given <= PAGE_BY_PAGE


def _is_of_few(name: str) -> bool:
    """Whether it is a file that not every page fetches."""
    return name.endswith(".html") or name == SEARCHED


@cache
def imported(file: str) -> tuple[Path, ...]:
    """A file of tests, what is imported for every test, and all of ours that these import, also through others."""
    found: set[Path] = set()
    new = {ROOT / name for name in (file, *ALWAYS)}
    while new:
        found |= new
        new = {path for one in new for path in _imports(one)} - found
    return tuple(sorted(found))


@cache
def _imports(path: Path) -> frozenset[Path]:
    """The files of ours that one imports: modules, and the packages in which they lie."""
    parts = {"/".join(name.split(".")[:depth]) for name in _names(path) for depth in range(1, name.count(".") + 2)}
    places = (ROOT / base / part for base in ("", "hooks") for part in parts)
    files = {file for place in places for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file()}
    by_name = BY_NAME.get(path.relative_to(ROOT).as_posix())
    return frozenset(files.union(ROOT.glob(by_name) if by_name else ()))


def _names(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))) if path.suffix == ".py" and path.is_file() else ():
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def digest(files: Iterable[Path], also: str = "") -> str:
    """What stands for the names and contents of files, and for what else counts."""
    found = hashlib.sha256(also.encode())
    for path in files:
        if path.is_file() and path.suffix != ".pyc":
            found.update(repr((path.name, path.read_bytes())).encode())
    return found.hexdigest()[:16]

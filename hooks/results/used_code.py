"""What a function really uses, as a digest: the key under which its results are kept.

From a definition, the names in its code are followed: to definitions of the same module, through imports (those within
functions too) to definitions of other modules, and so on, within rnn_docs and the hooks. Code counts as a syntax tree:
comments, docstrings and layout change nothing. The rules that keep this sound:

- a statement that defines no name (a setting, a registration) belongs to everything in its module;
- a module that is used as a whole, not by `module.name`, counts as a whole; so does one whose dotted name is a string;
- a string that is the name of a data file stands for what is in the file: so every data file is named in code;
- the versions of Python and of the packages that compute always count.

What two modules tell each other only while they are imported is not seen; nothing here works that way.

A file that was saved after this process had imported it is not what runs here: what it leads to gets a key of its own,
which nobody asks for again. Or an editor's save during a build would keep the old result under the new code's key.
"""

import ast
import hashlib
import json
import os
import platform
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from results.cache import Cache
from results.compiled_code import say_the_same, text_of

HOOKS = Path(__file__).parents[1]
ROOT = HOOKS.parent
PACKAGES = ("numpy", "matplotlib", "fonttools", "ziamath", "brotli")
DATA = (".txt", ".csv", ".json", ".mplstyle", ".html")
KEEPERS = ("results.cache", "results.progress_line", "results.used_code")  # what keeps a result is no part of it
LOADED = time.time_ns()  # when this process had its code; `make serve` imports all of it anew after a change
ALL, ALWAYS = "*", ""  # of a module: everything, and what belongs to everything
Place = tuple[str, str]  # a module, and a name in it or ALL
PARSED: dict[Path, tuple[str, "Module"]] = {}  # with its key, what this process has parsed last of each file


class Module(NamedTuple):
    """A module as it is followed: digests and names by what they define, and what its imports bind."""

    digests: dict[str, list[str]]
    uses: dict[str, list[str]]  # "name", "name.attribute", or a string in quotation marks
    imports: dict[str, list[Place]]  # the name in it is ALL for a module itself
    docstrings: str  # a digest of all of them
    said: str = ""  # a digest of all this


class UsedCode:
    """The code below some folders as it is now; a folder with an __init__.py is a package of its name."""

    def __init__(self, folders: Sequence[Path], parsed: Cache, packages: Sequence[str] = PACKAGES) -> None:
        self.paths = {name: path for folder in folders for name, path in _modules(folder)}
        self.data: dict[str, list[Path]] = defaultdict(list)
        for path in (path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in DATA):
            self.data[path.name].append(path)
        self.parsed, self.packages = parsed, packages
        self.modules: dict[str, Module] = {}
        self.saved_since: set[str] = set()  # modules of which this process runs an earlier state
        self.next, self.said = cache(self._next), cache(self._said)  # many results are made of the same definitions

    def digest(self, *starts: Place, also: str = "") -> str:
        """In 16 hexadecimal digits, all that these definitions use; `also` is what the caller adds, like settings.

        Raises:
            ValueError: a definition of a module that is not below the folders.
        """
        if unknown := [module for module, _ in starts if module and module not in self.paths]:
            raise ValueError(f"no code of ours: {unknown[0]}")
        total = hashlib.sha256(f"{self._versions}\0{also}\0".encode())
        total.update(b"".join([self.said(place) for place in sorted(self.reached(starts))]))
        return total.hexdigest()[:16]

    def reached(self, starts: Sequence[Place]) -> set[Place]:
        """Every definition that is used, and every data file, which has no module."""
        found: set[Place] = set()
        waiting = self._ours(starts)
        while waiting:
            place = waiting.pop()
            if place not in found:
                found.add(place)
                waiting += self.next(place)
        return found

    def _ours(self, places: Iterable[Place]) -> list[Place]:
        """Those of them that a result is made of: data files, and what is not another's code or a keeper's."""
        return [place for place in places if not place[0] or (place[0] in self.paths and place[0] not in KEEPERS)]

    def glance(self) -> str:
        """A glance at the sizes and times of all files: while it stays the same, nothing has changed."""
        files = [*self.paths.items(), *((name, path) for name, paths in self.data.items() for path in paths)]
        seen = [(name, path.stat().st_size, path.stat().st_mtime_ns) for name, path in files]
        return hashlib.sha256(f"{self._versions} {sorted(seen)}".encode()).hexdigest()[:16]

    def state(self) -> str:
        """A digest of what all code says, and a glance at the data: while it stays the same, nothing has changed."""
        files = [(name, path.stat()) for name, paths in self.data.items() for path in paths]
        data = sorted((name, file.st_size, file.st_mtime_ns) for name, file in files)
        code = [(name, self.module(name).said) for name in sorted(self.paths)]
        return hashlib.sha256(f"{self._versions} {data} {code}".encode()).hexdigest()[:16]

    def documented(self, package: str) -> str:
        """A digest of a package's code in its order and of its docstrings: for what shows these, and no comments."""
        names = sorted(name for name in self.paths if name.partition(".")[0] == package)
        found = [(name, [*self.module(name).digests.items()], self.module(name).docstrings) for name in names]
        return hashlib.sha256(repr(found).encode()).hexdigest()

    def _is_saved_since(self, name: str, source: bytes) -> bool:
        """Whether this process runs what a module's file said before."""
        module = sys.modules.get(name)
        if getattr(module, "__file__", None) != str(self.paths[name]):
            return False
        was = text_of(module)
        return not say_the_same(was, source) if was else self.paths[name].stat().st_mtime_ns > LOADED

    @cached_property
    def _versions(self) -> str:
        return " ".join([platform.python_version(), *(f"{name}=={_version(name)}" for name in self.packages)])

    def _digest_of_data(self, name: str) -> str:
        return hashlib.sha256(b"\0".join(path.read_bytes() for path in self.data[name])).hexdigest()

    def _said(self, place: Place) -> bytes:
        """What a digest is told of one definition, or of a data file."""
        module, name = place
        found = self.module(module).digests.get(name, []) if module else [self._digest_of_data(name)]
        return f"{module}\0{name}\0{found}\0".encode() + (os.urandom(16) if module in self.saved_since else b"")

    def _next(self, place: Place) -> list[Place]:
        """What one definition leads to; a data file leads nowhere."""
        module, name = place
        if not module:
            return []
        here = self.module(module)
        if name == ALL:
            return [(module, part) for part in (*here.digests, *here.imports)]
        if name != ALWAYS and not self._defines(module, name):
            return [(module, ALL)]  # made in some way that is not seen here: it may be anything
        places = [(module, ALWAYS)]
        for bound, imported in here.imports.get(name, []):
            places += self._imported(bound, imported, "")
        for use in here.uses.get(name, []):
            places += self._used(here, module, use)
        return self._ours(places)

    def _used(self, here: Module, module: str, use: str) -> Iterator[Place]:
        """Where a name, a name with its attribute, or a string leads."""
        if use.startswith('"'):
            text = use[1:]
            if text in self.paths:
                yield text, ALL
            if (file := PurePosixPath(text).name) in self.data:
                yield "", file
            return
        name, _, attribute = use.partition(".")
        if name in here.digests:
            yield module, name
        for bound, imported in here.imports.get(name, []):
            yield from self._imported(bound, imported, attribute)

    def _imported(self, module: str, name: str, attribute: str) -> Iterator[Place]:
        """Where an imported name leads: to a module, of which one attribute is used, or to a name in a module."""
        if name == ALL:
            yield from self._imported(module, attribute, "") if attribute else [(module, ALL)]
        elif module in self.paths and self._defines(module, name):
            yield module, name
        elif f"{module}.{name}" in self.paths:
            yield f"{module}.{name}", attribute or ALL
        else:
            yield module, name

    def _defines(self, module: str, name: str) -> bool:
        here = self.module(module)
        return name in here.digests or name in here.imports

    def module(self, name: str) -> Module:
        """A module, parsed once for as long as its file stays as it is."""
        if name not in self.modules:
            source = self.paths[name].read_bytes()
            if self._is_saved_since(name, source):
                self.saved_since.add(name)
            key = hashlib.sha256(_own_code() + platform.python_version().encode() + source).hexdigest()[:16]
            self.modules[name] = self._parsed(name, key, source)
        return self.modules[name]

    def _parsed(self, name: str, key: str, source: bytes) -> Module:
        """A module as it was parsed by this process, or by an earlier one, or as it is parsed now."""
        known, module = PARSED.get(self.paths[name], ("", None))
        if module is None or known != key:
            entry = f"{name.replace('/', '-')}.json"
            text = self.parsed.remember(entry, key, lambda: json.dumps(parsed(source, name)))
            module = _module(text)
            PARSED[self.paths[name]] = key, module
        return module


def of_site(root: Path = ROOT) -> UsedCode:
    """The code of the package and of the hooks."""
    return UsedCode([root / "rnn_docs", root / "hooks"], Cache(root / ".cache" / "parsed"))


def parsed(source: str | bytes, name: str = "") -> Module:
    """A module's definitions, the names that each of them uses, and what imports bind, wherever they stand."""
    digests: dict[str, list[str]] = defaultdict(list)
    uses: dict[str, list[str]] = defaultdict(list)
    imports: dict[str, list[Place]] = defaultdict(list)
    docstring, body = _docstring(ast.parse(source).body)
    docstrings = [docstring]
    for statement in body:
        read = _Statement(statement)
        digest = hashlib.sha256(read.text.encode()).hexdigest()[:16]
        docstrings += read.docstrings
        for defined in _defined(statement):
            digests[defined].append(digest)
            uses[defined] += sorted(read.uses - set(uses[defined]))
        for node in read.imports:
            for bound, place in _bound(node, name):
                imports[bound].append(place)
    said = hashlib.sha256(repr(docstrings).encode()).hexdigest()[:16]
    return Module(dict(digests), dict(uses), dict(imports), said)


def _module(text: str) -> Module:
    """A parsed module, read from JSON."""
    digests, uses, imports, docstrings, _ = json.loads(text)
    places = {bound: [(place[0], place[1]) for place in found] for bound, found in imports.items()}
    return Module(digests, uses, places, docstrings, hashlib.sha256(text.encode()).hexdigest()[:16])


def _modules(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every module below a folder, by the name that it is imported by."""
    base = folder.parent if (folder / "__init__.py").exists() else folder
    for path in folder.rglob("*.py"):
        yield ".".join(path.relative_to(base).with_suffix("").parts).removesuffix(".__init__"), path


class _Statement:
    """A statement of a module, read in one walk: its text, one for each meaning, and what it uses and imports."""

    def __init__(self, statement: ast.stmt) -> None:
        self.uses: set[str] = set()  # names, names with one attribute, and strings that may name a file or a module
        self.imports: list[ast.Import | ast.ImportFrom] = []
        self.docstrings: list[str] = []
        self.text = self._text(statement)

    def _text(self, part: Any) -> str:
        if isinstance(part, list):
            return f"[{', '.join([self._text(one) for one in part])}]"
        if not isinstance(part, ast.AST):
            return repr(part)
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
            self.uses.add(f"{part.value.id}.{part.attr}")
            return f"Attribute(value={self._fields(part.value)}, attr={part.attr!r}, ctx={self._fields(part.ctx)})"
        if isinstance(part, ast.Name):
            self.uses.add(part.id)
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            if "." in part.value and " " not in part.value:
                self.uses.add(f'"{part.value}')
        elif isinstance(part, (ast.Import, ast.ImportFrom)):
            self.imports.append(part)
        elif isinstance(part, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            docstring, part.body = _docstring(part.body)
            self.docstrings.append(docstring)
        return self._fields(part)

    def _fields(self, node: ast.AST) -> str:
        """A node with all that is in it; a field that may be left out, and is, does not count."""
        kind = type(node)
        found = [(name, getattr(node, name)) for name in node._fields]
        kept = [(name, value) for name, value in found if value is not None or not hasattr(kind, name)]
        return f"{kind.__name__}({', '.join([f'{name}={self._text(value)}' for name, value in kept])})"


def _docstring(body: list[ast.stmt]) -> tuple[str, list[ast.stmt]]:
    """The docstring that a body begins with, if it does, and the rest of it."""
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        return str(body[0].value.value), body[1:]
    return "", body


def _defined(statement: ast.stmt) -> list[str]:
    """The names that a statement of a module defines; ALWAYS if there are none, or if it does more than that."""
    match statement:
        case ast.Import() | ast.ImportFrom():
            return []  # they bind names, which count where they are used
        case ast.If(test=ast.Compare(left=ast.Name(id="__name__"))):
            return []  # not run when the module is imported
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return [statement.name]
        case ast.Assign() | ast.AnnAssign() | ast.AugAssign():
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            return [name for target in targets for name in _stored(target) or [ALWAYS]]
    return [ALWAYS, *_stored(statement)]


def _stored(node: ast.AST) -> list[str]:
    names = [n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    return names + [n.name for n in ast.walk(node) if isinstance(n, (ast.FunctionDef, ast.ClassDef))]


def _bound(node: ast.AST, module: str) -> Iterator[tuple[str, Place]]:
    """What an import binds to a name."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield alias.asname or alias.name.partition(".")[0], (alias.name, ALL)
    elif isinstance(node, ast.ImportFrom):
        if node.level or any(alias.name == ALL for alias in node.names):
            raise ValueError(f"{module}, line {node.lineno}: imports are followed by full name, one by one")
        for alias in node.names:
            yield alias.asname or alias.name, (node.module or "", alias.name)


@cache
def _own_code() -> bytes:
    """This file: what is kept of a module was parsed by these rules."""
    return Path(__file__).read_bytes()


@cache
def _version(package: str) -> str:
    return version(package)

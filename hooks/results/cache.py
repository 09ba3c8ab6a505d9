"""Remember what is slow to draw, keyed by everything that it depends on.

The key is a digest of the sources of rnn_docs, its data too, and of the hooks, and of the versions of Python and of
the packages that compute. An entry carries a digest of its own text: one that was cut short or changed is made again.
"""

import hashlib
import os
import platform
import re
import shutil
from collections.abc import Callable
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

DIGEST = re.compile("[0-9a-f]{16}")
PACKAGES = ("numpy", "matplotlib", "fonttools", "ziamath", "brotli")
SOURCES = ("*.py", "*.mplstyle", "*.txt", "*.csv", "*.json")


class Cache:
    """Texts by name, in a folder of the digest's name below `folder`; older digests are dropped.

    `roots` are what the texts depend on: folders, with all SOURCES below them, or single files; `packages` are those
    whose versions count.
    """

    def __init__(self, folder: Path, roots: list[Path], packages: tuple[str, ...] = PACKAGES) -> None:
        self.folder, self.roots, self.packages = folder, roots, packages

    @cached_property
    def digest(self) -> str:
        """What every entry depends on, in 16 hexadecimal digits."""
        total = hashlib.sha256(platform.python_version().encode())
        for package in self.packages:
            total.update(f"{package}=={version(package)}\n".encode())
        for path in sorted(path for root in self.roots for path in _files(root)):
            total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return total.hexdigest()[:16]

    def remember(self, name: str, make: Callable[[], str]) -> str:
        """The text of that name: from the cache if it is whole, else made now and kept."""
        path = self.folder / self.digest / name
        if (text := _read(path)) is None:
            text = make()
            _write(path, text)
        return text

    def prune(self) -> None:
        """Drop the entries of all other digests."""
        for folder in self.folder.glob("*"):
            if folder.name != self.digest and DIGEST.fullmatch(folder.name):  # another cache may live beside them
                shutil.rmtree(folder, ignore_errors=True)


def _files(root: Path) -> list[Path]:
    return [path for kind in SOURCES for path in root.rglob(kind)] if root.is_dir() else [root]


def _read(path: Path) -> str | None:
    try:
        seal, text = path.read_text("utf-8").split("\n", 1)
    except (OSError, ValueError):
        return None
    return text if seal == _seal(text) else None


def _write(path: Path, text: str) -> None:
    """Written beside and moved into place, so that a build killed half-way leaves no half entry."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.write_text(f"{_seal(text)}\n{text}", "utf-8")
    unfinished.replace(path)


def _seal(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

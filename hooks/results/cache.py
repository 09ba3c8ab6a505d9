"""Remember what is slow to make, keyed by everything that it depends on.

An entry is named by what it is and by its key, so that what was made for an earlier state of the sources is still there
when a change is undone. An entry carries a digest of its name, its key and its text: one that was cut short or changed,
or that lies in the place of another, is made again.
"""

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from results.progress_line import say

MOST = 48_000_000  # bytes in one folder: a dozen states of all that the site draws or runs


class Cache:
    """Texts by name and key, in one folder; `most` bytes of them, those used last."""

    def __init__(self, folder: Path, most: int = MOST) -> None:
        self.folder, self.most = folder, most
        self.keeps, self.grew = True, False

    def remember(self, name: str, key: str, make: Callable[[], str]) -> str:
        """The text of that name and key: from the cache if it is whole, else made now and kept.

        Where nothing can be written, nothing is kept, and one line says so: the build goes on.
        """
        if (text := self.find(name, key)) is None:
            text = make()
            self.keep(name, key, text)
        return text

    def find(self, name: str, key: str) -> str | None:
        """The text of that name and key, if it was kept and is whole."""
        return _read(self.path(name, key))

    def path(self, name: str, key: str) -> Path:
        """Where an entry lies, or would lie."""
        stem, kind = os.path.splitext(name)
        return self.folder / f"{stem}-{key}{kind}"

    def keep(self, name: str, key: str, text: str) -> None:
        """Keep a text, where that can be done."""
        if self.keeps:
            try:
                _write(self.path(name, key), text)
                self.grew = True
            except OSError as error:
                self.keeps = False
                say(f"{self.folder} cannot be written ({error.strerror}): what is made now is not kept", sys.stderr)

    def prune(self) -> None:
        """Once there is something new: drop what was used longest ago, until the rest has room."""
        kept = 0
        for _, size, path in sorted(self._entries(), reverse=True) if self.grew else ():
            kept += size
            if kept > self.most:
                _drop(path)

    def _entries(self) -> Iterator[tuple[int, int, Path]]:
        """When each file was used, its size, and where it lies; another build may drop one meanwhile."""
        for path in self.folder.rglob("*"):
            try:
                found = path.stat()
            except OSError:
                continue
            if path.is_file():
                yield found.st_mtime_ns, found.st_size, path


def _read(path: Path) -> str | None:
    try:
        seal, text = path.read_text("utf-8").split("\n", 1)
    except (OSError, ValueError):
        return None
    if seal != _seal(path, text):
        return None
    _mark_as_used(path)
    return text


def _mark_as_used(path: Path) -> None:
    try:
        os.utime(path)
    except OSError:
        return  # in a folder that cannot be written, nothing is dropped either


def _write(path: Path, text: str) -> None:
    """Written beside and moved into place, so that a build killed half-way leaves no half entry."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        unfinished.write_text(f"{_seal(path, text)}\n{text}", "utf-8")
        unfinished.replace(path)
    except OSError:
        _drop(unfinished)
        raise


def _drop(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        return  # gone already, somebody else's, or on a disk that cannot be written: it does no harm


def _seal(path: Path, text: str) -> str:
    """A digest of a text at its place: the file's name holds the entry's name and key."""
    return hashlib.sha256(f"{path.name}\0{text}".encode()).hexdigest()

"""Archives of what runs code in the pages: the same members, the same bytes."""

import io
import tarfile
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

DAY = (2026, 1, 1, 0, 0, 0)  # that every member of a zip carries
SMALLEST: Final = 6  # of xz: a higher number saves nothing here, and takes eight times the memory to unpack


def members(archives: Iterable[Path], left_out: Iterable[str] = ()) -> dict[str, bytes]:
    """The files that zips or wheels hold, by name, without those that match a shell pattern."""
    patterns = list(left_out)
    found: dict[str, bytes] = {}
    for path in archives:
        with ZipFile(path) as packed:
            names = [name for name in packed.namelist() if not name.endswith("/")]
            found |= {name: packed.read(name) for name in names if not _matches(name, patterns)}
    return found


def _matches(name: str, patterns: list[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def zipped(files: Mapping[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    """A zip of these files, in their order."""
    out = io.BytesIO()
    with ZipFile(out, "w", method) as packed:
        for name, data in files.items():
            packed.writestr(ZipInfo(name, DAY), data, method, 9)
    return out.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    """A tar of these files by name, compressed as one: a third smaller than a zip, which packs each alone."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:xz", format=tarfile.USTAR_FORMAT, preset=SMALLEST) as packed:
        for name, data in sorted(files.items()):
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            packed.addfile(entry, io.BytesIO(data))
    return out.getvalue()

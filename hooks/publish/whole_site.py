"""Build a site alone, and let it take the place of the old one in one step: what lies there is whole at every moment.

python -m publish.whole_site site
python -m publish.whole_site site rnn-lesson-0.1.0 dist    # … and pack it into dist/

A build writes into a folder of its own beside the old site. One that fails, or is killed, leaves the old one as it was.
"""

import ctypes
import errno
import os
import runpy
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from publish import zip_archive
from results.file_lock import alone

LOCK = Path(".cache/build.lock")
BUSY = "Another build is at work in this checkout: waiting for its end"
UNLOCKED = "do not start another build now"
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES}  # a full disk, or one that may not be written
Build = Callable[[Path], int]  # fills a folder and says 0, or another number when it failed
AT_WORKING_FOLDER, LINUX_EXCHANGE, MACOS_SWAP = -100, 2, 2  # of renameat2 and renamex_np


def publish(folder: Path, build: Build) -> int:
    """Build beside a folder, and put what is built in its place. What the build says: 0, or that it failed."""
    new, old = (folder.with_name(f".{folder.name.lstrip('.')}.{word}") for word in ("new", "old"))
    if old.exists() and not folder.exists():  # killed between the two steps of a system that needs two
        old.rename(folder)
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    new.mkdir(parents=True)  # where nothing can be written, that is told before a build of some minutes
    new.rmdir()
    try:
        failed = build(new)
        if not failed:
            put_in_place(new, folder, old)
    finally:  # above all where the disk is full
        shutil.rmtree(new, ignore_errors=True)
    return failed


def put_in_place(new: Path, folder: Path, old: Path) -> None:
    """Let a finished folder take the name of another, which is removed."""
    if not folder.exists():
        new.rename(folder)
    elif not _exchanged(new, folder):
        folder.rename(old)
        new.rename(folder)
        shutil.rmtree(old)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two names in one step, where the system and the disk can; whether they did."""
    if sys.platform == "win32":
        return False
    system = ctypes.CDLL(None)
    first, second = os.fsencode(one.absolute()), os.fsencode(other.absolute())
    if hasattr(system, "renameat2"):
        return bool(system.renameat2(AT_WORKING_FOLDER, first, AT_WORKING_FOLDER, second, LINUX_EXCHANGE) == 0)
    return hasattr(system, "renamex_np") and system.renamex_np(first, second, MACOS_SWAP) == 0


def with_mkdocs(folder: Path) -> int:
    """Run `mkdocs build` in this process, so that what it holds ends with it."""
    sys.argv = ["mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    try:
        runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def main(folder: Path, *archive: str) -> int:
    """Build the site, and pack it if the archive's name and folder are given."""
    with alone(LOCK, BUSY, UNLOCKED):
        try:
            failed = publish(folder, with_mkdocs)
        except OSError as error:
            if error.errno not in NO_ROOM:
                raise
            print(f"The site cannot be written ({error}); what {folder} held before is as it was", file=sys.stderr)
            return 1
        if not failed and archive:
            (folder / "search" / "search_index.json").unlink()  # pages on a disk read the script beside it
            packed = zip_archive.pack(folder, archive[0], Path(archive[1]))
            shutil.rmtree(folder)
            print(f"{packed}: {packed.stat().st_size / 1e6:.2f} MB")
    return failed


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))

"""What one process does at a time: the system lets a lock go when the process that holds it ends, however it ends."""

import errno
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

BUSY = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}  # what systems say of a lock that another process holds


@contextmanager
def alone(lock: Path, busy: str = "", unlocked: str = "") -> Iterator[None]:
    """Wait until no other process holds this lock, and keep others waiting.

    Args:
        lock: a file, made if it is not there.
        busy: what is said while another process holds it.
        unlocked: what is said, after the file's name and the reason, where no lock can be made: then nobody waits.
    """
    with ExitStack() as stack:
        try:
            lock.parent.mkdir(parents=True, exist_ok=True)
            file = stack.enter_context(lock.open("a", encoding="utf-8"))
        except OSError as error:
            _say(unlocked and f"{lock} cannot be written ({error.strerror}): {unlocked}")
        else:
            _wait_for(file, busy)
        yield


def _wait_for(file: IO[str], busy: str) -> None:
    if not _taken(file, wait=False):
        _say(busy)
        while not _taken(file, wait=True):
            pass  # Windows gives up after ten seconds


def _say(words: str) -> None:
    if words:
        print(words, flush=True)


def _taken(file: IO[str], wait: bool) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError as error:
        if error.errno not in BUSY:
            raise
        return False
    return True

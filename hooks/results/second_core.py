"""A second core makes ahead what a build will ask for: it goes into the cache, and the build finds it there.

A copy of this process does the jobs, and ends with them or with this process, whichever is first. It says nothing: what
it could not make the build makes itself, and tells what is wrong. So does a build on one core, or where no whole copy
can be made.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

Job = Callable[[], object]
THREADS = "/proc/self/task"  # Linux lists them there
TOLD_ON = (1, 2)  # standard output and standard error
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl


def start(jobs: Sequence[Job]) -> BaseProcess | None:
    """Have these jobs done beside, one after another; what does them, if that is possible, to wait for or to stop."""
    if not (jobs and is_there()):
        return None
    helper = get_context("fork").Process(target=_work, args=(jobs, os.getpid()), daemon=True)
    helper.start()
    return helper


def is_there() -> bool:
    """Whether there is another core, and a copy of this process would be whole.

    Of several threads a copy has one, and what the others had locked stays locked.
    """
    try:
        return len(os.sched_getaffinity(0)) > 1 and len(os.listdir(THREADS)) == 1
    except (AttributeError, OSError):  # another system than Linux
        return False


def has_done_all(helper: BaseProcess | None) -> bool:
    """Wait for a helper: whether there was one, and each of its jobs is done."""
    if helper is None:
        return False
    helper.join()
    return helper.exitcode == 0


def stop(helper: BaseProcess | None) -> bool:
    """Let a helper go that is not needed any more: whether there was one."""
    if helper is None:
        return False
    helper.kill()
    helper.join()
    return True


def _work(jobs: Sequence[Job], parent: int) -> None:
    """Do the jobs, in the copy."""
    ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before that was said
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in TOLD_ON:
        os.dup2(nowhere, stream)
    failed = [job for job in jobs if not _is_done(job)]
    sys.exit(bool(failed))


def _is_done(job: Job) -> bool:
    try:
        job()
    except Exception:
        return False
    return True

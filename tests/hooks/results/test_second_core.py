"""A helper on a second core does what it is given, says nothing, and is gone when it is not needed or its build ends."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

HOOKS = Path(__file__).parents[3] / "hooks"
HEAD = """
import os, signal, sys, threading, time
from pathlib import Path
from results import second_core

def note(name):
    print("a job speaks")
    os.write(2, b"and so does its system")
    Path(name).write_text(str(os.getpid()), "utf-8")

def fail():
    raise OSError("no ink")

def wait():
    note("waits")
    time.sleep(600)

def until_it_waits():
    while not Path("waits").exists() or not Path("waits").read_text("utf-8"):
        time.sleep(0.01)
"""
needs_two_cores = pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2, reason="one core, or no Linux"
)


@pytest.fixture
def ran(tmp_path):
    """What a process with one thread says; pytest may have several."""

    def run(code: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"PYTHONPATH": str(HOOKS)}
        command = [sys.executable, "-W", "error", "-c", HEAD + code]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )

    return run


def is_gone(process: int) -> bool:
    """Whether it ends within seconds."""
    for _ in range(500):
        try:
            state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":  # it ended, and whoever adopted it has not looked yet
            return True
        time.sleep(0.01)
    return False


@needs_two_cores
def test_all_jobs_are_done_by_another_process_that_says_nothing(ran, tmp_path):
    result = ran("""
helper = second_core.start([lambda: note("one"), lambda: note("two")])
print(second_core.has_done_all(helper), os.getpid(), second_core.has_done_all(helper))
""")
    done, process, still = result.stdout.split()
    assert (done, still, result.stderr) == ("True", "True", "")
    first, second = ((tmp_path / name).read_text("utf-8") for name in ("one", "two"))
    assert first == second != process


@needs_two_cores
def test_a_job_that_fails_is_not_done_and_stops_no_other(ran, tmp_path):
    result = ran('print(second_core.has_done_all(second_core.start([fail, lambda: note("one")])))')
    assert (result.stdout, result.stderr) == ("False\n", "")
    assert (tmp_path / "one").exists()


@needs_two_cores
def test_a_helper_that_is_stopped_is_gone_at_once(ran, tmp_path):
    result = ran("""
helper = second_core.start([wait])
until_it_waits()
print(second_core.stop(helper), helper.is_alive(), second_core.has_done_all(helper), second_core.stop(None))
""")
    assert (result.stdout, result.stderr) == ("True False False False\n", "")


@needs_two_cores
@pytest.mark.parametrize("end", ["", "sys.exit(1)", "raise OSError", "os.kill(os.getpid(), signal.SIGKILL)"])
def test_no_helper_outlives_a_build_however_that_ends(ran, tmp_path, end):
    ran(f"second_core.start([wait])\nuntil_it_waits()\n{end}\n")
    assert is_gone(int((tmp_path / "waits").read_text("utf-8")))


@pytest.mark.parametrize(
    "alone",
    [
        "os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])",
        "threading.Thread(target=time.sleep, args=[0.5]).start()",
        "second_core.THREADS = 'nowhere'",
        "del os.sched_getaffinity",
        "jobs = []",
    ],
)
@needs_two_cores
def test_without_a_second_core_or_a_whole_copy_or_a_job_there_is_no_helper(ran, alone):
    result = ran(
        f"jobs = [fail]\n{alone}\nhelper = second_core.start(jobs)\nprint(helper, second_core.has_done_all(helper))"
    )
    assert (result.stdout, result.stderr) == ("None False\n", "")

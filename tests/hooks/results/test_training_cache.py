"""What is trained is trained once, told while it is, and made again when its entry is damaged or its code changes."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from results import progress_line, training_cache
from results.cache import Cache
from results.used_code import UsedCode

ROOT = Path(__file__).parents[3]


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A shelf of its own, for results of a module of its own."""
    code = tmp_path / "code"
    code.mkdir()
    (code / "tasks.py").write_text('RATE, FILE = 0.25, "data.csv"\n\ndef task():\n    return RATE, FILE\n', "utf-8")
    (code / "data.csv").write_text("1,2\n", "utf-8")
    monkeypatch.setattr(training_cache, "trained_before", lambda: Cache(tmp_path / "shelf"))
    monkeypatch.setattr(training_cache, "code", lambda: UsedCode([code], Cache(tmp_path / "parsed")))
    return tmp_path


def training(log):
    """A function to keep, as if in a new build each time."""

    def task():
        networks = training_cache.train_each("task", {"gru": lambda: log.append("trained") or 0.25})
        return {"rate": networks["gru"], "text": "garçon"}

    task.__module__ = "tasks"
    return training_cache.kept_on_disk(task)


def test_a_network_is_trained_by_the_first_build_and_read_by_the_next(shelf):
    log = []
    assert [training(log)() for _ in range(3)] == [{"rate": 0.25, "text": "garçon"}] * 3
    assert log == ["trained"]


def test_a_log_names_each_network_in_one_line_while_it_is_trained_and_nothing_when_it_is_read(shelf, capsys):
    training([])()
    assert capsys.readouterr().err == "training task: gru (1 of 1)\n"
    training([])()
    assert capsys.readouterr().err == ""


def test_on_a_terminal_all_of_it_is_one_line_that_is_empty_in_the_end(monkeypatch):
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr(sys, "stderr", terminal)
    training_cache.train_each("task", {"lstm": float, "gru": float})
    assert terminal.getvalue() == (
        "\r\x1b[Ktraining task: lstm (1 of 2)\r\x1b[Ktraining task: gru (2 of 2)" + progress_line.CLEAR
    )


def test_one_build_trains_and_reads_once(shelf):
    log = []
    task = training(log)
    assert task() is task()
    assert log == ["trained"]


@pytest.mark.parametrize("damage", ["cut short", "a digit changed", "empty"])
def test_a_damaged_result_is_trained_again(shelf, damage):
    log = []
    training(log)()
    (entry,) = (shelf / "shelf").glob("task-*.json")
    whole = entry.read_text("utf-8")
    entry.write_text(
        {"cut short": whole[:-5], "a digit changed": whole.replace("0.25", "0.99"), "empty": ""}[damage], "utf-8"
    )
    assert training(log)()["rate"] == 0.25
    assert log == ["trained", "trained"]
    assert entry.read_text("utf-8") == whole


CHANGES = {"data": ("data.csv", "1,2", "1,3"), "constant": ("tasks.py", "0.25", "0.5")}


@pytest.mark.parametrize("change", CHANGES)
def test_changed_data_or_code_trains_again_and_undone_it_does_not(shelf, change):
    name, old, new = CHANGES[change]
    log, file = [], shelf / "code" / name
    training(log)()
    for text in (file.read_text("utf-8").replace(old, new), file.read_text("utf-8")):
        file.write_text(text, "utf-8")
        training(log)()
    assert log == ["trained", "trained"]


def test_a_comment_trains_nothing(shelf):
    log, file = [], shelf / "code" / "tasks.py"
    training(log)()
    file.write_text(file.read_text("utf-8") + "# a comment\n", "utf-8")
    training(log)()
    assert log == ["trained"]


def test_a_training_that_raises_leaves_nothing_behind(shelf):
    def task():
        raise FloatingPointError("step 3: expected a finite loss")

    task.__module__ = "tasks"
    with pytest.raises(FloatingPointError, match="step 3"):
        training_cache.kept_on_disk(task)()
    assert training([])()["rate"] == 0.25


KILLED = """
import os, sys
from pathlib import Path
sys.path[:0] = [sys.argv[1] + "/hooks", sys.argv[1]]
from results import training_cache
from results.cache import Cache
from results.used_code import UsedCode
folder = Path(sys.argv[2])
code = UsedCode([folder / "code"], Cache(folder / "parsed"))
code.digest(("tasks", "task"))
training_cache.code, training_cache.trained_before = lambda: code, lambda: Cache(folder / "shelf")
Path.replace = lambda *names: os._exit(9)  # killed after writing, right before the entry is moved into place
def task():
    return {"rate": 0.99}
task.__module__ = "tasks"
training_cache.kept_on_disk(task)()
"""


def test_a_build_that_is_killed_half_way_leaves_no_result(shelf):
    killed = subprocess.run([sys.executable, "-c", KILLED, ROOT, shelf], check=False)
    assert killed.returncode == 9
    log = []
    assert training(log)()["rate"] == 0.25
    assert log == ["trained"]

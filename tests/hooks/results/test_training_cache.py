"""What is trained is trained once, told while it is, and made again when its entry is damaged or its data change."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from results import training_cache

ROOT = Path(__file__).parents[3]


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A shelf of its own, for results that depend on one folder."""
    code = tmp_path / "code"
    code.mkdir()
    (code / "data.csv").write_text("1,2\n", "utf-8")
    monkeypatch.setattr(training_cache, "FOLDER", tmp_path / "shelf")
    monkeypatch.setattr(training_cache, "CODE", [code])
    return tmp_path


def training(log):
    """A function to keep, as if in a new build each time."""

    @training_cache.kept_on_disk
    def task():
        networks = training_cache.trained("task", {"gru": lambda: log.append("trained") or 0.25})
        return {"rate": networks["gru"], "text": "garçon"}

    return task


def test_a_network_is_trained_by_the_first_build_and_read_by_the_next(shelf, capsys):
    log = []
    assert [training(log)() for _ in range(3)] == [{"rate": 0.25, "text": "garçon"}] * 3
    assert log == ["trained"]


def test_a_bar_is_shown_while_a_network_is_trained_and_none_when_it_is_read(shelf, capsys):
    training([])()
    assert "training: task: 100%" in capsys.readouterr().err
    training([])()
    assert capsys.readouterr().err == ""


def test_one_build_trains_and_reads_once(shelf):
    log = []
    task = training(log)
    assert task() is task()
    assert log == ["trained"]


@pytest.mark.parametrize("damage", ["cut short", "a digit changed", "empty"])
def test_a_damaged_result_is_trained_again(shelf, damage):
    log = []
    training(log)()
    (entry,) = (shelf / "shelf").glob("*/task.json")
    whole = entry.read_text("utf-8")
    entry.write_text(
        {"cut short": whole[:-5], "a digit changed": whole.replace("0.25", "0.99"), "empty": ""}[damage], "utf-8"
    )
    assert training(log)()["rate"] == 0.25
    assert log == ["trained", "trained"]
    assert entry.read_text("utf-8") == whole


@pytest.mark.parametrize("change", ["data", "new code"])
def test_changed_data_or_code_trains_again_and_drops_the_old_result(shelf, change):
    log = []
    training(log)()
    if change == "data":
        (shelf / "code" / "data.csv").write_text("1,3\n", "utf-8")
    else:
        (shelf / "code" / "cell.py").write_text("h = 1\n", "utf-8")
    training(log)()
    assert log == ["trained", "trained"]
    assert len(list((shelf / "shelf").glob("*/task.json"))) == 1


def test_a_training_that_raises_leaves_nothing_behind(shelf):
    @training_cache.kept_on_disk
    def task():
        raise FloatingPointError("step 3: expected a finite loss")

    with pytest.raises(FloatingPointError, match="step 3"):
        task()
    assert training([])()["rate"] == 0.25


KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1] + "/hooks")
from results import training_cache
training_cache.FOLDER, training_cache.CODE = Path(sys.argv[2]) / "shelf", [Path(sys.argv[2]) / "code"]
Path.replace = lambda *names: os._exit(9)  # killed after writing, right before the entry is moved into place
@training_cache.kept_on_disk
def task():
    return {"rate": 0.99}
task()
"""


def test_a_build_that_is_killed_half_way_leaves_no_result(shelf):
    killed = subprocess.run([sys.executable, "-c", KILLED, ROOT, shelf], check=False)
    assert killed.returncode == 9
    log = []
    assert training(log)()["rate"] == 0.25
    assert log == ["trained"]


def test_the_digest_covers_the_package_its_data_and_the_settings():
    package, *files = training_cache.CODE
    assert package == ROOT / "rnn_docs"
    assert {file.name for file in files} == {"trained.py", "trained_series.py", "training_cache.py"}
    assert all(file.exists() for file in files)


def test_stored_seeds_say_how_they_were_made():
    stored = json.loads(training_cache.STORED.read_text("utf-8"))
    assert stored["command"] == "make seeds"
    for runs in stored["runs"].values():
        assert [run["seed"] for run in runs] == list(range(len(runs)))

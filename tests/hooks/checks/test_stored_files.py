"""What was stored is read before a page asks for it, and a merge that broke it is told by file and line."""

import json
import shutil
from pathlib import Path

import pytest
import site_contract
from checks import stored_files

DATA = Path(site_contract.PACKAGE) / "data"


@pytest.fixture
def data(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


def told(data: Path) -> list[str]:
    return [str(problem) for problem in stored_files.problems(data)]


def test_what_is_stored_is_whole():
    assert told(DATA) == []


def test_two_sides_of_a_merge_are_told_by_file_and_line(data):
    file = data / "runs" / "recall.json"
    lines = file.read_text("utf-8").split("\n")
    file.write_text("\n".join([*lines[:4], "<<<<<<< ours", *lines[4:]]), "utf-8")
    (data / "step_times.json").write_text("{", "utf-8")
    found = told(data)
    assert found[0].startswith("rnn_docs/data/runs/recall.json:5: stored: ")
    assert found[1].startswith("rnn_docs/data/step_times.json:1: stored: ")
    assert [message.rpartition("; ")[2] for message in found] == [
        f"git has the file as `make {made}` wrote it" for made in ("seeds", "times")
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"runs": None}, "'runs' is missing"),
        ({"runs": []}, "'runs': expected a mapping, found a list"),
        ({"more": 1}, "unknown field 'more'; known are command, conditions, runs, scores"),
    ],
)
def test_a_part_that_is_missing_or_of_another_kind_is_told(data, change, message):
    file = data / "runs" / "recall.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | change), "utf-8")
    assert told(data) == [
        f"rnn_docs/data/runs/recall.json:1: stored: {message}; git has the file as `make seeds` wrote it"
    ]


def test_the_contract_tells_it_alone(data, monkeypatch):
    (data / "runs" / "recall.json").write_text("[", "utf-8")
    monkeypatch.setattr(site_contract, "PACKAGE", data.parent)
    content = site_contract.read(Path(__file__).parents[3] / "docs")
    assert [problem.page for problem in site_contract.problems(content)] == ["../rnn_docs/data/runs/recall.json"]

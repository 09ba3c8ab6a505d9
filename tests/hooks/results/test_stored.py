"""What is stored is parsed once, however many numbers ask for it, and again as soon as somebody saves it."""

import json
import os

import pytest
from results import stored
from results.stored import Stored


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A folder of runs that belongs to this test, and how often a text was parsed."""
    parsed: list[str] = []
    loads = json.loads
    monkeypatch.setattr(stored, "FOLDER", tmp_path)
    monkeypatch.setattr(stored.json, "loads", lambda text: parsed.append(text) or loads(text))
    return parsed


def store(steps: int) -> None:
    stored.write("own.json", Stored("make seeds", {}, {}, {"lstm": [{"steps": steps}]}))


def test_a_file_is_parsed_once_until_it_is_saved_again(own, tmp_path):
    store(3)
    assert [stored.values("own.json", "lstm", "steps") for _ in range(3)] == [[3]] * 3
    assert len(own) == 1
    saved = (tmp_path / "own.json").stat().st_mtime_ns
    store(4)  # a text of the same length
    os.utime(tmp_path / "own.json", ns=(saved + 1, saved + 1))
    assert stored.values("own.json", "lstm", "steps") == [4]

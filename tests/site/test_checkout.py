"""A checkout is the same on every system and with every Python: its bytes, and the packages that it is built with."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = ("rnn_docs/data/moby-dick-chapters-1-6.txt", "rnn_docs/data/sunspots.csv")
PINS = (ROOT / "constraints.txt").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True)


@pytest.fixture
def on_windows(tmp_path: Path) -> Path:
    """A clone by Git for Windows, which ends lines of text in its own way unless it is told otherwise."""
    first, clone = tmp_path / "first", tmp_path / "clone"
    for name in (".gitattributes", ".ci/run", "Makefile", *DATA):
        (first / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, first / name)
    git(tmp_path, "init", "--quiet", first)
    git(first, "add", "--all")
    git(first, "-c", "user.name=a", "-c", "user.email=a@localhost", "commit", "--quiet", "--message", "all")
    git(tmp_path, "-c", "core.autocrlf=true", "-c", "core.eol=crlf", "clone", "--quiet", first, clone)
    return clone


def test_line_endings_of_git_for_windows_change_no_byte(on_windows):
    for name in (".ci/run", "Makefile", *DATA):
        assert (on_windows / name).read_bytes() == (ROOT / name).read_bytes(), name


def test_every_package_has_one_version_on_all_systems_and_pythons():
    names = re.findall(r"^([a-z0-9._-]+)==", PINS, re.M)
    assert {"numpy", "mypy", "mkdocs-jupyter"} <= set(names)
    assert len(names) == len(set(names))


def test_types_are_checked_for_the_oldest_python_that_the_package_runs_on():
    oldest = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert PROJECT["tool"]["mypy"]["python_version"] == oldest
    assert PROJECT["tool"]["ruff"]["target-version"] == "py" + oldest.replace(".", "")

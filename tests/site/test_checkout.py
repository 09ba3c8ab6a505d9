"""A checkout is the same on every system and with every Python: its bytes, and the packages that it is built with."""

import ast
import re
import shutil
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from checks import allowed

ROOT = Path(__file__).parents[2]
DATA = ("rnn_docs/data/moby-dick-chapters-1-6.txt", "rnn_docs/data/sunspots.csv")
MODULES = sorted(
    path for part in ("rnn_docs", "hooks", "tests", "benchmarks", "docs") for path in (ROOT / part).rglob("*.py")
)
FOLDERS = ("rnn_docs", "hooks", "tests", "benchmarks", "docs", ".github", ".ci", ".devcontainer")
BYTES = {".npz", ".png", ".pyc"}
TEXTS = sorted(
    path
    for start in (ROOT.glob("*"), *((ROOT / folder).rglob("*") for folder in FOLDERS))
    for path in start
    if path.is_file() and path.suffix not in BYTES
)
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


def test_no_file_holds_a_character_that_reviewers_do_not_see_or_that_turns_round_what_they_read():
    """In code such a character can hide a line: what runs is not what was read. Only recipes of make need their tabs."""
    assert {"Makefile", "mkdocs.yml", "run", "test.yml", "lesson.css", "rnn-enlarge.js"} <= {p.name for p in TEXTS}
    found = {
        path.relative_to(ROOT).as_posix(): names
        for path in TEXTS
        if (names := [it.name for it in allowed.characters(path.read_text("utf-8"))])
    }
    assert found == {"Makefile": ["U+0009"]}


def test_every_package_has_one_version_on_all_systems_and_pythons():
    names = re.findall(r"^([a-z0-9._-]+)==", PINS, re.M)
    assert {"numpy", "mypy", "mkdocs-jupyter"} <= set(names)
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_types_are_checked_for_the_oldest_python_that_the_package_runs_on():
    oldest = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert PROJECT["tool"]["mypy"]["python_version"] == oldest
    assert PROJECT["tool"]["ruff"]["target-version"] == "py" + oldest.replace(".", "")


def says_its_encoding(call: ast.Call) -> bool:
    """Whether a call that turns bytes into text, or text into bytes, leaves nothing to the system's language."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    named = {word.arg for word in call.keywords}
    given = [word.value for word in call.args if isinstance(word, ast.Constant)]
    if isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") in ("Image", "tarfile", "os"):
        return True
    if name in ("read_text", "write_text", "open"):
        as_utf_8 = any(str(word).startswith("utf-8") for word in given)
        return "encoding" in named or as_utf_8 or (name == "open" and any("b" in str(word) for word in given))
    as_text = any(word.arg == "text" and getattr(word.value, "value", "") is True for word in call.keywords)
    return "encoding" in named or not as_text


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_is_read_and_written_as_utf_8_whatever_the_systems_language(path):
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    assert [f"{path.name}:{call.lineno}" for call in calls if not says_its_encoding(call)] == []

"""The package from outside: a small door, names that mean one thing, and a wheel that needs numpy alone."""

import importlib
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from graphlib import TopologicalSorter
from pathlib import Path
from pkgutil import walk_packages

import pytest
from flit_core import buildapi

import rnn_docs

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
MODULES = [module.name for module in walk_packages(rnn_docs.__path__, "rnn_docs.")]
PROGRAM = re.search(r"A first network.*?```python\n(.*?)```.*?```text\n(.*?)```", README, re.DOTALL)
INSIDE = """
import doctest, importlib, pkgutil, sys
import numpy, rnn_docs
names = [module.name for module in pkgutil.walk_packages(rnn_docs.__path__, "rnn_docs.")]
failed = [name for name in names if doctest.testmod(importlib.import_module(name)).failed]
assert "site-packages" in rnn_docs.__file__, rnn_docs.__file__
assert not failed, failed
print(numpy.__version__)
"""


def test_the_door_is_small_and_holds_what_a_first_program_needs():
    assert len(rnn_docs.__all__) <= 40
    imported = set(re.findall(r"\w+", re.search(r"from rnn_docs import (.*)", PROGRAM[1])[1]))
    cells = {f"{cell}_step{way}" for cell in ("vanilla", "lstm", "gru") for way in ("", "_backward")}
    assert imported | cells | {"forward", "backward", "readout"} <= set(rnn_docs.__all__)


def test_a_module_and_a_function_never_share_a_name():
    modules = {name.rpartition(".")[2] for name in MODULES}
    functions = {
        name
        for module in MODULES
        for name, value in vars(importlib.import_module(module)).items()
        if callable(value) and getattr(value, "__module__", "").startswith("rnn_docs")
    }
    assert modules & (functions | set(rnn_docs.__all__)) == set()


def test_every_module_is_named_where_a_newcomer_looks():
    shown_by_their_room = ("measure.", "tasks.")
    names = [name.removeprefix("rnn_docs.") for name in MODULES]
    public = {name.rpartition(".")[2] for name in names if not name.startswith(shown_by_their_room)}
    machinery = {"checks", "kinds", "records", "steps"}
    on_top = {getattr(rnn_docs, name).__module__.rpartition(".")[2] for name in rnn_docs.__all__ if name[0].islower()}
    named = set(re.findall(r"`(\w+)`", rnn_docs.__doc__))
    assert public - machinery - on_top <= named
    assert named <= public


def imports(name):
    """The modules of the package that a module imports, without those that every room stands on."""
    path = Path(importlib.import_module(name).__file__)
    found = re.findall(r"^from (rnn_docs\.[\w.]+) import", path.read_text("utf-8"), re.M)
    return set(found) - {"rnn_docs.checks", "rnn_docs.records"}


def test_a_room_is_built_on_those_that_the_package_names_above_it():
    lines = [set(re.findall(r"`(\w+)`", line)) for line in rnn_docs.__doc__.splitlines() if line.startswith("- ")]
    storey = {name: number for number, line in enumerate(lines) for name in line}
    upwards = {
        (name, imported)
        for name in MODULES
        for imported in imports(name)
        if storey[imported.split(".")[1]] > storey.get(name.split(".")[1], -1)
    }
    assert upwards == set()
    TopologicalSorter({name: imports(name) for name in MODULES}).prepare()  # raises if modules import each other


def test_a_newcomers_program_is_short_and_learns():
    lines = [line for line in PROGRAM[1].splitlines() if line.strip()]
    assert len(lines) <= 15
    shares = [float(share) for share in re.findall(r"\d\.\d+", PROGRAM[2])]
    assert shares[-1] > 0.99  # the code block itself is run with the pages', and its output compared


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    return folder / buildapi.build_wheel(str(folder))


def test_the_wheel_holds_the_package_its_data_and_the_mark_that_it_is_typed(wheel, monkeypatch):
    names = zipfile.ZipFile(wheel).namelist()
    assert "rnn_docs/py.typed" in names
    assert "rnn_docs/data/sunspots.csv" in names
    assert {f"{name.replace('.', '/')}.py" for name in MODULES} <= {name.replace("/__init__", "") for name in names}
    assert all(name.startswith(("rnn_docs/", "rnn_docs-")) for name in names)


def pip(python, *arguments):
    """Our own pip, at work in another environment: to put one into it would take longer than all else."""
    command = [sys.executable, "-m", "pip", "--python", str(python), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def oldest_numpy():
    """The versions of numpy to try, the oldest that is supported first: a new Python has no wheel of old ones."""
    needs = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert len(needs) == 1
    major, minor = re.fullmatch(r"numpy>=(\d+)\.(\d+)", needs[0]).groups()
    return [f"{major}.{minor}.0", *(f"{major}.{later}.0" for later in range(int(minor) + 1, int(minor) + 6))]


def test_the_wheel_works_with_the_oldest_supported_numpy_and_nothing_else(wheel, tmp_path):
    venv.create(tmp_path / "env")
    python = tmp_path / "env" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    for version in oldest_numpy():
        tried = pip(python, "install", "--quiet", "--no-compile", "--only-binary", ":all:", f"numpy=={version}")
        if tried.returncode == 0:
            break
    else:
        assert "No matching distribution" in tried.stderr, tried.stderr
        pytest.skip(f"no index is reachable to install numpy from: {tried.stderr.strip().splitlines()[-1]}")
    assert pip(python, "install", "--quiet", "--no-deps", "--no-index", str(wheel)).returncode == 0
    run = subprocess.run(
        [python, "-I", "-W", "error", "-c", INSIDE],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.strip() == version
    first = subprocess.run(
        [python, "-I", "-W", "error", "-c", PROGRAM[1]], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert first.returncode == 0, first.stderr
    assert first.stdout == PROGRAM[2]
    installed = {line.partition("==")[0] for line in pip(python, "list", "--format", "freeze").stdout.split()}
    assert installed == {"numpy", "rnn-docs"}

"""What travels to a reader who runs code: whole, always the same, and nothing that asks another host."""

import base64
import gzip
import io
import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from publish import python_parts, widgets
from publish.runtime import wanted

HOOKS = Path(__file__).parents[3] / "hooks"
PAGE_BYTES = 6_000  # of the script that comes with the first click


@pytest.fixture(scope="module")
def served(runtime: Path) -> dict[str, bytes]:
    return python_parts.written(runtime, wanted(), HOOKS, disk=False)


def test_a_disk_carries_the_same_parts_as_scripts(runtime, served):
    disk = python_parts.written(runtime, wanted(), HOOKS, disk=True)
    for name, data in served.items():
        if name.endswith((".zip", ".wasm")):
            text = json.loads(disk[f"{name}.js"].decode().partition(" = ")[2].removesuffix(";\n"))
            assert gzip.decompress(base64.b64decode(text)) == data
    assert served["worker.js"].decode() in json.loads(
        disk["worker.js"].decode().partition(" = ")[2].removesuffix(";\n")
    )
    assert served["run.js"] == disk["run.js"]


def test_the_parts_are_the_same_every_time(runtime, served):
    again = python_parts.carried(runtime, wanted(), HOOKS)
    assert {name: served[name] for name in again} == again


def test_no_name_ends_in_what_firewalls_stop(served):
    assert [name for name in served if name.endswith((".whl", ".exe"))] == []


def test_no_script_names_another_host(served):
    for name in ("worker.js", "run.js"):
        addresses = set(re.findall(r"https?://[^\s\"'`)]+", served[name].decode()))
        assert addresses <= {"https://carried.invalid/", "https://${t}"}, name


def test_the_lesson_holds_the_package_with_its_data_and_all_that_tasks_import(served):
    with ZipFile(io.BytesIO(served["lesson.zip"])) as lesson:
        names = set(lesson.namelist())
    package = HOOKS.parent / "rnn_docs"
    files = {
        p.relative_to(HOOKS.parent).as_posix()
        for p in package.rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert files <= names
    assert {"in_page/page.py", "pages/exercises/tasks.py", "drawing/table.py", "drawing/lesson.mplstyle"} <= names
    assert "pages/__init__.py" not in names  # it would import every page


def test_imports_are_followed_through_the_hooks_and_no_further(tmp_path):
    for name, code in {
        "a/b.py": "import c.d\nimport numpy",
        "c/d.py": "def f():\n    from e import g",
        "e/g.py": "",
        "h.py": "",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(code, "utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in python_parts.needed(tmp_path, ["a.b"])]
    assert found == ["a/b.py", "c/d.py", "e/g.py"]


def test_a_release_that_is_written_otherwise_stops_the_build():
    with pytest.raises(ValueError, match=r"holds 'x' 2 times, not 1: see hooks/publish/runtime\.toml"):
        python_parts._replaced("x x", "x", "y")


def test_the_licences_travel_with_what_they_license(served):
    text = served["LICENCES.txt"].decode()
    for words in (
        "Mozilla Public License Version 2.0",
        "PYTHON SOFTWARE FOUNDATION LICENSE",
        "NumPy Developers",
        "Pallets",
        "numpy 2.",
        "matplotlib 3.",
    ):
        assert words in text, words


def test_what_comes_with_the_first_click_is_small_apart_from_python(served):
    assert len(gzip.compress(served["run.js"])) < PAGE_BYTES


def test_without_a_runtime_the_sites_own_script_and_styles_know_nothing_of_it():
    for made in (widgets.script, widgets.styles):
        assert "rnn-run" not in made(HOOKS)
        assert "rnn-run" in made(HOOKS, runs=True)

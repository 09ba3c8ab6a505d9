"""What travels to a reader who runs code: whole, always the same, and nothing that asks another host."""

import base64
import fnmatch
import gzip
import io
import json
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest
from publish import archives, lesson_package, python_parts, widgets
from publish.runtime_table import wanted
from results.cache import Cache

HOOKS = Path(__file__).parents[3] / "hooks"
PAGE_BYTES = 6_000  # of the script that comes with the first click
PARTS = ("numpy.tar.xz", "lesson.tar.xz", "plots.tar.xz")


@pytest.fixture(scope="module")
def served(runtime: Path) -> dict[str, bytes]:
    return python_parts.written(runtime, wanted(), HOOKS, disk=False)


def test_a_disk_carries_the_same_parts_as_scripts(runtime, served):
    disk = python_parts.written(runtime, wanted(), HOOKS, disk=True)
    for name in (*PARTS, "pyodide.asm.wasm"):
        assert gzip.decompress(base64.b64decode(held(disk[f"{name}.js"]))) == served[name]
    library = gzip.decompress(base64.b64decode(held(disk["python_stdlib.zip.js"])))
    assert in_zip(library) == in_zip(served["python_stdlib.zip"])
    assert served["worker.js"].decode() in held(disk["worker.js"])
    assert [name for name in served if name not in disk and f"{name}.js" not in disk] == []


def held(script: bytes) -> str:
    """The text that a script of a disk lays where the page looks for it."""
    text: str = json.loads(script.decode().partition(" = ")[2].removesuffix(";\n"))
    return text


def in_zip(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def in_tar(data: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:xz") as archive:
        return {entry.name: archive.extractfile(entry).read() for entry in archive}


def test_an_archive_is_packed_once_and_anew_when_anything_it_depends_on_has_changed(tmp_path, monkeypatch):
    cache, packed = Cache(tmp_path), []

    def pack() -> bytes:
        packed.append(len(packed))
        return bytes(packed)

    assert python_parts.packed(cache, {"a": "1"}, pack) == python_parts.packed(cache, {"a": "1"}, pack) == b"\x00"
    assert python_parts.packed(cache, {"a": "2"}, pack) == b"\x00\x01"
    monkeypatch.setattr(python_parts, "PACKED_BY", Path(__file__))
    assert python_parts.packed(cache, {"a": "1"}, pack) == b"\x00\x01\x02"


def test_what_travels_of_the_release_is_as_it_was_released_and_every_pattern_left_something_out(runtime, served):
    """A pattern that meets nothing is one that a newer release no longer needs."""
    table = wanted()
    numpy = [name for name in table.files if name.startswith("numpy-")]
    released = (["python_stdlib.zip"], numpy, list(table.plots))
    travels = (in_zip(served["python_stdlib.zip"]), in_tar(served["numpy.tar.xz"]), in_tar(served["plots.tar.xz"]))
    for names, found, patterns in zip(released, travels, table.left_out.values(), strict=True):
        whole = archives.members(runtime / name for name in names)
        assert found == {name: data for name, data in whole.items() if name in found}
        gone = whole.keys() - found.keys()
        assert [pattern for pattern in patterns if not fnmatch.filter(gone, pattern)] == []
        assert {name for name in gone if not any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)} == set()


def test_the_licences_travel_and_a_note_says_what_was_left_out(served):
    text = served["LICENCES.txt"].decode()
    for what, patterns in wanted().left_out.items():
        assert f"{what}: {', '.join(patterns)}" in text


def test_no_name_ends_in_what_firewalls_stop(served):
    assert [name for name in served if name.endswith((".whl", ".exe"))] == []


def test_no_script_names_another_host(served):
    for name in ("worker.js", "run.js"):
        addresses = set(re.findall(r"https?://[^\s\"'`)]+", served[name].decode()))
        assert addresses <= {"https://carried.invalid/", "https://${t}"}, name


def test_the_lesson_holds_the_package_with_its_data_and_all_that_tasks_import(served):
    names = set(in_tar(served["lesson.tar.xz"]))
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
    found = [path.relative_to(tmp_path).as_posix() for path in lesson_package.needed(tmp_path, ["a.b"])]
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


def test_what_travels_draws_where_no_folder_is_called_hooks(tmp_path):
    for name, data in lesson_package.files(HOOKS).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    code = "from drawing import fragments; print(fragments.render('progress', steps='[]', drawn='', forget=False))"
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)  # fmt: skip
    assert done.stdout.startswith("<rnn-progress"), done.stderr

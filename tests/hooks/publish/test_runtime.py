"""The supply of the Python that runs in the pages: source by source, and nothing is used whose digest is another."""

import os
import re
import subprocess
import sys
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from zipfile import ZipFile

import pytest
from checks.problems import DocsError
from publish import runtime as supply
from publish import runtime_table as table

GOOD = {"a.wasm": b"core", "b.whl": b"numpy"}
DIGESTS = {name: sha256(data).hexdigest() for name, data in GOOD.items()}


def source(held: dict[str, bytes]) -> supply.Bring:
    def bring(names, folder):
        for name in set(names) & set(held):
            (folder / name).write_bytes(held[name])

    return bring


def dead(names, folder):
    raise OSError("no answer")


def fetched(folder: Path, *sources: supply.Bring) -> list[str]:
    named = [(f"source {number}", bring) for number, bring in enumerate(sources, 1)]
    return list(supply.fetch(DIGESTS, named, folder))


def test_what_the_first_source_has_is_kept_and_no_other_is_asked(tmp_path):
    lines = fetched(tmp_path, source(GOOD), dead)
    assert supply.missing(DIGESTS, tmp_path) == []
    assert [line for line in lines if "source" in line] == [
        "Fetching the Python that runs on the pages, once, from source 1"
    ]


def test_what_is_there_already_is_not_fetched_again(tmp_path):
    fetched(tmp_path, source(GOOD))
    assert fetched(tmp_path, dead) == []


def test_after_a_dead_source_the_next_one_is_asked(tmp_path):
    lines = fetched(tmp_path, dead, source(GOOD))
    assert supply.missing(DIGESTS, tmp_path) == []
    assert "  not there: no answer" in lines


def test_each_file_comes_from_the_first_source_that_has_it(tmp_path):
    fetched(tmp_path, source({"a.wasm": b"core"}), source({"a.wasm": b"other", "b.whl": b"numpy"}))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == GOOD


def test_a_file_with_another_digest_is_thrown_away_and_said(tmp_path):
    lines = fetched(tmp_path, source(GOOD | {"b.whl": b"changed"}))
    assert [path.name for path in tmp_path.iterdir()] == ["a.wasm"]
    assert "  b.whl: not the file that runtime.toml names, so it was thrown away" in lines


def test_a_file_that_changed_on_the_disk_counts_as_missing(tmp_path):
    fetched(tmp_path, source(GOOD))
    (tmp_path / "a.wasm").write_bytes(b"cut")
    assert supply.missing(DIGESTS, tmp_path) == ["a.wasm"]


def test_the_release_itself_is_asked_first_where_it_lies_in_a_folder(tmp_path):
    release, kept = tmp_path / "release", tmp_path / "cache" / "kept"  # neither folder is there yet
    release.mkdir()
    for name, data in GOOD.items():
        (release / name).write_bytes(data)
    listed = supply.sources([{"package": "p==1"}], str(release))
    assert [name for name, _ in listed] == [str(release), "p==1"]
    list(supply.fetch(DIGESTS, listed[:1], kept))
    assert supply.missing(DIGESTS, kept) == []


def test_a_release_that_is_not_there_is_no_failure(tmp_path):
    lines = list(supply.fetch(DIGESTS, supply.sources([], str(tmp_path / "nowhere")), tmp_path / "kept"))
    assert any(line.startswith("  not there: ") for line in lines)


def test_a_release_at_an_address_is_read_file_by_file(tmp_path):
    release = tmp_path / "release"
    release.mkdir()
    for name, data in GOOD.items():
        (release / name).write_bytes(data)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(release))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        listed = supply.sources([], f"http://127.0.0.1:{server.server_port}/")
        list(supply.fetch(DIGESTS, listed, tmp_path / "kept"))
        server.shutdown()
    assert {path.name: path.read_bytes() for path in (tmp_path / "kept").iterdir()} == GOOD


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words):
        pass


PACKAGE = {"package": "p==1", "sha256": "abc", "folder": "p/files"}


def test_members_of_a_package_come_from_the_wheel_that_pip_brings(tmp_path, monkeypatch):
    def pip(command, **options):
        asked, here = (command[command.index(option) + 1] for option in ("-r", "-d"))
        assert Path(asked).read_text("utf-8") == "p==1 --hash=sha256:abc\n"
        with ZipFile(Path(here) / "p-1-any.whl", "w") as packed:
            packed.writestr("p/files/a.wasm", GOOD["a.wasm"])
            packed.writestr("p/other/b.whl", GOOD["b.whl"])
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", pip)
    list(supply.fetch(DIGESTS, supply.sources([PACKAGE], ""), tmp_path))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.wasm": GOOD["a.wasm"]}


def test_what_pip_says_last_is_why_a_package_is_not_there(tmp_path, monkeypatch):
    said = "ERROR: a first line\nERROR: no such version\n"
    monkeypatch.setattr(subprocess, "run", lambda command, **options: subprocess.CompletedProcess(command, 1, "", said))
    assert "  not there: no such version" in list(supply.fetch(DIGESTS, supply.sources([PACKAGE], ""), tmp_path))


def test_an_address_that_nobody_answers_is_given_up_soon(tmp_path):
    lines = list(supply.fetch(DIGESTS, supply.sources([], "http://127.0.0.1:9/release"), tmp_path))
    assert any("not there" in line for line in lines)


@pytest.mark.parametrize("run", ["", "required"])
def test_without_any_source_there_is_one_line_and_a_failure_only_where_it_is_required(tmp_path, run):
    """pip finds no packages in an empty folder; everything else is as `make runtime` calls it."""
    environment = os.environ | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "RUN": run, "RUN_FROM": ""}
    environment["PYTHONPATH"] = str(table.TABLE.parents[1])
    command = [sys.executable, "-m", "publish.runtime", str(tmp_path / "kept")]
    result = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (result.returncode != 0) == (run == "required")
    assert "No source has that Python: the pages will have no Run buttons\n" in result.stdout + result.stderr
    assert len(result.stderr.splitlines()) == (run == "required")  # none of pip's own
    reasons = [line for line in result.stdout.splitlines() if line.startswith("  ")]
    asked = [source["package"] for source in supply.wanted().sources]
    assert reasons == [f"  not there: No matching distribution found for {package}" for package in asked]


def test_a_cache_that_cannot_be_written_is_told_in_a_line_and_the_pages_do_without(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("RUN", raising=False)  # CI requires it
    (tmp_path / "cache").write_text("a file, and no folder", "utf-8")
    supply.main(tmp_path / "cache" / "runtime")
    said = capsys.readouterr().out
    assert said.startswith(f"{tmp_path / 'cache' / 'runtime'} cannot be written (")
    assert said.endswith("): the pages will have no Run buttons\n")
    assert said.count("\n") == 1


def test_what_only_some_sources_have_is_named_when_none_has_it(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(
        supply, "sources", lambda listed, official: [("a source", source(GOOD | {"b.whl": b"changed"}))]
    )
    monkeypatch.setattr(supply, "wanted", lambda: table.Wanted({}, DIGESTS, {}, {}, []))
    monkeypatch.delenv("RUN", raising=False)  # CI requires it
    supply.main(tmp_path)
    assert capsys.readouterr().out.endswith("No source has b.whl: the pages will have no Run buttons\n")


RIGHT = table.TABLE.read_text("utf-8")
DIGEST = table.wanted().files["pyodide.mjs"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[plots]", "[plots", r"{}: toml: Expected ']' at the end of a table declaration"),
        ("[plots]", '[files]\nx = "y"\n\n[plots]', r"\d+: toml: Cannot declare .*"),
        (RIGHT, RIGHT + "x = [", r"\d+: toml: Invalid value"),
        ('python = "', 'pyton = "', "1: runtime: 'python' is missing"),
        ('python = "', 'pyton = "', r"{}: runtime: unknown field 'pyton'; known are abi, files, .*"),
        ('abi = "2026_0"', "abi = 2026", r"{}: runtime: 'abi': expected text, found 2026; put a text in quotation marks"),
        ("[left_out]", "[[left_out]]", r"{}: runtime: 'left_out': expected a mapping, found a list"),
        (DIGEST, DIGEST[1:], rf"{{}}: runtime: 'pyodide\.mjs': expected a sha256 of 64 digits, found '{DIGEST[1:]}'"),
        ('"pyodide.mjs"', '"pyodide.js"', r"\d+: runtime: 'files' lacks pyodide\.mjs: without it nothing runs"),
        ('"NumPy" = [', '"SciPy" = []\n"NumPy" = [', r"\d+: runtime: 'left_out': expected 3 lists, .*; found 4"),
        ('"NumPy" = [', '"NumPy" = [1, ', r"{}: runtime: 'NumPy': expected a list of texts, found a list"),
        ('[[sources]]\npackage', "[[sources]]\npack", r"\d+: runtime: a source of 'sources': 'package' is missing"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_table_is_told_by_its_line_and_what_is_expected_there(tmp_path, old, new, told):
    wrong = RIGHT.replace(old, new, 1)
    path, line = tmp_path / "runtime.toml", wrong.count("\n", 0, wrong.index(new)) + 1
    path.write_text(wrong, "utf-8")
    with pytest.raises(DocsError) as error:
        table.wanted(path)
    assert re.search(rf"^hooks/publish/runtime\.toml:{told.format(line)}$", str(error.value), re.M), str(error.value)


def test_where_the_table_is_broken_fetching_ends_with_one_line(tmp_path, monkeypatch):
    path = tmp_path / "runtime.toml"
    path.write_text("files = [", "utf-8")
    monkeypatch.setattr(supply, "wanted", partial(table.wanted, path))
    with pytest.raises(SystemExit, match=r"^hooks/publish/runtime\.toml:1: toml: "):
        supply.main(tmp_path / "kept")


def test_the_table_names_every_file_once_with_a_digest_and_where_it_may_come_from():
    wanted = table.wanted()
    assert not set(wanted.files) & set(wanted.plots)
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in wanted.digests.values())
    assert len(wanted.sources) >= 2
    assert all(re.fullmatch(r"[\w-]+==[\d.]+", source["package"]) for source in wanted.sources)
    assert "://" not in table.TABLE.read_text("utf-8")


def test_the_versions_of_the_table_are_those_of_the_files(runtime):
    wanted = table.wanted()
    assert f'"{wanted.versions["pyodide"]}"' in (runtime / "pyodide.mjs").read_text("utf-8")
    major, minor, _ = wanted.versions["python"].split(".")
    with ZipFile(runtime / "python_stdlib.zip") as library:
        (built_with,) = [name for name in library.namelist() if name.startswith("_sysconfigdata_")]
        assert f"/python-{wanted.versions['python']}/" in library.read(built_with).decode()
    tag = f"cp{major}{minor}-cp{major}{minor}-pyemscripten_{wanted.versions['abi']}_wasm32"
    assert any(name.startswith("numpy-") and tag in name for name in wanted.files)

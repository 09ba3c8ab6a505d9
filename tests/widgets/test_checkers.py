"""What `make check-js` reads: no folder with scripts is left out of its configurations."""

import json
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = [ROOT / name for name in ("benchmarks", "docs", "hooks", "rnn_docs", "tests")]
IN_NODE = ROOT / "tests"  # Biome alone reads what runs in Node, whose types are not installed


def of_the_tree(*kinds: str) -> set[Path]:
    return {path for folder in OURS for kind in kinds for path in folder.rglob(f"*.{kind}")}


def projects() -> list[Path]:
    """The folders that `make check-js` hands to the TypeScript compiler."""
    return [ROOT / name for name in re.findall(r"tsc --project (\S+)", (ROOT / "Makefile").read_text("utf-8"))]


def read_in(project: Path) -> set[Path]:
    """The scripts that a tsconfig.json includes: folders, or patterns, less the folders that it excludes."""
    settings = json.loads((project / "tsconfig.json").read_text("utf-8"))
    named = [path.resolve() for entry in settings["include"] for path in _found(project, entry)]
    left_out = [(project / entry).resolve() for entry in settings["exclude"]]
    found = {path for one in named for path in (one.rglob("*") if one.is_dir() else [one])}
    return {path for path in found if path.suffix == ".js" and not any(map(path.is_relative_to, left_out))}


def _found(project: Path, entry: str) -> list[Path]:
    return [project / entry] if "*" not in entry else list(project.resolve().glob(entry))


def test_biome_reads_every_script_and_stylesheet():
    settings = json.loads((ROOT / "tests/javascript.json").read_text("utf-8"))
    read = {path for pattern in settings["files"]["includes"] for path in ROOT.glob(pattern)}
    assert of_the_tree("js", "mjs", "cjs", "ts", "css") - read == set()


def test_the_compiler_reads_every_script_that_readers_get_in_one_project():
    """Each where it runs: among the elements, in what is joined for the first click, or in the worker."""
    read = Counter(path for project in projects() for path in read_in(project))
    scripts = {path for path in of_the_tree("js", "mjs", "cjs") if IN_NODE not in path.parents}
    assert read == Counter(scripts)


def test_every_project_of_the_compiler_is_checked():
    assert set(projects()) == {path.parent for path in (ROOT / "hooks").rglob("tsconfig.json")}

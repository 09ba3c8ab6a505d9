"""Small pieces: no function outgrows a screen, and no folder more entries than one can take in at a glance."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = [path for folder in ("rnn_docs", "hooks", "benchmarks", "tests") for path in (ROOT / folder).rglob("*.py")]
MODULES = sorted(path for path in CODE if not path.name.startswith("test_"))
FUNCTION_LINES, ENTRIES = 40, 20


def length_without_docstring(function: ast.FunctionDef) -> int:
    """Lines from `def` to the end; decorators and the docstring do not count."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    if ast.get_docstring(function) is not None:
        docstring = function.body[0]
        lines -= (docstring.end_lineno or 0) - docstring.lineno + 1
    return lines


def entries(folder: Path) -> dict[str, set[str]]:
    """What stands in each folder below this one: files and folders, without what a run leaves behind."""
    inside = defaultdict(set)
    for path in folder.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if path.is_file() and "__pycache__" not in parts:
            for depth in range(1, len(parts)):
                inside["/".join(parts[:depth])].add(parts[depth])
    return inside


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_stay_short(path):
    functions = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]
    lengths = {function.name: length_without_docstring(function) for function in functions}
    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES} == {}


@pytest.mark.parametrize("folder", ["rnn_docs", "hooks", "tests", "docs"])
def test_no_folder_holds_more_than_one_can_take_in(folder):
    assert {name: len(inside) for name, inside in entries(ROOT / folder).items() if len(inside) > ENTRIES} == {}


def test_what_two_pages_show_lies_in_the_folder_of_what_is_shared():
    """Only `shared` and the page's own folder: who changes a page need not know who else draws with it."""
    pages = ROOT / "hooks" / "pages"
    wrong = [
        (path.relative_to(pages).as_posix(), other)
        for path in pages.glob("*/*.py")
        for other in re.findall(r"^from pages\.(\w+)[. ]", path.read_text("utf-8"), re.M)
        if other not in ("shared", "answers", path.parent.name)
    ]
    assert wrong == []

"""Small pieces: no function and no module of the package and of the hooks outgrows a screen or two."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(path for folder in ("rnn_docs", "hooks", "benchmarks") for path in (ROOT / folder).rglob("*.py"))
FUNCTION_LINES, MODULE_LINES = 40, 250
LONGER = {"hooks/results/trained.py": 300}  # one function for each network that is trained


def length_without_docstring(function: ast.FunctionDef) -> int:
    """Lines from `def` to the end; decorators and the docstring do not count."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    if ast.get_docstring(function) is not None:
        docstring = function.body[0]
        lines -= (docstring.end_lineno or 0) - docstring.lineno + 1
    return lines


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_and_modules_stay_short(path):
    text = path.read_text()
    assert len(text.splitlines()) <= LONGER.get(path.relative_to(ROOT).as_posix(), MODULE_LINES)
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    lengths = {function.name: length_without_docstring(function) for function in functions}
    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES} == {}

"""Show a function of rnn_docs on a page, whole, as it is run."""

import ast
import inspect
from collections.abc import Callable
from pathlib import Path
from types import FunctionType
from typing import Any

import rnn_docs

SOURCES: dict[str, Callable[..., Any]] = {
    name.replace("_", "-"): function
    for name, function in vars(rnn_docs).items()
    if isinstance(function, FunctionType) and name in rnn_docs.__all__
}


def code_of(name: str) -> str:
    """The source of a public function, with only the first sentence of its docstring: the page says the rest."""
    lines, function = _as_it_stands(inspect.unwrap(SOURCES[name]))
    begins = min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)]) - 1
    docstring = ast.get_docstring(function)
    if docstring is None:
        return "".join(lines[begins : function.end_lineno])
    first, last = function.body[0].lineno - 1, function.body[0].end_lineno
    sentence = docstring.split("\n\n")[0].replace("\n", " ")
    return "".join([*lines[begins:first], f'    """{sentence}"""\n', *lines[last : function.end_lineno]])


def _as_it_stands(function: Callable[..., Any]) -> tuple[list[str], ast.FunctionDef]:
    """The lines of the file that defines a function, and where it is among them now: comments may have moved it."""
    text = Path(function.__code__.co_filename).read_text("utf-8")
    functions = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    return text.splitlines(keepends=True), next(node for node in functions if node.name == function.__name__)

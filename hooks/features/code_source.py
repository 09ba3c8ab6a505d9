"""Show a function of rnn_docs on a page, whole, as it is run."""

import ast
import inspect
from collections.abc import Callable
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
    text = inspect.getsource(SOURCES[name])
    function = ast.parse(text).body[0]
    assert isinstance(function, ast.FunctionDef)  # SOURCES holds nothing else
    docstring = ast.get_docstring(function)
    if docstring is None:
        return text
    lines = text.splitlines(keepends=True)
    first, last = function.body[0].lineno, function.body[0].end_lineno
    sentence = docstring.split("\n\n")[0].replace("\n", " ")
    return "".join([*lines[: first - 1], f'    """{sentence}"""\n', *lines[last:]])

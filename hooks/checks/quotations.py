"""Code that running text quotes from the package is compared with the package, token by token.

A code span is taken for a quotation if it is a statement or an expression of Python in which something is called,
computed, indexed or assigned (`dh_prev = W_hh.T @ da`); a name or a path of names (`trace.hs`) is none. It is looked
at on pages that show a function of the package (`<!-- source: … -->`), and elsewhere in table columns that are headed
"in `rnn_docs`". It must stand in the package, or in a code block of its page; else the page lists it in its front
matter, with the reason:

    quoted:
      "x @ W": as Keras writes it
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from checks.markers import CODE, Span, blank_out
from checks.problems import Problem
from checks.source import Source

COMPUTES = (ast.Assign, ast.AugAssign, ast.Call, ast.BinOp, ast.Compare, ast.Subscript, ast.UnaryOp)
LAYOUT = {tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING, tokenize.ENDMARKER}
NOWHERE = "this quotation stands neither in rnn_docs nor in a code block of this page"
NEEDLESS = "needs no place in `quoted`: it is not quoted here, or it does stand there"
HEAD = "in `rnn_docs`"
TABLE = re.compile(r"^ *\|.*\|\n *\|[ :|-]+\|\n(?: *\|.*\|(?:\n|\Z))+", re.M)


@cache
def tokens(code: str) -> str:
    """The tokens of some code with a space around each, so that one text can be searched for in another.

    Comments and layout are left out. What is no Python has none: whoever runs it says so.
    """
    try:
        found = [token for token in tokenize.generate_tokens(io.StringIO(code).readline) if token.type not in LAYOUT]
    except (tokenize.TokenError, SyntaxError):
        return ""
    return f" {' '.join(token.string.strip() or ';' for token in found)} "


@cache
def _modules(package: Path) -> list[str]:
    """The text of each module below a folder."""
    return [path.read_text("utf-8") for path in sorted(package.rglob("*.py"))]


def problems(page: Source, package: Path) -> list[Problem]:
    """Quotations on a page that stand nowhere, and reasons for what is not quoted or does stand there.

    `package` is the folder of rnn_docs.
    """
    listed: Any = page.front_matter.get("quoted") or {}
    if not isinstance(listed, Mapping):
        message = f"expected quotations with a reason each, found {type(listed).__name__}"
        return [Problem(page.path, page.line, "quoted", message)]
    missing = {code: start for start, code in _quotations(page) if not _stands(code, page, package)}
    wrong = [page.problem(start, code, NOWHERE) for code, start in missing.items() if code not in listed]
    for code, reason in listed.items():
        start = max(page.text.find(code), 0)
        if code not in missing:
            wrong.append(page.problem(start, code, NEEDLESS))
        elif not isinstance(reason, str) or not reason.strip():
            wrong.append(page.problem(start, code, "a quotation in `quoted` needs a reason"))
    return wrong


def _stands(code: str, page: Source, package: Path) -> bool:
    wanted = tokens(code).removesuffix("; ")
    names = set(re.findall(r"\w+", code))
    modules = (text for text in _modules(package) if all(name in text for name in names))  # to find tokens takes long
    return any(wanted in text for text in chain(_blocks(page), map(tokens, modules)))


def _blocks(page: Source) -> Iterator[str]:
    """The tokens of the page's code blocks."""
    for fence in page.fences:
        if fence.info == "python":
            indent = len(fence.opening) - len(fence.opening.lstrip())
            yield tokens(re.sub(rf"(?m)^ {{0,{indent}}}", "", fence.body))


def _quotations(page: Source) -> Iterator[tuple[int, str]]:
    """Where each quotation stands, and its code."""
    text = blank_out(page.outside, [(marker.start, marker.end) for marker in page.markers])
    whole = any(marker.kind == "source" for marker in page.markers)
    columns = [] if whole else list(_columns(text))
    for span in CODE.finditer(text):
        code = span[0].strip("`").strip()
        if (whole or any(start <= span.start() < end for start, end in columns)) and is_code(code):
            yield span.start(), code


def is_code(code: str) -> bool:
    """Whether a code span says what is computed."""
    try:
        tree = ast.parse(code.removesuffix("…"))
    except SyntaxError:
        return False
    return any(isinstance(node, COMPUTES) for node in ast.walk(tree))


def _columns(text: str) -> Iterator[Span]:
    """The cells below the heads that say so."""
    for table in TABLE.finditer(text):
        head, position = table[0].split("\n", 1)[0], table.start()
        columns = [k for k, cell in enumerate(head.split("|")) if cell.strip() == HEAD]
        for line in table[0].splitlines(keepends=True):
            start = position
            for k, cell in enumerate(line.split("|")):
                if k in columns:
                    yield start, start + len(cell)
                start += len(cell) + 1
            position += len(line)

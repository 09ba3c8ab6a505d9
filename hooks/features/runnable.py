"""Which blocks of a page a reader can run, and the tasks that they can try there.

A block runs if the reader's page carries all that it imports. It stands in an <rnn-run> with its output; what it
continues is named in `data-after`. A marker `task` leaves an editor, or a check for the block above.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from html import unescape
from textwrap import dedent

from checks.fences import CONT
from checks.source import Edit, Source
from drawing.fragments import render
from in_page.tasks import Task
from markupsafe import Markup

CARRIED = {*sys.stdlib_module_names, "numpy", "matplotlib", "rnn_docs"}
TAG = re.compile(r"<[^>]+>")
_CODE = r'<div class="language-python highlight">(?P<code>(?:(?!</div>).)*)</div>'
_OUTPUT = r'(?:\s*<div class="language-text highlight">(?:(?!</div>).)*</div>)?'
_FIGURE = r"(?:\s*<figure\b.*?</figure>)?"  # of a notebook, whose cell draws
_CHECK = r'(?:\s*(?:<p>)?<template data-task="(?P<task>[a-z0-9-]+)"></template>(?:</p>)?)?'
BLOCK = re.compile(rf"(?P<shown>{_CODE}{_OUTPUT}){_CHECK}", re.S)
CELL = re.compile(rf"(?P<shown>{_CODE}{_OUTPUT}{_FIGURE})", re.S)
RUN_ALL = '<p hidden><rnn-run data-acts="Run all cells"></rnn-run></p>'  # becomes a button where scripts run
LEAD = "</p>"


def with_runs(html: str, page: Source) -> str:
    """A finished page with every block that can run in its <rnn-run>; `page` is its source."""
    after = continued(page)
    ids: dict[str, str] = {}  # of the blocks so far, by their code

    def wrapped(found: re.Match[str]) -> str:
        code = code_of(found["code"])
        if code not in after or not carried([code, *after[code]]):
            return found[0]
        ids[code] = f"run-{len(ids) + 1}"
        return _run(ids[code], [ids[earlier] for earlier in after[code]], found["shown"], found["task"] or "")

    return BLOCK.sub(wrapped, html)


def notebook_with_runs(html: str) -> str:
    """A finished notebook whose cells run, each after all before it, if the page carries what all import."""
    cells = [code_of(found["code"]) for found in CELL.finditer(html)]
    if not carried(cells):
        return html
    ids: list[str] = []

    def wrapped(found: re.Match[str]) -> str:
        ids.append(f"run-{len(ids) + 1}")
        return _run(ids[-1], ids[:-1], found["shown"])

    lead, end, rest = CELL.sub(wrapped, html).partition(LEAD)
    return lead + end + RUN_ALL + rest


def _run(name: str, after: list[str], shown: str, task: str = "") -> str:
    chain = f' data-after="{" ".join(after)}"' if after else ""
    check = f' data-task="{task}" data-acts="Run,Edit,Check"' if task else ""
    return f'<rnn-run id="{name}"{chain}{check}>{shown}</rnn-run>'


def code_of(html: str) -> str:
    """The code of a highlighted block, as it was written."""
    return unescape(TAG.sub("", html)).strip("\n")


def carried(codes: list[str]) -> bool:
    """Whether a reader's page carries all that these blocks import."""
    return {name for code in codes for name in _imported(code)} <= CARRIED


def _imported(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def continued(page: Source) -> dict[str, list[str]]:
    """The code of every python fence of a source, and the fences that it continues, from the first on."""
    python = [fence for fence in page.fences if fence.info == "python"]
    conts = [comment.start for comment in page.code_comments if comment.word == CONT]
    found: dict[str, list[str]] = {}
    chain: list[str] = []
    for before, fence in zip([None, *python], python, strict=False):
        start = before.end if before else 0
        chain = chain if any(start <= cont < fence.start for cont in conts) else []
        code = dedent(fence.body).strip("\n")
        found[code] = chain
        chain = [*chain, code]
    return found


# --- tasks ---------------------------------------------------------------------------------------------------------


def tasks_left_out(page: Source) -> list[Edit]:
    """What a site that runs nothing leaves out: the markers of tasks, with the empty line behind each."""
    tasks = [marker for marker in page.markers if marker.kind == "task"]
    return [(task.start, task.end + 2 * page.text.startswith("\n\n", task.end), "") for task in tasks]


def task_html(name: str, task: Task, markdown: Callable[[str], Markup]) -> Markup:
    """A task's editor, or the mark of the block above."""
    code = markdown(f"```python\n{task.start.strip()}\n```\n") if task.start else ""
    return render("task", name=name, title=task.title, code=code, acts="Show,Edit" if task.draw else "Run,Edit,Check")

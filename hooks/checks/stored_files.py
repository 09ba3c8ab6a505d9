"""What `make seeds` and `make times` stored, checked before a page asks for it: a merge may have broken it."""

import json
from collections.abc import Iterator
from pathlib import Path

from checks.fields import Fields
from checks.problems import Problem

RUNS = Fields({"command": str, "conditions": dict, "scores": dict, "runs": dict})
TIMES = Fields({"milliseconds": dict}, {"command": str, "machine": str})


def problems(data: Path) -> list[Problem]:
    """Files below the package's data folder that are no JSON, or lack a part."""
    runs = [problem for path in sorted(data.glob("runs/*.json")) for problem in _problems(path, RUNS, "make seeds")]
    return [*runs, *_problems(data / "step_times.json", TIMES, "make times")]


def _problems(path: Path, fields: Fields, command: str) -> Iterator[Problem]:
    page = f"../rnn_docs/data/{path.parent.name + '/' if path.parent.name == 'runs' else ''}{path.name}"
    try:
        messages, line = fields.wrong(json.loads(path.read_text("utf-8"))), 1
    except json.JSONDecodeError as error:
        messages, line = [error.msg], error.lineno
    for message in messages:
        yield Problem(page, line, "stored", f"{message}; git has the file as `{command}` wrote it")

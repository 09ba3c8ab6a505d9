"""`make lint` for the Python of questions: their set-up, code and expressions, by the rules of all other code.

Each question becomes a module of its own, in the order in which it runs; what quiz.NAMESPACE offers counts as built in.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from checks import source
from checks.problems import Problem
from features import quiz
from features.quiz import NAMESPACE, Question

ROOT = Path(__file__).parents[2]
Line = tuple[str, int]  # a line of code, and where it stands in the file of its question


def lines(question: Question) -> list[Line]:
    """All code of a question as one module."""
    parts = [part for part in (question.setup, question.code) if part]
    found = [
        (line, start + k)
        for part in parts
        for start in [_line(question, part)]
        for k, line in enumerate(part.splitlines())
    ]
    for k, expression in enumerate((question.values or {}).values()):
        found.append((f"value_{k} = {str(expression).strip()}", _line(question, expression)))
    return found


def _line(question: Question, code: Any) -> int:
    return getattr(code, "line", question.line)


def problems(questions: Iterable[Question]) -> list[Problem]:
    """What ruff says of the code of some questions, each at its line."""
    modules = {question.id: (question, lines(question)) for question in questions}
    with TemporaryDirectory() as folder:
        for id, (_, code) in modules.items():
            text = "".join(f"{line}\n" for line, _ in code)
            (Path(folder) / f"{id}.py").write_text(text, "utf-8")
        found = list(_ruff(Path(folder)))
    return [_problem(*modules[Path(entry["filename"]).stem], entry) for entry in found]


def _ruff(folder: Path) -> Iterator[dict[str, Any]]:
    """Its findings in a folder, as it writes them. Raises RuntimeError if it cannot run."""
    names = f"builtins = {json.dumps(sorted(NAMESPACE))}"
    settings = ["--config", str(ROOT / "pyproject.toml"), "--config", names, "--no-cache", "--output-format", "json"]
    command = [sys.executable, "-m", "ruff", "check", *settings, str(folder)]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if result.returncode not in (0, 1):
        raise RuntimeError(result.stderr)
    yield from json.loads(result.stdout)


def _problem(question: Question, code: list[Line], entry: dict[str, Any]) -> Problem:
    row = min(entry["location"]["row"], len(code))
    return Problem(question.page, code[row - 1][1], question.id, f"{entry['code']} {entry['message']}")


if __name__ == "__main__":
    if wrong := problems(quiz.read(source.read(ROOT / "docs")).values()):
        sys.exit("\n".join(map(str, wrong)))

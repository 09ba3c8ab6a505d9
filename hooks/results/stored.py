"""What `make seeds` stored: one file a task in rnn_docs/data/runs, read here; nothing is trained."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parents[2] / "rnn_docs" / "data" / "runs"
Result = dict[str, Any]


class Stored(NamedTuple):
    """One task's file.

    Attributes:
        command: what made it.
        conditions: of each network, what it was trained with, the chosen learning rate too (`Conditions`).
        scores: of each network whose rate was chosen, from each rate of the grid (as text) to the scores of the
            validation seeds; the smallest mean was chosen.
        runs: of each network, the outcome of each seed.
    """

    command: str
    conditions: dict[str, Result]
    scores: dict[str, dict[str, list[float]]]
    runs: dict[str, list[Result]]


def stored(file: str) -> Stored:
    """One task's file, such as "recall.json"; what its runs hold says the task's module in `results.runs`."""
    return Stored(**json.loads((FOLDER / file).read_text("utf-8")))


def write(file: str, found: Stored) -> None:
    """One line a network or a run, so that a change can be read."""
    lines = [f'{{"command": {json.dumps(found.command)}']
    lines += [f'"{part}": {{\n{_lines(getattr(found, part))}\n}}' for part in ("conditions", "scores")]
    runs = [f'"{name}": [\n' + ",\n".join(json.dumps(run) for run in found.runs[name]) + "\n]" for name in found.runs]
    lines.append('"runs": {\n' + ",\n".join(runs) + "\n}}\n")
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / file).write_text(",\n".join(lines), "utf-8")


def _lines(part: Mapping[str, object]) -> str:
    return ",\n".join(f'"{name}": {json.dumps(value)}' for name, value in part.items())


def values(file: str, name: str, key: str) -> list[float]:
    """One number of every seed of a network."""
    return [run[key] for run in stored(file).runs[name]]


def by_network(file: str, key: str) -> dict[str, list[float]]:
    """One number of every seed, for each network."""
    return {name: [run[key] for run in runs] for name, runs in stored(file).runs.items()}


def rate(file: str, name: str) -> float:
    """The learning rate that a network was trained with."""
    return float(stored(file).conditions[name]["learning_rate"])


def settings(file: str, *names: str) -> list[Result]:
    """What these networks were trained with, for a table to offer; all of the task if none is named."""
    conditions = stored(file).conditions
    return [{"network": name, **conditions[name]} for name in names or conditions]

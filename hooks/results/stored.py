"""What `make seeds` and `make times` stored, read here; nothing is trained.

The runs are one file a task in rnn_docs/data/runs; the times of all tasks are one file beside that folder.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

FOLDER = Path(__file__).parents[2] / "rnn_docs" / "data" / "runs"
TIMES = FOLDER.parent / "step_times.json"
Result = dict[str, Any]
Times = dict[str, dict[str, float]]  # of a task, from a network to the milliseconds of one of its training steps


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
    return Stored(**_read(FOLDER / file))


def _read(path: Path) -> Result:
    """What a file holds, which hundreds of numbers ask for."""
    return _read_once(path, path.stat().st_mtime_ns)


@cache
def _read_once(path: Path, saved: int) -> Result:
    """The same, for as long as nobody saves it again."""
    found: Result = json.loads(path.read_text("utf-8"))
    return found


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


def step_times() -> Times:
    """How long a training step takes, of every network of every task: milliseconds of the machine that stored them."""
    found: Times = _read(TIMES)["milliseconds"]
    return found


def steps_taken(file: str, name: str) -> float:
    """After how many training steps a network's seeds stopped, on average: once they had learnt it, or at the last."""
    kept = stored(file)
    most = kept.conditions[name]["steps"]
    return fmean([run.get("solved_at", run.get("learnt_at")) or most for run in kept.runs[name]])


def seconds(file: str, name: str) -> float:
    """How long the steps of one training of a network take, on average of its seeds; its tests are not counted."""
    return steps_taken(file, name) * step_times()[Path(file).stem][name] / 1000


def times_as_long(file: str, name: str, other: str) -> float:
    """How many times as long as another network's its training takes."""
    return seconds(file, name) / seconds(file, other)


def settings(file: str, *names: str) -> list[Result]:
    """What these networks were trained with and how long that takes, for a table to offer; all if none is named."""
    conditions, times = stored(file).conditions, step_times()[Path(file).stem]
    return [
        {
            "network": name,
            **conditions[name],
            "milliseconds_a_step": times[name],
            "seconds_of_all_steps": float(f"{seconds(file, name):.3g}"),
        }
        for name in names or conditions
    ]

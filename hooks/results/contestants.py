"""What a comparison is made of: the networks that take part, each with what it was trained with, and how it is judged.

Each module of `results.runs` holds one `COMPARISON`, of the task whose name it has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from rnn_docs.comparison import RATES, Conditions

Outcome = dict[str, Any]


class Contestant(NamedTuple):
    """A network that takes part: from a seed and a learning rate to plain numbers, and what it is trained with."""

    outcome: Callable[[int, float], Outcome]
    conditions: Conditions  # the rate in it is used where none is chosen


@dataclass(frozen=True)
class Comparison:
    """One task, trained by several networks under equal conditions.

    Attributes:
        contestants: the networks by name.
        seeds: how many are reported of each, from 0 on.
        score: from an outcome of a validation seed to how bad it is; None where the rates are not chosen.
        rates: the grid from which each network's learning rate is chosen.
    """

    contestants: Mapping[str, Contestant]
    seeds: int
    score: Callable[[Outcome], float] | None = None
    rates: tuple[float, ...] = RATES


def comparisons() -> dict[str, Comparison]:
    """Every task's comparison, by the name of its module."""
    names = sorted(path.stem for path in (Path(__file__).parent / "runs").glob("*.py"))
    return {name: import_module(f"results.runs.{name}").COMPARISON for name in names}

"""Train once, keep the result: on disk for later builds, in memory for this one; and the seeds that were stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from results import progress_line, used_code
from results.cache import Cache

ROOT = Path(__file__).parents[2]
STORED = ROOT / "rnn_docs" / "data" / "seeds.json"
CELLS = ("vanilla", "lstm", "gru")
SEED = 0  # the one that is trained here; the others are stored
Result = dict[str, Any]
Make = Callable[[], Result]
Outcome = TypeVar("Outcome")


def kept_on_disk(make: Make) -> Make:
    """Keep what a function of a module returns: on disk for as long as the code that it uses stays, and in memory."""

    @cache
    @wraps(make)
    def kept() -> Result:
        shelf = trained_before()
        key = code().digest((make.__module__, make.__name__))
        text = shelf.remember(f"{make.__name__}.json", key, lambda: json.dumps(make(), ensure_ascii=False))
        shelf.prune()
        found: Result = json.loads(text)
        return found

    return kept


@cache
def code() -> used_code.UsedCode:
    """The code as it was when these modules were imported."""
    return used_code.of_site()


@cache
def trained_before() -> Cache:
    """What earlier builds trained."""
    return Cache(ROOT / ".cache" / "trained")


def train_each(task: str, jobs: Mapping[str, Callable[[], Outcome]]) -> dict[str, Outcome]:
    """Train one network after another, and say which."""
    trained = {}
    for number, (name, train) in enumerate(jobs.items(), 1):
        progress_line.working(f"training {task}: {name}", number, len(jobs))
        trained[name] = train()
    progress_line.done()
    return trained


def seeds() -> dict[str, list[Result]]:
    """What many seeds gave, as `make seeds` stored it; nothing is trained here.

    {"recall/gru": [{"seed", "accuracy", "solved_at", "accuracies"}, …], "sentiment/gru": [{"seed", "accuracy", "plain",
    "negated", "contrast"}], "tagging/forward": [{"accuracy", "ambiguous"}], "translation/gru": [{"exact"}],
    "memory/32-1000": [{"words", "exact", "clause_exact"}, one entry a length], "characters/gru": [{"bits",
    "stopped_at"}], "sunspots/gru" and "shares/gru": [{"rmse", "stopped_at"}]}, each list by seed.
    """
    runs: dict[str, list[Result]] = json.loads(STORED.read_text("utf-8"))["runs"]
    return runs


def all_seeds(name: str, key: str, first: float) -> list[float]:
    """The number that was computed here for the first seed, then those stored for the others."""
    return [first, *(run[key] for run in seeds()[name][1:])]


def by_cell(task: str, key: str, results: Mapping[str, Any]) -> dict[str, list[float]]:
    """The numbers of all seeds, for each cell."""
    return {cell: all_seeds(f"{task}/{cell}", key, getattr(results[cell], key)) for cell in results}

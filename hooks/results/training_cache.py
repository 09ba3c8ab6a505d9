"""Train once, keep the result: on disk for later builds, in memory for this one; and the seeds that were stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from results.cache import Cache
from tqdm import tqdm

HOOKS = Path(__file__).parents[1]
ROOT = HOOKS.parent
FOLDER = ROOT / ".cache" / "trained"
STORED = ROOT / "rnn_docs" / "data" / "seeds.json"
CODE = [
    ROOT / "rnn_docs",
    *(HOOKS / "results" / name for name in ("trained.py", "trained_series.py", "training_cache.py")),
]
CELLS = ("vanilla", "lstm", "gru")
SEED = 0  # the one that is trained here; the others are stored
Result = dict[str, Any]
Make = Callable[[], Result]
Outcome = TypeVar("Outcome")


def kept_on_disk(make: Make) -> Make:
    """Keep what a function returns: on disk for later builds, and in memory for this one."""

    @cache
    @wraps(make)
    def kept() -> Result:
        shelf = Cache(FOLDER, CODE)
        text = shelf.remember(f"{make.__name__}.json", lambda: json.dumps(make(), ensure_ascii=False))
        shelf.prune()
        found: Result = json.loads(text)
        return found

    return kept


def trained(task: str, jobs: Mapping[str, Callable[[], Outcome]]) -> dict[str, Outcome]:
    """Train one network after another, and show how far it is."""
    bar: Iterable[str] = tqdm(jobs, desc=f"training: {task}", unit="network")
    return {name: jobs[name]() for name in bar}


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

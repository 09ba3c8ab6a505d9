"""Train once, keep the result: on disk for later builds, in memory for this one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from results import progress_line, used_code
from results.cache import Cache

ROOT = Path(__file__).parents[2]
CELLS = ("vanilla", "lstm", "gru")
SEED = 0  # the one that is trained here; the others are stored (stored.py)
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

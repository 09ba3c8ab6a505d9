"""What readers are asked to write in a page, and how it is checked: in their browser, and in the tests.

A module of a page's folder says what it offers in TASKS; nothing is listed twice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

Names = Mapping[str, Any]  # what the reader's code left, by name
PAGES = Path(__file__).parents[1] / "pages"


@dataclass(frozen=True)
class Task:
    """Something to write: where it starts from, how it is judged, and what is said when it is right.

    `check` returns a hint, or "" for a right answer. `start` is the code in the editor at first; without any, the
    block above is what is to be mended. `draw` makes HTML of a right answer's names, to be shown below it.
    """

    check: Callable[[Names], str]
    praise: str
    start: str = ""
    title: str = "Try it here"
    draw: Callable[[Names], str] | None = None


@cache
def all_tasks() -> dict[str, Task]:
    """The tasks of all pages by name. Raises ValueError for a name that two modules claim."""
    found: dict[str, Task] = {}
    for path in sorted(PAGES.glob("*/tasks.py")):
        offered: dict[str, Task] = import_module(f"pages.{path.parent.name}.tasks").TASKS
        if twice := found.keys() & offered.keys():
            raise ValueError(f"two pages claim the task {min(twice)!r}; one of them is {path.parent.name}")
        found |= offered
    return found


def task_of(name: str) -> Task:
    """A task by its name. Raises KeyError if no page offers it."""
    return all_tasks()[name]


def lacking(names: Names, *wanted: str) -> str:
    """A hint if one of these names is not there, or still stands for itself; else nothing."""
    for name in wanted:
        if name not in names:
            return f"Your code leaves no name {name}. Keep the names of the start: the check looks for them."
        if names[name] is ...:
            return f"{name} is still the three dots of the start."
    return ""


def whole(names: Names, *wanted: str) -> str:
    """A hint if one of these names is all that `forward` returns, where states alone are asked for; else nothing."""
    found = [name for name in wanted if hasattr(names[name], "hs")]
    return f"{found[0]} is all that forward returns. The states alone are its hs: forward(…).hs." if found else ""

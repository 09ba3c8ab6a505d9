"""What the pages show, one folder a page, and the names that the pages call it with.

The function that answers a marker bears its name, and a mark of `pages.answers`; it is found wherever it stands.
"""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from pages.answers import MARK, Answer, Function, marked, place

HERE = Path(__file__).parent
Found = dict[tuple[str, str], Function]  # by the kind and the name of a marker


def found(modules: Iterable[ModuleType]) -> Found:
    """All marked functions. Raises ValueError for a name that two modules claim."""
    functions: Found = {}
    for module in modules:
        for name, function in marked(module).items():
            key = kind, marker = answer(function).kind, name.replace("_", "-")
            if key in functions:
                both = " and ".join("{}:{}".format(*place(claimant)) for claimant in (functions[key], function))
                raise ValueError(f"two functions answer <!-- {kind}: {marker} -->: {both}")
            functions[key] = function
    return functions


def answer(function: Function) -> Answer:
    """The mark of a function."""
    mark: Answer = getattr(function, MARK)
    return mark


FUNCTIONS = found(import_module(f"pages.{path.parent.name}.{path.stem}") for path in sorted(HERE.glob("*/*.py")))


def of_kind(kind: str) -> dict[str, Any]:
    """What answers the markers of one kind, by name."""
    return {name: answer(function).make for (of, name), function in FUNCTIONS.items() if of == kind}


FIGURES, VALUES, TABLES, EXPLORERS, VIGNETTES = map(of_kind, ("figure", "value", "table", "explorer", "vignette"))

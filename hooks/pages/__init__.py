"""What the pages show, one folder a page, and the names that the pages call it with.

A module of a page's folder says what it offers in FIGURES, VALUES, TABLES, EXPLORERS or VIGNETTES; nothing is listed
twice.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MODULES = sorted(f"pages.{path.parent.name}.{path.stem}" for path in HERE.glob("*/*.py"))


def collected(kind: str, modules: list[str] = MODULES) -> dict[str, Any]:
    """All names of one kind. Raises ValueError for a name that two modules claim."""
    everything: dict[str, Any] = {}
    for module in modules:
        offered = getattr(import_module(module), kind, {})
        if twice := everything.keys() & offered.keys():
            raise ValueError(f"two modules claim the name {min(twice)!r}; one of them is {module}")
        everything |= offered
    return everything


FIGURES, VALUES, TABLES, EXPLORERS, VIGNETTES = map(
    collected, ("FIGURES", "VALUES", "TABLES", "EXPLORERS", "VIGNETTES")
)

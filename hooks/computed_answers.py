"""What the pages ask for, computed once: a later build reads what the same code computed from the cache."""

import json
import sys
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Any, NamedTuple

import pages
from checks.literals import Value
from drawing.table import Table
from results.cache import Cache
from results.used_code import Place, UsedCode

KINDS = ("FIGURES", "VALUES", "TABLES", "EXPLORERS", "VIGNETTES")
OFFERED = {module: vars(import_module(module)) for module in pages.MODULES}
HOMES = {(kind, name): module for module, names in OFFERED.items() for kind in KINDS for name in names.get(kind, ())}
Key = Callable[[str, str], str]  # from a kind and a name to the key of what it is made with


class Answers(NamedTuple):
    """The functions that answer, by the names that the pages call them with."""

    values: Mapping[str, Callable[[], Value]] = pages.VALUES
    tables: Mapping[str, Callable[[], Table]] = pages.TABLES


COMPUTED = Answers()


def kept(answers: Answers, cache: Cache, key: Key) -> Answers:
    """The same names; each is computed only if the cache does not hold it."""
    return Answers(
        {name: partial(_value, cache, key, name, compute) for name, compute in answers.values.items()},
        {name: partial(_table, cache, key, name, compute) for name, compute in answers.tables.items()},
    )


def _value(cache: Cache, key: Key, name: str, compute: Callable[[], Value]) -> Value:
    def text() -> str:
        return json.dumps(compute(), default=lambda number: number.item())

    found: Value = json.loads(cache.remember(f"value-{name}.json", key("VALUES", name), text))
    return found


def _table(cache: Cache, key: Key, name: str, compute: Callable[[], Table]) -> Table:
    return Table.from_json(cache.remember(f"table-{name}.json", key("TABLES", name), lambda: compute().json()))


def key_of(code: UsedCode, kind: str, name: str) -> str:
    """The key of what a page asks for: the code that makes it."""
    return code.digest(made_by(kind, name))


def made_by(kind: str, name: str) -> Place:
    """Where that code begins: at its function, if that is a definition of a module.

    What was made in another way, like a lambda or a partial, may use anything that its page's module offers.
    """
    home = HOMES[kind, name]
    offered: Any = OFFERED[home][kind][name]
    function = getattr(offered, "trace", offered)  # an explorer is kept as its numbers
    module, defined = getattr(function, "__module__", ""), getattr(function, "__name__", "")
    by_itself = getattr(sys.modules.get(module), defined, None) is function
    return (module, defined) if by_itself else (home, kind)

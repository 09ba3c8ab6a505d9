"""What the pages ask for, computed once: a later build reads what the same code computed from the cache."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from checks.contract import Names
from checks.literals import Value
from drawing.table import Table
from results.cache import Cache
from results.used_code import Place, UsedCode

import pages

Key = Callable[[str, str], str]  # from a kind and a name to the key of what it is made with

COMPUTED = Names(pages.VALUES, pages.TABLES)


def kept(names: Names, cache: Cache, key: Key) -> Names:
    """The same names; values and tables are computed only if the cache does not hold them."""
    return replace(
        names,
        values={name: partial(_value, cache, key, name, compute) for name, compute in names.values.items()},
        tables={name: partial(_table, cache, key, name, compute) for name, compute in names.tables.items()},
    )


def _value(cache: Cache, key: Key, name: str, compute: Callable[[], Value]) -> Value:
    def text() -> str:
        return json.dumps(compute(), default=lambda number: number.item())

    found: Value = json.loads(cache.remember(f"value-{name}.json", key("value", name), text))
    return found


def _table(cache: Cache, key: Key, name: str, compute: Callable[[], Table]) -> Table:
    return Table.from_json(cache.remember(f"table-{name}.json", key("table", name), lambda: compute().json()))


def made_by(kind: str, name: str) -> Place:
    """Where the code begins that makes what a marker asks for: at its function."""
    function = pages.FUNCTIONS[kind, name]
    return function.__module__, function.__name__


def key_of(code: UsedCode, kind: str, name: str) -> str:
    """The key of what a marker asks for: the code that makes it."""
    return code.digest(made_by(kind, name))

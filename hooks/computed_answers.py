"""What the pages ask for, computed once: a later build reads what the same code computed from the cache."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

import pages
from checks.literals import Value
from drawing.table import Table
from results.cache import Cache
from results.used_code import Place, UsedCode

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

"""What the pages ask for, computed once: a later build of the same sources reads values and tables from the cache."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from checks.literals import Value
from drawing.table import Table
from pages import TABLES, VALUES
from results.cache import Cache


class Answers(NamedTuple):
    """The functions that answer, by the names that the pages call them with."""

    values: Mapping[str, Callable[[], Value]] = VALUES
    tables: Mapping[str, Callable[[], Table]] = TABLES


COMPUTED = Answers()


def kept(answers: Answers, cache: Cache) -> Answers:
    """The same names; each is computed only if the cache does not hold it."""
    return Answers(
        {name: partial(_value, cache, name, compute) for name, compute in answers.values.items()},
        {name: partial(_table, cache, name, compute) for name, compute in answers.tables.items()},
    )


def _value(cache: Cache, name: str, compute: Callable[[], Value]) -> Value:
    text = cache.remember(f"value-{name}.json", lambda: json.dumps(compute(), default=lambda number: number.item()))
    found: Value = json.loads(text)
    return found


def _table(cache: Cache, name: str, compute: Callable[[], Table]) -> Table:
    return Table.from_json(cache.remember(f"table-{name}.json", lambda: compute().json()))

"""What the pages ask for, computed once: a later build of the same sources reads values and tables from the cache."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from checks.contract import Names
from checks.literals import Value
from drawing.table import Table
from pages import TABLES, VALUES
from results.cache import Cache

COMPUTED = Names(VALUES, TABLES)


def kept(names: Names, cache: Cache) -> Names:
    """The same names; values and tables are computed only if the cache does not hold them."""
    return replace(
        names,
        values={name: partial(_value, cache, name, compute) for name, compute in names.values.items()},
        tables={name: partial(_table, cache, name, compute) for name, compute in names.tables.items()},
    )


def _value(cache: Cache, name: str, compute: Callable[[], Value]) -> Value:
    text = cache.remember(f"value-{name}.json", lambda: json.dumps(compute(), default=lambda number: number.item()))
    found: Value = json.loads(text)
    return found


def _table(cache: Cache, name: str, compute: Callable[[], Table]) -> Table:
    return Table.from_json(cache.remember(f"table-{name}.json", lambda: compute().json()))

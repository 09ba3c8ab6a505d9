"""Step 7: the tables of what was trained, each beside an honest baseline; rounded so that every machine agrees."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import trained
from letters import number
from table import Column, Table

CELLS = {"vanilla": "vanilla", "lstm": "LSTM", "gru": "GRU"}
TEMPLATES = ("plain", "negated", "contrast")


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def spread(values: Sequence[float], decimals: int = 2) -> str:
    """The smallest and the largest of several seeds; one number if they print alike."""
    low, high = (number(bound, decimals) for bound in (min(values), max(values)))
    return low if low == high else f"{low} to {high}"


def sentiment_by_template() -> Table:
    """Share of held-out sentences answered right, by kind of sentence."""
    found = trained.sentiment()
    columns = (Column("network"), *(Column(template, "", 2) for template in TEMPLATES))
    rows = [(CELLS[cell], *(found["by_template"][cell][template] for template in TEMPLATES)) for cell in CELLS]
    return Table("Share of held-out sentences answered right, mean of the seeds", columns, rows)


TABLES: dict[str, Callable[[], Table]] = {
    "sentiment-by-template": sentiment_by_template,
}

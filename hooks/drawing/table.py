"""A table of computed numbers: readable Markdown in the source, an accessible HTML table on the page."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from drawing.fragments import render
from drawing.palette import heat_class
from drawing.printing import number
from markupsafe import Markup

NUMBER = re.compile(r"[−-]?[\d.]")
NAMED = re.compile(r"(.+?) \$(.+)\$")  # a row's name in words, and its symbol


@dataclass(frozen=True)
class Column:
    """A column: a word over its symbol (LaTeX, may be empty), and how its cells are printed.

    `decimals` is None for text, and with `formulas` the cells are LaTeX. A column with `state` ("h" or "c") shows its
    values, which lie in (−1, 1), as heat cells in a frame of that state's hue.
    """

    word: str
    symbol: str = ""
    decimals: int | None = None
    state: str = ""
    formulas: bool = False

    def cell(self, value: object) -> str:
        if self.formulas:
            return f"${value}$"
        return str(value) if self.decimals is None else number(float(value), self.decimals)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Table:
    """Columns and rows of one table; the first column names the rows, in words and perhaps a symbol behind them.

    With `download`, readers also get the numbers in full as CSV. A comparison of trained networks has `settings`: under
    what conditions each one was trained, one mapping a network, for readers to download too. With `across`, every
    column stands as a line of the page: time, where rows count it, runs from left to right, and many columns need no
    more room. One that `stacks` has columns too many or too wide for the narrowest phones: there every row is a list.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]] = field(default_factory=list)
    download: bool = False
    across: bool = False
    stacks: bool = False
    settings: Sequence[Mapping[str, object]] = ()

    def __post_init__(self) -> None:
        if self.columns[0].formulas:
            raise ValueError(f'table {self.caption!r}: a row needs a name in words: "input $x_t$"')
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"table {self.caption!r}: expected {len(self.columns)} cells, found {len(row)}: {row}")

    def cells(self) -> list[list[str]]:
        """The printed cells, row by row."""
        return [[column.cell(value) for column, value in zip(self.columns, row, strict=True)] for row in self.rows]

    def markdown(self) -> str:
        """The table as it stands in the source, line by line."""
        heads = [f"{c.word} ${c.symbol}$" if c.symbol else c.word for c in self.columns]
        rules = [":--" if c.decimals is None else "--:" for c in self.columns]
        lines: list[Sequence[str]] = [heads, rules, *self.cells()]
        if self.across:
            first, *others = zip(heads, *self.cells(), strict=True)
            lines = [first, [":--", *["--:"] * len(self.rows)], *others]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)

    def csv(self) -> str:
        """The numbers in full, one line a row, under the words of the columns."""
        return _csv([[column.word for column in self.columns], *self.rows])

    def settings_csv(self) -> str:
        """What each network was trained with, one line a network; empty where a setting does not apply."""
        names = list(dict.fromkeys(name for network in self.settings for name in network))
        return _csv([names, *([network.get(name) for name in names] for network in self.settings)])

    def downloads(self, name: str) -> dict[str, str]:
        """What readers can download of the table of this name, path below docs/ → text."""
        found = {csv_path(name): self.csv()} if self.download else {}
        return found | ({settings_path(name): self.settings_csv()} if self.settings else {})

    def json(self) -> str:
        """All of it, to be kept and read back by `from_json`."""
        return json.dumps(asdict(self), default=lambda number: number.item())

    @classmethod
    def from_json(cls, text: str) -> Table:
        """The table that `json` wrote."""
        data = json.loads(text)
        return cls(**data | {"columns": [Column(**column) for column in data["columns"]]})

    def html(self, csv_url: str = "", settings_url: str = "") -> Markup:
        """The table as it stands on the page: a caption, headers with scope, heat cells by class."""
        urls = {"csv_url": csv_url, "settings_url": settings_url}
        looks = {"across": self.across, "stacks": self.stacks}
        return render("table", caption=self.caption, lines=self._lines(), **looks, **urls)

    def _lines(self) -> list[Sequence[Cell]]:
        """Every cell of the page, line by line; the first line is the head."""
        names, firsts = ("row", "col") if self.across else ("col", "row")
        columns = list(zip(self.columns, self._wordy(), strict=True))
        lines: list[Sequence[Cell]] = [[Cell(head.word, names, head.symbol, wordy=wordy) for head, wordy in columns]]
        for row, texts in zip(self.rows, self.cells(), strict=True):
            cells = zip(columns[1:], row[1:], texts[1:], strict=True)
            lines.append([_first(texts[0], firsts), *(_cell(*column, value, text) for column, value, text in cells)])
        return list(zip(*lines, strict=True)) if self.across else lines

    def _wordy(self) -> list[bool]:
        """Of each column but the first, whether none of its cells is a number: words are read from the left."""
        if self.across:
            return [False] * len(self.columns)
        columns = list(zip(*self.cells(), strict=True))
        return [False, *(not any(map(NUMBER.match, cells)) for cells in columns[1:])]


@dataclass(frozen=True)
class Cell:
    """A cell of the page: its words and symbol; a header's scope; classes of one with heat; is its column all words?"""

    words: str
    scope: str = ""
    symbol: str = ""
    heat: str = ""
    wordy: bool = False


def _first(text: str, scope: str) -> Cell:
    """A row's name."""
    named = NAMED.fullmatch(text)
    return Cell(named[1], scope, symbol=named[2]) if named else Cell(text, scope)


def _cell(column: Column, wordy: bool, value: object, text: str) -> Cell:
    if column.formulas:
        return Cell("", symbol=text.strip("$"), wordy=wordy)
    heat = f"{column.state} {heat_class(float(value))}" if column.state else ""  # type: ignore[arg-type]
    return Cell(text, heat=heat, wordy=wordy)


def _csv(rows: Sequence[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([[f"{v:.12g}" if isinstance(v, float) else v for v in row] for row in rows])
    return out.getvalue()


def csv_path(name: str) -> str:
    """Where a table's numbers can be downloaded."""
    return f"assets/tables/{name}.csv"


def settings_path(name: str) -> str:
    """Where the settings of a comparison's networks can be downloaded."""
    return f"assets/tables/{name}-settings.csv"

"""A table of computed numbers: readable Markdown in the source, an accessible HTML table on the page."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from html import escape

from drawing.palette import heat_class
from drawing.printing import number

NUMBER = re.compile(r"[−-]?[\d.]")


@dataclass(frozen=True)
class Column:
    """A column: a word over its symbol (LaTeX, may be empty), and how its cells are printed.

    `decimals` is None for text. A column with `state` ("h" or "c") shows its values, which lie in (−1, 1), as heat
    cells in a frame of that state's hue.
    """

    word: str
    symbol: str = ""
    decimals: int | None = None
    state: str = ""

    def cell(self, value: object) -> str:
        return str(value) if self.decimals is None else number(float(value), self.decimals)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Table:
    """Columns and rows of one table; the first column names the rows.

    With `download`, readers also get the numbers in full as CSV. With `across`, every column stands as a line of the
    page: time, where rows count it, runs from left to right, and many columns need no more room.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]] = field(default_factory=list)
    download: bool = False
    across: bool = False

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"table {self.caption!r}: expected {len(self.columns)} cells, found {len(row)}: {row}")

    def cells(self) -> list[list[str]]:
        """The printed cells, row by row."""
        return [[column.cell(value) for column, value in zip(self.columns, row, strict=True)] for row in self.rows]

    def wordy(self) -> bool:
        """Whether no cell is a number: words are read from the left."""
        return not any(NUMBER.match(cell) for cells in self.cells() for cell in cells[1:])

    def markdown(self) -> str:
        """The table as it stands in the source, line by line."""
        heads = [f"{c.word} ${c.symbol}$" if c.symbol else c.word for c in self.columns]
        rules = [":--" if c.decimals is None else "--:" for c in self.columns]
        lines = [heads, rules, *self.cells()]
        if self.across:
            first, *others = zip(heads, *self.cells(), strict=True)
            lines = [first, [":--", *["--:"] * len(self.rows)], *others]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)

    def csv(self) -> str:
        """The numbers in full, one line a row, under the words of the columns."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([column.word for column in self.columns])
        writer.writerows([[f"{v:.12g}" if isinstance(v, float) else v for v in row] for row in self.rows])
        return out.getvalue()

    def json(self) -> str:
        """All of it, to be kept and read back by `from_json`."""
        return json.dumps(asdict(self), default=lambda number: number.item())

    @classmethod
    def from_json(cls, text: str) -> "Table":
        """The table that `json` wrote."""
        data = json.loads(text)
        return cls(**data | {"columns": [Column(**column) for column in data["columns"]]})

    def html(self, csv_url: str = "") -> str:
        """The table as it stands on the page: a caption, headers with scope, heat cells by class."""
        head, *body = (f"<tr>{''.join(line)}</tr>" for line in self._lines())
        kind = "nums" + " across" * self.across + " words" * self.wordy()
        return (
            f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(self.caption, quote=True)}">'
            f'<table class="{kind}"><caption>{escape(self.caption)}</caption>'
            f"<thead>{head}</thead><tbody>{''.join(body)}</tbody></table></div>{_download(csv_url)}"
        )

    def _lines(self) -> list[Sequence[str]]:
        """Every cell of the page, line by line; the first line is the head."""
        names, firsts = ("row", "col") if self.across else ("col", "row")
        between = " " if self.across else "<br>"
        lines: list[Sequence[str]] = [[f'<th scope="{names}">{_head(column, between)}</th>' for column in self.columns]]
        for row, texts in zip(self.rows, self.cells(), strict=True):
            cells = zip(self.columns[1:], row[1:], texts[1:], strict=True)
            lines.append([f'<th scope="{firsts}">{escape(texts[0])}</th>', *(_cell(*cell) for cell in cells)])
        return list(zip(*lines, strict=True)) if self.across else lines


def _cell(column: Column, value: object, text: str) -> str:
    if column.state:
        return f'<td class="heat {column.state} {heat_class(float(value))}">{text}</td>'  # type: ignore[arg-type]
    return f"<td>{escape(text)}</td>"


def csv_path(name: str) -> str:
    """Where a table's numbers can be downloaded."""
    return f"assets/tables/{name}.csv"


def _download(url: str) -> str:
    return f'<p class="download"><a href="{url}" download>All digits as CSV</a></p>' if url else ""


def _head(column: Column, between: str) -> str:
    symbol = f'{between}<span class="arithmatex">\\({escape(column.symbol)}\\)</span>' if column.symbol else ""
    return f"{escape(column.word)}{symbol}"

"""The glossary, docs/glossary.yml: its page, the key concepts of the overview, and the terms linked where they first
stand on a step's page, or on one that says `terms: true` in its front matter.

    forget-gate:                       # the anchor on the glossary page
      term: Forget gate
      symbol: $f_t$                    # optional
      definition: How much of …        # one line, whose numbers need a reason
      page: lesson/lstm.md             # where it is explained, with an anchor if that helps
      forms: [forget gate, forget gates]   # optional: how it is written on the pages; else the term itself
      overview: true                   # optional: one of the key concepts on the overview
      fixed: {three gates: they follow}  # optional: numbers that need no check, as on a page
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Any

from checks import numerals
from checks.problems import DocsError, Problem
from checks.source import Docs, of
from checks.yaml_lines import Text, texts

PAGE, SOURCE = "glossary.md", "glossary.yml"
FIELDS = {"term", "symbol", "definition", "page", "forms", "overview", "fixed"}
REQUIRED = {"term", "definition", "page"}
VOID = {"br", "img", "hr", "input", "wbr", "col", "source", "meta", "link"}
DRAWN = re.compile(r"<(svg|math)\b.*?</\1>", re.S)
NOT_PROSE = {"a", "code", "pre", "figure", "table", "summary", "h1", "h2", "h3", "h4", "h5", "h6"}
NOT_PROSE_CLASSES = {"formula", "check", "quiz", "step", "admonition-title", "objective", "arithmatex"}
Render = Callable[[str], str]
Where = Callable[[str], tuple[str, str] | None]  # from `page` to its address and name; None while it is not written


@dataclass(frozen=True)
class Entry:
    """A term. `page` is where it is explained, below docs/; `forms` are the ways in which pages write it."""

    key: str
    term: Text
    definition: Text
    page: Text
    forms: tuple[str, ...]
    symbol: str = ""
    overview: bool = False


def read(docs: Docs) -> dict[str, Entry]:
    """All entries by key, in the order of the file. Raises DocsError for anything malformed."""
    data = docs.data(SOURCE)
    problems = [problem for key, entry in data.items() for problem in _malformed(key, entry)]
    if problems:
        raise DocsError(problems)
    entries = {key: _entry(key, entry) for key, entry in data.items()}
    if repeated := list(_repeated(entries.values())):
        raise DocsError(repeated)
    return entries


def _entry(key: str, data: Mapping[str, Any]) -> Entry:
    forms = tuple(data.get("forms", [data["term"].lower()]))
    symbol, overview = data.get("symbol", ""), bool(data.get("overview"))
    return Entry(key, data["term"], data["definition"], data["page"], forms, symbol, overview)


def _malformed(key: str, data: Any) -> Iterator[Problem]:
    """What is missing, unknown, or a number in one entry."""
    line = min((text.line for text in texts(data)), default=1)
    if not isinstance(data, dict):
        yield Problem(SOURCE, line, key, f"expected a mapping, found {type(data).__name__}")
        return
    for field in sorted(REQUIRED - set(data)):
        yield Problem(SOURCE, line, key, f"{field!r} is missing")
    for field in sorted(set(data) - FIELDS):
        yield Problem(SOURCE, line, key, f"unknown field {field!r}; known are {', '.join(sorted(FIELDS))}")
    shown = [text for field, text in data.items() if field != "fixed"]
    yield from numerals.unaccounted([of(text) for text in texts(shown)], data.get("fixed"))


def _repeated(entries: Iterable[Entry]) -> Iterator[Problem]:
    """A form that two entries claim: only one of them could be linked."""
    owner: dict[str, str] = {}
    for entry in entries:
        for form in entry.forms:
            if owner.setdefault(form.lower(), entry.key) != entry.key:
                message = f"{form!r} belongs to {owner[form.lower()]!r} already"
                yield Problem(SOURCE, entry.term.line, entry.key, message)


def problems(entries: Mapping[str, Entry], pages: Iterable[str]) -> list[Problem]:
    """Entries that are explained on a page which is neither written nor planned."""
    known = set(pages)
    return [
        Problem(SOURCE, entry.page.line, entry.key, f"there is no page {entry.page.partition('#')[0]!r}")
        for entry in entries.values()
        if entry.page.partition("#")[0] not in known
    ]


def concepts_html(entries: Mapping[str, Entry], render: Render) -> str:
    """The key concepts of the overview as a definition list."""
    shown = [entry for entry in entries.values() if entry.overview]
    items = "".join(f"<dt>{entry.term}</dt><dd>{render(entry.definition)}</dd>" for entry in shown)
    return f'<dl class="concepts">{items}</dl>'


def html(entries: Mapping[str, Entry], render: Render, where: Where) -> str:
    """The page: every term in the order of the alphabet, its symbol, and where it is explained."""
    items = []
    for entry in sorted(entries.values(), key=lambda entry: entry.term.casefold()):
        symbol = f" {render(entry.symbol)}" if entry.symbol else ""
        place = where(entry.page)
        link = f' <a href="{place[0]}">{escape(place[1])}</a>' if place else ""
        head = f"<dt>{escape(entry.term)}{symbol}</dt>"
        items.append(f'<div id="{entry.key}">{head}<dd>{render(entry.definition)}{link}</dd></div>')
    return f'<dl class="glossary">{"".join(items)}</dl>'


# --- terms at their first use on a page -----------------------------------------------------------------------------


def linked(page: str, entries: Mapping[str, Entry], address: str) -> str:
    """A page's HTML in which each term leads to its entry where it first stands in running text.

    Headings, links, code, formulas, figures, tables and questions are left alone; a place in a collapsed block is
    taken only for a term that the open page does not hold.
    """
    owner = {_plain(form): entry for entry in entries.values() for form in entry.forms}
    pattern = _pattern(owner)
    places: dict[str, tuple[bool, int, int]] = {}
    for start, text, collapsed in _prose(page):
        for match in pattern.finditer(text):
            key = owner[_plain(match[0])].key
            place = (collapsed, start + match.start(), start + match.end())
            places[key] = min(places.get(key, place), place)
    for key, (_, start, end) in sorted(places.items(), key=lambda item: -item[1][1]):
        opening = f'<a class="term" href="{address}#{key}" title="{escape(entries[key].definition)}">'
        page = f"{page[:start]}{opening}{page[start:end]}</a>{page[end:]}"
    return page


def _plain(form: str) -> str:
    return " ".join(form.split()).lower()


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """The longest form first, so that "forget gate" is not taken for "gate"."""
    words = (re.escape(form).replace(r"\ ", r"\s+") for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.I)


class _Prose(HTMLParser):
    """Collects the runs of text that may hold links, with their positions."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.starts = [0, *(match.end() for match in re.finditer("\n", html))]
        self.found: list[tuple[int, str, bool]] = []
        self.skipped: list[str] = []
        self.collapsed = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        classes = set((dict(attrs).get("class") or "").split())
        if self.skipped or tag in NOT_PROSE or classes & NOT_PROSE_CLASSES:
            self.skipped.append(tag)
        else:
            self.collapsed += tag == "details"

    def handle_endtag(self, tag: str) -> None:
        if not self.skipped:
            self.collapsed -= tag == "details"
        elif tag == self.skipped[-1]:
            self.skipped.pop()

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            line, column = self.getpos()
            self.found.append((self.starts[line - 1] + column, data, self.collapsed > 0))


def _prose(html: str) -> list[tuple[int, str, bool]]:
    html = DRAWN.sub(lambda found: "\0" * len(found[0]), html)  # nothing in it is prose, and to parse it takes long
    reader = _Prose(html)
    reader.feed(html)
    reader.close()
    return reader.found

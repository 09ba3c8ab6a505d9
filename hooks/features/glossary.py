"""The glossary, docs/data/glossary.yml: its page, the overview's key concepts, and the terms linked where they first
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
from typing import Any

from bs4 import Tag
from bs4.element import NavigableString
from checks import numerals
from checks.fields import TEXTS, Fields
from checks.problems import DocsError, Problem
from checks.source import Docs, of
from checks.yaml_lines import Text, line_of
from checks.yaml_lines import texts as texts_of
from drawing import fragments
from drawing.html_tree import classes, element, texts
from markupsafe import Markup

PAGE, SOURCE = "glossary.md", "data/glossary.yml"
FIELDS = Fields(
    {"term": str, "definition": str, "page": str},
    {"symbol": str, "forms": TEXTS, "overview": bool, "fixed": dict},
)
NOT_PROSE = {"a", "code", "pre", "svg", "math", "figure", "table", "summary", "h1", "h2", "h3", "h4", "h5", "h6"}
NOT_PROSE_CLASSES = {"formula", "check", "quiz", "step", "admonition-title", "objective", "arithmatex"}
Render = Callable[[str], Markup]
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
    data = docs.data(SOURCE, dict)
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


def _malformed(key: Text, data: Any) -> Iterator[Problem]:
    """What is missing, unknown, or a number in one entry."""
    if messages := FIELDS.wrong(data):
        yield from (Problem(SOURCE, line_of(data) if isinstance(data, dict) else key.line, key, m) for m in messages)
        return
    shown = [text for field, text in data.items() if field != "fixed"]
    yield from numerals.unaccounted([of(text) for text in texts_of(shown)], data.get("fixed"))


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


def concepts_html(entries: Mapping[str, Entry], render: Render) -> Markup:
    """The key concepts of the overview as a definition list."""
    return fragments.render("concepts", entries=[e for e in entries.values() if e.overview], render=render)


def html(entries: Mapping[str, Entry], render: Render, where: Where) -> Markup:
    """The page: every term in the order of the alphabet, its symbol, and where it is explained."""
    ordered = sorted(entries.values(), key=lambda entry: entry.term.casefold())
    return fragments.render("glossary", entries=[(entry, where(entry.page)) for entry in ordered], render=render)


# --- terms at their first use on a page -----------------------------------------------------------------------------


def link_terms(tree: Tag, entries: Mapping[str, Entry], address: str) -> None:
    """Lead from each term of a page to its entry, where it first stands in running text.

    Headings, links, code, formulas, figures, tables and questions are left alone; a place in a collapsed block is
    taken only for a term that the open page does not hold.
    """
    owner = {_plain(form): entry for entry in entries.values() for form in entry.forms}
    pattern, runs = _pattern(owner), list(prose(tree))
    places: dict[str, tuple[bool, int, int, int]] = {}
    for number, text in enumerate(runs):
        for match in pattern.finditer(text):
            key = owner[_plain(match[0])].key
            place = (is_collapsed(text), number, *match.span())
            places[key] = min(places.get(key, place), place)
    for number, text in enumerate(runs):
        found = sorted((start, end, key) for key, (_, run, start, end) in places.items() if run == number)
        if found:
            text.replace_with(*_with_links(text, found, entries, address))


def _with_links(
    text: str, found: Iterable[tuple[int, int, str]], entries: Mapping[str, Entry], address: str
) -> Iterator[Tag | NavigableString]:
    done = 0
    for start, end, key in found:
        yield NavigableString(text[done:start])
        yield element("a", text[start:end], class_="term", href=f"{address}#{key}", title=str(entries[key].definition))
        done = end
    yield NavigableString(text[done:])


def prose(tree: Tag) -> Iterator[NavigableString]:
    """The texts of a page that may hold links."""
    return texts(tree, lambda tag: tag.name in NOT_PROSE or bool(NOT_PROSE_CLASSES & classes(tag)))


def is_collapsed(text: NavigableString) -> bool:
    """Whether a text lies in a block that opens with a click."""
    return any(parent.name == "details" for parent in text.parents)


def _plain(form: str) -> str:
    return " ".join(form.split()).lower()


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """The longest form first, so that "forget gate" is not taken for "gate"."""
    words = (re.escape(form).replace(r"\ ", r"\s+") for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.I)

"""The papers that the site stands on: docs/data/references.yml, the links that cite them, and the page that lists them.

A page cites with a plain Markdown link, `[Elman, 1990](../references.md#elman-1990)`, which any viewer of the source
can follow too. On the built page each such link gets an id, and the list of references leads back to it.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bs4 import Tag
from checks import numerals
from checks.fields import TEXTS, Fields
from checks.problems import DocsError, Problem, unknown
from checks.source import Docs, Source, of
from checks.yaml_lines import Text
from drawing.fragments import render
from markupsafe import Markup

PAGE, SOURCE = "references.md", "data/references.yml"
CITATION = re.compile(r"\[(?P<words>[^\]\[]*)\]\((?:\.\./)*references\.md#(?P<key>[^)\s]*)\)")
ADDRESSES = {"arxiv": "https://arxiv.org/abs/", "doi": "https://doi.org/", "url": ""}
FIELDS = Fields(
    {"authors": TEXTS, "year": int, "title": str, "venue": str, "why": str},
    {**dict.fromkeys(ADDRESSES, str), "fixed": dict},
)
Link = Callable[[str], str]  # from the path of a source to its address, as seen from the page that links


@dataclass(frozen=True)
class Reference:
    """One work: authors as "Surname, Initials", its addresses, and why a reader of this site should open it."""

    key: str
    authors: tuple[str, ...]
    year: int
    title: str
    venue: str
    why: str
    arxiv: str = ""
    doi: str = ""
    url: str = ""

    @property
    def order(self) -> tuple[str, int, str]:
        """References are sorted by their first author, then by year."""
        return self.authors[0].casefold(), self.year, self.title

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Where it can be read: what the link says, and where it leads."""
        for kind, head in ADDRESSES.items():
            if value := getattr(self, kind):
                name = {"arxiv": f"arXiv {value}", "doi": f"doi {value}", "url": "online"}[kind]
                yield name.replace(" ", "\N{NO-BREAK SPACE}"), head + value


@dataclass(frozen=True)
class Place:
    """A link that cites: on which page, under which title, and the id it gets there."""

    page: str
    title: str
    anchor: str


def read(docs: Docs) -> dict[str, Reference]:
    """All references, in the order in which they are listed. Raises DocsError for one that is incomplete."""
    data = docs.data(SOURCE, dict)
    if problems := [problem for key, entry in data.items() for problem in _malformed(key, entry)]:
        raise DocsError(problems)
    found = [_reference(key, entry) for key, entry in data.items()]
    return {reference.key: reference for reference in sorted(found, key=lambda r: r.order)}


def _reference(key: Text, entry: Mapping[str, Any]) -> Reference:
    known = {field: value for field, value in entry.items() if field not in ("authors", "fixed")}
    return Reference(key, tuple(entry["authors"]), **known)


def _malformed(key: Text, entry: Any) -> Iterator[Problem]:
    """What is wrong with one entry of the file, or a number in its sentence."""
    if messages := FIELDS.wrong(entry) or _wrong(key, entry):
        yield from (Problem(SOURCE, key.line, key, message) for message in messages)
    else:
        yield from numerals.unaccounted([of(entry["why"])], entry.get("fixed"))


def _wrong(key: Text, entry: Mapping[str, Any]) -> list[str]:
    """What is wrong with one whose fields are as they should be."""
    messages = []
    if not any(kind in entry for kind in ADDRESSES):
        messages.append(f"needs an address: {', '.join(ADDRESSES)}")
    if not re.fullmatch(rf"[a-z-]+-{entry['year']}[a-z]?", key):
        messages.append(f"a key is the first author and the year, such as elman-{entry['year']}")
    return messages


def problems(references: Mapping[str, Reference], pages: Mapping[str, Source]) -> list[Problem]:
    """Citations of what is not listed, and those whose words name another year than the reference has."""
    return [
        problem for page in pages.values() for link in _links(page) for problem in _wrong_link(page, link, references)
    ]


def _wrong_link(page: Source, link: re.Match[str], references: Mapping[str, Reference]) -> Iterator[Problem]:
    key, line = link["key"], page.line_at(link.start())
    if key not in references:
        yield unknown(page.path, line, "reference", key, references)
        return
    for year in re.findall(r"\b(?:19|20)\d\d\b", link["words"]):
        if year != str(references[key].year):
            yield Problem(page.path, line, key, f"expected {references[key].year}, found {year}")


def citations(page: Source) -> list[str]:
    """The keys that a page cites, in order; nothing in a code fence counts."""
    return [link["key"] for link in _links(page)]


def _links(page: Source) -> Iterator[re.Match[str]]:
    return CITATION.finditer(page.outside)


def places(pages: Mapping[str, Source]) -> dict[str, list[Place]]:
    """Every place that cites, by key: page by page, from top to bottom."""
    found: dict[str, list[Place]] = {}
    for path, page in pages.items():
        counted: dict[str, int] = {}
        for key in citations(page) if path != PAGE else []:
            counted[key] = counted.get(key, 0) + 1
            found.setdefault(key, []).append(Place(path, page.title, _anchor(key, counted[key])))
    return found


def uncited(pages: Mapping[str, Source], references: Mapping[str, Reference]) -> list[str]:
    """The references that no page cites."""
    cited = places(pages)
    return [key for key in references if key not in cited]


def _anchor(key: str, count: int) -> str:
    return f"cite-{key}" if count == 1 else f"cite-{key}-{count}"


def mark_citations(tree: Tag, address: str, references: Mapping[str, Reference]) -> None:
    """Make the citations of a page places to come back to, which say in a title what they cite.

    `address` is the list's, as seen from the page.
    """
    counted: dict[str, int] = {}
    for link in tree.find_all("a"):
        page, _, key = str(link.get("href", "")).partition("#")
        if page == address and key:
            counted[key] = counted.get(key, 0) + 1
            link["id"] = _anchor(key, counted[key])
            if key in references:
                link["title"] = _in_short(references[key])


def _in_short(one: Reference) -> str:
    """A work in one line."""
    return f"{_people(one.authors)} ({one.year}). {one.title.rstrip('.')}. {one.venue}."


# --- the list ------------------------------------------------------------------------------------------------------


def list_html(references: Mapping[str, Reference], cited: Mapping[str, list[Place]], link: Link) -> Markup:
    """All references: who, when, what and where; why to read it; and the places that cite it."""
    items = [(one, _people(one.authors), list(_back(cited.get(key, []), link))) for key, one in references.items()]
    return render("references", references=items)


def some_html(references: Mapping[str, Reference], keys: Collection[str]) -> Markup:
    """The references with these keys, without the places that cite them."""
    return list_html({key: reference for key, reference in references.items() if key in keys}, {}, str)


def _people(authors: tuple[str, ...]) -> str:
    """All authors, up to five; of more, the first and "et al."."""
    if len(authors) > 5:
        return f"{authors[0]} et al."
    return authors[0] if len(authors) == 1 else f"{', '.join(authors[:-1])} & {authors[-1]}"


def _back(cited: list[Place], link: Link) -> Iterator[tuple[str, str]]:
    """The citing places, address and words; a page that cites more than once is named once, its others are numbered."""
    pages = [place.page for place in cited]
    for k, place in enumerate(cited):
        before = pages[:k].count(place.page)
        yield f"{link(place.page)}#{place.anchor}", f"place {before + 1}" if before else place.title

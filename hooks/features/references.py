"""The papers that the site stands on: docs/references.yml, the links that cite them, and the page that lists them.

A page cites with a plain Markdown link, `[Elman, 1990](../references.md#elman-1990)`, which any viewer of the source
can follow too. On the built page each such link gets an id, and the list of references leads back to it.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bs4 import Tag
from checks import numerals
from checks.contract import front_matter
from checks.markers import blank_out, fences, line_of
from checks.problems import Problem, unknown
from checks.yaml_lines import Text, load
from drawing.fragments import render
from markupsafe import Markup

PAGE, SOURCE = "references.md", "references.yml"
CITATION = re.compile(r"\[(?P<words>[^\]\[]*)\]\((?:\.\./)*references\.md#(?P<key>[^)\s]*)\)")
ADDRESSES = {"arxiv": "https://arxiv.org/abs/", "doi": "https://doi.org/", "url": ""}
NEEDED, OPTIONAL = ("authors", "year", "title", "venue", "why"), tuple(ADDRESSES)
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
                yield {"arxiv": f"arXiv {value}", "doi": f"doi {value}", "url": "online"}[kind], head + value


@dataclass(frozen=True)
class Place:
    """A link that cites: on which page, under which title, and the id it gets there."""

    page: str
    title: str
    anchor: str


def read(docs: Path) -> dict[str, Reference]:
    """All references, in the order in which they are listed. Incomplete ones are left to `problems`."""
    found = [_reference(key, entry) for key, entry in _data(docs).items() if not _wrong(key, entry)]
    return {reference.key: reference for reference in sorted(found, key=lambda r: r.order)}


def _data(docs: Path) -> dict[Text, dict]:
    path = docs / SOURCE
    return load(path.read_text("utf-8"), SOURCE) or {} if path.exists() else {}


def _reference(key: str, entry: Mapping) -> Reference:
    addresses = {kind: str(entry[kind]) for kind in OPTIONAL if kind in entry}
    return Reference(key, tuple(entry["authors"]), *(entry[field] for field in NEEDED[1:]), **addresses)


def _wrong(key: Text, entry: Mapping) -> str:
    """What is wrong with one entry of the file, or nothing."""
    if missing := [field for field in NEEDED if not entry.get(field)]:
        return f"{missing[0]} is missing"
    if strange := [field for field in entry if field not in NEEDED + OPTIONAL]:
        return f"unknown field {strange[0]}"
    if not any(kind in entry for kind in OPTIONAL):
        return f"needs an address: {', '.join(OPTIONAL)}"
    if unquoted := [kind for kind in OPTIONAL if kind in entry and not isinstance(entry[kind], str)]:
        return f"{unquoted[0]}: put it in quotation marks, or YAML reads a number"
    if not re.fullmatch(rf"[a-z-]+-{entry['year']}[a-z]?", key):
        return f"a key is the first author and the year, such as elman-{entry['year']}"
    return ""


def problems(docs: Path, texts: Mapping[str, str]) -> list[Problem]:
    """Incomplete references, unchecked numbers in their sentences, and citations of what is not listed."""
    data, found = _data(docs), []
    for key, entry in data.items():
        if message := _wrong(key, entry):
            found.append(Problem(SOURCE, key.line, key, message))
        else:
            loose = numerals.numerals(entry["why"], [])
            found += [Problem(SOURCE, entry["why"].line, n.text, "a number that nothing checks") for n in loose]
    for page, text in texts.items():
        found += [unknown(page, line, "reference", key, data) for key, line in citations(text) if key not in data]
        found += _wrong_years(page, text, data)
    return found


def _wrong_years(page: str, text: str, data: Mapping[str, Mapping]) -> list[Problem]:
    """Citations whose words name another year than the reference has."""
    return [
        Problem(
            page, line_of(text, match.start()), match["key"], f"expected {data[match['key']].get('year')}, found {year}"
        )
        for match in _links(text)
        for year in re.findall(r"\b(?:19|20)\d\d\b", match["words"])
        if match["key"] in data and year != str(data[match["key"]].get("year"))
    ]


def citations(text: str) -> list[tuple[str, int]]:
    """The keys that a page cites, each with its line, in order; nothing in a code fence counts."""
    return [(match["key"], line_of(text, match.start())) for match in _links(text)]


def _links(text: str) -> Iterator[re.Match[str]]:
    return CITATION.finditer(blank_out(text, [(fence.start, fence.end) for fence in fences(text)]))


def places(texts: Mapping[str, str]) -> dict[str, list[Place]]:
    """Every place that cites, by key: page by page, from top to bottom."""
    found: dict[str, list[Place]] = {}
    for page, text in texts.items():
        counted: dict[str, int] = {}
        for key, _ in citations(text) if page != PAGE else []:
            counted[key] = counted.get(key, 0) + 1
            title = str(front_matter(text).get("title", page))
            found.setdefault(key, []).append(Place(page, title, _anchor(key, counted[key])))
    return found


def uncited(texts: Mapping[str, str], references: Mapping[str, Reference]) -> list[str]:
    """The references that no page cites."""
    cited = places(texts)
    return [key for key in references if key not in cited]


def _anchor(key: str, count: int) -> str:
    return f"cite-{key}" if count == 1 else f"cite-{key}-{count}"


def mark_citations(tree: Tag, address: str) -> None:
    """Make the citations of a page places to come back to; `address` is the list's, as seen from the page."""
    counted: dict[str, int] = {}
    for link in tree.find_all("a"):
        page, _, key = str(link.get("href", "")).partition("#")
        if page == address and key:
            counted[key] = counted.get(key, 0) + 1
            link["id"] = _anchor(key, counted[key])


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
        yield f"{link(place.page)}#{place.anchor}", f"again ({before + 1})" if before else place.title

"""What the search knows of a page: its name in the navigation, sections as they read, and the words that people type.

docs/data/search.yml lists for a page the words by which it should be found first, besides those that stand on it: plain
names, plurals, notation as it is typed.

    lesson/lstm.md:
      - LSTM LSTMs long short term memory
      - c_t f_t forget gate
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from checks.problems import DocsError, Problem
from checks.source import Docs
from checks.yaml_lines import line_of
from features.glossary import Entry

SOURCE = "data/search.yml"
FIELD = "words"  # of an entry of the index: searched, never shown; mkdocs.yml says how much it weighs
Found = dict[str, Any]  # an entry of the index: location, title, text


@dataclass(frozen=True)
class Described:
    """A page as the navigation and its front matter describe it."""

    url: str
    name: str
    description: str = ""


def read(docs: Docs) -> dict[str, str]:
    """The words of each page. Raises DocsError for a page that is not there, and for what is no list of texts."""
    data, problems = docs.data(SOURCE, dict), []
    known = {*docs.pages, *docs.notebooks}
    for page, words in data.items():
        if page not in known:
            problems.append(Problem(SOURCE, line_of(data), page, "there is no such page"))
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            problems.append(Problem(SOURCE, line_of(data), page, "expected a list of words"))
    if problems:
        raise DocsError(problems)
    return {page: " ".join(words) for page, words in data.items()}


def entries(page: Described, found: Iterable[Found], words: str) -> list[Found]:
    """The entries of one page: what its head and its first section hold is one, under the name that the navigation has.

    A page whose text is left out of the index keeps an entry with its description.
    """
    first, *others = [*found] or [{"title": page.name, "text": ""}]
    if others and others[0]["title"] == first["title"]:
        second = others.pop(0)
        first = first | {"text": f"{first['text']} {second['text']}".strip()}
    title = page.name if first["title"] in ("", page.name) else f"{page.name}: {first['title']}"
    made = first | {"location": page.url, "title": title, "text": first["text"] or page.description}
    return [made | ({FIELD: words} if words else {}), *others]


def of_terms(page: Described, terms: Mapping[str, Entry], words: str) -> list[Found]:
    """The entries of the glossary: one a term, found by every form of it."""
    each = [
        {
            "location": f"{page.url}#{key}",
            "title": str(term.term),
            "text": str(term.definition),
            FIELD: " ".join(term.forms),
        }
        for key, term in sorted(terms.items())
    ]
    return [{"location": page.url, "title": page.name, "text": page.description, FIELD: words}, *each]

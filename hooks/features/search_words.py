"""What the search knows of a page: its name in the navigation, sections as they read, and the words that people type.

docs/data/search.yml lists for a page the words by which it should be found first, besides those that stand on it: plain
names, notation as it is typed. A plural finds what its singular finds: see publish/plurals.py.

    lesson/lstm.md:
      - LSTM long short term memory
      - c_t f_t forget gate
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from checks.problems import DocsError, Problem
from checks.source import Docs
from checks.yaml_lines import line_of
from drawing import maths_words
from features.glossary import Entry

SOURCE = "data/search.yml"
FIELD = "words"  # of an entry of the index: searched, never shown; mkdocs.yml says how much it weighs
FORMULA = re.compile(r"<math\b.*?</math>", re.S)
# What is no part of a sentence: what a collapsed block holds, and the numbers of a table below its caption.
HELD, NUMBERS = re.compile(r'<small class="inside">.*?</small>', re.S), re.compile(r"(</caption>).*?(?=</table>)", re.S)
BLOCK = re.compile(r"<(?=(?:br|caption|d[dlt]|details|div|figcaption|figure|li|p|small|summary|t[dhr])\b)")
ENDS = (  # what of a table or a list of terms ends there, and what is read in place of its border
    (re.compile(r"(</t[dh]>)\s*(?=<t[dh]\b)"), r"\1 · "),
    (re.compile(r"(</caption>)"), r"\1. "),
    (re.compile(r"(</t[dh]>)(?<!\.</t[dh]>)\s*(?=</tr>)"), r"\1. "),
    (re.compile(r"(</dt>)"), r"\1: "),
    (re.compile(r"(</dd>)\s*(?=<d)"), r"\1; "),
)
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


def spoken(html: str) -> str:
    """A page for the search to read: words that stand apart are apart, and a formula is one line, as it is typed."""
    text = NUMBERS.sub(r"\1", HELD.sub("", FORMULA.sub(lambda found: _line(found[0]), html)))
    for end, read in ENDS:
        text = end.sub(read, text)
    return BLOCK.sub(" <", text)


@cache
def _line(formula: str) -> str:
    return escape(maths_words.line(ET.fromstring(formula)), quote=False)


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

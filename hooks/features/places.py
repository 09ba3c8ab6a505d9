"""Every place of a page can be pointed at, and what a word or a citation means is told where it stands.

Headings, collapsed blocks and figures have an id and a link to themselves; a collapsed block says what is in it; terms
and citations are links, which a script lets tell their title first.
"""

import re
import unicodedata
from collections.abc import Iterator

from bs4 import Tag
from drawing.html_tree import classes, element, ids, texts
from features.reading_time import READ_A_MINUTE

HEADINGS = ["h2", "h3", "h4"]
INSIDE = {"figure": "figure", "pre": "code", "table": "table"}  # what a block may hold, and what it is called
A_GLANCE = 40  # words that are read sooner than their minutes
DRAWN = {"svg", "math"}  # their markup is one long text, and none of it is read as words
PLAIN = re.compile(r"[^a-z0-9]+")


def link_places(tree: Tag) -> None:
    """Give every collapsed block an id, and every heading, block and figure with an id a link to itself.

    A heading that is a link leads where it says.
    """
    taken = ids(tree)
    for block in _blocks(tree):
        if "id" not in block.attrs:
            block["id"] = _free(_slug(_summary(block).get_text()), taken)
    for heading in tree.find_all(HEADINGS):
        if "id" in heading.attrs and not _in_question(heading) and not heading.find("a", href=True):
            heading.append(_link(str(heading["id"])))
    for block in _blocks(tree):
        _summary(block).insert_after(_link(str(block["id"])))
    for figure in tree.find_all("figure", id=True):
        if figure.figcaption:
            figure.figcaption.append(_link(str(figure["id"])))


def tell_contents(tree: Tag) -> None:
    """Say of every collapsed block how long it takes to read, if it is more than a line or two, and what is in it."""
    for block in _blocks(tree):
        inside = " · ".join(_contents(block))
        if inside and "success" not in classes(block):
            summary = _summary(block)
            if summary.find(True):  # a title with code in it is one piece, as wide as its words
                title = element("span")
                title.extend(list(summary.contents))
                summary.append(title)
            summary.append(element("small", inside, class_="inside"))


def _contents(block: Tag) -> Iterator[str]:
    words = sum(len(text.split()) for text in texts(block, lambda tag: tag.name in DRAWN))
    if words > A_GLANCE:
        yield f"{max(1, round(words / READ_A_MINUTE))} min"
    yield from (name for tag, name in INSIDE.items() if block.find(tag))


def tell_in_place(tree: Tag, citations: str) -> None:
    """Wrap the terms and the citations that say in their title what they mean; `citations` is the list's address."""
    for link in tree.find_all("a", title=True):
        if "term" in classes(link) or str(link.get("href", "")).startswith(f"{citations}#"):
            note = element("rnn-note")
            link.replace_with(note)
            note.append(link)


def _blocks(tree: Tag) -> list[Tag]:
    """The blocks that open with a click, but for the reasons of a question."""
    return [block for block in tree.find_all("details") if block.summary and not _in_question(block)]


def _summary(block: Tag) -> Tag:
    assert block.summary is not None
    return block.summary


def _in_question(tag: Tag) -> bool:
    return any("check" in classes(parent) for parent in tag.parents)


def _link(place: str) -> Tag:
    return element("a", class_="headerlink", href=f"#{place}", **{"aria-label": "Link to this place"})


def _slug(words: str) -> str:
    letters = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return PLAIN.sub("-", letters).strip("-") or "block"


def _free(wanted: str, taken: set[str]) -> str:
    """That id, or with a number behind it: no other element may have it."""
    count, name = 1, wanted
    while name in taken:
        count += 1
        name = f"{wanted}-{count}"
    taken.add(name)
    return name

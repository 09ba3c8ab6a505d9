"""The HTML of a page as a tree: read once, changed by every feature, written once.

Drawings, formulas and blocks of code are kept as they are written, letter by letter, as one text inside their element.
No feature looks for words or links in them, an HTML tree would lose the case of `viewBox` and the elements that close
themselves, and most of a page need not be parsed. What is inside a drawing or a formula is XML: see `drawn`.
"""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.builder._htmlparser import BeautifulSoupHTMLParser, HTMLParserTreeBuilder
from bs4.element import NavigableString, PageElement
from bs4.formatter import HTMLFormatter

AS_WRITTEN = ("svg", "math", "pre")
XLINK = "http://www.w3.org/1999/xlink"
HREF = f"{{{XLINK}}}href"
ET.register_namespace("xlink", XLINK)
CASE = {name.lower(): name for name in ("viewBox", "preserveAspectRatio")}  # of a drawing's own attributes


class _Parser(BeautifulSoupHTMLParser):
    CDATA_CONTENT_ELEMENTS = (*BeautifulSoupHTMLParser.CDATA_CONTENT_ELEMENTS, *AS_WRITTEN)  # type: ignore[misc]


class _Builder(HTMLParserTreeBuilder):
    def feed(self, markup: Any, _parser_class: type[BeautifulSoupHTMLParser] = _Parser) -> None:
        super().feed(markup, _parser_class)


class _Formatter(HTMLFormatter):
    """Attributes in their order; one that holds double quotation marks, such as JSON, stands in single ones."""

    def attributes(self, tag: Tag) -> Iterable[tuple[str, Any]]:
        names = CASE if tag.name == "svg" else {}
        return [(names.get(key, key), None if value == "" else value) for key, value in tag.attrs.items()]

    def attribute_value(self, value: str) -> str:
        return value.replace("&", "&amp;").replace("<", "&lt;")

    @classmethod
    def quoted_attribute_value(cls, value: str) -> str:
        return "'" + value.replace("'", "&#39;") + "'" if '"' in value else f'"{value}"'


FORMATTER = _Formatter(
    entity_substitution=lambda text: escape(text, quote=False),
    void_element_close_prefix="",
    cdata_containing_tags={"script", "style", *AS_WRITTEN},
)


def parse(html: str) -> BeautifulSoup:
    """The tree of a page, or of a piece of one."""
    builder = _Builder(multi_valued_attributes=None, preserve_whitespace_tags={"code", "textarea"})
    return BeautifulSoup(str(html), builder=builder)  # the parser is slow where every slice is Markup again


def written(tree: Tag) -> str:
    """A tree as HTML."""
    return tree.decode(formatter=FORMATTER)


def element(name: str, *content: PageElement | str, **attributes: str) -> Tag:
    """A new element; an underscore behind an attribute's name is dropped, as in `class_`."""
    made = Tag(name=name, attrs={key.rstrip("_"): value for key, value in attributes.items()})
    made.extend([NavigableString(part) if type(part) is str else part for part in content])
    return made


def classes(tag: Tag) -> set[str]:
    """The classes of an element."""
    return set(str(tag.get("class", "")).split())


def of_class(tree: Tag, name: str, *tags: str) -> list[Tag]:
    """All elements with a class, among those of these names."""
    return [tag for kind in tags for tag in tree.find_all(kind) if name in classes(tag)]


def ids(tree: Tag) -> set[str]:
    """Every id of a page that a link may lead to; those inside drawings are their own affair."""
    return {str(tag["id"]) for tag in tree.find_all(True) if "id" in tag.attrs}


def texts(tree: Tag, skip: Callable[[Tag], bool]) -> Iterator[NavigableString]:
    """The texts of a tree from its beginning to its end, but for what lies in skipped elements."""
    for child in tree.contents:
        if isinstance(child, Tag):
            if not skip(child):
                yield from texts(child, skip)
        elif type(child) is NavigableString:  # a comment or a script is of another type
            yield child


def drawn(tag: Tag) -> ET.Element:
    """What is inside a drawing or a formula, below an element of its own. Raises ValueError where it is no XML."""
    try:
        return ET.fromstring(f'<drawn xmlns:xlink="{XLINK}">{tag.string or ""}</drawn>')
    except ET.ParseError as error:
        raise ValueError(f"what is inside {written(tag)[:80]!r} is no XML: {error}") from None


def draw(tag: Tag, inside: ET.Element) -> None:
    """Put back what `drawn` took out."""
    wrapped = ET.tostring(inside, encoding="unicode")
    tag.string = wrapped[wrapped.index(">") + 1 : wrapped.rindex("<")]

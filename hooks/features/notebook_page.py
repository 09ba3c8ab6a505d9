"""From the HTML of mkdocs-jupyter, which brings half a megabyte of its own style, to a page like all others.

Only the pieces are taken: prose, code, output. Code gets the classes of our own code blocks, LaTeX becomes MathML, and
no script, style or address of an outside host is among them.
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from posixpath import join, normpath

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement
from drawing.figure import Figure
from drawing.fragments import render
from drawing.html_tree import classes, of_class, parse, texts
from drawing.maths import formula
from features.notebooks import FOLDER, download_path
from markupsafe import Markup

Piece = tuple[str, Tag]  # what kind it is, and the element around it
BLOCK_MATHS = re.compile(r"\s*\$\$(.+?)\$\$\s*", re.S)  # in a paragraph of its own, which it replaces
INLINE_MATHS = re.compile(r"\$([^$\n]+)\$")


class OutputError(ValueError):
    """Output that the site does not show. `cell` is the code cell that it is of, counted from 1."""

    def __init__(self, cell: int, message: str) -> None:
        self.cell = cell
        super().__init__(message)


def page(html: str) -> BeautifulSoup:
    """The cells of a notebook that ran, one after the other, as the rest of the site would have them.

    Raises:
        OutputError: a kind of output that the site does not show, such as what a cell wrote to stderr: a warning.
    """
    tree, cell = parse(""), 0
    for kind, group in groupby(_pieces(parse(html)), itemgetter(0)):
        pieces = [piece for _, piece in group]
        cell += len(pieces) if kind == "code" else 0
        tree.extend(list(_made(kind, pieces, cell)))
    return tree


def _pieces(tree: Tag) -> Iterator[Piece]:
    """Every cell's prose, code and outputs, in order."""
    for tag in tree.find_all("div", recursive=False):
        kind = "code" if "highlight-ipynb" in classes(tag) else str(tag.get("data-mime-type", ""))
        if kind:
            yield kind, tag
        else:
            yield from _pieces(tag)


def _made(kind: str, pieces: list[Tag], cell: int) -> Iterator[PageElement]:
    """Neighbouring pieces of one kind; what a cell prints arrives in as many as the sender happened to make."""
    if kind == "text/plain":
        yield from _code("text", "".join(map(_preformatted, pieces)))
        return
    for piece in pieces:
        if kind == "text/markdown":
            yield from _prose(piece)
        elif kind == "code":
            yield from _code("python", _preformatted(piece).removeprefix("<span></span>"))
        elif kind == "text/html" and (plot := piece.find("div", attrs={"data-figure": True})):
            yield from parse(Figure.from_json(str(plot["data-figure"])).html(str(plot["data-name"]))).contents
        else:
            raise OutputError(cell, f"a cell has output of the kind {kind}: {piece.decode_contents().strip()}")


def _preformatted(piece: Tag) -> str:
    """What is inside a piece's <pre>, as it is written there."""
    return "".join(str(pre.string or "") for pre in piece.find_all("pre"))


def _code(language: str, code: str) -> list[PageElement]:
    return parse(render("notebook/code", language=language, code=Markup(code))).contents


def _prose(cell: Tag) -> list[PageElement]:
    """A Markdown cell: without anchors beside the headings, its LaTeX as MathML. Raises MathsError."""
    for anchor in of_class(cell, "anchor-link", "a"):
        anchor.decompose()
    for paragraph in cell.find_all("p"):
        if block := BLOCK_MATHS.fullmatch(paragraph.get_text()):
            paragraph.replace_with(formula(block[1], block=True))
    for text in list(texts(cell, lambda tag: tag.name in ("code", "pre", "svg", "math"))):
        between = INLINE_MATHS.split(text)
        if len(between) > 1:
            text.replace_with(
                *(formula(t, block=False) if k % 2 else NavigableString(t) for k, t in enumerate(between))
            )
    return cell.contents


def meta(tree: Tag) -> dict[str, object]:
    """What other pages say in their front matter; the description is the first paragraph: what the reader will do."""
    title, description = (" ".join(tag.get_text().split()) if (tag := tree.find(name)) else "" for name in ("h1", "p"))
    return {"title": title, "description": description, "hide": ["toc"], "search": {"exclude": True}}


def complete(tree: Tag, path: str, link: Callable[[str], str]) -> None:
    """Resolve the links to pages, and offer the notebook itself below the lead."""
    for found in tree.find_all("a", href=True):
        target, _, anchor = str(found["href"]).partition("#")
        if target and not target.startswith(("http:", "https:")):
            found["href"] = link(normpath(join(FOLDER, target))) + (f"#{anchor}" if anchor else "")
    if lead := tree.find("p"):
        lead.insert_after(*parse(render("notebook/offer", address=link(download_path(path)))).contents)

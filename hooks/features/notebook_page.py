"""From the HTML of mkdocs-jupyter, which brings half a megabyte of its own style, to a page like all others.

Only the pieces are taken: prose, code, output. Code gets the classes of our own code blocks, LaTeX the spans that
hooks/drawing/maths.py knows, and no script, style or address of an outside host is among them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape
from html.parser import HTMLParser
from itertools import groupby
from operator import itemgetter
from posixpath import join, normpath

from drawing.maths import convert_html
from features.notebooks import FOLDER, download_path

Piece = tuple[str, str]  # what kind it is, and its HTML
CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.S)
BLOCK_MATHS = re.compile(r"<p>\s*\$\$(.+?)\$\$\s*</p>", re.S)  # in a paragraph of its own, which it replaces
INLINE_MATHS = re.compile(r"\$([^$\n]+)\$")
ANCHOR = re.compile(r'<a class="anchor-link".*?</a>')
FIGURE = re.compile(r"<div data-figure=(?P<quote>['\"])(?P<html>.*?)(?P=quote)", re.S)
LINK = re.compile(r'href="(?!https?:|#)([^"#]+)(#[^"]*)?"')


class _Pieces(HTMLParser):
    """The HTML of every cell's prose, code and outputs, in order, as (kind, HTML)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.found: list[Piece] = []
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", html))]
        self.kind, self.start, self.depth = "", 0, 0
        self.feed(html)

    def _at(self) -> int:
        line, column = self.getpos()
        return self.line_starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "div":
            return
        found = dict(attrs)
        if self.kind:
            self.depth += 1
        elif kind := "code" if "highlight-ipynb" in (found.get("class") or "") else found.get("data-mime-type"):
            self.kind, self.depth = kind, 1
            self.start = self._at() + len(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag != "div" or not self.kind:
            return
        self.depth -= 1
        if not self.depth:
            self.found.append((self.kind, self.html[self.start : self._at()].strip()))
            self.kind = ""


def cleaned(html: str, path: str, link: Callable[[str], str]) -> str:
    """The page of a notebook: its cells, a link to the notebook itself below the lead, links to pages resolved."""
    body = "\n".join(_piece(kind, piece) for kind, piece in _joined(_Pieces(html).found))
    body = LINK.sub(lambda found: f'href="{link(normpath(join(FOLDER, found[1])))}{found[2] or ""}"', body)
    lead, end, rest = body.partition("</p>")
    return convert_html(lead + end + _offer(link(download_path(path))) + rest)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """What a cell prints in one piece: it arrives in as many as the sender happened to make, never the same."""
    for kind, group in groupby(pieces, itemgetter(0)):
        if kind == "text/plain":
            yield kind, "".join(html.removeprefix("<pre>").removesuffix("</pre>") for _, html in group)
        else:
            yield from group


def _piece(kind: str, html: str) -> str:
    """One piece as the rest of the site would have it.

    Raises:
        ValueError: another kind of output, such as what a cell wrote to stderr: a warning stops the build.
    """
    make = {
        "text/markdown": _prose,
        "code": lambda html: _block("python", html.removeprefix("<pre><span></span>").removesuffix("</pre>")),
        "text/plain": lambda html: _block("text", html),
        "text/html": lambda html: unescape(FIGURE.search(html)["html"]),
    }
    if kind not in make:
        raise ValueError(f"a cell has output of the kind {kind}: {html}")
    return make[kind](html)


def _block(language: str, code: str) -> str:
    return f'<div class="language-{language} highlight"><pre><span></span><code>{code}</code></pre></div>'


def _prose(html: str) -> str:
    """A Markdown cell: without anchors beside the headings, its mathematics in the spans of Python-Markdown."""
    html = ANCHOR.sub("", html)
    code = [match[0] for match in CODE.finditer(html)]
    parts = [_maths(part) for part in CODE.split(html)[::2]]
    return "".join(part + block for part, block in zip(parts, [*code, ""], strict=True))


def _maths(html: str) -> str:
    html = BLOCK_MATHS.sub(r'<div class="arithmatex">\\[\1\\]</div>', html)
    return INLINE_MATHS.sub(r'<span class="arithmatex">\\(\1\\)</span>', html)


def _offer(address: str) -> str:
    """How to get the notebook, and how to run it."""
    return (
        f'<p class="offer"><a href="{escape(address)}" download>Download this notebook</a>. To run it: '
        '<code>pip install ".[notebooks]"</code> in a copy of this project, then open it in an editor or '
        "in Jupyter.</p>"
    )


def meta(html: str) -> dict[str, object]:
    """What other pages say in their front matter; the description is the first paragraph: what the reader will do."""
    title, description = (
        " ".join(unescape(re.sub(r"<[^>]+>", "", ANCHOR.sub("", re.search(pattern, html, re.S)[1]))).split())
        for pattern in (r"<h1[^>]*>(.*?)</h1>", r"</h1>\s*<p>(.*?)</p>")
    )
    return {"title": title, "description": description, "hide": ["toc"], "search": {"exclude": True}}

"""The whole lesson as one page to print, docs/hand-out.md: made of the finished pages, with nothing that needs a click.

What is collapsed, the small layout of each figure, and the data of the explorers are left out. Links between the
steps stay inside the page, links to papers stay, and what else the site links to is plain text on paper.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath

from features.references import PAGE as REFERENCES

PAGE = "hand-out.md"
COLLAPSED = re.compile(r"<details\b[^>]*>")
COMPACT = re.compile(r'<div class="fn"[^>]*>')
TASK = re.compile(r'<div class="task"[^>]*>')  # an editor
ELEMENT = re.compile(r"""<rnn-[a-z-]+(?:\s+[\w-]+(?:="[^"]*"|='[^']*')?)*\s*>""")
END_OF_ELEMENT = re.compile(r"</rnn-[a-z-]+>")
ID = re.compile(r'(?<=\sid=")([^"]+)')
NAMING = re.compile(r'(?<=\s)(aria-labelledby|aria-describedby|aria-controls|for)="([^"]+)"')
QUICK_CHECK = re.compile(r'(<section class="check"[^>]*?) aria-labelledby="[^"]*"')  # one name for all: no landmark
REFERENCE = re.compile(r"url\(#([^)]+)\)")
HEADING = re.compile(r"(</?h)([1-5])\b")
LINK = re.compile(r'<a\b(?P<before>[^>]*?)\shref="(?P<address>[^"]*)"(?P<after>[^>]*)>(?P<text>.*?)</a>', re.S)


def html(
    parts: Sequence[str],
    contents: Mapping[str, str],
    addresses: Mapping[str, str],
    sources: Callable[[set[str]], str],
) -> str:
    """The parts one after the other, then the works that they cite, which `sources` lists by their keys.

    `contents` are finished pages; `addresses` says where in the site each one stands.
    """
    where = {normpath(addresses[part]): prefix(part) for part in (*parts, REFERENCES)}
    sections = [_section(part, contents[part], addresses[part], where) for part in parts]
    cited = set(re.findall(rf'href="#{prefix(REFERENCES)}--([a-z0-9-]+)"', "".join(sections)))
    sections.append(_section(REFERENCES, f"<h1>Sources</h1>{sources(cited)}", addresses[REFERENCES], where))
    return f'<div class="hand-out">{"".join(sections)}</div>'


def prefix(part: str) -> str:
    """What every id of a part begins with: `lstm` for lesson/lstm.md."""
    return PurePosixPath(part).stem


def _section(part: str, content: str, address: str, where: Mapping[str, str]) -> str:
    own = prefix(part)
    for opening in (COLLAPSED, COMPACT, TASK):
        content = without(content, opening)
    content = END_OF_ELEMENT.sub("</div>", ELEMENT.sub(_static, content))
    content = LINK.sub(lambda link: _link(link, address, where), content)
    content = QUICK_CHECK.sub(r"\1", content)
    content = ID.sub(rf"{own}--\1", content)
    content = NAMING.sub(lambda m: f'{m[1]}="{" ".join(f"{own}--{name}" for name in m[2].split())}"', content)
    content = REFERENCE.sub(rf"url(#{own}--\1)", content)
    content = HEADING.sub(lambda m: f"{m[1]}{int(m[2]) + 1}", content)
    return f'<section id="{own}">{content}</section>'


def without(html: str, opening: re.Pattern[str]) -> str:
    """The HTML without the elements that begin so, and all that is in them."""
    while start := opening.search(html):
        tag, depth = re.match(r"<([a-z]+)", start[0])[1], 0  # type: ignore[index]
        for found in re.compile(rf"<(/?){tag}\b").finditer(html, start.start()):
            depth += -1 if found[1] else 1
            if depth == 0:
                break
        end = html.index(">", found.end()) + 1
        html = html[: start.start()] + html[end:]
    return html


def _static(element: re.Match[str]) -> str:
    """An explorer's opening tag as that of a plain block, which keeps its id."""
    found = re.search(r'\sid="[^"]+"', element[0])
    return f"<div{found[0] if found else ''}>"


def _link(link: re.Match[str], address: str, where: Mapping[str, str]) -> str:
    """A link as it is on paper: outside, inside this page, or only its words."""
    if "://" in link["address"]:
        return link[0]
    path, _, anchor = link["address"].partition("#")
    folder = address if address.endswith("/") else dirname(address)
    target = where.get(normpath(join(folder, path) if path else address))
    if target is None:
        return link["text"]
    inside = f"{target}--{anchor}" if anchor else target
    return f'<a{link["before"]} href="#{inside}"{link["after"]}>{link["text"]}</a>'

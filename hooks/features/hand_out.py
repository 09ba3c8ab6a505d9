"""The whole lesson as one page to print, docs/hand-out.md: made of the finished pages, with nothing that needs a click.

What is collapsed, the small layout of each figure, and the data of the explorers are left out. Links between the
steps stay inside the page, links to papers stay, and what else the site links to is plain text on paper.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath

from bs4 import Tag
from drawing.html_tree import HREF, draw, drawn, element, of_class, parse
from features.references import PAGE as REFERENCES
from markupsafe import Markup

PAGE = "hand-out.md"
NAMING = ("aria-labelledby", "aria-describedby", "aria-controls", "for")  # attributes that hold ids


def page(
    parts: Sequence[str],
    contents: Mapping[str, Tag],
    addresses: Mapping[str, str],
    sources: Callable[[set[str]], Markup],
) -> Tag:
    """The parts one after the other, then the works that they cite, which `sources` lists by their keys.

    `contents` are finished pages; `addresses` says where in the site each one stands.
    """
    where = {normpath(addresses[part]): prefix(part) for part in (*parts, REFERENCES)}
    sections = [_section(part, contents[part], addresses[part], where) for part in parts]
    heads = tuple(str(link["href"]) for section in sections for link in section.find_all("a"))
    cited = {address.partition("--")[2] for address in heads if address.startswith(f"#{prefix(REFERENCES)}--")}
    listed = parse(Markup("<h1>Sources</h1>") + sources(cited))
    sections.append(_section(REFERENCES, listed, addresses[REFERENCES], where))
    return element("div", *sections, class_="hand-out")


def prefix(part: str) -> str:
    """What every id of a part begins with: `lstm` for lesson/lstm.md."""
    return PurePosixPath(part).stem


def _section(part: str, content: Tag, address: str, where: Mapping[str, str]) -> Tag:
    own = prefix(part)
    section = element("section", *map(copy, content.contents))
    _leave_out(section)
    for link in section.find_all("a", href=True):
        _relink(link, address, where)
    _rename(section, own)
    for heading in section.find_all(["h1", "h2", "h3", "h4", "h5"]):
        heading.name = f"h{int(heading.name[1]) + 1}"
    section["id"] = own
    return section


def _leave_out(section: Tag) -> None:
    """What needs a click, the words of such links too, editors, small layouts; an explorer leaves its still part."""
    clicked = [*section.find_all("details"), *of_class(section, "headerlink", "a"), *of_class(section, "task", "div")]
    clicked += [*of_class(section, "download", "p"), *of_class(section, "start", "a")]
    for tag in [*clicked, *of_class(section, "fn", "div")]:
        if not tag.decomposed:
            tag.decompose()
    for tag in section.find_all(re.compile("^rnn-")):
        if tag.name == "rnn-note":
            tag.unwrap()
        else:
            tag.name, tag.attrs = "div", {"id": tag["id"]} if "id" in tag.attrs else {}
    for check in of_class(section, "check", "section"):
        check.attrs.pop("aria-labelledby", None)  # one name for all: no landmark


def _relink(link: Tag, address: str, where: Mapping[str, str]) -> None:
    """A link as it is on paper: outside, inside this page, or only its words."""
    if "://" in link["href"]:
        return
    path, _, anchor = str(link["href"]).partition("#")
    path = path.partition("?")[0]  # the state of an explorer
    folder = address if address.endswith("/") else dirname(address)
    target = where.get(normpath(join(folder, path) if path else address))
    if target is None:
        link.unwrap()
    else:
        link["href"] = f"#{target}--{anchor}" if anchor else f"#{target}"


def _rename(section: Tag, own: str) -> None:
    """The part's name before every id, and before what names it, in drawings too."""
    for tag in section.find_all(True):
        for key in NAMING:
            if key in tag.attrs:
                tag[key] = " ".join(f"{own}--{name}" for name in str(tag[key]).split())
        if "id" in tag.attrs:
            tag["id"] = f"{own}--{tag['id']}"
    for drawing in section.find_all("svg"):
        inside = drawn(drawing)
        for part in inside.iter():
            for key, value in part.attrib.items():
                if key == "id":
                    part.set(key, f"{own}--{value}")
                elif key in ("href", HREF) or "url(#" in value:
                    part.set(key, value.replace("#", f"#{own}--"))
        draw(drawing, inside)

"""What sources may hold: the files, elements, attributes, addresses and characters listed here, and nothing else.

A change of prose looks harmless, so nobody reads it as code: it must not be able to do what code does. Each source is
turned into HTML as the site does it, and that is read as a browser reads it. So it does not matter how something was
written: as HTML, with an attribute list of Markdown, or in entities. What is refused is named at its line.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from fnmatch import fnmatch
from html import unescape
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from checks import markers
from checks.problems import Problem
from checks.source import Data, Source

HERE = "hooks/checks/allowed.py"
# What a file below docs/ may be called. One that runs, or that a browser opens as a page, stands here by its name.
FILES = ("*.md", "*.yml", "notebooks/*.py", "READ-ME-FIRST.txt", "assets/favicon.svg", "assets/iframe-worker.js",
         "assets/lesson.css", "assets/print.css")  # fmt: skip
# What front matter says: the theme understands more, and takes some of it as the name of a file or a template.
HEAD = {"title", "description"}
KEYS = {*HEAD, "hide", "search", "fixed", "quoted", "terms"}
PLAIN = (
    "p h1 h2 h3 h4 h5 h6 em strong b i code pre span div section ul li dl dt dd blockquote table thead tbody tr "
    "hr br kbd sup sub summary"
)
ELEMENTS: dict[str, set[str]] = {name: set() for name in PLAIN.split()} | {
    "a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}, "details": {"open"},
    "th": {"style"}, "td": {"style"}, "div": {"data-slot"},
}  # fmt: skip
# Attributes of every element, and what each attribute may say. The theme's own ids and classes steer its scripts; for
# one of the class "mermaid" it would ask another host.
EVERYWHERE = {"class", "id", "title"}
SAYS = {
    "class": re.compile(r"(?!md-|mermaid\b)[\w-]+( (?!md-|mermaid\b)[\w-]+)*"),
    "id": re.compile(r"[a-z0-9][\w:.-]*"),
    "style": re.compile(r"text-align: (left|right|center);"),  # of a table's columns
    "start": re.compile(r"\d+"),
}
ADDRESSES = {"href", "src"}
# A line that shows docstrings can show any module, and with options it imports what they name: ours alone, then.
DOCSTRINGS = re.compile(r"^[ \t>]*#{0,6} *:::.*(?:\n[ \t]+\S.*)*", re.M)
# A line of Markdown that becomes nothing: where a link leads, or what an abbreviation stands for. Lists and quotations
# may hold one, and the prose of a notebook begins its lines with "# ".
DEFINITION = re.compile(r"^(?:# )?[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*\*?\[(?!\^)[^\[\]]*\]:.*", re.M)
OURS = re.compile(r"::: rnn_docs(?:\.\w+)*")
# Where a page may send its readers. Nothing is fetched from there: what is shown in a page lies beside it.
HOSTS = {"arxiv.org", "doi.org", "docs.pytorch.org", "keras.io", "onnx.ai", "people.idsia.ch", "proceedings.mlr.press"}
WORDS = re.compile(r"[^<&{$]*(?:&[lr][sd]quo;[^<&{$]*)*")  # nothing but words, and the quotation marks around them
# With the words behind it, by which its line is found; quotation marks are others in the source.
TEMPLATE, DOLLAR = (re.compile(rf"(?:{sign})[^\n“”‘’]{{0,20}}") for sign in (r"\{\{|\{%|\{#", r"\$"))
SPACES = {"\n", " ", "\u00a0", "\u2009", "\u202f"}
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Zs"}  # control, format, private, surrogates, separators
# Letters and marks that draw nothing: fillers, an empty Braille cell, and what selects a variant of the letter before.
BLANK = {*"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"} | {
    *map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
}
CODE_KEYS = {"setup", "code", "values"}  # of a question: Python, which is run or escaped
A_KEY = "(key)"
END = f"_{token_hex(8)}"  # the id of what stands last in the article that is looked at; no source can know it
Convert = Callable[[str], str]  # from Markdown to HTML, with slots for its markers


@dataclass(frozen=True)
class Finding:
    """Something that is on no list: its name, what is wrong, and the words to look for in the source."""

    name: str
    message: str
    words: str


def file_problems(paths: Iterable[str]) -> list[Problem]:
    """Files below docs/ that would be published as they are, and that no list names."""
    message = f"no such file may lie below docs/, where it would be published as it is: {HERE} lists those that may"
    shown = [path for path in paths if not re.search(r"(^|/)\.", path)]  # of the system or an editor; never published
    unknown = [path for path in shown if not any(fnmatch(path, kind) for kind in FILES) or any(characters(path))]
    return [Problem(path, 1, "file", message) for path in unknown]


def link_problems(paths: Iterable[str]) -> list[Problem]:
    """Links below docs/, to a file or a folder: whatever lies at their other end would be published."""
    message = "a link to another file or folder: what lies there would be published, and no reviewer sees it"
    return [Problem(path, 1, "link", message) for path in paths]


def page_problems(page: Source, html: str, front_matter: Mapping[str, Any]) -> list[Problem]:
    """What a page, or a notebook, holds that it may not.

    `html` is what its Markdown becomes, with slots for its markers; `front_matter` is without them.
    """
    found = [*forged(page.text), *docstrings(page.outside), *definitions(page.outside)]
    found += [*html_findings(html), *characters(page.text)]
    for key, value in front_matter.items():
        if key in HEAD:  # the theme writes them into the page as they are
            found += [*html_findings(str(value), elements={}), *characters(str(value))]
        elif key not in KEYS:
            found.append(Finding(key, f"front matter has no such key: {HERE} lists those it may have", f"{key}:"))
    once = dict.fromkeys(found)  # a character that stands there as it is, is in what its Markdown becomes, too
    return [Problem(page.path, _line(page.text, finding), finding.name, finding.message) for finding in once]


def yaml_problems(file: Data, convert: Convert) -> list[Problem]:
    """What a YAML file holds that it may not: its texts are Markdown, but for Python and addresses."""
    found, known = [(1, finding) for finding in characters(file.text)], set(file.text)
    for key, words in _texts(file.data):
        if not (key in CODE_KEYS and file.path.startswith("quiz/")):
            findings = CHECKS[key](words) if key in CHECKS else html_findings(convert(words))
            escaped = characters("".join(set(words) - known))
            hidden = (*forged(words), *definitions(words), *escaped)
            found += [(getattr(words, "line", 1), finding) for finding in (*hidden, *findings)]
    lines = file.text.split("\n")
    behind = {line: "\n".join(lines[line - 1 :]) for line, _ in found}
    return [Problem(file.path, line + _line(behind[line], it) - 1, it.name, it.message) for line, it in found]


def _texts(data: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of the data, and every key, with the key below which it lies; below a key of code, all is code."""
    if isinstance(data, str):
        yield key, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield A_KEY if key not in CODE_KEYS else key, str(name)
            yield from _texts(value, key if key in CODE_KEYS else str(name))
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value, key)


def forged(text: str) -> Iterator[Finding]:
    """A slot that no marker left: what is drawn goes where a marker stands."""
    if "data-slot" in text.lower():
        yield Finding("data-slot", "a slot is made by a marker, never written", "data-slot")


def docstrings(outside: str) -> Iterator[Finding]:
    """Directives that show other docstrings than ours, or that say how. `outside`: a page without its fences."""
    for found in DOCSTRINGS.finditer(outside):
        if not OURS.fullmatch(found[0].rstrip()):
            message = "such a line shows the docstrings of rnn_docs or of a module in it, and takes no options"
            yield Finding(":::", message, found[0].partition("\n")[0].strip())


def definitions(outside: str) -> Iterator[Finding]:
    """Definitions of Markdown, in which words can hide. `outside`: a text without its fences."""
    for found in DEFINITION.finditer(outside):
        message = "no reader sees what a definition says: a link is written where it stands"
        yield Finding("[ ]:", message, found[0].strip().partition("\n")[0])


def characters(text: str) -> Iterator[Finding]:
    """Characters that nobody sees, or that change the order in which a line is read."""
    for character in sorted(set(text) - SPACES):
        if unicodedata.category(character) in UNSEEN or character in BLANK:
            name = f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
            yield Finding(name, "an invisible character: what is read is not what stands there", character)


# --- what HTML holds ------------------------------------------------------------------------------------------------


def html_findings(html: str, elements: dict[str, set[str]] = ELEMENTS) -> Iterator[Finding]:
    """What is on no list in a piece of HTML that becomes part of an article; most pieces are words alone."""
    words = html.removeprefix("<p>").removesuffix("</p>") if "p" in elements else html
    return iter(()) if WORDS.fullmatch(words) else markup_findings(html, elements)


def markup_findings(html: str, elements: dict[str, set[str]]) -> Iterator[Finding]:
    """What is on no list in a piece that may hold elements, read as a browser reads it."""
    page = html5lib.parse(
        f"<!doctype html><title></title><article>{html}<hr id={END}></article>", namespaceHTMLElements=False
    )
    head, body = page
    for element in (page, head, body):  # a tag <body onload=…> within a page adds to the page's own
        for name in element.attrib:
            yield Finding(name, f"a page has no such attribute: {HERE} lists those that it may have", name)
    yield from _unbalanced(body)
    yield from characters("".join([*body.itertext(), *(word for node in body.iter() for word in node.attrib.values())]))
    for node in body.iter():
        if node not in (body, body[0]) and node.get("id") != END:
            yield from _node_findings(node, elements)
    yield from _taken_twice(body)
    yield from _left_over(list(_prose(body)))


def _taken_twice(body: Element) -> Iterator[Finding]:
    """An id that two elements have: a link to it leads to the first of them alone."""
    ids = Counter(node.attrib["id"] for node in body.iter() if "id" in node.attrib)
    for name, times in ids.items():
        if times > 1:
            yield Finding(f'id="{name}"', "two elements of a page never have the same id", name)


def _left_over(prose: list[str]) -> Iterator[Finding]:
    """What was meant for a program, and which readers would see as it stands."""
    for name, sign, message in (
        ("{{ }}", TEMPLATE, "nothing fills templates in here: readers would see this as it stands"),
        ("$", DOLLAR, "this opens or closes no formula: readers would see it as it stands"),
    ):
        if found := next(filter(None, map(sign.search, prose)), None):
            yield Finding(name, message, found[0])


def _unbalanced(body: Element) -> Iterator[Finding]:
    """An end tag too many, which lets out what follows, or one too few, which draws in what follows."""
    article, *outside = body
    behind = "".join([article.tail or "", *(word for node in outside for word in (*node.itertext(), node.tail or ""))])
    if outside or behind.strip():
        first = behind.strip().partition("\n")[0][:20]
        yield Finding("</ >", "an element is closed before this that was not opened", first)
    else:
        around = next((node for node in article.iter() if any(child.get("id") == END for child in node)), None)
        if around is not article:
            tag = around.tag if around is not None else "!--"
            says = [f'{name}="{value}"' for name, value in ({} if around is None else around.attrib).items()]
            yield Finding(f"<{tag}>", "this is never closed", " ".join([f"<{tag}", *says[:1]]))


def _prose(element: Element) -> Iterator[str]:
    """Every piece of text but code and formulas."""
    if element.tag not in ("code", "pre") and "arithmatex" not in element.get("class", ""):
        yield element.text or ""
        for child in element:
            yield from _prose(child)
            yield child.tail or ""


def _node_findings(node: Element, elements: dict[str, set[str]]) -> Iterator[Finding]:
    """What is on no list of an element and its attributes, or of a comment."""
    if not isinstance(node.tag, str):
        comment = f"<!--{node.text or ''}-->"
        if not (markers.CLOSING.fullmatch(comment) or markers.WITHOUT_COLON.fullmatch(comment)):  # those are told there
            words = (node.text or "").strip()[:20]
            yield Finding("<!-- -->", "a comment that is no marker: no reader sees what it says", words)
    elif node.tag not in elements:
        tag = node.tag.rpartition("}")[2]  # of SVG and MathML it begins with the address of their grammar
        yield Finding(f"<{tag}>", f"no source holds such an element: {HERE} lists those it may", f"<{tag}")
    else:
        for name, value in node.attrib.items():
            yield from _attribute_findings(name, value, elements[node.tag] | EVERYWHERE)


def _attribute_findings(name: str, value: str, known: set[str]) -> Iterator[Finding]:
    if name not in known:
        yield Finding(name, f"this element has no such attribute here: {HERE} lists those it may have", name)
    elif name in ADDRESSES:
        yield from address_findings(value, set() if name == "src" else HOSTS)
    elif name in SAYS and not SAYS[name].fullmatch(value):
        yield Finding(f'{name}="{value}"', f"{HERE} lists what this attribute may say", value)


def address_findings(address: str, hosts: Set[str] = HOSTS) -> Iterator[Finding]:
    """An address that leads elsewhere than to a page of this site or to one of the hosts."""
    plain = re.sub(r"[\x00-\x20]", "", address)  # as a browser drops them
    parts = urlsplit(plain)
    inside = not parts.scheme and not parts.netloc and not plain.startswith("/") and "\\" not in plain
    if not inside and not (parts.scheme == "https" and parts.netloc in hosts):
        outside = f"a link leads to a page of this site, or with https to a host that {HERE} lists"
        yield Finding(address, outside if hosts else "what a page shows lies on this site", address)


CHECKS: dict[str, Callable[[str], Iterator[Finding]]] = {"url": address_findings, A_KEY: html_findings}


def _line(text: str, finding: Finding) -> int:
    """The first line of a source that holds the words of a finding, or a part of them that is telling.

    As they are, in entities, without the scheme of an address, or without the attribute of an element.
    """
    lines = [f"{line}\n{unescape(line)}".lower() for line in text.split("\n")]
    whole = finding.words.lower()
    for words in (whole, whole.partition(":")[2], whole.partition(" ")[0] if whole.startswith("<") else ""):
        if found := [number for number, line in enumerate(lines, 1) if words and words in line]:
            return found[0]
    return 1

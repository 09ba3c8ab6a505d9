"""Find every number that a reader sees, in digits or in words, so that none stands on a page unchecked.

A number is accounted for when it lies inside a checked marker, in the code or output of a tested fence, or in a
phrase that the page lists as an input under `fixed:` in its front matter, with the reason. What is no claim (years,
step numbers, identifiers such as h_1 or float32, list markers, footnotes, subscripts) needs neither; which words are
claims says number_words.py.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from checks import number_words
from checks.fences import EXPECTED, Fence
from checks.markers import Span, blank_out
from checks.number_words import COUNT
from checks.problems import Problem
from checks.source import Source

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
NUMERAL = re.compile(rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?|[{SUPERSCRIPTS}]+")
COMMENT = re.compile(r"<!--.*?-->", re.S)
TAG = re.compile(r"</?[A-Za-z][^>]*>")
SPOKEN = re.compile(r'\b(?:alt|title|aria-label)\s*=\s*("[^"]*"|\'[^\']*\')', re.I)
LINK_TARGET = re.compile(r"(?<=\])\([^)\s]*")
REFERENCE = re.compile(r"^\s*\[[^\]^]+\]:\s*\S+", re.M)
ATTRIBUTES = re.compile(r"\{[:.#][^}\n]*\}")
MATHS = re.compile(r"(?<![\\$])\$\$.+?\$\$|(?<![\\$])\$(?![\s$])(?:[^$\\]|\\.)+?(?<!\s)\$", re.S)
LABEL = re.compile(
    r"\b(?:steps?|chapters?|sections?|parts?|figures?|tables?|equations?|exercises?|lessons?|questions?)"
    rf"\.?[ \u00a0-]*(?:(?:\d+|{COUNT.pattern})(?:,| and| or|–|-| to)+ *)*$",
    re.I,
)
PIECE_BEFORE, PIECE_AFTER = re.compile(r"[\w.-]"), re.compile(r"\w|\.\d")  # beside a phrase: of a longer number
VERSION = re.compile(r"(?:\bv|\bversions?\s*|\bpython\s*|\bCC BY\s*|[<>=~!]=\s*)$", re.I)


@dataclass(frozen=True)
class Numeral:
    """A number that claims something, and its span in the source."""

    text: str
    start: int
    end: int


READ: WeakKeyDictionary[Source, tuple[str, list[Numeral]]] = WeakKeyDictionary()


def readable(source: Source) -> str:
    """The source with all that is not an unchecked, reader-facing text blanked out (positions stay true)."""
    text = blank_out(source.text, [(m.start, m.end) for m in source.markers])
    text = blank_out(
        text, [(f.start, f.end if _is_tested(source, f) else f.start + len(f.opening)) for f in source.fences]
    )
    text = blank_out(text, _front_matter(source))
    for pattern in (COMMENT, LINK_TARGET, REFERENCE, ATTRIBUTES):
        text = blank_out(text, [match.span() for match in pattern.finditer(text)])
    return blank_out(text, _tags(text))


def _is_tested(source: Source, fence: Fence) -> bool:
    """Python is run, and the output below it compared."""
    steering = [comment for comment in source.code_comments if comment.end <= fence.start][-1:]
    expected = any(c.word == EXPECTED and not source.text[c.end : fence.start].strip() for c in steering)
    return expected or fence.info == "python"


def _front_matter(source: Source) -> Iterator[Span]:
    """The front matter's lines, except the title and the description, which are read."""
    position = 0
    for line in source.text[: source.body].splitlines(keepends=True):
        if not re.match(r"(title|description):", line):
            yield position, position + len(line)
        position += len(line)


def _tags(text: str) -> Iterator[Span]:
    """HTML tags, but not the attributes that a screen reader speaks."""
    for tag in TAG.finditer(text):
        position = tag.start()
        for spoken in SPOKEN.finditer(text, tag.start(), tag.end()):
            yield position, spoken.start(1)
            position = spoken.end(1)
        yield position, tag.end()


def numerals(source: Source) -> list[Numeral]:
    """All numbers of a Markdown source that claim something and that no marker or tested fence covers."""
    return _read(source)[1]


def _read(source: Source) -> tuple[str, list[Numeral]]:
    """What is readable of a source, and the numbers in it: looked for once, for as long as somebody has the source."""
    if source not in READ:
        text = readable(source)
        READ[source] = text, _claims(text)
    return READ[source]


def _claims(visible: str) -> list[Numeral]:
    formulas = [range(*match.span()) for match in MATHS.finditer(visible)]
    found = []
    for match in NUMERAL.finditer(visible):
        before, after = _line_around(visible, match)
        in_maths = any(match.start() in formula for formula in formulas)
        if not _is_subscript(before) if in_maths else not _is_name(before, match[0], after):
            found.append(Numeral(match[0], *match.span()))
    words = [match for match in number_words.claims(visible) if not _is_label(visible, match)]
    return sorted([*found, *(Numeral(match[0], *match.span()) for match in words)], key=lambda number: number.start)


def _is_label(visible: str, match: re.Match[str]) -> bool:
    """Step six, and six and seven of steps six and seven."""
    return bool(COUNT.fullmatch(match[0]) and LABEL.search(_line_around(visible, match)[0]))


def _line_around(visible: str, match: re.Match[str]) -> tuple[str, str]:
    """What stands before and after a match on its line."""
    start = visible.rfind("\n", 0, match.start()) + 1
    end = visible.find("\n", match.end())
    return visible[start : match.start()], visible[match.end() : end if end >= 0 else len(visible)]


def _is_subscript(before: str) -> bool:
    return bool(re.search(r"_(\{[^{}]*)?$", before))


def _is_name(before: str, numeral: str, after: str) -> bool:
    """A year, a label, a list marker, a footnote, a version, or a digit that belongs to a word."""
    return bool(
        re.fullmatch(r"(19|20)\d\d", numeral)
        or LABEL.search(before)
        or VERSION.search(before)
        or (re.fullmatch(r"\s*", before) and re.match(r"[.)]\s", after))
        or re.search(r"\[\^$", before)
        or re.search(r"[A-Za-z_]-?$", before)
        or re.match(r"(st|nd|rd|th|[dD])\b|[A-Za-z_]{4,}", after)
    )


def unaccounted(parts: Sequence[Source], fixed: Any) -> list[Problem]:
    """Numerals that nothing checks, and `fixed` phrases that do not stand there as often as they say.

    `parts` are a page, or all parts of what one `fixed` speaks for. It maps a phrase to the reason why it needs no
    check, or to {"reason": …, "times": n} when it stands there more than once. A bare number is refused: any other
    wrong number could pass for it.
    """
    if not isinstance(fixed, Mapping | None):
        message = f"expected phrases with a reason each, found {type(fixed).__name__}"
        return [Problem(parts[0].path, parts[0].line, "fixed", message)]
    visible = [(source, *_read(source)) for source in parts]
    spans = {str(phrase): [_spans(str(phrase), text) for _, text, _ in visible] for phrase in fixed or {}}
    problems = [p for phrase, entry in (fixed or {}).items() for p in _phrase(parts, str(phrase), entry, spans)]
    return problems + [
        source.problem(
            numeral.start, numeral.text, "this number is neither checked by a marker nor listed under `fixed`"
        )
        for k, (source, _, found) in enumerate(visible)
        for numeral in found
        if not any(
            start <= numeral.start and numeral.end <= end for places in spans.values() for start, end in places[k]
        )
    ]


def _spans(phrase: str, visible: str) -> list[Span]:
    """Where a phrase stands, and not as a piece of a longer number."""
    spans, start = list[Span](), visible.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        whole = not PIECE_BEFORE.match(visible[start - 1 : start]) and not PIECE_AFTER.match(visible, end)
        if whole:
            spans.append((start, end))
        start = visible.find(phrase, end if whole else start + 1)
    return spans


def _phrase(parts: Sequence[Source], phrase: str, entry: Any, spans: Mapping[str, list[list[Span]]]) -> list[Problem]:
    """What is wrong with a `fixed` phrase, at the line where it first stands."""
    times, reason = (entry.get("times", 1), entry.get("reason")) if isinstance(entry, Mapping) else (1, entry)
    found = sum(map(len, spans[phrase]))
    messages = []
    if not isinstance(reason, str) or not reason.strip():
        messages.append("a `fixed` phrase needs a reason")
    if NUMERAL.fullmatch(phrase) or number_words.CLAIM.fullmatch(phrase):
        messages.append("a bare number cannot be `fixed`: add the words around it")
    if found != times:
        messages.append(f"a `fixed` phrase: expected {times} on the page, found {found}")
    where = next((source for source in parts if phrase in source.text), parts[0])
    return [where.problem(max(where.text.find(phrase), 0), phrase, message) for message in messages]

"""Find every numeral that a reader sees, so that none stands on a page unchecked.

A numeral is accounted for when it lies inside a checked marker, in the code or output of a tested fence, or in a
phrase that the page lists as an input under `fixed:` in its front matter, with the reason. What is no claim (years,
step numbers, identifiers such as h_1 or float32, list markers, footnotes, subscripts) needs neither.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checks.markers import Marker, blank_out, fences, front_matter_end, line_of
from checks.problems import Problem

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
    r"\.?[ \u00a0-]*(?:\d+(?:,| and| or|–|-| to)+ *)*$",
    re.I,
)
VERSION = re.compile(r"(?:\bv|\bversions?\s*|\bpython\s*|[<>=~!]=\s*)$", re.I)


@dataclass(frozen=True)
class Numeral:
    text: str
    start: int
    end: int
    line: int


def readable(text: str, markers: list[Marker]) -> str:
    """The source with all that is not an unchecked, reader-facing text blanked out (positions stay true)."""
    text = blank_out(text, [(m.start, m.end) for m in markers])
    tested = [f for f in fences(text) if f.info == "python" or _is_expected_output(text, f.start)]
    text = blank_out(text, [(f.start, f.end) for f in tested])
    text = blank_out(text, [(f.start, f.start + len(f.opening)) for f in fences(text)])
    text = blank_out(text, _front_matter(text))
    for pattern in (COMMENT, LINK_TARGET, REFERENCE, ATTRIBUTES):
        text = blank_out(text, [match.span() for match in pattern.finditer(text)])
    return blank_out(text, _tags(text))


def _is_expected_output(text: str, start: int) -> bool:
    before = text[:start].rstrip().rsplit("\n", 1)[-1]
    return bool(re.fullmatch(r"\s*<!--\s*pytest-codeblocks:\s*expected-output\s*-->", before))


def _front_matter(text: str) -> Iterator[tuple[int, int]]:
    """The front matter's lines, except the title and the description, which are read."""
    position = 0
    for line in text[: front_matter_end(text)].splitlines(keepends=True):
        if not re.match(r"(title|description):", line):
            yield position, position + len(line)
        position += len(line)


def _tags(text: str) -> Iterator[tuple[int, int]]:
    """HTML tags, but not the attributes that a screen reader speaks."""
    for tag in TAG.finditer(text):
        position = tag.start()
        for spoken in SPOKEN.finditer(text, tag.start(), tag.end()):
            yield position, spoken.start(1)
            position = spoken.end(1)
        yield position, tag.end()


def numerals(text: str, markers: list[Marker]) -> list[Numeral]:
    """All numerals of a Markdown source that claim something and that no marker or tested fence covers."""
    visible = readable(text, markers)
    formulas = [match.span() for match in MATHS.finditer(visible)]
    found = []
    for match in NUMERAL.finditer(visible):
        line_start = visible.rfind("\n", 0, match.start()) + 1
        line_end = (visible.find("\n", match.end()) + 1 or len(visible) + 1) - 1
        before, after = visible[line_start : match.start()], visible[match.end() : line_end]
        in_maths = any(start <= match.start() < end for start, end in formulas)
        claims = not _is_subscript(before) if in_maths else not _is_name(before, match[0], after)
        if claims:
            found.append(Numeral(match[0], *match.span(), line_of(text, match.start())))
    return found


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


def unaccounted(page: str, text: str, markers: list[Marker], fixed: Mapping[str, object]) -> list[Problem]:
    """Numerals that nothing checks, and `fixed` phrases that are not on the page as often as they say.

    `fixed` maps a phrase of the page to the reason why it needs no check, or to {"reason": …, "times": n} when it
    stands there more than once. A bare number is refused: any other wrong number could pass for it.
    """
    visible = readable(text, markers)
    problems, covered = [], []
    for phrase, entry in fixed.items():
        problem, spans = _phrase(page, text, visible, str(phrase), entry)
        problems += problem
        covered += spans
    return problems + [
        Problem(
            page,
            numeral.line,
            numeral.text,
            "this number is neither checked by a marker nor listed under `fixed`",
        )
        for numeral in numerals(text, markers)
        if not any(start <= numeral.start and numeral.end <= end for start, end in covered)
    ]


def _phrase(page: str, text: str, visible: str, phrase: str, entry: object) -> tuple[list, list]:
    times = entry.get("times", 1) if isinstance(entry, Mapping) else 1
    reason = entry.get("reason") if isinstance(entry, Mapping) else entry
    spans = [match.span() for match in re.finditer(rf"(?<![\d.]){re.escape(phrase)}(?![\d]|\.\d)", visible)]
    line = line_of(text, max(text.find(phrase), 0))
    problems = []
    if not isinstance(reason, str) or not reason.strip():
        problems.append(Problem(page, line, phrase, "a `fixed` phrase needs a reason"))
    if NUMERAL.fullmatch(phrase):
        problems.append(Problem(page, line, phrase, "a bare number cannot be `fixed`: add the words around it"))
    if len(spans) != times:
        problems.append(
            Problem(page, line, phrase, f"a `fixed` phrase: expected {times} on the page, found {len(spans)}")
        )
    return problems, spans

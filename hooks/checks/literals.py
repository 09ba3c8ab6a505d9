"""Compare what a page says with what Python computes, at the precision that the page prints."""

import math
import re
from collections.abc import Callable, Mapping
from numbers import Integral

from checks.markers import CHECKED, Marker
from checks.number_words import in_words, is_number
from checks.problems import Problem, differs, told, unknown
from checks.source import Source
from drawing.printing import number
from drawing.table import Table

Value = float | str  # numpy's numbers too: whoever asks, converts
NUMBER = re.compile(r"[−-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?")


def written(value: Value, like: str) -> str:
    """The value as the page should print it, with as many decimals as the literal `like` has.

    A string stands for itself: a whole formula, a code span, a word. An integer has no decimals, and stands in words
    where the literal does ("eight", "half"). Thousands are separated by commas, and the minus is a true one.
    Raises ValueError when the literal is no number, or the value not finite.
    """
    if isinstance(value, str):
        return value
    if not math.isfinite(value):
        raise ValueError(f"computes {value}, which no page can print")
    if is_number(like):
        return in_words(value, like)
    match = NUMBER.fullmatch(like.strip())
    if match is None:
        raise ValueError(f"a number belongs here, not {like!r}")
    decimals = 0 if isinstance(value, Integral) else len(match[1] or "")
    return number(float(value), decimals)


def expected(
    marker: Marker, values: Mapping[str, Callable[[], Value]], tables: Mapping[str, Callable[[], Table]]
) -> str:
    """What should stand between the marker and its end. Raises KeyError for an unknown name."""
    if marker.kind == "table":
        return f"\n{tables[marker.name]().markdown()}\n".replace("\n", "\n" + marker.indent)
    return written(values[marker.name](), marker.literal)


def problems_of(
    source: Source, values: Mapping[str, Callable[[], Value]], tables: Mapping[str, Callable[[], Table]]
) -> list[Problem]:
    """Every checked literal of a source that differs from what is computed, or has no function."""
    return [
        problem
        for marker in source.markers
        if marker.kind in CHECKED and (problem := _problem(source.path, marker, values, tables))
    ]


def _problem(
    page: str,
    marker: Marker,
    values: Mapping[str, Callable[[], Value]],
    tables: Mapping[str, Callable[[], Table]],
) -> Problem | None:
    known: Mapping[str, object] = tables if marker.kind == "table" else values
    if marker.name not in known:
        return unknown(page, marker.line, marker.kind, marker.name, known)
    try:
        right = expected(marker, values, tables)
    except Exception as error:
        return raises(page, marker, error)
    if right == marker.literal:
        return None
    if marker.kind == "value":
        return differs(page, marker.line, marker.name, right, marker.literal)
    return _first_difference(page, marker, right)


def raises(page: str, marker: Marker, error: Exception) -> Problem:
    """What is computed for a marker raises an exception instead."""
    return Problem(page, marker.line, marker.name, f"the {marker.kind} raises {told(error)}")


def _first_difference(page: str, marker: Marker, right: str) -> Problem:
    """Name the first line of a table that is wrong, rather than all of it."""
    lines, written_lines = right.split("\n"), marker.literal.split("\n")
    for offset, (line, found) in enumerate(zip(lines, written_lines, strict=False)):
        if line != found:
            return differs(page, marker.line + offset, marker.name, line, found)
    counts = f"{len(lines) - 2} lines", f"{len(written_lines) - 2} lines"
    return differs(page, marker.line, marker.name, *counts)

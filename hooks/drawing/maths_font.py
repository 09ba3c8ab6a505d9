"""The mathematics font, cut to the characters that the built pages use.

STIX Two Math (SIL Open Font License 1.1) travels in the package ziamath; its licence is published beside the font.
"""

from __future__ import annotations

import string
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from drawing.font_cut import carried, cut, packed
from drawing.html_tree import drawn

if TYPE_CHECKING:
    from bs4 import Tag
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

WITH_INDEX = ("msub", "msup", "msubsup", "munder", "mover", "munderover")  # behind what bears it
SIZES = 5
OFL_BEGINS = "SIL OPEN FONT LICENSE Version 1.1"


class Characters(NamedTuple):
    """What mathematics and figure letters draw, each sorted: every character, and those that stand in an index."""

    drawn: str
    small: str


def characters(pages: Iterable[Tag]) -> Characters:
    """The characters of these pages, a lone letter as the mathematical italic that a browser makes of it."""
    every: set[str] = set()
    small: set[str] = set()
    for page in pages:
        for formula in page.find_all("math"):
            for text, is_small in _texts(drawn(formula), False):
                every |= {*text}
                small |= {*text} if is_small else set()
        for drawing in page.find_all("svg"):
            for letters in drawn(drawing).iter("text"):
                if letters.get("class") == "m":
                    every |= {*"".join(letters.itertext())}
    return Characters("".join(sorted(every - {"\n"})), "".join(sorted(small - {"\n"})))


def _texts(element: ET.Element, small: bool) -> Iterator[tuple[str, bool]]:
    """Every text of a formula, and whether it is drawn smaller: as an index, a bound or a part of a fraction."""
    text = element.text or ""
    yield _italic(text) if element.tag == "mi" and element.get("mathvariant") is None else text, small
    if element.tag == "msqrt":
        yield "√", small  # a browser draws the sign by itself
    for place, child in enumerate(element):
        yield from _texts(child, small or element.tag == "mfrac" or (element.tag in WITH_INDEX and place > 0))


def _italic(name: str) -> str:
    """A browser draws a lone letter in <mi> with its mathematical italic, at another code point; a word it leaves."""
    if len(name) != 1:
        return name
    if name == "h":
        return "\u210e"
    if name in string.ascii_lowercase:
        return chr(0x1D44E + ord(name) - ord("a"))
    if name in string.ascii_uppercase:
        return chr(0x1D434 + ord(name) - ord("A"))
    if "α" <= name <= "ω":
        return chr(0x1D6FC + ord(name) - ord("α"))
    return "\U0001d715" if name == "∂" else name


def subset(used: Characters) -> bytes:
    """The font with these characters alone, as woff2; the same characters give the same bytes."""
    from fontTools.ttLib import TTFont

    font = TTFont(source())
    _keep_one_size_of_index(font, used.small)
    _keep_few_sizes(font)
    return packed(cut(font, used.drawn, ["ssty"], ["GPOS"]))  # formulas are placed by MATH


def _keep_one_size_of_index(font: TTFont, small: str) -> None:
    """The font draws each letter anew for an index, and again for the index of an index.

    The second does not pay, nor does the first of a letter that stands in none.
    """
    glyphs = font.getBestCmap()
    kept = {glyphs[ord(letter)] for letter in small if ord(letter) in glyphs}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            drawn = getattr(table, "ExtSubTable", table)
            if hasattr(drawn, "alternates"):
                drawn.alternates = {glyph: sizes[:1] for glyph, sizes in drawn.alternates.items() if glyph in kept}


def _keep_few_sizes(font: TTFont) -> None:
    """A bracket is drawn in a dozen sizes, and put together from parts where none is enough: few of them do.

    A root gets one: Chromium leaves room for its widest size behind every root. Ours hold nothing tall.
    """
    variants, root = font["MATH"].table.MathVariants, font.getBestCmap()[ord("√")]
    sets = [*zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True)]
    sets += zip(variants.HorizGlyphCoverage.glyphs, variants.HorizGlyphConstruction, strict=True)
    for glyph, sizes in sets:
        if glyph == root:
            sizes.GlyphAssembly = None
        if glyph == root or sizes.GlyphAssembly is not None:
            sizes.MathGlyphVariantRecord = sizes.MathGlyphVariantRecord[: 1 if glyph == root else SIZES]
            sizes.VariantCount = len(sizes.MathGlyphVariantRecord)


def licence() -> str:
    """What the font's licence asks to travel with it: its copyright line and the licence's full text.

    ziamath leaves the text out; matplotlib ships it with its own STIX fonts.
    """
    from fontTools.ttLib import TTFont

    with source().open("rb") as file:
        copyright_line = TTFont(file, lazy=True)["name"].getDebugName(0)
    text = carried("matplotlib", "mpl-data/fonts/ttf/LICENSE_STIX").read_text("utf-8")
    return f"stix-two-math.woff2 is a subset of STIX Two Math.\n{copyright_line}\n\n{text[text.index(OFL_BEGINS) :]}"


def source() -> Path:
    """Where the font lies."""
    return carried("ziamath", "fonts/STIXTwoMath-Regular.ttf")

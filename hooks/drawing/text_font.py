"""The font of the text, cut to the characters and weights that the built pages use.

Inter (SIL Open Font License 1.1) travels in the package fontpkg-inter. It was chosen beside Source Sans 3 and IBM Plex
Sans, in the same pages: its small letters are the largest of the three, so that the labels of drawings are read at 12
pixels; its italic is its upright leant over, so that a browser can make it and one file is enough; and it is narrower
than DejaVu Sans, with which drawings are laid out.
"""

from __future__ import annotations

import string
from collections.abc import Iterable
from typing import TYPE_CHECKING

from drawing.font_cut import carried, cut, packed
from drawing.html_tree import drawn, texts

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import Tag
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

PACKAGE, FILE = "fontpkg_inter", "files/Inter[opsz,wght].ttf"
WEIGHTS = (400, 720)  # of text, and of the largest heading
COLUMNS = "tnum"  # digits of one width
NEVER = ("STAT", "MVAR", "HVAR", "GDEF", "GPOS", "GSUB")  # a browser draws the same without them
SCRIPTS = string.ascii_letters + string.digits + " .,:;!?()+-=/%&#'\"−·–—…“”‘’✓✗▶×↑↓←→⁻⁰¹²³⁴⁵⁶⁷⁸⁹½¼¾"
OTHER_FONTS = ("math", "svg", "pre", "code", "kbd", "script", "style")


def characters(pages: Iterable[Tag]) -> str:
    """Every character that these pages show outside formulas and code, and what scripts and styles add, sorted."""
    used = set(SCRIPTS)
    for page in pages:
        for text in texts(page, lambda tag: tag.name in OTHER_FONTS):
            used |= set(text)
        for explorer in page.find_all(lambda tag: "data-trace" in tag.attrs):
            used |= {letter for letter in str(explorer["data-trace"]) if not letter.isascii()}
        for drawing in page.find_all("svg"):
            for letters in drawn(drawing).iter("text"):
                used |= set("".join(letters.itertext()))
    return "".join(sorted(used - {"\n"}))


def subset(used: str) -> bytes:
    """The font with these characters, as far as it has them, and every weight between the two that pages use."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer  # type: ignore[import-untyped]

    font = TTFont(source())
    _digits_of_one_width(font)
    instancer.instantiateVariableFont(cut(font, used, [], NEVER), {"wght": WEIGHTS, "opsz": 14}, inplace=True)
    return packed(font)


def _digits_of_one_width(font: TTFont) -> None:
    """A number looks alike in a text, a table and a drawing, and does not move while it changes."""
    substitutions = font["GSUB"].table
    features = [record.Feature for record in substitutions.FeatureList.FeatureRecord if record.FeatureTag == COLUMNS]
    wide: dict[str, str] = {}
    for place in {at for feature in features for at in feature.LookupListIndex}:
        for table in substitutions.LookupList.Lookup[place].SubTable:
            wide |= getattr(table, "ExtSubTable", table).mapping
    for table in font["cmap"].tables:
        for digit in map(ord, string.digits):
            if digit in table.cmap:
                table.cmap[digit] = wide.get(table.cmap[digit], table.cmap[digit])


def licence() -> str:
    """The licence's text, which travels with the font."""
    return f"inter.woff2 is a subset of Inter.\n\n{carried(PACKAGE, 'LICENSE').read_text('utf-8')}"


def source() -> Path:
    """Where the font lies."""
    return carried(PACKAGE, FILE)

"""The mathematics font, cut to the characters that the built pages use.

STIX Two Math (SIL Open Font License 1.1) travels in the package ziamath; its licence is published beside the font.
"""

from __future__ import annotations

import io
import string
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from drawing.html_tree import drawn

if TYPE_CHECKING:
    from bs4 import Tag
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

OFL_BEGINS = "SIL OPEN FONT LICENSE Version 1.1"


def characters(pages: Iterable[Tag]) -> str:
    """Every character that mathematics and figure letters on these pages draw, sorted."""
    used = {letter for page in pages for text in _drawn(page) for letter in text}
    return "".join(sorted(used | {_italic(letter) for letter in used} - {"\n"}))


def _drawn(page: Tag) -> Iterator[str]:
    for formula in page.find_all("math"):
        tree = drawn(formula)
        yield from tree.itertext()
        yield from ("√" for _ in tree.iter("msqrt"))  # a browser draws the sign by itself
    for drawing in page.find_all("svg"):
        for letters in drawn(drawing).iter("text"):
            if letters.get("class") == "m":
                yield from letters.itertext()


def _italic(letter: str) -> str:
    """A browser draws a lone letter in <mi> with its mathematical italic, at another code point."""
    if letter == "h":
        return "\u210e"
    if letter in string.ascii_lowercase:
        return chr(0x1D44E + ord(letter) - ord("a"))
    if letter in string.ascii_uppercase:
        return chr(0x1D434 + ord(letter) - ord("A"))
    if "α" <= letter <= "ω":
        return chr(0x1D6FC + ord(letter) - ord("α"))
    return letter


def subset(used: str) -> bytes:
    """The font with these characters alone, as woff2; the same characters give the same bytes."""
    from fontTools import subset as cutter  # type: ignore[import-untyped]

    options = cutter.Options(flavor="woff2", layout_features=["ssty"])
    options.hinting = False  # no browser of today needs it, and it is a quarter of the file
    options.drop_tables += ["DSIG"]
    with source().open("rb") as file:
        font = cutter.load_font(file, options)
        _keep_one_size_of_index(font)
        cut = cutter.Subsetter(options)
        cut.populate(text=used)
        cut.subset(font)
        font["head"].modified = font["head"].created  # else: the time of this build
        out = io.BytesIO()
        cutter.save_font(font, out, options)
    return out.getvalue()


def _keep_one_size_of_index(font: TTFont) -> None:
    """The font draws each letter anew for an index, and again for the index of an index: that one does not pay."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            drawn = getattr(table, "ExtSubTable", table)
            if hasattr(drawn, "alternates"):
                drawn.alternates = {glyph: sizes[:1] for glyph, sizes in drawn.alternates.items()}


def licence() -> str:
    """What the font's licence asks to travel with it: its copyright line and the licence's full text.

    ziamath leaves the text out; matplotlib ships it with its own STIX fonts.
    """
    from fontTools.ttLib import TTFont
    from matplotlib import get_data_path

    with source().open("rb") as file:
        copyright_line = TTFont(file, lazy=True)["name"].getDebugName(0)
    text = (Path(get_data_path()) / "fonts" / "ttf" / "LICENSE_STIX").read_text("utf-8")
    return f"stix-two-math.woff2 is a subset of STIX Two Math.\n{copyright_line}\n\n{text[text.index(OFL_BEGINS) :]}"


def source() -> Path:
    """Where the font lies. The package is not imported: all that is wanted of it is this file."""
    package = find_spec("ziamath")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("ziamath carries the font STIX Two Math; it belongs to the extra `site`")
    return Path(package.submodule_search_locations[0]) / "fonts" / "STIXTwoMath-Regular.ttf"

"""A font cut to the characters that the pages use, as woff2."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]


def carried(package: str, path: str) -> Path:
    """Where a file of a package lies. The package is not imported: all that is wanted of it is this file.

    Raises:
        ModuleNotFoundError: the package is not installed.
    """
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(f"{package} carries a font of the site; it belongs to the extra `site`")
    return Path(found.submodule_search_locations[0]) / path


def cut(font: TTFont, used: str, features: Sequence[str], without: Sequence[str]) -> TTFont:
    """The font with these characters, as far as it has them, and these features, without these tables."""
    from fontTools import subset as cutter  # type: ignore[import-untyped]

    for table in without:
        if table in font:
            del font[table]  # fontTools would read it first, which takes longest
    options = cutter.Options(layout_features=list(features))
    options.hinting = False  # no browser of today needs it, and it is a quarter of the file
    options.drop_tables += ["DSIG"]
    options.name_IDs = [0, 1, 2]  # whose it is, and what it is called
    subsetter = cutter.Subsetter(options)
    subsetter.populate(text=used)
    subsetter.subset(font)
    return font


def packed(font: TTFont) -> bytes:
    """The font as woff2; the same font gives the same bytes."""
    out = io.BytesIO()
    font.flavor, font.recalcTimestamp = "woff2", False
    font["head"].modified = font["head"].created  # else: the time of this build
    font.save(out)
    return out.getvalue()

"""Plots: drawn by matplotlib in the palette's light colours, rewritten as SVG that follows the scheme."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from drawing.palette import light_hexes, var

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

STYLE = Path(__file__).with_name("lesson.mplstyle")
LIGHT = light_hexes()
NAMES = {colour: name for name, colour in LIGHT.items()}
RC_COLOURS = {
    "text.color": "ink",
    "axes.labelcolor": "ink2",
    "axes.edgecolor": "line",
    "grid.color": "hair",
    "xtick.color": "line",
    "ytick.color": "line",
    "xtick.labelcolor": "ink2",
    "ytick.labelcolor": "ink2",
}
LABEL: dict[str, Any] = {"weight": "bold", "family": "DejaVu Sans"}  # STIX has no bold to fall back on
XLINK = "http://www.w3.org/1999/xlink"
HREF = f"{{{XLINK}}}href"  # a plain href is taken for a link by Material's instant navigation, which fails on it
ET.register_namespace("xlink", XLINK)
MATHS_LETTER = re.compile("^[\U0001d434-\U0001d467\u210e]")
LONG_LINE = re.compile(r"M -?[\d.]+ -?[\d.]+(?: L -?[\d.]+ -?[\d.]+){5,}(?: z)?")
DROPPED_TAGS = {"metadata", "style"}  # <style> would leak into the whole page
DROPPED_STYLES = {"stroke-miterlimit", "font-family"}


class Margins(NamedTuple):
    """What a sheet leaves free around its plot, in pixels."""

    left: int
    right: int
    bottom: int
    top: int


@contextmanager
def canvas(width: int, height: int, margins: Margins) -> Iterator[tuple[Canvas, Axes]]:
    """Open a sheet of `width` × `height` pixels with one plot."""
    import matplotlib as mpl
    from matplotlib.figure import Figure as Canvas

    _register_maths_font()
    left, right, bottom, top = margins
    size = ((width - left - right) / width, (height - bottom - top) / height)
    colours: Any = {key: LIGHT[name] for key, name in RC_COLOURS.items()}
    with mpl.rc_context(fname=STYLE, rc=colours):
        sheet = Canvas(figsize=(width / 72, height / 72))
        axes = sheet.add_axes((left / width, bottom / height, *size))
        for ground in (sheet.patch, axes.patch):
            ground.set_visible(False)  # the page shows through
        yield sheet, axes


def head(axes: Axes, left: int, words: str, key: str) -> None:
    """Write what is plotted above the vertical axis, from the left edge of the sheet."""
    axes.annotate(words, (0, 1), (-left, 14), xycoords="axes fraction", textcoords="offset points",
                  color=LIGHT[key], **LABEL)  # fmt: skip


def _register_maths_font() -> None:
    """Let matplotlib measure the letters of formulas in the font that the page draws them with."""
    from importlib.util import find_spec

    from matplotlib import font_manager

    package = find_spec("ziamath")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("ziamath carries the font STIX Two Math; `make setup` installs it")
    path = Path(package.origin).parent / "fonts" / "STIXTwoMath-Regular.ttf"
    if all(entry.fname != str(path) for entry in font_manager.fontManager.ttflist):
        font_manager.fontManager.addfont(path)


def to_svg(sheet: Canvas, name: str, alt: str) -> str:
    """Return the sheet as SVG for the page: named, without styles, its colours those of the palette.

    Raises:
        KeyError: a colour that the palette does not have.
    """
    out = io.StringIO()
    sheet.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    root = ET.fromstring(out.getvalue())
    attributes = {"class": "fig", "viewBox": root.attrib["viewBox"], "role": "img", "aria-label": alt}
    root.attrib.clear()
    root.attrib.update(attributes)
    for element in list(root.iter()):
        _clean(element)
    _rename_ids(root, name)
    _unwrap(root)
    return re.sub(r">\s+<", "><", ET.tostring(root, encoding="unicode")).strip()


def _clean(element: ET.Element) -> None:
    """Bring one element into the page's terms: no namespace, no style, short numbers, palette colours."""
    element.tag = element.tag.rpartition("}")[2]
    for child in [child for child in element if child.tag.rpartition("}")[2] in DROPPED_TAGS]:
        element.remove(child)
    attributes = {"class": "m", "translate": "no"} if MATHS_LETTER.match(element.text or "") else {}
    attributes |= element.attrib
    attributes |= _presentation(attributes.pop("style", ""))
    if attributes.get("transform", "").startswith("rotate(-0 "):  # matplotlib turns upright text by nothing
        del attributes["transform"]
    element.attrib.clear()
    element.attrib.update({key: _value(key, value) for key, value in attributes.items()})


def _presentation(style: str) -> dict[str, str]:
    """Turn `fill: #fff; font-size: 13px` into attributes, which the Content-Security-Policy allows."""
    pairs = dict(entry.strip().split(": ", 1) for entry in style.split(";") if entry.strip())
    if "font-weight" in pairs:
        pairs["font-weight"] = "600"  # labels are 600; DejaVu, which measures them, has only 700
    return {key: value.removesuffix("px") for key, value in pairs.items() if key not in DROPPED_STYLES}


def _value(key: str, value: str) -> str:
    if key in {"aria-label", "id", HREF, "clip-path"}:
        return value
    value = " ".join(value.split())
    value = re.sub(r"#[0-9a-fA-F]{6}\b", lambda found: var(NAMES[found[0].lower()]), value)
    value = re.sub(r"-?\d+\.\d+", lambda found: _rounded(float(found[0])), value)
    return LONG_LINE.sub(_in_steps, value) if key == "d" else value


def _in_steps(line: re.Match[str]) -> str:
    """A long line as steps from point to point in tenths of a pixel: packed, it takes half the bytes."""
    numbers = [round(10 * float(number)) for number in re.findall(r"-?[\d.]+", line[0])]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    steps = [points[0], *((c - a, d - b) for (a, b), (c, d) in pairwise(points))]
    start, *onwards = (f"{x / 10:g} {y / 10:g}" for x, y in steps)
    return f"M{start}l{' '.join(onwards)}{'z' if line[0].endswith('z') else ''}"


def _rounded(coordinate: float) -> str:
    return f"{round(coordinate, 2) + 0.0:g}" if abs(coordinate) < 1000 else f"{coordinate:.2f}"


def _rename_ids(root: ET.Element, name: str) -> None:
    """Keep the ids that something points to, numbered, and put the figure's name before them."""
    found = re.findall(r"#([\w-]+)", " ".join(v for e in root.iter() for v in e.attrib.values()))
    numbered = {used: f"{name}-{k}" for k, used in enumerate(dict.fromkeys(found))}
    for element in root.iter():
        for key, value in list(element.attrib.items()):
            if key == "id" and value not in numbered:
                del element.attrib[key]
            elif key == "id":
                element.attrib[key] = numbered[value]
            elif key in {HREF, "clip-path"}:
                element.attrib[key] = re.sub(r"#([\w-]+)", lambda used: f"#{numbered[used[1]]}", value)


def _unwrap(element: ET.Element) -> None:
    """Take the children out of groups that say nothing, and drop definitions that define nothing."""
    for child in list(element):
        _unwrap(child)
        if child.tag == "g" and not child.attrib:
            place = list(element).index(child)
            element[place : place + 1] = list(child)
        elif child.tag == "defs" and not len(child):
            element.remove(child)

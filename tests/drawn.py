"""Read drawings back: the words, numbers and bars of an SVG, for the tests that compare them with rnn_docs."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from drawing import palette
from drawing.figure import Figure
from drawing.printing import number
from numpy.typing import ArrayLike

from rnn_docs import cat_sat_params, encode, forward
from rnn_docs.checks import Array
from rnn_docs.trace import Trace

Corner = tuple[float, float]
CORE = 2  # pixels that a line may reach into the box around words: half of its width, and what is air there
SLIM = "il.,:;' |()I!"  # letters about half as wide as others
PRECISION = 0.065  # pixels: half of the last digit of a long line's corners, and of the grid's that it is read against


def layouts(figure: Figure) -> tuple[str, str]:
    """The drawing of a figure, wide and compact."""
    return figure.svg_wide, figure.svg_compact


def texts(svg: str) -> list[str]:
    """What stands in each text, in the order of drawing."""
    return ["".join(element.itertext()) for element in ET.fromstring(svg).iter("text")]


def numbers(svg: str) -> list[str]:
    """The printed numbers with two decimals, in the order of drawing."""
    return [found[1] for text in texts(svg) if (found := re.match(r"(?:· )?(−?\d+\.\d\d)", text))]


def bars(svg: str, hue: str) -> list[float]:
    """Heights of the filled bars of one hue, in the order of drawing."""
    return [
        float(rect.attrib["height"])
        for rect in ET.fromstring(svg).iter("rect")
        if rect.attrib["fill"] == f"var(--rnn-{hue})" and "stroke" not in rect.attrib
    ]


def points(path: str) -> Array:
    """The corners of a path, in pixels, (points, 2); a long line is written as a start and steps from there."""
    start, _, steps = path.partition("l")
    corners = np.array([[float(x), float(y)] for x, y in re.findall(r"[ML] ?(-?[\d.]+) (-?[\d.]+)", start)])
    moved = np.array(re.findall(r"-?[\d.]+", steps), float).reshape(-1, 2)
    return np.concatenate([corners, (corners[-1] + moved.cumsum(axis=0)).round(2)]) if len(moved) else corners


def lines(svg: str, hue: str, **attributes: str) -> list[Array]:
    """The corners of each line of a plot in one hue, in the order of drawing; straight ones are axes and marks."""
    wanted = {"stroke": f"var(--rnn-{hue})", "fill": "none"} | attributes
    paths = [path.attrib for path in ET.fromstring(svg).iter("path")]
    found = [points(path["d"]) for path in paths if wanted.items() <= path.items()]
    return [line for line in found if len(line) > 2]


def grid(svg: str) -> list[Array]:
    """The horizontal lines of a plot's grid, from the left end to the right one, in the order of the axis' labels."""
    paths = [path.attrib for path in ET.fromstring(svg).iter("path")]
    return [points(path["d"]) for path in paths if path.get("stroke") == "var(--rnn-hair)"]


def levels(svg: str) -> list[float]:
    """Where the horizontal lines of the grid stand."""
    return [line[0, 1] for line in grid(svg)]


def along(svg: str, line: Array) -> Array:
    """How far along the axis each corner of a line stands, 0 at its left end and 1 at its right one."""
    left, right = grid(svg)[0][:, 0]
    shares: Array = (line[:, 0] - left) / (right - left)
    return shares


def row(trace: Trace, name: str) -> Array:
    """One quantity of a one-unit cell at every step; `x` is the input."""
    values = trace.xs if name == "x" else trace[name]
    steps: Array = values[:, 0, 0]
    return steps


def heat_cells(svg: str) -> list[tuple[str, str]]:
    """(class, number drawn on it) of every numbered heat cell, in the order of drawing."""
    return re.findall(r'<rect class="heat (\w+)"[^>]*/><text [^>]*>([^<]*)</text>', svg)


def hs(sentence: str) -> Array:
    """The states of the small network after every word."""
    states: Array = forward(cat_sat_params(), encode(sentence)).hs[:, :, 0]
    return states


def cells(values: ArrayLike, decimals: int = 2) -> list[tuple[str, str]]:
    """The class and the number of a heat cell for each value."""
    return [(palette.heat_class(value), number(value, decimals)) for value in np.ravel(values)]


class Extent(NamedTuple):
    """How far a text or a shape reaches, in pixels; a text's width is an estimate."""

    kind: str  # "words", "line", "curve", "frame", or "ground": a filled shape, which covers what is drawn before it
    words: str
    corners: Sequence[Corner]
    left: float
    top: float
    right: float
    bottom: float


Width = Callable[[ET.Element], float]


def estimated(text: ET.Element) -> float:
    """A text's width in pixels, in the font of the page."""
    size = float(text.get("font-size", 0))
    return sum(size * (0.3 if sign in SLIM else 0.55) for sign in "".join(text.itertext()))


def extents(svg: str, width: Width = estimated) -> list[Extent]:
    """How far everything reaches, in the order of drawing; what a plot draws by steps or by copies is left out."""
    return [*_read(svg, width)]


@cache
def _read(svg: str, width: Width) -> tuple[Extent, ...]:
    """Read once: a dozen rules ask for the same drawings."""
    return tuple(_extents(ET.fromstring(svg), 0, 0, 0, width))


def _extents(element: ET.Element, x: float, y: float, turn: float, width: Width) -> Iterator[Extent]:
    tag, transform = element.tag.rpartition("}")[2], element.get("transform", "")
    if tag in ("defs", "clipPath"):
        return
    if moved := re.search(r"translate\((\S+) (\S+)\)", transform):
        x, y = x + float(moved[1]), y + float(moved[2])
    if turned := re.search(r"rotate\((\S+)\)", transform):
        turn += float(turned[1])
    if corners := _corners(element, tag, width):
        if turn:  # by a quarter
            corners = [(-b, a) if turn > 0 else (b, -a) for a, b in corners]
        corners = [(x + a, y + b) for a, b in corners]
        across, down = zip(*corners, strict=True)
        filled = element.get("fill") != "none"
        kind = {"text": "words", "path": "curve" if filled else "line"}.get(tag, "ground" if filled else "frame")
        words = "".join(element.itertext()) if tag == "text" else ""
        yield Extent(kind, words, corners, min(across), min(down), max(across), max(down))
    for part in element if tag != "text" else ():
        yield from _extents(part, x, y, turn, width)


def struck_through(svg: str) -> list[str]:
    """The words that a line runs through, unless something was drawn over the line before they were written."""
    drawn = extents(svg)
    return [
        it.words
        for place, it in enumerate(drawn)
        if it.kind == "words"
        and any(
            other.kind == "line" and _runs_through(other, it, drawn[began + 1 : place])
            for began, other in enumerate(drawn)
        )
    ]


def _runs_through(line: Extent, words: Extent, covers: list[Extent]) -> bool:
    for start, end in pairwise(line.corners):
        if (found := _middle_within(start, end, words)) and not any(
            it.kind == "ground" and it.left <= found[0] <= it.right and it.top <= found[1] <= it.bottom for it in covers
        ):
            return True
    return False


def _middle_within(start: Corner, end: Corner, words: Extent) -> Corner | None:
    """The middle of what a straight line has in common with the core of words, if it has something (Liang and Barsky)."""
    (x, y), (across, down) = start, (end[0] - start[0], end[1] - start[1])
    first, last = 0.0, 1.0
    edges = (-across, x - words.left), (across, words.right - x), (-down, y - words.top), (down, words.bottom - y)
    for slope, room in edges:
        room -= CORE
        if slope < 0:
            first = max(first, room / slope)
        elif slope > 0:
            last = min(last, room / slope)
        elif room < 0:
            return None
    middle = (first + last) / 2
    return (x + middle * across, y + middle * down) if first < last else None


def _corners(element: ET.Element, tag: str, wide: Width) -> list[Corner]:
    """Two corners or more, before any transformation."""
    x, y, width, height, cx, cy, r, size = (
        float(element.get(name, 0)) for name in ("x", "y", "width", "height", "cx", "cy", "r", "font-size")
    )
    if tag == "rect":
        return [(x, y), (x + width, y + height)]
    if tag == "circle":
        return [(cx - r, cy - r), (cx + r, cy + r)]
    if tag == "text":
        width = wide(element)
        left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")] * width
        return [(left, y - 0.72 * size), (left + width, y + 0.05 * size)]
    drawn = element.get("points", element.get("d", ""))
    places = [float(found) for found in re.findall(r"-?[\d.]+", drawn)]
    return list(zip(places[::2], places[1::2], strict=True)) if "l" not in drawn else []

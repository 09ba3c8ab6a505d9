"""How the parts of a drawing stand to each other: read from the SVG, so that one rule judges every figure."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from tests.drawn import Corner, Extent, extents

NEAR, INTO = 15, 5  # pixels: how far from a part an arrow may begin or end, and how far it may reach into one
RIM = 38  # … and from the edges left and right, where it comes from outside or leads there
EXACT, ABOUT = 1.5, 5  # between two middles: of a word and its box, and of several words, whose widths are estimated
SMALL = 130  # a box or a circle up to this size is a thing, which an arrow does not enter
BESIDE = 20  # how far from words the part is that they stand beside
LABELLED = (300, 44)  # boxes of up to this size are there for the words in them


class Arrow(NamedTuple):
    """An arrow: where it begins, where its tip is, and its place in the order of drawing, the head one after it."""

    start: Corner
    tip: Corner
    place: int


def arrows(drawn: Sequence[Extent]) -> Iterator[Arrow]:
    """The lines that a head follows: filled or open, it has three corners, and the tip is the second."""
    for place, (line, head) in enumerate(pairwise(drawn)):
        if line.kind == "line" and head.kind in ("ground", "line") and len(head.corners) == 3:
            tip = head.corners[1]
            if apart(line.corners[-1], tip) < NEAR:
                yield Arrow(line.corners[0], tip, place)


def loose_ends(svg: str) -> list[str]:
    """Where an arrow begins or ends at nothing, or within what it should only touch.

    In a key an arrow stands beside its word, and touches it with one end; one that bears words measures a length.
    """
    drawn, width, told = extents(svg), _sheet(svg)[2], []
    for arrow in arrows(drawn):
        others = [it for place, it in enumerate(drawn) if place not in (arrow.place, arrow.place + 1)]
        ends = {end: min(others, key=lambda it: abs(gap(end, it))) for end in (arrow.start, arrow.tip)}
        told += [f"{end} is within" for end in ends if any(_is_small(it) and gap(end, it) < -INTO for it in others)]
        loose = [
            f"{end} is {gap(end, nearest):.0f} pixels from anything"
            for end, nearest in ends.items()
            if gap(end, nearest) > NEAR and RIM < end[0] < width - RIM
        ]
        beside = any(it.words and it.top <= end[1] <= it.bottom for end, it in ends.items())
        bears = any(it.words and _lies_on(_middle(it), drawn[arrow.place]) for it in others)
        told += loose if len(loose) > beside and not bears else []
    return told


def _is_small(part: Extent) -> bool:
    return len(part.corners) == 2 and part.right - part.left < SMALL and part.bottom - part.top < SMALL


def _lies_on(point: Corner, line: Extent) -> bool:
    return gap(point, line) < INTO


def gap(point: Corner, part: Extent) -> float:
    """How far a point is from a part, in pixels; in a box or a circle, how deep, with a minus."""
    if part.kind in ("line", "curve") or len(part.corners) > 2:
        return min(_from_line(point, start, end) for start, end in pairwise(part.corners))
    across = max(part.left - point[0], point[0] - part.right)
    down = max(part.top - point[1], point[1] - part.bottom)
    return hypot(max(across, 0), max(down, 0)) or max(across, down)


def _from_line(point: Corner, start: Corner, end: Corner) -> float:
    across, down = end[0] - start[0], end[1] - start[1]
    length = across**2 + down**2
    share = ((point[0] - start[0]) * across + (point[1] - start[1]) * down) / length if length else 0
    share = min(max(share, 0), 1)
    return apart(point, (start[0] + share * across, start[1] + share * down))


def apart(one: Corner, other: Corner) -> float:
    """How far one point is from another."""
    return hypot(one[0] - other[0], one[1] - other[1])


def off_their_box(svg: str) -> list[str]:
    """Words that do not stand in the middle of the box that they are written in; several have one middle."""
    drawn = extents(svg)
    boxes = sorted((it for it in drawn if it.kind in ("ground", "frame") and len(it.corners) == 2), key=_area)
    written: dict[int, list[Extent]] = {}
    for words in (it for it in drawn if it.words.strip()):
        around = (place for place, box in enumerate(boxes) if gap(_middle(words), box) <= 0)
        if (smallest := next(around, None)) is not None:
            written.setdefault(smallest, []).append(words)
    told = []
    for place, found in written.items():
        box, near = boxes[place], EXACT if len(found) == 1 else ABOUT
        across = (min(it.left for it in found) + max(it.right for it in found)) / 2 - _middle(box)[0]
        down = (min(it.top for it in found) + max(it.bottom for it in found)) / 2 - _middle(box)[1]
        wide, low = box.right - box.left <= LABELLED[0], box.bottom - box.top <= LABELLED[1]
        if wide and (abs(across) > near or (low and abs(down) > ABOUT)):
            told.append(f"{' '.join(it.words for it in found)} by {across:.0f} {down:.0f}")
    return told


def _middle(part: Extent) -> Corner:
    return (part.left + part.right) / 2, (part.top + part.bottom) / 2


def _area(box: Extent) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def over_nothing(svg: str) -> list[str]:
    """Words set around their middle that stand over the middle of nothing, nor beside something at its height."""
    drawn = [it for it in extents(svg) if it.kind != "words" or it.words.strip()]
    anchors = (it.get("text-anchor") for it in ET.fromstring(svg).iter("text") if "".join(it.itertext()).strip())
    rows = _middles_of_rows(drawn)
    return [
        it.words
        for it, anchor in zip((it for it in drawn if it.words), anchors, strict=True)
        if anchor == "middle"
        and not any(abs(middle - _middle(it)[0]) <= EXACT for middle in rows)
        and not any(_over(it, other) or _beside(it, other) for other in drawn if other is not it)
    ]


def _middles_of_rows(drawn: Sequence[Extent]) -> list[float]:
    """The middle of every row of parts that have one size and stand on one line."""
    rows: dict[tuple[int, ...], list[float]] = {}
    for it in (it for it in drawn if not it.words):
        size = round(it.top), round(it.right - it.left), round(it.bottom - it.top)
        rows.setdefault(size, []).append(_middle(it)[0])
    return [(min(row) + max(row)) / 2 for row in rows.values()]


def _over(words: Extent, other: Extent) -> bool:
    places = [_middle(other)[0], *(x for x, _ in other.corners if other.kind == "line")]
    return any(abs(place - _middle(words)[0]) <= EXACT for place in places)


def _beside(words: Extent, other: Extent) -> bool:
    room = max(other.left - words.right, words.left - other.right)
    return 0 <= room <= BESIDE and abs(_middle(words)[1] - _middle(other)[1]) <= ABOUT


def below(svg: str) -> float:
    """How much room a drawing leaves below its last part."""
    _, top, _, height = _sheet(svg)
    return top + height - max(it.bottom for it in extents(svg))


def _sheet(svg: str) -> list[float]:
    """Left, top, width and height of the sheet."""
    return [float(number) for number in ET.fromstring(svg).attrib["viewBox"].split()]

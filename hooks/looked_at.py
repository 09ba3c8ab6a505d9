"""`make looked-at`: write down where the parts of every drawing stand, and say which are not where they were.

No rule knows that a label belongs 16 pixels below its box and not 36: a person sees it. For every drawing that
somebody has looked at, `looked_at.txt` beside this module says how many parts of each kind it has, and the sums of
their places in pixels. A test compares. It forgives what a rounding on another machine may move.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import accumulate, zip_longest
from pathlib import Path

from checks import source
from drawing.explorer import Explorer
from drawing.figure import Figure
from pages import EXPLORERS, FIGURES, VIGNETTES

ROOT = Path(__file__).parents[1]
RECORD = Path(__file__).with_name("looked_at.txt")
FORGIVEN = 4  # pixels in a sum: a rounding moves many parts by next to nothing, a mistake moves one part by more
KINDS = {
    "svg": "sheet",
    "text": "words",
    "path": "lines",
    "rect": "boxes",
    "circle": "circles",
    "polygon": "heads",
    "use": "marks",
    "g": "shifts",
}  # what a kind of element is called; others have no place
SVG = re.compile(r"<svg.*?</svg>", re.S)
NUMBER = re.compile(r"-?\d+\.?\d*")
Sums = dict[str, list[int]]  # of each kind: how many, and the sums of their places
Drawings = dict[str, str]  # SVG, by what tells the drawings of one name apart


def subjects() -> dict[str, Callable[[], Drawings]]:
    """Whatever draws, by the kind and name of its marker."""
    return {
        **{f"figure {name}": partial(_figure, draw) for name, draw in FIGURES.items()},
        **{f"vignette {name}": partial(_vignette, draw) for name, draw in VIGNETTES.items()},
        **{f"explorer {name}": partial(_explorer, explorer) for name, explorer in EXPLORERS.items()},
    }


def _figure(draw: Callable[[], Figure]) -> Drawings:
    return layouts(draw())


def _vignette(draw: Callable[[], str]) -> Drawings:
    return {"alone": draw()}


def _explorer(explorer: Explorer) -> Drawings:
    return dict(within(explorer.trace()))


def layouts(figure: Figure) -> Drawings:
    """The two drawings of a figure."""
    return {"wide": figure.svg_wide, "compact": figure.svg_compact}


def within(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """The drawings in what an explorer reads, each with the keys that lead to it and its number there."""
    if isinstance(value, str):
        for number, svg in enumerate(SVG.findall(value), start=1):
            yield f"{place.strip('/').replace(' ', '-')}/{number}", svg
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, entry in entries:
        yield from within(entry, f"{place}/{key}")


def sums(svg: str) -> Sums:
    """How many parts of each kind a drawing has, and the sums of the places at which they begin and end.

    >>> sums('<svg><text x="45" y="20">cell</text><rect x="10" y="5" width="70" height="30"/></svg>')
    {'words': [1, 45, 20], 'boxes': [1, 10, 5, 80, 35]}
    """
    found: dict[str, list[list[float]]] = {}
    for element in ET.fromstring(svg).iter():
        kind = KINDS.get(element.tag.rpartition("}")[2], "")
        if kind and (place := _place(kind, element)):
            found.setdefault(kind, []).append(place)
    return {
        kind: [len(places), *(round(sum(each)) for each in zip(*places, strict=True))] for kind, places in found.items()
    }


def _place(kind: str, element: ET.Element) -> list[float]:
    """Where a part begins and ends, and the mean of its corners if it has some; of words and marks it is one point."""
    if kind in ("lines", "heads"):
        across, down = _corners(element.get("d", element.get("points", "")))
        means = (sum(places) / len(places) for places in (across, down))
        return [min(across), min(down), max(across), max(down), *means]
    if kind == "sheet":
        return _numbers(element.get("viewBox", ""))
    if kind == "shifts":
        return _numbers(element.get("transform", ""))[:2]
    x, y, width, height, cx, cy, r = (
        float(element.get(name, 0)) for name in ("x", "y", "width", "height", "cx", "cy", "r")
    )
    if kind == "circles":
        return [cx - r, cy - r, cx + r, cy + r]
    return [x, y, x + width, y + height] if kind == "boxes" else [x, y]


def _corners(path: str) -> tuple[list[float], list[float]]:
    """The corners of a line, across and down; a long one is written as a start and steps from there."""
    start, _, steps = path.partition("l")
    numbers, moves = _numbers(start), _numbers(steps)
    across, down = (
        numbers[axis::2] + list(accumulate(moves[axis::2], initial=numbers[axis - 2]))[1:] for axis in (0, 1)
    )
    return across, down


def _numbers(text: str) -> list[float]:
    return [float(found) for found in NUMBER.findall(text)]


def line(found: Sums) -> str:
    """What the record says of a drawing.

    >>> line({"words": [2, 90, 40], "boxes": [1, 10, 5, 80, 35]})
    '2 words 90 40; 1 boxes 10 5 80 35'
    """
    return "; ".join(f"{count} {kind} {' '.join(map(str, places))}" for kind, (count, *places) in found.items())


def read(said: str) -> Sums:
    """What a line of the record says.

    >>> read("2 words 90 40; 1 boxes 10 5 80 35")
    {'words': [2, 90, 40], 'boxes': [1, 10, 5, 80, 35]}
    """
    parts = (part.split() for part in said.split("; "))
    return {kind: [int(count), *map(int, places)] for count, kind, *places in parts}


def moved(old: Sums, new: Sums) -> list[str]:
    """The kinds of parts that do not stand as they did, each with how.

    >>> moved({"words": [2, 90, 40], "boxes": [1, 0, 0, 9, 9]}, {"words": [2, 110, 41], "boxes": [2, 0, 0, 18, 18]})
    ['words by 20 1', 'boxes: 2, not 1']
    """
    told = []
    for kind in {**old, **new}:
        (count, *before), (now, *after) = old.get(kind, [0]), new.get(kind, [0])
        by = [there - here for here, there in zip_longest(before, after, fillvalue=0)]
        if count != now:
            told.append(f"{kind}: {now}, not {count}")
        elif max(map(abs, by)) > FORGIVEN:
            told.append(f"{kind} by {' '.join(map(str, by))}")
    return told


def recorded() -> dict[str, str]:
    """What is written down of each drawing, by its name."""
    lines = (line.split(": ", 1) for line in RECORD.read_text("utf-8").splitlines())
    return dict(entry for entry in lines if len(entry) == 2)


def drawn(subject: str, draw: Callable[[], Drawings]) -> dict[str, str]:
    """The lines of everything that is drawn for one subject, as it is now."""
    return {f"{subject} {which}": line(sums(svg)) for which, svg in draw().items()}


def missing() -> list[str]:
    """The figures and decorations that nobody has looked at."""
    known = {name.rpartition(" ")[0] for name in recorded()}
    return [name for name in subjects() if name not in known and not name.startswith("explorer")]


def changes(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """What is not as it was, by drawing."""
    told = {name: "gone" for name in old if name not in new}
    told |= {name: "new" for name in new if name not in old}
    for name in (name for name in old if name in new):
        if found := moved(read(old[name]), read(new[name])):
            told[name] = ", ".join(found)
    return told


def pages_of() -> dict[str, str]:
    """The page that shows each subject."""
    return {
        f"{marker.kind} {marker.name}": path
        for path, page in source.read(ROOT / "docs").pages.items()
        for marker in page.markers
    }


def main() -> None:
    """Write the record anew, and say which drawings changed and where they are seen; what a rounding moved stays."""
    old = recorded()
    new = {name: line for subject, draw in subjects().items() for name, line in drawn(subject, draw).items()}
    told, seen_on = changes(old, new), pages_of()
    for name, what in sorted(told.items()):
        print(f"{name} (docs/{seen_on.get(name.rpartition(' ')[0], '')}): {what}")
    kept = {name: new[name] if name in told else old[name] for name in new}
    RECORD.write_text("".join(f"{name}: {kept[name]}\n" for name in sorted(kept)), "utf-8")
    print(f"{len(told)} drawings changed; look at each, on both widths" if told else "No drawing changed")


if __name__ == "__main__":
    main()

"""The pen: every diagram is drawn with it, so that the same thing looks alike in all of them.

A unit is a CSS pixel. Colours are names of hooks/drawing/palette.py and come out as custom properties; nothing comes
out as a `style` attribute, because the pages' Content-Security-Policy forbids them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from html import escape
from typing import TYPE_CHECKING, Any

from drawing.palette import heat_class, var
from drawing.printing import SUB_DROP, Sym, compact, number, spans

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Point = tuple[float, float]
VALVE_HEIGHT = 0.39  # from the middle of a bow tie to its edge, as a share of its length


class Pen:
    """A sheet of `width` × `height` units; strokes are added in order, `svg()` returns the drawing.

    First the plain strokes, then the grammar of the diagrams: states, words, cells, operators, functions and gates.
    """

    def __init__(self, width: float, height: float, alt: str = "", top: float = 0) -> None:
        self.width, self.height, self.top, self.alt = width, height, top, alt
        self.strokes: list[str] = []

    def svg(self, kinds: str = "") -> str:
        """Return the drawing: an image with a name if it has an alternative text, else a decoration.

        `kinds` are further classes, by which an explorer finds its drawings.
        """
        box = f"0 {compact(self.top)} {compact(self.width)} {compact(self.height - self.top)}"
        name = f'role="img" aria-label="{escape(self.alt)}"' if self.alt else 'aria-hidden="true"'
        classes = f"fig pen {kinds}".rstrip()
        return f'<svg class="{classes}" viewBox="{box}" {name}>{"".join(self.strokes)}</svg>'

    @contextmanager
    def group(self, attributes: str) -> Iterator[None]:
        """Put what is drawn meanwhile into one group."""
        self.strokes.append(f"<g {attributes}>")
        yield
        self.strokes.append("</g>")

    def line(
        self,
        points: Iterable[Point],
        key: str = "line",
        width: float = 1.75,
        dash: str = "",
        decimals: int = 1,
        hook: str = "",
    ) -> None:
        """Draw a line through the points; a measured one may need more decimals of a pixel."""
        path = "M" + "L".join(f"{compact(x, decimals)} {compact(y, decimals)}" for x, y in points)
        self._shape("path", f'd="{path}"{hook}', "", key, width, dash)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        key: str = "line",
        fill: str = "surface",
        radius: float = 6,
        stroke: float = 1.75,
        dash: str = "",
        hook: str = "",
    ) -> None:
        """Draw a box from its upper left corner; an empty key or fill leaves the outline or the fill out."""
        corners = f' rx="{compact(radius)}"'
        self._shape("rect", box_at(x, y, width, height) + corners + hook, fill, key, stroke, dash)

    def circle(
        self, x: float, y: float, radius: float, key: str = "w", fill: str = "page", stroke: float = 1.75
    ) -> None:
        """Draw a circle around its centre."""
        centre = f'cx="{compact(x)}" cy="{compact(y)}" r="{compact(radius)}"'
        self._shape("circle", centre, fill, key, stroke)

    def dot(self, x: float, y: float, radius: float = 4, key: str = "w") -> None:
        """Draw a filled dot: the place where lines join."""
        self.circle(x, y, radius, "", key)

    def arrow(
        self,
        points: Sequence[Point],
        key: str = "h",
        width: float = 2.25,
        head: float = 8,
        dash: str = "",
        open_head: bool = False,
    ) -> None:
        """Draw a line that ends in a head: filled forwards in time, open for a gradient that goes back."""
        (x0, y0), (x1, y1) = points[-2], points[-1]
        length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        ux, uy = (x1 - x0) / length, (y1 - y0) / length
        bx, by, half = x1 - ux * head, y1 - uy * head, head * 0.52
        tip = [(bx - uy * half, by + ux * half), (x1, y1), (bx + uy * half, by - ux * half)]
        back = 1 if open_head else head * 0.8  # the line ends inside the head, so that the tip stays sharp
        self.line([*points[:-1], (x1 - ux * back, y1 - uy * back)], key, width, dash)
        if open_head:
            self.line(tip, key, width)
        else:
            self.polygon(tip, key, "", 0)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        key: str = "ink",
        size: float = 13,
        anchor: str = "middle",
        weight: int = 400,
        hook: str = "",
    ) -> None:
        """Write words on a baseline."""
        bold = f' font-weight="{weight}"' if weight != 400 else ""
        self.strokes.append(f"<text {_at(x, y, size, key, anchor)}{bold}{hook}>{escape(words)}</text>")

    def sym(self, x: float, y: float, *parts: Sym | str, size: float = 19, anchor: str = "middle") -> None:
        """Write letters of a formula; a plain string between them is taken as it is, in ink."""
        drops = [0.0, *(size * SUB_DROP if isinstance(p, Sym) and p.sub else 0 for p in parts)]
        inner = "".join(spans(part, size, drop) for part, drop in zip(parts, drops, strict=False))
        self.strokes.append(f'<text class="m" translate="no" {_at(x, y, size, "ink", anchor)}>{inner}</text>')

    def polygon(self, corners: Iterable[Point], fill: str, key: str, stroke: float) -> None:
        """Draw a closed shape."""
        points = " ".join(f"{compact(x)},{compact(y)}" for x, y in corners)
        self._shape("polygon", f'points="{points}"', fill, key, stroke)

    def _shape(self, tag: str, geometry: str, fill: str, key: str, stroke: float, dash: str = "") -> None:
        paint = f'fill="{var(fill) if fill else "none"}"'
        if key:
            paint += f' stroke="{var(key)}" stroke-width="{stroke:g}"'
        if dash:
            paint += f' stroke-dasharray="{dash}"'
        self.strokes.append(f"<{tag} {geometry} {paint}/>")

    # --- the grammar of the diagrams ---------------------------------------------------------------------------------

    def heat(
        self,
        x: float,
        y: float,
        values: Sequence[float] | NDArray[np.floating[Any]],
        cell: tuple[float, float],
        key: str = "h",
        size: float = 13,
        horizontal: bool = False,
        numbers: bool = True,
        stroke: float = 2,
        decimals: int = 2,
        bare: bool = False,
    ) -> None:
        """Draw a state: a stack (or row) of cells, each filled and numbered by its value, in one frame.

        Without `numbers` the caller writes them. On `bare` cells nobody does: forced colours turn those into bars.
        """
        width, height = cell
        for i, value in enumerate(values):
            left, top = (x + i * width, y) if horizontal else (x, y + i * height)
            kinds = f"bare {heat_class(value)}" if bare else heat_class(value)
            self.strokes.append(f'<rect class="heat {kinds}" {box_at(left, top, width, height)}/>')
            if numbers and not bare:
                words = number(value, decimals)
                self.text(left + width / 2, top + height / 2 + size * 0.36, words, "onheat", size)
        whole = (width * len(values), height) if horizontal else (width, height * len(values))
        if key:
            self.rect(x, y, *whole, key=key, fill="", radius=4, stroke=stroke)

    def token(self, x: float, y: float, word: str, width: float = 0, height: float = 30, size: float = 15) -> None:
        """Draw an input word as a pill around its centre."""
        width = width or max(46, len(word) * size * 0.62 + 22)
        self.rect(x - width / 2, y - height / 2, width, height, "x", "x-tint", height / 2)
        self.text(x, y + size * 0.35, word, "ink", size, weight=600)

    def cell(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        label: str = "",
        size: float = 13,
        other_weights: bool = False,
    ) -> None:
        """Draw a cell around its centre; cells with other weights are shaded."""
        fill = "w-tint" if other_weights else "surface"
        self.rect(x - width / 2, y - height / 2, width, height, "w", fill, min(9, width / 4))
        if label:
            self.text(x, y + size * 0.36, label, "w", size, weight=600)

    def op(self, x: float, y: float, sign: str, radius: float = 13, size: float = 17) -> None:
        """Draw the circle in which two lines join."""
        self.circle(x, y, radius, "w", "page")
        self.text(x, y + size * 0.34, sign, "w", size, weight=600)

    def box(
        self,
        x: float,
        y: float,
        label: str,
        width: float = 48,
        height: float = 26,
        key: str = "w",
        dash: str = "",
        size: float = 13,
    ) -> None:
        """Draw a function such as tanh as a small box on its line."""
        self.rect(x - width / 2, y - height / 2, width, height, key, "page", 6, dash=dash)
        self.text(x, y + size * 0.35, label, key, size)

    def valve(
        self,
        x: float,
        y: float,
        vertical: bool = False,
        opening: float | None = None,
        length: float = 28,
        hook: str = "",
    ) -> None:
        """Draw a gate: a bow tie whose waist lies on the pipe.

        With an opening from 0 to 1 the tie is pale, and dark as far as it stands open; a hook lets an explorer open it.
        """
        a, b = length / 2, length * VALVE_HEIGHT
        tie = "M" + "L".join(f"{compact(dx)} {compact(dy)}" for dx, dy in ((-a, -b), (-a, b), (a, -b), (a, b))) + "Z"
        with self.group(f'transform="translate({compact(x)} {compact(y)}){" rotate(90)" * vertical}"'):
            plain = opening is None and not hook
            outline = f'd="{tie}"'
            self._shape("path", outline, "page" if plain else "gate-tint", "gate", 2.25)
            if not plain:
                self._shape("path", f'd="{tie}" transform="scale(1 {opening or 0:.2f})"{hook}', "gate", "", 0)

    def badge(self, x: float, y: float, letter: str, radius: float = 15, held: bool = False) -> None:
        """Draw a gate's letter in its circle; one that can be held by hand is a group that says whose it is."""
        with self.group(f'class="badge" data-gate="{letter}"') if held else nullcontext():
            self.circle(x, y, radius, "gate", "gate-tint", 2)
            self.sym(x, y + 6, Sym(letter, key="gate"))


def hook(name: str, at: int | None = None, kind: str = "") -> str:
    """Attributes by which an explorer finds a stroke: the number that moves it, perhaps its step and a class.

    >>> hook("c"), hook("h", 2, "ghost")
    (' data-name="c"', ' data-name="h" data-at="2" class="ghost"')
    """
    step = "" if at is None else f' data-at="{at}"'
    return f' data-name="{name}"{step}' + (f' class="{kind}"' if kind else "")


def box_at(x: float, y: float, width: float, height: float) -> str:
    """Place a box by its upper left corner, as attributes of its element."""
    return f'x="{compact(x)}" y="{compact(y)}" width="{compact(width)}" height="{compact(height)}"'


def _at(x: float, y: float, size: float, key: str, anchor: str) -> str:
    place = f'x="{compact(x)}" y="{compact(y)}" font-size="{size:g}" fill="{var(key)}"'
    return place if anchor == "start" else f'{place} text-anchor="{anchor}"'

"""The pen: every diagram is drawn with these, so that the same thing looks alike in all of them."""

from __future__ import annotations

from collections.abc import Sequence

from drawing.palette import heat_class
from drawing.printing import Sym, compact, italic, number
from drawing.svg_sheet import Sheet, box_at

__all__ = ["Pen", "Sym", "compact", "italic", "number"]


class Pen(Sheet):
    """A sheet, and the grammar of the diagrams: states, words, cells, operators, functions and gates."""

    def heat(
        self,
        x: float,
        y: float,
        values: Sequence[float],
        cell: tuple[float, float],
        key: str = "h",
        size: float = 13,
        horizontal: bool = False,
        numbers: bool = True,
        stroke: float = 2,
        decimals: int = 2,
    ) -> None:
        """Draw a state: a stack (or row) of cells, each filled and numbered by its value, in one frame."""
        width, height = cell
        for i, value in enumerate(values):
            left, top = (x + i * width, y) if horizontal else (x, y + i * height)
            self.strokes.append(f'<rect class="heat {heat_class(value)}" {box_at(left, top, width, height)}/>')
            if numbers:
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

    def valve(self, x: float, y: float, vertical: bool = False, length: float = 28) -> None:
        """Draw a gate: a bow tie whose waist lies on the pipe."""
        a, b = length / 2, length * 0.39
        if vertical:
            corners = [(x - b, y - a), (x + b, y - a), (x - b, y + a), (x + b, y + a)]
        else:
            corners = [(x - a, y - b), (x - a, y + b), (x + a, y - b), (x + a, y + b)]
        self.polygon(corners, "page", "gate", 2.25)

    def badge(self, x: float, y: float, letter: str, radius: float = 15) -> None:
        """Draw a gate's letter in its circle."""
        self.circle(x, y, radius, "gate", "gate-tint", 2)
        self.sym(x, y + 6, Sym(letter, key="gate"))

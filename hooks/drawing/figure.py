"""What a figure is: one drawing in two layouts, with the words that belong to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from drawing.fragments import render
from markupsafe import Markup

WIDE, COMPACT = 680, 340  # units of the two layouts; a unit is a CSS pixel at native size
Draw = Callable[[int, str], str]  # from the width of a layout and the alternative text to the drawing


def layout(width: int) -> str:
    """Return the name of the layout of this width, as ids bear it."""
    return {WIDE: "wide", COMPACT: "compact"}[width]


@dataclass(frozen=True)
class Figure:
    """A drawing 680 and 340 units wide, its alternative text, and its caption.

    The caption is inline HTML: the finding in bold, then how to read the drawing, then its conditions.
    """

    svg_wide: str
    svg_compact: str
    alt: str
    caption: str

    def json(self) -> str:
        """All of it, to be kept and read back by `from_json`."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Figure:
        """The figure that `json` wrote."""
        return cls(**json.loads(text))

    def html(self, name: str) -> Markup:
        """Return the figure as it stands on the page; a container query shows one layout (lesson.css)."""
        drawings = {"svg_wide": Markup(self.svg_wide), "svg_compact": Markup(self.svg_compact)}
        return render("figure", name=name, caption=Markup(self.caption), **drawings)


def two_layouts(draw: Draw, alt: str, caption: str, compact: Draw | None = None) -> Figure:
    """Draw a figure in both layouts; `compact` draws the narrow one, where that is another drawing."""
    return Figure(draw(WIDE, alt), (compact or draw)(COMPACT, alt), alt, caption)

"""What a figure is: one drawing in two layouts, with the words that belong to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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

    def html(self, name: str) -> str:
        """Return the figure as it stands on the page; a container query shows one layout (lesson.css).

        What the drawings say in letters is kept out of the search index; the caption stays in it.
        """
        layouts = "".join(
            f'<div class="{kind}" data-search-exclude>{svg}</div>'
            for kind, svg in (("fw", self.svg_wide), ("fn", self.svg_compact))
        )
        caption = f"<figcaption>{self.caption}</figcaption>"
        enlarge = "<rnn-enlarge></rnn-enlarge>"  # becomes a button where scripts run
        return f'<figure id="fig-{name}"><div class="figs">{layouts}</div>{enlarge}{caption}</figure>'


def two_layouts(draw: Draw, alt: str, caption: str, compact: Draw | None = None) -> Figure:
    """Draw a figure in both layouts; `compact` draws the narrow one, where that is another drawing."""
    return Figure(draw(WIDE, alt), (compact or draw)(COMPACT, alt), alt, caption)

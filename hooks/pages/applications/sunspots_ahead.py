"""Plot for "Applications": sunspots a year ahead, by a network and by an autoregression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drawing.figure import COMPACT, WIDE, Figure
from drawing.plot import LABEL, LIGHT, canvas, to_svg
from drawing.printing import number
from pages.answers import figure
from results import trained_series

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@figure
def sunspots_ahead() -> Figure:
    """The yearly sunspot numbers of the test years, and what a GRU said one year before."""
    found = trained_series.sunspots()
    first, last = found["years"][0], found["years"][-1]
    error = number(found["rmse"]["gru"][0], 0)
    alt = (
        f"Sunspot numbers from {first} to {last}, with peaks about every eleven years up to "
        f"{number(max(found['actual']), 0)}, and a GRU's forecasts made one year before."
    )
    caption = (
        f"<b>A year ahead this GRU is off by {error}; “as last year” by {number(found['persistence'], 0)}.</b> Root "
        "mean square errors on years that it never saw. Line: sunspot number; dashes: the GRU’s forecast."
    )
    wide, compact = (_plot(f"sunspots-ahead-{k}", alt, k == "compact") for k in ("wide", "compact"))
    return Figure(wide, compact, alt, caption)


def _plot(name: str, alt: str, compact: bool) -> str:
    size, margins = ((COMPACT, 280), (38, 8, 30, 58)) if compact else ((WIDE, 300), (44, 12, 30, 40))
    found = trained_series.sunspots()
    with canvas(*size, margins) as (sheet, axes):
        axes.set_xlim(found["years"][0], found["years"][-1])
        axes.set_ylim(0, 210)
        axes.set_yticks([0, 50, 100, 150, 200])
        axes.set_xticks([1940, 1970, 2000] if compact else [1930, 1950, 1970, 1990])
        axes.plot(found["years"], found["actual"], color=LIGHT["ink"], linewidth=1.75)
        axes.plot(found["years"], found["predicted"]["gru"], color=LIGHT["gate"], linewidth=1.75, linestyle=(0, (4, 2)))
        _head(axes, margins[0], compact)
        return to_svg(sheet, name, alt)


def _head(axes: Axes, left: int, compact: bool) -> None:
    for words, hue, right, up in (
        ("sunspot number", "ink", 0, 34 if compact else 16),
        ("– – GRU, a year before", "gate", 0 if compact else 150, 14 if compact else 16),
    ):
        axes.annotate(words, (0, 1), (right - left, up), xycoords="axes fraction", textcoords="offset points",
                      color=LIGHT[hue], **LABEL)  # fmt: skip

"""How notebooks draw while the site is built: plain matplotlib, shown as a figure of the site.

A backend: notebooks run with MPLBACKEND=module://drawing.notebook_plots, and `plt.show()` comes here. The title
becomes the caption, the label of the vertical axis stands above it, the alternative text is read off the lines.
Downloaded and run elsewhere, the same code gives ordinary plots.
"""

from __future__ import annotations

from html import escape
from itertools import count
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
from cycler import cycler
from drawing.figure import COMPACT, WIDE, Figure
from drawing.plot import LABEL, LIGHT, RC_COLOURS, STYLE, to_svg
from drawing.printing import number
from matplotlib import pyplot as plt
from matplotlib.backends.backend_svg import FigureCanvasSVG

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas
    from matplotlib.lines import Line2D

FigureCanvas = FigureCanvasSVG  # what matplotlib asks a backend for
HEIGHT = 300
CYCLE = ("h", "gate", "c", "x", "grad", "w")  # C0, C1, …
numbers = count(1)

mpl.rcParams.update(mpl.rc_params_from_file(STYLE, use_default_template=False))
mpl.rcParams.update({key: LIGHT[name] for key, name in RC_COLOURS.items()})  # type: ignore[misc]
mpl.rcParams.update(
    {
        "axes.prop_cycle": cycler(color=[LIGHT[name] for name in CYCLE]),
        "figure.constrained_layout.use": True,
        "font.family": "DejaVu Sans",
        "legend.labelcolor": "linecolor",
        "lines.markersize": 6,
    }
)


def show(*args: Any, **kwargs: Any) -> None:
    """Display every open plot as a figure of the site, and close it."""
    from IPython.display import HTML, display  # a reader's page, which draws with this module, has none

    for figure in map(plt.figure, plt.get_fignums()):
        name = f"plot-{next(numbers)}"
        drawn = site_figure(figure, name).json()  # features/notebook_page.py makes the page's figure of it
        carrier = HTML(f'<div data-figure="{escape(drawn)}" data-name="{name}"></div>')  # type: ignore[no-untyped-call]
        display(carrier)  # type: ignore[no-untyped-call]
        plt.close(figure)


def site_figure(sheet: Canvas, name: str) -> Figure:
    """Draw a plot in both layouts, with caption and alternative text.

    Raises:
        ValueError: a plot without a title, which says what it shows.
    """
    axes = sheet.axes[0]
    title, height = axes.get_title(), axes.get_ylabel()
    if not title:
        raise ValueError("a plot on the site needs a title: ax.set_title(...) says what it shows")
    alt = f"{title}. {height.capitalize()} by {axes.get_xlabel()}: {'; '.join(map(described, named_lines(axes)))}."
    axes.set(title="", ylabel="")
    axes.set_title(height, loc="left", fontsize=13, color=LIGHT["ink2"], **LABEL)
    if legend := axes.get_legend():
        legend.remove()
    wide, compact = (_drawn(sheet, f"{name}-{width}", alt, width) for width in (WIDE, COMPACT))
    return Figure(wide, compact, alt, f"<b>{escape(title)}.</b>")


def _drawn(sheet: Canvas, name: str, alt: str, width: int) -> str:
    """One layout: the names of the lines above the plot, side by side or one below the other."""
    named = [line for line in named_lines(sheet.axes[0]) if _name(line)]
    rows = 1 if width == WIDE else len(named)
    sheet.set_size_inches(width / 72, (HEIGHT + 22 * rows * bool(named)) / 72)
    legend = sheet.legend(handles=named, loc="outside upper left", ncols=len(named) // rows) if named else None
    svg = to_svg(sheet, name, alt)
    if legend:
        legend.remove()
    return svg


def named_lines(axes: Axes) -> list[Line2D]:
    """The lines that have a name, or all if none has."""
    return [line for line in axes.get_lines() if _name(line)] or list(axes.get_lines())


def _name(line: Line2D) -> str:
    """What a line was called; matplotlib gives the others names that begin with an underscore."""
    label = str(line.get_label())
    return "" if label.startswith("_") else label


def described(line: Line2D) -> str:
    """A line in words: where it starts and ends, and between what it stays."""
    heights: list[float] = np.asarray(line.get_ydata(), float).tolist()
    decimals = 0 if max(map(abs, heights)) >= 20 else 2
    first, last, least, most = (number(v, decimals) for v in (heights[0], heights[-1], min(heights), max(heights)))
    path = f"{first} throughout" if least == most else f"from {first} to {last}, between {least} and {most}"
    return f"{_name(line)}, {path}".removeprefix(", ")

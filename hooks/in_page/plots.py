"""How matplotlib draws in a reader's page: as the site's notebooks do, below the block that runs.

A backend: the worker sets MPLBACKEND=module://in_page.plots, and `plt.show()` comes here.
"""

import io
from base64 import b64encode
from itertools import count
from typing import Any

from drawing.notebook_plots import FigureCanvas, site_figure
from in_page import page
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

__all__ = ["FigureCanvas", "show"]  # what matplotlib asks a backend for
numbers = count(1)


def show(*args: Any, **kwargs: Any) -> None:
    """Show every open plot below the block, and close it."""
    for figure in map(plt.figure, plt.get_fignums()):
        page.show(drawn(figure))
        plt.close(figure)


def drawn(figure: Figure) -> str:
    """A plot as HTML: as the site draws it, or as matplotlib does what the site's own plots never hold."""
    try:
        name = f"yours-{next(numbers)}"
        return site_figure(figure, name).html(name)
    except (KeyError, ValueError, IndexError):  # a colour of no palette, no title, no lines
        out = io.BytesIO()
        figure.savefig(out, format="png")
        data = b64encode(out.getvalue()).decode()
        return f'<img alt="The plot that your code drew" src="data:image/png;base64,{data}">'

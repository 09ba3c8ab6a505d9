"""Plot for "LSTM": the record keeper reads a real series of prices, from the sample data of matplotlib."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from drawing.figure import COMPACT, Figure, layout, two_layouts
from drawing.plot import LABEL, LIGHT, Margins, canvas, to_svg
from drawing.printing import italic, number
from numpy.typing import NDArray
from pages.answers import figure

from rnn_docs import forward, keeper_lstm_params, prices_as_sequence
from rnn_docs.trace import Trace

EVERY = 4  # days between the points drawn
HEIGHT = 300


@cache
def closes() -> NDArray[np.float64]:
    """Return the daily closing prices, oldest first; the file travels with the installed matplotlib."""
    from matplotlib.cbook import get_sample_data

    found: Any = get_sample_data("goog.npz")  # its annotation also names a file, which an archive of arrays never is
    prices: NDArray[np.float64] = found["price_data"]["close"]
    return prices


@cache
def real_trace() -> Trace:
    """Return all that the record keeper computes over the scaled prices."""
    return forward(keeper_lstm_params(), prices_as_sequence(closes()))


def perfect() -> NDArray[np.float64]:
    """Return what a cell would hold that wrote each record as the record keeper does, and lost nothing of it."""
    held: NDArray[np.float64] = np.tanh(2 * np.maximum.accumulate(real_trace().xs[:, 0, 0]))
    return held


@figure
def real_prices() -> Figure:
    """Price, cell state, and what a perfect keeper would hold, over four years of days."""
    trace = real_trace()
    x, c = (values[:, 0, 0] for values in (trace.xs, trace["c"]))
    peak = int(x.argmax())
    alt = (
        f"Over {len(x)} days the scaled price rises to its highest on day {peak} and ends at {number(x[-1])}. The cell "
        f"state reaches {number(c.max())} there and ends at {number(c[-1])}. The dashed line, which loses nothing, "
        f"ends at {number(perfect()[-1])}."
    )
    caption = (
        f"<b>On a real series the record leaks: from {number(c.max())} at the highest price the cell falls to "
        f"{number(c[-1])}.</b> {number(len(x), 0)} daily closing prices, the lowest as 0, the highest as 1; every "
        f"{EVERY}th day is drawn. The dashed line shows a cell that would lose nothing."
    )
    return two_layouts(_plot, alt, caption)


def _plot(width: int, alt: str) -> str:
    compact, trace, days = width == COMPACT, real_trace(), np.arange(0, len(closes()), EVERY)
    margins = Margins(34, 34, 46, 12) if compact else Margins(40, 110, 46, 12)
    with canvas(width, HEIGHT, margins) as (sheet, axes):
        axes.set_xlim(0, len(closes()))
        axes.set_ylim(-0.05, 1.1)
        axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
        axes.plot(days, perfect()[days], color=LIGHT["w"], linewidth=1.75, dashes=(5, 3))
        axes.set_xlabel("days", fontsize=14)  # inside a collapsed block there is less room: larger letters
        axes.tick_params(labelsize=14)
        for values, letter, word in ((trace.xs, "x", "price"), (trace["c"], "c", "cell")):
            line = values[:, 0, 0]
            axes.plot(days, line[days], color=LIGHT[letter], linewidth=1.75)
            end = (len(line), line[-1])
            if compact:
                axes.annotate(italic(letter), end, (5, 0), textcoords="offset points", va="center",
                              color=LIGHT[letter], fontsize=19, annotation_clip=False)  # fmt: skip
            else:
                axes.annotate(f"{word} {number(line[-1])}", end, (6, 0), textcoords="offset points",
                              va="center", color=LIGHT[letter], annotation_clip=False, **LABEL)  # fmt: skip
        return to_svg(sheet, f"real-prices-{layout(width)}", alt)

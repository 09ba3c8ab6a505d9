"""Plot for "LSTM": the hand-set cell reads a real series of prices, from the sample data of matplotlib."""

from __future__ import annotations

from functools import cache

import numpy as np
from drawing.figure import COMPACT, WIDE, Figure
from drawing.plot import LABEL, LIGHT, canvas, to_svg
from drawing.printing import italic, number
from numpy.typing import NDArray
from pages.answers import figure

from rnn_docs import Trace, forward, price_lstm_params, scale_min_max

EVERY = 4  # days between the points drawn


@cache
def closes() -> NDArray[np.float64]:
    """Return the daily closing prices, oldest first; the file travels with the installed matplotlib."""
    from matplotlib.cbook import get_sample_data

    prices: NDArray[np.float64] = get_sample_data("goog.npz")["price_data"]["close"]
    return prices


@cache
def real_trace() -> Trace:
    """Return all that the lesson's LSTM computes over the scaled prices."""
    return forward(price_lstm_params(), scale_min_max(closes()).reshape(-1, 1, 1))


@figure
def real_prices() -> Figure:
    """Price, cell state and hidden state over four years of days."""
    trace = real_trace()
    x, c, h = (values[:, 0, 0] for values in (trace.xs, trace["c"], trace.hs))
    alt = (
        f"Over {len(x)} days the scaled price ranges from {number(x.min(), 1)} to {number(x.max(), 1)}, the cell state "
        f"from {number(c.min())} to {number(c.max())}, the hidden state from {number(h.min())} to {number(h.max())}. "
        "The dashed line at one is a bound for the hidden state, which stays below it, and none for the cell state."
    )
    caption = (
        f"<b>On a real series the cell state climbs to {number(c.max())}; the hidden state stops at "
        f"{number(h.max())}.</b> {number(len(x), 0)} daily closing prices, the lowest as 0, the highest as 1; every "
        f"{EVERY}th day is drawn. The weights are those of the four prices."
    )
    wide, compact = _plot("real-prices-wide", alt, False), _plot("real-prices-compact", alt, True)
    return Figure(wide, compact, alt, caption)


def _plot(name: str, alt: str, compact: bool) -> str:
    trace, days = real_trace(), np.arange(0, len(closes()), EVERY)
    size, margins = ((COMPACT, 300), (34, 34, 46, 12)) if compact else ((WIDE, 300), (40, 110, 46, 12))
    with canvas(*size, margins) as (sheet, axes):
        axes.set_xlim(0, len(closes()))
        axes.set_ylim(-1.1, 1.6)
        axes.set_yticks([-1, 0, 1], ["−1", "0", "1"])
        axes.axhline(1, color=LIGHT["w"], linewidth=1.75, dashes=(5, 3))
        axes.annotate(
            "bound" if compact else "bound of h",
            (15, 1),
            (0, 5),
            textcoords="offset points",
            color=LIGHT["w"],
            fontsize=14,
        )
        axes.set_xlabel("days", fontsize=14)  # inside a collapsed block there is less room: larger letters
        axes.tick_params(labelsize=14)
        lines = (
            (trace.xs, "x", "x", "price"),
            (trace["c"], "c", "c", "cell"),
            (trace.hs, "h", "h", "hidden"),
        )
        for values, letter, key, word in lines:
            line = values[:, 0, 0]
            axes.plot(days, line[days], color=LIGHT[key], linewidth=1.75)
            end = (len(line), line[-1])
            if compact:
                axes.annotate(italic(letter), end, (5, 0), textcoords="offset points", va="center",
                              color=LIGHT[key], fontsize=19, annotation_clip=False)  # fmt: skip
            else:
                axes.annotate(f"{word} {number(line[-1])}", end, (6, 0), textcoords="offset points",
                              va="center", color=LIGHT[key], annotation_clip=False, **LABEL)  # fmt: skip
        return to_svg(sheet, name, alt)

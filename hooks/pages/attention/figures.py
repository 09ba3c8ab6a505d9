"""Drawings for "Let the decoder look back": one look, and the gradient that reaches each word without and with it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from drawing.diagram import Pen
from drawing.figure import COMPACT, WIDE, Figure, layout, two_layouts
from drawing.palette import signs
from drawing.plot import LABEL, LIGHT, Margins, canvas, head, to_svg
from drawing.printing import Sym, number
from pages.answers import figure
from pages.attention.example import LOOKED_FOR, looking, shares
from pages.shared.cat_sat import THE_CAT_SAT

from rnn_docs.measure import geometric_mean
from rnn_docs.tasks.translation import KEEP_BIAS, gradient_by_word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SEEDS = range(5)


# --- one look --------------------------------------------------------------------------------------------


class Look(NamedTuple):
    """Where things stand: the first cell's centre, the distance of cells, the decoder's and the mixture's centres."""

    left: float
    pace: float
    decoder: float
    stack: tuple[float, float]


LOOKS = {WIDE: Look(86, 150, 590, (58, 26)), COMPACT: Look(44, 82, 296, (46, 24))}
STATE, QUERY, FOOT = 150, 20, 344


@figure
def one_look() -> Figure:
    """The query meets three states; each gets a share, and the mixture is made by these shares."""
    words, found = THE_CAT_SAT.split(), [number(share) for share in shares()]
    listed = "; ".join(f"after “{word}” {share}" for word, share in zip(words, found, strict=True))
    mixed = ", ".join(number(value) for value in looking().mixed[0, :, 0])
    alt = f"A query is compared with the encoder’s states and gives each a share: {listed}. The mixture is {mixed}."
    caption = (
        f"<b>The state after “{words[LOOKED_FOR]}” fits the query best and gets {found[LOOKED_FOR]} of the look; the "
        f"others get {found[0]} and {found[2]}.</b> Each state is multiplied by its share, and the products are added "
        "up. " + signs()
    )
    return two_layouts(_look, alt, caption)


def _look(width: int, alt: str) -> str:
    place, trace = LOOKS[width], looking()
    pen = Pen(width, FOOT, alt)
    cell, height = place.stack
    pen.text(1, 16, "the encoder’s states", "h", 13, "start", 600)
    for k, (word, share) in enumerate(zip(THE_CAT_SAT.split(), shares(), strict=True)):
        x = place.left + k * place.pace
        pen.heat(x - cell / 2, 30, trace.hs[k, :, 0], (cell, height))
        pen.sym(x, 30 + 4 * height + 22, Sym("h", str(k), "h"))
        pen.text(x, 30 + 4 * height + 42, f"“{word}”", "ink2", 13)
        pen.line([(x, 210), (place.left + place.pace, 300)], "h", max(1, 16 * share))
        pen.rect(x - 26, 198, 52, 26, "h", "page", 4, 1.5)
        pen.text(x, 216, number(share), "ink", 14, weight=600)
    _query_and_mixture(pen, place, cell, height)
    return pen.svg()


def _query_and_mixture(pen: Pen, place: Look, cell: float, height: float) -> None:
    trace, middle = looking(), place.left + place.pace
    halves = np.clip(trace.queries[0, :, 0] / 2, -1, 1)
    pen.text(place.decoder, 16, "query", "w", 13, "middle", 600)
    pen.heat(place.decoder - cell / 2, 30, halves, (cell, height), "w", numbers=False)
    for i, value in enumerate(trace.queries[0, :, 0]):
        pen.text(place.decoder, 30 + i * height + height / 2 + 5, number(value), "onheat", 13)
    pen.sym(place.decoder, 30 + 4 * height + 22, Sym("q", "t", "w"))
    first, last, level = place.left, place.left + 2 * place.pace, 30 + 4 * height + 56
    pen.line([(place.decoder, 30 + 4 * height + 34), (place.decoder, level), (first, level)], "w")
    for x in (first, middle, last):  # it meets every state
        pen.arrow([(x, level), (x, 196)], "w")
    pen.op(middle, 300, "+")
    pen.arrow([(middle + 15, 300), (middle + 36, 300)], "h")
    wide = pen.width == WIDE
    cells = (52, 28) if wide else (38, 26)
    left = middle + 40
    pen.heat(left, 300 - cells[1] / 2, trace.mixed[0, :, 0], cells, horizontal=True, size=13 if wide else 12)
    pen.sym(left + 2 * cells[0], 338, Sym("m", "t", "h"), size=17)
    pen.text(left + 2 * cells[0] + 16, 338, "mixture", "h", 13, "start", 600)


# --- the gradient that reaches each word -----------------------------------------------------------------


@cache
def reaching(looks_back: bool, keep_bias: float = KEEP_BIAS) -> list[float]:
    """For each word of a long sentence, the gradient on the state after it, as a share of that on the last state."""
    rows = np.array([gradient_by_word(seed, looks_back, keep_bias) for seed in SEEDS])  # (seeds, words)
    return [geometric_mean(rows[:, word]) for word in range(rows.shape[1])]


@figure
def gradient_by_source_word() -> Figure:
    """In fresh translators: the gradient at each word of the source, through one state and with attention."""
    alone, looked = (number(reaching(looks_back)[0]) for looks_back in (False, True))
    words = len(reaching(False))
    alt = (
        f"Gradient on the encoder’s state after each of {words} words, as a share of that after the last word. At the "
        f"first word it is {alone} through one state alone and {looked} with attention."
    )
    caption = (
        f"<b>Through one state, the first of {words} words gets {alone} of the gradient that the last one gets; with "
        f"attention it gets {looked}.</b> Measured in untrained GRU translators: norm of the gradient of the whole "
        f"loss, geometric mean of {len(SEEDS)} seeds."
    )
    return two_layouts(_plot, alt, caption)


def _plot(width: int, alt: str) -> str:
    compact = width == COMPACT
    height, margins = (280, Margins(42, 12, 48, 40)) if compact else (300, Margins(48, 16, 50, 42))
    with canvas(width, height, margins) as (sheet, axes):
        words = range(1, len(reaching(False)) + 1)
        axes.set_ylim(0, 1.2)
        axes.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
        axes.set_xlim(0.5, len(words))  # the first marks stand beside the numbers of the axis, not on them
        axes.set_xticks([1, 5, 10, 15])
        axes.set_xlabel("word of the source, in the order of reading")
        head(axes, margins.left, "gradient, as a share of that at the last word", "grad")
        _line(axes, True, "gate", "^", (1.4, 0.72, "with attention"))
        _line(axes, False, "h", "o", (1.4, 0.3, "one state alone"))
        return to_svg(sheet, f"gradient-by-source-word-{layout(width)}", alt)


def _line(axes: Axes, looks_back: bool, hue: str, marker: str, label: tuple[float, float, str]) -> None:
    found = reaching(looks_back)
    axes.plot(range(1, len(found) + 1), found, color=LIGHT[hue], linewidth=2.5, marker=marker, markevery=[0, 4, 9, 14],
              markersize=8, clip_on=False)  # fmt: skip
    x, y, name = label
    axes.text(x, y, f"{name}: {number(found[0])}", color=LIGHT[hue], **LABEL)

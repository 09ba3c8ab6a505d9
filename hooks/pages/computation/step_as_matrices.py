"""Drawing for "The computation": one step as blocks of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from drawing.diagram import Pen
from drawing.figure import Figure, two_layouts
from drawing.printing import Sym, number
from numpy.typing import NDArray
from pages.answers import figure
from pages.shared.cat_sat import THE_CAT_SAT, listed, states, sums

from rnn_docs import VOCABULARY, cat_sat_params

STEP = 1
WORD = THE_CAT_SAT.split()[STEP]
Values = Sequence[float] | NDArray[np.floating[Any]]
ROW = 30  # height of a row of numbers


@figure
def step_as_matrices() -> Figure:
    """The step that reads "cat": a column is picked, the memory multiplied, all is added and squashed."""
    params, column = cat_sat_params(), VOCABULARY.index(WORD)
    last, new = states(THE_CAT_SAT)[STEP - 1], states(THE_CAT_SAT)[STEP]
    added = sums(THE_CAT_SAT)[STEP]
    alt = (
        f"The step that reads “{WORD}”. The word picks the column {listed(params.W_xh[:, column], 1)}; W_hh "
        f"times the last state {listed(last)} and the bias {listed(params.b_h[:, 0], 1)} are added. "
        f"The sums are {listed(added)}; tanh makes them the new state {listed(new)}."
    )
    top = int(abs(added).argmax())
    caption = (
        f"<b>The word picks a column, the memory adds its share, tanh squashes {number(added[top])} to "
        f"{number(new[top])}.</b> The shaded row is the first unit."
    )
    return two_layouts(_wide, alt, caption, compact=_compact)


def _wide(width: int, alt: str) -> str:
    pen, y = Pen(width, 264, alt), 62
    pen.rect(0, y, width, ROW, "", "surface", 4)
    _word_block(pen, 3, y, 38)
    _sign(pen, 130, y, "+")
    _matrix_block(pen, 143, y, 40)
    _sign(pen, 316, y, "×")
    _state_block(pen, 329, y, STEP - 1, "last state", 50)
    _sign(pen, 393, y, "+")
    _bias_block(pen, 406, y, 42)
    _sign(pen, 462, y, "=")
    _sums_block(pen, 476, y, 54)
    _squash(pen, 535, 624, y)
    _state_block(pen, 628, y, STEP, "new state", 50)
    return pen.svg()


def _compact(width: int, alt: str) -> str:
    pen, upper, lower = Pen(width, 450, alt), 58, 326
    pen.rect(0, upper, width, ROW, "", "surface", 4)
    _word_block(pen, 2, upper, 34)
    _sign(pen, 113, upper, "+")
    _matrix_block(pen, 122, upper, 37)
    _sign(pen, 280, upper, "×")
    _state_block(pen, 291, upper, STEP - 1, "last state", 47)
    pen.rect(0, lower, width, ROW, "", "surface", 4)
    _sign(pen, 16, lower, "+")
    _bias_block(pen, 36, lower, 44)
    _sign(pen, 100, lower, "=")
    _sums_block(pen, 122, lower, 56)
    _squash(pen, 184, 284, lower)
    _state_block(pen, 288, lower, STEP, "new state", 50)
    return pen.svg()


def _word_block(pen: Pen, x: float, y: float, width: float) -> None:
    """W_xh with the column that the word picks; the others are pale, because zeros take them out."""
    weights, picked = cat_sat_params().W_xh, VOCABULARY.index(WORD)
    _head(pen, x + 1.5 * width, y, "input weights", "w", Sym("W", "xh", "w"))
    for k, word in enumerate(VOCABULARY):
        if k != picked:
            _column(pen, x + k * width, y, weights[:, k], width, "ink2")
            pen.text(x + (k + 0.5) * width, y + 4 * ROW + 18, word, "ink2", 12)
    pen.rect(x, y, 3 * width, 4 * ROW, "w", "", 4)
    pen.heat(x + picked * width, y, weights[:, picked], (width, ROW), "x", decimals=1)
    middle = x + (picked + 0.5) * width
    pen.arrow([(middle, y + 4 * ROW + 49), (middle, y + 4 * ROW + 5)], "x", 2.5)
    pen.token(middle, y + 4 * ROW + 64, WORD, height=28)
    pen.sym(middle + 42, y + 4 * ROW + 69, Sym("x", str(STEP), "x"), size=18)


def _matrix_block(pen: Pen, x: float, y: float, width: float) -> None:
    weights = cat_sat_params().W_hh
    _head(pen, x + 2 * width, y, "recurrent weights", "w", Sym("W", "hh", "w"))
    for k in range(4):
        _column(pen, x + k * width, y, weights[:, k], width)
    pen.rect(x, y, 4 * width, 4 * ROW, "w", "", 4)


def _bias_block(pen: Pen, x: float, y: float, width: float) -> None:
    _head(pen, x + width / 2, y, "bias", "w", Sym("b", "h", "w"))
    _column(pen, x, y, cat_sat_params().b_h[:, 0], width)
    pen.rect(x, y, width, 4 * ROW, "w", "", 4)


def _sums_block(pen: Pen, x: float, y: float, width: float) -> None:
    """Sums may leave (−1, 1), so they are no heat cells."""
    _head(pen, x + width / 2, y, "sum", "ink")
    _column(pen, x, y, sums(THE_CAT_SAT)[STEP], width, decimals=2)
    pen.rect(x, y, width, 4 * ROW, "line", "", 4)


def _state_block(pen: Pen, x: float, y: float, step: int, words: str, width: float) -> None:
    if x + width > pen.width - 12:  # at the edge, where the words would not fit centred
        _head(pen, pen.width, y, words, "h", anchor="end")
    else:
        _head(pen, x + width / 2, y, words, "h")
    pen.sym(x + width / 2, y - 14, Sym("h", str(step), "h"))
    pen.heat(x, y, states(THE_CAT_SAT)[step], (width, ROW))


def _head(
    pen: Pen, x: float, y: float, words: str, key: str, symbol: Sym | None = None, anchor: str = "middle"
) -> None:
    """Write a block's word above its symbol."""
    pen.text(x, y - 40, words, key, 13, anchor, 600)
    if symbol:
        pen.sym(x, y - 14, symbol)


def _column(pen: Pen, x: float, y: float, values: Values, width: float, key: str = "ink", decimals: int = 1) -> None:
    for row, value in enumerate(values):
        pen.text(x + width / 2, y + row * ROW + ROW / 2 + 4.7, number(value, decimals), key, 13)


def _sign(pen: Pen, x: float, y: float, sign: str) -> None:
    pen.text(x, y + 2 * ROW + 6, sign, "w", 18, weight=600)


def _squash(pen: Pen, left: float, right: float, y: float) -> None:
    """Draw tanh as a box on the arrow from the sums to the new state."""
    line = y + 2 * ROW
    pen.arrow([(left, line), (right, line)])
    pen.box((left + right) / 2 - 4, line, "tanh", 46, 26)

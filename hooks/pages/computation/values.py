"""Step 3: the numbers in the prose on the computation."""

import numpy as np
from drawing.printing import number
from pages.answers import value
from pages.shared.cat_sat import listed, next_word_chances

from rnn_docs import VOCABULARY, cat_sat_params, one_hot

PARAMS = cat_sat_params()
HIDDEN, INPUT = PARAMS.W_xh.shape


def shape(rows: int, columns: int) -> str:
    return f"{rows}×{columns}"


@value
def input_size() -> int:
    return int(INPUT)


@value
def hidden_size() -> int:
    return int(HIDDEN)


@value
def shape_of_w_xh() -> str:
    return shape(*PARAMS.W_xh.shape)


@value
def shape_of_w_hh() -> str:
    return shape(*PARAMS.W_hh.shape)


@value
def one_hot_the() -> str:
    entries = ", ".join(number(float(entry), 0) for entry in one_hot(VOCABULARY[0]).ravel())
    return f"$x_0 = ({entries})$"


@value
def input_product_of_the() -> str:
    """The first unit's row of W_xh times the one-hot "the", written out."""
    row, x = PARAMS.W_xh[0], one_hot("the").ravel()
    terms = [rf"{_bracketed(weight)} \cdot {entry:.0f}" for weight, entry in zip(row, x, strict=True)]
    return f"$${' + '.join(terms)} = {row @ x:g}$$"


def _bracketed(value: float) -> str:
    return f"({value:g})" if value < 0 else f"{value:g}"


@value
def tanh_range() -> str:
    """The open interval of tanh: its limits, read off where it has saturated."""
    low, high = (round(float(np.tanh(end))) for end in (-40.0, 40.0))
    return f"$({low}, {high})$"


@value
def parameter_count() -> str:
    total = PARAMS.W_xh.size + PARAMS.W_hh.size + PARAMS.b_h.size
    return rf"${HIDDEN} \cdot {INPUT} + {HIDDEN} \cdot {HIDDEN} + {HIDDEN} = {total}$"


@value
def one_hot_cat() -> str:
    return f"$({listed(one_hot('cat').ravel(), 0)})$"


@value
def w_xh_matrix() -> str:
    """All weights that read a word: a row for each unit, a column for each word."""
    rows = r" \\ ".join(" & ".join(f"{weight:g}" for weight in row) for row in PARAMS.W_xh)
    return rf"$$W_{{xh}} = \begin{{bmatrix}} {rows} \end{{bmatrix}}$$"


@value
def first_row_of_w_hh() -> str:
    return f"$({', '.join(f'{weight:g}' for weight in PARAMS.W_hh[0])})$"


@value
def chance_of_cat() -> float:
    """The chance that "cat" is given after "the"."""
    return next_word_chances("the")[VOCABULARY.index("cat")]


@value
def chance_of_sat() -> float:
    """The chance that "sat" is given after "the cat"."""
    return next_word_chances("the cat")[VOCABULARY.index("sat")]

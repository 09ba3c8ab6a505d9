"""The lesson's named examples: small inputs and weights that the pages follow number by number."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from rnn_docs.cells.gru import GRUParams
from rnn_docs.cells.lstm import LSTMParams
from rnn_docs.cells.vanilla import VanillaParams
from rnn_docs.checks import Array, check_array, check_finite, check_number, float_dtype, found_type, numbers
from rnn_docs.outputs.output_layer import ReadoutParams

VOCABULARY = ("the", "cat", "sat")
PRICES = (100, 105, 103, 110)
LONGER_PRICES = (100, 105, 103, 102, 104, 101, 103, 102, 110)  # between two records six lower prices


def one_hot(token: str, dtype: DTypeLike = np.float64) -> Array:
    """Turn a word of the vocabulary into a column with a single 1, (3, 1).

    Args:
        token: "the", "cat" or "sat".
        dtype: float32 or float64.

    Raises:
        ValueError: the word is not in the vocabulary.

    Examples:
        >>> one_hot("cat").ravel()
        array([0., 1., 0.])
        >>> one_hot("dog")
        Traceback (most recent call last):
        ...
        ValueError: token: expected one of the, cat, sat, found 'dog'
    """
    known = isinstance(token, str) and token in VOCABULARY
    check_number("token", repr(token), "one of " + ", ".join(VOCABULARY), known)
    column: Array = np.zeros((len(VOCABULARY), 1), float_dtype("dtype", dtype))
    column[VOCABULARY.index(token)] = 1
    return column


def encode(sentence: str, dtype: DTypeLike = np.float64) -> Array:
    """Turn a sentence into its one-hot columns, (seq_len, 3, 1): a batch of one sequence.

    Args:
        sentence: words of the vocabulary, with spaces between them.
        dtype: float32 or float64.

    Raises:
        TypeError: not a string.
        ValueError: no word at all, or a word that is not in the vocabulary.

    Examples:
        >>> encode("the cat sat").shape
        (3, 3, 1)
    """
    if not isinstance(sentence, str):
        raise TypeError(f"sentence: expected words in one string, found {found_type(sentence)}")
    tokens = sentence.split()
    check_number("sentence", repr(sentence), "at least one word", len(tokens) > 0)
    return np.stack([one_hot(token, dtype) for token in tokens])


def cat_sat_params(dtype: DTypeLike = np.float64) -> VanillaParams:
    """The vanilla cell that reads "the cat sat": 3 inputs, 4 hidden units, weights chosen by hand.

    Examples:
        >>> from rnn_docs.loop import forward
        >>> forward(cat_sat_params(), encode("the cat sat")).hs[-1].round(6).ravel()
        array([-0.622006,  0.70063 , -0.549133, -0.747144])
    """
    return VanillaParams(
        W_xh=_matrix([[0.7, -0.3, -0.5], [-0.5, -0.2, 0.8], [0.6, -0.1, -0.1], [-0.7, 0.8, -0.7]], dtype),
        W_hh=_matrix(
            [[0.4, 0.3, -0.4, 0.2], [0.6, -0.2, -0.2, 0.4], [0.4, -0.7, 0.2, -0.4], [-0.4, -0.6, 0.3, -0.7]],
            dtype,
        ),
        b_h=_matrix([[0.0], [0.1], [-0.1], [0.0]], dtype),
    )


def cat_sat_readout(dtype: DTypeLike = np.float64) -> ReadoutParams:
    """A read-out that guesses the next word after "the cat sat" has been read so far: 3 logits, (3, 4).

    The weights are chosen by hand, with one decimal, so that the right word gets the largest logit
    ("the" is followed by "cat", "cat" by "sat"); a network would learn them.

    Examples:
        >>> from rnn_docs.loop import forward
        >>> from rnn_docs.outputs.output_layer import readout
        >>> logits = readout(
        ...     cat_sat_readout(), forward(cat_sat_params(), encode("the cat")).hs
        ... )
        >>> [VOCABULARY[int(step.argmax())] for step in logits]
        ['cat', 'sat']
    """
    return ReadoutParams(
        W_hy=_matrix([[-0.5, 0.5, -0.5, -1.0], [1.0, -0.5, 1.0, -0.5], [-0.5, -1.0, -0.5, 1.0]], dtype),
        b_y=_matrix([[0.1], [0.0], [-0.1]], dtype),
    )


def scale_min_max(values: Any, dtype: DTypeLike = np.float64) -> Array:
    """Move and stretch values so that the smallest becomes 0 and the largest 1; the shape stays.

    Over a window this looks into the future: its largest value is known only at its end.

    Args:
        values: at least two different numbers, as an array of any shape or a sequence.
        dtype: float32 or float64.

    Raises:
        TypeError: not numbers.
        ValueError: all values are equal, or one is not finite.
        FloatingPointError: values so far apart that float64 cannot hold the distance.

    Examples:
        >>> scale_min_max(PRICES)
        array([0. , 0.5, 0.3, 1. ])
    """
    dtype, array = float_dtype("dtype", dtype), numbers("values", values)
    with np.errstate(all="ignore"):
        wide = array.astype(np.float64)
        check_array("values", wide, None)
        low, high = array.min(), array.max()
        check_number("values", f"{array.size} equal to {low}", "at least two different values", bool(high > low))
        whole = array.dtype.kind in "iu"  # Python's integers are as long as they have to be: nothing is rounded
        distances = (array.astype(object) - int(low)).astype(np.float64) if whole else wide - wide.min()
        scaled: Array = distances / distances.max()
        check_finite("scale_min_max", scaled)
        return scaled.astype(dtype)


def prices_as_sequence(prices: Any = PRICES, dtype: DTypeLike = np.float64) -> Array:
    """Scale prices and give them as inputs, (seq_len, 1, 1): one feature, a batch of one.

    Args:
        prices: at least two different numbers; the lesson's four if left out.
        dtype: of the inputs.

    Raises:
        TypeError, FloatingPointError: as in `scale_min_max`.
        ValueError: likewise, or prices in more than one row.

    Examples:
        >>> prices_as_sequence().ravel()
        array([0. , 0.5, 0.3, 1. ])
    """
    scaled = scale_min_max(prices, dtype)
    check_number("prices", f"shape {scaled.shape}", "one row of numbers", scaled.ndim == 1)
    return scaled[:, None, None]


def keeper_lstm_params(dtype: DTypeLike = np.float64) -> LSTMParams:
    """The record keeper: a one-unit LSTM whose cell holds the highest price so far, with weights set by hand.

    The input gate compares the price with the state: it opens where 10 x exceeds 8 h + 1, and the forget gate does the
    opposite. So a record x is written, as tanh(2 x), in place of the old one; any lower price leaves the cell alone.

    Examples:
        >>> from rnn_docs.loop import forward
        >>> forward(keeper_lstm_params(), prices_as_sequence())["c"].round(3).ravel()
        array([0.   , 0.748, 0.738, 0.96 ])
    """
    return LSTMParams(  # rows i, f, g, o
        W_xh=_matrix([[10.0], [-10.0], [2.0], [0.0]], dtype),
        W_hh=_matrix([[-8.0], [8.0], [0.0], [0.0]], dtype),
        b_h=_matrix([[-1.0], [1.0], [0.0], [4.0]], dtype),
    )


def keeper_gru_params(dtype: DTypeLike = np.float64) -> GRUParams:
    """The record keeper as a one-unit GRU, whose update gate does the work of two: it keeps, or lets a record in.

    The candidate is tanh(x), without the state, so that the reset gate has nothing to scale; it stands half open.

    Examples:
        >>> from rnn_docs.loop import forward
        >>> forward(keeper_gru_params(), prices_as_sequence()).hs.round(3).ravel()
        array([0.   , 0.454, 0.442, 0.758])
    """
    return GRUParams(  # rows r, z, n
        W_xh=_matrix([[0.0], [-10.0], [1.0]], dtype),
        W_hh=_matrix([[0.0], [10.0], [0.0]], dtype),
        b_h=_matrix([[0.0], [1.0], [0.0]], dtype),
    )


def forgetful_unit(dtype: DTypeLike = np.float64) -> VanillaParams:
    """The plain unit beside the record keeper, h = tanh(2 x + h_prev): each price moves it, a record or not.

    Examples:
        >>> from rnn_docs.loop import forward
        >>> forward(forgetful_unit(), prices_as_sequence()).hs.round(2).ravel()
        array([0.  , 0.76, 0.88, 0.99])
    """
    return VanillaParams(_matrix([[2.0]], dtype), _matrix([[1.0]], dtype), _matrix([[0.0]], dtype))


def reset_before_and_after(dtype: DTypeLike = np.float64) -> tuple[Array, Array]:
    """Compute what the candidate sees of the old state, U (r ⊙ h) and r ⊙ (U h), for one U, h and r.

    Two units are needed: with one, both are the same product of three numbers.

    Examples:
        >>> before, after = reset_before_and_after()
        >>> before.round(6).ravel(), after.round(6).ravel()
        (array([0.4, 0.7]), array([0.72, 0.06]))
    """
    U = _matrix([[0.5, -1.0], [1.0, 0.5]], dtype)
    h, r = _matrix([[0.8], [-0.4]], dtype), _matrix([[0.9], [0.1]], dtype)
    return U @ (r * h), r * (U @ h)


def _matrix(rows: list[list[float]], dtype: DTypeLike) -> Array:
    matrix: Array = np.array(rows, float_dtype("dtype", dtype))
    return matrix

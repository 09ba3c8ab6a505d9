"""The example of "Send the loss back through time": what the small network owes for its guesses on "the cat sat"."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pages.shared.cat_sat import THE_CAT_SAT

from rnn_docs import (
    VOCABULARY,
    backward,
    cat_sat_params,
    cat_sat_readout,
    encode,
    forward,
    readout,
    readout_backward,
    softmax,
    softmax_cross_entropy,
)
from rnn_docs.measure import truncated_gradient
from rnn_docs.outputs.output_layer import ReadoutGradients
from rnn_docs.trace import Gradients, Trace

Array = NDArray[np.floating[Any]]
WORDS = THE_CAT_SAT.split()
LONG = " ".join([THE_CAT_SAT] * 10)  # for truncation: long enough that a cut has something to cut


class Pass(NamedTuple):
    """One forward and one backward pass over a sentence, its last word followed by its first."""

    trace: Trace
    chances: Array  # of every word after every step, (seq_len, 3)
    targets: NDArray[np.intp]  # the row of the word that follows, (seq_len, 1)
    loss: float
    dys: Array
    asked: ReadoutGradients  # its dhs are the immediate gradients
    owed: Gradients  # its dhs are the total gradients


def following(sentence: str) -> list[str]:
    """The word that comes next, for each word; the sentence goes round in a circle.

    >>> following("the cat sat")
    ['cat', 'sat', 'the']
    """
    words = sentence.split()
    return [*words[1:], words[0]]


@cache
def run(sentence: str = THE_CAT_SAT) -> Pass:
    """Read the sentence, compare every guess with the word that follows, and go back."""
    cell, out = cat_sat_params(), cat_sat_readout()
    trace = forward(cell, encode(sentence))
    ys = readout(out, trace.hs)
    targets = np.array([[VOCABULARY.index(word)] for word in following(sentence)])
    loss, dys = softmax_cross_entropy(ys, targets)
    asked = readout_backward(out, trace.hs, dys)
    return Pass(trace, softmax(ys)[:, :, 0], targets, loss, dys, asked, backward(trace, asked.dhs))


def own() -> Array:
    """What each step's own guess asks of its state: the immediate gradients, (seq_len, hidden_size)."""
    return run().asked.dhs[:, :, 0]


def total() -> Array:
    """What each state owes to all guesses: the total gradients, (seq_len, hidden_size)."""
    return run().owed.dhs[:, :, 0]


def later() -> Array:
    """What each state owes to the guesses of later steps, (seq_len, hidden_size); zero at the end."""
    das = run().owed.das[:, :, 0]
    return np.array([*(cat_sat_params().W_hh.T @ da for da in das[1:]), np.zeros_like(das[0])])


def truncated(chunk: int, sentence: str = LONG) -> Array:
    """dL/dW_hh when the way back is cut after every `chunk` steps; the states are carried on uncut."""
    whole = run(sentence)
    return truncated_gradient(cat_sat_params(), whole.trace.xs, whole.asked.dhs, chunk)


def truncation_error(chunk: int) -> float:
    """How far the truncated gradient is from the true one, as a share of the true one's norm."""
    true = run(LONG).owed.dW_hh
    return float(np.linalg.norm(truncated(chunk) - true) / np.linalg.norm(true))

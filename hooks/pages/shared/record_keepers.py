"""The record keepers, a one-unit LSTM and GRU, reading the prices: their gates and states as rows of numbers."""

from __future__ import annotations

from functools import cache

from rnn_docs import PRICES, forward, keeper_gru_params, keeper_lstm_params, prices_as_sequence
from rnn_docs.examples import LONGER_PRICES, forgetful_unit
from rnn_docs.trace import Trace

LAST = len(PRICES) - 1  # the step whose every number is shown
LSTM_BLOCKS, GRU_BLOCKS = ("i", "f", "g", "o"), ("r", "z", "n")  # in the order of the rows of the weights
CANDIDATES = {"g", "n"}  # squashed by tanh; all other blocks are gates, and squashed by the sigmoid
Numbers = dict[str, float]


@cache
def lstm_trace() -> Trace:
    """Return all that the LSTM computes over the four prices."""
    return forward(keeper_lstm_params(), prices_as_sequence())


@cache
def gru_trace() -> Trace:
    """Return all that the GRU computes over the four prices."""
    return forward(keeper_gru_params(), prices_as_sequence())


@cache
def longer_trace() -> Trace:
    """Return all that the LSTM computes over the longer list."""
    return forward(keeper_lstm_params(), prices_as_sequence(LONGER_PRICES))


@cache
def forgetful_trace() -> Trace:
    """Return all that the plain unit computes over the longer list."""
    return forward(forgetful_unit(), prices_as_sequence(LONGER_PRICES))


def series(trace: Trace, name: str) -> list[float]:
    """Return one quantity of a one-unit cell at every step; `x` is the input."""
    values = trace.xs if name == "x" else trace[name]
    return [float(value) for value in values[:, 0, 0]]


def lstm_step_numbers(t: int) -> Numbers:
    """Return every number of step t of the LSTM by name; kept = f c_prev, stored = i g."""
    return lstm_numbers(lstm_trace(), t)


def lstm_numbers(trace: Trace, t: int) -> Numbers:
    """Return the same of any LSTM of one unit that read the prices."""
    n = {name: series(trace, name)[t] for name in ("x", *LSTM_BLOCKS, "c", "tanh_c", "h")}
    h_prev, c_prev = (float(state[0, 0]) for state in trace.state_before(t))
    return n | {"h_prev": h_prev, "c_prev": c_prev, "kept": n["f"] * c_prev, "stored": n["i"] * n["g"]}


def gru_step_numbers(t: int) -> Numbers:
    """Return every number of step t of the GRU by name.

    rest = 1 − z, kept = z h_prev, stored = rest n, seen = r W_hn h_prev.
    """
    return gru_numbers(gru_trace(), t)


def gru_numbers(trace: Trace, t: int) -> Numbers:
    """Return the same of any GRU of one unit that read the prices."""
    n = {name: series(trace, name)[t] for name in ("x", *GRU_BLOCKS, "wh_n", "h")}
    h_prev = float(trace.state_before(t)[0][0, 0])
    return n | {
        "h_prev": h_prev,
        "kept": n["z"] * h_prev,
        "stored": (1 - n["z"]) * n["n"],
        "seen": n["r"] * n["wh_n"],
        "rest": 1 - n["z"],
    }

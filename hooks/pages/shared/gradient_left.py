"""What is left of a gradient after fifty steps in a fresh gated cell, by the bias of the gate that keeps."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pages.answers import value
from pages.shared.measured_gradients import SEEDS, Setting, belt_norms, cell_norms, norms, typical
from pages.shared.toy_factor import apart

from rnn_docs.measure import FLOW_HIDDEN_SIZE, FLOW_INPUT_SIZE, FLOW_SEQ_LEN, geometric_mean

__all__ = ["BIASES", "CONDITIONS", "SEEDS", "Left", "left_after"]

BIASES = (0.0, 1.0, 3.0)
CONDITIONS = (
    f"{FLOW_HIDDEN_SIZE} units, {FLOW_INPUT_SIZE} random inputs, geometric mean of {len(SEEDS)} seeds, as in step 4"
)


class Left(NamedTuple):
    """Geometric means over the seeds of |dL/d(first)| / |dL/d(last)|."""

    hidden: float  # of the hidden state, from h at the last step to h_init
    one_step: float  # of the hidden state, one step back
    review: float  # of the hidden state, over the distance of the review's two words
    cell: float  # of the cell state, in total; of a GRU, which has none, that of its hidden state
    belt: float  # along the cell alone: the forget gates' product; of a GRU again that of its hidden state


@cache
def left_after(kind: str, keep_bias: float) -> Left:
    """Measure what is left in a cell of this kind ("LSTM" or "GRU") with this bias of the gate that keeps."""
    setting = Setting(kind, keep_bias)
    hs = norms(setting)
    cs, belt = (cell_norms(setting), belt_norms(setting)) if kind == "LSTM" else (hs, hs)
    ends = (geometric_mean(rows[:, FLOW_SEQ_LEN] / rows[:, 0]) for rows in (cs, belt))
    return Left(typical(hs), typical(hs, 1), typical(hs, apart()), *ends)


@value
def high_keep_bias() -> float:
    return BIASES[-1]


@value
def lstm_review_left() -> float:
    """Of the hidden state of an LSTM with the highest bias, over the distance of the review's two words."""
    return left_after("LSTM", BIASES[-1]).review

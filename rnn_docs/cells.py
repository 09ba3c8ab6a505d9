"""The cells that the loop knows: a table from the type of the parameters to the functions of the cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from rnn_docs.gru import GRUKept, GRUParams, gru_recurrence_backward, gru_slopes, gru_step
from rnn_docs.gru_reset_before import (
    GRUResetBeforeKept,
    gru_reset_before_recurrence_backward,
    gru_reset_before_slopes,
    gru_reset_before_step,
)
from rnn_docs.lstm import LSTMKept, LSTMParams, lstm_recurrence_backward, lstm_slopes, lstm_step
from rnn_docs.params import CellParams
from rnn_docs.recurrences import (
    gru_recurrence,
    gru_reset_before_recurrence,
    gru_weights,
    lstm_recurrence,
    lstm_weights,
    vanilla_recurrence,
    vanilla_weights,
)
from rnn_docs.vanilla import VanillaKept, VanillaParams, vanilla_recurrence_backward, vanilla_slopes, vanilla_step


class Cell(NamedTuple):
    """What the loop has to know about a cell."""

    step: Callable[..., Any]
    weights: Callable[..., Any]  # as the recurrence wants them
    recurrence: Callable[..., Any]  # the same step in few calls, into the memory where it is kept
    slopes: Callable[..., Any]  # what the way back can compute for many steps at once
    recurrence_backward: Callable[..., Any]
    kept: type[Any]  # the names of what a step leaves for the way back
    sums: tuple[str, ...] = ("da",)  # what the way back leaves for the gradients of the weights
    states: tuple[str, ...] = ("h",)


CELLS: dict[type[CellParams], Cell] = {
    VanillaParams: Cell(
        vanilla_step, vanilla_weights, vanilla_recurrence, vanilla_slopes, vanilla_recurrence_backward, VanillaKept
    ),
    LSTMParams: Cell(
        lstm_step, lstm_weights, lstm_recurrence, lstm_slopes, lstm_recurrence_backward, LSTMKept, states=("h", "c")
    ),
    GRUParams: Cell(
        gru_step, gru_weights, gru_recurrence, gru_slopes, gru_recurrence_backward, GRUKept, sums=("da", "dwh")
    ),
}
GRU_RESET_BEFORE = Cell(
    gru_reset_before_step,
    gru_weights,
    gru_reset_before_recurrence,
    gru_reset_before_slopes,
    gru_reset_before_recurrence_backward,
    GRUResetBeforeKept,
)


def cell_of(params: CellParams) -> Cell:
    """Find the cell that parameters belong to.

    Raises:
        TypeError: not the parameters of a cell.

    Examples:
        >>> cell_of("vanilla")
        Traceback (most recent call last):
        ...
        TypeError: params: expected VanillaParams, LSTMParams or GRUParams, found str
    """
    if isinstance(params, GRUParams) and params.reset == "before":
        return GRU_RESET_BEFORE
    if type(params) not in CELLS:
        expected = "VanillaParams, LSTMParams or GRUParams"
        raise TypeError(f"params: expected {expected}, found {type(params).__name__}")
    return CELLS[type(params)]

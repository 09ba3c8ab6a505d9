"""The cells that the loop knows: a table from the type of the parameters to the functions of the cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from rnn_docs.gru import GRUKept, GRUParams, gru_step, gru_step_backward
from rnn_docs.gru_reset_before import (
    GRUResetBeforeKept,
    gru_reset_before_step,
    gru_reset_before_step_backward,
)
from rnn_docs.lstm import LSTMKept, LSTMParams, lstm_step, lstm_step_backward
from rnn_docs.params import CellParams
from rnn_docs.vanilla import (
    VanillaKept,
    VanillaParams,
    vanilla_step,
    vanilla_step_backward,
)


class Cell(NamedTuple):
    """What the loop has to know about a cell."""

    step: Callable[..., Any]
    step_backward: Callable[..., Any]
    kept: type[Any]  # the record of what a step leaves for the way back
    gradients: tuple[str, ...]  # what of step_backward's record is stored at every step
    states: tuple[str, ...]


CELLS: dict[type[CellParams], Cell] = {
    VanillaParams: Cell(vanilla_step, vanilla_step_backward, VanillaKept, ("da", "dh"), ("h",)),
    LSTMParams: Cell(lstm_step, lstm_step_backward, LSTMKept, ("da", "dh", "dc"), ("h", "c")),
    GRUParams: Cell(gru_step, gru_step_backward, GRUKept, ("da", "dwh", "dh"), ("h",)),
}
GRU_RESET_BEFORE = Cell(gru_reset_before_step, gru_reset_before_step_backward, GRUResetBeforeKept, ("da", "dh"), ("h",))


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

"""The cells that the loop knows: from the type of the parameters to the step and the step backward."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from rnn_docs.cells.gru import GRUParams, gru_step, gru_step_backward
from rnn_docs.cells.lstm import LSTMParams, lstm_step, lstm_step_backward
from rnn_docs.cells.parameters import CellParams
from rnn_docs.cells.steps import formula
from rnn_docs.cells.vanilla import VanillaParams, vanilla_step, vanilla_step_backward
from rnn_docs.checks import found_type


class Cell(NamedTuple):
    """The two functions of a cell, without their doors: who asks for them has checked.

    Attributes:
        step: one step forward, such as `lstm_step`.
        step_backward: the same step backward, such as `lstm_step_backward`.
    """

    step: Callable[..., Any]
    step_backward: Callable[..., Any]


CELLS: dict[type[CellParams], Cell] = {
    VanillaParams: Cell(formula(vanilla_step), formula(vanilla_step_backward)),
    LSTMParams: Cell(formula(lstm_step), formula(lstm_step_backward)),
    GRUParams: Cell(formula(gru_step), formula(gru_step_backward)),
}
EXPECTED = "VanillaParams, LSTMParams or GRUParams"


def cell_of(params: CellParams, name: str = "params") -> Cell:
    """Find the cell that parameters belong to, those of a class derived from one of the three too.

    Args:
        params: the parameters.
        name: what the caller calls them.

    Raises:
        TypeError: not the parameters of a cell.

    Examples:
        >>> cell_of("vanilla")
        Traceback (most recent call last):
        ...
        TypeError: params: expected VanillaParams, LSTMParams or GRUParams, found str
    """
    for kind, cell in CELLS.items():
        if isinstance(params, kind):
            return cell
    raise TypeError(f"{name}: expected {EXPECTED}, found {found_type(params)}")


def check_kind(kind: object) -> None:
    """Raise unless ``kind`` is the class of a cell's parameters; a name in its place gets a hint.

    Examples:
        >>> check_kind("lstm")
        Traceback (most recent call last):
        ...
        TypeError: kind: expected VanillaParams, LSTMParams or GRUParams, found 'lstm'; did you mean LSTMParams?
    """
    if isinstance(kind, type) and issubclass(kind, tuple(CELLS)):
        return
    like = kind.lower() if isinstance(kind, str) and kind else "-"
    near = [known.__name__ for known in CELLS if known.__name__.lower().startswith(like)]
    hint = f"; did you mean {near[0]}?" if near else ""
    found = repr(kind) if isinstance(kind, str) else found_type(kind)
    raise TypeError(f"kind: expected {EXPECTED}, found {found}{hint}")

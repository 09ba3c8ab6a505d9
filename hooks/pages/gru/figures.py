"""Drawings for "GRU": the cell in the places of the LSTM's, and the same cell with the numbers of one step."""

from __future__ import annotations

from drawing.diagram import Pen
from drawing.figure import Figure
from drawing.printing import Sym, number
from pages.answers import figure
from pages.shared import cell_drawing as parts
from pages.shared.cell_drawing import COMPACT_PLACES, Places
from pages.shared.price_cells import LAST, Numbers, gru_step_numbers


@figure
def gru_cell() -> Figure:
    """The plan of the cell: one pipe, one gate with two valves, and a valve on what the candidate may see."""
    alt = (
        "A GRU cell, its parts where the LSTM has them. The hidden state h runs along the top, through the valve of "
        "the update gate z and a plus. The candidate n rises to the plus through a second valve of the same gate, "
        "which opens as the first one closes: 1−z. The old state reaches the candidate through the valve of the "
        "reset gate r. There is no cell state beside h, and no output gate."
    )
    caption = (
        "<b>One pipe, two gates: the update gate z turns two valves in opposite directions.</b> "
        "The pale branch is what a GRU leaves out of an LSTM."
    )
    return parts.figure(GRU, alt, caption)


@figure
def gru_cell_step() -> Figure:
    """The same cell at the last price, every line with the number that flows in it."""
    n = gru_step_numbers(LAST)
    alt = (
        f"The cell at step {LAST}. The old state {number(n['h_prev'])} passes the update gate {number(n['z'])}: "
        f"{number(n['kept'])} is kept. The candidate {number(n['n'])}, which sees {number(n['seen'])} of the old "
        f"state through the reset gate {number(n['r'])}, passes the opposite valve {number(1 - n['z'])}: "
        f"{number(n['stored'])} is stored. The new state is {number(n['h'])}."
    )
    caption = f"{parts.step_finding(n, 'h')} The two valves of z always add up to one."
    return parts.figure(GRU, alt, caption, n)


def _parts(pen: Pen, at: Places, numbers: Numbers | None) -> None:
    if not numbers:
        _left_out(pen, at)
    _inputs(pen, at)
    _pipe(pen, at, numbers)
    _letters(pen, at, numbers)


def _tap(at: Places) -> float:
    """x of the line that carries the old state down from the pipe."""
    return (at.left + at.enter) / 2 - 4


def _left_out(pen: Pen, at: Places) -> None:
    """Show the place of the LSTM's way out, which a GRU does without."""
    pen.line([(at.show, at.pipe + 2), (at.show, at.out), (at.right, at.out)], "hair", 4, "1 9")
    short, full = ("no cell state,", "no output gate"), ("left out: cell state", "and output gate")
    for row, line in enumerate(short if at is COMPACT_PLACES else full):
        pen.text(at.right, at.out + 22 + 17 * row, line, "ink2", 13, "end")


def _inputs(pen: Pen, at: Places) -> None:
    """Draw how the gates are set, and how the old state (through the reset valve) and the input reach n."""
    tap, branch = _tap(at), at.candidate
    pen.line([(tap, at.pipe), (tap, at.bus)], "h", 2.25)
    pen.line([(tap, at.bus), (at.enter, at.bus)], "h", 2.25)
    pen.line([(at.enter, at.bus), (at.store_badge, at.bus)], "w", 1.75)
    pen.line([(tap, branch), (at.store_badge - 6, branch)], "h", 2.25)  # interrupted where z's line crosses
    pen.arrow([(at.store_badge + 6, branch), (at.add - 24, branch)], "h", 2.25)
    pen.dot(tap, branch, 3.5, "h")
    line = at.foot - 14
    pen.line([(at.enter, at.foot + 14), (at.enter, at.bus + 8)], "x", 3)
    pen.arrow([(at.enter, line), (at.enter, at.bus + 5)], "x", 3, 10)
    pen.arrow([(at.enter, line), (at.add, line), (at.add, at.candidate + 18)], "x", 2.25)
    pen.dot(at.enter, line, 4, "x")
    pen.dot(at.enter, at.bus, 5)
    parts.drop(pen, at.store_badge, at.bus, at.store + 17)
    parts.drop(pen, at.keep, at.bus, branch + 50)


def _pipe(pen: Pen, at: Places, numbers: Numbers | None) -> None:
    """Draw the pipe with the two valves of z, the candidate between them and the valve of r before it."""
    z, r = (numbers["z"], numbers["r"]) if numbers else (None, None)
    parts.pipe(pen, at, "h")
    pen.dot(_tap(at), at.pipe, 5, "h")
    pen.arrow([(at.add, at.candidate - 15), (at.add, at.pipe + 16)], "h", 4, 12)
    parts.stem(pen, (at.store_badge - 15, at.store), (at.keep, at.store), (at.keep, at.pipe + 12))
    parts.stem(pen, (at.store_badge + 15, at.store), (at.add - 10, at.store))
    parts.stem(pen, (at.keep, at.candidate + 9), (at.keep, at.candidate + 20))
    parts.valve(pen, at.keep, at.pipe, False, z)
    parts.valve(pen, at.add, at.store, True, None if z is None else 1 - z)
    parts.valve(pen, at.keep, at.candidate, False, r)
    parts.plus(pen, at)
    parts.candidate(pen, at, "n", "h")
    pen.badge(at.store_badge, at.store, "z")
    pen.badge(at.keep, at.candidate + 33, "r")


def _letters(pen: Pen, at: Places, numbers: Numbers | None) -> None:
    now, _ = parts.times(numbers)
    parts.state_letters(pen, at, "h", numbers)
    pen.sym(at.enter + 14, at.foot + 12, Sym("x", now, "x"), size=20, anchor="start")


def _words(pen: Pen, at: Places) -> None:
    parts.gate_words(pen, at.keep, at.pipe - 38, "update gate", "how much to keep", "middle")
    parts.gate_words(pen, at.add + 22, at.store - 2, "same gate, reversed", "how much to replace")
    parts.gate_words(pen, at.keep - 24, at.candidate + 30, "reset gate", "how much", "end")
    pen.text(at.keep - 24, at.candidate + 62, "n may see", "ink2", 13, "end")
    pen.sym((at.store_badge + at.add) / 2 + 2, at.store - 8, Sym("1-z", key="gate"), size=16)
    pen.text(at.add + 30, at.candidate + 5, "candidate", "h", 14, "start", 600)
    pen.text(at.show - 60, at.pipe - 18, "the only state", "ink2")


def _short_words(pen: Pen, at: Places) -> None:
    pen.text(at.keep, at.pipe - 24, "keep?", "gate", weight=600)
    pen.sym(at.add + 17, at.store - 3, Sym("1-z", key="gate"), size=16, anchor="start")
    pen.text(at.add + 17, at.store + 15, "replace?", "gate", 13, "start", 600)
    pen.text(_tap(at) + 7, at.candidate - 18, "look back?", "gate", 13, "start", 600)


def _numbers(pen: Pen, at: Places, n: Numbers) -> None:
    """Print on every line what flows in it at this step."""
    parts.state_values(pen, at, "h", n)
    parts.value(pen, at.add + 26, at.candidate + 5, n["n"], "h")
    parts.value(pen, at.keep - 8, at.store + 4, n["z"], "gate", "end")
    parts.value(pen, at.add + 17, at.store + 5, 1 - n["z"], "gate")
    parts.value(pen, at.keep - 20, at.candidate + 38, n["r"], "gate", "end")
    parts.value(pen, at.keep + 9, at.candidate - 14, n["seen"], "h")
    parts.value(pen, at.enter + 44, at.foot + 11, n["x"], "x")


GRU = parts.Drawing(_parts, _words, _short_words, _numbers)

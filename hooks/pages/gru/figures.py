"""Drawings for "GRU": the cell in the places of the LSTM's, and the same cell with the numbers of one step."""

from __future__ import annotations

from drawing.figure import Figure
from drawing.printing import Sym, number
from pages.answers import figure
from pages.shared.cell_drawing import SMALL_LETTER, Cell, CellPen, figure_of, step_finding
from pages.shared.record_keepers import LAST, gru_step_numbers


@figure
def gru_cell() -> Figure:
    """The plan of the cell: one belt, one gate at two places, and a gate on what the memory adds to the candidate."""
    alt = (
        "A GRU cell, its parts where the LSTM has them. The hidden state h runs along the top, through the update gate "
        "z and a plus. The candidate n rises to the plus through a second bow tie of the same gate, which opens as the "
        "first one closes: 1−z. The old state goes down to a box with the weights W of the candidate; what leaves the "
        "box passes the reset gate r and meets the input in the candidate. There is no cell state beside h, and no "
        "output gate."
    )
    caption = (
        "<b>The update gate z stands at two places: as one bow tie opens, the other closes.</b> The dotted branch "
        "is what a GRU leaves out of an LSTM."
    )
    return figure_of(GRU, alt, caption)


@figure
def gru_cell_step() -> Figure:
    """The same cell at the last price, every line with the number that flows in it."""
    n = gru_step_numbers(LAST)
    alt = (
        f"The cell at step {LAST}. The old state {number(n['h_prev'])} passes the update gate {number(n['z'])}: "
        f"{number(n['kept'])} is kept. The memory's share of the candidate is {number(n['wh_n'])} before the reset "
        f"gate {number(n['r'])} and {number(n['seen'])} behind it. The candidate {number(n['n'])} passes the other bow "
        f"tie, open by {number(n['rest'])}: {number(n['stored'])} is added. The new state is {number(n['h'])}."
    )
    caption = f"{step_finding(n, 'h')} The two bow ties of z always add up to one."
    return figure_of(GRU, alt, caption, n)


def _parts(pen: CellPen) -> None:
    if not (pen.shown.numbers or pen.shown.live):
        _left_out(pen)
    _inputs(pen)
    _belt(pen)
    pen.state_letters("h")
    pen.letter(pen.at.enter + 14, pen.at.foot + 12, "x")


def _tap(pen: CellPen) -> float:
    """x of the line that carries the old state down from the belt."""
    return (pen.at.left + pen.at.enter) / 2 - 8


def _left_out(pen: CellPen) -> None:
    """Show the place of the LSTM's way out, which a GRU does without."""
    at = pen.at
    pen.line([(at.show, at.belt + 2), (at.show, at.out), (at.right, at.out)], "line", 3, "1 9")
    compact, full = ("no cell state,", "no output gate"), ("left out: cell state", "and output gate")
    for row, line in enumerate(compact if pen.is_compact else full):
        pen.text(at.right, at.out + 22 + 17 * row, line, "ink2", 13, "end")


def _inputs(pen: CellPen) -> None:
    """Draw how the gates are set, and how the old state (through W_hn, then the reset gate) and the input reach n."""
    at, tap, branch = pen.at, _tap(pen), pen.at.candidate
    pen.line([(tap, at.belt), (tap, at.bus)], "h", 2.25)
    pen.line([(tap, at.bus), (at.enter, at.bus)], "h", 2.25)
    pen.line([(at.enter, at.bus), (at.store_badge, at.bus)], "w", 1.75)
    pen.line([(tap, branch), (at.store_badge - 6, branch)], "h", 2.25)  # interrupted where z's line crosses
    pen.arrow([(at.store_badge + 6, branch), (at.add - 24, branch)], "h", 2.25)
    pen.dot(tap, branch, 3.5, "h")
    _weights(pen, (tap + at.keep - 14) / 2, branch)
    line = at.foot - 14
    pen.line([(at.enter, at.foot + 14), (at.enter, at.bus + 8)], "x", 3)
    pen.arrow([(at.enter, line), (at.enter, at.bus + 5)], "x", 3, 10)
    pen.arrow([(at.enter, line), (at.add, line), (at.add, at.candidate + 18)], "x", 2.25)
    pen.dot(at.enter, line, 4, "x")
    pen.dot(at.enter, at.bus, 5)
    pen.drop(at.store_badge, at.store + 17)
    pen.drop(at.keep, branch + 50)


def _weights(pen: CellPen, x: float, y: float) -> None:
    """Draw the box in which the old state is multiplied by the candidate's weights."""
    pen.rect(x - 15, y - 13, 30, 26, "w", "page")
    pen.sym(x, y + 4, Sym("W", "hn", key="w"), size=15)


def _belt(pen: CellPen) -> None:
    """Draw the belt with the two bow ties of z, the candidate between them and the reset gate before it."""
    at = pen.at
    pen.belt("h")
    pen.dot(_tap(pen), at.belt, 5, "h")
    pen.riser("h")
    pen.stem((at.store_badge - 15, at.store), (at.keep, at.store), (at.keep, at.belt + 12))
    pen.stem((at.store_badge + 15, at.store), (at.add - 10, at.store))
    pen.stem((at.keep, at.candidate + 9), (at.keep, at.candidate + 20))
    pen.gate(at.keep, at.belt, "z")
    pen.gate(at.add, at.store, "rest", vertical=True)
    pen.gate(at.keep, at.candidate, "r")
    pen.plus()
    pen.candidate("n", "h")
    pen.held_badge(at.store_badge, at.store, "z")
    pen.held_badge(at.keep, at.candidate + 33, "r")


def _words(pen: CellPen) -> None:
    at = pen.at
    pen.gate_words(at.keep, at.belt - 38, "update gate", "how much to keep", "middle")
    pen.gate_words(at.add + 22, at.store - 2, "same gate, reversed", "how much to replace")
    pen.gate_words(at.keep - 24, at.candidate + 30, "reset gate", "how much", "end")
    pen.text(at.keep - 24, at.candidate + 62, "memory adds", "ink2", 13, "end")
    pen.sym((at.store_badge + at.add) / 2 + 2, at.store - 8, Sym("1-z", key="gate"), size=SMALL_LETTER)
    pen.text(at.add + 30, at.candidate + 5, "candidate", "h", 14, "start", 600)
    pen.text(at.show - 60, at.belt - 18, "the only state", "ink2")


def _compact_words(pen: CellPen) -> None:
    at = pen.at
    pen.question(at.keep, at.belt - 24, "keep?", "middle")
    pen.sym(at.add + 17, at.store - 3, Sym("1-z", key="gate"), size=SMALL_LETTER, anchor="start")
    pen.question(at.add + 17, at.store + 15, "replace?")
    pen.question(_tap(pen) + 7, at.candidate - 18, "look back?")


def _numbers(pen: CellPen) -> None:
    """Print on every line what flows in it."""
    at = pen.at
    pen.belt_values("h")
    pen.added_value("h")
    pen.value(at.add + 26, at.candidate + 5, "n", "h")
    pen.value(at.keep - 8, at.store + 4, "z", "gate", "end")
    pen.value(at.add + 17, at.store + 5, "rest", "gate")
    pen.value(at.keep - 20, at.candidate + 38, "r", "gate", "end")
    pen.value(at.store_badge - 6, at.candidate - 15, "seen", "h", "end")
    pen.value(at.enter + 44, at.foot + 11, "x", "x")


GRU = Cell(_parts, _words, _compact_words, _numbers)

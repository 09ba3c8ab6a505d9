"""Drawings for "LSTM": the cell as a plan, and the same cell with the numbers of one step in it."""

from __future__ import annotations

from drawing.figure import Figure
from drawing.printing import number
from pages.answers import figure
from pages.shared.cell_drawing import Cell, CellPen, figure_of, step_finding
from pages.shared.price_cells import LAST, lstm_step_numbers


@figure
def lstm_cell() -> Figure:
    """The plan of the cell: a pipe with a valve, a riser with a valve, a branch with a valve."""
    alt = (
        "An LSTM cell. The cell state c runs along the top, through the valve of the forget gate f and a plus. "
        "The candidate g rises to the plus through the valve of the input gate i. A branch of the cell state goes "
        "through tanh and the valve of the output gate o, and leaves as the hidden state h. The input x and the "
        "last hidden state h set all three gates and the candidate."
    )
    caption = (
        "<b>One pipe of memory, three valves.</b> A bow tie is a gate: it multiplies what flows through it. "
        "From left to right: keep some of the old, add some of the candidate (dashed), show some of the sum."
    )
    return figure_of(LSTM, alt, caption)


@figure
def lstm_cell_step() -> Figure:
    """The same cell at the last price, every line with the number that flows in it."""
    n = lstm_step_numbers(LAST)
    alt = (
        f"The cell at step {LAST}. The old cell state {number(n['c_prev'])} passes the forget gate {number(n['f'])}: "
        f"{number(n['kept'])} is kept. The candidate {number(n['g'])} passes the input gate {number(n['i'])}: "
        f"{number(n['stored'])} is stored. The new cell state is {number(n['c'])}; its tanh, {number(n['tanh_c'])}, "
        f"passes the output gate {number(n['o'])} and leaves as the hidden state {number(n['h'])}."
    )
    caption = f"{step_finding(n, 'c')} The fuller a bow tie, the wider its gate stands open."
    return figure_of(LSTM, alt, caption, n)


def _parts(pen: CellPen) -> None:
    _bus(pen)
    _memory(pen)
    _way_out(pen)
    _letters(pen)


def _bus(pen: CellPen) -> None:
    """Draw the line on which input and last hidden state meet, and its branches to gates and candidate."""
    at = pen.at
    pen.arrow([(at.enter, at.foot + 4), (at.enter, at.bus + 5)], "x", 3, 10)
    pen.line([(at.enter, at.bus), (at.show_badge, at.bus)], "w", 1.75)
    pen.line([(at.left, at.bus), (at.enter - 2, at.bus)], "h", 3)
    pen.dot(at.enter, at.bus, 5)
    pen.drop(at.keep, at.pipe + 48)
    pen.drop(at.store_badge, at.store + 17)
    pen.drop(at.add, at.candidate + 17)
    pen.drop(at.show_badge, at.show_valve + 17)


def _memory(pen: CellPen) -> None:
    """Draw the pipe with the forget valve, and the riser from the candidate through the input valve."""
    at = pen.at
    pen.pipe("c")
    pen.riser("c")
    pen.stem((at.keep, at.pipe + 12), (at.keep, at.pipe + 18))
    pen.stem((at.store_badge + 15, at.store), (at.add - 10, at.store))
    pen.gate(at.keep, at.pipe, "f")
    pen.gate(at.add, at.store, "i", vertical=True)
    pen.plus()
    pen.candidate("g", "c")
    pen.held_badge(at.keep, at.pipe + 32, "f")
    pen.held_badge(at.store_badge, at.store, "i")


def _way_out(pen: CellPen) -> None:
    """Draw the branch of the pipe that passes tanh and the output valve, and leaves as hidden state."""
    at = pen.at
    pen.line([(at.show, at.pipe + 2), (at.show, at.show_valve)], "c", 4)
    pen.box(at.show, at.pipe + 50, "tanh", 50)
    pen.arrow([(at.show, at.show_valve), (at.show, at.out), (at.right, at.out)], "h", 4, 13)
    pen.stem((at.show_badge + 15, at.show_valve), (at.show - 10, at.show_valve))
    pen.gate(at.show, at.show_valve, "o", vertical=True)
    pen.held_badge(at.show_badge, at.show_valve, "o")


def _letters(pen: CellPen) -> None:
    at = pen.at
    pen.state_letters("c")
    pen.letter(at.left, at.bus - 12, "h", before=True)
    pen.letter(at.right, at.out - 14, "h", anchor="end")
    pen.letter(at.enter + 14, at.foot + 4, "x")


def _words(pen: CellPen) -> None:
    at = pen.at
    pen.gate_words(at.keep, at.pipe - 38, "forget gate", "how much to keep", "middle")
    pen.gate_words(at.add + 22, at.store - 2, "input gate", "how much to store")
    pen.gate_words(at.show + 22, at.show_valve - 2, "output gate", "how much to show")
    pen.text(at.add + 30, at.candidate + 5, "candidate", "c", 14, "start", 600)
    pen.text(at.show - 60, at.pipe - 18, "long-term memory", "ink2")
    pen.text(at.right, at.out + 22, "what the next step sees", "ink2", 13, "end")
    pen.text(at.keep, at.bus + 24, "input and last state together set every gate", "ink2", 13, "start")


def _compact_words(pen: CellPen) -> None:
    at = pen.at
    pen.question(at.keep, at.pipe - 24, "keep?", "middle")
    pen.question(at.add + 18, at.store + 5, "store?")
    pen.question(at.show + 17, at.show_valve + 5, "show?")
    pen.text(at.right, at.bus + 24, "both set every gate", "ink2", 13, "end")


def _numbers(pen: CellPen) -> None:
    """Print on every line what flows in it; on the phone the letter o takes the room beside the candidate."""
    at = pen.at
    beside_g, beside_h = ((5, 33), (38, 20)) if pen.is_compact else ((26, 5), (36, -13))
    pen.state_values("c")
    pen.value(at.add + beside_g[0], at.candidate + beside_g[1], "g", "c")
    pen.value(at.keep + 20, at.pipe + 37, "f", "gate")
    pen.value(at.add + 17, at.store + 5, "i", "gate")
    pen.value(at.show + 17, at.show_valve + 5, "o", "gate")
    pen.value(at.show + 10, at.pipe + 82, "tanh_c", "c")
    pen.value(at.right, at.out + 22, "h", "h", "end")
    pen.value(at.left + beside_h[0], at.bus + beside_h[1], "h_prev", "h")
    pen.value(at.enter + 44, at.foot + 3, "x", "x")


LSTM = Cell(_parts, _words, _compact_words, _numbers)

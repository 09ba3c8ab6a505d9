"""Drawings for "LSTM": the cell as a plan, and the same cell with the numbers of one step in it."""

from __future__ import annotations

from drawing.diagram import Pen
from drawing.figure import Figure
from drawing.printing import Sym, number
from pages.answers import figure
from pages.shared import cell_drawing as parts
from pages.shared.cell_drawing import COMPACT_PLACES, Places
from pages.shared.price_cells import LAST, Numbers, lstm_step_numbers


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
    return parts.figure(LSTM, alt, caption)


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
    caption = f"{parts.step_finding(n, 'c')} The fuller a bow tie, the wider its gate stands open."
    return parts.figure(LSTM, alt, caption, n)


def _parts(pen: Pen, at: Places, numbers: Numbers | None) -> None:
    _bus(pen, at)
    _memory(pen, at, numbers)
    _way_out(pen, at, numbers)
    _letters(pen, at, numbers)


def _bus(pen: Pen, at: Places) -> None:
    """Draw the line on which input and last hidden state meet, and its branches to gates and candidate."""
    pen.arrow([(at.enter, at.foot + 4), (at.enter, at.bus + 5)], "x", 3, 10)
    pen.line([(at.enter, at.bus), (at.show_badge, at.bus)], "w", 1.75)
    pen.line([(at.left, at.bus), (at.enter - 2, at.bus)], "h", 3)
    pen.dot(at.enter, at.bus, 5)
    parts.drop(pen, at.keep, at.bus, at.pipe + 48)
    parts.drop(pen, at.store_badge, at.bus, at.store + 17)
    parts.drop(pen, at.add, at.bus, at.candidate + 17)
    parts.drop(pen, at.show_badge, at.bus, at.show_valve + 17)


def _memory(pen: Pen, at: Places, numbers: Numbers | None) -> None:
    """Draw the pipe with the forget valve, and the riser from the candidate through the input valve."""
    parts.pipe(pen, at, "c")
    pen.arrow([(at.add, at.candidate - 15), (at.add, at.pipe + 16)], "c", 4, 12)
    parts.stem(pen, (at.keep, at.pipe + 12), (at.keep, at.pipe + 18))
    parts.stem(pen, (at.store_badge + 15, at.store), (at.add - 10, at.store))
    parts.valve(pen, at.keep, at.pipe, False, numbers and numbers["f"])
    parts.valve(pen, at.add, at.store, True, numbers and numbers["i"])
    parts.plus(pen, at)
    parts.candidate(pen, at, "g", "c")
    pen.badge(at.keep, at.pipe + 32, "f")
    pen.badge(at.store_badge, at.store, "i")


def _way_out(pen: Pen, at: Places, numbers: Numbers | None) -> None:
    """Draw the branch of the pipe that passes tanh and the output valve, and leaves as hidden state."""
    pen.line([(at.show, at.pipe + 2), (at.show, at.show_valve)], "c", 4)
    pen.box(at.show, at.pipe + 50, "tanh", 50)
    pen.arrow([(at.show, at.show_valve), (at.show, at.out), (at.right, at.out)], "h", 4, 13)
    parts.stem(pen, (at.show_badge + 15, at.show_valve), (at.show - 10, at.show_valve))
    parts.valve(pen, at.show, at.show_valve, True, numbers and numbers["o"])
    pen.badge(at.show_badge, at.show_valve, "o")


def _letters(pen: Pen, at: Places, numbers: Numbers | None) -> None:
    now, before = parts.times(numbers)
    parts.state_letters(pen, at, "c", numbers)
    pen.sym(at.left, at.bus - 12, Sym("h", before, "h"), size=20, anchor="start")
    pen.sym(at.right, at.out - 14, Sym("h", now, "h"), size=20, anchor="end")
    pen.sym(at.enter + 14, at.foot + 4, Sym("x", now, "x"), size=20, anchor="start")


def _words(pen: Pen, at: Places) -> None:
    parts.gate_words(pen, at.keep, at.pipe - 38, "forget gate", "how much to keep", "middle")
    parts.gate_words(pen, at.add + 22, at.store - 2, "input gate", "how much to store")
    parts.gate_words(pen, at.show + 22, at.show_valve - 2, "output gate", "how much to show")
    pen.text(at.add + 30, at.candidate + 5, "candidate", "c", 14, "start", 600)
    pen.text(at.show - 60, at.pipe - 18, "long-term memory", "ink2")
    pen.text(at.right, at.out + 22, "what the next step sees", "ink2", 13, "end")
    pen.text(at.keep, at.bus + 24, "input and last state together set every gate", "ink2", 13, "start")


def _short_words(pen: Pen, at: Places) -> None:
    pen.text(at.keep, at.pipe - 24, "keep?", "gate", weight=600)
    pen.text(at.add + 18, at.store + 5, "store?", "gate", 13, "start", 600)
    pen.text(at.show + 17, at.show_valve + 5, "show?", "gate", 13, "start", 600)
    pen.text(at.right, at.bus + 24, "both set every gate", "ink2", 13, "end")


def _numbers(pen: Pen, at: Places, n: Numbers) -> None:
    """Print on every line what flows in it at this step."""
    parts.state_values(pen, at, "c", n)
    beside = (6, 33) if at is COMPACT_PLACES else (26, 5)  # on the phone the letter o takes the room
    parts.value(pen, at.add + beside[0], at.candidate + beside[1], n["g"], "c")
    parts.value(pen, at.keep + 20, at.pipe + 37, n["f"], "gate")
    parts.value(pen, at.add + 17, at.store + 5, n["i"], "gate")
    parts.value(pen, at.show + 17, at.show_valve + 5, n["o"], "gate")
    parts.value(pen, at.show + 10, at.pipe + 82, n["tanh_c"], "c")
    parts.value(pen, at.right, at.out + 22, n["h"], "h", "end")
    parts.value(pen, at.left + 30, at.bus - 13, n["h_prev"], "h")
    parts.value(pen, at.enter + 44, at.foot + 3, n["x"], "x")


LSTM = parts.Drawing(_parts, _words, _short_words, _numbers)

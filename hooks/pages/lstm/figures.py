"""Drawings for "LSTM": the cell part by part and as a whole, and the same cell with the numbers of one step in it."""

from __future__ import annotations

from drawing.figure import Figure
from drawing.printing import number
from pages.answers import figure
from pages.shared.cell_drawing import Cell, CellPen, figure_of, step_finding
from pages.shared.record_keepers import LAST, lstm_step_numbers

PARTS = ("keep", "add", "show")


@figure
def lstm_keeps() -> Figure:
    """The first part of the cell: the belt and the forget gate."""
    alt = (
        "The first part of an LSTM cell is lit: the cell state c runs from left to right along the top, through the "
        "bow tie of the forget gate f. The input x and the last hidden state h set the gate from below. The rest of "
        "the cell is faint."
    )
    caption = "<b>The forget gate works on the belt itself.</b> Every gate is drawn as a bow tie."
    return figure_of(LSTM, alt, caption, lit="keep")


@figure
def lstm_adds() -> Figure:
    """The second part of the cell: the candidate, the input gate and the plus."""
    alt = (
        "The second part of the cell is lit: the candidate g, in a dashed box, rises through the bow tie of the input "
        "gate i to a plus on the belt. The input x and the last hidden state h set both."
    )
    caption = "<b>The input gate lets a part of the candidate in.</b> At the plus it joins what was kept."
    return figure_of(LSTM, alt, caption, lit="add")


@figure
def lstm_shows() -> Figure:
    """The third part of the cell: the way out through tanh and the output gate."""
    alt = (
        "The third part of the cell is lit: a branch of the cell state leads down through tanh and the bow tie of the "
        "output gate o, and leaves to the right as the hidden state h, which the next step sees."
    )
    caption = "<b>The output gate lets a part of the copy out.</b> The memory itself stays on the belt."
    return figure_of(LSTM, alt, caption, lit="show")


@figure
def lstm_cell() -> Figure:
    """The plan of the whole cell: a belt with a gate, a riser with a gate, a branch with a gate."""
    alt = (
        "An LSTM cell. The cell state c runs along the top, through the bow tie of the forget gate f and a plus. "
        "The candidate g rises to the plus through the input gate i. A branch of the cell state goes through tanh and "
        "the output gate o, and leaves as the hidden state h. The input x and the last hidden state h set all three "
        "gates and the candidate."
    )
    caption = "<b>The whole cell: one belt, three gates.</b> From left to right: keep, add, show."
    return figure_of(LSTM, alt, caption)


@figure
def lstm_cell_step() -> Figure:
    """The same cell at the last price, every line with the number that flows in it."""
    n = lstm_step_numbers(LAST)
    alt = (
        f"The cell at step {LAST}. The old cell state {number(n['c_prev'])} passes the forget gate {number(n['f'])}: "
        f"{number(n['kept'])} is kept. The candidate {number(n['g'])} passes the input gate {number(n['i'])}: "
        f"{number(n['stored'])} is added. The new cell state is {number(n['c'])}; its tanh, {number(n['tanh_c'])}, "
        f"passes the output gate {number(n['o'])} and leaves as the hidden state {number(n['h'])}."
    )
    caption = f"{step_finding(n, 'c')} The fuller a bow tie, the wider its gate stands open."
    return figure_of(LSTM, alt, caption, n)


def _parts(pen: CellPen) -> None:
    _bus(pen)
    for name, draw in zip(PARTS, (_keep, _add, _show), strict=True):
        with pen.part(name):
            draw(pen)
    _letters(pen)


def _bus(pen: CellPen) -> None:
    """Draw the line on which input and last hidden state meet."""
    at = pen.at
    pen.arrow([(at.enter, at.foot + 4), (at.enter, at.bus + 5)], "x", 3, 10)
    pen.line([(at.enter, at.bus), (at.show_badge, at.bus)], "w", 1.75)
    pen.line([(at.left, at.bus), (at.enter - 2, at.bus)], "h", 3)
    pen.dot(at.enter, at.bus, 5)


def _keep(pen: CellPen) -> None:
    """Draw the belt with the forget gate."""
    at = pen.at
    pen.drop(at.keep, at.belt + 48)
    pen.belt("c")
    pen.stem((at.keep, at.belt + 12), (at.keep, at.belt + 18))
    pen.gate(at.keep, at.belt, "f")
    pen.held_badge(at.keep, at.belt + 32, "f")
    pen.state_letters("c")


def _add(pen: CellPen) -> None:
    """Draw the riser from the candidate through the input gate to the plus."""
    at = pen.at
    pen.drop(at.store_badge, at.store + 17)
    pen.drop(at.add, at.candidate + 17)
    pen.riser("c")
    pen.stem((at.store_badge + 15, at.store), (at.add - 10, at.store))
    pen.gate(at.add, at.store, "i", vertical=True)
    pen.plus()
    pen.candidate("g", "c")
    pen.held_badge(at.store_badge, at.store, "i")


def _show(pen: CellPen) -> None:
    """Draw the branch of the belt that passes tanh and the output gate, and leaves as hidden state."""
    at = pen.at
    pen.drop(at.show_badge, at.show_valve + 17)
    pen.line([(at.show, at.belt + 2), (at.show, at.show_valve)], "c", 4)
    pen.box(at.show, at.belt + 50, "tanh", 50)
    pen.arrow([(at.show, at.show_valve), (at.show, at.out), (at.right, at.out)], "h", 4, 13)
    pen.stem((at.show_badge + 15, at.show_valve), (at.show - 10, at.show_valve))
    pen.gate(at.show, at.show_valve, "o", vertical=True)
    pen.held_badge(at.show_badge, at.show_valve, "o")
    pen.letter(at.right, at.out - 14, "h", anchor="end")


def _letters(pen: CellPen) -> None:
    """Write the letters of what comes in from below and from the step before."""
    at = pen.at
    pen.letter(at.left, at.bus - 12, "h", before=True)
    pen.letter(at.enter + 14, at.foot + 4, "x")


def _words(pen: CellPen) -> None:
    at = pen.at
    if pen.tells("keep"):
        pen.gate_words(at.keep, at.belt - 38, "forget gate", "how much to keep", "middle")
        pen.text(at.show - 60, at.belt - 18, "long-lasting memory", "ink2")
    if pen.tells("add"):
        pen.gate_words(at.add + 22, at.store - 2, "input gate", "how much to add")
        pen.text(at.add + 30, at.candidate + 5, "candidate", "c", 14, "start", 600)
    if pen.tells("show"):
        pen.gate_words(at.show + 22, at.show_valve - 2, "output gate", "how much to show")
        pen.text(at.right, at.out + 22, "what the next step sees", "ink2", 13, "end")
    pen.text(at.keep, at.bus + 24, "input and last hidden state set every gate", "ink2", 13, "start")


def _compact_words(pen: CellPen) -> None:
    at = pen.at
    if pen.tells("keep"):
        pen.question(at.keep, at.belt - 24, "keep?", "middle")
    if pen.tells("add"):
        pen.question(at.add + 18, at.store + 5, "add?")
    if pen.tells("show"):
        pen.question(at.show + 17, at.show_valve + 5, "show?")
    pen.text(at.right, at.bus + 24, "both set every gate", "ink2", 13, "end")


def _numbers(pen: CellPen) -> None:
    """Print on every line what flows in it; a number belongs to the part of its line, and is pale where that is."""
    at = pen.at
    beside_g, beside_h = ((5, 33), (38, 20)) if pen.is_compact else ((26, 5), (36, -13))
    with pen.part("keep"):
        pen.belt_values("c")
        pen.value(at.keep + 20, at.belt + 37, "f", "gate")
    with pen.part("add"):
        pen.added_value("c")
        pen.value(at.add + beside_g[0], at.candidate + beside_g[1], "g", "c")
        pen.value(at.add + 17, at.store + 5, "i", "gate")
    with pen.part("show"):
        pen.value(at.show + 17, at.show_valve + 5, "o", "gate")
        pen.value(at.show + 10, at.belt + 82, "tanh_c", "c")
        pen.value(at.right, at.out + 22, "h", "h", "end")
    pen.value(at.left + beside_h[0], at.bus + beside_h[1], "h_prev", "h")
    pen.value(at.enter + 44, at.foot + 3, "x", "x")


LSTM = Cell(_parts, _words, _compact_words, _numbers)

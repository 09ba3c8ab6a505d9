"""Drawings for "The hidden state": one cell, rolled up and unrolled, over three words and over five."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from drawing.diagram import Pen
from drawing.figure import Figure, two_layouts
from drawing.palette import signs
from drawing.printing import Sym, number
from pages.answers import figure
from pages.shared.cat_sat import before_the_first_word, distance, listed, states

THREE, FIVE = "the cat sat", "the cat sat the cat"
INIT = Sym("h", "init", "h")


class Chain(NamedTuple):
    """Where the parts of an unrolled network stand: left edges of the states, centres of the cells."""

    sentence: str
    start: float  # left edge of the state before the first word
    xs: tuple[float, ...]  # left edges of the states after each word
    cells: tuple[float, ...]
    y: float  # upper edge of the states
    state: tuple[float, float]  # one number of a state: width, height
    cell: tuple[float, float]
    start_width: float
    gap: float  # air between an arrow and the shapes it joins

    @property
    def middle(self) -> float:
        return self.y + 2 * self.state[1]

    @property
    def bottom(self) -> float:
        return self.y + 4 * self.state[1]


@figure
def unrolled() -> Figure:
    """The cell with its loop, and the same cell drawn once for every word of "the cat sat"."""
    after = "; ".join(f"after “{_read(THREE, t)}” {listed(h)}" for t, h in enumerate(states(THREE)))
    alt = (
        "Rolled up: one cell reads a word and its own last state. Unrolled: the same cell, with the same "
        f"weights, reads the, cat, sat. The state starts at zero; {after}."
    )
    caption = f"<b>One cell, used three times; every word changes its state.</b> {signs()}"
    return two_layouts(_unrolled_wide, alt, caption, compact=_unrolled_compact)


def _unrolled_wide(width: int, alt: str) -> str:
    pen = Pen(width, 288, alt)
    chain = Chain(THREE, 186, (333, 480, 627), (284, 431, 578), 72, (52, 30), (50, 60), 52, 5)
    _rolled(pen, 68, chain.middle, 60, 264)
    pen.text(152, chain.middle + 7, "=", "w", 22, weight=600)
    _states(pen, chain, 20, 14)
    _cells(pen, chain, "cell", 264)
    _rail(pen, chain, 18, "same weights at every step", 212)
    _quotes(pen, chain, 22, "starts at zero")
    return pen.svg()


def _unrolled_compact(width: int, alt: str) -> str:
    pen = Pen(width, 456, alt)
    _rolled(pen, 62, 82, 50, 154)
    pen.text(134, 76, "rolled up: one cell, its", "ink2", 13, "start")
    pen.text(134, 94, "state comes back to it", "ink2", 13, "start")
    pen.text(1, 204, "= unrolled: the same cell at three steps", "ink2", 13, "start")
    chain = Chain(THREE, 1, (80, 186, 292), (51, 157, 263), 270, (47, 28), (26, 50), 22, 3)
    _states(pen, chain, 18, 12)
    _cells(pen, chain, "", 440)
    _rail(pen, chain, 230, "same weights each step", 190)
    _quotes(pen, chain, 18, "")
    return pen.svg()


def _rolled(pen: Pen, x: float, y: float, side: float, word_y: float) -> None:
    """Draw the cell whose state leaves on the right and comes back on the left."""
    right, left, top = x + side / 2 + 22, x - side / 2 - 24, y - side / 2 - 26
    out, back = (x + side / 2 + 2, y), (x - side / 2 - 3, y)
    pen.arrow([out, (right, y), (right, top), (left, top), (left, y), back])
    pen.cell(x, y, side, side, "cell")
    pen.sym(x, top - 8, Sym("h", "t", "h"))
    pen.arrow([(x, word_y - 18), (x, y + side / 2 + 4)], "x", 2.5)
    pen.token(x, word_y, "word", height=28, size=14)
    pen.sym(x + 50, word_y + 5, Sym("x", "t", "x"), size=18)


def _states(pen: Pen, chain: Chain, letter: float, above: float) -> None:
    """Draw the state before the first word and after each, with its letter above."""
    width, height = chain.state
    narrow = chain.start_width < width  # no room for 0.00: zeros are written as 0
    zeros = before_the_first_word()[:, 0]
    pen.heat(chain.start, chain.y, zeros, (chain.start_width, height), decimals=0 if narrow else 2)
    anchor, x = ("start", 0.0) if narrow else ("middle", chain.start + width / 2)
    pen.sym(x, chain.y - above, INIT, size=letter, anchor=anchor)
    for t, (x, state) in enumerate(zip(chain.xs, states(chain.sentence), strict=True)):
        pen.heat(x, chain.y, state, chain.state)
        pen.sym(x + width / 2, chain.y - above, Sym("h", str(t), "h"), size=letter)


def _cells(pen: Pen, chain: Chain, label: str, word_y: float) -> None:
    """Draw each cell between its two states, and the word that it reads."""
    half, roomy = chain.cell[0] / 2, bool(label)
    edges = [chain.start + chain.start_width, *(x + chain.state[0] for x in chain.xs[:-1])]
    words = chain.sentence.split()
    head, width = (8, 2.25) if roomy else (6, 2)
    for t, (x, edge, after) in enumerate(zip(chain.cells, edges, chain.xs, strict=True)):
        pen.arrow([(edge + chain.gap, chain.middle), (x - half - chain.gap, chain.middle)], "h", width, head)
        pen.arrow([(x + half + 3, chain.middle), (after - chain.gap - 1, chain.middle)], "h", width, head)
        pen.cell(x, chain.middle, *chain.cell, label)
        pen.arrow([(x, word_y - 18), (x, chain.middle + chain.cell[1] / 2 + 4)], "x", 2.5 if roomy else 2)
        pen.token(x, word_y, words[t], 0 if roomy else 50, 28, 15 if roomy else 14)
        if roomy:
            pen.sym(x + 42, word_y + 5, Sym("x", str(t), "x"), size=18)


def _rail(pen: Pen, chain: Chain, y: float, words: str, room: float) -> None:
    """Draw the dotted rail that says: one set of weights, used by all of these cells."""
    for x in chain.cells:
        pen.line([(x, chain.middle - chain.cell[1] / 2 - 2), (x, y)], "w", 1.25, "1 4")
    first, last, middle = chain.cells[0], chain.cells[-1], (chain.cells[0] + chain.cells[-1]) / 2
    pen.line([(first, y), (middle - room / 2, y)], "w", 1.25, "1 4")
    pen.line([(middle + room / 2, y), (last, y)], "w", 1.25, "1 4")
    pen.rect(middle - room / 2, y - 11, room, 24, "", "page", 0)
    pen.text(middle, y + 5, words, "w", weight=600)


def _read(sentence: str, t: int) -> str:
    return " ".join(sentence.split()[: t + 1])


def _quotes(pen: Pen, chain: Chain, below: float, start: str) -> None:
    """Write below each state what has been read by then; the last is anchored at the right edge.

    Where the room is short there is no word about the start, and there are no quotation marks.
    """
    y, width, quoted = chain.bottom + below, chain.state[0], "“{}”" if start else "{}"
    if start:
        pen.text(chain.start + width / 2, y, start, "ink2", 13)
    for t, x in enumerate(chain.xs[:-1]):
        pen.text(x + width / 2, y, quoted.format(_read(chain.sentence, t)), "ink2", 13 if start else 12)
    pen.text(pen.width, y, quoted.format(chain.sentence), "ink2", 13 if start else 12, "end")


@figure
def five_words() -> Figure:
    """Five words through the same cell: five steps, four units, and "the" met in two different memories."""
    hs = states(FIVE)
    apart = number(distance(hs[0], hs[3]))
    after = "; ".join(f"h{t} after “{word}” {listed(hs[t])}" for t, word in enumerate(FIVE.split()))
    alt = (
        f"Five words, five steps, four numbers in each state: {after}. "
        f"The states after the two “the” are {apart} apart."
    )
    caption = (
        f"<b>Five steps, still four units; the same word leaves two states that lie {apart} apart.</b> "
        "Every column is a state."
    )
    return two_layouts(partial(_five_wide, apart), alt, caption, compact=partial(_five_compact, apart))


def most_changed() -> tuple[int, float, float]:
    """The unit, counted from 1, that the two "the" leave most unlike, and what it holds after each of them."""
    first, second = states(FIVE)[[0, 3]]
    unit = int(abs(first - second).argmax())
    return unit + 1, float(first[unit]), float(second[unit])


def any_words(sentence: str) -> Figure:
    """Up to five words of the vocabulary through the same cell: the drawing of five words for a reader's own."""
    read = zip(sentence.split(), states(sentence), strict=True)
    alt = "; ".join(f"h{t} after “{word}” {listed(h)}" for t, (word, h) in enumerate(read))
    caption = f"<b>After “{sentence}” the state is {listed(states(sentence)[-1])}.</b> Steps run from left to right."
    return two_layouts(partial(_any_wide, sentence), alt, caption, compact=partial(_any_compact, sentence))


def _any_wide(sentence: str, width: int, alt: str) -> str:
    pen = Pen(width, 262, alt)
    _words_wide(pen, sentence)
    return pen.svg()


def _any_compact(sentence: str, width: int, alt: str) -> str:
    pen = Pen(width, 248, alt)
    _words_compact(pen, sentence)
    return pen.svg()


def _words_wide(pen: Pen, sentence: str) -> None:
    """Draw a state after each word, and the cells between."""
    steps = range(len(sentence.split()))
    xs, cells = tuple(105 + 130 * t for t in steps), tuple(65 + 130 * t for t in steps)
    chain = Chain(sentence, 1, xs, cells, 76, (50, 30), (34, 52), 24, 4)
    _states(pen, chain, 20, 14)
    _cells(pen, chain, " ", 252)


def _five_wide(apart: str, width: int, alt: str) -> str:
    pen = Pen(width, 318, alt)
    xs = tuple(105 + 130 * t for t in range(5))
    _bracket(pen, xs[0] + 25, xs[3] + 25, 22, f"same word, states {apart} apart")
    _words_wide(pen, FIVE)
    pen.arrow([(56, 300), (610, 300)], "ink2", 1.25, 7)
    pen.rect(238, 288, 190, 24, "", "page", 0)
    pen.text(333, 305, "5 words = 5 steps in time", "ink2")
    pen.text(678, 220, "↕ 4 units", "ink2", 13, "end")
    return pen.svg()


def _five_compact(apart: str, width: int, alt: str) -> str:
    pen = Pen(width, 290, alt)
    xs = tuple(2 + 71 * t for t in range(5))
    _bracket(pen, xs[0] + 26, xs[3] + 26, 20, f"states {apart} apart")
    _words_compact(pen, FIVE)
    pen.text(2, 280, "5 words = 5 steps in time →", "ink2", 13, "start")
    pen.text(338, 280, "↕ 4 units", "ink2", 13, "end")
    return pen.svg()


def _words_compact(pen: Pen, sentence: str) -> None:
    """The same in a narrow column."""
    xs = tuple(2 + 71 * t for t in range(len(sentence.split())))
    for t, (x, state, word) in enumerate(zip(xs, states(sentence), sentence.split(), strict=True)):
        pen.sym(x + 26, 62, Sym("h", str(t), "h"))
        pen.heat(x, 74, state, (52, 28))
        if t:
            pen.arrow([(x - 16, 130), (x - 3, 130)], "h", 2, 6)
        pen.arrow([(x + 26, 214), (x + 26, 190)], "x", 2, 7)
        pen.token(x + 26, 230, word, 50, 28, 14)


def _bracket(pen: Pen, left: float, right: float, y: float, words: str) -> None:
    """Draw a bracket that points down at two things, with words in its middle."""
    room = len(words) * 7.6 + 14
    pen.line([(left, y + 14), (left, y), (right, y), (right, y + 14)], "ink2", 1.25)
    pen.rect((left + right - room) / 2, y - 10, room, 20, "", "page", 0)
    pen.text((left + right) / 2, y + 5, words, "ink", weight=600)

"""Step 2: the question of the lesson, as a drawing: one symbol of a list is marked; which was it?"""

from __future__ import annotations

from itertools import pairwise
from string import ascii_uppercase
from typing import NamedTuple

import numpy as np
from drawing.diagram import Pen
from drawing.figure import COMPACT, WIDE, Figure
from pages.answers import figure

from rnn_docs.tasks.recall import SEQ_LEN, TOKENS, recall_batch

SEED = 1


class Example(NamedTuple):
    """One list of the task: its symbols, and which of them is marked."""

    symbols: str
    marked: int


def example() -> Example:
    """A list as the networks of step 4 read it."""
    xs, _ = recall_batch(np.random.default_rng(SEED), 1)
    symbols = "".join(ascii_uppercase[k] for k in xs[:, :TOKENS, 0].argmax(axis=1))
    return Example(symbols, int(xs[:, TOKENS, 0].argmax()))


@figure
def recall_example() -> Figure:
    """A list of symbols, the mark on one of them, and the question at the end."""
    symbols, marked = example()
    alt = (
        f"A list of {SEQ_LEN} symbols, read one at a time: {' '.join(symbols)}. One of them, {symbols[marked]}, with "
        f"{marked} before it, carries a mark. At the end the network is asked which symbol was marked."
    )
    caption = (
        f"<b>The mark is on {symbols[marked]}, and {SEQ_LEN - 1 - marked} more symbols follow.</b> Which one was it?"
    )
    return Figure(_drawn(WIDE, 15, alt), _drawn(COMPACT, 10, alt), alt, caption)


def _drawn(width: int, a_row: int, alt: str) -> str:
    """Write the list in rows of so many symbols, from left to right as it is read."""
    symbols, marked = example()
    rows = -(-len(symbols) // a_row)
    between, left = (width - 34) / (a_row - 1), 17.0
    pen = Pen(width, 62 * rows + 40, alt)
    places = [(left + between * (k % a_row), 46 + 62.0 * (k // a_row)) for k in range(len(symbols))]
    for (x, y), (after, below) in pairwise(places):
        if y == below and between > 36:
            pen.line([(x + 16, y), (after - 16, y)], "h", 1.5)
    for k, ((x, y), symbol) in enumerate(zip(places, symbols, strict=True)):
        pen.token(x, y, symbol, 28, 28, 15)
        if k == marked:
            pen.rect(x - 17, y - 17, 34, 34, "ink", "", 17, 2.5)
            pen.text(max(x, 24), y - 24, "marked", "ink", 13, weight=600)
    pen.text(width - 1, 62 * rows + 30, "now: which symbol was marked?", "ink", 14, "end", 600)
    return pen.svg()

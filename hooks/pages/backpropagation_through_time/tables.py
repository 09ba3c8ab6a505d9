"""The tables of "Send the loss back through time"."""

import numpy as np
from drawing.table import Column, Table
from pages.answers import table
from pages.backpropagation_through_time.example import LONG, WORDS, following, run, truncation_error

from rnn_docs import Trace

UNIT, FROM = 1, 3  # the weight that is followed: row and column of W_hh, counted from 0
CHUNKS = (1, 2, 3, 5, 6, 10, 15, 30)


@table
def bptt_guesses() -> Table:
    """What the network reads, should say and does say, and what each guess costs."""
    example = run()
    right = example.chances[np.arange(len(WORDS)), example.targets[:, 0]]
    columns = (
        Column("step", "t", 0),
        Column("reads"),
        Column("should say"),
        Column("chance it gives to that", "p", 3),
        Column("loss of this guess", r"-\log p", 3),
    )
    rows = [
        (t, word, after, chance, -np.log(chance))
        for t, (word, after, chance) in enumerate(zip(WORDS, following(" ".join(WORDS)), right, strict=True))
    ]
    return Table("Three guesses, and what each costs", columns, rows)


def previous(trace: Trace, t: int) -> float:
    """The entry of the old state that the followed weight multiplies at step t."""
    (state,) = trace.state_before(t)
    return float(state[FROM, 0])


@table
def bptt_terms() -> Table:
    """The gradient of one shared weight, use by use."""
    example = run()
    columns = (
        Column("step", "t", 0),
        Column("gradient at the unit it feeds", r"\mathrm{d}\kgrad{L}/\mathrm{d}a_t", 3),
        Column("state it multiplies", "h_{t-1}", 3),
        Column("product", "", 3),
    )
    rows = []
    for t in range(len(WORDS)):
        da, h_prev = float(example.owed.das[t, UNIT, 0]), previous(example.trace, t)
        rows.append((t, da, h_prev, da * h_prev))
    return Table("One weight, used at every step: its gradient is the sum of the last column", columns, rows)


@table
def bptt_truncation() -> Table:
    """How far the gradient is off when the way back is cut into chunks."""
    count = len(LONG.split())
    columns = (
        Column("steps a chunk", "", 0),
        Column("chunks", "", 0),
        Column("error", "", 3),
    )
    rows = [(chunk, count // chunk, truncation_error(chunk)) for chunk in CHUNKS]
    return Table(
        "Thirty words in chunks: how far the truncated gradient is off, as a share of the true one", columns, rows
    )

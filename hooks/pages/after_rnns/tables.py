"""The tables of "See what came after"."""

import numpy as np
from drawing.table import Column, Table
from pages.answers import table

from rnn_docs.measure import KEY_SIZE, numbers_kept_by_attention, numbers_kept_by_lstm, recalled, rounds_by_doubling

UNITS = 256  # of the comparison of what is kept

LENGTHS = (16, 256, 4096, 65536)
SEED = 0
PAIRS = (8, 16, 32, 64, 128, 512)


@table
def after_growth() -> Table:
    """What grows with the sequence, and what does not."""
    columns = (
        Column("steps", "T", 0),
        Column("wait in a loop", "", 0),
        Column("wait in a scan", r"\log_2 T", 0),
        Column("LSTM keeps", "", 0),
        Column("attention keeps", "", 0),
    )
    lstm = numbers_kept_by_lstm(UNITS)
    rows = [(T, T, rounds_by_doubling(T), lstm, numbers_kept_by_attention(T, UNITS)) for T in LENGTHS]
    return Table(f"One layer of {UNITS} units: steps that wait for each other, and numbers kept", columns, rows)


@table
def after_recall() -> Table:
    """How much comes back from a memory of fixed size, and from one that keeps everything."""
    columns = (
        Column("pairs", "", 0),
        Column("matrix keeps", "", 0),
        Column("matrix recalls", "", 2),
        Column("attention keeps", "", 0),
        Column("attention recalls", "", 2),
    )
    rows = []
    for pairs in PAIRS:
        found = recalled(pairs, np.random.default_rng(SEED))
        kept = numbers_kept_by_attention(pairs, KEY_SIZE)
        rows.append((pairs, KEY_SIZE * KEY_SIZE, found.matrix, kept, found.attention))
    return Table("Pairs stored, numbers kept, and the share that is recalled right", columns, rows)

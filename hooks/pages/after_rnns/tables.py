"""The tables of "See what came after"."""

from drawing.table import Column, Table
from pages.after_rnns.example import SIZE, UNITS, kept_by_attention, kept_by_lstm, recalled, rounds
from pages.answers import table

LENGTHS = (16, 256, 4096, 65536)
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
    rows = [(T, T, rounds(T), kept_by_lstm(), kept_by_attention(T)) for T in LENGTHS]
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
        by_matrix, by_attention = recalled(pairs)
        rows.append((pairs, SIZE * SIZE, by_matrix, kept_by_attention(pairs, SIZE), by_attention))
    return Table("Pairs stored, numbers kept, and the share that is recalled right", columns, rows)

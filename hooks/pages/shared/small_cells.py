"""A small cell of each kind, by its printed name, for pages that count and name arrays."""

from collections.abc import Mapping

from rnn_docs import GRUParams, LSTMParams, VanillaParams

INPUT, HIDDEN = 3, 4  # the sizes of the small network
CELLS: Mapping[str, type] = {"vanilla": VanillaParams, "GRU": GRUParams, "LSTM": LSTMParams}


def size(arrays: object) -> int:
    """How many numbers a collection of arrays holds."""
    return sum(array.size for array in arrays)  # type: ignore[attr-defined]

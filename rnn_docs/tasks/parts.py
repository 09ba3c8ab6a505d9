"""What the tasks share: cells by their names, and sentences as batches of one-hot columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import DTypeLike

from rnn_docs.cells.gru import GRUParams
from rnn_docs.cells.lstm import LSTMParams
from rnn_docs.cells.parameters import CellParams
from rnn_docs.cells.vanilla import VanillaParams
from rnn_docs.checks import Array, IntArray, check_number
from rnn_docs.comparison import count_parameters, matched_units
from rnn_docs.networks.reader import Reader, init_reader
from rnn_docs.outputs.sampling import one_hot_columns

KINDS: Mapping[str, type[CellParams]] = {"vanilla": VanillaParams, "lstm": LSTMParams, "gru": GRUParams}
Item = TypeVar("Item")


class Split(NamedTuple, Generic[Item]):
    """Examples in three parts; no example is in two of them.

    Attributes:
        training: what is learnt from.
        validation: what a learning rate is chosen on.
        test: what is measured at the end.
    """

    training: list[Item]
    validation: list[Item]
    test: list[Item]


def kind_of(cell: str) -> type[CellParams]:
    """Find the parameters' type of a cell named "vanilla", "lstm" or "gru".

    Raises:
        ValueError: another name.

    Examples:
        >>> kind_of("gru").__name__
        'GRUParams'
    """
    check_number("cell", repr(cell), "'vanilla', 'lstm' or 'gru'", isinstance(cell, str) and cell in KINDS)
    return KINDS[cell]


def fresh_reader(
    cell: str,
    input_size: int,
    hidden_size: int,
    output_size: int,
    rng: np.random.Generator,
    scheme: str = "glorot",
    keep_bias: float = 0.0,
    dtype: DTypeLike = np.float64,
    gain: float = 1.0,
) -> Reader:
    """Draw a fresh network with a cell of this name; a vanilla cell has no gate that a keep_bias could open.

    Examples:
        >>> import numpy as np
        >>> fresh_reader("vanilla", 5, 4, 3, np.random.default_rng(1), keep_bias=1.0).readout.W_hy.shape
        (3, 4)
    """
    bias = 0.0 if cell == "vanilla" else keep_bias
    return init_reader(
        kind_of(cell), input_size, hidden_size, output_size, rng, scheme=scheme, keep_bias=bias, dtype=dtype, gain=gain
    )


def equal_sizes(units: int, fresh: Callable[[str, int], Any]) -> dict[str, int]:
    """Find for each cell the number of units with which its network is about as large as that of a GRU.

    Args:
        units: of the GRU.
        fresh: from the name of a cell and its number of units to a network.

    Returns:
        From the name of a cell to its units.

    Examples:
        >>> equal_sizes(16, lambda cell, units: fresh_reader(cell, 5, units, 3, np.random.default_rng(1)))
        {'vanilla': 29, 'lstm': 14, 'gru': 16}
    """
    parameters = count_parameters(fresh("gru", units))
    return {cell: units if cell == "gru" else matched_units(parameters, partial(fresh, cell)) for cell in KINDS}


def encode_words(
    sentences: Sequence[Sequence[str]], vocabulary: Sequence[str], dtype: DTypeLike = np.float64
) -> tuple[Array, IntArray]:
    """Turn sentences into one padded batch of one-hot columns.

    Returns:
        xs (longest seq_len, vocabulary size, batch_size) and lengths (batch_size,).

    Raises:
        ValueError: a word outside the vocabulary.

    Examples:
        >>> xs, lengths = encode_words([["the", "cat"], ["cat"]], ["the", "cat"])
        >>> xs.shape, lengths
        ((2, 2, 2), array([2, 1]))
    """
    numbers, lengths = word_numbers(sentences, vocabulary)
    xs = one_hot_columns(np.maximum(numbers, 0), len(vocabulary), dtype)
    return xs * (numbers >= 0)[:, None, :], lengths  # a padded step has no word at all


def word_numbers(sentences: Sequence[Sequence[str]], vocabulary: Sequence[str]) -> tuple[IntArray, IntArray]:
    """Number the words of sentences; -1 stands beyond a sentence's end.

    Returns:
        Numbers (longest seq_len, batch_size) and lengths (batch_size,).

    Raises:
        ValueError: no sentence, an empty one, or a word outside the vocabulary.

    Examples:
        >>> word_numbers([["the", "cat"], ["cat"]], ["the", "cat"])[0]
        array([[ 0,  1],
               [ 1, -1]])
    """
    index = {word: number for number, word in enumerate(vocabulary)}
    for word in (word for sentence in sentences for word in sentence):
        check_number("sentences", repr(word), "words of the vocabulary", word in index)
    lengths = np.array([len(sentence) for sentence in sentences], np.intp)
    check_number("sentences", list(lengths), "at least one, none of them empty", bool(lengths.size and lengths.min()))
    numbers = np.full((lengths.max(), len(sentences)), -1)
    for column, sentence in enumerate(sentences):
        numbers[: len(sentence), column] = [index[word] for word in sentence]
    return numbers, lengths

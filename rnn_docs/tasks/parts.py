"""What the tasks share: a cell with a read-out, and its loss at the last step or at every step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike

from rnn_docs.checks import Array, IntArray, check_number
from rnn_docs.gru import GRUParams
from rnn_docs.initialisation import init_cell, init_readout
from rnn_docs.loop import backward, forward
from rnn_docs.losses import softmax_cross_entropy
from rnn_docs.lstm import LSTMParams
from rnn_docs.models import named_gradients
from rnn_docs.params import CellParams
from rnn_docs.readout import ReadoutParams, readout, readout_backward
from rnn_docs.sampling import one_hot_columns
from rnn_docs.vanilla import VanillaParams

KINDS: Mapping[str, type[CellParams]] = {"vanilla": VanillaParams, "lstm": LSTMParams, "gru": GRUParams}
Gradients = dict[str, Array]


@dataclass(frozen=True)
class Reader:
    """A network that reads a sequence: one cell, and a read-out of its hidden state."""

    cell: CellParams
    readout: ReadoutParams


def reuse_memory() -> None:
    """Make training faster where the C library is glibc; a hint that changes no number.

    glibc hands freed memory back to the system until it has seen a large block freed, and from then on keeps it for
    the next array. On the machine that this was written on it halves the time of a training step.
    """
    np.empty(30 << 20, np.uint8)  # 30 MiB, never touched, and freed at once


def kind_of(cell: str) -> type[CellParams]:
    """Find the parameters' type of a cell named "vanilla", "lstm" or "gru".

    Raises:
        ValueError: another name.

    Examples:
        >>> kind_of("gru").__name__
        'GRUParams'
    """
    check_number("cell", repr(cell), "'vanilla', 'lstm' or 'gru'", cell in KINDS)
    return KINDS[cell]


def init_reader(
    cell: str,
    input_size: int,
    hidden_size: int,
    output_size: int,
    rng: np.random.Generator,
    scheme: str = "glorot",
    keep_bias: float = 0.0,
    dtype: DTypeLike = np.float64,
) -> Reader:
    """Draw a fresh network; keep_bias is ignored by a vanilla cell, which has no gate.

    Examples:
        >>> import numpy as np
        >>> init_reader("lstm", 5, 4, 3, np.random.default_rng(1)).readout.W_hy.shape
        (3, 4)
    """
    bias = 0.0 if cell == "vanilla" else keep_bias
    params = init_cell(kind_of(cell), input_size, hidden_size, rng, scheme, keep_bias=bias, dtype=dtype)
    return Reader(params, init_readout(hidden_size, output_size, rng, dtype))


def last_logits(model: Reader, xs: Array, lengths: IntArray | None = None) -> Array:
    """Read the sequences and answer once, at each one's own end.

    Args:
        model: the network.
        xs: inputs, (seq_len, input_size, batch_size).
        lengths: how many steps of each sequence are real, (batch_size,); None if all are.

    Returns:
        One logit a class, (output_size, batch_size).
    """
    logits: Array = readout(model.readout, forward(model.cell, xs, lengths=lengths).h_last[None])[0]
    return logits


def last_loss(model: Reader, xs: Array, targets: IntArray, lengths: IntArray | None = None) -> tuple[float, Gradients]:
    """Compute the cross-entropy of the one answer at the end, and its gradients.

    Args:
        model: the network.
        xs: inputs, (seq_len, input_size, batch_size).
        targets: the right class of each sequence, integers (batch_size,).
        lengths: how many steps of each sequence are real, (batch_size,); None if all are.
    """
    trace = forward(model.cell, xs, lengths=lengths)
    last = trace.h_last[None]
    loss, dlogits = softmax_cross_entropy(readout(model.readout, last), targets[None])
    out = readout_backward(model.readout, last, dlogits)
    dhs = np.zeros_like(trace.hs)
    ends = len(trace) - 1 if lengths is None else lengths - 1
    dhs[ends, :, np.arange(len(targets))] = out.dhs[0].T  # the loss touches no other state
    return loss, named_gradients({"cell": backward(model.cell, trace, dhs), "readout": out})


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
        ValueError: a word outside the vocabulary.

    Examples:
        >>> word_numbers([["the", "cat"], ["cat"]], ["the", "cat"])[0]
        array([[ 0,  1],
               [ 1, -1]])
    """
    index = {word: number for number, word in enumerate(vocabulary)}
    for word in (word for sentence in sentences for word in sentence):
        check_number("sentences", repr(word), "words of the vocabulary", word in index)
    lengths = np.array([len(sentence) for sentence in sentences])
    numbers = np.full((lengths.max(), len(sentences)), -1)
    for column, sentence in enumerate(sentences):
        numbers[: len(sentence), column] = [index[word] for word in sentence]
    return numbers, lengths

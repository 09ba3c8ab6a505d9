"""Sequence to sequence: one cell reads, its last state starts another cell, which writes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn_docs.cells import cell_of
from rnn_docs.checks import Array, IntArray, check_array, check_number, check_type, indices, integer
from rnn_docs.loop import backward, forward
from rnn_docs.losses import softmax_cross_entropy
from rnn_docs.output_layer import ReadoutParams, readout, readout_backward
from rnn_docs.parameters import CellParams, named_gradients
from rnn_docs.reader import at_own_end
from rnn_docs.records import record
from rnn_docs.sampling import one_hot_columns
from rnn_docs.trace import Trace


@record
@dataclass(frozen=True, eq=False, repr=False)
class EncoderDecoder:
    """The three parts of a translator; the decoder reads its own last token, one-hot, at every step.

    Attributes:
        encoder: reads the source.
        decoder: a cell of the same kind and hidden_size; its inputs are one-hot target tokens.
        readout: from the decoder's state to one logit for each target token.

    Raises:
        TypeError: not the parameters of cells.
        ValueError: parts that do not fit each other.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import GRUParams, init_cell, init_readout
        >>> rng = np.random.default_rng(1)
        >>> encoder, decoder = init_cell(GRUParams, 5, 4, rng), init_cell(GRUParams, 3, 4, rng)
        >>> EncoderDecoder(encoder, decoder, init_readout(4, 3, rng)).readout.output_size
        3
    """

    encoder: CellParams
    decoder: CellParams
    readout: ReadoutParams

    def __post_init__(self) -> None:
        for cell in (self.encoder, self.decoder):
            cell_of(cell)
        check_type("readout", self.readout, ReadoutParams)
        kinds = type(self.encoder).__name__, type(self.decoder).__name__
        check_number("decoder", kinds[1], f"{kinds[0]} like the encoder", kinds[0] == kinds[1])
        rows, units = self.decoder.blocks * self.encoder.hidden_size, self.encoder.hidden_size
        check_array("decoder.W_hh", self.decoder.W_hh, (rows, units), self.encoder.dtype)
        check_array("readout.W_hy", self.readout.W_hy, (self.decoder.input_size, units), self.encoder.dtype)


def teacher_forcing(
    model: EncoderDecoder,
    sources: Array,
    targets: IntArray,
    start: int,
    source_lengths: IntArray | None = None,
    weights: Array | None = None,
) -> tuple[float, dict[str, Array]]:
    """Compute the loss and all gradients while the decoder is shown the right previous token at every step.

    Args:
        model: the parameters.
        sources: inputs of the encoder, (source_len, input_size, batch_size).
        targets: the tokens to write, integers (target_len, batch_size), the end token included.
        start: the token that the decoder is given first.
        source_lengths: how many steps of each source are real, (batch_size,).
        weights: how much each target counts, (target_len, batch_size), such as `mask` gives.

    Returns:
        The cross-entropy, and the gradients by the names of `named_parameters`.

    Raises:
        TypeError, ValueError: as in `forward` and `softmax_cross_entropy`; a token that does not exist.

    Source:
        Sutskever, Vinyals & Le (2014), arXiv 1409.3215; teacher forcing: Williams & Zipser (1989),
        doi 10.1162/neco.1989.1.2.270.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import GRUParams, init_cell, init_readout
        >>> rng = np.random.default_rng(1)
        >>> encoder, decoder = init_cell(GRUParams, 5, 4, rng), init_cell(GRUParams, 3, 4, rng)
        >>> model = EncoderDecoder(encoder, decoder, init_readout(4, 3, rng))
        >>> loss, gradients = teacher_forcing(model, rng.normal(size=(6, 5, 2)), np.ones((3, 2), int), start=0)
        >>> round(loss) == 1, gradients["encoder.W_xh"].shape
        (True, (12, 5))
    """
    check_type("model", model, EncoderDecoder)
    tokens = model.readout.output_size
    start = integer("start", start, 0, tokens - 1)
    targets = indices("targets", targets, ("target_len", "batch_size"), 0, tokens - 1)
    read = forward(model.encoder, sources, lengths=source_lengths)
    shown = np.concatenate([np.full_like(targets[:1], start), targets[:-1]])  # always one step behind
    h, c = _last(read)
    written = forward(model.decoder, one_hot_columns(shown, tokens, model.decoder.dtype), h, c)
    loss, dlogits = softmax_cross_entropy(readout(model.readout, written.hs), targets, weights)

    out = readout_backward(model.readout, written.hs, dlogits)
    write = backward(written, out.dhs)
    dstates = {"dhs": at_own_end(write.dh_init, read)}
    if write.dc_init is not None:
        dstates["dcs"] = at_own_end(write.dc_init, read)
    gradients = {"encoder": backward(read, **dstates), "decoder": write, "readout": out}
    return loss, named_gradients(gradients)


def greedy_decode(
    model: EncoderDecoder,
    sources: Array,
    start: int,
    end: int,
    max_len: int,
    source_lengths: IntArray | None = None,
) -> list[list[int]]:
    """Write with the decoder fed its own likeliest token, until it writes the end token or max_len is reached.

    Args:
        model: the parameters.
        sources: inputs of the encoder, (source_len, input_size, batch_size).
        start: the token that the decoder is given first.
        end: the token that ends a sequence; it is left out of the result.
        max_len: most tokens to write.
        source_lengths: how many steps of each source are real, (batch_size,).

    Returns:
        One list of tokens for each sequence.

    Raises:
        TypeError, ValueError: as in `forward`; a token that does not exist, a max_len below 1.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import GRUParams, init_cell, init_readout
        >>> rng = np.random.default_rng(1)
        >>> encoder, decoder = init_cell(GRUParams, 5, 4, rng), init_cell(GRUParams, 3, 4, rng)
        >>> model = EncoderDecoder(encoder, decoder, init_readout(4, 3, rng))
        >>> len(greedy_decode(model, rng.normal(size=(6, 5, 2)), start=0, end=1, max_len=4))
        2
    """
    check_type("model", model, EncoderDecoder)
    count = model.readout.output_size
    max_len = integer("max_len", max_len, 1)
    start, end = integer("start", start, 0, count - 1), integer("end", end, 0, count - 1)
    h, c = _last(forward(model.encoder, sources, lengths=source_lengths))
    tokens = np.full(sources.shape[2], start)
    written = []
    for _ in range(max_len):
        x = one_hot_columns(tokens[None], count, model.decoder.dtype)
        step = forward(model.decoder, x, h, c)
        h, c = _last(step)
        tokens = readout(model.readout, step.hs)[0].argmax(axis=0)  # (batch_size,)
        written.append(tokens)
    return [_until(end, column) for column in np.stack(written, axis=1).tolist()]


def _until(end: int, tokens: list[int]) -> list[int]:
    return tokens[: tokens.index(end)] if end in tokens else tokens


def _last(trace: Trace) -> tuple[Array, Array | None]:
    """The states h and c at each sequence's own end; c is None in a cell that has none."""
    return trace.h_last, trace.c_last if "c" in trace.params.states else None

"""Sequence to sequence: one cell reads, its last state starts another cell, which writes, and which may look back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from rnn_docs.cells.kinds import cell_of
from rnn_docs.cells.parameters import CellParams, named_gradients
from rnn_docs.checks import Array, IntArray, check_array, check_finite, check_number, check_type, indices, integer
from rnn_docs.loop import backward, forward
from rnn_docs.networks.attention import AttentionParams, AttentionTrace, attend, attend_backward
from rnn_docs.networks.reader import at_own_end
from rnn_docs.outputs.losses import softmax_cross_entropy
from rnn_docs.outputs.output_layer import ReadoutParams, readout, readout_backward
from rnn_docs.outputs.sampling import one_hot_columns
from rnn_docs.records import record
from rnn_docs.trace import Trace


@record
@dataclass(frozen=True, eq=False, repr=False)
class EncoderDecoder:
    """The parts of a translator; the decoder reads its own last token, one-hot, at every step.

    Attributes:
        encoder: reads the source.
        decoder: a cell of the same kind and hidden_size; its inputs are one-hot target tokens.
        readout: from the decoder's state to one logit for each target token; with attention, from that state above
            the mixed states of the encoder, so that it reads 2 · hidden_size numbers.
        attention: how the decoder looks back at all states of the encoder; None if it has their last one alone.

    Raises:
        TypeError: not the parameters of cells.
        ValueError: parts that do not fit each other.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import GRUParams, init_cell, init_readout
        >>> rng = np.random.default_rng(1)
        >>> encoder = init_cell(GRUParams, 5, 4, rng)
        >>> decoder = init_cell(GRUParams, 3, 4, rng)
        >>> model = EncoderDecoder(encoder, decoder, init_readout(4, 3, rng))
        >>> model.readout.output_size
        3
    """

    encoder: CellParams
    decoder: CellParams
    readout: ReadoutParams
    attention: AttentionParams | None = None

    def __post_init__(self) -> None:
        cell_of(self.encoder, "encoder")
        cell_of(self.decoder, "decoder")
        check_type("readout", self.readout, ReadoutParams)
        kinds = type(self.encoder).__name__, type(self.decoder).__name__
        check_number("decoder", kinds[1], f"{kinds[0]} like the encoder", kinds[0] == kinds[1])
        rows, units = self.decoder.blocks * self.encoder.hidden_size, self.encoder.hidden_size
        check_array("decoder.W_hh", self.decoder.W_hh, (rows, units), self.encoder.dtype)
        read = units
        if self.attention is not None:
            check_type("attention", self.attention, AttentionParams)
            check_array("attention.W_a", self.attention.W_a, (units, units), self.encoder.dtype)
            read = 2 * units
        check_array("readout.W_hy", self.readout.W_hy, (self.decoder.input_size, read), self.encoder.dtype)


class _Written(NamedTuple):
    """What the decoder did: its cell's trace, how it looked back (or None), and what the read-out reads."""

    cell: Trace
    looked: AttentionTrace | None
    read: Array  # (target_len, hidden_size or twice that, batch_size)


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
        >>> encoder = init_cell(GRUParams, 5, 4, rng)
        >>> decoder = init_cell(GRUParams, 3, 4, rng)
        >>> model = EncoderDecoder(encoder, decoder, init_readout(4, 3, rng))
        >>> loss, gradients = teacher_forcing(
        ...     model, rng.normal(size=(6, 5, 2)), np.ones((3, 2), int), start=0
        ... )
        >>> round(loss) == 1, gradients["encoder.W_xh"].shape
        (True, (12, 5))
    """
    loss, gradients = _all_gradients(model, sources, targets, start, source_lengths, weights)
    return loss, named_gradients(gradients)


def encoder_gradients(
    model: EncoderDecoder, sources: Array, targets: IntArray, start: int, source_lengths: IntArray | None = None
) -> Array:
    """Compute what the loss of all written tokens asks of every state of the encoder, all roads taken together.

    Args:
        model: the parameters.
        sources: inputs of the encoder, (source_len, input_size, batch_size).
        targets: the tokens to write, integers (target_len, batch_size).
        start: the token that the decoder is given first.
        source_lengths: how many steps of each source are real, (batch_size,).

    Returns:
        The total dL/dh of every step, (source_len, hidden_size, batch_size).

    Raises:
        TypeError, ValueError: as in `teacher_forcing`.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import GRUParams, init_cell, init_readout
        >>> rng = np.random.default_rng(1)
        >>> encoder = init_cell(GRUParams, 5, 4, rng)
        >>> decoder = init_cell(GRUParams, 3, 4, rng)
        >>> model = EncoderDecoder(encoder, decoder, init_readout(4, 3, rng))
        >>> encoder_gradients(
        ...     model, rng.normal(size=(6, 5, 2)), np.ones((3, 2), int), start=0
        ... ).shape
        (6, 4, 2)
    """
    _, gradients = _all_gradients(model, sources, targets, start, source_lengths, None)
    dhs: Array = gradients["encoder"].dhs
    return dhs


def _all_gradients(
    model: EncoderDecoder,
    sources: Array,
    targets: IntArray,
    start: int,
    source_lengths: IntArray | None,
    weights: Array | None,
) -> tuple[float, dict[str, Any]]:
    """The loss, and what each part's way back returned."""
    check_type("model", model, EncoderDecoder)
    tokens = model.readout.output_size
    start = integer("start", start, 0, tokens - 1)
    read = _read(model, sources, source_lengths)
    targets = indices("targets", targets, ("target_len", sources.shape[2]), 0, tokens - 1)
    written = _write(model, read, _behind(targets, start), *_last(read))
    loss, dlogits = softmax_cross_entropy(readout(model.readout, written.read), targets, weights)

    out = readout_backward(model.readout, written.read, dlogits)
    gradients: dict[str, Any] = {"readout": out}
    dwritten, dmixed = out.dhs[:, : model.decoder.hidden_size], out.dhs[:, model.decoder.hidden_size :]
    looked = None if written.looked is None else attend_backward(written.looked, dmixed)
    if looked is not None:
        gradients["attention"], dwritten = looked, _sum_of(dwritten, looked.dstates)
    gradients["decoder"] = write = backward(written.cell, dwritten)
    dstates = {"dhs": at_own_end(write.dh_init, read)}
    if looked is not None:
        # every state of the encoder was looked at, the last one handed over too
        dstates["dhs"] = _sum_of(dstates["dhs"], looked.dhs)
    if write.dc_init is not None:
        dstates["dcs"] = at_own_end(write.dc_init, read)
    gradients["encoder"] = backward(read, **dstates)
    return loss, gradients


def _sum_of(one: Array, other: Array) -> Array:
    """What two roads ask for together."""
    with np.errstate(over="ignore"):
        both: Array = one + other
    check_finite("the way back", both)
    return both


def attention_weights(
    model: EncoderDecoder, sources: Array, tokens: IntArray, start: int, source_lengths: IntArray | None = None
) -> Array:
    """Say where the decoder looks while it writes these tokens.

    Args:
        model: the parameters, with attention.
        sources: inputs of the encoder, (source_len, input_size, batch_size).
        tokens: what is written, integers (target_len, batch_size).
        start: the token that the decoder is given first.
        source_lengths: how many steps of each source are real, (batch_size,).

    Returns:
        For each written token the share of every step of the source, (target_len, source_len, batch_size).

    Raises:
        TypeError, ValueError: as in `teacher_forcing`; a model without attention.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import GRUParams, init_cell, init_readout
        >>> from rnn_docs.networks.attention import init_attention
        >>> rng = np.random.default_rng(1)
        >>> encoder = init_cell(GRUParams, 5, 4, rng)
        >>> decoder = init_cell(GRUParams, 3, 4, rng)
        >>> model = EncoderDecoder(
        ...     encoder, decoder, init_readout(8, 3, rng), init_attention(4, rng)
        ... )
        >>> weights = attention_weights(
        ...     model, rng.normal(size=(6, 5, 1)), np.array([[2], [1]]), start=0
        ... )
        >>> weights.shape, weights.sum(axis=1).round(6).ravel()
        ((2, 6, 1), array([1., 1.]))
    """
    check_type("model", model, EncoderDecoder)
    read = _read(model, sources, source_lengths)
    tokens = indices("tokens", tokens, ("target_len", sources.shape[2]), 0, model.readout.output_size - 1)
    start = integer("start", start, 0, model.readout.output_size - 1)
    looked = _write(model, read, _behind(tokens, start), *_last(read)).looked
    if looked is None:
        raise ValueError("model: expected one with attention, found none")
    return looked.weights


def greedy_decode(
    model: EncoderDecoder,
    sources: Array,
    start: int,
    end: int,
    max_len: int,
    source_lengths: IntArray | None = None,
) -> list[list[int]]:
    """Write max_len tokens, the decoder fed its own likeliest one, and keep those before the first end token.

    Args:
        model: the parameters.
        sources: inputs of the encoder, (source_len, input_size, batch_size).
        start: the token that the decoder is given first.
        end: the token that ends a sequence; it is left out of the result.
        max_len: how many tokens to write; most that are kept.
        source_lengths: how many steps of each source are real, (batch_size,).

    Returns:
        One list of tokens for each sequence.

    Raises:
        TypeError, ValueError: as in `forward`; a token that does not exist, a max_len below 1.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import GRUParams, init_cell, init_readout
        >>> rng = np.random.default_rng(1)
        >>> encoder = init_cell(GRUParams, 5, 4, rng)
        >>> decoder = init_cell(GRUParams, 3, 4, rng)
        >>> model = EncoderDecoder(encoder, decoder, init_readout(4, 3, rng))
        >>> xs = rng.normal(size=(6, 5, 2))
        >>> len(greedy_decode(model, xs, start=0, end=1, max_len=4))
        2
    """
    check_type("model", model, EncoderDecoder)
    count = model.readout.output_size
    max_len = integer("max_len", max_len, 1)
    start, end = integer("start", start, 0, count - 1), integer("end", end, 0, count - 1)
    read = _read(model, sources, source_lengths)
    h, c = _last(read)
    tokens = np.full(sources.shape[2], start)
    written = []
    for _ in range(max_len):
        step = _write(model, read, tokens[None], h, c)
        h, c = _last(step.cell)
        tokens = readout(model.readout, step.read)[0].argmax(axis=0)  # (batch_size,)
        written.append(tokens)
    return [_until(end, column) for column in np.stack(written, axis=1).tolist()]


def _read(model: EncoderDecoder, sources: Array, source_lengths: IntArray | None) -> Trace:
    """Let the encoder read, once its inputs are checked by the names that the caller knows."""
    check_array("sources", sources, ("source_len", model.encoder.input_size, "batch_size"), model.encoder.dtype)
    if source_lengths is not None:
        source_lengths = indices("source_lengths", source_lengths, (sources.shape[2],), 1, len(sources))
    return forward(model.encoder, sources, lengths=source_lengths)


def _write(model: EncoderDecoder, read: Trace, shown: IntArray, h: Array, c: Array | None) -> _Written:
    """Let the decoder go on from a state, shown these tokens, (target_len, batch_size)."""
    cell = forward(model.decoder, one_hot_columns(shown, model.readout.output_size, model.decoder.dtype), h, c)
    if model.attention is None:
        return _Written(cell, None, cell.hs)
    looked = attend(model.attention, cell.hs, read.hs, read.lengths)
    return _Written(cell, looked, np.concatenate([cell.hs, looked.mixed], axis=1))


def _behind(tokens: IntArray, start: int) -> IntArray:
    """What the decoder reads while it writes these tokens: always the one before."""
    return np.concatenate([np.full_like(tokens[:1], start), tokens[:-1]])


def _until(end: int, tokens: list[int]) -> list[int]:
    return tokens[: tokens.index(end)] if end in tokens else tokens


def _last(trace: Trace) -> tuple[Array, Array | None]:
    """The states h and c at each sequence's own end; c is None in a cell that has none."""
    return trace.h_last, trace.c_last if "c" in trace.params.states else None

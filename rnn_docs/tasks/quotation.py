"""An open quotation: read a novel letter by letter, and say after each one whether a quotation is still open.

The answer depends on a letter that may stand many hundreds of letters back: a network has to remember it, or to look
back at its own states. The text is that of `rnn_docs.tasks.quotation_marks`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

import numpy as np

from rnn_docs.cells.parameters import CellParams, named_gradients, named_parameters, replace_parameters
from rnn_docs.checks import Array, IntArray
from rnn_docs.comparison import count_parameters, matched_units
from rnn_docs.learning.initialisation import init_readout
from rnn_docs.learning.optimisers import Adam
from rnn_docs.learning.training import train
from rnn_docs.loop import backward, forward
from rnn_docs.networks.looking_back import LookBackParams, LookBackTrace, init_look_back, look_back, look_back_backward
from rnn_docs.networks.reader import Reader
from rnn_docs.outputs.losses import softmax_cross_entropy
from rnn_docs.outputs.output_layer import ReadoutParams, readout, readout_backward
from rnn_docs.outputs.sampling import one_hot_columns
from rnn_docs.records import record
from rnn_docs.tasks.parts import fresh_reader
from rnn_docs.tasks.quotation_marks import SIGNS, Shares, balanced_shares, encode_signs, is_open, parts_of, since_mark
from rnn_docs.trace import Trace

HIDDEN_SIZE, STREAMS, WINDOW, STEPS = 32, 16, 100, 500
LEARNING_RATE, MAX_NORM, KEEP_BIAS = 1e-2, 1.0, 1.0
NUDGE = 1e-12  # about which share of itself a nudged weight changes by
NETWORKS = {  # name: cell, start, and whether it looks back at its own states
    "vanilla": ("vanilla", "orthogonal", False),
    "lstm": ("lstm", "glorot", False),
    "gru": ("gru", "glorot", False),
    "attention": ("vanilla", "orthogonal", True),
}


@record
@dataclass(frozen=True, eq=False, repr=False)
class LookingReader:
    """A network that reads with one cell and looks back at that cell's states; the read-out sees a state and its look.

    Attributes:
        cell: the parameters of the cell.
        look: how each state looks back at the states before it.
        readout: from a state, above what its look has mixed, to the logits; it reads 2 · hidden_size numbers.
    """

    cell: CellParams
    look: LookBackParams
    readout: ReadoutParams


class Carried(NamedTuple):
    """What goes on from one window to the next; no gradient goes back through it.

    Attributes:
        state: the state of the cell; empty before the first window.
        kept: the states of the last window, for a network that looks back, (seq_len, hidden_size, batch_size).
    """

    state: tuple[Array, ...] = ()
    kept: Array | None = None


class Read(NamedTuple):
    """A window that a network has read.

    Attributes:
        cell: what its cell computed.
        looked: how it looked back; None for a network that does not.
        seen: what the read-out sees, (seq_len, hidden_size or twice that, batch_size).
    """

    cell: Trace
    looked: LookBackTrace | None
    seen: Array


@record
@dataclass(frozen=True, eq=False, repr=False)
class QuotationResult:
    """One training run.

    Attributes:
        network: a name of NETWORKS.
        seed: what weights, the division of paragraphs and their order came from.
        validation: shares on the paragraphs that rates are chosen by.
        test: shares on the paragraphs that are reported.
        losses: the training loss at every step.
        model: the trained network.
    """

    network: str
    seed: int
    validation: Shares
    test: Shares
    losses: tuple[float, ...]
    model: Reader | LookingReader


def fresh_quotation(network: str, rng: np.random.Generator, units: int | None = None) -> Reader | LookingReader:
    """Draw a fresh network; without a number of units, as large as an LSTM of 32.

    Examples:
        >>> fresh_quotation("lstm", np.random.default_rng(1)).cell.hidden_size
        32
    """
    cell, scheme, looks_back = NETWORKS[network]
    size = quotation_units()[network] if units is None else units
    fresh = fresh_reader(cell, len(SIGNS), size, 2, rng, scheme, keep_bias=KEEP_BIAS)
    if not looks_back:
        return fresh
    return LookingReader(fresh.cell, init_look_back(size, rng), init_readout(2 * size, 2, rng))


@cache
def quotation_units() -> dict[str, int]:
    """Find the units with which each network has about as many parameters as the LSTM.

    Examples:
        >>> quotation_units()["lstm"]
        32
    """

    def fresh(network: str, units: int) -> Reader | LookingReader:
        return fresh_quotation(network, np.random.default_rng(0), units)

    wanted = count_parameters(fresh("lstm", HIDDEN_SIZE))
    return {network: matched_units(wanted, partial(fresh, network)) for network in NETWORKS}


def nudged(model: Reader | LookingReader, rng: np.random.Generator) -> Reader | LookingReader:
    """Change every weight a little, far less than anybody would write down: what then changes hangs on a rounding.

    Examples:
        >>> fresh = fresh_quotation("gru", np.random.default_rng(0), units=4)
        >>> near = nudged(fresh, np.random.default_rng(1)).cell.W_hh
        >>> np.array_equal(near, fresh.cell.W_hh), np.allclose(near, fresh.cell.W_hh, rtol=1e-11, atol=0)
        (False, True)
    """
    arrays = named_parameters(model)
    near = {name: array * (1 + NUDGE * rng.standard_normal(array.shape)) for name, array in arrays.items()}
    return replace_parameters(model, near)


def train_quotation(
    seed: int, network: str, learning_rate: float = LEARNING_RATE, steps: int = STEPS, nudge: int = 0
) -> QuotationResult:
    """Train on streams of paragraphs in random order; state carried on, gradient through windows of a hundred letters.

    A network that looks back sees the states of its window and of the one before.

    Args:
        seed: what weights, the division of the paragraphs and their order are drawn from.
        network: a name of NETWORKS.
        learning_rate: of Adam.
        steps: training steps, each on 16 windows of 100 letters.
        nudge: which tiny change the fresh weights get, see `nudged`; 0 for none.
    """
    weights, _, order = np.random.default_rng(seed).spawn(3)
    parts = parts_of(seed)
    texts = [_stream(parts.training, WINDOW * steps, order) for _ in range(STREAMS)]
    letters = np.stack([encode_signs(text) for text in texts], axis=1)
    answers = np.stack([is_open(text) for text in texts], axis=1)
    carried = Carried()

    def batch(model: Reader | LookingReader, step: int) -> tuple[float, dict[str, Array]]:
        nonlocal carried
        here = slice((step - 1) * WINDOW, step * WINDOW)
        read = read_on(model, letters[here], carried)
        carried = Carried(read.cell.state_before(WINDOW), read.cell.hs)
        loss, dlogits = softmax_cross_entropy(readout(model.readout, read.seen), answers[here])
        return loss, quotation_gradients(model, read, dlogits)

    fresh = fresh_quotation(network, weights)
    start = nudged(fresh, np.random.default_rng([seed, nudge])) if nudge else fresh
    training = train(start, batch, steps, Adam(learning_rate), MAX_NORM)
    validation, test = (shares_right(training.model, part) for part in (parts.validation, parts.test))
    return QuotationResult(network, seed, validation, test, tuple(training.losses), training.model)


def read_on(model: Reader | LookingReader, letters: IntArray, carried: Carried | None = None) -> Read:
    """Read a window of letters, (seq_len, batch_size), from where the last one ended; from an empty state if left out.

    Examples:
        >>> model = fresh_quotation("attention", np.random.default_rng(1), units=4)
        >>> read_on(model, encode_signs("ab")[:, None]).seen.shape
        (2, 8, 1)
    """
    carried = Carried() if carried is None else carried
    inits = dict(zip(("h_init", "c_init"), carried.state, strict=False))
    cell = forward(model.cell, one_hot_columns(letters, len(SIGNS)), lengths=None, **inits)
    if isinstance(model, Reader):
        return Read(cell, None, cell.hs)
    looked = look_back(model.look, cell.hs, carried.kept)
    return Read(cell, looked, np.concatenate([cell.hs, looked.looked.mixed], axis=1))


def quotation_gradients(model: Reader | LookingReader, read: Read, dlogits: Array) -> dict[str, Array]:
    """Go back from the logits of a window to every parameter.

    Args:
        model: the parameters.
        read: what `read_on` returned.
        dlogits: dL/d(logits), (seq_len, 2, batch_size).

    Returns:
        The gradients by the names of `named_parameters`.

    Examples:
        >>> model = fresh_quotation("attention", np.random.default_rng(1), units=4)
        >>> read = read_on(model, encode_signs("ab")[:, None])
        >>> sorted(quotation_gradients(model, read, np.ones((2, 2, 1))))[3:5]
        ['look.W_a', 'look.b_d']
    """
    out = readout_backward(model.readout, read.seen, dlogits)
    if read.looked is None:
        return named_gradients({"cell": backward(read.cell, out.dhs), "readout": out})
    size = model.cell.hidden_size
    look = look_back_backward(read.looked, out.dhs[:, size:])
    cell = backward(read.cell, out.dhs[:, :size] + look.dhs)
    return named_gradients({"cell": cell, "look": look, "readout": out})


def _stream(texts: Sequence[str], size: int, rng: np.random.Generator) -> str:
    """Paragraphs one after another, each once before any comes again."""
    stream = ""
    while len(stream) < size:
        stream += "".join(texts[number] for number in rng.permutation(len(texts)))
    return stream[:size]


def shares_right(model: Reader | LookingReader, texts: Sequence[str]) -> Shares:
    """Let a network read paragraphs, each from an empty state, and count the letters it judges right.

    A network that looks back sees the whole paragraph up to its letter.
    """
    right, inside, since = [], [], []
    for text in texts:
        seen = read_on(model, encode_signs(text)[:, None]).seen
        right.append(readout(model.readout, seen)[:, :, 0].argmax(axis=1) == is_open(text))
        inside.append(is_open(text) == 1)
        since.append(since_mark(text))
    return balanced_shares(np.concatenate(right), np.concatenate(inside), np.concatenate(since))

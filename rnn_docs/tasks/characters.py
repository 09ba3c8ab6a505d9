"""The next letter, again and again: a network reads the first chapters of Moby-Dick, then writes by itself.

Trained many-to-many (a guess after every character); what is one-to-many is only the writing, where each character
that was drawn is the next input. The measure is bits per character: how many yes-or-no questions the next one costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import DTypeLike

from rnn_docs.cells.activations import softmax
from rnn_docs.cells.parameters import named_gradients
from rnn_docs.checks import Array, IntArray, check_number
from rnn_docs.learning.optimisers import Adam
from rnn_docs.learning.training import train
from rnn_docs.loop import backward, forward
from rnn_docs.networks.reader import Reader
from rnn_docs.outputs.losses import softmax_cross_entropy
from rnn_docs.outputs.output_layer import readout, readout_backward
from rnn_docs.outputs.sampling import one_hot_columns, sample
from rnn_docs.records import record
from rnn_docs.tasks.book import ALPHABET, encode_text, split
from rnn_docs.tasks.parts import equal_sizes, fresh_reader
from rnn_docs.trace import Trace

HIDDEN_SIZE, STREAMS, WINDOW, STEPS, EVERY = 64, 16, 40, 600, 50
LEARNING_RATE, MAX_NORM = 1e-2, 1.0


@record
@dataclass(frozen=True, eq=False, repr=False)
class CharactersResult:
    """One training run.

    Attributes:
        cell: "vanilla", "lstm" or "gru".
        seed: what the weights came from.
        checked_at: the steps after which the validation part was read.
        validation_bits: bits per character on it at each of them.
        stopped_at: the one with the fewest; its model is the result.
        bits: bits per character on the test part.
        losses: the training loss at every step, in nats.
        model: the network at that step.
    """

    cell: str
    seed: int
    checked_at: tuple[int, ...]
    validation_bits: tuple[float, ...]
    stopped_at: int
    bits: float
    losses: tuple[float, ...]
    model: Reader


@cache
def characters_units() -> dict[str, int]:
    """Find how many units each cell has, so that all networks are about as large as that of a GRU of 64 units.

    Examples:
        >>> characters_units()
        {'vanilla': 115, 'lstm': 54, 'gru': 64}
    """

    def fresh(cell: str, units: int) -> Reader:
        return fresh_reader(cell, len(ALPHABET), units, len(ALPHABET), np.random.default_rng(0))

    return equal_sizes(HIDDEN_SIZE, fresh)


def train_characters(
    seed: int,
    cell: str = "gru",
    learning_rate: float = LEARNING_RATE,
    steps: int = STEPS,
    progress: bool = False,
    dtype: DTypeLike = np.float64,
) -> CharactersResult:
    """Train on the first part of the text, keep the step best on the validation part, measure on the test part.

    The text is cut into 16 streams that are read side by side; the state goes on from window to window, the gradient
    only through the 40 characters of one (truncated backpropagation through time).

    Args:
        seed: what the weights are drawn from.
        cell: "vanilla", "lstm" or "gru".
        learning_rate: of Adam.
        steps: training steps, each on 16 windows of 40 characters.
        progress: show a bar.
        dtype: float32 or float64.

    Raises:
        ValueError: an unknown cell.
    """
    parts = split()
    streams = _streams(encode_text(parts.training))
    state: tuple[Array | None, Array | None] = (None, None)
    checked: dict[int, tuple[float, Reader]] = {}

    def window(model: Reader, step: int) -> tuple[float, dict[str, Array]]:
        nonlocal state
        if step % EVERY == 1 and step > 1:
            checked[step - 1] = bits_per_character(model, parts.validation), model
        at = (step - 1) * WINDOW % (len(streams) - WINDOW)
        shown = streams[at : at + WINDOW + 1]
        xs = one_hot_columns(shown[:-1], len(ALPHABET), dtype)
        trace = forward(model.cell, xs, *(state if at else (None, None)))
        state = _last_state(trace)
        loss, dlogits = softmax_cross_entropy(readout(model.readout, trace.hs), shown[1:])
        out = readout_backward(model.readout, trace.hs, dlogits)
        return loss, named_gradients({"cell": backward(trace, out.dhs), "readout": out})

    rng = np.random.default_rng(seed)
    units = characters_units().get(cell, HIDDEN_SIZE)
    fresh = fresh_reader(cell, len(ALPHABET), units, len(ALPHABET), rng, dtype=dtype)
    training = train(fresh, window, steps, Adam(learning_rate), MAX_NORM, progress)
    checked[steps] = bits_per_character(training.model, parts.validation), training.model
    best = min(checked, key=lambda step: checked[step][0])
    curve = tuple(bits for bits, _ in checked.values())
    bits = bits_per_character(checked[best][1], parts.test)
    return CharactersResult(cell, seed, tuple(checked), curve, best, bits, tuple(training.losses), checked[best][1])


def _last_state(trace: Trace) -> tuple[Array, Array | None]:
    """What the next window starts from: h, and c if there is one."""
    h, *c = trace.state_before(len(trace))
    return h, c[0] if c else None


def _streams(numbers: IntArray) -> IntArray:
    """Lay the text in equal columns, one stream each, (characters a stream, streams)."""
    length = len(numbers) // STREAMS
    return numbers[: length * STREAMS].reshape(STREAMS, length).T


def bits_per_character(model: Reader, written: str) -> float:
    """Compute the mean of -log2 p(next character), reading from an empty state; the first one is given.

    Examples:
        >>> blank = fresh_reader("gru", len(ALPHABET), 1, len(ALPHABET), np.random.default_rng(1))
        >>> 4 < bits_per_character(blank, "call me ishmael") < 7
        True
    """
    numbers = encode_text(written)[:, None]
    hs = forward(model.cell, one_hot_columns(numbers[:-1], len(ALPHABET), model.cell.dtype)).hs
    loss, _ = softmax_cross_entropy(readout(model.readout, hs), numbers[1:])
    return float(loss / np.log(2))


def chances(model: Reader, numbers: IntArray) -> Array:
    """Compute the chance of each character to come next, reading from an empty state.

    Args:
        model: a network.
        numbers: what it reads, (characters, texts).

    Returns:
        (size of the alphabet, texts)
    """
    hs = forward(model.cell, one_hot_columns(numbers, len(ALPHABET), model.cell.dtype)).hs
    likely: Array = softmax(readout(model.readout, hs[-1:]))[0]
    return likely


def listens_to(model: Reader, written: str, back: int) -> Array:
    """Measure how much of the chance for the next character moves if one of the last characters is exchanged.

    Each of them is exchanged for every other character of the alphabet in turn. What moves is half the sum of the
    differences between the chances: 0 if the guess stays as it is, 1 if all of the chance goes to other characters.

    Args:
        model: a network.
        written: what it reads.
        back: how many of the last characters are exchanged.

    Returns:
        The mean over the exchanges, (back,), the last character first.

    Raises:
        ValueError: less is written than exchanged.

    Examples:
        >>> blank = fresh_reader("gru", len(ALPHABET), 2, len(ALPHABET), np.random.default_rng(1))
        >>> moved = listens_to(blank, "call me", 3)
        >>> bool(((moved > 0) & (moved < 1)).all())
        True
    """
    numbers, others = encode_text(written), len(ALPHABET) - 1
    check_number("back", back, f"at most the {len(numbers)} characters written", back <= len(numbers))
    texts = np.repeat(numbers[:, None], back * others, axis=1)
    for k in range(back):
        texts[-1 - k, k * others : (k + 1) * others] = np.delete(np.arange(len(ALPHABET)), numbers[-1 - k])
    moved = np.abs(chances(model, texts) - chances(model, numbers[:, None])).sum(axis=0) / 2
    means: Array = moved.reshape(back, others).mean(axis=1)
    return means


def write(model: Reader, start: str, size: int, temperature: float, rng: np.random.Generator) -> str:
    """Let the network go on writing: each character is drawn from its guesses, and becomes the next input.

    Args:
        model: a trained network.
        start: what it reads first.
        size: how many characters to write.
        temperature: below 1 the likely ones get likelier, above 1 all get more alike.
        rng: where the chance comes from.

    Returns:
        The characters written, without the start.
    """
    numbers, written = encode_text(start)[:, None], []
    state: tuple[Array | None, Array | None] = (None, None)
    for _ in range(size):
        trace = forward(model.cell, one_hot_columns(numbers, len(ALPHABET), model.cell.dtype), *state)
        state = _last_state(trace)
        numbers = sample(readout(model.readout, trace.hs[-1:])[0], rng, temperature)[None]
        written.append(ALPHABET[int(numbers[0, 0])])
    return "".join(written)

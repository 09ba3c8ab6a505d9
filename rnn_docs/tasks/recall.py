"""Marked-token recall: one of the first ten tokens is marked; after thirty steps, which one was it?

The network has to let most tokens pass, take up one, and hold it: memory that is opened and closed, not merely long.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np

from rnn_docs.checks import Array, IntArray, check_array, check_number, check_type, indices
from rnn_docs.comparison import count_parameters, matched_units
from rnn_docs.learning.optimisers import Adam
from rnn_docs.learning.training import train
from rnn_docs.loop import forward
from rnn_docs.measure.distance import gradient_ratio
from rnn_docs.networks.reader import Reader, last_logits, last_loss
from rnn_docs.outputs.sampling import one_hot_columns
from rnn_docs.records import record
from rnn_docs.tasks.parts import fresh_reader

TOKENS, MARKED_WITHIN, SEQ_LEN = 4, 10, 30
HIDDEN_SIZE, BATCH_SIZE, STEPS = 32, 64, 3000
LEARNING_RATE, MAX_NORM, KEEP_BIAS = 5e-3, 1.0, 3.0
TEST_SIZE, EVERY, SOLVED = 500, 20, 0.99
CHANCE = 1 / TOKENS
GATES_BEFORE, GATES_AFTER = 5, 20  # steps around the mark: so many stand before the latest, and after it
RECALL_NETWORKS: dict[str, dict[str, Any]] = {  # what the lesson compares: names, and arguments of fresh_recall
    "vanilla": {"cell": "vanilla"},
    "identity": {"cell": "vanilla", "scheme": "identity"},
    "orthogonal": {"cell": "vanilla", "scheme": "orthogonal"},
    "stretched": {"cell": "vanilla", "scheme": "orthogonal", "gain": 1.25},
    "lstm-bias-0": {"cell": "lstm", "keep_bias": 0.0},
    "lstm-bias-1": {"cell": "lstm", "keep_bias": 1.0},
    "lstm": {"cell": "lstm"},
    "gru-bias-0": {"cell": "gru", "keep_bias": 0.0},
    "gru-bias-1": {"cell": "gru", "keep_bias": 1.0},
    "gru": {"cell": "gru"},
}


@record
@dataclass(frozen=True, eq=False, repr=False)
class RecallResult:
    """One training run.

    Attributes:
        cell: "vanilla", "lstm" or "gru".
        scheme: how the weights were drawn, as in `init_cell`.
        keep_bias: bias of the gate that keeps; 0 for a vanilla cell.
        seed: what everything random came from.
        learning_rate: of Adam.
        checked_at: the training steps after which the network was tested, 0 first; it ends where the task was solved.
        accuracies: the share of test sequences answered right at each of them.
        losses: the training loss at every step.
        model: the trained network.
    """

    cell: str
    scheme: str
    keep_bias: float
    seed: int
    learning_rate: float
    checked_at: tuple[int, ...]
    accuracies: tuple[float, ...]
    losses: tuple[float, ...]
    model: Reader

    @property
    def accuracy(self) -> float:
        """Share of test sequences answered right at the end."""
        return self.accuracies[-1]

    @property
    def solved_at(self) -> int | None:
        """The first checked step with at least 0.99 right; None if there was none."""
        reached = [step for step, accuracy in zip(self.checked_at, self.accuracies, strict=True) if accuracy >= SOLVED]
        return reached[0] if reached else None


def recall_batch(rng: np.random.Generator, batch_size: int, seq_len: int = SEQ_LEN) -> tuple[Array, IntArray]:
    """Draw sequences of random tokens, one of the first ten marked, and the marked token of each.

    Args:
        rng: where the tokens and marks come from.
        batch_size: how many sequences.
        seq_len: how many steps, at least ten.

    Returns:
        xs (seq_len, 5, batch_size): a token one-hot in the first four rows, the marker bit in the fifth; and
        targets, integers (batch_size,).

    Examples:
        >>> xs, targets = recall_batch(np.random.default_rng(1), batch_size=2)
        >>> xs.shape, xs[:, 4].sum(axis=0)
        ((30, 5, 2), array([1., 1.]))
    """
    tokens = rng.integers(TOKENS, size=(seq_len, batch_size))
    marked = rng.integers(MARKED_WITHIN, size=batch_size)
    marker = (np.arange(seq_len)[:, None] == marked).astype(float)  # (seq_len, batch_size)
    xs = np.concatenate([one_hot_columns(tokens, TOKENS), marker[:, None]], axis=1)
    return xs, tokens[marked, np.arange(batch_size)]


def recall_accuracy(model: Reader, xs: Array, targets: IntArray) -> float:
    """Compute the share of sequences whose marked token is the network's first choice.

    Args:
        model: the network.
        xs: inputs, (seq_len, 5, batch_size).
        targets: the marked token of each sequence, integers (batch_size,).

    Raises:
        TypeError, ValueError: as in `last_loss`.
    """
    check_type("model", model, Reader)
    check_array("xs", xs, ("seq_len", model.cell.input_size, "batch_size"), model.cell.dtype)
    targets = indices("targets", targets, (xs.shape[2],), 0, model.readout.output_size - 1)
    return float((last_logits(model, xs).argmax(axis=0) == targets).mean())


def fresh_recall(
    rng: np.random.Generator,
    cell: str = "gru",
    scheme: str = "glorot",
    keep_bias: float = KEEP_BIAS,
    gain: float = 1.0,
) -> Reader:
    """Draw a fresh network, with about as many parameters as an LSTM of 32 units has.

    Args:
        rng: where the weights come from.
        cell: "vanilla", "lstm" or "gru".
        scheme: how the cell is drawn, as in `init_cell`.
        keep_bias: bias of the forget gate f or of the update gate z; a vanilla cell has none.
        gain: factor of the recurrent weights, as in `init_cell`.

    Raises:
        ValueError: an unknown cell or scheme.

    Examples:
        >>> [count_parameters(fresh_recall(np.random.default_rng(1), cell)) for cell in ("lstm", "gru", "vanilla")]
        [4996, 4925, 5020]
    """
    units = HIDDEN_SIZE if cell == "lstm" else recall_units(cell)
    return fresh_reader(cell, TOKENS + 1, units, TOKENS, rng, scheme, keep_bias, gain=gain)


@cache
def recall_units(cell: str) -> int:
    """Find the number of units with which a cell has about as many parameters as an LSTM of 32 units.

    Raises:
        ValueError: an unknown cell.

    Examples:
        >>> recall_units("gru"), recall_units("vanilla")
        (37, 66)
    """

    def fresh(cell: str, units: int) -> Reader:
        return fresh_reader(cell, TOKENS + 1, units, TOKENS, np.random.default_rng(0))

    return matched_units(count_parameters(fresh("lstm", HIDDEN_SIZE)), partial(fresh, cell))


def train_recall(
    seed: int,
    cell: str = "gru",
    scheme: str = "glorot",
    keep_bias: float = KEEP_BIAS,
    gain: float = 1.0,
    learning_rate: float = LEARNING_RATE,
    steps: int = STEPS,
    progress: bool = False,
) -> RecallResult:
    """Train on fresh sequences at every step, tested every twenty steps on 500 others, until 0.99 of them are right.

    Args:
        seed: what weights, training and test sequences are drawn from, each from a stream of its own.
        cell: as in `fresh_recall`.
        scheme: as in `fresh_recall`.
        keep_bias: as in `fresh_recall`.
        gain: as in `fresh_recall`.
        learning_rate: of Adam.
        steps: training steps, at most.
        progress: show a bar.

    Raises:
        ValueError: an unknown cell or scheme, a learning rate that is not positive.
    """
    weights, batches, tests = np.random.default_rng(seed).spawn(3)
    model = fresh_recall(weights, cell, scheme, keep_bias, gain)
    test = recall_batch(tests, TEST_SIZE)
    checked = {0: recall_accuracy(model, *test)}

    def batch(model: Reader, step: int) -> tuple[float, dict[str, Array]]:
        return last_loss(model, *recall_batch(batches, BATCH_SIZE))

    def solved(model: Reader, step: int) -> bool:
        if step % EVERY == 0 or step == steps:
            checked[step] = recall_accuracy(model, *test)
        return step in checked and checked[step] >= SOLVED

    training = train(model, batch, steps, Adam(learning_rate), MAX_NORM, progress, solved)
    bias = 0.0 if cell == "vanilla" else keep_bias
    return RecallResult(
        cell, scheme, bias, seed, learning_rate, tuple(checked), tuple(checked.values()), tuple(training.losses),
        training.model,
    )  # fmt: skip


def gradient_left_at_start(
    seed: int, cell: str = "gru", scheme: str = "glorot", keep_bias: float = KEEP_BIAS, gain: float = 1.0
) -> float:
    """Measure what thirty steps leave of a gradient in the network that a training with this seed starts from.

    It starts at the last state, with length 1 and in a random direction, and goes back through a list of the task.

    Args:
        seed: as in `train_recall`, whose other arguments these are.
        cell: as in `fresh_recall`.
        scheme: as in `fresh_recall`.
        keep_bias: as in `fresh_recall`.
        gain: as in `fresh_recall`.

    Raises:
        ValueError: an unknown cell or scheme.

    Examples:
        >>> gradient_left_at_start(0, "gru", keep_bias=0.0) < 1e-4 < gradient_left_at_start(0, "gru")
        True
    """
    weights, directions, tests = np.random.default_rng(seed).spawn(3)
    xs, _ = recall_batch(tests, batch_size=1)
    return gradient_ratio(fresh_recall(weights, cell, scheme, keep_bias, gain).cell, xs, directions)


def gates_around_mark(
    model: Reader, names: str, xs: Array, before: int = GATES_BEFORE, after: int = GATES_AFTER
) -> dict[str, Array]:
    """Average each unit's gates and candidate over the sequences, at each step counted from the marked one.

    A step before the first is left out, so that the earliest of them are averaged over fewer sequences.

    Args:
        model: a network with gates.
        names: the letters of its gates and of its candidate, whose size is taken without its sign.
        xs: sequences of `recall_batch`.
        before: how many steps before the mark; some sequence must be marked so late.
        after: how many steps after it; every sequence must be so long.

    Returns:
        For each letter (before + 1 + after, hidden_size); the mark stands at entry `before`.

    Examples:
        >>> rng = np.random.default_rng(1)
        >>> found = gates_around_mark(fresh_recall(rng, "lstm"), "fg", recall_batch(rng, 50)[0])
        >>> found["f"].shape, bool(found["f"].min() > 0.9)
        ((26, 32), True)
    """
    trace, marked = forward(model.cell, xs), xs[:, TOKENS].argmax(axis=0)
    steps = marked + np.arange(-before, after + 1)[:, None]  # (before + 1 + after, batch_size)
    last = len(xs) - 1
    check_number("after", after, f"at most {last - int(marked.max())}", int(steps.max()) <= last)
    check_number("before", before, f"at most {marked.max()}", before <= int(marked.max()))

    def averaged(name: str) -> Array:
        around = np.take_along_axis(abs(trace[name]), steps.clip(0)[:, None], axis=0)
        means: Array = around.mean(axis=2, where=(steps >= 0)[:, None])
        return means

    return {name: averaged(name) for name in names}

"""Echo: in an endless stream of symbols, say at each step the one that was heard five steps ago.

A task small enough to train a network in a fraction of a second, so that every line of a recipe can be tried, and
every fault planted. What the right answer costs is known: nothing for a network that remembers five symbols, and the
logarithm of their number for one that guesses.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rnn_docs.cells.parameters import named_gradients
from rnn_docs.checks import Array, IntArray, check_number, check_type, integer
from rnn_docs.learning.optimisers import SGD, Adam
from rnn_docs.learning.training import train
from rnn_docs.loop import backward, forward
from rnn_docs.networks.reader import Reader
from rnn_docs.outputs.losses import softmax_cross_entropy
from rnn_docs.outputs.output_layer import readout, readout_backward
from rnn_docs.outputs.sampling import one_hot_columns
from rnn_docs.records import record
from rnn_docs.tasks.parts import fresh_reader

SYMBOLS, DELAY, HIDDEN_SIZE = 4, 5, 24
TEST_LENGTH, TEST_STREAMS, WARM_UP = 200, 32, 20  # the first steps of a test stream are not counted
CHANCE = float(np.log(SYMBOLS))  # the loss of a guess
SATURATED = 0.99  # a state whose slope of tanh is next to nothing
OPTIMISERS = {"Adam": Adam, "SGD": SGD}


@dataclass(frozen=True)
class EchoSetting:
    """How a network is built, wired to its stream, and trained; what is left out is as it should be.

    Attributes:
        cell: "vanilla" (its recurrent weights start orthogonal), "lstm" or "gru".
        learning_rate: of the optimiser.
        optimiser: "Adam" or "SGD".
        max_norm: the global norm to which gradients are clipped; None for no clipping.
        window: how many steps of the stream are read, and gone back through, in one training step.
        streams: how many streams are read side by side.
        steps: training steps.
        keep_bias: bias of the gate that keeps; a vanilla cell has none.
        stretch: factor of the recurrent weights at the start.
        input_scale: what the one in a one-hot input is multiplied by.
        carried: whether the state goes on from one window to the next.
        asked: which symbol is the target, counted from the present one: -5 is the symbol five steps ago.
        fed: which symbol is the input, counted likewise: 0 is the present one.
        repeated: whether one and the same window is read again and again.

    Raises:
        ValueError: an optimiser of another name.
    """

    cell: str = "vanilla"
    learning_rate: float = 1e-2
    optimiser: str = "Adam"
    max_norm: float | None = 1.0
    window: int = 20
    streams: int = 32
    steps: int = 300
    keep_bias: float = 1.0
    stretch: float = 1.0
    input_scale: float = 1.0
    carried: bool = True
    asked: int = -DELAY
    fed: int = 0
    repeated: bool = False

    def __post_init__(self) -> None:
        check_number("optimiser", repr(self.optimiser), "'Adam' or 'SGD'", self.optimiser in OPTIMISERS)


FAULTS: dict[str, EchoSetting] = {  # each with something wrong, and nothing else
    "healthy": EchoSetting(),
    "exploding": EchoSetting(optimiser="SGD", learning_rate=2.0, stretch=1.5, max_norm=None),
    "dead": EchoSetting(input_scale=100.0),
    "forgotten": EchoSetting(carried=False),
    "shifted": EchoSetting(asked=1),  # the symbol to come, which nothing foretells
    "leaked": EchoSetting(asked=1, fed=1),
}


@record
@dataclass(frozen=True, eq=False, repr=False)
class EchoResult:
    """One training run.

    Attributes:
        setting: what it was trained with.
        seed: what everything random came from.
        losses: the training loss at every step.
        norms: the gradient's global norm at every step, before clipping.
        test_loss: the mean loss on a fresh stream that is read without a break, as a network in use would read it.
        right: the share of symbols there that are the network's first choice.
        model: the trained network.
    """

    setting: EchoSetting
    seed: int
    losses: tuple[float, ...]
    norms: tuple[float, ...]
    test_loss: float
    right: float
    model: Reader


def train_echo(seed: int, setting: EchoSetting | None = None) -> EchoResult:
    """Train a network on a stream that never repeats, and test it on a fresh one.

    Args:
        seed: what weights, stream and test stream are drawn from, each from a stream of random numbers of its own.
        setting: how; all as it should be if left out.

    Raises:
        FloatingPointError: a training that runs away to infinity.
        TypeError: a setting of another kind.
        ValueError: an unknown cell, fewer than one step, stream or symbol in a window.

    Examples:
        >>> bool(train_echo(0, EchoSetting(steps=1)).test_loss > 1)
        True
    """
    setting = EchoSetting() if setting is None else setting
    check_type("setting", setting, EchoSetting)
    weights, symbols, tests = np.random.default_rng(seed).spawn(3)
    window, reach = integer("window", setting.window, 1), max(abs(setting.asked), abs(setting.fed))
    windows = 1 if setting.repeated else integer("steps", setting.steps, 1)
    stream = symbols.integers(SYMBOLS, size=(windows * window + 2 * reach, integer("streams", setting.streams, 1)))
    state: tuple[Array, ...] = ()

    def batch(model: Reader, step: int) -> tuple[float, dict[str, Array]]:
        nonlocal state
        here = reach + (0 if setting.repeated else (step - 1) * window)
        xs = setting.input_scale * one_hot_columns(_at(stream, here + setting.fed, window), SYMBOLS)
        inits = dict(zip(("h_init", "c_init"), state if setting.carried else (), strict=False))
        trace = forward(model.cell, xs, lengths=None, **inits)
        state = trace.state_before(len(trace))
        loss, dlogits = softmax_cross_entropy(
            readout(model.readout, trace.hs), _at(stream, here + setting.asked, window)
        )
        out = readout_backward(model.readout, trace.hs, dlogits)
        return loss, named_gradients({"cell": backward(trace, out.dhs), "readout": out})

    optimiser = OPTIMISERS[setting.optimiser](setting.learning_rate)
    training = train(fresh_echo(weights, setting), batch, setting.steps, optimiser, setting.max_norm)
    loss, right = _test(training.model, setting, tests)
    return EchoResult(setting, seed, tuple(training.losses), tuple(training.norms), loss, right, training.model)


def fresh_echo(rng: np.random.Generator, setting: EchoSetting) -> Reader:
    """Draw a fresh network.

    Examples:
        >>> fresh_echo(np.random.default_rng(1), EchoSetting()).readout.W_hy.shape
        (4, 24)
    """
    scheme = "orthogonal" if setting.cell == "vanilla" else "glorot"
    fresh = fresh_reader(setting.cell, SYMBOLS, HIDDEN_SIZE, SYMBOLS, rng, scheme, keep_bias=setting.keep_bias)
    return Reader(replace(fresh.cell, W_hh=setting.stretch * fresh.cell.W_hh), fresh.readout)


def saturated(seed: int, setting: EchoSetting) -> float:
    """Compute the share of state entries beyond ±0.99 in the fresh network, on the test stream of this seed.

    There the slope of tanh is below 0.02, and next to nothing of a gradient comes through.

    Examples:
        >>> saturated(0, EchoSetting()) < 0.1 < saturated(0, FAULTS["dead"])
        True
    """
    weights, _, tests = np.random.default_rng(seed).spawn(3)
    stream = tests.integers(SYMBOLS, size=(TEST_LENGTH, TEST_STREAMS))
    hs = forward(fresh_echo(weights, setting).cell, setting.input_scale * one_hot_columns(stream, SYMBOLS)).hs
    return float((np.abs(hs) > SATURATED).mean())


def _at(stream: IntArray, start: int, window: int) -> IntArray:
    """A window of the stream."""
    return stream[start : start + window]


def _test(model: Reader, setting: EchoSetting, rng: np.random.Generator) -> tuple[float, float]:
    """Loss and share of right answers in use: present symbols are the inputs, whatever training fed.

    Where training asked for something else than the symbol to come, what is wanted is the echo.
    """
    stream = rng.integers(SYMBOLS, size=(TEST_LENGTH, TEST_STREAMS))
    hs = forward(model.cell, setting.input_scale * one_hot_columns(stream, SYMBOLS)).hs
    wanted = 1 if setting.fed else -DELAY
    steps = np.arange(WARM_UP, TEST_LENGTH - 1)
    logits, targets = readout(model.readout, hs)[steps], stream[steps + wanted]
    loss, _ = softmax_cross_entropy(logits, targets)
    return float(loss), float((logits.argmax(axis=1) == targets).mean())

"""What the two time series share: one number after another, a guess at the next, and guesses that need no network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

import numpy as np

from rnn_docs.cells.parameters import named_gradients
from rnn_docs.checks import Array, check_array, check_finite, check_number, integer
from rnn_docs.learning.optimisers import Adam
from rnn_docs.learning.training import train
from rnn_docs.loop import backward, forward
from rnn_docs.networks.reader import Reader
from rnn_docs.outputs.losses import mean_square
from rnn_docs.outputs.output_layer import readout, readout_backward
from rnn_docs.records import record
from rnn_docs.tasks.parts import equal_sizes, fresh_reader


@dataclass(frozen=True)
class Settings:
    """How a forecaster is trained.

    Attributes:
        hidden_size: number of units of a GRU; other cells are about as large.
        window: how many steps a training sequence has; all windows of the training part are one batch.
        steps: training steps at most.
        every: after how many the validation part is read.
        max_norm: gradients are clipped to it.
        changes: show the network how the value changed last, not the value itself: right for a series whose level
            wanders off to where training has never been.
    """

    hidden_size: int
    window: int
    steps: int
    every: int
    max_norm: float = 1.0
    changes: bool = False


@cache
def series_units(units: int) -> dict[str, int]:
    """Find how many units each cell has, so that all networks are about as large as that of a GRU of so many.

    Examples:
        >>> series_units(16)
        {'vanilla': 28, 'lstm': 14, 'gru': 16}
    """
    return equal_sizes(units, lambda cell, units: fresh_reader(cell, 1, units, 1, np.random.default_rng(0)))


@record
@dataclass(frozen=True, eq=False, repr=False)
class Forecaster:
    """A trained network: it sees each value, or its last change, and says how much the next one differs.

    Attributes:
        network: the network.
        mean: subtracted from what it sees.
        scale: what it sees and says is in units of this.
        changes: whether it sees changes; else values.
    """

    network: Reader
    mean: float
    scale: float
    changes: bool

    def seen(self, values: Array) -> Array:
        """What the network sees of a series, (seq_len,); the first change is 0."""
        shown = np.diff(values, prepend=values[0]) if self.changes else values
        scaled: Array = (shown - self.mean) / self.scale
        return scaled


def windows(values: Array, length: int) -> Array:
    """Cut a series into all its windows, (length, 1, number of windows).

    Examples:
        >>> windows(np.array([1.0, 2.0, 3.0]), 2)[:, 0]
        array([[1., 2.],
               [2., 3.]])
    """
    check_array("values", values, ("seq_len",))
    check_number("length", length, f"1 to {len(values)}", 1 <= length <= len(values))
    return np.lib.stride_tricks.sliding_window_view(values, length).T[:, None].copy()


def forecasts(model: Forecaster, values: Array) -> Array:
    """Say the next value after each one, having read all before it; entry t is the guess for t + 1.

    Args:
        model: a trained network.
        values: the series from its start, (seq_len,).
    """
    xs = model.seen(values).reshape(-1, 1, 1)
    changes: Array = readout(model.network.readout, forward(model.network.cell, xs).hs)[:, 0, 0]
    return values + model.scale * changes


class Fitted(NamedTuple):
    """A trained forecaster, as it was at each step at which it was tested on the validation part.

    Attributes:
        models: the forecaster at each of these steps.
        validation: its root mean square error on the validation part.
        losses: the training loss at every step.
    """

    models: dict[int, Forecaster]
    validation: dict[int, float]
    losses: tuple[float, ...]

    @property
    def best(self) -> int:
        """The step with the smallest error on the validation part."""
        return min(self.validation, key=lambda step: self.validation[step])


def fit(
    seed: int,
    cell: str,
    values: Array,
    first_validation: int,
    settings: Settings,
    learning_rate: float,
    progress: bool = False,
) -> Fitted:
    """Train on the values before `first_validation`, testing on those from there on.

    Args:
        seed: what the weights are drawn from.
        cell: "vanilla", "lstm" or "gru".
        values: the series without its test part, (seq_len,).
        first_validation: index of the first value that says when to stop.
        settings: see `Settings`.
        learning_rate: of Adam.
        progress: show a bar.

    Raises:
        ValueError: an unknown cell, or a series that does not change before `first_validation`.
    """
    check_array("values", values, ("seq_len",))
    learnt = values[:first_validation]
    shown = np.diff(learnt) if settings.changes else learnt
    check_number("values", "the same one again and again", "some that differ", shown.size > 1 and shown.std() > 0)
    rng = np.random.default_rng(seed)
    fresh = fresh_reader(cell, 1, series_units(settings.hidden_size).get(cell, settings.hidden_size), 1, rng)
    start = Forecaster(fresh, float(shown.mean()), float(shown.std()), settings.changes)
    xs = windows(start.seen(learnt)[:-1], settings.window)
    targets = windows(np.diff(learnt) / start.scale, settings.window)  # a change is easier to learn than a value
    found = Fitted({}, {}, ())

    def keep(network: Reader, step: int) -> bool:
        if step % settings.every == 0 or step == settings.steps:
            model = found.models[step] = replace(start, network=network)
            guesses = forecasts(model, values)[first_validation - 1 : -1]
            found.validation[step] = rmse(guesses, values[first_validation:])
        return False

    def batch(network: Reader, step: int) -> tuple[float, dict[str, Array]]:
        return _loss(network, xs, targets)

    training = train(fresh, batch, settings.steps, Adam(learning_rate), settings.max_norm, progress, keep)
    return found._replace(losses=tuple(training.losses))


def _loss(network: Reader, xs: Array, targets: Array) -> tuple[float, dict[str, Array]]:
    """Mean square error of the change at every step but the first few, which know too little yet."""
    trace = forward(network.cell, xs)
    weights = np.ones_like(targets)
    weights[: len(xs) // 3] = 0
    loss, dys = mean_square(readout(network.readout, trace.hs), targets, weights)
    out = readout_backward(network.readout, trace.hs, dys)
    return loss, named_gradients({"cell": backward(trace, out.dhs), "readout": out})


def rmse(guesses: Array, values: Array) -> float:
    """Compute the root of the mean square error.

    Args:
        guesses: what was said, an array of any shape.
        values: what was right, of the same shape and dtype.

    Raises:
        TypeError: not float arrays, or different dtypes.
        ValueError: different shapes, none at all, or a value that is not finite.
        FloatingPointError: an error beyond what the dtype can hold.

    Examples:
        >>> rmse(np.array([1.0, 2.0]), np.array([2.0, 9.0]))
        5.0
    """
    check_array("guesses", guesses, None)
    check_array("values", values, guesses.shape, guesses.dtype)
    with np.errstate(all="ignore"):
        error = np.sqrt(np.mean((guesses - values) ** 2))
    check_finite("rmse", error)
    return float(error)


def autoregression(values: Array, order: int) -> Callable[[Array], Array]:
    """Fit value = constant + weighted sum of the `order` values before it by least squares.

    Args:
        values: the series to learn from, (seq_len,).
        order: how many values before are looked at.

    Returns:
        A function from a series to the guess after each value from the order-th on, (seq_len - order + 1,).

    Raises:
        TypeError: not a float array, or an order that is not an integer.
        ValueError: a value that is not finite, or an order for which the series is too short.

    Examples:
        >>> doubling = autoregression(np.array([1.0, 2.0, 4.0, 8.0, 16.0]), order=1)
        >>> doubling(np.array([3.0])).round(6)
        array([6.])
    """

    check_array("values", values, ("seq_len",))
    order = integer("order", order, 1, max(1, len(values) - 1))

    def design(series: Array) -> Array:
        check_array("series", series, ("seq_len",))
        check_number("series", f"{len(series)} values", f"at least {order}", len(series) >= order)
        past = np.lib.stride_tricks.sliding_window_view(series, order)
        return np.column_stack([np.ones(len(past)), past])

    weights = np.linalg.lstsq(design(values[:-1]), values[order:], rcond=None)[0]
    return lambda series: design(series) @ weights

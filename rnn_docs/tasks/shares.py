"""Daily share prices: what will it cost tomorrow? A task chosen because nothing beats "as much as today"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module

import numpy as np

from rnn_docs.checks import Array
from rnn_docs.records import record
from rnn_docs.tasks.series import Forecaster, Settings, fit, forecasts, rmse

TRAINING_SHARE, VALIDATION_SHARE = 0.6, 0.2
SETTINGS, LEARNING_RATE = Settings(hidden_size=8, window=20, steps=60, every=10, changes=True), 5e-3


@record
@dataclass(frozen=True, eq=False, repr=False)
class SharesResult:
    """One training run.

    Attributes:
        cell: "vanilla", "lstm" or "gru".
        seed: what the weights came from.
        stopped_at: the training step that was best on the validation days.
        validation: root mean square error of the logarithm of the price on these days.
        rmse: root mean square error on the test days, in dollars.
        persistence: that of "as much as today", on the same days.
        predicted: the guess for each test day, made the day before.
        losses: the training loss at every step.
        model: the trained network.
    """

    cell: str
    seed: int
    stopped_at: int
    validation: float
    rmse: float
    persistence: float
    predicted: Array
    losses: tuple[float, ...]
    model: Forecaster


@cache
def closes() -> Array:
    """Read the daily closing prices of one share, oldest first, from the sample data of the installed matplotlib.

    Raises:
        ImportError: matplotlib is not installed.
    """
    prices: Array = import_module("matplotlib.cbook").get_sample_data("goog.npz")["price_data"]["close"]
    return prices.astype(np.float64)


def train_shares(
    seed: int, cell: str = "gru", learning_rate: float = LEARNING_RATE, progress: bool = False
) -> SharesResult:
    """Train on the first three fifths of the days, choose the step on the next fifth, and test on the last.

    Args:
        seed: what the weights are drawn from.
        cell: "vanilla", "lstm" or "gru".
        learning_rate: of Adam.
        progress: show a bar.

    Raises:
        ImportError: matplotlib is not installed.
        ValueError: an unknown cell.
    """
    prices = closes()
    first_validation, first_test = first_days(len(prices))
    logs = np.log(prices)  # a change is then a percentage, whatever the level
    found = fit(seed, cell, logs[:first_test], first_validation, SETTINGS, learning_rate, progress)
    best, model = found.best, found.models[found.best]
    predicted, actual = np.exp(forecasts(model, logs)[first_test - 1 : -1]), prices[first_test:]
    persistence, error = rmse(prices[first_test - 1 : -1], actual), rmse(predicted, actual)
    return SharesResult(cell, seed, best, found.validation[best], error, persistence, predicted, found.losses, model)


def first_days(days: int) -> tuple[int, int]:
    """Find the first validation day and the first test day, counted from 0.

    Examples:
        >>> first_days(100)
        (60, 80)
    """
    return round(TRAINING_SHARE * days), round((TRAINING_SHARE + VALIDATION_SHARE) * days)

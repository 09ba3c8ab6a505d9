"""Sunspots: how many next year? Cycles of about eleven years, none like the last."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from rnn_docs.checks import Array, IntArray
from rnn_docs.records import record
from rnn_docs.tasks.series import Forecaster, Settings, autoregression, fit, forecasts, rmse

FILE = "sunspots.csv"  # rnn_docs/data/SOURCES.md says where it comes from
FIRST_VALIDATION, FIRST_TEST = 1881, 1921
ORDER = 9
SETTINGS, LEARNING_RATE = Settings(hidden_size=16, window=24, steps=300, every=10), 5e-3


@record
@dataclass(frozen=True, eq=False, repr=False)
class SunspotsResult:
    """One training run.

    Attributes:
        cell: "vanilla", "lstm" or "gru".
        seed: what the weights came from.
        stopped_at: the training step that was best on 1881 to 1920.
        validation: root mean square error on these years at that step.
        rmse: root mean square error on 1921 to 2008 at that step.
        rmse_by_step: the same at every step that was tested.
        predicted: the guess for each of these years at that step, made a year ahead.
        losses: the training loss at every step.
        model: the network at that step.
    """

    cell: str
    seed: int
    stopped_at: int
    validation: float
    rmse: float
    rmse_by_step: dict[int, float]
    predicted: Array
    losses: tuple[float, ...]
    model: Forecaster


@cache
def yearly_sunspots() -> tuple[IntArray, Array]:
    """Read the years, 1700 to 2008, and the yearly mean sunspot number.

    Examples:
        >>> years, numbers = yearly_sunspots()
        >>> years[0], years[-1], numbers[:2]
        (np.int64(1700), np.int64(2008), array([ 5., 11.]))
    """
    lines = files("rnn_docs").joinpath("data", FILE).read_text("utf-8").splitlines()[1:]
    table = np.array([[float(cell) for cell in line.split(",")] for line in lines])
    return table[:, 0].astype(np.int64), table[:, 1]


def train_sunspots(
    seed: int, cell: str = "vanilla", learning_rate: float = LEARNING_RATE, progress: bool = False
) -> SunspotsResult:
    """Train on 1700 to 1880, choose the step on 1881 to 1920, and guess each year from 1921 to 2008 a year ahead.

    Args:
        seed: what the weights are drawn from.
        cell: "vanilla", "lstm" or "gru".
        learning_rate: of Adam.
        progress: show a bar.

    Raises:
        ValueError: an unknown cell.
    """
    years, numbers = yearly_sunspots()
    known, stop = numbers[years < FIRST_TEST], int((years < FIRST_VALIDATION).sum())
    found = fit(seed, cell, known, stop, SETTINGS, learning_rate, progress)
    guesses = {step: forecasts(model, numbers)[len(known) - 1 : -1] for step, model in found.models.items()}
    errors = {step: rmse(predicted, numbers[len(known) :]) for step, predicted in guesses.items()}
    best = found.best
    return SunspotsResult(
        cell, seed, best, found.validation[best], errors[best], errors, guesses[best], found.losses, found.models[best]
    )


def persistence() -> Array:
    """Guess that each year from 1921 on is like the year before."""
    years, numbers = yearly_sunspots()
    return numbers[:-1][years[1:] >= FIRST_TEST]


def ar9() -> Array:
    """Guess each year from 1921 on by an autoregression on nine years, fitted to the years that networks learn from."""
    years, numbers = yearly_sunspots()
    learnt, first = (int((years < year).sum()) for year in (FIRST_VALIDATION, FIRST_TEST))
    return autoregression(numbers[:learnt], ORDER)(numbers[first - ORDER : -1])


def test_part() -> tuple[IntArray, Array]:
    """Return the years from 1921 on, and their sunspot numbers.

    Examples:
        >>> years, numbers = test_part()
        >>> len(years), len(persistence()), len(ar9())
        (88, 88, 88)
    """
    years, numbers = yearly_sunspots()
    return years[years >= FIRST_TEST], numbers[years >= FIRST_TEST]

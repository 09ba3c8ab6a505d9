"""One protocol for every comparison of networks: equal sizes, a learning rate of one's own for each, several seeds.

1. Each network gets the number of units with which it has about as many parameters as the others (`matched_units`).
2. Each network, the simplest too, is trained with every rate of one grid, `RATES`, from `VALIDATION_SEEDS`, and keeps
   the rate with which it did best there (`choose_rate`). These seeds, or the part of the data that they are judged on,
   are not those that are reported.
3. With that rate it is trained from other seeds, and all of these are reported (`summary`), beside its `Conditions`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from rnn_docs.cells.parameters import named_parameters
from rnn_docs.checks import Array, check_callable, check_finite, check_number, check_type, integer, numbers, real

RATES = (5e-4, 1e-3, 2e-3, 5e-3, 1e-2)
VALIDATION_SEEDS = (100, 101, 102)


@dataclass(frozen=True)
class Conditions:
    """What a network was trained with, as plain values.

    Attributes:
        cell: "vanilla", "lstm" or "gru", or what stands in its place.
        start: how the weights were drawn, as in `init_cell`.
        keep_bias: bias of the gate that keeps; None for a cell without gates.
        units: the hidden size of one cell.
        parameters: how many numbers are learnt, in the whole network.
        steps: training steps, at most.
        batch: sequences a step.
        clip: the global norm to which gradients are clipped; None without clipping.
        learning_rate: of the optimiser.
        optimiser: its name.
    """

    cell: str
    start: str
    keep_bias: float | None
    units: int
    parameters: int
    steps: int
    batch: int
    clip: float | None
    learning_rate: float
    optimiser: str = "Adam"


class Summary(NamedTuple):
    """What several seeds gave.

    Attributes:
        mean: of all of them.
        smallest: the smallest of them.
        largest: the largest of them.
        n: how many they are.
    """

    mean: float
    smallest: float
    largest: float
    n: int


def count_parameters(model: Any) -> int:
    """Count the numbers that a model learns.

    Args:
        model: any model of `named_parameters`.

    Raises:
        TypeError, ValueError: as in `named_parameters`.

    Examples:
        >>> from rnn_docs import cat_sat_params
        >>> count_parameters(cat_sat_params())
        32
    """
    return sum(array.size for array in named_parameters(model).values())


def matched_units(parameters: int, fresh: Callable[[int], Any]) -> int:
    """Find the number of units with which a network has about as many parameters as it should have.

    Args:
        parameters: how many it should have.
        fresh: from a number of units to a network, larger with every unit.

    Returns:
        The number of units whose count is nearest; the smaller of two that are equally near.

    Raises:
        TypeError: parameters that are no integer.
        ValueError: fewer than one parameter, or a network that does not grow.

    Examples:
        >>> from rnn_docs import GRUParams, LSTMParams, init_cell
        >>> def fresh(kind, units):
        ...     return init_cell(kind, 5, units, np.random.default_rng(1))
        >>> matched_units(
        ...     count_parameters(fresh(LSTMParams, 32)),
        ...     lambda units: fresh(GRUParams, units),
        ... )
        37
    """
    parameters = integer("parameters", parameters, 1)
    check_callable("fresh", fresh)
    units, count = 1, count_parameters(fresh(1))
    while count < parameters:
        units, before, count = units + 1, count, count_parameters(fresh(units + 1))
        check_number("fresh", f"{count} with {units}", f"more than {before} parameters with each unit", count > before)
    return units - 1 if units > 1 and parameters - before <= count - parameters else units


def choose_rate(scores: Mapping[float, Sequence[float]]) -> float:
    """Choose the learning rate with the smallest mean score; the smaller of two that are equally good.

    Args:
        scores: from each rate to its scores, one a validation seed; a smaller score is better.

    Raises:
        TypeError: a rate or a score that is not a number.
        ValueError: no rate, a rate that is not positive, or scores that are missing, too many or not finite.

    Examples:
        >>> choose_rate({0.001: [0.5, 0.3], 0.01: [0.1, 0.2]})
        0.01
    """
    check_type("scores", scores, Mapping)
    check_number("scores", scores, "a score for at least one rate", len(scores) > 0)
    seeds = {numbers(f"scores of {rate}", found).size for rate, found in scores.items()}
    check_number("scores", sorted(seeds), "as many for each rate, at least one", len(seeds) == 1 and min(seeds) > 0)
    means = {real("rate", rate, 0, expected="a positive number"): summary(scores[rate]).mean for rate in scores}
    return min(sorted(means), key=lambda rate: means[rate])


def summary(values: Sequence[float] | Array) -> Summary:
    """Sum up what several seeds gave.

    Args:
        values: one for each seed.

    Raises:
        TypeError: not numbers.
        ValueError: no value, or one that is not finite.
        FloatingPointError: a mean beyond what float64 can hold.

    Examples:
        >>> summary([1.0, 2.0, 6.0])
        Summary(mean=3.0, smallest=1.0, largest=6.0, n=3)
    """
    with np.errstate(all="ignore"):
        found = numbers("values", values).astype(np.float64)
        finite = found.size > 0 and bool(np.isfinite(found).all())
        check_number("values", values, "finite numbers, at least one", finite)
        mean = found.mean()
    check_finite("summary", mean)
    return Summary(float(mean), float(found.min()), float(found.max()), found.size)

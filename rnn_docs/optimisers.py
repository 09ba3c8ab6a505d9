"""From gradients to better parameters: clipping, SGD with momentum, Adam. Nothing is changed in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from rnn_docs.checks import Array, check_number

Arrays = Mapping[str, Array]


def global_norm(gradients: Arrays) -> float:
    """Compute the length of all gradients taken together as one vector.

    Examples:
        >>> import numpy as np
        >>> global_norm({"W": np.array([6.0]), "b": np.array([8.0])})
        10.0
    """
    return float(np.sqrt(sum(float((gradient.astype(np.float64) ** 2).sum()) for gradient in gradients.values())))


def clip_by_norm(gradients: Arrays, max_norm: float) -> dict[str, Array]:
    """Shorten all gradients by one factor if their common norm is too large: the direction stays.

    Raises:
        ValueError: max_norm is not positive.

    Source:
        Pascanu, Mikolov & Bengio (2013), arXiv 1211.5063, algorithm 1.

    Examples:
        >>> import numpy as np
        >>> clip_by_norm({"W": np.array([6.0, 8.0])}, max_norm=5)["W"]
        array([3., 4.])
    """
    check_number("max_norm", max_norm, "a positive number", max_norm > 0)
    norm = global_norm(gradients)
    factor = max_norm / norm if norm > max_norm else 1.0
    return {name: gradient * factor for name, gradient in gradients.items()}


def clip_by_value(gradients: Arrays, max_value: float) -> dict[str, Array]:
    """Cut every entry to -max_value … max_value: the direction changes.

    Raises:
        ValueError: max_value is not positive.

    Examples:
        >>> import numpy as np
        >>> clip_by_value({"W": np.array([6.0, 8.0])}, max_value=5)["W"]
        array([5., 5.])
    """
    check_number("max_value", max_value, "a positive number", max_value > 0)
    return {name: np.clip(gradient, -max_value, max_value) for name, gradient in gradients.items()}


class SGDState(NamedTuple):
    """The running sum of gradients of each parameter."""

    velocity: dict[str, Array]


@dataclass(frozen=True)
class SGD:
    """Stochastic gradient descent, with momentum as PyTorch defines it.

    Attributes:
        learning_rate: size of a step.
        momentum: how much of the last velocity stays.

    Raises:
        ValueError: a learning rate that is not positive, a momentum outside 0 … 1.

    Examples:
        >>> import numpy as np
        >>> sgd, parameters = SGD(learning_rate=0.1), {"W": np.array([1.0])}
        >>> sgd.update(parameters, {"W": np.array([2.0])}, sgd.start(parameters))[0]["W"]
        array([0.8])
    """

    learning_rate: float
    momentum: float = 0.0

    def __post_init__(self) -> None:
        check_number("learning_rate", self.learning_rate, "a positive number", self.learning_rate > 0)
        check_number("momentum", self.momentum, "a number from 0 to below 1", 0 <= self.momentum < 1)

    def start(self, parameters: Arrays) -> SGDState:
        """Begin at rest."""
        return SGDState({name: np.zeros_like(value) for name, value in parameters.items()})

    def update(self, parameters: Arrays, gradients: Arrays, state: SGDState) -> tuple[dict[str, Array], SGDState]:
        """Take one step: velocity = momentum · velocity + gradient, parameter -= rate · velocity."""
        _check_same_names(parameters, gradients)
        velocity: dict[str, Array] = {
            name: self.momentum * state.velocity[name] + gradients[name] for name in parameters
        }
        moved: dict[str, Array] = {
            name: value - self.learning_rate * velocity[name] for name, value in parameters.items()
        }
        return moved, SGDState(velocity)


class AdamState(NamedTuple):
    """Running means of the gradients and of their squares, and the number of steps taken."""

    mean: dict[str, Array]
    square: dict[str, Array]
    steps: int


@dataclass(frozen=True)
class Adam:
    """Adam, as PyTorch defines it: every entry gets its own step size.

    Attributes:
        learning_rate: size of a step.
        beta_mean: how slowly the running mean of the gradients moves.
        beta_square: how slowly the running mean of their squares moves.
        epsilon: keeps the division finite.

    Raises:
        ValueError: a learning rate or epsilon that is not positive, a beta outside 0 … 1.

    Source:
        Kingma & Ba (2015), arXiv 1412.6980, algorithm 1.

    Examples:
        >>> import numpy as np
        >>> adam, parameters = Adam(learning_rate=0.1), {"W": np.array([1.0])}
        >>> adam.update(parameters, {"W": np.array([2.0])}, adam.start(parameters))[0]["W"].round(6)
        array([0.9])
    """

    learning_rate: float = 1e-3
    beta_mean: float = 0.9
    beta_square: float = 0.999
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        for name in ("learning_rate", "epsilon"):
            check_number(name, getattr(self, name), "a positive number", getattr(self, name) > 0)
        for name in ("beta_mean", "beta_square"):
            check_number(name, getattr(self, name), "a number from 0 to below 1", 0 <= getattr(self, name) < 1)

    def start(self, parameters: Arrays) -> AdamState:
        """Begin with running means of zero."""
        zeros = {name: np.zeros_like(value) for name, value in parameters.items()}
        return AdamState(zeros, zeros, 0)

    def update(self, parameters: Arrays, gradients: Arrays, state: AdamState) -> tuple[dict[str, Array], AdamState]:
        """Take one step along mean / √square, both corrected for having started at zero."""
        _check_same_names(parameters, gradients)
        steps = state.steps + 1
        rate = self.learning_rate / (1 - self.beta_mean**steps)
        root = float(np.sqrt(1 - self.beta_square**steps))
        mean: dict[str, Array] = {}
        square: dict[str, Array] = {}
        moved: dict[str, Array] = {}
        for name, value in parameters.items():
            gradient = gradients[name]
            mean[name] = self.beta_mean * state.mean[name] + (1 - self.beta_mean) * gradient
            square[name] = self.beta_square * state.square[name] + (1 - self.beta_square) * gradient**2
            moved[name] = value - rate * mean[name] / (np.sqrt(square[name]) / root + self.epsilon)
        return moved, AdamState(mean, square, steps)


def _check_same_names(parameters: Arrays, gradients: Arrays) -> None:
    if set(parameters) != set(gradients):
        expected, found = ", ".join(sorted(parameters)), ", ".join(sorted(gradients))
        raise ValueError(f"gradients: expected those of {expected}, found {found}")

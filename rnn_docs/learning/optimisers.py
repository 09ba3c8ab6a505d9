"""From gradients to better parameters: clipping, SGD with momentum, Adam. Nothing is changed in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

import numpy as np

from rnn_docs.checks import Array, check_array, check_finite, check_number, check_type, integer, listed, real
from rnn_docs.records import record

Arrays = Mapping[str, Array]


def global_norm(gradients: Arrays) -> float:
    """Compute the length of all gradients taken together as one vector.

    Args:
        gradients: from the name of each parameter to its gradient, as `named_gradients` gives them.

    Raises:
        TypeError: not float arrays.
        ValueError: a value that is not finite.
        FloatingPointError: a length beyond what float64 can hold.

    Examples:
        >>> import numpy as np
        >>> global_norm({"W": np.array([6.0]), "b": np.array([8.0])})
        10.0
    """
    largest, relative = _norm(gradients)
    check_finite("global_norm", np.float64(largest * relative))
    return largest * relative


def _norm(gradients: Arrays) -> tuple[float, float]:
    """The largest entry, and the length in units of it: a square of it could overflow, or round to 0."""
    check_type("gradients", gradients, Mapping)
    for name, gradient in gradients.items():
        check_array(str(name) or "gradient", gradient, None)
    largest = max((float(np.abs(gradient).max()) for gradient in gradients.values()), default=0.0)
    if largest == 0:
        return 0.0, 0.0
    with np.errstate(under="ignore"):
        squares = [((gradient.astype(np.float64) / largest) ** 2).sum() for gradient in gradients.values()]
    return largest, sqrt(sum(float(square) for square in squares))


def clip_by_norm(gradients: Arrays, max_norm: float) -> dict[str, Array]:
    """Shorten all gradients by one factor if their common norm is too large: the direction stays.

    Args:
        gradients: from the name of each parameter to its gradient, as `named_gradients` gives them.
        max_norm: how long they may be together.

    Returns:
        New arrays by the same names.

    Raises:
        TypeError: not float arrays, or a max_norm that is not a number.
        ValueError: max_norm is not positive, or a gradient is not finite.

    Source:
        Pascanu, Mikolov & Bengio (2013), arXiv 1211.5063, algorithm 1.

    Examples:
        >>> import numpy as np
        >>> clip_by_norm({"W": np.array([6.0, 8.0])}, max_norm=5)["W"]
        array([3., 4.])
    """
    max_norm = real("max_norm", max_norm, 0, expected="a positive number")
    largest, relative = _norm(gradients)
    if largest * relative <= max_norm:
        return {name: gradient.copy() for name, gradient in gradients.items()}
    with np.errstate(all="ignore"):  # two steps: the factor max_norm / norm itself could round to 0
        return {name: gradient / largest * (max_norm / relative) for name, gradient in gradients.items()}


def clip_by_value(gradients: Arrays, max_value: float) -> dict[str, Array]:
    """Cut every entry to -max_value … max_value: the direction changes.

    Args:
        gradients: from the name of each parameter to its gradient, as `named_gradients` gives them.
        max_value: how large an entry may be, without its sign.

    Returns:
        New arrays by the same names.

    Raises:
        TypeError: not float arrays, or a max_value that is not a number.
        ValueError: max_value is not positive, or a gradient is not finite.

    Examples:
        >>> import numpy as np
        >>> clip_by_value({"W": np.array([6.0, 8.0])}, max_value=5)["W"]
        array([5., 5.])
    """
    max_value = real("max_value", max_value, 0, expected="a positive number")
    _norm(gradients)
    clipped = {}
    for name, gradient in gradients.items():
        limit = min(max_value, float(np.finfo(gradient.dtype).max))  # above that nothing is to be cut
        with np.errstate(under="ignore"):
            clipped[name] = np.clip(gradient, -limit, limit)
    return clipped


@record
class SGDState(NamedTuple):
    """What momentum remembers between two steps.

    Attributes:
        velocity: the running sum of each parameter, under its name.
    """

    velocity: dict[str, Array]


@dataclass(frozen=True)
class SGD:
    """Stochastic gradient descent, with momentum as PyTorch defines it.

    Attributes:
        learning_rate: size of a step.
        momentum: how much of the last velocity stays.

    Raises:
        TypeError: a setting that is not a number.
        ValueError: a learning rate that is not positive, a momentum outside 0 … 1.

    Examples:
        >>> import numpy as np
        >>> sgd, parameters = SGD(learning_rate=0.1), {"W": np.array([1.0])}
        >>> gradients = {"W": np.array([2.0])}
        >>> sgd.update(parameters, gradients, sgd.start(parameters))[0]["W"]
        array([0.8])
    """

    learning_rate: float
    momentum: float = 0.0

    def __post_init__(self) -> None:
        _positive(self, "learning_rate")
        _below_one(self, "momentum")

    def start(self, parameters: Arrays) -> SGDState:
        """Begin at rest."""
        _check_parameters(parameters)
        return SGDState({name: np.zeros_like(value) for name, value in parameters.items()})

    def update(self, parameters: Arrays, gradients: Arrays, state: SGDState) -> tuple[dict[str, Array], SGDState]:
        """Take one step: velocity = momentum · velocity + gradient, parameter -= rate · velocity.

        Args:
            parameters: from name to array, as `named_parameters` gives them.
            gradients: by the same names.
            state: what `start` or the last update returned.

        Returns:
            The moved parameters by the same names, and the state for the next update.

        Raises:
            TypeError, ValueError: gradients, or a state, that do not fit the parameters.
            FloatingPointError: a step beyond what the dtype can hold.
        """
        check_type("state", state, SGDState)
        _check_alike(parameters, {"gradients": gradients, "state.velocity": state.velocity})
        velocity: dict[str, Array] = {}
        moved: dict[str, Array] = {}
        with np.errstate(all="ignore"):
            for name, value in parameters.items():
                velocity[name] = np.asarray(self.momentum * state.velocity[name] + gradients[name])
                moved[name] = np.asarray(value - self.learning_rate * velocity[name])
        check_finite("update", *velocity.values(), *moved.values())
        return moved, SGDState(velocity)


@record
class AdamState(NamedTuple):
    """What Adam remembers between two steps.

    Attributes:
        mean: the running mean of each parameter's gradient, under its name.
        square: the running mean of its square, likewise.
        steps: how many steps were taken.
    """

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
        TypeError: a setting that is not a number.
        ValueError: a learning rate or epsilon that is not positive, a beta outside 0 … 1.

    Source:
        Kingma & Ba (2015), arXiv 1412.6980, algorithm 1.

    Examples:
        >>> import numpy as np
        >>> adam, parameters = Adam(learning_rate=0.1), {"W": np.array([1.0])}
        >>> moved, _ = adam.update(
        ...     parameters, {"W": np.array([2.0])}, adam.start(parameters)
        ... )
        >>> moved["W"].round(6)
        array([0.9])
    """

    learning_rate: float = 1e-3
    beta_mean: float = 0.9
    beta_square: float = 0.999
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        _positive(self, "learning_rate", "epsilon")
        _below_one(self, "beta_mean", "beta_square")

    def start(self, parameters: Arrays) -> AdamState:
        """Begin with running means of zero."""
        _check_parameters(parameters)
        zeros = {name: np.zeros_like(value) for name, value in parameters.items()}
        return AdamState(zeros, zeros, 0)

    def update(self, parameters: Arrays, gradients: Arrays, state: AdamState) -> tuple[dict[str, Array], AdamState]:
        """Take one step along mean / √square, both corrected for having started at zero.

        Args:
            parameters: from name to array, as `named_parameters` gives them.
            gradients: by the same names.
            state: what `start` or the last update returned.

        Returns:
            The moved parameters by the same names, and the state for the next update.

        Raises:
            TypeError, ValueError: gradients, or a state, that do not fit the parameters; an epsilon that their dtype
                cannot tell from 0.
            FloatingPointError: a square or a step beyond what the dtype can hold.
        """
        check_type("state", state, AdamState)
        _check_alike(parameters, {"gradients": gradients, "state.mean": state.mean, "state.square": state.square})
        steps = integer("state.steps", state.steps, 0) + 1
        rate = self.learning_rate / (1 - self.beta_mean**steps)
        root = sqrt(1 - self.beta_square**steps)
        mean: dict[str, Array] = {}
        square: dict[str, Array] = {}
        moved: dict[str, Array] = {}
        with np.errstate(all="ignore"):
            for name, value in parameters.items():
                gradient = gradients[name]
                apart = bool(value.dtype.type(self.epsilon) > 0)
                check_number("epsilon", self.epsilon, f"a number that {value.dtype} can tell from 0", apart)
                mean[name] = np.asarray(self.beta_mean * state.mean[name] + (1 - self.beta_mean) * gradient)
                square[name] = np.asarray(self.beta_square * state.square[name] + (1 - self.beta_square) * gradient**2)
                moved[name] = np.asarray(value - rate * mean[name] / (np.sqrt(square[name]) / root + self.epsilon))
        check_finite("update", *square.values(), *moved.values())
        return moved, AdamState(mean, square, steps)


def _positive(settings: object, *names: str) -> None:
    for name in names:
        value = real(name, getattr(settings, name), 0, expected="a positive number")
        object.__setattr__(settings, name, value)


def _below_one(settings: object, *names: str) -> None:
    for name in names:
        expected = "a number from 0 to below 1"
        value = real(name, getattr(settings, name), high=1, expected=expected)
        check_number(name, value, expected, value >= 0)
        object.__setattr__(settings, name, value)


def _check_parameters(parameters: Arrays) -> None:
    check_type("parameters", parameters, Mapping)
    for name, value in parameters.items():
        check_array(str(name), value, None)


def _check_alike(parameters: Arrays, others: Mapping[str, Arrays]) -> None:
    """Raise unless each of the others has one array for every parameter, of its shape and dtype."""
    _check_parameters(parameters)
    for what, arrays in others.items():
        check_type(what, arrays, Mapping)
        fit = set(parameters) == set(arrays)
        check_number(what, listed(arrays), f"those of {listed(parameters)}", fit)
        for name, value in parameters.items():
            check_array(f"{what.removesuffix('s')} of {name}", arrays[name], value.shape, value.dtype)

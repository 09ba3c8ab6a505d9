"""A short training loop that shows where it is, and stops where it would go on with nonsense."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any, NamedTuple, TypeVar

import numpy as np

from rnn_docs.cells.parameters import named_parameters, replace_parameters
from rnn_docs.checks import Array, as_float, check_callable, check_type, float_array, integer, is_finite, pair_of, real
from rnn_docs.learning.optimisers import SGD, Adam, clip_by_norm, global_norm
from rnn_docs.records import record

Model = TypeVar("Model")


@record
class Training(NamedTuple):
    """What `train` gives back.

    Attributes:
        model: the trained model, of the kind that was handed in.
        losses: the loss at every step.
        norms: the norm of the gradient at every step, before clipping.
    """

    model: Any
    losses: list[float]
    norms: list[float]


def train(
    model: Model,
    loss_and_gradients: Callable[[Model, int], tuple[float, Mapping[str, Array]]],
    steps: int,
    optimiser: SGD | Adam,
    max_norm: float | None = None,
    progress: bool = False,
    until: Callable[[Model, int], bool] | None = None,
) -> Training:
    """Repeat: compute the loss and its gradients on a batch, clip them, move the parameters.

    Args:
        model: any model of `named_parameters`.
        loss_and_gradients: from the model and the number of the step, from 1, to the loss of that batch
            and the gradient of every parameter by name.
        steps: how many times.
        optimiser: `SGD` or `Adam`.
        max_norm: clip the gradients to this global norm; not at all if left out.
        progress: show a bar; needs the package tqdm.
        until: asked after every step, with the model and the number of the step; a yes ends the training early.

    Raises:
        FloatingPointError: a loss or gradient that is not finite; the message names the step.
        TypeError: steps that are no integer, an optimiser of another kind, a function that gives back no such pair.
        ModuleNotFoundError: a bar is asked for, and tqdm is not installed.
        ValueError: fewer than one step, a max_norm that is not positive, gradients that do not fit the parameters.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import SGD
        >>> def pull(model, step):
        ...     return float((model["w"] ** 2).sum()), {"w": 2 * model["w"]}
        >>> start, sgd = {"w": np.array([1.0])}, SGD(learning_rate=0.25)
        >>> train(start, pull, steps=2, optimiser=sgd).losses
        [1.0, 0.25]
    """
    steps = integer("steps", steps, 1)
    max_norm = None if max_norm is None else real("max_norm", max_norm, 0, expected="a positive number")
    check_type("optimiser", optimiser, SGD, Adam)
    check_callable("loss_and_gradients", loss_and_gradients)
    if until is not None:
        check_callable("until", until)
    parameters = named_parameters(model)
    state: Any = optimiser.start(parameters)
    losses, norms = [], []
    for step in _with_bar(range(1, steps + 1), progress):
        try:
            loss, gradients = pair_of(loss_and_gradients(model, step), "loss_and_gradients")
            losses.append(as_float("loss", loss))
            norms.append(_finite_norm(losses[-1], gradients))
            if max_norm is not None:
                gradients = clip_by_norm(gradients, max_norm)
            parameters, state = optimiser.update(parameters, gradients, state)
        except FloatingPointError as error:
            raise FloatingPointError(f"step {step}: {error}") from error
        model = replace_parameters(model, parameters)
        if until is not None and until(model, step):
            break
    return Training(model, losses, norms)


def _finite_norm(loss: float, gradients: Mapping[str, Array]) -> float:
    """The norm of the gradients, once it is known to be finite, as the loss is."""
    check_type("gradients", gradients, Mapping)
    finite = all(is_finite(float_array(f"gradient of {name}", gradient)) for name, gradient in gradients.items())
    norm = global_norm(gradients) if finite else np.nan
    if not np.isfinite(loss) or not np.isfinite(norm):
        raise FloatingPointError(f"expected a finite loss and gradient, found loss {loss}, gradient norm {norm}")
    return norm


def _with_bar(steps: Iterable[int], progress: bool) -> Iterable[int]:
    if not progress:
        return steps
    try:
        tqdm = import_module("tqdm").tqdm  # only here: the package itself needs numpy alone
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError("progress: expected the package tqdm to be installed, found none") from error
    bar: Iterable[int] = tqdm(steps, desc="training", unit="step")
    return bar

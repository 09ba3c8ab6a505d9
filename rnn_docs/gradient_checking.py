"""Is the hand-written backward pass right? Compare it with central differences, entry by entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from rnn_docs.cells.kinds import cell_of
from rnn_docs.cells.parameters import CellParams, named_gradients, named_parameters, replace_parameters
from rnn_docs.checks import (
    Array,
    IntArray,
    check_array,
    check_callable,
    check_finite,
    check_generator,
    check_number,
    check_type,
    found_type,
    listed,
    numbers,
    pair_of,
    real,
)
from rnn_docs.loop import backward, forward
from rnn_docs.padding import mask

LossAndGradients = Callable[[dict[str, Array]], tuple[float, Mapping[str, Array]]]


def numerical_gradient(loss: Callable[[Array], float], value: Array, epsilon: float = 1e-5) -> Array:
    """Estimate dL/dvalue by moving one entry at a time a little up and a little down.

    Args:
        loss: a function of an array like ``value``.
        value: where to take the gradient, float64 of any shape.
        epsilon: how far to move; the error is about epsilon² plus rounding / epsilon.

    Raises:
        TypeError: a value that is not float64, in which differences would only show rounding; a loss that is no number.
        ValueError: an epsilon that is not positive, or too small to move an entry; a value or loss that is not finite.
        FloatingPointError: a gradient beyond what float64 can hold.

    Examples:
        >>> import numpy as np
        >>> numerical_gradient(
        ...     lambda x: float((x**2).sum()), np.array([1.0, -2.0])
        ... ).round(6)
        array([ 2., -4.])
    """
    check_callable("loss", loss)
    _check_double("value", value)
    epsilon = real("epsilon", epsilon, 0, expected="a positive number")
    gradient = np.zeros_like(value)
    for index in np.ndindex(value.shape):
        x = float(value[index])
        up, down = x + epsilon, x - epsilon
        check_number("epsilon", epsilon, f"a step that moves {x}", abs((up - down) / 2 - epsilon) < epsilon / 1000)
        higher, lower = (_loss_at(loss, value, index, moved) for moved in (up, down))
        gradient[index] = (higher - lower) / (2 * epsilon)
    check_finite("numerical_gradient", gradient)
    return gradient


def _loss_at(loss: Callable[[Array], float], value: Array, index: tuple[int, ...], moved: float) -> float:
    """The loss where one entry has moved; the function gets an array of its own."""
    there = value.copy()
    there[index] = moved
    return real("loss", loss(there), expected="a finite number")


def relative_error(found: Array, expected: Array) -> float:
    """Largest difference between two arrays, relative to the largest entry of either.

    Args:
        found: an array of any shape.
        expected: what it is compared with, of the same shape.

    Returns:
        0 if both are equal; infinity if either has an entry that is not finite, for that is never right.

    Raises:
        TypeError: not numbers.
        ValueError: arrays of different shapes.

    Examples:
        >>> import numpy as np
        >>> relative_error(np.array([1.0, 2.0]), np.array([1.0, 2.5]))
        0.2
        >>> relative_error(np.array([np.nan]), np.array([1.0]))
        inf
    """
    found, expected = _as_floats("found", found), _as_floats("expected", expected)
    if found.shape != expected.shape:
        raise ValueError(f"found: expected shape {expected.shape}, found {found.shape}")
    if not (np.isfinite(found).all() and np.isfinite(expected).all()):
        return float("inf")
    largest = max(np.abs(found).max(initial=0), np.abs(expected).max(initial=0))
    if largest == 0:
        return 0.0
    # Scaled by a power of two, which changes no digit: the difference of two large numbers could overflow.
    exponent = np.frexp(largest)[1]
    with np.errstate(under="ignore"):
        difference = np.abs(np.ldexp(found, -exponent) - np.ldexp(expected, -exponent)).max()
        return float(difference / np.ldexp(largest, -exponent))


def _as_floats(name: str, value: object) -> Array:
    """Numbers as floats, for whole ones may have no opposite: that of the smallest int8 is one too large."""
    array = numbers(name, value)
    return array if array.dtype.kind == "f" else array.astype(np.float64)


def gradient_check(function: LossAndGradients, arrays: Mapping[str, Array], epsilon: float = 1e-5) -> dict[str, float]:
    """Compare every analytic gradient with its numerical one, name by name.

    Args:
        function: from named arrays to the loss and the gradient of each name.
        arrays: where to compare, all of them float64.
        epsilon: step of the central difference.

    Returns:
        The relative error of each name; infinity where a gradient is not finite.

    Raises:
        TypeError: an array that is not float64, in which differences would only show rounding.
        ValueError: no array at all, a gradient that is missing, or one of another shape than its array.

    Examples:
        >>> import numpy as np
        >>> def square(arrays):
        ...     return float((arrays["x"] ** 2).sum()), {"x": 2 * arrays["x"]}
        >>> gradient_check(square, {"x": np.array([1.0, -2.0])})["x"] < 1e-7
        True
    """
    check_callable("function", function)
    if not isinstance(arrays, Mapping):
        hint = "; of a model, named_parameters lists them"
        raise TypeError(f"arrays: expected a dict of arrays, found {found_type(arrays)}{hint}")
    if not arrays:
        raise ValueError("arrays: expected at least one, found none")
    for name, value in arrays.items():
        _check_double(name, value)
    arrays = _copies(arrays)  # what the function does to what it gets, or to what it gave, changes nothing here
    gradients = _comparable(arrays, pair_of(function(_copies(arrays)), "function")[1])
    errors = {}
    for name, value in arrays.items():

        def loss(moved: Array, name: str = name) -> float:
            value: float = pair_of(function(_copies(arrays) | {name: moved}), "function")[0]
            return value

        errors[name] = relative_error(gradients[name], numerical_gradient(loss, value, epsilon))
    return errors


def _copies(arrays: Mapping[str, Array]) -> dict[str, Array]:
    return {name: np.array(array) for name, array in arrays.items()}


def _check_double(name: str, value: Array) -> None:
    check_array(name, value, None)
    if value.dtype != np.float64:
        raise TypeError(f"{name}: expected dtype float64, found {value.dtype}")


def _comparable(arrays: Mapping[str, Array], gradients: Mapping[str, Array]) -> dict[str, Array]:
    """Copies of the gradients of these arrays, once each is known to be numbers of the same shape."""
    check_type("gradients", gradients, Mapping)
    for name, value in arrays.items():
        check_number("gradients", f"only {listed(gradients)}", f"one for {name}", name in gradients)
        shape = numbers(f"gradient of {name}", gradients[name]).shape
        check_number(f"gradient of {name}", shape, f"shape {value.shape}", shape == value.shape)
    return _copies({name: gradients[name] for name in arrays})


def cell_gradient_check(
    params: CellParams, xs: Array, rng: np.random.Generator, lengths: IntArray | None = None
) -> dict[str, float]:
    """Check the backward pass of a cell: every parameter, the inputs and the initial states.

    The loss weighs every entry of every state with a random number, so that no error can hide.

    Args:
        params: float64 parameters of any cell.
        xs: inputs, (seq_len, input_size, batch_size).
        rng: where the weights of the loss and the initial states come from.
        lengths: how many steps of each sequence are real, (batch_size,); None if all are.

    Returns:
        The relative error of each name: W_xh, W_hh, b_h, xs, h_init, and what else the cell has.

    Raises:
        TypeError, ValueError: as in `forward`; parameters that are not float64.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import LSTMParams, init_cell
        >>> rng = np.random.default_rng(1)
        >>> errors = cell_gradient_check(
        ...     init_cell(LSTMParams, 2, 3, rng), rng.normal(size=(4, 2, 5)), rng
        ... )
        >>> list(errors), max(errors.values()) < 1e-7
        (['W_xh', 'W_hh', 'b_h', 'xs', 'h_init', 'c_init'], True)
    """
    check_generator("rng", rng)
    cell_of(params)
    states, shape = params.states, forward(params, xs, lengths=lengths).hs.shape
    weights = {f"d{name}s": rng.normal(size=shape) for name in states}
    if lengths is not None:
        weights = {name: value * mask(lengths, len(xs))[:, None] for name, value in weights.items()}
    inits = {f"{name}_init": rng.normal(size=shape[1:]) for name in states}

    def loss_and_gradients(arrays: dict[str, Array]) -> tuple[float, Mapping[str, Array]]:
        moved = replace_parameters(params, {name: arrays[name] for name in named_parameters(params)})
        trace = forward(moved, arrays["xs"], **{name: arrays[name] for name in inits}, lengths=lengths)
        loss = sum(float((weights[f"d{name}s"] * trace[name]).sum()) for name in states)
        gradients = backward(trace, **weights)
        others = {name: getattr(gradients, f"d{name}") for name in ("xs", *inits)}
        return loss, named_gradients(gradients) | others

    return gradient_check(loss_and_gradients, named_parameters(params) | {"xs": xs} | inits)

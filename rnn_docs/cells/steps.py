"""The door of the step functions: what a caller hands in is checked; the loop, which has checked it, goes past."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar

import numpy as np

from rnn_docs.cells.parameters import CellParams
from rnn_docs.checks import FLOATS, Array, check_array, check_finite, check_type, norm, own

LARGEST = {dtype: float(np.finfo(dtype).max) / 4 for dtype in FLOATS}
P = ParamSpec("P")
R = TypeVar("R")


def checked_step(kind: type[CellParams]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a step of `kind` refuse what does not fit its formula, by name, and keep copies of what it was given.

    The function below the decorator stays as it is, and is what `formula` returns.

    Args:
        kind: the parameters that the step wants.
    """

    def with_door(step: Callable[P, R]) -> Callable[P, R]:
        @wraps(step)
        @np.errstate(over="ignore", under="ignore")
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            bound = signature(step).bind(*args, **kwargs)
            given, params, x = bound.arguments, bound.arguments["params"], bound.arguments["x"]
            check_type("params", params, kind)
            check_array("x", x, (params.input_size, "batch_size"), params.dtype)
            shapes = dict.fromkeys([f"{name}_prev" for name in params.states], (params.hidden_size, x.shape[1]))
            if given.get("wx_b") is not None:
                shapes["wx_b"] = len(params.b_h), x.shape[1]
            for name, shape in shapes.items():
                check_array(name, given[name], shape, params.dtype)
                given[name] = own(given[name])
            check_sums(params, x, given["h_prev"])
            return step(*bound.args, **bound.kwargs)

        return checked

    return with_door


def checked_step_backward(kind: type[CellParams], record: type[Any]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a step backward of `kind` refuse what does not fit its formula, by name.

    Args:
        kind: the parameters that the step wants.
        record: what the step forward returned.
    """

    def with_door(step_backward: Callable[P, R]) -> Callable[P, R]:
        @wraps(step_backward)
        @np.errstate(all="ignore")
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            bound = signature(step_backward).bind(*args, **kwargs)
            given, params, step = bound.arguments, bound.arguments["params"], bound.arguments["step"]
            check_type("params", params, kind)
            check_type("step", step, record)
            check_array("step.h", step.h, (params.hidden_size, "batch_size"), params.dtype)
            for name in params.states:
                check_array(f"d{name}", given[f"d{name}"], step.h.shape, params.dtype)
                given[f"d{name}"] = own(given[f"d{name}"])
            found: Any = step_backward(*bound.args, **bound.kwargs)
            check_finite(step_backward.__name__, *found)
            return found  # type: ignore[no-any-return]

        return checked

    return with_door


def formula(step: Callable[..., Any]) -> Callable[..., Any]:
    """The function behind the door, for who has checked already: the loop."""
    behind: Callable[..., Any] = step.__wrapped__  # type: ignore[attr-defined]
    return behind


def check_sums(params: CellParams, x: Array, h: Array) -> None:
    """Raise if the sums before the non-linearities might overflow: a saturated gate could get the wrong sign.

    Args:
        params: any cell.
        x: all inputs, of any shape.
        h: the state before the first step, of any shape; no later one is larger than it, or than 1.

    Raises:
        ValueError: weights and inputs whose products the dtype might not hold.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import VanillaParams
        >>> one = np.ones((1, 1))
        >>> check_sums(VanillaParams(one, one, one), 1e308 * one, one)
        Traceback (most recent call last):
        ...
        ValueError: W_xh x + W_hh h: expected sums that float64 can hold, found up to 1e+308
    """
    # No product with a matrix is longer than the product of both lengths, each read as one vector.
    found = norm(params.W_xh) * norm(x) + norm(params.W_hh) * (params.hidden_size + norm(h)) + norm(params.b_h)
    if not found < LARGEST[params.dtype]:
        raise ValueError(f"W_xh x + W_hh h: expected sums that {params.dtype} can hold, found up to {found:.0e}")

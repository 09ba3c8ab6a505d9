"""Checks at the door: every error names the argument, what was expected and what was found.

The step functions of the cells stay free of checks, so that they read like their formulas; whatever enters
the package (parameters, sequences, states, targets) passes through here first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
IntArray = NDArray[np.integer[Any]]

FLOATS = (np.dtype(np.float32), np.dtype(np.float64))


def check_array(name: str, value: object, shape: Sequence[int | str], dtype: np.dtype[Any] | None = None) -> None:
    """Raise unless ``value`` is a finite float array of the given shape.

    An axis given as a string is free, and the string is its name in the message; no axis may be empty.

    Raises:
        TypeError: not a numpy array, not float32 or float64, or not ``dtype`` where that is given.
        ValueError: another shape, an empty axis, or a value that is not finite.

    Examples:
        >>> import numpy as np
        >>> check_array("xs", np.zeros((3, 2)), ("seq_len", 3))
        Traceback (most recent call last):
        ...
        ValueError: xs: expected shape (seq_len, 3), found (3, 2)
    """
    array = _float_array(name, value, dtype)
    fits = array.ndim == len(shape) and all(
        found > 0 and expected in (found, str(expected)) for expected, found in zip(shape, array.shape, strict=True)
    )
    if not fits:
        wanted = ", ".join(str(axis) for axis in shape) + ("," if len(shape) == 1 else "")
        raise ValueError(f"{name}: expected shape ({wanted}), found {array.shape}")
    if not np.isfinite(array).all():
        index = tuple(int(axis[0]) for axis in np.nonzero(~np.isfinite(array)))
        raise ValueError(f"{name}: expected finite values, found {array[index]} at index {index}")


def _float_array(name: str, value: object, dtype: np.dtype[Any] | None) -> Array:
    if not isinstance(value, np.ndarray):
        raise TypeError(f"{name}: expected a numpy array, found {type(value).__name__}")
    if value.dtype not in FLOATS:
        raise TypeError(f"{name}: expected dtype float32 or float64, found {value.dtype}")
    if dtype is not None and value.dtype != dtype:
        raise TypeError(f"{name}: expected dtype {dtype} like the parameters, found {value.dtype}")
    return value


def check_indices(name: str, value: object, shape: Sequence[int], low: int, high: int) -> None:
    """Raise unless ``value`` is an integer array of this shape with entries ``low`` to ``high``.

    Raises:
        TypeError: not a numpy array of integers.
        ValueError: another shape, or an entry out of range.

    Examples:
        >>> import numpy as np
        >>> check_indices("targets", np.array([0, 3]), (2,), 0, 2)
        Traceback (most recent call last):
        ...
        ValueError: targets: expected integers from 0 to 2, found 3 at (1,)
    """
    if not isinstance(value, np.ndarray) or not np.issubdtype(value.dtype, np.integer):
        found = value.dtype if isinstance(value, np.ndarray) else type(value).__name__
        raise TypeError(f"{name}: expected a numpy array of integers, found {found}")
    if value.shape != tuple(shape):
        raise ValueError(f"{name}: expected shape {tuple(shape)}, found {value.shape}")
    outside = np.nonzero((value < low) | (value > high))
    if outside[0].size:
        index = tuple(int(axis[0]) for axis in outside)
        raise ValueError(f"{name}: expected integers from {low} to {high}, found {value[index]} at {index}")


def check_number(name: str, value: object, expected: str, fits: bool) -> None:
    """Raise ``ValueError`` unless ``fits``: the caller tests ``value`` and says in words what it expected.

    Examples:
        >>> check_number("temperature", -1.0, "a positive number", fits=False)
        Traceback (most recent call last):
        ...
        ValueError: temperature: expected a positive number, found -1.0
    """
    if not fits:
        raise ValueError(f"{name}: expected {expected}, found {value}")

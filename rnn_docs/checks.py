"""Checks at the door: every error names the argument, what was expected and what was found.

Whatever enters the package (parameters, sequences, states, targets, settings) passes through here first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf, isfinite, sqrt
from numbers import Integral, Real
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Array = NDArray[np.floating[Any]]
IntArray = NDArray[np.integer[Any]]

FLOATS = (np.dtype(np.float32), np.dtype(np.float64))
NO_NUMBERS = (bool, np.timedelta64)  # although Python counts the one, and numpy the other, among the integers


def check_array(
    name: str, value: object, shape: Sequence[int | str] | None, dtype: np.dtype[Any] | None = None
) -> None:
    """Raise unless ``value`` is a finite float array of the given shape; None stands for any.

    An axis given as a string is free, and the string is its name in the message; no axis may be empty.

    Raises:
        TypeError: not a plain numpy array (a masked array or a matrix computes otherwise), not float32 or float64,
            or not ``dtype`` where that is given.
        ValueError: another shape, an empty axis, or a value that is not finite.

    Examples:
        >>> import numpy as np
        >>> check_array("xs", np.zeros((3, 2)), ("seq_len", 3))
        Traceback (most recent call last):
        ...
        ValueError: xs: expected shape (seq_len, 3), found (3, 2)
    """
    array = float_array(name, value, dtype)
    _check_shape(name, array.shape, array.shape if shape is None else shape)
    if not is_finite(array):
        index = tuple(np.argwhere(~np.isfinite(array))[0].tolist())
        raise ValueError(f"{name}: expected finite values, found {array[index]} at index {index}")


def _check_shape(name: str, found: tuple[int, ...], expected: Sequence[int | str]) -> None:
    fits = len(found) == len(expected) and all(axis in (n, str(axis)) for axis, n in zip(expected, found, strict=True))
    if not fits or 0 in found:
        wanted = ", ".join(str(axis) for axis in expected) + ("," if len(expected) == 1 else "")
        filled = " without an empty axis" if fits else ""
        raise ValueError(f"{name}: expected shape ({wanted}){filled}, found {found}")


def float_array(name: str, value: object, dtype: np.dtype[Any] | None = None) -> Array:
    """Return ``value`` if it is a plain float array, of any shape; what its entries are makes no difference.

    Raises:
        TypeError: as in `check_array`.

    Examples:
        >>> import numpy as np
        >>> float_array("gradient", np.arange(3))
        Traceback (most recent call last):
        ...
        TypeError: gradient: expected dtype float32 or float64, found int64
    """
    if type(value) is not np.ndarray:
        raise TypeError(f"{name}: expected a numpy array, found {found_type(value)}")
    if value.dtype not in FLOATS:
        raise TypeError(f"{name}: expected dtype float32 or float64, found {value.dtype}")
    if dtype is not None and value.dtype != dtype:
        raise TypeError(f"{name}: expected dtype {dtype} like the others, found {value.dtype}")
    return value


def is_finite(array: Array) -> bool:
    """Say whether no entry is infinite or NaN.

    Examples:
        >>> import numpy as np
        >>> is_finite(np.array([1.0, np.nan])), is_finite(np.array([1e308]))
        (False, True)
    """
    # The sum of squares tells it in one pass, unless it overflows: then each entry is asked.
    return isfinite(np.vdot(array, array)) or bool(np.isfinite(array).all())


def norm(array: Array) -> float:
    """The length of an array, read as one vector; a length whose square overflows, or rounds to 0, too.

    Examples:
        >>> import numpy as np
        >>> norm(np.array([[3.0], [4.0]])), norm(np.array([3e300])), norm(np.array([3e-300]))
        (5.0, 3e+300, 3e-300)
    """
    square = float(np.vdot(array, array))
    if 1e-30 < square < inf:  # float32 holds it with all its digits
        return sqrt(square)
    largest = float(np.abs(array).max())
    if largest == 0:
        return 0.0
    with np.errstate(under="ignore"):
        return largest * sqrt(float(((array.astype(np.float64) / largest) ** 2).sum()))


def own(value: Array) -> Array:
    """Copy an array, and protect the copy: what its owner does to the original changes nothing here.

    Examples:
        >>> import numpy as np
        >>> own(np.zeros(3)).flags.writeable
        False
    """
    copied = np.array(value)
    copied.flags.writeable = False
    return copied


def indices(name: str, value: object, shape: Sequence[int | str], low: int, high: int) -> NDArray[np.intp]:
    """Copy an integer array of this shape with entries ``low`` to ``high``; of which integers makes no difference.

    An axis given as a string is free, and the string is its name in the message; no axis may be empty.

    Raises:
        TypeError: not a numpy array of integers.
        ValueError: another shape, or an entry out of range.

    Examples:
        >>> import numpy as np
        >>> indices("targets", np.array([0, 3]), (2,), 0, 2)
        Traceback (most recent call last):
        ...
        ValueError: targets: expected integers from 0 to 2, found 3 at (1,)
    """
    if type(value) is not np.ndarray or value.dtype.kind not in "iu":
        found = value.dtype if type(value) is np.ndarray else found_type(value)
        raise TypeError(f"{name}: expected a numpy array of integers, found {found}")
    _check_shape(name, value.shape, shape)
    outside = np.nonzero((value < low) | (value > high))
    if outside[0].size:
        index = tuple(int(axis[0]) for axis in outside)
        raise ValueError(f"{name}: expected integers from {low} to {high}, found {value[index]} at {index}")
    return np.array(value, np.intp)


def numbers(name: str, value: object) -> NDArray[Any]:
    """Turn numbers, as an array of any shape or as a sequence, into an array of integers or floats.

    Raises:
        TypeError: not numbers, or a kind of array that computes otherwise, such as a masked one.

    Examples:
        >>> numbers("values", [1, 2])
        array([1, 2])
        >>> numbers("values", ["1"])
        Traceback (most recent call last):
        ...
        TypeError: values: expected numbers, found list of <U1
    """
    if isinstance(value, np.ndarray) and type(value) is not np.ndarray:
        raise TypeError(f"{name}: expected a numpy array, found {found_type(value)}")
    try:
        array: NDArray[Any] = np.asarray(value)
    except ValueError as error:  # rows of different lengths
        raise TypeError(f"{name}: expected numbers, found {found_type(value)} of different shapes") from error
    if array.dtype.kind not in "iuf":
        raise TypeError(f"{name}: expected numbers, found {found_type(value)} of {array.dtype}")
    return array


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


def real(name: str, value: object, low: float = -np.inf, high: float = np.inf, expected: str = "a number") -> float:
    """Turn a number of any kind, a numpy scalar too, into a Python float between ``low`` and ``high``, both outside.

    A numpy scalar has a dtype, which would turn float32 parameters into float64 ones; a Python float has none.

    Raises:
        TypeError: not a number.
        ValueError: not between the two.

    Examples:
        >>> import numpy as np
        >>> real("learning_rate", np.float64(0.5), 0)
        0.5
        >>> real("learning_rate", "fast", 0)
        Traceback (most recent call last):
        ...
        TypeError: learning_rate: expected a number, found str
    """
    if isinstance(value, NO_NUMBERS) or not isinstance(value, Real):
        raise TypeError(f"{name}: expected {expected}, found {found_type(value)}")
    number = _as_float(value)
    check_number(name, value, expected, low < number < high)
    return number


def _as_float(value: Real) -> float:
    try:
        return float(value)
    except OverflowError:  # an integer beyond float64
        return inf


def integer(name: str, value: object, low: int, high: int | None = None) -> int:
    """Turn an integer of any kind, a numpy scalar too, into a Python int from ``low`` to ``high``.

    Raises:
        TypeError: not an integer.
        ValueError: too small, or too large.

    Examples:
        >>> integer("steps", 0, 1)
        Traceback (most recent call last):
        ...
        ValueError: steps: expected at least 1, found 0
    """
    if isinstance(value, NO_NUMBERS) or not isinstance(value, Integral):
        found = repr(value) if isinstance(value, Real) else found_type(value)
        raise TypeError(f"{name}: expected an integer, found {found}")
    number = int(value)
    expected = f"at least {low}" if high is None else f"an integer from {low} to {high}"
    check_number(name, value, expected, low <= number and (high is None or number <= high))
    return number


def check_generator(name: str, value: object) -> None:
    """Raise unless ``value`` is a numpy Generator.

    Examples:
        >>> check_generator("rng", 1)
        Traceback (most recent call last):
        ...
        TypeError: rng: expected a Generator, such as np.random.default_rng(1), found int
    """
    if not isinstance(value, np.random.Generator):
        raise TypeError(f"{name}: expected a Generator, such as np.random.default_rng(1), found {found_type(value)}")


def float_dtype(name: str, value: DTypeLike) -> np.dtype[Any]:
    """Turn what names a dtype into it.

    Raises:
        TypeError: neither float32 nor float64.

    Examples:
        >>> float_dtype("dtype", int)
        Traceback (most recent call last):
        ...
        TypeError: dtype: expected float32 or float64, found int64
    """
    dtype = np.dtype(value)
    if dtype not in FLOATS:
        raise TypeError(f"{name}: expected float32 or float64, found {dtype}")
    return dtype


def check_type(name: str, value: object, *kinds: type[Any]) -> None:
    """Raise unless ``value`` is of one of these types.

    Raises:
        TypeError: of another type.

    Examples:
        >>> check_type("gradients", 3, dict, list)
        Traceback (most recent call last):
        ...
        TypeError: gradients: expected dict or list, found int
    """
    if not isinstance(value, kinds):
        expected = " or ".join(kind.__name__ for kind in kinds)
        raise TypeError(f"{name}: expected {expected}, found {found_type(value)}")


def pair_of(value: object, maker: str) -> tuple[Any, Any]:
    """What a function of the caller's own gave back, if it is a pair: a loss and its gradients.

    Raises:
        TypeError: anything else.

    Examples:
        >>> pair_of(1.0, "function")
        Traceback (most recent call last):
        ...
        TypeError: function: expected to give back a loss and its gradients, found float
    """
    if not isinstance(value, tuple | list) or len(value) != 2:
        many = f" of {len(value)}" if isinstance(value, tuple | list) else ""
        raise TypeError(f"{maker}: expected to give back a loss and its gradients, found {found_type(value)}{many}")
    return value[0], value[1]


def check_callable(name: str, value: object) -> None:
    """Raise unless ``value`` can be called.

    Examples:
        >>> check_callable("loss", 3)
        Traceback (most recent call last):
        ...
        TypeError: loss: expected a function, found int
    """
    if not callable(value):
        raise TypeError(f"{name}: expected a function, found {found_type(value)}")


def check_finite(what: str, *arrays: Array | np.floating[Any]) -> None:
    """Raise if a result overflowed: what came in was finite, and so should be what goes out.

    Raises:
        FloatingPointError: an entry that is infinite or NaN.

    Examples:
        >>> import numpy as np
        >>> check_finite("backward", np.array([np.inf]))
        Traceback (most recent call last):
        ...
        FloatingPointError: backward: expected results that float64 can hold, found inf
    """
    for array in map(np.asarray, arrays):
        if not is_finite(array):
            found = array[~np.isfinite(array)][0]
            raise FloatingPointError(f"{what}: expected results that {array.dtype} can hold, found {found}")


def listed(names: Iterable[object]) -> str:
    """The names in an error message, in alphabetical order.

    Examples:
        >>> listed({"b": 1, 2: 0}), listed([])
        ('2, b', 'none')
    """
    return ", ".join(sorted(map(str, names))) or "none"


def found_type(value: object) -> str:
    """Name a type as an error message shows it: a class by its own name, anything else by that of its class.

    Examples:
        >>> found_type(3), found_type(int)
        ('int', 'the class int')
    """
    return f"the class {value.__name__}" if isinstance(value, type) else type(value).__name__

"""How records that hold arrays compare, print, copy and pickle: as a numpy user expects of values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

import numpy as np

Class = TypeVar("Class", bound=type)


def record(kind: Class) -> Class:
    """Give a dataclass or a named tuple ``==``, ``hash``, ``repr``, copies and pickles that suit arrays.

    Two records are equal if they are of one type and hold equal values, arrays of one dtype and shape. The hash
    knows the type and the shapes alone, for values may be many. A copy and a record read from a pickle are made by
    the constructor, so that they are checked and protected like any other.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import ReadoutParams
        >>> one, same = (ReadoutParams(np.ones((1, 2)), np.ones((1, 1))) for _ in range(2))
        >>> one == same, one in [same], len({one, same})
        (True, True, 1)
        >>> one
        ReadoutParams(W_hy=float64(1, 2), b_y=float64(1, 1))
    """
    methods = {"__eq__": _equal, "__ne__": _unequal, "__hash__": _hash, "__repr__": _repr, "__reduce__": _reduce}
    for name, method in methods.items():
        setattr(kind, name, method)
    return kind


def same(one: Any, other: Any) -> bool:
    """Say whether two values are the same, arrays and records that hold arrays included.

    Examples:
        >>> import numpy as np
        >>> same({"W": [np.ones(2)]}, {"W": [np.ones(2)]}), same(np.ones(2), np.ones(2, np.float32))
        (True, False)
    """
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        both = isinstance(one, np.ndarray) and isinstance(other, np.ndarray)
        return both and one.dtype == other.dtype and np.array_equal(one, other)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list | tuple) and type(one) is type(other):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    return bool(one == other)


def _values(self: Any) -> dict[str, Any]:
    names = [field.name for field in fields(self)] if is_dataclass(self) else self._fields
    return {name: getattr(self, name) for name in names}


def _equal(self: Any, other: object) -> bool:
    return type(self) is type(other) and same(_values(self), _values(other))


def _unequal(self: Any, other: object) -> bool:
    return not _equal(self, other)


def _hash(self: Any) -> int:
    return hash((type(self), *(np.shape(value) for value in _values(self).values() if isinstance(value, np.ndarray))))


def _repr(self: Any) -> str:
    public = {name: value for name, value in _values(self).items() if value is not None and name[0] != "_"}
    shown = ", ".join(f"{name}={_brief(value)}" for name, value in public.items())
    return f"{type(self).__name__}({shown})"


def _brief(value: Any) -> str:
    """An array as its dtype and shape, a sequence or a dict as how much it holds, all else as it is."""
    if isinstance(value, np.ndarray):
        return f"{value.dtype}{value.shape}"
    if is_dataclass(value) or isinstance(value, str) or hasattr(value, "_fields"):
        return repr(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_brief(part)}" for name, part in value.items()) + "}"
    if isinstance(value, Sequence):
        return f"{type(value).__name__} of {len(value)}"
    return repr(value)


def _reduce(self: Any) -> tuple[Any, ...]:
    return type(self), tuple(_values(self).values())

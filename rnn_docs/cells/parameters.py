"""What the three cells have in common, and how optimisers and checks see a model: one flat list of named arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, ClassVar, TypeVar

import numpy as np

from rnn_docs.checks import FLOATS, Array, check_array, check_number, check_type, found_type, listed, own
from rnn_docs.records import record

Model = TypeVar("Model")


@record
@dataclass(frozen=True, eq=False, repr=False)
class CellParams:
    """The learnable arrays of a recurrent cell, checked and copied when they are put together.

    A cell with several blocks (four in the LSTM, three in the GRU, one in the vanilla cell) stacks them row
    upon row in the same three arrays, so that one matrix product serves all of them. The copies are read-only:
    other weights make another record (`dataclasses.replace`).

    Attributes:
        W_xh: from the input, (blocks · hidden_size, input_size).
        W_hh: from the previous hidden state, (blocks · hidden_size, hidden_size).
        b_h: bias, a column (blocks · hidden_size, 1).

    Raises:
        TypeError: an array that is not float32 or float64, or arrays of different dtypes.
        ValueError: a shape that does not fit the others, or a value that is not finite.
    """

    W_xh: Array
    W_hh: Array
    b_h: Array
    blocks: ClassVar[int] = 1
    states: ClassVar[tuple[str, ...]] = ("h",)
    sums: ClassVar[tuple[str, ...]] = ("da",)  # what a step backward leaves for the gradients of the weights

    def __post_init__(self) -> None:
        check_array("W_hh", self.W_hh, (f"{self.blocks} * hidden_size", "hidden_size"))
        rows = self.blocks * self.hidden_size
        check_array("W_hh", self.W_hh, (rows, self.hidden_size))
        check_array("W_xh", self.W_xh, (rows, "input_size"), self.dtype)
        check_array("b_h", self.b_h, (rows, 1), self.dtype)
        protect(self, "W_xh", "W_hh", "b_h")

    @property
    def input_size(self) -> int:
        """Number of features in one input."""
        return int(self.W_xh.shape[1])

    @property
    def hidden_size(self) -> int:
        """Number of units in the hidden state."""
        return int(self.W_hh.shape[1])

    @property
    def dtype(self) -> np.dtype[Any]:
        """float32 or float64: what the parameters have, everything computed from them has too."""
        return self.W_hh.dtype


def protect(params: Any, *names: str) -> None:
    """Put read-only copies in place of the arrays that a frozen record was given."""
    for name in names:
        object.__setattr__(params, name, own(getattr(params, name)))


def named_parameters(model: Any) -> dict[str, Array]:
    """List the arrays of a model: a record of parameters, or a dict or sequence of such records.

    Args:
        model: parameters (`VanillaParams`, `ReadoutParams`, …), or a dict, list or tuple of them, nested.

    Returns:
        From name to array; a nested name is joined by dots, such as "cell.W_xh" or "0.b_h".

    Raises:
        TypeError: something else in the model, or an array that is not float32 or float64.
        ValueError: two arrays that would have the same name.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import ReadoutParams
        >>> out = ReadoutParams(np.ones((1, 2)), np.ones((1, 1)))
        >>> sorted(named_parameters({"readout": out}))
        ['readout.W_hy', 'readout.b_y']
    """
    named: dict[str, Array] = {}
    for name, array in _arrays(model, ""):
        if array.dtype not in FLOATS:
            raise TypeError(f"{name or 'model'}: expected dtype float32 or float64, found {array.dtype}")
        _add(named, name, array)
    return named


def replace_parameters(model: Model, arrays: Mapping[str, Array]) -> Model:
    """Build the same model with other arrays: the reverse of `named_parameters`.

    Args:
        model: what gives the shape, any model of `named_parameters`; it stays as it is.
        arrays: from every name that `named_parameters` lists to the new array.

    Returns:
        A model of the same kind.

    Raises:
        TypeError: not a float array.
        ValueError: an array is missing, one too many, of another shape, or a value that is not finite.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import ReadoutParams
        >>> model = ReadoutParams(np.ones((1, 2)), np.ones((1, 1)))
        >>> doubled = {
        ...     name: 2 * array for name, array in named_parameters(model).items()
        ... }
        >>> replace_parameters(model, doubled).W_hy
        array([[2., 2.]])
    """
    check_type("arrays", arrays, Mapping)
    expected = named_parameters(model)
    check_number("arrays", listed(arrays), listed(expected), set(expected) == set(arrays))
    for name, array in expected.items():
        check_array(name or "model", arrays[name], array.shape)
    rebuilt: Model = _rebuild(model, "", arrays)
    return rebuilt


def named_gradients(gradients: Any) -> dict[str, Array]:
    """Give gradients the names of their parameters: dW_xh becomes W_xh; inputs and states are left out.

    Args:
        gradients: what a backward function returned, or a dict, list or tuple of such, nested like the model.

    Raises:
        TypeError: something else among the gradients.
        ValueError: two gradients that would have the same name.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs.outputs.output_layer import ReadoutGradients
        >>> one = np.ones((1, 1, 1))
        >>> out = ReadoutGradients(dW_hy=one[0], db_y=one[0], dhs=one)
        >>> sorted(named_gradients({"readout": out}))
        ['readout.W_hy', 'readout.b_y']
    """
    named: dict[str, Array] = {}
    for name, array in _arrays(gradients, ""):
        before, dot, last = name.rpartition(".")
        if last.startswith(("dW_", "db_")):
            _add(named, before + dot + last.removeprefix("d"), array)
    return named


def _arrays(model: Any, name: str) -> Iterator[tuple[str, Array]]:
    if isinstance(model, np.ndarray):
        if type(model) is not np.ndarray:
            raise TypeError(f"{name or 'model'}: expected a numpy array, found {found_type(model)}")
        yield name, model
        return
    for inner, part in _parts(model, name or "model"):
        yield from _arrays(part, f"{name}.{inner}" if name else inner)


def _add(named: dict[str, Array], name: str, array: Array) -> None:
    if name in named:
        raise ValueError(f"model: expected one array called {name}, found two")
    named[name] = array


def _parts(model: Any, name: str) -> list[tuple[str, Any]]:
    """The named parts of one level, those that hold arrays."""
    if is_dataclass(model) and not isinstance(model, type):
        pairs = [(field.name, getattr(model, field.name)) for field in fields(model)]
    elif isinstance(model, Mapping):
        pairs = [(str(key), part) for key, part in model.items()]
    elif isinstance(model, tuple) and hasattr(model, "_fields"):
        pairs = list(zip(model._fields, model, strict=True))
    elif isinstance(model, Sequence) and not isinstance(model, str | bytes):
        pairs = [(str(number), part) for number, part in enumerate(model)]
    else:
        raise TypeError(f"{name}: expected parameters, a dict or a sequence, found {found_type(model)}")
    return [(inner, part) for inner, part in pairs if part is not None and not isinstance(part, str)]


def _rebuild(model: Any, prefix: str, arrays: Mapping[str, Array]) -> Any:
    if isinstance(model, np.ndarray):
        return arrays[prefix].copy()
    if model is None or isinstance(model, str):
        return model

    def inner(name: object, part: Any) -> Any:
        return _rebuild(part, f"{prefix}.{name}" if prefix else str(name), arrays)

    if is_dataclass(model) and not isinstance(model, type):
        return replace(model, **{name: inner(name, part) for name, part in _parts(model, prefix)})
    if isinstance(model, Mapping):
        return {key: inner(key, part) for key, part in model.items()}
    names = getattr(model, "_fields", range(len(model)))
    parts = [inner(name, part) for name, part in zip(names, model, strict=True)]
    return type(model)._make(parts) if hasattr(model, "_make") else type(model)(parts)

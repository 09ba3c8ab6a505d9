"""A model is parameters put together; optimisers and checks see it as one flat list of named arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import numpy as np

from rnn_docs.checks import Array

Model = TypeVar("Model")


def named_parameters(model: Any) -> dict[str, Array]:
    """List the arrays of a model: a record of parameters, or a dict or sequence of such records.

    Args:
        model: parameters (`VanillaParams`, `ReadoutParams`, …), or a dict, list or tuple of them, nested.

    Returns:
        From name to array; a nested name is joined by dots, such as "cell.W_xh" or "0.b_h".

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import ReadoutParams
        >>> sorted(named_parameters({"readout": ReadoutParams(np.ones((1, 2)), np.ones((1, 1)))}))
        ['readout.W_hy', 'readout.b_y']
    """
    if isinstance(model, np.ndarray):
        return {"": model}
    named = {}
    for name, part in _parts(model):
        for inner, array in named_parameters(part).items():
            named[f"{name}.{inner}" if inner else name] = array
    return named


def replace_parameters(model: Model, arrays: Mapping[str, Array]) -> Model:
    """Build the same model with other arrays: the reverse of `named_parameters`.

    Raises:
        ValueError: an array is missing, or there is one too many.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import ReadoutParams
        >>> model = ReadoutParams(np.ones((1, 2)), np.ones((1, 1)))
        >>> doubled = {name: 2 * array for name, array in named_parameters(model).items()}
        >>> replace_parameters(model, doubled).W_hy
        array([[2., 2.]])
    """
    expected = named_parameters(model)
    if set(expected) != set(arrays):
        names = ", ".join(sorted(expected)), ", ".join(sorted(arrays))
        raise ValueError(f"arrays: expected {names[0]}, found {names[1]}")
    rebuilt: Model = _rebuild(model, "", arrays)
    return rebuilt


def named_gradients(gradients: Any) -> dict[str, Array]:
    """Give gradients the names of their parameters: dW_xh becomes W_xh; inputs and states are left out.

    Args:
        gradients: what a backward function returned, or a dict, list or tuple of such, nested like the model.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import ReadoutGradients
        >>> one = np.ones((1, 1, 1))
        >>> sorted(named_gradients({"readout": ReadoutGradients(dW_hy=one[0], db_y=one[0], dhs=one)}))
        ['readout.W_hy', 'readout.b_y']
    """
    named = {}
    for name, part in _parts(gradients):
        if isinstance(part, np.ndarray):
            if name.startswith(("dW_", "db_")):
                named[name.removeprefix("d")] = part
        else:
            named |= {f"{name}.{inner}": array for inner, array in named_gradients(part).items()}
    return named


def _parts(model: Any) -> list[tuple[str, Any]]:
    """The named parts of one level, those that hold arrays."""
    if is_dataclass(model):
        pairs = [(field.name, getattr(model, field.name)) for field in fields(model)]
    elif isinstance(model, Mapping):
        pairs = list(model.items())
    elif isinstance(model, Sequence) and not isinstance(model, str):
        pairs = [(str(number), part) for number, part in enumerate(model)]
    else:
        raise TypeError(f"model: expected parameters, a dict or a sequence, found {type(model).__name__}")
    return [(name, part) for name, part in pairs if part is not None and not isinstance(part, str)]


def _rebuild(model: Any, prefix: str, arrays: Mapping[str, Array]) -> Any:
    if isinstance(model, np.ndarray):
        return arrays[prefix]
    parts = {name: _rebuild(part, f"{prefix}.{name}" if prefix else name, arrays) for name, part in _parts(model)}
    if is_dataclass(model) and not isinstance(model, type):
        return replace(model, **parts)
    return parts if isinstance(model, Mapping) else type(model)(parts.values())

"""The same weights in the layouts of PyTorch, Keras and ONNX: names, order of gates, transposition, biases.

What a layout may leave out (biases) is filled in with zeros; what a cell here cannot represent (projections,
peepholes, two directions in one array) is refused by its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from rnn_docs.cells.gru import GRUParams
from rnn_docs.cells.kinds import cell_of, check_kind
from rnn_docs.cells.parameters import CellParams
from rnn_docs.checks import Array, check_array, check_finite, check_number, check_type, found_type, listed

Params = TypeVar("Params", bound=CellParams)

# Where each of our blocks stands in the other layout: i, f, g, o for the LSTM and r, z, n for the GRU.
KERAS_ORDER = {4: (0, 1, 2, 3), 3: (1, 0, 2), 1: (0,)}  # i, f, c, o and z, r, h
ONNX_ORDER = {4: (0, 3, 1, 2), 3: (1, 0, 2), 1: (0,)}  # i, o, f, c and z, r, h


def to_pytorch(params: CellParams, suffix: str = "l0") -> dict[str, Array]:
    """Give a cell the names and shapes of a layer of torch.nn.RNN, LSTM or GRU, ready for load_state_dict.

    PyTorch has two biases. Ours goes into the first; the second is zero, but for a GRU's b_hn.

    Args:
        params: any cell; a GRU must reset after the product, PyTorch knows no other.
        suffix: the layer, such as "l0", "l1" or "l0_reverse".

    Raises:
        TypeError: not the parameters of a cell, or a suffix that is not a string.
        ValueError: a GRU with reset="before".

    Examples:
        >>> from rnn_docs import cat_sat_params
        >>> for name, array in to_pytorch(cat_sat_params()).items():
        ...     print(name, array.shape)
        weight_ih_l0 (4, 3)
        weight_hh_l0 (4, 4)
        bias_ih_l0 (4,)
        bias_hh_l0 (4,)
    """
    cell_of(params)
    check_type("suffix", suffix, str)
    if isinstance(params, GRUParams):
        check_number("params", "reset='before'", "reset='after'", params.reset == "after")
    bias = params.b_h.ravel().copy()
    arrays = (params.W_xh.copy(), params.W_hh.copy(), bias, _second_bias(params))
    return dict(zip(_pytorch_names(suffix), arrays, strict=True))


def from_pytorch(kind: type[Params], state: Mapping[str, Any], suffix: str = "l0") -> Params:
    """Read a cell from the state dict of a layer of torch.nn.RNN (tanh), LSTM or GRU.

    Args:
        kind: VanillaParams, LSTMParams or GRUParams.
        state: from name to numpy array or tensor; names of other layers are ignored. Without both biases
            (bias=False) they are zero.
        suffix: the layer, such as "l0", "l1" or "l0_reverse".

    Raises:
        TypeError: not the class of a cell's parameters, an array of another dtype.
        ValueError: an array is missing or has a shape that does not fit; a layer with a projection (proj_size).

    Examples:
        >>> from rnn_docs import VanillaParams, cat_sat_params
        >>> params = cat_sat_params()
        >>> from_pytorch(VanillaParams, to_pytorch(params)) == params
        True
    """
    check_kind(kind)
    check_type("state", state, Mapping)
    check_type("suffix", suffix, str)
    names, projection = _pytorch_names(suffix), f"weight_hr_{suffix}"
    check_number("state", projection, "a layer without a projection (proj_size)", projection not in state)
    wanted = names if any(name in state for name in names[2:]) else names[:2]
    missing = [name for name in wanted if name not in state]
    check_number("state", listed(state), ", ".join(wanted), not missing)
    W_xh, W_hh, *biases = (_array(name, state[name]) for name in wanted)
    _check_shapes(kind, (names[0], W_xh), (names[1], W_hh))
    for name, bias in zip(names[2:], biases, strict=False):
        check_array(name, bias, (len(W_hh),), W_hh.dtype)
    first, second = biases or np.zeros((2, len(W_hh)), W_hh.dtype)
    return _with_two_biases(kind, W_xh, W_hh, first, second, always=bool(biases))


def to_keras(params: CellParams) -> list[Array]:
    """Give a cell the layout of get_weights() of keras.layers.SimpleRNN, LSTM or GRU.

    The matrices are transposed, a GRU stands in the order z, r, h, and a GRU with reset_after=True, Keras'
    default, has a bias of two rows.

    Returns:
        kernel (input_size, blocks · hidden_size), recurrent_kernel (hidden_size, blocks · hidden_size), bias.

    Raises:
        TypeError: not the parameters of a cell.

    Examples:
        >>> from rnn_docs import cat_sat_params
        >>> [array.shape for array in to_keras(cat_sat_params())]
        [(3, 4), (4, 4), (4,)]
    """
    cell_of(params)
    order = KERAS_ORDER[params.blocks]
    bias = _reorder(params.b_h.ravel(), order)
    if isinstance(params, GRUParams) and params.reset == "after":
        bias = np.stack([bias, _reorder(_second_bias(params), order)])
    kernels = [_reorder(W, order).T.copy() for W in (params.W_xh, params.W_hh)]
    return [*kernels, bias]


def from_keras(kind: type[Params], weights: Sequence[Any], reset_after: bool | None = None) -> Params:
    """Read a cell from get_weights() of keras.layers.SimpleRNN, LSTM or GRU.

    Args:
        kind: VanillaParams, LSTMParams or GRUParams.
        weights: kernel, recurrent_kernel, bias; without the bias (use_bias=False) it is zero.
        reset_after: Keras' option of that name, of a GRU alone. It may be left out where there is a bias: one of
            shape (2, 3 · hidden_size) means True, one of shape (3 · hidden_size,) means False.

    Raises:
        TypeError: not the class of a cell's parameters, an array of another dtype.
        ValueError: not two or three arrays, a shape that does not fit, or a GRU that does not say where it resets.

    Examples:
        >>> from rnn_docs import VanillaParams, cat_sat_params
        >>> from_keras(VanillaParams, to_keras(cat_sat_params())) == cat_sat_params()
        True
    """
    check_kind(kind)
    check_type("weights", weights, list, tuple)
    count = len(weights)
    check_number("weights", f"{count} arrays", "kernel, recurrent_kernel and bias", count in (2, 3))
    names = ("kernel", "recurrent_kernel", "bias")
    kernel, recurrent, *biases = (_array(name, value) for name, value in zip(names, weights, strict=False))
    _check_shapes(kind, ("kernel", kernel.T), ("recurrent_kernel", recurrent.T), transposed=True)
    after = _resets_after(kind, biases, reset_after)
    rows = recurrent.shape[1]
    shape: tuple[int, ...] = (2, rows) if after else (rows,)
    bias = biases[0] if biases else np.zeros(shape, recurrent.dtype)
    check_array("bias", bias, shape, recurrent.dtype)
    back = np.argsort(KERAS_ORDER[kind.blocks])
    W_xh, W_hh = _reorder(kernel.T, back), _reorder(recurrent.T, back)
    if after:
        first, second = (_reorder(row, back) for row in bias)
        return _with_two_biases(kind, W_xh, W_hh, first, second, always=bool(biases))
    return _with_one_bias(kind, W_xh, W_hh, _reorder(bias, back))


def _resets_after(kind: type[CellParams], biases: Sequence[Array], reset_after: bool | None) -> bool:
    """Whether these are the weights of a GRU with reset_after=True, Keras' only cell with two rows of biases."""
    if not issubclass(kind, GRUParams):
        check_number("reset_after", reset_after, f"None for {kind.__name__}", reset_after is None)
        return False
    if reset_after is None:
        given = bool(biases)
        check_number("reset_after", None, "True or False, which a GRU without a bias does not show", given)
        return biases[0].ndim == 2
    check_type("reset_after", reset_after, bool)
    return reset_after


def to_onnx(params: CellParams) -> dict[str, Array]:
    """Give a cell the inputs W, R and B of the ONNX operators RNN, LSTM or GRU, for one direction.

    The LSTM stands in the order i, o, f, c, the GRU in z, r, h; B holds both biases one after the other.
    A GRU that resets after the product needs the attribute linear_before_reset=1 beside them.

    Raises:
        TypeError: not the parameters of a cell.

    Examples:
        >>> from rnn_docs import cat_sat_params
        >>> {name: array.shape for name, array in to_onnx(cat_sat_params()).items()}
        {'W': (1, 4, 3), 'R': (1, 4, 4), 'B': (1, 8)}
    """
    cell_of(params)
    order = ONNX_ORDER[params.blocks]
    biases = [_reorder(bias, order) for bias in (params.b_h.ravel(), _second_bias(params))]
    W, R = (_reorder(matrix, order) for matrix in (params.W_xh, params.W_hh))
    return {"W": W[None], "R": R[None], "B": np.concatenate(biases)[None]}


def from_onnx(kind: type[Params], arrays: Mapping[str, Any], linear_before_reset: int = 0) -> Params:
    """Read a cell from the inputs W, R and B of the ONNX operators RNN (Tanh), LSTM or GRU, for one direction.

    Args:
        kind: VanillaParams, LSTMParams or GRUParams.
        arrays: W (1, rows, input_size), R (1, rows, hidden_size), B (1, 2 · rows); without B the biases are zero.
        linear_before_reset: the attribute of the GRU operator; 0, reset before the product, is its default.
            Of another cell it says nothing.

    Raises:
        TypeError: not the class of a cell's parameters, an array of another dtype.
        ValueError: an array is missing or has a shape that does not fit, two directions, or peepholes (P).

    Examples:
        >>> from rnn_docs import VanillaParams, cat_sat_params
        >>> from_onnx(VanillaParams, to_onnx(cat_sat_params())) == cat_sat_params()
        True
    """
    check_kind(kind)
    check_type("arrays", arrays, Mapping)
    check_number("arrays", "P", "an LSTM without peepholes", "P" not in arrays)
    check_number("arrays", listed(arrays), "W, R and B", {"W", "R"} <= set(arrays) <= {"W", "R", "B"})
    flag = isinstance(linear_before_reset, int | np.integer) and linear_before_reset in (0, 1)
    check_number("linear_before_reset", repr(linear_before_reset), "0 or 1", flag)
    W, R = (_array(name, arrays[name]) for name in ("W", "R"))
    for name, array in (("W", W), ("R", R)):
        check_array(name, array, (1, "rows", "columns"))
    _check_shapes(kind, ("W[0]", W[0]), ("R[0]", R[0]))
    B = _array("B", arrays["B"]) if "B" in arrays else np.zeros((1, 2 * R.shape[1]), R.dtype)
    check_array("B", B, (1, 2 * R.shape[1]), R.dtype)
    back = np.argsort(ONNX_ORDER[kind.blocks])
    W_xh, W_hh = _reorder(W[0], back), _reorder(R[0], back)
    first, second = (_reorder(bias, back) for bias in np.split(B[0], 2))
    if issubclass(kind, GRUParams) and not linear_before_reset:
        return _with_one_bias(kind, W_xh, W_hh, _sum_of(first, second))
    return _with_two_biases(kind, W_xh, W_hh, first, second, always="B" in arrays)


def _pytorch_names(suffix: str) -> list[str]:
    return [f"{name}_{suffix}" for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]


def _array(name: str, value: Any) -> Array:
    """A numpy array of its own, also from a tensor; of a masked array the mask would be lost."""
    if isinstance(value, np.ndarray) and type(value) is not np.ndarray:
        raise TypeError(f"{name}: expected a numpy array, found {found_type(value)}")
    array: Array = np.array(value)
    check_array(name, array, tuple(f"axis {axis}" for axis in range(array.ndim)))
    return array


def _check_shapes(kind: type[CellParams], x: tuple[str, Array], h: tuple[str, Array], transposed: bool = False) -> None:
    """Check the two matrices by the names that their owner knows, in the order of axes that their owner sees."""
    W_hh = h[1]
    units = W_hh.shape[1] if W_hh.ndim == 2 else "hidden_size"
    rows = kind.blocks * units if isinstance(units, int) else f"{kind.blocks} * hidden_size"
    for name, matrix, columns in ((*h, units), (*x, "input_size")):
        shape = (rows, columns)[:: -1 if transposed else 1]
        check_array(name, matrix.T if transposed else matrix, shape, W_hh.dtype)


def _reorder(array: Array, order: Any) -> Array:
    """Put the blocks of rows into another order."""
    blocks = array.reshape(len(order), -1, *array.shape[1:])
    reordered: Array = blocks[list(order)].reshape(array.shape)
    return reordered


def _second_bias(params: CellParams) -> Array:
    """What a layout with two biases holds in the second: zeros, and b_hn in a GRU."""
    second: Array = np.zeros(len(params.b_h), params.dtype)
    if isinstance(params, GRUParams) and params.b_hn is not None:
        second[2 * params.hidden_size :] = params.b_hn.ravel()
    return second


def _sum_of(first: Array, second: Array) -> Array:
    with np.errstate(over="ignore"):
        bias: Array = first + second
    check_finite("the sum of both biases", bias)
    return bias


def _with_one_bias(kind: type[Params], W_xh: Array, W_hh: Array, bias: Array) -> Params:
    """Make a cell of one bias; of a GRU one that resets before the product."""
    more = {"reset": "before"} if issubclass(kind, GRUParams) else {}
    return kind(W_xh, W_hh, bias[:, None], **more)


def _with_two_biases(kind: type[Params], W_xh: Array, W_hh: Array, first: Array, second: Array, always: bool) -> Params:
    """Add two biases into one; only the one inside a GRU's reset gate has to stay apart, if there are biases."""
    if not issubclass(kind, GRUParams):
        return kind(W_xh, W_hh, _sum_of(first, second)[:, None])
    bias, candidate = first.copy(), slice(2 * len(first) // 3, None)
    bias[: candidate.start] = _sum_of(first, second)[: candidate.start]
    return kind(W_xh, W_hh, bias[:, None], b_hn=second[candidate, None] if always else None)

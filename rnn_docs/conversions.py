"""The same weights in the layouts of PyTorch, Keras and ONNX: names, order of gates, transposition, biases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import numpy as np

from rnn_docs.checks import Array, check_array, check_number
from rnn_docs.gru import GRUParams
from rnn_docs.params import CellParams

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
        ValueError: a GRU with reset="before".

    Examples:
        >>> from rnn_docs import cat_sat_params
        >>> {name: array.shape for name, array in to_pytorch(cat_sat_params()).items()}
        {'weight_ih_l0': (4, 3), 'weight_hh_l0': (4, 4), 'bias_ih_l0': (4,), 'bias_hh_l0': (4,)}
    """
    if isinstance(params, GRUParams):
        check_number("params", "reset='before'", "reset='after'", params.reset == "after")
    bias = params.b_h.ravel().copy()
    arrays = (params.W_xh.copy(), params.W_hh.copy(), bias, _second_bias(params))
    return dict(zip(_pytorch_names(suffix), arrays, strict=True))


def from_pytorch(kind: type[Params], state: Mapping[str, Any], suffix: str = "l0") -> Params:
    """Read a cell from the state dict of a layer of torch.nn.RNN (tanh), LSTM or GRU.

    Args:
        kind: VanillaParams, LSTMParams or GRUParams.
        state: from name to numpy array or tensor; names of other layers are ignored.
        suffix: the layer, such as "l0", "l1" or "l0_reverse".

    Raises:
        ValueError: an array is missing or has a shape that does not fit.

    Examples:
        >>> from rnn_docs import VanillaParams, cat_sat_params
        >>> params = from_pytorch(VanillaParams, to_pytorch(cat_sat_params()))
        >>> bool((params.W_hh == cat_sat_params().W_hh).all())
        True
    """
    missing = [name for name in _pytorch_names(suffix) if name not in state]
    check_number("state", ", ".join(state), ", ".join(_pytorch_names(suffix)), not missing)
    W_xh, W_hh, first, second = (np.array(state[name]) for name in _pytorch_names(suffix))
    return _with_two_biases(kind, W_xh, W_hh, first, second)


def to_keras(params: CellParams) -> list[Array]:
    """Give a cell the layout of get_weights() of keras.layers.SimpleRNN, LSTM or GRU.

    The matrices are transposed, a GRU stands in the order z, r, h, and a GRU with reset_after=True, Keras'
    default, has a bias of two rows.

    Returns:
        kernel (input_size, blocks · hidden_size), recurrent_kernel (hidden_size, blocks · hidden_size), bias.

    Examples:
        >>> from rnn_docs import cat_sat_params
        >>> [array.shape for array in to_keras(cat_sat_params())]
        [(3, 4), (4, 4), (4,)]
    """
    order = KERAS_ORDER[params.blocks]
    bias = _reorder(params.b_h.ravel(), order)
    if isinstance(params, GRUParams) and params.reset == "after":
        bias = np.stack([bias, _reorder(_second_bias(params), order)])
    kernels = [_reorder(W, order).T.copy() for W in (params.W_xh, params.W_hh)]
    return [*kernels, bias]


def from_keras(kind: type[Params], weights: list[Array]) -> Params:
    """Read a cell from get_weights() of keras.layers.SimpleRNN, LSTM or GRU.

    Args:
        kind: VanillaParams, LSTMParams or GRUParams.
        weights: kernel, recurrent_kernel, bias. A GRU's bias of shape (2, 3 · hidden_size) means
            reset_after=True, one of shape (3 · hidden_size,) means reset_after=False.

    Raises:
        ValueError: not three arrays, or a shape that does not fit.

    Examples:
        >>> from rnn_docs import VanillaParams, cat_sat_params
        >>> params = from_keras(VanillaParams, to_keras(cat_sat_params()))
        >>> bool((params.W_hh == cat_sat_params().W_hh).all())
        True
    """
    check_number("weights", f"{len(weights)} arrays", "kernel, recurrent_kernel and bias", len(weights) == 3)
    back = np.argsort(KERAS_ORDER[kind.blocks])
    W_xh, W_hh = (_reorder(kernel.T, back) for kernel in weights[:2])
    if weights[2].ndim == 2:
        first, second = (_reorder(row, back) for row in weights[2])
        return _with_two_biases(kind, W_xh, W_hh, first, second)
    bias = _reorder(weights[2], back)[:, None]
    if issubclass(kind, GRUParams):
        return kind(W_xh, W_hh, bias, reset="before")
    return kind(W_xh, W_hh, bias)


def to_onnx(params: CellParams) -> dict[str, Array]:
    """Give a cell the inputs W, R and B of the ONNX operators RNN, LSTM or GRU, for one direction.

    The LSTM stands in the order i, o, f, c, the GRU in z, r, h; B holds both biases one after the other.
    A GRU that resets after the product needs the attribute linear_before_reset=1 beside them.

    Examples:
        >>> from rnn_docs import cat_sat_params
        >>> {name: array.shape for name, array in to_onnx(cat_sat_params()).items()}
        {'W': (1, 4, 3), 'R': (1, 4, 4), 'B': (1, 8)}
    """
    order = ONNX_ORDER[params.blocks]
    biases = [_reorder(bias, order) for bias in (params.b_h.ravel(), _second_bias(params))]
    W, R = (_reorder(matrix, order) for matrix in (params.W_xh, params.W_hh))
    return {"W": W[None], "R": R[None], "B": np.concatenate(biases)[None]}


def from_onnx(kind: type[Params], arrays: Mapping[str, Array], linear_before_reset: int = 0) -> Params:
    """Read a cell from the inputs W, R and B of the ONNX operators RNN (Tanh), LSTM or GRU, for one direction.

    Args:
        kind: VanillaParams, LSTMParams or GRUParams.
        arrays: W (1, rows, input_size), R (1, rows, hidden_size), B (1, 2 · rows).
        linear_before_reset: the attribute of the GRU operator; 0, reset before the product, is its default.

    Raises:
        ValueError: an array is missing or has a shape that does not fit.

    Examples:
        >>> from rnn_docs import VanillaParams, cat_sat_params
        >>> params = from_onnx(VanillaParams, to_onnx(cat_sat_params()))
        >>> bool((params.W_hh == cat_sat_params().W_hh).all())
        True
    """
    check_number("arrays", ", ".join(arrays), "W, R and B", {"W", "R", "B"} <= set(arrays))
    check_array("B", arrays["B"], (1, 2 * arrays["W"].shape[1]))
    back = np.argsort(ONNX_ORDER[kind.blocks])
    W_xh, W_hh = (_reorder(arrays[name][0], back) for name in ("W", "R"))
    first, second = (_reorder(bias, back) for bias in np.split(arrays["B"][0], 2))
    if issubclass(kind, GRUParams) and not linear_before_reset:
        return kind(W_xh, W_hh, (first + second)[:, None], reset="before")
    return _with_two_biases(kind, W_xh, W_hh, first, second)


def _pytorch_names(suffix: str) -> list[str]:
    return [f"{name}_{suffix}" for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]


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


def _with_two_biases(kind: type[Params], W_xh: Array, W_hh: Array, first: Array, second: Array) -> Params:
    """Add two biases into one; only the one inside a GRU's reset gate has to stay apart."""
    if not issubclass(kind, GRUParams):
        return kind(W_xh, W_hh, (first + second)[:, None])
    bias, candidate = first.copy(), slice(2 * len(first) // 3, None)
    bias[: candidate.start] += second[: candidate.start]
    return kind(W_xh, W_hh, bias[:, None], b_hn=second[candidate, None].copy())

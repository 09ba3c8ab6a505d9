"""Where training starts: random weights, always from a generator that is passed in."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import DTypeLike

from rnn_docs.cells.gru import GRUParams
from rnn_docs.cells.kinds import check_kind
from rnn_docs.cells.lstm import LSTMParams
from rnn_docs.cells.parameters import CellParams
from rnn_docs.checks import Array, check_finite, check_generator, check_number, float_dtype, integer, real
from rnn_docs.outputs.output_layer import ReadoutParams

Params = TypeVar("Params", bound=CellParams)


def uniform(rng: np.random.Generator, rows: int, columns: int, size: int, dtype: DTypeLike = np.float64) -> Array:
    """Draw from -1/√size … 1/√size, as PyTorch does for its recurrent layers, with size the hidden_size.

    Args:
        rng: where the numbers come from.
        rows: of the matrix.
        columns: of the matrix.
        size: the larger it is, the smaller the numbers.
        dtype: float32 or float64.

    Raises:
        TypeError: a seed in place of a Generator, a size that is not an integer, another dtype.
        ValueError: a size below 1.

    Examples:
        >>> import numpy as np
        >>> bool((abs(uniform(np.random.default_rng(1), 4, 3, size=4)) <= 0.5).all())
        True
    """
    limit = 1 / np.sqrt(integer("size", size, 1))
    return rng.uniform(-limit, limit, _shape(rng, rows, columns)).astype(float_dtype("dtype", dtype))


def glorot(rng: np.random.Generator, rows: int, columns: int, dtype: DTypeLike = np.float64) -> Array:
    """Draw from ±√(6 / (rows + columns)): forward and backward signals keep about their size.

    Args:
        rng: where the numbers come from.
        rows: of the matrix: to how many units it leads.
        columns: of the matrix: from how many it comes.
        dtype: float32 or float64.

    Raises:
        TypeError, ValueError: as in `uniform`.

    Source:
        Glorot & Bengio (2010), Understanding the difficulty of training deep feedforward neural networks,
        equation 16.

    Examples:
        >>> import numpy as np
        >>> bool((abs(glorot(np.random.default_rng(1), 4, 2)) <= 1).all())
        True
    """
    shape = _shape(rng, rows, columns)
    limit = np.sqrt(6 / sum(shape))
    return rng.uniform(-limit, limit, shape).astype(float_dtype("dtype", dtype))


def orthogonal(
    rng: np.random.Generator, rows: int, columns: int, gain: float = 1.0, dtype: DTypeLike = np.float64
) -> Array:
    """Draw a matrix that turns vectors without changing their length, times the gain.

    Args:
        rng: where the numbers come from.
        rows: of the matrix.
        columns: of the matrix.
        gain: by which factor it stretches.
        dtype: float32 or float64.

    Raises:
        TypeError, ValueError: as in `uniform`; a gain that is not a number, or that the dtype cannot hold.

    Source:
        Saxe, McClelland & Ganguli (2014), arXiv 1312.6120.

    Examples:
        >>> import numpy as np
        >>> W = orthogonal(np.random.default_rng(1), 3, 3)
        >>> bool(np.allclose(W @ W.T, np.eye(3)))
        True
    """
    dtype = float_dtype("dtype", dtype)
    gain = real("gain", gain, dtype=dtype)
    tall = rng.normal(size=sorted(_shape(rng, rows, columns), reverse=True))
    Q, R = np.linalg.qr(tall)
    Q = Q * np.sign(np.diag(R))  # without this, QR would prefer some directions
    with np.errstate(all="ignore"):
        matrix: Array = (gain * (Q if rows >= columns else Q.T)).astype(dtype)
    check_finite("orthogonal", matrix)
    return matrix


def _shape(rng: object, rows: object, columns: object) -> tuple[int, int]:
    """The size of a matrix to be drawn, checked."""
    check_generator("rng", rng)
    return integer("rows", rows, 1), integer("columns", columns, 1)


def init_cell(
    kind: type[Params],
    input_size: int,
    hidden_size: int,
    rng: np.random.Generator,
    *,
    scheme: str = "uniform",
    gain: float = 1.0,
    keep_bias: float = 0.0,
    dtype: DTypeLike = np.float64,
) -> Params:
    """Draw the parameters of a cell, each block on its own.

    Args:
        kind: VanillaParams, LSTMParams or GRUParams.
        input_size: number of features in one input.
        hidden_size: number of units.
        rng: where the numbers come from.
        scheme: "uniform" (PyTorch: everything in ±1/√hidden_size), "glorot", "orthogonal" or "identity" (recurrent
            weights orthogonal, or one on the diagonal, times gain; input weights Glorot); the last three leave the
            bias at zero.
        gain: factor of the orthogonal matrices, or of the identity.
        keep_bias: added to the bias of the gate that keeps the old state: the LSTM's forget gate f or the
            GRU's update gate z. Positive means that a fresh cell remembers.
        dtype: float32 or float64.

    Raises:
        TypeError: not the class of a cell's parameters, a size that is not an integer, a seed in place of a Generator.
        ValueError: a size below 1, an unknown scheme, a keep_bias for a cell without gates, or a setting that the dtype
            cannot hold.

    Source:
        identity: Le, Jaitly & Hinton (2015), arXiv 1504.00941.
        keep_bias: Gers, Schmidhuber & Cummins (2000), doi 10.1162/089976600300015015; Jozefowicz, Zaremba &
        Sutskever (2015), An empirical exploration of recurrent network architectures.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import LSTMParams
        >>> rng = np.random.default_rng(1)
        >>> params = init_cell(
        ...     LSTMParams, 3, 2, rng, scheme="glorot", keep_bias=1.0
        ... )
        >>> params.b_h.ravel()
        array([0., 0., 1., 1., 0., 0., 0., 0.])
    """
    check_kind(kind)
    check_generator("rng", rng)
    input_size, hidden_size = integer("input_size", input_size, 1), integer("hidden_size", hidden_size, 1)
    dtype = float_dtype("dtype", dtype)
    gain, keep_bias = real("gain", gain, dtype=dtype), real("keep_bias", keep_bias, dtype=dtype)
    known = isinstance(scheme, str) and scheme in SCHEMES
    check_number("scheme", repr(scheme), "'uniform', 'glorot', 'orthogonal' or 'identity'", known)
    blocks = [SCHEMES[scheme](rng, input_size, hidden_size, gain) for _ in range(kind.blocks)]
    W_xh, W_hh, b_h = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    if keep_bias != 0:
        b_h.reshape(kind.blocks, hidden_size)[_keep_block(kind, keep_bias)] += keep_bias
    with np.errstate(all="ignore"):
        return kind(W_xh.astype(dtype), W_hh.astype(dtype), b_h.astype(dtype))


def init_readout(
    hidden_size: int, output_size: int, rng: np.random.Generator, dtype: DTypeLike = np.float64
) -> ReadoutParams:
    """Draw the parameters of a read-out as PyTorch's nn.Linear does, everything in ±1/√hidden_size.

    Args:
        hidden_size: number of units that are read.
        output_size: number of values read out, such as classes.
        rng: where the numbers come from.
        dtype: float32 or float64.

    Raises:
        TypeError: a size that is not an integer, a seed in place of a Generator, another dtype.
        ValueError: a size below 1.

    Examples:
        >>> import numpy as np
        >>> init_readout(4, 3, np.random.default_rng(1)).W_hy.shape
        (3, 4)
    """
    check_generator("rng", rng)
    hidden_size, output_size = integer("hidden_size", hidden_size, 1), integer("output_size", output_size, 1)
    W_hy = uniform(rng, output_size, hidden_size, hidden_size, dtype)
    return ReadoutParams(W_hy, uniform(rng, output_size, 1, hidden_size, dtype))


def _keep_block(kind: type[CellParams], keep_bias: float) -> int:
    """Which block is the gate that keeps: f of i, f, g, o; z of r, z, n."""
    if not issubclass(kind, LSTMParams | GRUParams):
        raise ValueError(f"keep_bias: expected 0 for {kind.__name__}, which has no gate, found {keep_bias}")
    return 1


def _uniform_block(rng: np.random.Generator, inputs: int, units: int, gain: float) -> tuple[Array, Array, Array]:
    return (
        uniform(rng, units, inputs, units),
        uniform(rng, units, units, units),
        uniform(rng, units, 1, units),
    )


def _glorot_block(rng: np.random.Generator, inputs: int, units: int, gain: float) -> tuple[Array, Array, Array]:
    return glorot(rng, units, inputs), glorot(rng, units, units), np.zeros((units, 1))


def _orthogonal_block(rng: np.random.Generator, inputs: int, units: int, gain: float) -> tuple[Array, Array, Array]:
    return glorot(rng, units, inputs), orthogonal(rng, units, units, gain), np.zeros((units, 1))


def _identity_block(rng: np.random.Generator, inputs: int, units: int, gain: float) -> tuple[Array, Array, Array]:
    return glorot(rng, units, inputs), gain * np.eye(units), np.zeros((units, 1))


SCHEMES = {
    "uniform": _uniform_block,
    "glorot": _glorot_block,
    "orthogonal": _orthogonal_block,
    "identity": _identity_block,
}

"""The commonest network: it reads a sequence with one cell, and a read-out says something about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from rnn_docs.cells.kinds import cell_of
from rnn_docs.cells.parameters import CellParams, named_gradients
from rnn_docs.checks import Array, IntArray, check_array, check_type, indices
from rnn_docs.learning.initialisation import init_cell, init_readout
from rnn_docs.loop import backward, forward
from rnn_docs.outputs.losses import softmax_cross_entropy
from rnn_docs.outputs.output_layer import ReadoutParams, readout, readout_backward
from rnn_docs.records import record
from rnn_docs.trace import Trace


@record
@dataclass(frozen=True, eq=False, repr=False)
class Reader:
    """A network that reads a sequence: one cell, and a read-out of its hidden state.

    Attributes:
        cell: the parameters of the cell; their type says which cell.
        readout: the parameters of the read-out, which reads the cell's hidden state.

    Raises:
        TypeError: not the parameters of a cell and of a read-out, or of different dtypes.
        ValueError: a read-out of another hidden_size.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import VanillaParams
        >>> init_reader(VanillaParams, 3, 4, 2, np.random.default_rng(1)).readout
        ReadoutParams(W_hy=float64(2, 4), b_y=float64(2, 1))
    """

    cell: CellParams
    readout: ReadoutParams

    def __post_init__(self) -> None:
        cell_of(self.cell, "cell")
        check_type("readout", self.readout, ReadoutParams)
        check_array("readout.W_hy", self.readout.W_hy, ("output_size", self.cell.hidden_size), self.cell.dtype)


def init_reader(
    kind: type[CellParams],
    input_size: int,
    hidden_size: int,
    output_size: int,
    rng: np.random.Generator,
    *,
    scheme: str = "glorot",
    gain: float = 1.0,
    keep_bias: float = 0.0,
    dtype: DTypeLike = np.float64,
) -> Reader:
    """Draw a fresh network.

    Args:
        kind: VanillaParams, LSTMParams or GRUParams.
        input_size: number of features in one input.
        hidden_size: number of units.
        output_size: number of values read out, such as classes.
        rng: where the numbers come from.
        scheme: how the cell is drawn, as in `init_cell`.
        gain: factor of the recurrent weights, as in `init_cell`.
        keep_bias: bias of the gate that keeps, as in `init_cell`.
        dtype: float32 or float64.

    Raises:
        TypeError, ValueError: as in `init_cell`.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import LSTMParams
        >>> reader = init_reader(LSTMParams, 5, 4, 3, np.random.default_rng(1))
        >>> reader.readout.W_hy.shape
        (3, 4)
    """
    cell = init_cell(kind, input_size, hidden_size, rng, scheme=scheme, gain=gain, keep_bias=keep_bias, dtype=dtype)
    return Reader(cell, init_readout(hidden_size, output_size, rng, dtype))


def last_logits(model: Reader, xs: Array, lengths: IntArray | None = None) -> Array:
    """Read the sequences and answer once, at each one's own end.

    Args:
        model: the network.
        xs: inputs, (seq_len, input_size, batch_size).
        lengths: how many steps of each sequence are real, (batch_size,); None if all are.

    Returns:
        One logit a class, (output_size, batch_size).

    Raises:
        TypeError, ValueError: as in `forward`.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import LSTMParams
        >>> reader = init_reader(LSTMParams, 5, 4, 3, np.random.default_rng(1))
        >>> last_logits(reader, np.ones((7, 5, 2))).shape
        (3, 2)
    """
    check_type("model", model, Reader)
    logits: Array = readout(model.readout, forward(model.cell, xs, lengths=lengths).h_last[None])[0]
    return logits


def last_loss(
    model: Reader, xs: Array, targets: IntArray, lengths: IntArray | None = None
) -> tuple[float, dict[str, Array]]:
    """Compute the cross-entropy of the one answer at the end, and the gradient of every parameter.

    Args:
        model: the network.
        xs: inputs, (seq_len, input_size, batch_size).
        targets: the right class of each sequence, integers (batch_size,).
        lengths: how many steps of each sequence are real, (batch_size,); None if all are.

    Returns:
        The loss, and the gradients by the names of `named_parameters`, as `train` wants them.

    Raises:
        TypeError, ValueError: as in `forward`; targets of another shape, or a class that does not exist.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import LSTMParams
        >>> model = init_reader(LSTMParams, 5, 4, 3, np.random.default_rng(1))
        >>> loss, gradients = last_loss(model, np.ones((7, 5, 2)), np.array([0, 2]))
        >>> sorted(gradients)
        ['cell.W_hh', 'cell.W_xh', 'cell.b_h', 'readout.W_hy', 'readout.b_y']
    """
    check_type("model", model, Reader)
    trace = forward(model.cell, xs, lengths=lengths)
    targets = indices("targets", targets, (xs.shape[2],), 0, model.readout.output_size - 1)
    last = trace.h_last[None]
    loss, dlogits = softmax_cross_entropy(readout(model.readout, last), targets[None])
    out = readout_backward(model.readout, last, dlogits)
    return loss, named_gradients({"cell": backward(trace, at_own_end(out.dhs[0], trace)), "readout": out})


def at_own_end(dlast: Array, trace: Trace) -> Array:
    """Put a gradient of the last state where that state was, at each sequence's own end; elsewhere it is zero.

    Args:
        dlast: dL/d(last state), (hidden_size, batch_size).
        trace: what `forward` returned.

    Returns:
        The immediate gradient of every step, as `backward` wants it, (seq_len, hidden_size, batch_size).

    Raises:
        TypeError: not a trace, not an array, or another dtype than the parameters.
        ValueError: a wrong shape, or a value that is not finite.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params, encode, forward
        >>> trace = forward(cat_sat_params(), encode("the cat sat"))
        >>> at_own_end(np.ones((4, 1)), trace)[:, 0, 0]
        array([0., 0., 1.])
    """
    check_type("trace", trace, Trace)
    check_array("dlast", dlast, trace.hs.shape[1:], trace.params.dtype)
    spread = np.zeros_like(trace.hs)
    ends: Any = len(trace) - 1 if trace.lengths is None else trace.lengths - 1
    spread[ends, :, np.arange(dlast.shape[1])] = dlast.T
    return spread

"""Two directions side by side: every state knows what comes before it and what comes after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from rnn_docs.cells.kinds import cell_of
from rnn_docs.cells.parameters import CellParams
from rnn_docs.checks import Array, IntArray, check_array, check_finite, check_type
from rnn_docs.loop import backward, forward
from rnn_docs.padding import reverse
from rnn_docs.records import record
from rnn_docs.trace import Gradients, Trace


@record
@dataclass(frozen=True, eq=False, repr=False)
class BidirectionalParams:
    """Two cells of any kind: one reads from the start to the end, the other from the end to the start.

    Attributes:
        ahead: the cell that reads from the start to the end.
        behind: the cell that reads from the end to the start.

    Raises:
        TypeError: not the parameters of cells, or of different dtypes.
        ValueError: the two have different input sizes.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import VanillaParams
        >>> one_way = VanillaParams(
        ...     np.zeros((4, 3)), np.zeros((4, 4)), np.zeros((4, 1))
        ... )
        >>> BidirectionalParams(ahead=one_way, behind=one_way).hidden_size
        8
    """

    ahead: CellParams
    behind: CellParams

    def __post_init__(self) -> None:
        cell_of(self.ahead, "ahead")
        cell_of(self.behind, "behind")
        check_array("behind.W_xh", self.behind.W_xh, ("rows", self.ahead.input_size), self.ahead.dtype)

    @property
    def input_size(self) -> int:
        """Number of features in one input."""
        return self.ahead.input_size

    @property
    def hidden_size(self) -> int:
        """Number of units of both directions together."""
        return self.ahead.hidden_size + self.behind.hidden_size

    @property
    def dtype(self) -> np.dtype[Any]:
        """float32 or float64."""
        return self.ahead.dtype


@record
@dataclass(frozen=True, eq=False, repr=False)
class BidirectionalTrace:
    """What both directions computed.

    Attributes:
        ahead: the trace from the start to the end.
        behind: the trace from the end to the start, in its own, reversed time.
    """

    ahead: Trace
    behind: Trace

    @property
    def hs(self) -> Array:
        """Both states after every step, one above the other, (seq_len, both hidden_sizes, batch_size)."""
        return np.concatenate([self.ahead.hs, reverse(self.behind.hs, self.behind.lengths)], axis=1)

    @property
    def h_last(self) -> Array:
        """Where each direction ended: ahead at the end of its sequence, behind at the start."""
        return np.concatenate([self.ahead.h_last, self.behind.h_last])


@record
@dataclass(frozen=True, eq=False, repr=False)
class BidirectionalGradients:
    """dL/d(everything) of both directions.

    Attributes:
        ahead: of the cell that reads from the start to the end.
        behind: of the cell that reads from the end to the start, in its own, reversed time.
        dxs: of the inputs, which both read, (seq_len, input_size, batch_size).
    """

    ahead: Gradients
    behind: Gradients
    dxs: Array


def bidirectional_forward(
    params: BidirectionalParams, xs: Array, lengths: IntArray | None = None
) -> BidirectionalTrace:
    """Read every sequence in both directions; a state then knows what comes before and after it.

    Args:
        params: one cell for each direction.
        xs: inputs, (seq_len, input_size, batch_size).
        lengths: how many steps of each sequence are real, (batch_size,); None if all are.

    Raises:
        TypeError, ValueError: as in `forward`.

    Source:
        Schuster & Paliwal (1997), Bidirectional recurrent neural networks, doi 10.1109/78.650093.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import VanillaParams
        >>> one_way = VanillaParams(
        ...     np.ones((1, 1)), np.zeros((1, 1)), np.zeros((1, 1))
        ... )
        >>> bidirectional_forward(
        ...     BidirectionalParams(one_way, one_way), np.ones((5, 1, 2))
        ... ).hs.shape
        (5, 2, 2)
    """
    check_type("params", params, BidirectionalParams)
    ahead = forward(params.ahead, xs, lengths=lengths)
    return BidirectionalTrace(ahead, forward(params.behind, reverse(xs, lengths), lengths=lengths))


def bidirectional_backward(trace: BidirectionalTrace, dhs: Array) -> BidirectionalGradients:
    """Split dL/dh between the two directions, and take each of them back through its own time.

    Args:
        trace: what `bidirectional_forward` returned; the parameters are in it.
        dhs: the immediate dL/dh_t, (seq_len, both hidden_sizes, batch_size).

    Raises:
        TypeError, ValueError, FloatingPointError: as in `backward`.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import VanillaParams
        >>> one_way = VanillaParams(
        ...     np.ones((1, 1)), np.zeros((1, 1)), np.zeros((1, 1))
        ... )
        >>> trace = bidirectional_forward(
        ...     BidirectionalParams(one_way, one_way), np.zeros((1, 1, 1))
        ... )
        >>> bidirectional_backward(trace, np.ones((1, 2, 1))).dxs
        array([[[2.]]])
    """
    check_type("trace", trace, BidirectionalTrace)
    middle, lengths = trace.ahead.params.hidden_size, trace.ahead.lengths
    check_array("dhs", dhs, trace.hs.shape, trace.ahead.params.dtype)
    ahead = backward(trace.ahead, dhs[:, :middle])
    behind = backward(trace.behind, reverse(dhs[:, middle:], lengths))
    with np.errstate(over="ignore"):
        dxs = ahead.dxs + reverse(behind.dxs, lengths)
    check_finite("bidirectional_backward", dxs)
    return BidirectionalGradients(ahead, behind, dxs)

"""Layers on top of each other: the states of one are the inputs of the next."""

from __future__ import annotations

from collections.abc import Sequence

from rnn_docs.bidirectional import (
    BidirectionalGradients,
    BidirectionalParams,
    BidirectionalTrace,
    bidirectional_backward,
    bidirectional_forward,
)
from rnn_docs.checks import Array, IntArray
from rnn_docs.loop import backward, forward
from rnn_docs.params import CellParams
from rnn_docs.trace import Gradients, Trace

Layer = CellParams | BidirectionalParams


def stacked_forward(
    layers: Sequence[Layer], xs: Array, lengths: IntArray | None = None
) -> list[Trace | BidirectionalTrace]:
    """Feed the states of each layer to the next as its inputs.

    Args:
        layers: the parameters of each layer, the lowest first; a layer may be bidirectional.
        xs: inputs of the lowest, (seq_len, input_size, batch_size).
        lengths: how many steps of each sequence are real, (batch_size,); None if all are.

    Returns:
        One trace a layer; the states of the last are the output.

    Raises:
        TypeError, ValueError: as in `forward`; also if there is no layer.

    Source:
        Graves, Mohamed & Hinton (2013), arXiv 1303.5778, equation 9.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import VanillaParams
        >>> lower = VanillaParams(np.ones((2, 1)), np.zeros((2, 2)), np.zeros((2, 1)))
        >>> upper = VanillaParams(np.ones((3, 2)), np.zeros((3, 3)), np.zeros((3, 1)))
        >>> stacked_forward([lower, upper], np.ones((5, 1, 4)))[-1].hs.shape
        (5, 3, 4)
    """
    if not layers:
        raise ValueError("layers: expected at least one, found none")
    traces: list[Trace | BidirectionalTrace] = []
    for params in layers:
        if isinstance(params, BidirectionalParams):
            traces.append(bidirectional_forward(params, xs, lengths))
        else:
            traces.append(forward(params, xs, lengths=lengths))
        xs = traces[-1].hs
    return traces


def stacked_backward(
    layers: Sequence[Layer], traces: Sequence[Trace | BidirectionalTrace], dhs: Array
) -> list[Gradients | BidirectionalGradients]:
    """Go down from the highest layer: dL/d(its inputs) is dL/d(the states) of the layer below.

    Args:
        layers: the parameters used forward.
        traces: what `stacked_forward` returned.
        dhs: the immediate dL/dh_t of the highest layer, (seq_len, hidden_size, batch_size).

    Returns:
        One record of gradients a layer, the lowest first; its dxs are those of the inputs.

    Raises:
        TypeError, ValueError: as in `backward`; also if there are not as many traces as layers.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import VanillaParams
        >>> layer = VanillaParams(np.ones((1, 1)), np.zeros((1, 1)), np.zeros((1, 1)))
        >>> traces = stacked_forward([layer, layer], np.zeros((1, 1, 1)))
        >>> stacked_backward([layer, layer], traces, np.ones((1, 1, 1)))[0].dxs
        array([[[1.]]])
    """
    if len(layers) != len(traces):
        raise ValueError(f"traces: expected {len(layers)}, one a layer, found {len(traces)}")
    gradients: list[Gradients | BidirectionalGradients] = []
    for params, trace in zip(reversed(layers), reversed(traces), strict=True):
        if isinstance(params, BidirectionalParams) and isinstance(trace, BidirectionalTrace):
            gradients.append(bidirectional_backward(params, trace, dhs))
        elif isinstance(params, CellParams) and isinstance(trace, Trace):
            gradients.append(backward(params, trace, dhs))
        else:
            raise TypeError(f"traces: expected one of {type(params).__name__}, found {type(trace).__name__}")
        dhs = gradients[-1].dxs
    return gradients[::-1]

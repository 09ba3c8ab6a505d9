"""Layers on top of each other: the states of one are the inputs of the next."""

from __future__ import annotations

from collections.abc import Sequence

from rnn_docs.cells.kinds import cell_of
from rnn_docs.cells.parameters import CellParams
from rnn_docs.checks import Array, IntArray, check_number, check_type
from rnn_docs.loop import backward, forward
from rnn_docs.networks.bidirectional import (
    BidirectionalGradients,
    BidirectionalParams,
    BidirectionalTrace,
    bidirectional_backward,
    bidirectional_forward,
)
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
    check_type("layers", layers, list, tuple)
    check_number("layers", "none", "at least one", len(layers) > 0)
    traces: list[Trace | BidirectionalTrace] = []
    for number, params in enumerate(layers):
        if not isinstance(params, BidirectionalParams):
            cell_of(params, f"layers[{number}]")
        if number > 0:
            below, found = f"{xs.shape[1]} inputs of {xs.dtype}", f"{params.input_size} inputs of {params.dtype}"
            check_number(f"layers[{number}]", found, f"{below}, the states of the layer below", found == below)
        if isinstance(params, BidirectionalParams):
            traces.append(bidirectional_forward(params, xs, lengths))
        else:
            traces.append(forward(params, xs, lengths=lengths))
        xs = traces[-1].hs
    return traces


def stacked_backward(
    traces: Sequence[Trace | BidirectionalTrace], dhs: Array
) -> list[Gradients | BidirectionalGradients]:
    """Go down from the highest layer: dL/d(its inputs) is dL/d(the states) of the layer below.

    Args:
        traces: what `stacked_forward` returned; the parameters are in it.
        dhs: the immediate dL/dh_t of the highest layer, (seq_len, hidden_size, batch_size).

    Returns:
        One record of gradients a layer, the lowest first; its dxs are those of the inputs.

    Raises:
        TypeError, ValueError, FloatingPointError: as in `backward`; also if there is no trace.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import VanillaParams
        >>> layer = VanillaParams(np.ones((1, 1)), np.zeros((1, 1)), np.zeros((1, 1)))
        >>> traces = stacked_forward([layer, layer], np.zeros((1, 1, 1)))
        >>> stacked_backward(traces, np.ones((1, 1, 1)))[0].dxs
        array([[[1.]]])
    """
    check_type("traces", traces, list, tuple)
    check_number("traces", "none", "one for each layer", len(traces) > 0)
    gradients: list[Gradients | BidirectionalGradients] = []
    for trace in reversed(traces):
        if isinstance(trace, BidirectionalTrace):
            gradients.append(bidirectional_backward(trace, dhs))
        else:
            gradients.append(backward(trace, dhs))
        dhs = gradients[-1].dxs
    return gradients[::-1]

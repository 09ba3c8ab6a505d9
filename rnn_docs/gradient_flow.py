"""How a gradient fares on its way back: cells measured under equal conditions, bounds, the terms of a weight."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rnn_docs.checks import Array
from rnn_docs.experiments import (
    GradientByDistance,
    gradient_by_distance,
    largest_singular_value,
    step_jacobian,
    with_spectral_radius,
)
from rnn_docs.initialisation import init_cell
from rnn_docs.params import CellParams
from rnn_docs.trace import Gradients, Trace
from rnn_docs.vanilla import VanillaParams

FLOW_SEQ_LEN, FLOW_HIDDEN_SIZE, FLOW_INPUT_SIZE = 50, 32, 8


def fresh_cell(
    kind: type[CellParams], rng: np.random.Generator, keep_bias: float = 0.0, radius: float | None = None
) -> CellParams:
    """Draw a cell as the lesson measures it: weights uniform in ±1/√hidden_size, all biases zero but one.

    Args:
        kind: VanillaParams, LSTMParams or GRUParams; 32 units that read 8 numbers.
        rng: where the weights come from.
        keep_bias: the bias of the forget gate f (LSTM) or of the update gate z (GRU).
        radius: rescale W_hh to this spectral radius; a vanilla cell only.

    Raises:
        ValueError: a keep_bias for a cell without gates, or a radius for a cell with gates.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs.lstm import LSTMParams
        >>> params = fresh_cell(LSTMParams, np.random.default_rng(1), keep_bias=3.0)
        >>> params.b_h.reshape(4, 32).mean(axis=1)
        array([0., 3., 0., 0.])
    """
    sizes = (FLOW_INPUT_SIZE, FLOW_HIDDEN_SIZE)
    # "glorot" leaves all biases at zero but the keeping gate's
    b_h = init_cell(kind, *sizes, np.random.default_rng(0), scheme="glorot", keep_bias=keep_bias).b_h
    params: CellParams = replace(init_cell(kind, *sizes, rng), b_h=b_h)
    if radius is None:
        return params
    if not isinstance(params, VanillaParams):
        raise ValueError(f"radius: expected None for {kind.__name__}, found {radius}")
    return with_spectral_radius(params, radius)


def gradient_flow(
    kind: type[CellParams],
    seed: int,
    keep_bias: float = 0.0,
    radius: float | None = None,
    input_scale: float = 1.0,
) -> GradientByDistance:
    """Measure |dL/dh| from the last of 50 steps back to h_init, in a fresh cell, by a real backward pass.

    With one seed every kind of cell reads the same inputs, drawn from N(0, 1), and gets the same direction of
    dL/dh at the end, of length 1; every setting of one kind has the same weights.

    Args:
        kind: VanillaParams, LSTMParams or GRUParams.
        seed: of inputs, direction and weights.
        keep_bias: see `fresh_cell`.
        radius: see `fresh_cell`.
        input_scale: factor of the inputs; 0 reads silence.

    Examples:
        >>> from rnn_docs.vanilla import VanillaParams
        >>> norms = gradient_flow(VanillaParams, seed=0, radius=0.9).dh
        >>> norms.shape, bool(norms[-1] < 1e-5)
        ((51,), True)
    """
    outside, inside = np.random.default_rng(seed).spawn(2)
    xs = input_scale * outside.normal(size=(FLOW_SEQ_LEN, FLOW_INPUT_SIZE, 1))
    return gradient_by_distance(fresh_cell(kind, inside, keep_bias, radius), xs, outside)


def slope_bound(params: VanillaParams, distance: int) -> float:
    """Bound |dL/dh_{T-k}| / |dL/dh_T| for every sequence: σ_max(W_hh)^k, because the slope of tanh is at most 1.

    Source:
        Pascanu, Mikolov & Bengio (2013), arXiv 1211.5063, section 2.1.

    Examples:
        >>> from rnn_docs.examples import cat_sat_params
        >>> round(slope_bound(cat_sat_params(), distance=2), 2)
        1.97
    """
    return largest_singular_value(params.W_hh) ** distance


def jacobian_bound(params: VanillaParams, hs: Array) -> Array:
    """Bound |dL/dh_{T-k}| / |dL/dh_T| by the product of the last k steps' Jacobian norms, for k = 0 … seq_len.

    It knows the slopes along this very sequence, and so is never above `slope_bound`.

    Args:
        params: a vanilla cell.
        hs: the states that it went through, (seq_len, hidden_size, 1).

    Returns:
        (seq_len + 1,), beginning with 1.

    Examples:
        >>> from rnn_docs.examples import cat_sat_params, encode
        >>> from rnn_docs.loop import forward
        >>> jacobian_bound(cat_sat_params(), forward(cat_sat_params(), encode("the cat sat")).hs).round(2)
        array([1.  , 0.77, 0.69, 0.66])
    """
    norms = [largest_singular_value(step_jacobian(params, h)) for h in hs[::-1]]
    return np.cumprod([1.0, *norms])


def weight_gradient_terms(trace: Trace, gradients: Gradients) -> Array:
    """Split dL/dW_hh into what each step contributes: the outer product of dL/da_t and h_{t-1}.

    The weight is shared, so its gradient is the sum of these terms over all steps.

    Args:
        trace: what `forward` returned; not of a GRU, whose reset gate stands between.
        gradients: what `backward` returned.

    Returns:
        (seq_len, blocks · hidden_size, hidden_size).

    Examples:
        >>> import numpy as np
        >>> from rnn_docs.examples import cat_sat_params, encode
        >>> from rnn_docs.loop import backward, forward
        >>> params, xs = cat_sat_params(), encode("the cat sat")
        >>> gradients = backward(params, forward(params, xs), np.ones((3, 4, 1)))
        >>> terms = weight_gradient_terms(forward(params, xs), gradients)
        >>> bool(np.allclose(terms.sum(axis=0), gradients.dW_hh))
        True
    """
    h_prevs = np.concatenate([trace.h_init[None], trace.hs[:-1]])
    terms: Array = gradients.das @ h_prevs.transpose(0, 2, 1)  # each a sum over the batch
    return terms

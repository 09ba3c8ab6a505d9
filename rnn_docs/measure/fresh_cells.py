"""Step 4's protocol: fresh cells under equal conditions, and the gradient that is left after 50 steps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rnn_docs.cells.parameters import CellParams
from rnn_docs.cells.vanilla import VanillaParams
from rnn_docs.checks import check_number, integer, is_finite, real
from rnn_docs.learning.initialisation import init_cell
from rnn_docs.measure.distance import GradientByDistance, Pass, norms_by_distance, pass_from_the_end
from rnn_docs.measure.sizes import with_spectral_radius

FLOW_SEQ_LEN, FLOW_HIDDEN_SIZE, FLOW_INPUT_SIZE = 50, 32, 8


def fresh_cell(
    kind: type[CellParams],
    rng: np.random.Generator,
    keep_bias: float = 0.0,
    radius: float | None = None,
    start: str = "uniform",
    gain: float = 1.0,
) -> CellParams:
    """Draw a cell as the lesson measures it: weights uniform in ±1/√hidden_size, all biases zero but one.

    Args:
        kind: VanillaParams, LSTMParams or GRUParams; 32 units that read 8 numbers.
        rng: where the weights come from.
        keep_bias: the bias of the forget gate f (LSTM) or of the update gate z (GRU).
        radius: rescale W_hh to this spectral radius; a vanilla cell only.
        start: how W_hh is drawn, "uniform", "orthogonal" or "identity"; the last two for a vanilla cell only.
        gain: factor of an orthogonal W_hh or of the identity.

    Raises:
        ValueError: an unknown start, a keep_bias for a cell without gates, or a radius or another start for a cell
            with gates.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs.cells.lstm import LSTMParams
        >>> params = fresh_cell(LSTMParams, np.random.default_rng(1), keep_bias=3.0)
        >>> params.b_h.reshape(4, 32).mean(axis=1)
        array([0., 3., 0., 0.])
    """
    sizes = (FLOW_INPUT_SIZE, FLOW_HIDDEN_SIZE)
    # "glorot" leaves all biases at zero but the keeping gate's
    b_h = init_cell(kind, *sizes, np.random.default_rng(0), scheme="glorot", keep_bias=keep_bias).b_h
    params: CellParams = replace(init_cell(kind, *sizes, rng, gain=gain), b_h=b_h)
    if not isinstance(params, VanillaParams):
        check_number("radius", radius, f"None for {kind.__name__}", radius is None)
        check_number("start", repr(start), f"'uniform' for {kind.__name__}", start == "uniform")
        return params
    if start != "uniform":
        params = replace(params, W_hh=init_cell(kind, *sizes, rng, scheme=start, gain=gain).W_hh)
    return params if radius is None else with_spectral_radius(params, radius)


def flow_pass(
    kind: type[CellParams],
    seed: int,
    keep_bias: float = 0.0,
    radius: float | None = None,
    input_scale: float = 1.0,
    start: str = "uniform",
    gain: float = 1.0,
) -> Pass:
    """Go 50 steps through a fresh cell, and back from the last state: the pass that step 4 measures.

    With one seed every kind of cell reads the same inputs, drawn from N(0, 1), and gets the same direction of
    dL/dh at the end, of length 1; every setting of one kind has the same weights.

    Args:
        kind: VanillaParams, LSTMParams or GRUParams.
        seed: of inputs, direction and weights.
        keep_bias: see `fresh_cell`.
        radius: see `fresh_cell`.
        input_scale: factor of the inputs; 0 reads silence.
        start: see `fresh_cell`.
        gain: see `fresh_cell`.

    Raises:
        TypeError, ValueError: as in `fresh_cell`; a seed that is not a whole number from 0; inputs that would overflow.
        FloatingPointError: a gradient that exploded, beyond what float64 can hold.

    Examples:
        >>> from rnn_docs.cells.vanilla import VanillaParams
        >>> flow_pass(VanillaParams, seed=0).trace.hs.shape
        (50, 32, 1)
    """
    outside, inside = np.random.default_rng(integer("seed", seed, 0)).spawn(2)
    input_scale = real("input_scale", input_scale)
    with np.errstate(all="ignore"):
        xs = input_scale * outside.normal(size=(FLOW_SEQ_LEN, FLOW_INPUT_SIZE, 1))
    check_number("input_scale", input_scale, "a factor that leaves all inputs finite", is_finite(xs))
    return pass_from_the_end(fresh_cell(kind, inside, keep_bias, radius, start, gain), xs, outside)


def gradient_flow(
    kind: type[CellParams],
    seed: int,
    keep_bias: float = 0.0,
    radius: float | None = None,
    input_scale: float = 1.0,
    start: str = "uniform",
    gain: float = 1.0,
) -> GradientByDistance:
    """Measure |dL/dh| from the last of 50 steps back to h_init: the lengths of `flow_pass`.

    Args:
        kind: VanillaParams, LSTMParams or GRUParams.
        seed: of inputs, direction and weights.
        keep_bias: see `fresh_cell`.
        radius: see `fresh_cell`.
        input_scale: factor of the inputs; 0 reads silence.
        start: see `fresh_cell`.
        gain: see `fresh_cell`.

    Raises:
        TypeError, ValueError, FloatingPointError: as in `flow_pass`.

    Examples:
        >>> from rnn_docs.cells.vanilla import VanillaParams
        >>> norms = gradient_flow(VanillaParams, seed=0, radius=0.9).dh
        >>> norms.shape, bool(norms[-1] < 1e-5)
        ((51,), True)
    """
    return norms_by_distance(flow_pass(kind, seed, keep_bias, radius, input_scale, start, gain))

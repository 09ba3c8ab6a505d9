"""What the lesson measures, each protocol once: how a gradient fares on its way back, and what a memory holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from rnn_docs.activations import softmax
from rnn_docs.checks import Array, check_array, check_generator, check_number, check_type, integer, real
from rnn_docs.gru import GRUParams
from rnn_docs.initialisation import init_cell
from rnn_docs.loop import backward, forward
from rnn_docs.parameters import CellParams
from rnn_docs.records import record
from rnn_docs.trace import Gradients, Trace
from rnn_docs.vanilla import VanillaParams

FLOW_SEQ_LEN, FLOW_HIDDEN_SIZE, FLOW_INPUT_SIZE = 50, 32, 8
KEY_SIZE, SYMBOLS, DRAWS, SHARPNESS = 32, 64, 10, 40  # of `recalled`: length of a key, different symbols, sequences


# How sizes change: matrices, and means of factors


def spectral_radius(W: Array) -> float:
    """Find the largest absolute value of the eigenvalues: what many products with W come to.

    Examples:
        >>> import numpy as np
        >>> spectral_radius(np.array([[0.0, 2.0], [0.0, 0.0]]))
        0.0
    """
    check_array("W", W, ("rows", np.shape(W)[-1] if np.ndim(W) else "columns"))
    return float(np.abs(np.linalg.eigvals(W)).max())


def with_spectral_radius(params: VanillaParams, radius: float) -> VanillaParams:
    """Rescale W_hh so that its largest eigenvalue has this absolute value.

    Raises:
        TypeError: not a vanilla cell, or a radius that is not a number.
        ValueError: a radius that is negative, or a W_hh whose eigenvalues are all zero.

    Examples:
        >>> from rnn_docs import cat_sat_params
        >>> round(spectral_radius(with_spectral_radius(cat_sat_params(), 0.9).W_hh), 6)
        0.9
    """
    check_type("params", params, VanillaParams)
    radius = real("radius", radius)
    check_number("radius", radius, "at least 0", radius >= 0)
    found = spectral_radius(params.W_hh)
    check_number("W_hh", "only 0", "an eigenvalue that is not 0", found > 0)
    return replace(params, W_hh=params.W_hh * (radius / found))


def largest_singular_value(W: Array) -> float:
    """Find the largest factor by which one product with W can stretch a vector.

    Examples:
        >>> import numpy as np
        >>> largest_singular_value(np.array([[0.0, 2.0], [0.0, 0.0]]))
        2.0
    """
    check_array("W", W, ("rows", "columns"))
    return float(np.linalg.norm(W, 2))


def geometric_mean(values: Array) -> float:
    """Average factors: the n-th root of their product.

    Raises:
        ValueError: no value, or one that is not positive.

    Examples:
        >>> import numpy as np
        >>> round(geometric_mean(np.array([1.0, 100.0])), 6)
        10.0
    """
    factors = np.asarray(values)
    numbers = factors.dtype.kind in "iuf" and factors.size > 0
    check_number("values", values, "positive numbers", numbers and bool(((factors > 0) & (factors < np.inf)).all()))
    return float(np.exp(np.log(factors).mean()))


# A gradient on its way back, by distance


@record
class GradientByDistance(NamedTuple):
    """Norms of a gradient that starts with length 1 at the last hidden state; entry k is k steps back.

    The last entry is the initial state, seq_len steps back. dc and belt are None without a cell state: dc is the total
    dL/dc, on all ways back; belt is what of the gradient at the last cell state arrives along the cell alone.
    """

    dh: Array
    dc: Array | None
    belt: Array | None


@record
class Pass(NamedTuple):
    """A forward pass, and a backward pass that starts at the last hidden state alone."""

    trace: Trace
    gradients: Gradients


def pass_from_the_end(params: CellParams, xs: Array, rng: np.random.Generator, h_init: Array | None = None) -> Pass:
    """Start a gradient of length 1 in a random direction at the last state, and take it back to the first.

    Args:
        params: any cell.
        xs: one sequence, (seq_len, input_size, 1).
        rng: where the direction comes from.
        h_init: the state before the first step, (hidden_size, 1); zeros if left out.

    Raises:
        TypeError: a seed in place of a Generator, or as in `forward`.
        ValueError: more than one sequence, or as in `forward`.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params, encode
        >>> both = pass_from_the_end(cat_sat_params(), encode("the cat sat"), np.random.default_rng(1))
        >>> round(float(np.linalg.norm(both.gradients.dhs[-1])), 6)
        1.0
    """
    check_generator("rng", rng)
    trace = forward(params, xs, h_init)
    check_number("xs", f"{xs.shape[-1]} sequences", "a batch of one", xs.shape[-1] == 1)
    direction = rng.normal(size=(params.hidden_size, 1))
    dhs = np.zeros_like(trace.hs)
    dhs[-1] = direction / np.linalg.norm(direction)
    return Pass(trace, backward(trace, dhs))


def gradient_by_distance(
    params: CellParams, xs: Array, rng: np.random.Generator, h_init: Array | None = None
) -> GradientByDistance:
    """Measure the gradient of `pass_from_the_end`, whose arguments these are, at every step back.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params, encode
        >>> gradient_by_distance(cat_sat_params(), encode("the cat sat"), np.random.default_rng(1)).dh.shape
        (4,)
    """
    return norms_by_distance(pass_from_the_end(params, xs, rng, h_init))


def norms_by_distance(both: Pass) -> GradientByDistance:
    """Take the lengths of dL/dh and dL/dc, and of what the cell alone carries, from the last step to the initial state.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params, encode
        >>> both = pass_from_the_end(cat_sat_params(), encode("the cat sat"), np.random.default_rng(1))
        >>> norms_by_distance(both).dh.round(2)[0]
        np.float64(1.0)
    """
    trace, gradients = both
    dh = _norms_backwards(gradients.dhs, gradients.dh_init)
    if gradients.dcs is None or gradients.dc_init is None:
        return GradientByDistance(dh, None, None)
    return GradientByDistance(dh, _norms_backwards(gradients.dcs, gradients.dc_init), _belt(trace, gradients.dcs[-1]))


def _belt(trace: Trace, dc_last: Array) -> Array:
    """Lengths of dL/dc_T ⊙ f_T ⊙ f_{T-1} ⊙ …: the gradient of the last cell state, times the forget gates alone."""
    gates = np.cumprod(np.concatenate([np.ones_like(dc_last)[None], trace["f"][::-1]]), axis=0)
    norms: Array = np.linalg.norm(dc_last * gates, axis=(1, 2))
    return norms


def _norms_backwards(totals: Array, first: Array) -> Array:
    norms: Array = np.linalg.norm(np.concatenate([first[None], totals]), axis=(1, 2))[::-1]
    return norms


def gradient_ratio(params: CellParams, xs: Array, rng: np.random.Generator) -> float:
    """Compute |dL/dh_init| / |dL/dh_T|: what is left of a gradient after a whole sequence.

    Args:
        params: any cell.
        xs: one sequence, (seq_len, input_size, 1).
        rng: where the direction of dL/dh_T comes from.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params, encode
        >>> gradient_ratio(cat_sat_params(), encode("the cat sat"), np.random.default_rng(1)) < 1
        True
    """
    norms = gradient_by_distance(params, xs, rng).dh
    return float(norms[-1] / norms[0])


# Step 4's protocol: fresh cells under equal conditions


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
        >>> from rnn_docs.lstm import LSTMParams
        >>> params = fresh_cell(LSTMParams, np.random.default_rng(1), keep_bias=3.0)
        >>> params.b_h.reshape(4, 32).mean(axis=1)
        array([0., 3., 0., 0.])
    """
    sizes = (FLOW_INPUT_SIZE, FLOW_HIDDEN_SIZE)
    # "glorot" leaves all biases at zero but the keeping gate's
    b_h = init_cell(kind, *sizes, np.random.default_rng(0), scheme="glorot", keep_bias=keep_bias).b_h
    params: CellParams = replace(init_cell(kind, *sizes, rng), b_h=b_h)
    if not isinstance(params, VanillaParams):
        check_number("radius", radius, f"None for {kind.__name__}", radius is None)
        check_number("start", repr(start), f"'uniform' for {kind.__name__}", start == "uniform")
        return params
    if start != "uniform":
        params = replace(params, W_hh=init_cell(kind, *sizes, rng, start, gain).W_hh)
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
        TypeError, ValueError: as in `fresh_cell`; a seed that is not a whole number from 0.

    Examples:
        >>> from rnn_docs.vanilla import VanillaParams
        >>> flow_pass(VanillaParams, seed=0).trace.hs.shape
        (50, 32, 1)
    """
    outside, inside = np.random.default_rng(integer("seed", seed, 0)).spawn(2)
    xs = real("input_scale", input_scale) * outside.normal(size=(FLOW_SEQ_LEN, FLOW_INPUT_SIZE, 1))
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
    """Measure |dL/dh| from the last of 50 steps back to h_init: the lengths of `flow_pass`, whose arguments these are.

    Examples:
        >>> from rnn_docs.vanilla import VanillaParams
        >>> norms = gradient_flow(VanillaParams, seed=0, radius=0.9).dh
        >>> norms.shape, bool(norms[-1] < 1e-5)
        ((51,), True)
    """
    return norms_by_distance(flow_pass(kind, seed, keep_bias, radius, input_scale, start, gain))


# Bounds, and the terms of a shared weight


def step_jacobian(params: VanillaParams, h: Array) -> Array:
    """Compute dh_t / dh_prev = diag(1 - h_t²) W_hh of a vanilla step that ended in h.

    Args:
        params: a vanilla cell.
        h: the state after the step, (hidden_size, 1).

    Raises:
        TypeError: another cell.
        ValueError: another shape.

    Source:
        Pascanu, Mikolov & Bengio (2013), arXiv 1211.5063, equation 5.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params
        >>> bool((step_jacobian(cat_sat_params(), np.zeros((4, 1))) == cat_sat_params().W_hh).all())
        True
    """
    check_type("params", params, VanillaParams)
    check_array("h", h, (params.hidden_size, 1), params.dtype)
    jacobian: Array = (1 - h**2) * params.W_hh  # each row of W_hh times the slope of its unit
    return jacobian


def slope_bound(params: VanillaParams, distance: int) -> float:
    """Bound |dL/dh_{T-k}| / |dL/dh_T| for every sequence: σ_max(W_hh)^k, because the slope of tanh is at most 1.

    Source:
        Pascanu, Mikolov & Bengio (2013), arXiv 1211.5063, section 2.1.

    Examples:
        >>> from rnn_docs.examples import cat_sat_params
        >>> round(slope_bound(cat_sat_params(), distance=2), 2)
        1.97
    """
    check_type("params", params, VanillaParams)
    return largest_singular_value(params.W_hh) ** integer("distance", distance, 0)


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
    check_type("params", params, VanillaParams)
    check_array("hs", hs, ("seq_len", params.hidden_size, 1), params.dtype)
    norms = [largest_singular_value(step_jacobian(params, h)) for h in hs[::-1]]
    return np.cumprod([1.0, *norms])


def weight_gradient_terms(trace: Trace, gradients: Gradients) -> Array:
    """Split dL/dW_hh into what each step contributes: the gradient at the products with W_hh, times what they met.

    The weight is shared, so its gradient is the sum of these terms over all steps. In a vanilla cell and an LSTM a
    term is the outer product of dL/da_t and h_{t-1}; in a GRU the reset gate scales the candidate's rows of one or
    the other.

    Args:
        trace: what `forward` returned.
        gradients: what `backward` returned of it.

    Returns:
        (seq_len, blocks · hidden_size, hidden_size).

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params, encode
        >>> trace = forward(cat_sat_params(), encode("the cat sat"))
        >>> gradients = backward(trace, np.ones((3, 4, 1)))
        >>> bool(np.allclose(weight_gradient_terms(trace, gradients).sum(axis=0), gradients.dW_hh))
        True
    """
    check_type("trace", trace, Trace)
    check_type("gradients", gradients, Gradients)
    h_prevs, dwhs = trace["h_prev"], gradients.das.copy()
    n = slice(2 * trace.params.hidden_size, None)  # a GRU's rows of the candidate
    after = isinstance(trace.params, GRUParams) and trace.params.reset == "after"
    if after:
        dwhs[:, n] *= trace["r"]
    terms: Array = dwhs @ h_prevs.transpose(0, 2, 1)  # each a sum over the batch
    if isinstance(trace.params, GRUParams) and not after:
        terms[:, n] = dwhs[:, n] @ trace["rh"].transpose(0, 2, 1)
    return terms


# Truncated backpropagation through time


def truncated_gradient(params: CellParams, xs: Array, dhs: Array, chunk: int) -> Array:
    """Compute dL/dW_hh when the way back is cut after every `chunk` steps; the states are carried on uncut.

    Args:
        params: any cell.
        xs: inputs, (seq_len, input_size, batch_size).
        dhs: the immediate dL/dh_t of every step, (seq_len, hidden_size, batch_size).
        chunk: how many steps go back together; the last chunk may be shorter.

    Returns:
        The sum over the chunks, with the shape of W_hh.

    Raises:
        TypeError, ValueError: as in `forward` and `backward`; a chunk below 1.

    Source:
        Williams & Peng (1990), An efficient gradient-based algorithm for on-line training of recurrent network
        trajectories, doi 10.1162/neco.1990.2.4.490.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params, encode
        >>> params, xs, dhs = cat_sat_params(), encode("the cat sat"), np.ones((3, 4, 1))
        >>> whole = backward(forward(params, xs), dhs).dW_hh
        >>> [bool(np.allclose(truncated_gradient(params, xs, dhs, chunk), whole)) for chunk in (1, 3)]
        [False, True]
    """
    chunk = integer("chunk", chunk, 1)
    found, state = np.zeros_like(params.W_hh), tuple[Array, ...]()
    for start in range(0, len(xs), chunk):
        inits = {f"{name}_init": value for name, value in zip(params.states, state, strict=False)}
        part = forward(params, xs[start : start + chunk], lengths=None, **inits)
        found += backward(part, dhs[start : start + chunk]).dW_hh
        state = part.state_before(len(part))
    return found


# After RNNs: a recurrence that needs no loop, and what a memory of fixed size recalls


def recurrence_by_loop(keep: Array, add: Array) -> Array:
    """Compute h_t = keep_t ⊙ h_{t-1} + add_t from a state of zeros, one step after another.

    Args:
        keep: how much of the state stays, (seq_len, units).
        add: what is added, likewise.

    Returns:
        The states, (seq_len, units).

    Examples:
        >>> import numpy as np
        >>> recurrence_by_loop(np.full((3, 1), 0.5), np.ones((3, 1))).ravel()
        array([1.  , 1.5 , 1.75])
    """
    _check_recurrence(keep, add)
    hs, h = np.empty_like(add), np.zeros_like(add[0])
    for t in range(len(add)):
        h = keep[t] * h + add[t]
        hs[t] = h
    return hs


def recurrence_by_doubling(keep: Array, add: Array) -> Array:
    """Compute the states of `recurrence_by_loop` in rounds; in each, every step takes over what lies further back.

    Args:
        keep: how much of the state stays, (seq_len, units).
        add: what is added, likewise.

    Source:
        Hillis & Steele (1986), Data parallel algorithms, doi 10.1145/7902.7903.

    Examples:
        >>> import numpy as np
        >>> recurrence_by_doubling(np.full((3, 1), 0.5), np.ones((3, 1))).ravel()
        array([1.  , 1.5 , 1.75])
    """
    _check_recurrence(keep, add)
    k, u = keep.copy(), add.copy()
    for reach in reaches(len(u)):
        u[reach:], k[reach:] = k[reach:] * u[:-reach] + u[reach:], k[reach:] * k[:-reach]
    return u


def matrices_by_doubling(keep: Array, add: Array) -> Array:
    """Compute the states of h_t = keep_t h_{t-1} + add_t by doubling, where keep_t is a matrix: any linear map.

    Two steps join as numbers do, but in the order of matrices: the later one stands on the left.

    Args:
        keep: what each step does with the state before it, (seq_len, units, units).
        add: what it adds, (seq_len, units).

    Returns:
        The states, (seq_len, units), from a state of zeros.

    Raises:
        TypeError, ValueError: other arrays, or shapes that do not fit each other.

    Source:
        As `recurrence_by_doubling`.

    Examples:
        >>> import numpy as np
        >>> swap = np.array([[0.0, 1.0], [1.0, 0.0]])
        >>> matrices_by_doubling(np.stack([swap] * 3), np.array([[1.0, 0.0], [0.0, 0.0], [0.0, 0.0]]))
        array([[1., 0.],
               [0., 1.],
               [1., 0.]])
    """
    check_array("keep", keep, ("seq_len", "units", "units"))
    check_array("add", add, keep.shape[:2], keep.dtype)
    check_array("keep", keep, (len(keep), add.shape[1], add.shape[1]))
    A, u = keep.copy(), add[:, :, None].copy()
    for reach in reaches(len(u)):
        u[reach:], A[reach:] = A[reach:] @ u[:-reach] + u[reach:], A[reach:] @ A[:-reach]
    return u[:, :, 0]


def states_by_newton(params: VanillaParams, xs: Array, rounds: int) -> Iterator[Array]:
    """Guess all states of a vanilla cell at once, and mend the guess, one scan a round.

    Each round puts a straight line in place of tanh, at the state that the last round guessed: what is left is a
    linear recurrence, whose matrix is the step's Jacobian. The first guess is zeros.

    Args:
        params: a vanilla cell.
        xs: one sequence, (seq_len, input_size, 1).
        rounds: how often the guess is mended.

    Yields:
        The states after each round, (seq_len, hidden_size).

    Raises:
        TypeError: another cell.
        ValueError: more than one sequence, fewer than one round, or as in `forward`.

    Source:
        Lim, Zhu, Selfridge & Kasim (2024), arXiv 2309.12252.

    Examples:
        >>> import numpy as np
        >>> from rnn_docs import cat_sat_params, encode, forward
        >>> *_, hs = states_by_newton(cat_sat_params(), encode("the cat sat"), rounds=3)
        >>> bool(np.allclose(hs, forward(cat_sat_params(), encode("the cat sat")).hs[:, :, 0]))
        True
    """
    check_type("params", params, VanillaParams)
    check_array("xs", xs, ("seq_len", params.input_size, 1), params.dtype)
    inputs = (params.W_xh @ xs + params.b_h)[:, :, 0]
    hs: Array = np.zeros_like(inputs)
    for _ in range(integer("rounds", rounds, 1)):
        h_prevs = np.concatenate([np.zeros_like(hs[:1]), hs[:-1]])
        found = np.tanh(inputs + h_prevs @ params.W_hh.T)  # what each step would make of the guess before it
        jacobians = np.stack([step_jacobian(params, h[:, None]) for h in found])
        hs = matrices_by_doubling(jacobians, found - (jacobians @ h_prevs[:, :, None])[:, :, 0])
        yield hs


def reaches(seq_len: int) -> Iterator[int]:
    """Say how far each round of doubling looks back: 1, 2, 4 … below the length; there are as many as rounds.

    Examples:
        >>> list(reaches(5))
        [1, 2, 4]
    """
    reach = 1
    while reach < integer("seq_len", seq_len, 1):
        yield reach
        reach *= 2


def products_by_doubling(seq_len: int) -> int:
    """Count the multiplications for each unit, over all rounds: two for each step that has something behind it.

    Examples:
        >>> products_by_doubling(3)
        6
    """
    return sum(2 * (seq_len - reach) for reach in reaches(seq_len))


def rounds_by_doubling(seq_len: int) -> int:
    """Count the rounds of doubling that a sequence needs: rounds wait for each other, steps in a round do not.

    Examples:
        >>> rounds_by_doubling(1024)
        10
    """
    return len(list(reaches(seq_len)))


def numbers_kept_by_attention(seq_len: int, units: int) -> int:
    """Count what one layer of attention keeps while it writes: a key and a value for every step so far.

    Examples:
        >>> numbers_kept_by_attention(seq_len=10, units=256)
        5120
    """
    return 2 * integer("units", units, 1) * integer("seq_len", seq_len, 0)


def numbers_kept_by_lstm(units: int) -> int:
    """Count what one LSTM layer keeps: hidden state and cell state, however long the sequence.

    Examples:
        >>> numbers_kept_by_lstm(units=256)
        512
    """
    return 2 * integer("units", units, 1)


class Recalled(NamedTuple):
    """The shares of symbols read back right."""

    matrix: float
    attention: float


def recalled(pairs: int, rng: np.random.Generator) -> Recalled:
    """Measure how many pairs of key and symbol are read back right, by a matrix of fixed size and by attention.

    Keys and the vectors of symbols are random directions. The matrix sums up value times key transposed; attention
    keeps every pair and weighs the values by softmax, sharp.

    Args:
        pairs: how many are stored.
        rng: where keys and symbols come from, ten times.

    Raises:
        TypeError: a seed in place of a Generator, pairs that are no whole number.
        ValueError: fewer than one pair.

    Examples:
        >>> import numpy as np
        >>> recalled(1, np.random.default_rng(0))
        Recalled(matrix=1.0, attention=1.0)
    """
    check_generator("rng", rng)
    pairs = integer("pairs", pairs, 1)
    shares = np.mean([_recalled_once(pairs, rng) for _ in range(DRAWS)], axis=0)
    return Recalled(*shares.tolist())


def _recalled_once(pairs: int, rng: np.random.Generator) -> tuple[float, float]:
    keys, book = _directions(pairs, rng), _directions(SYMBOLS, rng)
    said = rng.integers(SYMBOLS, size=pairs)
    values = book[said]
    matrix = values.T @ keys  # (KEY_SIZE, KEY_SIZE), whatever the number of pairs
    weights = softmax(SHARPNESS * (keys @ keys.T))  # the key asked for in each column
    read = keys @ matrix.T, weights.T @ values
    matrix_share, attention_share = (float(((r @ book.T).argmax(axis=1) == said).mean()) for r in read)
    return matrix_share, attention_share


def _directions(count: int, rng: np.random.Generator) -> Array:
    vectors = rng.normal(size=(count, KEY_SIZE))
    directions: Array = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return directions


def _check_recurrence(keep: Array, add: Array) -> None:
    check_array("keep", keep, ("seq_len", "units"))
    check_array("add", add, keep.shape, keep.dtype)

"""Whatever comes in: the right answer, against an oracle that shares no code with the package, or a clear error.

Hypothesis looks for inputs that break these sentences. A numpy warning anywhere fails a test (`filterwarnings`).
"""

import warnings
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rnn_docs import (
    SGD,
    Adam,
    GRUParams,
    LSTMParams,
    Reader,
    VanillaParams,
    backward,
    binary_cross_entropy,
    cat_sat_params,
    encode,
    forward,
    gru_step,
    init_cell,
    init_reader,
    last_logits,
    last_loss,
    lstm_step,
    mean_square,
    one_hot_columns,
    readout,
    readout_backward,
    scale_min_max,
    sigmoid,
    softmax,
    softmax_cross_entropy,
    train,
    vanilla_step_backward,
)
from rnn_docs.cells.parameters import named_parameters, replace_parameters
from rnn_docs.comparison import choose_rate, matched_units, summary
from rnn_docs.conversions import from_keras, from_onnx, from_pytorch, to_keras, to_onnx, to_pytorch
from rnn_docs.examples import one_hot, prices_as_sequence, reset_before_and_after
from rnn_docs.gradient_checking import gradient_check, numerical_gradient, relative_error
from rnn_docs.learning.initialisation import orthogonal
from rnn_docs.learning.optimisers import AdamState, clip_by_norm, clip_by_value, global_norm
from rnn_docs.measure import (
    flow_pass,
    geometric_mean,
    largest_singular_value,
    reaches,
    recalled,
    recurrence_by_doubling,
    recurrence_by_loop,
    spectral_radius,
    states_by_newton,
    step_jacobian,
    truncated_gradient,
    weight_gradient_terms,
)
from rnn_docs.networks.attention import AttentionParams, attend
from rnn_docs.networks.bidirectional import BidirectionalParams, bidirectional_backward, bidirectional_forward
from rnn_docs.networks.encoder_decoder import EncoderDecoder, greedy_decode, teacher_forcing
from rnn_docs.networks.looking_back import LookBackParams, look_back
from rnn_docs.networks.reader import at_own_end
from rnn_docs.networks.stacked import stacked_backward, stacked_forward
from rnn_docs.outputs.sampling import sample
from rnn_docs.padding import mask, pad, reverse
from rnn_docs.tasks.recall import recall_accuracy
from rnn_docs.tasks.series import autoregression, rmse

DTYPES = st.sampled_from([np.float32, np.float64])
SIZES = st.integers(1, 4)
CELLS = ("vanilla", "lstm", "gru", "gru with a second bias", "gru reset before")
CLEAR = (TypeError, ValueError, FloatingPointError)  # what a clear error is; it names what is wrong
ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3), st.lists(st.floats(), max_size=3),
    hnp.arrays(st.sampled_from(["f8", "f4", "f2", "i8", "u1", ">f8", "c16", "O", "U3", "b1"]), hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=3)),
)  # fmt: skip


def tried(call, *arguments):
    """What a call returns, and the words of the clear error that it raises instead."""
    try:
        return call(*arguments), ""
    except CLEAR as error:
        return (), str(error)


def finite(dtype, low=-10.0, high=10.0):
    return st.floats(low, high, width=8 * np.dtype(dtype).itemsize)


def any_finite(dtype):
    return st.floats(allow_nan=False, allow_infinity=False, width=8 * np.dtype(dtype).itemsize)


def logistic(a):
    return np.where(a >= 0, 1 / (1 + np.exp(-np.abs(a))), np.exp(-np.abs(a)) / (1 + np.exp(-np.abs(a))))


@st.composite
def cells(draw, kinds=CELLS):
    """A cell of any kind, size and dtype, with its inputs and its states before the first step."""
    name, dtype, seed = draw(st.sampled_from(kinds)), draw(DTYPES), draw(st.integers(0, 2**32 - 1))
    kind = {"vanilla": VanillaParams, "lstm": LSTMParams}.get(name, GRUParams)
    input_size, hidden_size, seq_len, batch_size = (draw(SIZES) for _ in range(4))
    rng = np.random.default_rng(seed)
    params = init_cell(kind, input_size, hidden_size, rng, dtype=dtype)
    if name == "gru with a second bias":
        params = replace(params, b_hn=rng.normal(size=(hidden_size, 1)).astype(dtype))
    if name == "gru reset before":
        params = replace(params, reset="before")
    scale = draw(st.sampled_from([0.0, 1e-3, 1.0, 100.0]))
    xs = (scale * rng.normal(size=(seq_len, input_size, batch_size))).astype(dtype)
    states = [rng.uniform(-1, 1, (hidden_size, batch_size)).astype(dtype) for _ in params.states]
    return params, xs, states, rng


def oracle(params, xs, states):
    """The states of one sequence after another, unit by unit, as the papers print the formulas."""
    h, c = [*(state.astype(float) for state in states), None][:2]
    W, U, b = (np.asarray(array, float) for array in (params.W_xh, params.W_hh, params.b_h))
    hs = []
    with np.errstate(all="ignore"):
        for x in xs.astype(float):
            if isinstance(params, VanillaParams):
                h = np.tanh(W @ x + U @ h + b)
            elif isinstance(params, LSTMParams):
                i, f, g, o = np.split(W @ x + U @ h + b, 4)
                c = logistic(f) * c + logistic(i) * np.tanh(g)
                h = logistic(o) * np.tanh(c)
            else:
                (Wr, Wz, Wn), (Ur, Uz, Un), (br, bz, bn) = (np.split(array, 3) for array in (W, U, b))
                r, z = logistic(Wr @ x + Ur @ h + br), logistic(Wz @ x + Uz @ h + bz)
                second = 0 if params.b_hn is None else params.b_hn
                old = r * (Un @ h + second) if params.reset == "after" else Un @ (r * h)
                h = (1 - z) * np.tanh(Wn @ x + old + bn) + z * h
            hs.append(h)
    return np.array(hs)


@given(cells())
def test_every_cell_computes_the_states_of_its_formula(case):
    params, xs, states, _ = case
    hs = forward(params, xs, *states).hs
    assert hs.dtype == params.dtype
    np.testing.assert_allclose(hs, oracle(params, xs, states), atol=1e-5 if params.dtype == np.float32 else 1e-12)


@given(cells())
def test_a_gradient_is_linear_in_what_comes_in_and_finite(case):
    params, xs, states, rng = case
    trace = forward(params, xs, *states)
    one, other = (rng.normal(size=trace.hs.shape).astype(params.dtype) for _ in range(2))
    apart, together = [backward(trace, dhs) for dhs in (one, other)], backward(trace, one + other)
    for name in ("dW_xh", "dW_hh", "db_h", "dxs", "dh_init"):
        total = sum(getattr(gradients, name) for gradients in apart)
        scale = max(np.abs(getattr(gradients, name)).max() for gradients in apart) + 1e-30
        assert (
            np.abs(getattr(together, name) - total).max() <= 1e-3 * scale
            if params.dtype == np.float32
            else 1e-10 * scale
        )


@given(cells())
def test_the_gradient_along_a_random_direction_is_the_change_of_the_loss(case):
    params, xs, states, rng = case
    double = replace_parameters(params, {n: a.astype(float) for n, a in named_parameters(params).items()})
    xs, states = np.clip(xs, -3, 3).astype(float), [state.astype(float) for state in states]
    weights = rng.normal(size=(len(xs), params.hidden_size, xs.shape[2]))
    gradients = backward(forward(double, xs, *states), weights)
    direction = {name: rng.normal(size=array.shape) for name, array in named_parameters(double).items()}
    turn, step = rng.normal(size=xs.shape), 1e-6

    def loss(sign):
        moved = {name: array + sign * step * direction[name] for name, array in named_parameters(double).items()}
        return (weights * forward(replace_parameters(double, moved), xs + sign * step * turn, *states).hs).sum()

    expected = (gradients.dxs * turn).sum()
    expected += sum((getattr(gradients, f"d{name}") * slope).sum() for name, slope in direction.items())
    assert (loss(1) - loss(-1)) / (2 * step) == pytest.approx(expected, rel=1e-5, abs=1e-6)


@given(cells())
def test_the_terms_of_all_steps_are_the_gradient_of_the_shared_weight_of_any_cell(case):
    params, xs, states, rng = case
    trace = forward(params, xs, *states)
    gradients = backward(trace, rng.normal(size=trace.hs.shape).astype(params.dtype))
    terms = weight_gradient_terms(trace, gradients)
    assert relative_error(terms.sum(axis=0), gradients.dW_hh) < (1e-4 if params.dtype == np.float32 else 1e-12)


@given(cells(), st.integers(1, 6))
def test_truncation_loses_nothing_only_if_nothing_is_cut(case, chunk):
    params, xs, _, rng = case
    dhs = rng.normal(size=(len(xs), params.hidden_size, xs.shape[2])).astype(params.dtype)
    whole, cut = backward(forward(params, xs), dhs).dW_hh, truncated_gradient(params, xs, dhs, chunk)
    if chunk >= len(xs):
        np.testing.assert_array_equal(cut, whole)
    parts = [forward(params, xs[:chunk]), dhs[:chunk]]
    if chunk < len(xs) <= 2 * chunk:  # two pieces: the second starts from where the first ended
        state = parts[0].state_before(chunk)
        rest = backward(forward(params, xs[chunk:], *state), dhs[chunk:]).dW_hh
        np.testing.assert_allclose(
            cut, backward(*parts).dW_hh + rest, rtol=1e-4 if params.dtype == np.float32 else 1e-10, atol=1e-6
        )


@given(cells(), st.data())
def test_padding_never_reaches_a_real_step(case, data):
    params, xs, states, rng = case
    lengths = np.array([data.draw(st.integers(1, len(xs))) for _ in range(xs.shape[2])])
    junk = (1e3 * rng.normal(size=xs.shape)).astype(params.dtype)
    real = mask(lengths, len(xs), params.dtype)[:, None]
    spoilt = np.where(real == 1, xs, junk)
    one, other = (
        forward(params, some, **dict(zip(("h_init", "c_init"), states, strict=False)), lengths=lengths)
        for some in (xs, spoilt)
    )
    np.testing.assert_array_equal(one.h_last, other.h_last)
    dhs = rng.normal(size=one.hs.shape).astype(params.dtype)
    np.testing.assert_allclose(backward(one, dhs).dW_hh, backward(other, dhs).dW_hh, atol=1e-5)
    assert (backward(other, dhs).dxs * (1 - real) == 0).all()


@given(cells(), st.data())
def test_reading_both_ways_is_reading_forwards_and_the_turned_sequence(case, data):
    params, xs, _, _ = case
    lengths = np.array([data.draw(st.integers(1, len(xs))) for _ in range(xs.shape[2])])
    both = bidirectional_forward(BidirectionalParams(params, params), xs, lengths)
    np.testing.assert_array_equal(both.ahead.hs, forward(params, xs, lengths=lengths).hs)
    np.testing.assert_array_equal(
        both.hs[:, params.hidden_size :], reverse(forward(params, reverse(xs, lengths)).hs, lengths)
    )


@given(cells())
def test_weights_come_back_from_every_layout_that_can_hold_them(case):
    params, kind = case[0], type(case[0])
    after = not isinstance(params, GRUParams) or params.reset == "after"
    back = [from_keras(kind, to_keras(params)), from_onnx(kind, to_onnx(params), int(after))]
    if after:
        back.append(from_pytorch(kind, to_pytorch(params)))
    for found in back:
        if isinstance(params, GRUParams) and after and params.b_hn is None:
            found = replace(found, b_hn=None if not found.b_hn.any() else found.b_hn)
        assert found == params


@given(hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=4), elements=any_finite(np.float64)))
def test_the_sigmoid_is_between_0_and_1_and_turns_round_with_its_sign(a):
    found = sigmoid(a)
    np.testing.assert_allclose(found, logistic(a), rtol=1e-14, atol=0)
    np.testing.assert_allclose(found + sigmoid(-a), 1, rtol=1e-15)


@given(DTYPES.flatmap(lambda t: hnp.arrays(t, st.tuples(SIZES, SIZES, SIZES), elements=any_finite(t))))
def test_probabilities_add_up_to_one_whatever_the_logits(logits):
    found = softmax(logits)
    assert found.dtype == logits.dtype
    np.testing.assert_allclose(found.sum(axis=1), 1, rtol=1e-6)
    largest = np.take_along_axis(found, logits.argmax(axis=1)[:, None], axis=1)
    assert (largest >= found).all()


def exact(logits, targets, weights):
    """The mean cross-entropy in the largest floats there are, class by class."""
    wide = logits.astype(np.longdouble)
    shifted = wide - wide.max(axis=1, keepdims=True)
    losses = np.log(np.exp(shifted).sum(axis=1)) - np.take_along_axis(shifted, targets[:, None], axis=1)[:, 0]
    share = weights.astype(np.longdouble) / weights.astype(np.longdouble).sum()
    return float((losses * share).sum())


@given(st.data(), DTYPES)
def test_cross_entropy_is_right_or_refused_at_any_scale(data, dtype):
    shape = tuple(data.draw(SIZES) for _ in range(3))
    logits = data.draw(hnp.arrays(dtype, shape, elements=any_finite(dtype)))
    targets = data.draw(hnp.arrays(np.int64, (shape[0], shape[2]), elements=st.integers(0, shape[1] - 1)))
    weights = data.draw(
        hnp.arrays(dtype, targets.shape, elements=st.floats(0, 2.0**126, width=8 * np.dtype(dtype).itemsize))
    )
    found, refusal = tried(softmax_cross_entropy, logits, targets, weights)
    if refusal:
        nothing_counts = "weights: expected at least one above 0" in refusal and not weights.any()
        assert nothing_counts or "loss: expected results that" in refusal
        return
    loss, gradient = found
    with np.errstate(all="ignore"):
        assert loss == pytest.approx(exact(logits, targets, weights), rel=1e-6, abs=1e-30)
    assert gradient.dtype == dtype
    assert np.isfinite(gradient).all()
    np.testing.assert_allclose(gradient.sum(axis=1), 0, atol=1e-6)  # what one class gains the others lose


@given(st.data(), DTYPES)
def test_the_other_losses_are_right_or_refused_at_any_scale(data, dtype):
    shape = data.draw(hnp.array_shapes(max_dims=3, max_side=3))
    ys = data.draw(hnp.arrays(dtype, shape, elements=any_finite(dtype)))
    answers = data.draw(hnp.arrays(dtype, shape, elements=finite(dtype, 0, 1)))
    wide = ys.astype(np.longdouble)
    loss, gradient = binary_cross_entropy(ys, answers)
    with np.errstate(all="ignore"):
        expected = np.mean(np.maximum(wide, 0) - wide * answers + np.log1p(np.exp(-np.abs(wide))))
    assert loss == pytest.approx(float(expected), rel=1e-6)
    assert np.abs(gradient).max() <= 1
    found, refusal = tried(mean_square, ys, answers)
    if refusal:
        assert "loss: expected results that" in refusal
        return
    assert found[0] == pytest.approx(float(np.mean((wide - answers) ** 2)), rel=1e-6)


@given(
    st.dictionaries(
        st.text("Wb", min_size=1, max_size=2),
        DTYPES.flatmap(lambda t: hnp.arrays(t, hnp.array_shapes(max_dims=2, max_side=3), elements=any_finite(t))),
        max_size=3,
    ),
    st.floats(1e-30, 1e30),
)
def test_clipping_shortens_to_the_norm_and_keeps_every_sign(gradients, norm):
    before = {name: gradient.copy() for name, gradient in gradients.items()}
    clipped = clip_by_norm(gradients, norm)
    whole, refusal = tried(global_norm, gradients)
    longer = whole > norm if not refusal else True  # longer than any float64
    assert global_norm(clipped) <= norm * (1 + 1e-5)
    for name, gradient in gradients.items():
        np.testing.assert_array_equal(gradient, before[name])
        assert clipped[name].dtype == gradient.dtype
        assert (np.sign(clipped[name]) * np.sign(gradient) >= 0).all()
        if not longer:
            np.testing.assert_array_equal(clipped[name], gradient)
    cut = clip_by_value(gradients, norm)
    assert all(np.abs(cut[name]).max() <= np.float32(norm) * (1 + 1e-6) for name in cut)


@given(st.data(), DTYPES, st.sampled_from([SGD(0.1), SGD(0.1, 0.9), Adam(0.01)]))
def test_an_optimiser_steps_against_the_gradient_or_refuses(data, dtype, optimiser):
    value = data.draw(hnp.arrays(dtype, 3, elements=finite(dtype)))
    gradient = data.draw(hnp.arrays(dtype, 3, elements=any_finite(dtype)))
    found, refusal = tried(optimiser.update, {"W": value}, {"W": gradient}, optimiser.start({"W": value}))
    if refusal:
        assert np.abs(gradient).max() > 1e15
        assert "update: expected results that" in refusal
        return
    moved, _ = found
    assert moved["W"].dtype == dtype
    assert ((moved["W"] - value) * np.sign(gradient) <= 0).all()


@given(st.data(), st.floats(1e-300, 1e300))
def test_a_draw_is_a_class_that_has_a_chance(data, temperature):
    logits = data.draw(hnp.arrays(np.float64, st.tuples(SIZES, SIZES), elements=any_finite(np.float64)))
    drawn = sample(logits, np.random.default_rng(1), temperature)
    assert ((drawn >= 0) & (drawn < len(logits))).all()
    with np.errstate(all="ignore"):
        behind = (logits.max(axis=0) - logits[drawn, range(logits.shape[1])]) / temperature
    assert (behind < 800).all()


@given(st.lists(st.integers(1, 5), min_size=1, max_size=4), SIZES)
def test_padding_and_turning_round_are_undone(lengths, input_size):
    rng = np.random.default_rng(1)
    sequences = [rng.normal(size=(length, input_size)) for length in lengths]
    xs, found = pad(sequences)
    assert found.tolist() == lengths
    for number, sequence in enumerate(sequences):
        np.testing.assert_array_equal(xs[: len(sequence), :, number], sequence)
    np.testing.assert_array_equal(reverse(reverse(xs, found), found), xs)
    np.testing.assert_array_equal((mask(found, len(xs))[:, None] * xs), xs)


@given(st.data())
def test_doubling_is_the_loop_of_a_linear_recurrence(data):
    shape = data.draw(st.integers(1, 40)), data.draw(SIZES)
    keep, add = (data.draw(hnp.arrays(np.float64, shape, elements=finite(np.float64, -1, 1))) for _ in range(2))
    np.testing.assert_allclose(recurrence_by_doubling(keep, add), recurrence_by_loop(keep, add), atol=1e-9)


RNG = np.random.default_rng(1)
LSTM, GRU = init_cell(LSTMParams, 2, 3, RNG), init_cell(GRUParams, 2, 3, RNG)
READER, VANILLA = init_reader(GRUParams, 2, 3, 2, RNG), init_cell(VanillaParams, 2, 3, RNG)
XS, H, HS, OUT = np.ones((4, 2, 1)), np.ones((3, 1)), np.ones((4, 3, 1)), READER.readout
TRACE, LOOKS = forward(VANILLA, XS), AttentionParams(np.eye(3))
BOTH = BidirectionalParams(LSTM, GRU)
TRANSLATOR = EncoderDecoder(GRU, init_cell(GRUParams, 2, 3, RNG), OUT)
BOUNDED = lambda arrays: (float(np.tanh(arrays["x"]).sum()), {"x": 1 - np.tanh(arrays["x"]) ** 2})  # noqa: E731


def small(junk):
    """Junk that, read as a size, asks for no more memory than there is."""
    return min(junk, 9) if isinstance(junk, int) else junk


CALLS = {
    "forward": lambda junk: forward(LSTM, junk),
    "forward, params": lambda junk: forward(junk, XS),
    "forward, h_init": lambda junk: forward(GRU, XS, junk),
    "forward, c_init": lambda junk: forward(LSTM, XS, None, junk),
    "forward, lengths": lambda junk: forward(GRU, XS, None, None, junk),
    "backward": lambda junk: backward(junk, HS),
    "backward, dhs": lambda junk: backward(TRACE, junk),
    "parameters": lambda junk: VanillaParams(junk, junk, junk),
    "b_hn": lambda junk: replace(GRU, b_hn=junk),
    "reset": lambda junk: replace(GRU, reset=junk),
    "step": lambda junk: gru_step(GRU, junk, H),
    "step, params": lambda junk: lstm_step(junk, XS[0], H, H),
    "step backward": lambda junk: vanilla_step_backward(VANILLA, junk, H),
    "trace, t": lambda junk: TRACE.step(junk),
    "readout": lambda junk: readout(OUT, junk),
    "readout, params": lambda junk: readout(junk, HS),
    "readout_backward": lambda junk: readout_backward(OUT, HS, junk),
    "Reader": lambda junk: Reader(junk, junk),
    "last_loss": lambda junk: last_loss(READER, XS, junk),
    "last_loss, model": lambda junk: last_loss(junk, XS, np.array([0])),
    "last_logits": lambda junk: last_logits(READER, junk),
    "bidirectional": lambda junk: bidirectional_forward(BOTH, junk),
    "bidirectional, params": lambda junk: bidirectional_forward(junk, XS),
    "bidirectional back": lambda junk: bidirectional_backward(junk, HS),
    "stacked": lambda junk: stacked_forward(junk, XS),
    "stacked back": lambda junk: stacked_backward(junk, HS),
    "teacher_forcing": lambda junk: teacher_forcing(TRANSLATOR, XS, junk, 0),
    "teacher_forcing, start": lambda junk: teacher_forcing(TRANSLATOR, XS, np.array([[0]]), junk),
    "greedy_decode": lambda junk: greedy_decode(junk, XS, 0, 1, 3),
    "greedy_decode, max_len": lambda junk: greedy_decode(TRANSLATOR, XS, 0, 1, small(junk)),
    "softmax": softmax,
    "sigmoid": sigmoid,
    "one_hot_columns": lambda junk: one_hot_columns(junk, 3),
    "one_hot_columns, size": lambda junk: one_hot_columns(np.array([[0]]), small(junk)),
    "encode": encode,
    "scale_min_max": scale_min_max,
    "cross entropy": lambda junk: softmax_cross_entropy(junk, np.array([[0]])),
    "cross entropy, targets": lambda junk: softmax_cross_entropy(np.ones((1, 2, 1)), junk),
    "cross entropy, weights": lambda junk: softmax_cross_entropy(np.ones((1, 2, 1)), np.array([[0]]), junk),
    "binary": lambda junk: binary_cross_entropy(junk, junk),
    "square": lambda junk: mean_square(junk, junk),
    "clip": lambda junk: clip_by_norm({"W": np.ones(2)}, junk),
    "clip, gradients": lambda junk: clip_by_value(junk, 1.0),
    "SGD": SGD,
    "Adam": Adam,
    "update": lambda junk: SGD(0.1).update({"W": np.ones(2)}, {"W": junk}, SGD(0.1).start({"W": np.ones(2)})),
    "train": lambda junk: train({"W": np.ones(2)}, lambda model, _: (0.0, {"W": junk}), 1, SGD(0.1)),
    "train, steps": lambda junk: train(
        {"W": np.ones(2)}, lambda model, _: (0.0, {"W": np.ones(2)}), small(junk), SGD(0.1)
    ),
    "train, loss": lambda junk: train({"W": np.ones(2)}, junk, 1, SGD(0.1)),
    "train, optimiser": lambda junk: train({"W": np.ones(2)}, BOUNDED, 1, junk),
    "pad": pad,
    "reverse": reverse,
    "mask": lambda junk: mask(junk, 5),
    "mask, seq_len": lambda junk: mask(np.array([1]), small(junk)),
    "sample": lambda junk: sample(junk, np.random.default_rng(1)),
    "sample, temperature": lambda junk: sample(np.ones((2, 1)), np.random.default_rng(1), junk),
    "init_cell, size": lambda junk: init_cell(LSTMParams, small(junk), 2, RNG),
    "init_cell, kind": lambda junk: init_cell(junk, 2, 2, RNG),
    "init_cell, rng": lambda junk: init_cell(LSTMParams, 2, 2, junk),
    "init_cell, scheme": lambda junk: init_cell(LSTMParams, 2, 2, RNG, scheme=junk),
    "init_cell, keep_bias": lambda junk: init_cell(LSTMParams, 2, 2, RNG, keep_bias=junk),
    "named_parameters": named_parameters,
    "replace_parameters": lambda junk: replace_parameters(VANILLA, junk),
    "from_pytorch": lambda junk: from_pytorch(LSTMParams, {"weight_ih_l0": junk, "weight_hh_l0": junk}),
    "from_keras": lambda junk: from_keras(GRUParams, junk),
    "from_onnx": lambda junk: from_onnx(GRUParams, {"W": junk, "R": junk}),
    "to_keras": to_keras,
    "gradient_check": lambda junk: gradient_check(junk, {"x": np.ones(2)}),
    "gradient_check, arrays": lambda junk: gradient_check(BOUNDED, {"x": junk}),
    "spectral_radius": spectral_radius,
    "largest_singular_value": largest_singular_value,
    "geometric_mean": geometric_mean,
    "step_jacobian": lambda junk: step_jacobian(VANILLA, junk),
    "truncated": lambda junk: truncated_gradient(VANILLA, XS, HS, junk),
    "recalled": lambda junk: recalled(small(junk), RNG),
    "recurrence": lambda junk: recurrence_by_loop(junk, junk),
    "truncated, xs": lambda junk: truncated_gradient(VANILLA, junk, HS, 2),
    "truncated, dhs": lambda junk: truncated_gradient(VANILLA, XS, junk, 2),
    "truncated, params": lambda junk: truncated_gradient(junk, XS, HS, 2),
    "terms": lambda junk: weight_gradient_terms(TRACE, junk),
    "at_own_end": lambda junk: at_own_end(junk, TRACE),
    "attend, states": lambda junk: attend(LOOKS, junk, HS),
    "attend, lengths": lambda junk: attend(LOOKS, HS, HS, junk),
    "attend, added": lambda junk: attend(LOOKS, HS, HS, None, junk),
    "look_back, kept": lambda junk: look_back(LookBackParams(LOOKS.W_a, np.ones((1, 1))), HS, junk),
    "step, h_prev": lambda junk: gru_step(GRU, XS[0], junk),
    "step, wx_b": lambda junk: gru_step(GRU, XS[0], H, junk),
    "update, parameters": lambda junk: Adam(0.1).update(
        {"W": junk}, {"W": np.ones(2)}, Adam().start({"W": np.ones(2)})
    ),
    "update, state": lambda junk: Adam(0.1).update({"W": np.ones(2)}, {"W": np.ones(2)}, junk),
    "update, mean": lambda junk: Adam(0.1).update({"W": np.ones(2)}, {"W": np.ones(2)}, AdamState(junk, junk, 1)),
    "start": lambda junk: SGD(0.1).start(junk),
    "replace_parameters, array": lambda junk: replace_parameters({"W": np.ones(2)}, {"W": junk}),
    "relative_error": lambda junk: str(relative_error(junk, junk)),  # infinite where junk is
    "numerical_gradient": lambda junk: numerical_gradient(lambda x: float(np.tanh(x).sum()), junk),
    "numerical_gradient, loss": lambda junk: numerical_gradient(lambda x: junk, np.ones(2)),
    "gradient_check, what it gave": lambda junk: gradient_check(lambda arrays: junk, {"x": np.ones(2)}),
    "summary": summary,
    "choose_rate": choose_rate,
    "choose_rate, scores": lambda junk: choose_rate({0.1: junk}),
    "matched_units": lambda junk: matched_units(9, junk),
    "train, what it gave": lambda junk: train({"W": np.ones(2)}, lambda model, _: junk, 1, SGD(0.1)),
    "train, its loss": lambda junk: train({"W": np.ones(2)}, lambda model, _: (junk, {"W": np.ones(2)}), 1, SGD(0.1)),
    "init_cell, gain": lambda junk: init_cell(LSTMParams, 2, 2, RNG, gain=junk),
    "init_cell, dtype": lambda junk: init_cell(LSTMParams, 2, 2, RNG, dtype=junk),
    "orthogonal, gain": lambda junk: orthogonal(RNG, 2, 2, junk, np.float32),
    "flow_pass": lambda junk: flow_pass(VanillaParams, 0, input_scale=junk),
    "from_onnx, flag": lambda junk: from_onnx(GRUParams, to_onnx(GRU), junk),
    "from_keras, flag": lambda junk: from_keras(GRUParams, to_keras(GRU), junk),
    "to_pytorch, suffix": lambda junk: to_pytorch(LSTM, junk),
    "from_pytorch, suffix": lambda junk: from_pytorch(LSTMParams, to_pytorch(LSTM), junk),
    "one_hot": one_hot,
    "prices": prices_as_sequence,
    "cat_sat, dtype": cat_sat_params,
    "reset, dtype": reset_before_and_after,
    "bidirectional, cells": lambda junk: BidirectionalParams(LSTM, junk),
    "EncoderDecoder": lambda junk: EncoderDecoder(junk, junk, OUT),
    "teacher_forcing, sources": lambda junk: teacher_forcing(TRANSLATOR, junk, np.array([[0]]), 0),
    "teacher_forcing, lengths": lambda junk: teacher_forcing(TRANSLATOR, XS, np.array([[0]]), 0, junk),
    "rmse": lambda junk: rmse(junk, junk),
    "autoregression": lambda junk: autoregression(junk, 1)(np.ones(2)),
    "recall_accuracy": lambda junk: recall_accuracy(READER, XS, junk),
    "newton": lambda junk: list(states_by_newton(VANILLA, junk, 2)),
    "reaches": lambda junk: reaches(small(junk)),
}


@pytest.mark.parametrize("name", CALLS)
@given(junk=ANYTHING)
@settings(max_examples=25)
def test_anything_at_all_gives_finite_numbers_or_a_clear_error(name, junk):
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        found, refusal = tried(CALLS[name], junk)
    assert not refusal or ": expected " in refusal
    for array in _arrays_in(found):
        assert np.isfinite(array).all()


def _arrays_in(found):
    if isinstance(found, np.ndarray | np.number | float):
        return [np.asarray(found)] if np.asarray(found).dtype.kind in "fiu" else []
    if isinstance(found, dict):
        return [array for value in found.values() for array in _arrays_in(value)]
    if isinstance(found, tuple | list):
        return [array for value in found for array in _arrays_in(value)]
    return (
        [array for value in vars(found).values() if value is not None for array in _arrays_in(value)]
        if hasattr(found, "__dict__")
        else []
    )

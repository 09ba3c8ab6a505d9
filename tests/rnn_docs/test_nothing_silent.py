"""Nothing in silence: no wrong answer, no infinity, no numpy warning, and what was handed in stays the caller's own."""

import sys
import warnings
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn_docs import (
    SGD,
    Adam,
    GRUParams,
    LSTMParams,
    Reader,
    ReadoutParams,
    VanillaParams,
    backward,
    binary_cross_entropy,
    cat_sat_params,
    forward,
    gru_step,
    gru_step_backward,
    init_cell,
    last_loss,
    lstm_step,
    lstm_step_backward,
    mean_square,
    one_hot_columns,
    prices_as_sequence,
    readout,
    readout_backward,
    scale_min_max,
    softmax_cross_entropy,
    train,
    vanilla_step,
    vanilla_step_backward,
)
from rnn_docs.cells.parameters import replace_parameters
from rnn_docs.checks import norm
from rnn_docs.comparison import choose_rate, matched_units, summary
from rnn_docs.conversions import from_keras, from_onnx, from_pytorch, to_keras, to_onnx, to_pytorch
from rnn_docs.examples import one_hot, reset_before_and_after
from rnn_docs.gradient_checking import cell_gradient_check, gradient_check, numerical_gradient, relative_error
from rnn_docs.learning.initialisation import orthogonal
from rnn_docs.learning.optimisers import clip_by_norm, clip_by_value, global_norm
from rnn_docs.measure import (
    flow_pass,
    fresh_cell,
    geometric_mean,
    gradient_by_distance,
    gradient_ratio,
    jacobian_bound,
    largest_singular_value,
    matrices_by_doubling,
    products_by_doubling,
    recurrence_by_doubling,
    recurrence_by_loop,
    slope_bound,
    spectral_radius,
    states_by_newton,
    truncated_gradient,
    weight_gradient_terms,
    with_spectral_radius,
)
from rnn_docs.networks.attention import NO_SHARE, AttentionParams, attend, attend_backward
from rnn_docs.networks.bidirectional import BidirectionalParams
from rnn_docs.networks.encoder_decoder import EncoderDecoder, attention_weights, greedy_decode, teacher_forcing
from rnn_docs.networks.looking_back import LookBackParams, look_back, look_back_backward
from rnn_docs.networks.reader import at_own_end
from rnn_docs.networks.stacked import stacked_forward
from rnn_docs.padding import mask, pad
from rnn_docs.records import same
from rnn_docs.tasks.quotation_marks import only_by_window
from rnn_docs.tasks.recall import recall_accuracy
from rnn_docs.tasks.series import Settings, autoregression, fit, rmse

RNG = np.random.default_rng(1)
ONE = np.ones((1, 1))
X, H = RNG.normal(size=(2, 4)), RNG.normal(size=(3, 4))
XS, HS, LENGTHS = RNG.normal(size=(5, 2, 4)), RNG.normal(size=(5, 3, 4)), np.array([5, 1, 3, 2])
VANILLA, LSTM, GRU = (init_cell(kind, 2, 3, RNG) for kind in (VanillaParams, LSTMParams, GRUParams))
TRACE, SHORT = forward(VANILLA, XS), forward(VANILLA, XS[:1])
LOOKS, OUT = AttentionParams(RNG.normal(size=(3, 3))), ReadoutParams(RNG.normal(size=(6, 3)), np.ones((6, 1)))
TEN = 10 * np.ones((800, 1))
TINY = VanillaParams(1e-10 * ONE, 1e-10 * ONE, 0 * ONE)
TINY_GRU = GRUParams(np.full((3, 1), 1e-10), np.full((3, 1), 1e-10), np.zeros((3, 1)), b_hn=0 * ONE)
STEEP = VanillaParams(ONE, 1e200 * ONE, 0 * ONE)
WEIGHT, ONE32 = {"w": np.ones(2)}, np.ones(1, np.float32)
HUGE = np.array([1.7e308])
HUGE_BIASES = {"weight_ih_l0": ONE, "weight_hh_l0": ONE, "bias_ih_l0": HUGE, "bias_hh_l0": HUGE}
SMALL32 = init_cell(VanillaParams, 2, 3, RNG, dtype=np.float32)
TRANSLATOR = EncoderDecoder(GRU, init_cell(GRUParams, 6, 3, RNG), OUT)
MARKED = Reader(GRU, OUT)


def kept(optimiser, like):
    """The state of an optimiser for parameters like this one."""
    return optimiser.start({"w": like})


REFUSED = [
    (lambda: attend(LOOKS, HS, HS, LENGTHS[:1]), r"lengths: expected shape \(4,\), found \(1,\)"),
    (lambda: attend(LOOKS, HS, HS, added=np.full((5, 5), NO_SHARE)), "added: .*a step to look at for each state, found a state"),
    (lambda: attend(LOOKS, HS, HS, added=np.full((5, 5), np.nan)), "added: expected finite values, found nan"),
    (lambda: attend(AttentionParams(1e308 * ONE), *np.ones((2, 1, 1, 1)), added=1.7e308 * ONE), "attend: .*float64 can hold"),
    (lambda: look_back_backward(look_back(LookBackParams(0 * ONE, 0 * ONE), np.zeros((3, 1, 1))), np.full((3, 1, 1), 1.7e308)), "expected results that float64"),
    (lambda: backward(forward(TINY, np.zeros((1, 1, 2))), np.full((1, 1, 2), 1e308)), "backward: expected results that float64"),
    (lambda: backward(forward(TINY_GRU, np.zeros((1, 1, 4))), np.full((1, 1, 4), 1.7e308)), "backward: expected results that float64"),
    (lambda: vanilla_step_backward(STEEP, vanilla_step(STEEP, 0 * ONE, 0 * ONE), 1e200 * ONE), "vanilla_step_backward: expected results"),
    (lambda: SGD(1).update(WEIGHT, WEIGHT, kept(SGD(1), np.ones((3, 2)))), r"state.velocity of w: expected shape \(2,\), found \(3, 2\)"),
    (lambda: SGD(1).update(WEIGHT, WEIGHT, kept(SGD(1), np.ones(2, np.float32))), "state.velocity of w: expected dtype float64"),
    (lambda: Adam(1).update(WEIGHT, WEIGHT, kept(Adam(), np.ones((2, 2)))), r"state.mean of w: expected shape \(2,\), found \(2, 2\)"),
    (lambda: Adam(1).update(WEIGHT, WEIGHT, Adam().start({"u": np.ones(2)})), "state.mean: expected those of w, found u"),
    (lambda: Adam(1).update(WEIGHT, WEIGHT, kept(Adam(), np.ones(2))._replace(square={"w": np.ones(3)})), "state.square of w: expected shape"),
    (lambda: Adam(1).update(WEIGHT, WEIGHT, kept(Adam(), np.ones(2))._replace(steps=-1)), "state.steps: expected at least 0, found -1"),
    (lambda: Adam(1).update(WEIGHT, WEIGHT, kept(SGD(1), np.ones(2))), "state: expected AdamState, found SGDState"),
    (lambda: SGD(1).update({"w": np.ones(2, int)}, WEIGHT, kept(SGD(1), np.ones(2))), "^w: expected dtype float32 or float64, found int64"),
    (lambda: SGD(1).update({"w": np.ma.ones(2)}, WEIGHT, kept(SGD(1), np.ones(2))), "^w: expected a numpy array, found MaskedArray"),
    (lambda: SGD(1).update({1: np.ones(2)}, {"w": np.ones(2)}, kept(SGD(1), np.ones(2))), "gradients: expected those of 1, found w"),
    (lambda: Adam().start([np.ones(2)]), "parameters: expected Mapping, found list"),
    (lambda: at_own_end(np.ones((1, 4)), TRACE), r"dlast: expected shape \(3, 4\), found \(1, 4\)"),
    (lambda: at_own_end(np.full((3, 4), np.nan), TRACE), "dlast: expected finite values, found nan"),
    (lambda: at_own_end(H, HS), "trace: expected Trace, found ndarray"),
    (lambda: relative_error(np.ma.ones(2), np.ones(2)), "found: expected a numpy array, found MaskedArray"),
    (lambda: relative_error(np.ones(1), np.array([None])), "expected: expected numbers, found ndarray of object"),
    (lambda: relative_error([[1], [1, 2]], np.ones(1)), "found: expected numbers, found list of different shapes"),
    (lambda: recurrence_by_loop(TEN, TEN), "recurrence_by_loop: expected results that float64 can hold"),
    (lambda: recurrence_by_doubling(TEN, 0 * TEN), "recurrence_by_doubling: expected results that float64 can hold"),
    (lambda: matrices_by_doubling(TEN[:, :, None], 0 * TEN), "matrices_by_doubling: expected results that float64 can hold"),
    (lambda: states_by_newton(STEEP, np.full((3, 1, 1), 1e308), 2), "W_xh x .*: expected sums that float64 can hold"),
    (lambda: states_by_newton("cell", XS, 2), "params: expected VanillaParams, found str"),  # at once, not at the first round
    (lambda: products_by_doubling("long"), "seq_len: expected an integer, found str"),
    (lambda: truncated_gradient(VANILLA, XS, np.ones((9, 3, 4)), 2), r"dhs: expected shape \(5, 3, 4\), found \(9, 3, 4\)"),
    (lambda: truncated_gradient(VANILLA, XS[:0], HS[:0], 2), "xs: expected shape .* without an empty axis"),
    (lambda: truncated_gradient("cell", XS, HS, 2), "params: expected VanillaParams, LSTMParams or GRUParams, found str"),
    (lambda: weight_gradient_terms(TRACE, backward(SHORT, HS[:1])), r"gradients.das: expected shape \(5, 3, 4\), found \(1, 3, 4\)"),
    (lambda: replace_parameters(WEIGHT, {"w": [1, 2]}), "w: expected a numpy array, found list"),
    (lambda: replace_parameters(WEIGHT, {"w": np.array([np.nan, 0])}), "w: expected finite values, found nan"),
    (lambda: replace_parameters(WEIGHT, {"w": np.ones(2), 1: 0}), "arrays: expected w, found 1, w"),
    (lambda: numerical_gradient(lambda x: np.nan, np.ones(2)), "loss: expected a finite number, found nan"),
    (lambda: numerical_gradient(lambda x: x, np.ones(2)), "loss: expected a finite number, found ndarray"),
    (lambda: numerical_gradient(lambda x: float(x.sum()), np.array([1e20])), r"epsilon: expected a step that moves 1e\+20, found 1e-05"),
    (lambda: numerical_gradient(lambda x: float(x.sum()), np.array([1e11])), r"epsilon: expected a step that moves 100000000000.0"),
    (lambda: numerical_gradient(lambda x: 1.7e308 * np.sign(float(x[0])), np.zeros(1)), "numerical_gradient: expected results"),
    (lambda: gradient_check(lambda arrays: 1.0, WEIGHT), "function: expected to give back a loss and its gradients, found float"),
    (lambda: gradient_check(lambda arrays: (1.0, [1]), WEIGHT), "gradients: expected Mapping, found list"),
    (lambda: forward(VANILLA, XS, lengths=LENGTHS.astype("m8[s]")), "lengths: expected a numpy array of integers, found timedelta64"),
    (lambda: init_cell(VanillaParams, np.timedelta64(2, "s"), 3, RNG), "input_size: expected an integer, found np.timedelta64"),
    (lambda: SGD(np.timedelta64(2, "s")), "learning_rate: expected a positive number, found timedelta64"),
    # settings that a dtype cannot hold
    (lambda: init_cell(LSTMParams, 2, 3, RNG, keep_bias=1e300, dtype="f4"), r"keep_bias: expected a number that float32 can hold, found 1e\+300"),
    (lambda: init_cell(VanillaParams, 2, 3, RNG, scheme="identity", gain=1e300, dtype="f4"), "gain: expected a number that float32 can hold"),
    (lambda: init_cell(VanillaParams, 2, 3, RNG, gain=np.nan), "gain: expected a number, found nan"),
    (lambda: fresh_cell(VanillaParams, RNG, gain="x"), "gain: expected a number, found str"),
    (lambda: orthogonal(RNG, 2, 2, 1e300, np.float32), "gain: expected a number that float32 can hold"),
    (lambda: flow_pass(VanillaParams, 0, input_scale=1e308), "input_scale: expected a factor that leaves all inputs finite"),
    (lambda: with_spectral_radius(SMALL32, 1e300), "with_spectral_radius: expected results that float32 can hold"),
    (lambda: from_pytorch(VanillaParams, HUGE_BIASES), "the sum of both biases: expected results that float64 can hold"),
    (lambda: from_onnx(GRUParams, {"W": np.ones((1, 3, 1)), "R": np.ones((1, 3, 1)), "B": np.full((1, 6), 1.7e308)}), "the sum of both biases"),
    (lambda: Adam(epsilon=1e-50).update({"w": ONE32}, {"w": 0 * ONE32}, kept(Adam(), ONE32)), "epsilon: expected a number that float32 can tell from 0"),
    (lambda: global_norm({"w": np.full(4, 1.7e308)}), "global_norm: expected results that float64 can hold"),
    (lambda: summary([1.7e308, 1.7e308]), "summary: expected results that float64 can hold"),
    (lambda: summary(np.array([1j])), "values: expected numbers, found ndarray of complex128"),
    (lambda: summary(["1.5"]), "values: expected numbers, found list of <U3"),
    (lambda: choose_rate([1, 2]), "scores: expected Mapping, found list"),
    (lambda: choose_rate({0.1: ["x"]}), "scores of 0.1: expected numbers"),
    (lambda: matched_units(9, lambda units: WEIGHT), "fresh: expected more than 2 parameters with each unit, found 2 with 2"),
    # the name that the caller used
    (lambda: global_norm({"w": np.zeros((0, 3))}), r"w: expected shape \(0, 3\) without an empty axis"),
    (lambda: Reader(3, OUT), "^cell: expected VanillaParams, LSTMParams or GRUParams, found int"),
    (lambda: BidirectionalParams(LSTM, 3), "^behind: expected VanillaParams"),
    (lambda: EncoderDecoder(GRU, 3, OUT), "^decoder: expected VanillaParams"),
    (lambda: stacked_forward([GRU, "x"], XS), r"^layers\[1\]: expected VanillaParams"),
    (lambda: teacher_forcing(TRANSLATOR, XS, np.zeros((3, 9), int), 0), r"targets: expected shape \(target_len, 4\), found \(3, 9\)"),
    (lambda: teacher_forcing(TRANSLATOR, XS[:, :1], np.zeros((3, 4), int), 0), "sources: expected shape"),
    (lambda: greedy_decode(TRANSLATOR, XS, 0, 1, 3, LENGTHS + 9), "source_lengths: expected integers from 1 to 5"),
    (lambda: attention_weights(TRANSLATOR, XS, np.zeros((3, 9), int), 0), "tokens: expected shape"),
    (lambda: spectral_radius(np.ones((3, 2))), r"W: expected shape \(3, 3\), found \(3, 2\)"),
    (lambda: cell_gradient_check("x", XS, RNG), "params: expected VanillaParams, LSTMParams or GRUParams, found str"),
    (lambda: gradient_check(lambda arrays: 0, VANILLA), "arrays: expected a dict of arrays, found VanillaParams; of a model, named_parameters"),
    (lambda: init_cell(LSTMParams, 2, 3, RNG, dtype="abc"), "dtype: expected float32 or float64, found 'abc'"),
    (lambda: from_pytorch(LSTMParams, {1: 2}), "state: expected weight_ih_l0, weight_hh_l0, found 1"),
    (lambda: mask(LENGTHS, 10**30), "seq_len: expected an integer from 1 to"),
    (lambda: one_hot_columns(LENGTHS[None], 10**30), "size: expected an integer from 1 to"),
    (lambda: pad([np.ndarray]), r"sequences\[0\]: expected a numpy array, found the class ndarray"),
    # what a function of the caller's gave back
    (lambda: train(WEIGHT, lambda model, step: 1.0, 1, SGD(1)), "loss_and_gradients: expected to give back a loss and its gradients, found float"),
    (lambda: train(WEIGHT, lambda model, step: (1, 2, 3), 1, SGD(1)), "loss_and_gradients: .* found tuple of 3"),
    (lambda: train(WEIGHT, lambda model, step: (None, WEIGHT), 1, SGD(1)), "loss: expected a number, found NoneType"),
    (lambda: train(WEIGHT, lambda model, step: (1j, WEIGHT), 1, SGD(1)), "loss: expected a number, found complex"),
    (lambda: train(WEIGHT, lambda model, step: (np.ones(2), WEIGHT), 1, SGD(1)), "loss: expected a number, found ndarray"),
    # settings that were passed over, or read as another
    (lambda: from_keras(GRUParams, to_keras(GRU), reset_after="False"), "reset_after: expected bool, found str"),
    (lambda: to_pytorch(LSTM, 0), "suffix: expected str, found int"),
    (lambda: from_onnx(GRUParams, {"W": ONE, "R": ONE, "b": ONE}), "arrays: expected W, R and B, found R, W, b"),
    (lambda: from_onnx(GRUParams, to_onnx(GRU), LENGTHS), "linear_before_reset: expected 0 or 1, found array"),
    (lambda: reset_before_and_after(int), "dtype: expected float32 or float64, found int64"),
    (lambda: cat_sat_params(np.float16), "dtype: expected float32 or float64, found float16"),
    (lambda: prices_as_sequence(np.ones((2, 2)).cumsum(axis=1)), r"prices: expected one row of numbers, found shape \(2, 2\)"),
    (lambda: one_hot(np.array(["cat", "sat"])), "token: expected one of the, cat, sat"),
    # tasks
    (lambda: recall_accuracy(MARKED, XS, LENGTHS[:1] - 1), r"targets: expected shape \(4,\), found \(1,\)"),
    (lambda: rmse(np.ones(3), np.ones((3, 1))), r"values: expected shape \(3,\), found \(3, 1\)"),
    (lambda: rmse(np.array([]), np.array([])), "guesses: expected shape .* without an empty axis"),
    (lambda: autoregression(np.array([1.0, np.nan, 2.0]), 1), "values: expected finite values, found nan"),
    (lambda: autoregression(np.ones(3), 5), "order: expected an integer from 1 to 2, found 5"),
    (lambda: fit(0, "gru", np.ones(40), 30, Settings(4, 9, 1, 1), 0.1), "values: expected some that differ"),
    (lambda: only_by_window(["no mark at all"], 3), "texts: expected letters inside a quotation and outside, found 0 of 14"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "message"), REFUSED, ids=range(len(REFUSED)))
def test_what_once_gave_a_wrong_answer_in_silence_is_refused_by_name(call, message):
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        with pytest.raises((TypeError, ValueError, FloatingPointError), match=message):
            call()


def cut(values, dtype=np.float64):
    return np.array(values, dtype)[:, None, None]


RIGHT = [
    (lambda: attend(AttentionParams(1e31 * ONE), cut([-1.0]), cut([1.0, 2.0]), np.array([1])).weights.ravel(), [1, 0]),
    (lambda: attend(AttentionParams(ONE), cut([-1.0]), cut([1e31, 2e31]), added=np.array([[0, NO_SHARE]])).weights.ravel(), [1, 0]),
    (lambda: look_back(LookBackParams(1e31 * ONE, 0 * ONE), cut([1.0, 2.0])).looked.weights[0].ravel(), [1, 0]),
    (lambda: look_back(LookBackParams(0 * ONE, -800 * ONE), cut([1.0, 2.0])).looked.weights[1].ravel(), [0.5, 0.5]),
    (lambda: norm(np.array([3e-300, 4e-300])), 5e-300),
    (lambda: norm(np.array([3e-30, 4e-30], np.float32)), 5e-30),
    (lambda: norm(np.zeros(2)), 0),
    (lambda: gradient_ratio(VanillaParams(ONE, 1e-20 * ONE, 0 * ONE), np.zeros((12, 1, 1)), RNG), 1e-240),
    (lambda: gradient_ratio(replace(TINY, **{name: getattr(TINY, name).astype("f4") for name in ("W_xh", "W_hh", "b_h")}), np.zeros((3, 1, 1), "f4"), RNG), 1e-30),
    (lambda: scale_min_max([1.7e9, 1.7e9 + 60, 1.7e9 + 120], np.float32), [0, 0.5, 1]),
    (lambda: scale_min_max(np.array([2**60, 2**60 + 1])), [0, 1]),
    (lambda: scale_min_max(np.array([0, 255], np.uint8)), [0, 1]),
    (lambda: scale_min_max(np.array([-6e4, 6e4], np.float16)), [0, 1]),
    (lambda: relative_error(np.array([-128], np.int8), np.zeros(1, np.int8)), 1),
    (lambda: relative_error(np.array([np.iinfo(int).min]), np.zeros(1, int)), 1),
    (lambda: relative_error(np.array([5e-324]), np.zeros(1)), 1),
    (lambda: recurrence_by_loop(TEN, 0 * TEN)[-1], 0),
    (lambda: products_by_doubling(np.int8(100)), products_by_doubling(100)),
    (lambda: geometric_mean(np.array([200, 202], np.uint8)), np.sqrt(200 * 202)),
    (lambda: geometric_mean(np.array([1.5, 6], np.float16)), 3),
    (lambda: mean_square(np.array([1.0, 1e200]), np.zeros(2), np.array([1.0, 0.0])), (1, [2, 0])),
    (lambda: softmax_cross_entropy(np.array([[[0], [0]], [[1e308], [-1e308]]]), np.array([[0], [1]]), np.array([[1.0], [0.0]]))[0], np.log(2)),
    (lambda: type(mean_square(np.array(1.0), np.array(0.0))[1]) is np.ndarray, True),
    (lambda: clip_by_value({"w": ONE32}, 1e300)["w"], ONE32),
    (lambda: SGD(1).update({"w": np.array(3.0)}, {"w": np.array(1.0)}, kept(SGD(1), np.array(3.0)))[0]["w"], 2),
]  # fmt: skip


@pytest.mark.parametrize(("call", "expected"), RIGHT, ids=range(len(RIGHT)))
def test_what_once_gave_a_wrong_answer_in_silence_is_right(call, expected):
    with np.errstate(all="raise"):
        found = call()
    for one, other in zip(found, expected, strict=True) if isinstance(found, tuple) else [(found, expected)]:
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=0)


def test_who_asks_for_a_bar_without_the_package_that_draws_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm", None)
    with pytest.raises(ModuleNotFoundError, match="progress: expected the package tqdm to be installed"):
        train(WEIGHT, lambda model, step: (1.0, WEIGHT), 1, SGD(1), progress=True)


def test_a_gradient_check_compares_what_the_function_gave_and_lends_it_nothing_of_the_callers():
    arrays, buffer = {"x": np.ones(2), "y": np.ones(2)}, np.zeros(2)

    def careless(given):
        given["y"] *= 2
        buffer[:] = 0 * given["x"]  # the same memory for every answer, and zero is wrong
        return float(given["x"].sum() * given["y"].sum()), {"x": np.full(2, 4.0), "y": np.full(2, 4.0)}

    assert max(gradient_check(careless, arrays).values()) < 1e-9
    assert same(arrays, {"x": np.ones(2), "y": np.ones(2)})


# --- what was handed in ----------------------------------------------------------------------------------------------


HANDED = {
    "vanilla_step": (lambda x, h: vanilla_step(VANILLA, x, h), (X, H), lambda step: vanilla_step_backward(VANILLA, step, H)),
    "lstm_step": (lambda x, h, c: lstm_step(LSTM, x, h, c), (X, H, H), lambda step: lstm_step_backward(LSTM, step, H, H)),
    "gru_step": (lambda x, h: gru_step(GRU, x, h), (X, H), lambda step: gru_step_backward(GRU, step, H)),
    "wx_b": (lambda x, h, wx_b: gru_step(GRU, x, h, wx_b), (X, H, RNG.normal(size=(9, 4))), None),
    "vanilla back": (lambda dh: vanilla_step_backward(VANILLA, vanilla_step(VANILLA, X, H), dh), (H,), None),
    "lstm back": (lambda dh, dc: lstm_step_backward(LSTM, lstm_step(LSTM, X, H, H), dh, dc), (H, H), None),
    "forward": (lambda xs, h, c, n: forward(LSTM, xs, h, c, n), (XS, H, H, LENGTHS), lambda trace: backward(trace, HS)),
    "backward": (lambda dhs, dcs: backward(forward(LSTM, XS), dhs, dcs), (HS, HS), None),
    "attend": (lambda states, hs, n, added: attend(LOOKS, states, hs, n, added), (HS[:2], HS, LENGTHS, HS[0, :2, 0, None] * np.ones(5)), lambda trace: attend_backward(trace, HS[:2])),
    "look_back": (lambda hs, past: look_back(LookBackParams(LOOKS.W_a, ONE), hs, past), (HS, HS[:2]), lambda trace: look_back_backward(trace, HS)),
    "update": (lambda w, dw: Adam(1).update({"w": w}, {"w": dw}, kept(Adam(1), w)), (X, X + 1), None),
    "replace": (lambda w: replace_parameters({"w": X}, {"w": w}), (X,), None),
    "at_own_end": (lambda dlast: at_own_end(dlast, TRACE), (H,), None),
    "newton": (lambda xs: states_by_newton(VANILLA, xs, 3), (XS[:, :, :1],), list),
    "scale": (scale_min_max, (X,), None),
}  # fmt: skip


@pytest.mark.parametrize("name", HANDED)
def test_what_is_handed_in_is_not_changed_and_a_later_change_of_it_changes_nothing(name):
    call, given, after = HANDED[name]
    after = after or (lambda found: found)
    mine = [np.array(array) for array in given]
    expected = after(call(*[np.array(array) for array in given]))
    found = call(*mine)
    assert all(np.array_equal(array, was) and array.flags.writeable for array, was in zip(mine, given, strict=True))
    for array in mine:
        array[...] = 1
    assert same(after(found), expected)


def test_a_trace_of_attention_is_read_only_however_it_came_about():
    trace = look_back(LookBackParams(LOOKS.W_a, ONE), HS)
    for found in (trace, replace(trace), replace(trace, looked=replace(trace.looked))):
        arrays = [found.distances, *(array for array in vars(found.looked).values() if isinstance(array, np.ndarray))]
        assert len(arrays) == 7
        assert not any(array.flags.writeable for array in arrays)
    assert not forward(VANILLA, XS, lengths=LENGTHS).lengths.flags.writeable


# --- at any scale ----------------------------------------------------------------------------------------------------


class Drawn:
    """Arrays and numbers at three scales: of weights, of what is read, and of gradients."""

    def __init__(self, seed, dtype, scales):
        self.rng, self.dtype, self.scales = np.random.default_rng(seed), dtype, scales

    def __call__(self, which, *shape):
        signs = self.rng.choice([-1, 1], shape)
        with np.errstate(all="ignore"):
            return (self.rng.uniform(0.3, 1, shape) * signs * self.scales[which]).astype(self.dtype)

    def cell(self, kind, inputs=2):
        rows = kind.blocks * 3
        return kind(self(0, rows, inputs), self(0, rows, 3), self(0, rows, 1))

    def number(self, which):
        return float(self.scales[which])


def there_and_back(draw, kind):
    trace = forward(draw.cell(kind), draw(1, 4, 2, 2), lengths=np.array([2, 4]))
    gradients = backward(trace, draw(2, 4, 3, 2))
    return trace, trace["wx"], trace["a"], gradients, weight_gradient_terms(trace, gradients)


def step_and_back(draw, step, step_backward, kind):
    params, states = draw.cell(kind), [draw(1, 3, 2) for _ in kind.states]
    found = step(params, draw(1, 2, 2), *states)
    return found, step_backward(params, found, *(draw(2, 3, 2) for _ in kind.states))


def looked_back(draw):
    trace = look_back(LookBackParams(draw(0, 3, 3), draw(2, 1, 1)), draw(1, 4, 3, 2))
    return trace, look_back_backward(trace, draw(2, 4, 3, 2))


def attended(draw):
    trace = attend(AttentionParams(draw(0, 3, 3)), draw(1, 2, 3, 2), draw(1, 4, 3, 2), added=draw(2, 2, 4))
    return trace, attend_backward(trace, draw(2, 2, 3, 2))


def translated(draw):
    looks = AttentionParams(draw(0, 3, 3))
    model = EncoderDecoder(
        draw.cell(GRUParams), draw.cell(GRUParams, 4), ReadoutParams(draw(0, 4, 6), draw(0, 4, 1)), looks
    )
    return teacher_forcing(model, draw(1, 4, 2, 2), np.ones((3, 2), int), 0, np.array([2, 4]))


def updated(draw, optimiser):
    parameters, gradients = {"w": draw(0, 3)}, {"w": draw(1, 3)}
    state = optimiser.update(parameters, gradients, optimiser.start(parameters))[1]
    return optimiser.update(parameters, gradients, state)


AT_ANY_SCALE = {
    **{f"pass of {kind.__name__}": lambda draw, kind=kind: there_and_back(draw, kind) for kind in (VanillaParams, LSTMParams, GRUParams)},
    "step of a vanilla cell": lambda draw: step_and_back(draw, vanilla_step, vanilla_step_backward, VanillaParams),
    "step of an LSTM": lambda draw: step_and_back(draw, lstm_step, lstm_step_backward, LSTMParams),
    "step of a GRU": lambda draw: step_and_back(draw, gru_step, gru_step_backward, GRUParams),
    "lengths of an LSTM": lambda draw: gradient_by_distance(draw.cell(LSTMParams), draw(1, 4, 2, 1), draw.rng),
    "ratio of a GRU": lambda draw: gradient_ratio(draw.cell(GRUParams), draw(1, 4, 2, 1), draw.rng),
    "truncated": lambda draw: truncated_gradient(draw.cell(LSTMParams), draw(1, 4, 2, 2), draw(2, 4, 3, 2), 2),
    "readout": lambda draw: readout(ReadoutParams(draw(0, 5, 3), draw(0, 5, 1)), draw(1, 4, 3, 2)),
    "readout back": lambda draw: readout_backward(ReadoutParams(draw(0, 5, 3), draw(0, 5, 1)), draw(1, 4, 3, 2), draw(2, 4, 5, 2)),
    "reader": lambda draw: last_loss(Reader(draw.cell(GRUParams), ReadoutParams(draw(0, 5, 3), draw(0, 5, 1))), draw(1, 4, 2, 2), np.array([0, 1])),
    "attention": attended,
    "look back": looked_back,
    "translator": translated,
    "cross entropy": lambda draw: softmax_cross_entropy(draw(1, 4, 5, 2), np.ones((4, 2), int), abs(draw(2, 4, 2))),
    "binary": lambda draw: binary_cross_entropy(draw(1, 4), np.minimum(abs(draw(2, 4)), 1), abs(draw(2, 4))),
    "square": lambda draw: mean_square(draw(1, 4), draw(2, 4), abs(draw(2, 4))),
    "clip": lambda draw: clip_by_norm({"w": draw(1, 3)}, draw.number(2)),
    "clip entries": lambda draw: clip_by_value({"w": draw(1, 3)}, draw.number(2)),
    "norm": lambda draw: global_norm({"w": draw(1, 3), "u": draw(2, 3)}),
    "SGD": lambda draw: updated(draw, SGD(draw.number(2), 0.9)),
    "Adam": lambda draw: updated(draw, Adam(draw.number(2))),
    "Adam, epsilon": lambda draw: updated(draw, Adam(epsilon=draw.number(2))),
    "scaled": lambda draw: scale_min_max(draw(1, 4), draw.dtype),
    "loop": lambda draw: recurrence_by_loop(draw(1, 20, 2), draw(2, 20, 2)),
    "doubling": lambda draw: recurrence_by_doubling(draw(1, 20, 2), draw(2, 20, 2)),
    "matrices": lambda draw: matrices_by_doubling(draw(1, 20, 2, 2), draw(2, 20, 2)),
    "newton": lambda draw: list(states_by_newton(draw.cell(VanillaParams), draw(1, 4, 2, 1), 2)),
    "jacobian": lambda draw: jacobian_bound(draw.cell(VanillaParams), draw(1, 20, 3, 1)),
    "slope": lambda draw: slope_bound(draw.cell(VanillaParams), 40),
    "radius": lambda draw: (spectral_radius(draw(1, 3, 3)), largest_singular_value(draw(1, 3, 3)), geometric_mean(abs(draw(1, 3)))),
    "rescaled": lambda draw: with_spectral_radius(draw.cell(VanillaParams), draw.number(1)),
}  # fmt: skip
SCALES = {
    np.float64: (1e-320, 1e-300, 1e-160, 1.0, 30.0, 1e150, 1e300),
    np.float32: (1e-44, 1e-36, 1e-20, 1.0, 30.0, 1e18, 1e37),
}


def tried(call, draw):
    """What a call gives back, or the words of the error that it raises instead."""
    try:
        return call(draw), ""
    except (TypeError, ValueError, FloatingPointError) as error:
        return (), str(error)


def arrays_in(found):
    """Every number that was given back, however deep it lies in records."""
    if isinstance(found, np.ndarray | np.floating | float):
        return [np.asarray(found)]
    parts = found.values() if isinstance(found, dict) else vars(found).values() if hasattr(found, "__dict__") else found
    return [array for part in parts or () if not isinstance(part, int | str | np.dtype) for array in arrays_in(part)]


FEWER = settings(max_examples=20)


def test_no_property_is_judged_by_a_clock():
    assert FEWER.deadline is None  # what stands in tests/conftest.py counts before this file is read


@pytest.mark.parametrize("name", AT_ANY_SCALE)
@given(seed=st.integers(0, 99), dtype=st.sampled_from([*SCALES]), scales=st.tuples(*[st.integers(0, 6)] * 3))
@FEWER
def test_at_any_scale_the_answer_is_finite_or_a_clear_error_whatever_numpy_is_told_to_do(name, seed, dtype, scales):
    draw = Drawn(seed, dtype, [SCALES[dtype][scale] for scale in scales])
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        found, refusal = tried(AT_ANY_SCALE[name], draw)
    assert not refusal or ": expected " in refusal
    assert all(np.isfinite(array).all() for array in arrays_in(found))

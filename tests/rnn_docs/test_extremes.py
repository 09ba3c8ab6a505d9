"""Large, small and strange: directions and values are kept, settings of any kind of number do, and numpy never warns."""

import numpy as np
import pytest

from rnn_docs import (
    SGD,
    Adam,
    GRUParams,
    LSTMParams,
    VanillaParams,
    backward,
    binary_cross_entropy,
    cat_sat_params,
    encode,
    forward,
    init_cell,
    init_reader,
    last_logits,
    last_loss,
    mean_square,
    one_hot_columns,
    readout,
    scale_min_max,
    sigmoid,
    softmax,
    softmax_cross_entropy,
    train,
)
from rnn_docs.cells.parameters import named_gradients
from rnn_docs.gradient_checking import gradient_check, relative_error
from rnn_docs.learning.initialisation import glorot, init_readout, orthogonal, uniform
from rnn_docs.learning.optimisers import clip_by_norm, clip_by_value, global_norm
from rnn_docs.measure import gradient_flow, with_spectral_radius
from rnn_docs.outputs.output_layer import ReadoutParams
from rnn_docs.outputs.sampling import sample
from rnn_docs.padding import mask, pad, reverse

ONE, BIG32 = np.ones((1, 1)), np.float32(3e38)
KINDS = [VanillaParams, LSTMParams, GRUParams]


def rng():
    return np.random.default_rng(1)


# values and directions


@pytest.mark.parametrize("scale", [1e-320, 1e-200, 1.0, 1e200, 1e307])
def test_clipping_by_norm_keeps_direction_and_length_at_any_scale(scale):
    clipped = clip_by_norm({"W": np.array([3.0, -4.0]) * scale}, 5e-321 if scale < 1e-300 else min(scale, 1e300))
    longer = 5 * scale
    expected = min(longer, 5e-321 if scale < 1e-300 else min(scale, 1e300))
    tolerance = 0.2 if scale < 1e-300 else 1e-12  # below 1e-308 few digits are left
    np.testing.assert_allclose(clipped["W"], np.array([0.6, -0.8]) * expected, rtol=tolerance)


def test_a_norm_is_right_where_its_square_is_not():
    assert global_norm({"a": np.array([3e200]), "b": np.array([[4e200]])}) == pytest.approx(5e200)
    assert global_norm({"a": np.array([3e-200, 4e-200])}) == pytest.approx(5e-200)
    assert global_norm({"a": np.full(4, 3e38, np.float32)}) == pytest.approx(2 * float(BIG32))
    assert global_norm({}) == global_norm({"a": np.zeros(3)}) == 0


@pytest.mark.parametrize("bad", [np.nan, np.inf])
@pytest.mark.parametrize("clip", [clip_by_norm, clip_by_value, lambda gradients, _: global_norm(gradients)])
def test_no_clipping_lets_pass_what_is_not_finite(clip, bad):
    with pytest.raises(ValueError, match="W: expected finite values"):
        clip({"W": np.array([bad, 1e9])}, 5.0)


def test_cross_entropy_is_right_at_the_ends_of_float32():
    logits = np.array([[[BIG32], [-BIG32]]])
    assert softmax_cross_entropy(logits, np.array([[0]]))[0] == 0
    assert softmax_cross_entropy(logits, np.array([[1]]))[0] == pytest.approx(6e38)
    weights = np.full((2, 1), BIG32)
    loss, dlogits = softmax_cross_entropy(np.zeros((2, 2, 1), np.float32), np.array([[1], [0]]), weights)
    assert loss == pytest.approx(np.log(2))
    np.testing.assert_allclose(dlogits.ravel(), [0.25, -0.25, -0.25, 0.25])


def test_a_loss_beyond_every_number_is_refused():
    huge = np.array([1.7e308, -1.7e308])
    with pytest.raises(FloatingPointError, match="loss: expected results that float64 can hold, found inf"):
        mean_square(huge, -huge)
    with pytest.raises(FloatingPointError, match="loss"):
        softmax_cross_entropy(huge[None, :, None], np.array([[1]]))


def test_squares_and_answers_of_large_outputs_keep_their_value():
    assert mean_square(np.array([1e100]), np.array([-1e100]))[0] == pytest.approx(4e200)
    assert mean_square(np.full(1, 1e30, np.float32), np.zeros(1, np.float32))[0] == pytest.approx(1e60)
    loss, gradient = binary_cross_entropy(np.array([BIG32, -BIG32]), np.array([0, 1], np.float32))
    assert loss == pytest.approx(3e38)
    np.testing.assert_array_equal(gradient, np.array([0.5, -0.5], np.float32))


def test_relative_errors_of_huge_and_of_missing_numbers():
    assert relative_error(np.array([1.7e308]), np.array([-1.7e308])) == 2
    assert relative_error(np.array([]), np.array([])) == 0
    for bad in (np.nan, np.inf):
        assert (
            relative_error(np.array([bad]), np.array([1.0]))
            == relative_error(np.array([1.0]), np.array([bad]))
            == np.inf
        )
    with pytest.raises(ValueError, match=r"found: expected shape \(2,\), found \(1,\)"):
        relative_error(np.ones(1), np.ones(2))


def test_a_check_of_nothing_is_no_check():
    with pytest.raises(ValueError, match="arrays: expected at least one, found none"):
        gradient_check(lambda arrays: (0.0, {}), {})


@pytest.mark.parametrize("kind", KINDS)
def test_weights_whose_products_overflow_are_refused_and_not_saturated_with_the_wrong_sign(kind):
    cell = init_cell(kind, 2, 3, rng(), dtype=np.float32)
    huge = type(cell)(cell.W_xh * 0 + BIG32, cell.W_hh, cell.b_h)
    with pytest.raises(ValueError, match="expected sums that float32 can hold"):
        forward(huge, np.ones((4, 2, 1), np.float32))
    with pytest.raises(FloatingPointError, match="readout: expected results that float64 can hold"):
        readout(ReadoutParams(1e308 * ONE, ONE), np.full((1, 1, 1), 10.0))


def test_a_gradient_that_explodes_beyond_all_numbers_says_so():
    cell = VanillaParams(ONE, 100 * ONE, 0 * ONE)
    trace = forward(cell, np.zeros((400, 1, 1)))
    with pytest.raises(FloatingPointError, match="backward: expected results that float64 can hold"):
        backward(trace, np.ones((400, 1, 1)))

    def explodes(model, step):
        return 0.0, named_gradients(backward(trace, np.ones((400, 1, 1))))

    with pytest.raises(FloatingPointError, match="step 1: backward: expected results"):
        train(cell, explodes, 3, SGD(0.1))


# numpy's warnings, and those who ask it to raise


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_everything_runs_where_numpy_raises_at_every_floating_point_event(dtype):
    tiny = np.finfo(dtype).tiny
    with np.errstate(all="raise"):
        sigmoid(np.array([800.0, -800.0], dtype))
        softmax(np.array([[800.0], [0.0]], dtype))
        for kind in KINDS:
            model = init_reader(kind, 3, 4, 2, rng(), dtype=dtype)
            xs = (1e3 * rng().normal(size=(60, 3, 5))).astype(dtype)
            loss, gradients = last_loss(model, xs, np.array([0, 1, 0, 1, 1]))
            with np.errstate(under="ignore"):
                small = {name: tiny * gradient for name, gradient in gradients.items()}
            last_logits(model, np.full_like(xs, tiny))
            clip_by_norm(small, tiny / 2)
            Adam().update(gradients, small, Adam().start(gradients))
            train(model, lambda m, _, xs=xs: last_loss(m, xs, np.array([0, 1, 0, 1, 1])), 2, SGD(0.1), max_norm=1.0)
        binary_cross_entropy(np.array([800.0, -800.0], dtype), np.zeros(2, dtype))
        mean_square(np.array([tiny], dtype), np.zeros(1, dtype))
        softmax_cross_entropy(np.array([[[800.0], [-800.0]]], dtype), np.array([[1]]))
        sample(np.array([[800.0], [-800.0]], dtype), rng(), 1e-3)
        scale_min_max([0.0, float(tiny)], dtype)
        gradient_flow(LSTMParams, 0)


# numbers of any kind as settings


@pytest.mark.parametrize("number", [np.float64, np.float32, float])
def test_a_setting_of_any_kind_of_number_keeps_a_float32_model_float32(number):
    model = init_reader(GRUParams, 3, 4, 2, rng(), dtype=np.float32)
    xs, targets = np.ones((4, 3, 2), np.float32), np.array([0, 1])
    for optimiser in (SGD(number(0.1), number(0.5)), Adam(number(0.01), number(0.5), number(0.5), number(1e-6))):
        trained = train(model, lambda m, _: last_loss(m, xs, targets), np.int64(3), optimiser, number(0.5)).model
        assert trained.cell.dtype == trained.readout.dtype == np.float32
    ones = {"W": np.ones(3, np.float32)}
    assert clip_by_norm(ones, number(1))["W"].dtype == clip_by_value(ones, number(1))["W"].dtype == np.float32
    assert with_spectral_radius(cat_sat_params(np.float32), number(0.9)).dtype == np.float32


@pytest.mark.parametrize("integer", [np.int64, np.uint8, np.int16])
def test_any_kind_of_integer_will_do_for_sizes_lengths_and_classes(integer):
    cell = init_cell(LSTMParams, integer(3), integer(4), rng())
    xs, lengths = rng().normal(size=(5, 3, 2)), np.array([5, 2])
    np.testing.assert_array_equal(reverse(xs, lengths.astype(integer)), reverse(xs, lengths))
    np.testing.assert_array_equal(mask(lengths.astype(integer), integer(5)), mask(lengths, 5))
    trace, same = forward(cell, xs, lengths=lengths.astype(integer)), forward(cell, xs, lengths=lengths)
    np.testing.assert_array_equal(trace.h_last, same.h_last)
    tokens = np.array([[1, 0]])
    np.testing.assert_array_equal(one_hot_columns(tokens.astype(integer), integer(2)), one_hot_columns(tokens, 2))
    logits = rng().normal(size=(1, 3, 2))
    assert softmax_cross_entropy(logits, tokens.astype(integer))[0] == softmax_cross_entropy(logits, tokens)[0]


def test_whole_numbers_are_numbers_to_the_functions_of_one_array():
    assert sigmoid(0) == 0.5
    np.testing.assert_array_equal(sigmoid(np.array([0, 0], np.int8)), [0.5, 0.5])
    np.testing.assert_array_equal(softmax(np.array([[1], [1]])), [[0.5], [0.5]])


REFUSED = [
    (lambda: sigmoid("a"), TypeError, "a: expected numbers, found str"),
    (lambda: sigmoid(np.float16([0])), TypeError, "a: expected dtype float32 or float64, found float16"),
    (lambda: sigmoid(np.array([True])), TypeError, "a: expected dtype float32 or float64, found bool"),
    (lambda: sigmoid(np.nan), ValueError, "a: expected finite values, found nan"),
    (lambda: sigmoid(np.ma.masked_equal([1.0, 2.0], 2)), TypeError, "a: expected a numpy array, found MaskedArray"),
    (lambda: softmax(np.array([1.0, 2.0])), ValueError, r"logits: expected shape \(classes, batch_size\), found \(2,\)"),
    (lambda: one_hot_columns(np.array([2, 0]), 3), ValueError, r"tokens: expected shape \(seq_len, batch_size\), found"),
    (lambda: one_hot_columns(np.array([[2]]), 3, int), TypeError, "dtype: expected float32 or float64, found int64"),
    (lambda: init_cell("lstm", 3, 4, rng()), TypeError, r"kind: expected .*, found 'lstm'; did you mean LSTMParams\?"),
    (lambda: init_cell("rnn", 3, 4, rng()), TypeError, "kind: expected VanillaParams, LSTMParams or GRUParams, found 'rnn'$"),
    (lambda: init_cell(dict, 3, 4, rng()), TypeError, "kind: .*found the class dict"),
    (lambda: init_cell(LSTMParams, 3, 4, 0), TypeError, r"rng: expected a Generator, such as .*default_rng\(1\), found int"),
    (lambda: init_cell(LSTMParams, 3, 4.0, rng()), TypeError, r"hidden_size: expected an integer, found 4\.0"),
    (lambda: init_cell(LSTMParams, True, 4, rng()), TypeError, "input_size: expected an integer, found True"),
    (lambda: init_cell(LSTMParams, 3, 4, rng(), dtype=int), TypeError, "dtype: expected float32 or float64, found int64"),
    (lambda: init_reader(LSTMParams, 3, 4, 2, 1), TypeError, "rng: expected a Generator"),
    (lambda: init_readout(3, 2, np.random.RandomState(1)), TypeError, "rng: expected a Generator.*found RandomState"),
    (lambda: uniform(rng(), 2, 2, 0), ValueError, "size: expected at least 1, found 0"),
    (lambda: glorot(1, 2, 2), TypeError, "rng: expected a Generator"),
    (lambda: orthogonal(rng(), 2, 2, gain="big"), TypeError, "gain: expected a number, found str"),
    (lambda: SGD("fast"), TypeError, "learning_rate: expected a positive number, found str"),
    (lambda: SGD(np.nan), ValueError, "learning_rate: expected a positive number, found nan"),
    (lambda: SGD(10**400), ValueError, "learning_rate: expected a positive number, found 1000"),
    (lambda: Adam(beta_mean=-0.1), ValueError, "beta_mean: expected a number from 0 to below 1, found -0.1"),
    (lambda: train(cat_sat_params(), None, 2.5, SGD(1)), TypeError, r"steps: expected an integer, found 2\.5"),
    (lambda: train(cat_sat_params(), None, 2, 0.1), TypeError, "optimiser: expected SGD or Adam, found float"),
    (lambda: train(cat_sat_params(), None, 2, SGD(1), max_norm=0), ValueError, "max_norm: expected a positive number, found 0"),
    (lambda: pad([np.ma.ones((2, 3))]), TypeError, r"sequences\[0\]: expected a numpy array, found MaskedArray"),
    (lambda: mask(np.array([[1]]), 3), ValueError, r"lengths: expected shape \(batch_size,\), found \(1, 1\)"),
    (lambda: encode(["the", "cat"]), TypeError, "sentence: expected words in one string, found list"),
    (lambda: scale_min_max([1.0, np.nan]), ValueError, "values: expected finite values, found nan"),
    (lambda: sample(np.ones((2, 1)), 3), TypeError, "rng: expected a Generator"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "error", "message"), REFUSED, ids=range(len(REFUSED)))
def test_a_setting_that_makes_no_sense_is_named(call, error, message):
    with pytest.raises(error, match=message):
        call()


class Quantity(np.ndarray):
    """A subclass of arrays, as packages for physical units have one."""


@pytest.mark.parametrize(
    "spoilt",
    [
        np.ma.masked_equal,
        lambda xs, _: xs.view(Quantity),
        lambda xs, _: xs.astype(">f8"),
        lambda xs, _: xs.astype(np.longdouble),
    ],
)
def test_arrays_that_compute_otherwise_are_refused_at_every_door(spoilt):
    xs = spoilt(np.array([1.0, -999.0, 1.0]).reshape(3, 1, 1), -999.0)
    cell = VanillaParams(ONE, ONE / 2, 0 * ONE)
    for call in (
        lambda: forward(cell, xs),
        lambda: VanillaParams(xs, ONE, ONE),
        lambda: mean_square(xs, xs),
        lambda: reverse(xs),
    ):
        with pytest.raises(TypeError, match=r"expected (a numpy array|dtype)"):
            call()

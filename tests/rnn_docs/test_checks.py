"""Bad input is refused at the door, with its name, what was expected and what was found."""

import numpy as np
import pytest

from rnn_docs import (
    GRUParams,
    LSTMParams,
    ReadoutParams,
    VanillaParams,
    backward,
    forward,
    gradient_checking,
    init_cell,
    readout,
    readout_backward,
)
from rnn_docs.checks import indices, real
from rnn_docs.gradient_checking import cell_gradient_check, gradient_check
from rnn_docs.networks.bidirectional import BidirectionalParams
from rnn_docs.networks.stacked import stacked_backward, stacked_forward
from rnn_docs.padding import mask, pad, reverse

RNG = np.random.default_rng(1)
VANILLA = init_cell(VanillaParams, 3, 4, RNG)
OTHER = init_cell(VanillaParams, 3, 4, RNG)
LSTM = init_cell(LSTMParams, 3, 4, RNG)
GRU = init_cell(GRUParams, 3, 4, RNG)
SINGLE = init_cell(VanillaParams, 3, 4, RNG, dtype=np.float32)
OUT = ReadoutParams(np.ones((2, 4)), np.ones((2, 1)))
XS = RNG.normal(size=(5, 3, 2))
HS = RNG.normal(size=(5, 4, 2))
NAN = np.where(np.arange(30).reshape(5, 3, 2) == 9, np.nan, XS)
W, U, B = np.ones((4, 3)), np.ones((4, 4)), np.ones((4, 1))

REFUSED = [
    # parameters
    (VanillaParams, (W, np.ones((4, 5)), B), ValueError, r"W_hh: expected shape \(5, 5\), found \(4, 5\)"),
    (VanillaParams, (np.ones((5, 3)), U, B), ValueError, r"W_xh: expected shape \(4, input_size\), found \(5, 3\)"),
    (VanillaParams, (W, U, np.ones(4)), ValueError, r"b_h: expected shape \(4, 1\), found \(4,\)"),
    (VanillaParams, (W, U.tolist(), B), TypeError, "W_hh: expected a numpy array, found list"),
    (VanillaParams, (W, U.astype(int), B), TypeError, "W_hh: expected dtype float32 or float64, found int64"),
    (VanillaParams, (W.astype("f4"), U, B), TypeError, "W_xh: expected dtype float64 .*, found float32"),
    (VanillaParams, (W, U, B * np.inf), ValueError, r"b_h: expected finite values, found inf at index \(0, 0\)"),
    (LSTMParams, (W, U, B), ValueError, r"W_hh: expected shape \(16, 4\), found \(4, 4\)"),
    (GRUParams, (GRU.W_xh, GRU.W_hh, GRU.b_h, B.T), ValueError, r"b_hn: expected shape \(4, 1\), found \(1, 4\)"),
    (GRUParams, (GRU.W_xh, GRU.W_hh, GRU.b_h, None, "during"), ValueError, "reset: expected 'after' or 'before'"),
    (GRUParams, (GRU.W_xh, GRU.W_hh, GRU.b_h, B, "before"), ValueError, "b_hn: expected None with reset='before'"),
    (ReadoutParams, (W, B.T), ValueError, r"b_y: expected shape \(4, 1\), found \(1, 4\)"),
    (ReadoutParams, (np.ones(3), B), ValueError, r"W_hy: expected shape \(output_size, hidden_size\), found \(3,\)"),
    (BidirectionalParams, (VANILLA, SINGLE), TypeError, "behind.W_xh: expected dtype float64"),
    (BidirectionalParams, (VANILLA, init_cell(LSTMParams, 2, 4, RNG)), ValueError, "behind.W_xh: expected shape"),
    # forward
    (forward, ("vanilla", XS), TypeError, "params: expected VanillaParams, LSTMParams or GRUParams, found str"),
    (forward, (VANILLA, XS[0]), ValueError, r"xs: expected shape \(seq_len, 3, batch_size\), found \(3, 2\)"),
    (forward, (VANILLA, XS[:, :2]), ValueError, r"xs: expected shape .*, found \(5, 2, 2\)"),
    (forward, (VANILLA, XS[:0]), ValueError, r"xs: expected shape .*, found \(0, 3, 2\)"),
    (forward, (VANILLA, XS[:, :, :0]), ValueError, r"xs: expected shape .*, found \(5, 3, 0\)"),
    (indices, ("targets", np.zeros(0, int), ("n",), 0, 1), ValueError, r"targets: expected shape \(n,\) without an empty axis, found \(0,\)"),
    (pad, ([XS[:, 0, 0]],), ValueError, r"sequences\[0\]: expected shape \(seq_len, input_size\), found \(5,\)"),
    (forward, (VANILLA, XS.tolist()), TypeError, "xs: expected a numpy array, found list"),
    (forward, (VANILLA, NAN), ValueError, r"xs: expected finite values, found nan at index \(1, 1, 1\)"),
    (forward, (SINGLE, XS), TypeError, "xs: expected dtype float32 like the others, found float64"),
    (forward, (VANILLA, XS, HS), ValueError, r"h_init: expected shape \(4, 2\), found \(5, 4, 2\)"),
    (forward, (VANILLA, XS, None, HS[0]), ValueError, "c_init: expected None for VanillaParams, found an array"),
    (forward, (LSTM, XS, None, HS[0].T), ValueError, r"c_init: expected shape \(4, 2\), found \(2, 4\)"),
    (forward, (GRU, XS, None, None, np.array([5, 6])), ValueError, r"lengths: expected integers from 1 to 5, found 6"),
    (forward, (GRU, XS, None, None, np.array([0, 5])), ValueError, r"lengths: expected integers from 1 to 5, found 0"),
    (forward, (GRU, XS, None, None, np.array([5])), ValueError, r"lengths: expected shape \(2,\), found \(1,\)"),
    (forward, (GRU, XS, None, None, [5, 5]), TypeError, "lengths: expected a numpy array of integers, found list"),
    # backward
    (backward, (forward(VANILLA, XS), HS[1:]), ValueError, r"dhs: expected shape \(5, 4, 2\), found \(4,"),
    (backward, (forward(VANILLA, XS), HS.astype("f4")), TypeError, "dhs: expected dtype float64"),
    (backward, (forward(VANILLA, XS), HS, HS), ValueError, "dcs: expected None for VanillaParams"),
    (backward, (forward(LSTM, XS), HS, HS[:, 1:]), ValueError, r"dcs: expected shape \(5, 4, 2\)"),
    (backward, (VANILLA, HS), TypeError, "found VanillaParams; the parameters are in the trace"),
    # read-out, layers, padding
    (readout, (OUT, XS), ValueError, r"hs: expected shape \(seq_len, 4, batch_size\), found \(5, 3, 2\)"),
    (readout_backward, (OUT, XS, HS), ValueError, r"hs: expected shape"),
    (readout_backward, (OUT, HS, HS), ValueError, r"dys: expected shape \(5, 2, 2\), found \(5, 4, 2\)"),
    (stacked_forward, ([], XS), ValueError, "layers: expected at least one, found none"),
    (stacked_forward, ([VANILLA, OTHER], XS), ValueError, r"layers\[1\]: expected 4 inputs of float64.* found 3 inputs"),
    (stacked_backward, ([], HS), ValueError, "traces: expected one for each layer, found none"),
    (stacked_backward, ([HS], HS), TypeError, "trace: expected what forward returned, found ndarray"),
    (pad, ([],), ValueError, "sequences: expected at least one sequence, found none"),
    (pad, ([HS[0], np.ones((3, 7))],), ValueError, r"sequences\[1\]: expected shape \(seq_len, 2\), found \(3, 7\)"),
    (pad, ([HS[0], HS[1].astype("f4")],), TypeError, r"sequences\[1\]: expected dtype float64"),
    (pad, ([HS[0][:0]],), ValueError, r"sequences\[0\]: expected shape"),
    (mask, (np.array([3]), 2), ValueError, "lengths: expected integers from 1 to 2, found 3"),
    # gradient check
    (gradient_check, (lambda a: (0.0, {}), {"W": W}), ValueError, "gradients: expected one for W"),
    (gradient_check, (lambda a: (0.0, {"W": U}), {"W": W}), ValueError, r"gradient of W: expected shape \(4, 3\)"),
    (gradient_check, (lambda a: (0.0, a), {"W": W.astype("f4")}), TypeError, "W: expected dtype float64"),
]  # fmt: skip


@pytest.mark.parametrize(("function", "arguments", "error", "message"), REFUSED)
def test_bad_input_is_refused_by_name(function, arguments, error, message):
    with pytest.raises(error, match=message):
        function(*arguments)


def test_the_gradient_check_finds_a_gradient_that_is_wrong():
    def wrong_in_one_entry(arrays):
        gradient = 2 * arrays["W"]
        gradient[1, 2] *= 1.001
        return float((arrays["W"] ** 2).sum()), {"W": gradient}

    assert gradient_check(wrong_in_one_entry, {"W": W})["W"] > 1e-4


def test_padding_marks_reverses_and_keeps_the_end():
    sequences = [np.arange(1.0, 3.0)[:, None], np.arange(1.0, 5.0)[:, None, None]]
    xs, lengths = pad([sequences[0], sequences[1][:, :, 0]])
    np.testing.assert_array_equal(xs[:, 0].T, [[1, 2, 0, 0], [1, 2, 3, 4]])
    with_a_batch_axis, _ = pad([sequences[0][:, :, None], sequences[1]])
    np.testing.assert_array_equal(with_a_batch_axis, xs)
    np.testing.assert_array_equal(mask(lengths, 4).T, [[1, 1, 0, 0], [1, 1, 1, 1]])
    turned = reverse(xs, lengths)
    np.testing.assert_array_equal(turned[:, 0].T, [[2, 1, 0, 0], [4, 3, 2, 1]])
    np.testing.assert_array_equal(reverse(turned, lengths), xs)
    np.testing.assert_array_equal(reverse(xs)[::-1], xs)
    xs[2:, 0, 0] = [8, 9]  # padding stays where it is, whatever it holds
    np.testing.assert_array_equal(reverse(xs, lengths)[:, 0, 0], [2, 1, 8, 9])


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_no_gradient_check_is_passed_by_what_is_not_finite(wrong, monkeypatch):
    """`max(nan, x) > 0` is false: an error measure written with it would be 0."""
    spoilt = lambda arrays: (float((arrays["x"] ** 2).sum()), {"x": np.full(2, wrong)})  # noqa: E731
    assert gradient_check(spoilt, {"x": np.array([1.0, -2.0])})["x"] == np.inf
    with pytest.raises(ValueError, match=f"loss: expected a finite number, found {wrong}"):
        gradient_check(lambda arrays: (wrong, {"x": arrays["x"]}), {"x": W})
    backward_pass = gradient_checking.backward

    def all_wrong(*args, **dhs):
        found = backward_pass(*args, **dhs)
        return type(found)(**{name: value if value is None else value * wrong for name, value in vars(found).items()})

    monkeypatch.setattr(gradient_checking, "backward", all_wrong)
    errors = cell_gradient_check(LSTM, RNG.normal(size=(4, 3, 2)), RNG)
    assert set(errors.values()) == {np.inf}


def test_the_largest_number_of_a_dtype_is_one_that_it_can_hold():
    largest = float(np.finfo(np.float32).max)
    assert real("max_norm", largest, 0, dtype=np.dtype(np.float32)) == largest
    with pytest.raises(ValueError, match="a number that float32 can hold"):
        real("max_norm", 2 * largest, 0, dtype=np.dtype(np.float32))

"""Weights in Keras' and ONNX's layouts: computed there by their own documented formulas, the states are ours.

The formulas are written out here in rows, as those libraries define them, and share no code with rnn_docs.
PyTorch's layout is tested in test_against_torch.py on results of PyTorch itself.
"""

import numpy as np
import pytest

from rnn_docs import GRUParams, LSTMParams, VanillaParams, forward
from rnn_docs.conversions import from_keras, from_onnx, from_pytorch, to_keras, to_onnx, to_pytorch

INPUT_SIZE, HIDDEN_SIZE, SEQ_LEN, BATCH_SIZE = 3, 4, 5, 2
CELLS = ["vanilla", "lstm", "gru", "gru with a second bias", "gru reset before"]


def cell(kind):
    rng = np.random.default_rng(1)
    class_ = {"vanilla": VanillaParams, "lstm": LSTMParams}.get(kind, GRUParams)
    rows = class_.blocks * HIDDEN_SIZE
    arrays = [rng.normal(size=(rows, columns)) for columns in (INPUT_SIZE, HIDDEN_SIZE, 1)]
    more = {"b_hn": rng.normal(size=(HIDDEN_SIZE, 1))} if "second" in kind else {}
    return class_(*arrays, **more, **({"reset": "before"} if "before" in kind else {}))


def logistic(a):
    return 1 / (1 + np.exp(-a))


def keras_states(kind, weights, x_rows):
    """keras.layers: inputs (time, batch, features), rows times kernel; blocks i, f, c, o and z, r, h."""
    kernel, recurrent, bias = weights
    h = c = np.zeros((x_rows.shape[1], HIDDEN_SIZE))
    states = []
    for x in x_rows:
        if kind == "vanilla":
            h = np.tanh(x @ kernel + h @ recurrent + bias)
        elif kind == "lstm":
            i, f, g, o = np.split(x @ kernel + h @ recurrent + bias, 4, axis=1)
            c = logistic(f) * c + logistic(i) * np.tanh(g)
            h = logistic(o) * np.tanh(c)
        elif bias.ndim == 2:  # reset_after=True
            xz, xr, xh = np.split(x @ kernel + bias[0], 3, axis=1)
            hz, hr, hh = np.split(h @ recurrent + bias[1], 3, axis=1)
            z = logistic(xz + hz)
            h = z * h + (1 - z) * np.tanh(xh + logistic(xr + hr) * hh)
        else:
            xz, xr, xh = np.split(x @ kernel + bias, 3, axis=1)
            Uz, Ur, Uh = np.split(recurrent, 3, axis=1)
            z, r = logistic(xz + h @ Uz), logistic(xr + h @ Ur)
            h = z * h + (1 - z) * np.tanh(xh + (r * h) @ Uh)
        states.append(h)
    return np.stack(states)


def onnx_states(kind, arrays, x_rows, linear_before_reset):
    """ONNX operators RNN, LSTM, GRU: X·Wᵀ + H·Rᵀ + Wb + Rb; blocks i, o, f, c and z, r, h."""
    W, R, (Wb, Rb) = arrays["W"][0], arrays["R"][0], np.split(arrays["B"][0], 2)
    h = c = np.zeros((x_rows.shape[1], HIDDEN_SIZE))
    states = []
    for x in x_rows:
        if kind == "vanilla":
            h = np.tanh(x @ W.T + h @ R.T + Wb + Rb)
        elif kind == "lstm":
            i, o, f, g = np.split(x @ W.T + h @ R.T + Wb + Rb, 4, axis=1)
            c = logistic(f) * c + logistic(i) * np.tanh(g)
            h = logistic(o) * np.tanh(c)
        else:
            (Wz, Wr, Wh), (Rz, Rr, Rh) = np.split(W, 3), np.split(R, 3)
            (wz, wr, wh), (rz, rr, rh) = np.split(Wb, 3), np.split(Rb, 3)
            z = logistic(x @ Wz.T + h @ Rz.T + wz + rz)
            r = logistic(x @ Wr.T + h @ Rr.T + wr + rr)
            if linear_before_reset:
                n = np.tanh(x @ Wh.T + r * (h @ Rh.T + rh) + wh)
            else:
                n = np.tanh(x @ Wh.T + (r * h) @ Rh.T + rh + wh)
            h = (1 - z) * n + z * h
        states.append(h)
    return np.stack(states)


def both_ways(kind):
    xs = np.random.default_rng(2).normal(size=(SEQ_LEN, INPUT_SIZE, BATCH_SIZE))
    return forward(cell(kind), xs).hs.transpose(0, 2, 1), xs.transpose(0, 2, 1)


@pytest.mark.parametrize("kind", CELLS)
def test_keras_computes_our_states_from_our_weights(kind):
    expected, x_rows = both_ways(kind)
    np.testing.assert_allclose(keras_states(kind, to_keras(cell(kind)), x_rows), expected)


@pytest.mark.parametrize("kind", CELLS)
def test_onnx_computes_our_states_from_our_weights(kind):
    expected, x_rows = both_ways(kind)
    found = onnx_states(kind, to_onnx(cell(kind)), x_rows, linear_before_reset="before" not in kind)
    np.testing.assert_allclose(found, expected)


@pytest.mark.parametrize("kind", CELLS)
def test_weights_come_back_from_every_layout(kind):
    params = cell(kind)
    after = int("before" not in kind)
    layouts = {
        "keras": from_keras(type(params), to_keras(params)),
        "onnx": from_onnx(type(params), to_onnx(params), linear_before_reset=after),
    }
    if after:
        layouts["pytorch"] = from_pytorch(type(params), to_pytorch(params))
    for layout, back in layouts.items():
        for name, value in vars(params).items():
            found = getattr(back, name)
            if name == "b_hn" and value is None and found is not None:
                value = np.zeros_like(found)  # a layout with two biases gives the second back, as zeros
            np.testing.assert_array_equal(found, value, err_msg=f"{layout} {name}")


@pytest.mark.parametrize(
    ("kind", "shapes"),
    [
        ("vanilla", [(3, 4), (4, 4), (4,)]),
        ("lstm", [(3, 16), (4, 16), (16,)]),
        ("gru", [(3, 12), (4, 12), (2, 12)]),
        ("gru reset before", [(3, 12), (4, 12), (12,)]),
    ],
)
def test_keras_shapes_are_as_documented(kind, shapes):
    assert [array.shape for array in to_keras(cell(kind))] == shapes


def test_two_biases_are_added_into_one():
    weights = to_onnx(cell("lstm"))
    rng = np.random.default_rng(3)
    weights["B"] = rng.normal(size=weights["B"].shape)
    expected, x_rows = both_ways("lstm")
    params = from_onnx(LSTMParams, weights)
    found = forward(params, x_rows.transpose(0, 2, 1)).hs.transpose(0, 2, 1)
    np.testing.assert_allclose(found, onnx_states("lstm", weights, x_rows, 0))
    assert not np.allclose(found, expected)


def test_the_second_bias_of_an_onnx_gru_is_added_where_it_is_not_reset():
    weights = to_onnx(cell("gru reset before"))
    weights["B"] = np.random.default_rng(3).normal(size=weights["B"].shape)
    _, x_rows = both_ways("gru")
    found = forward(from_onnx(GRUParams, weights), x_rows.transpose(0, 2, 1)).hs.transpose(0, 2, 1)
    np.testing.assert_allclose(found, onnx_states("gru", weights, x_rows, 0))


def test_converted_weights_share_no_memory():
    params = cell("lstm")
    for arrays in (to_pytorch(params).values(), to_keras(params), to_onnx(params).values()):
        assert not any(
            np.shares_memory(array, own) for array in arrays for own in (params.W_xh, params.W_hh, params.b_h)
        )


def test_pytorch_knows_no_reset_before_the_product():
    with pytest.raises(ValueError, match="params: expected reset='after', found reset='before'"):
        to_pytorch(cell("gru reset before"))


def test_missing_arrays_are_named():
    with pytest.raises(ValueError, match=r"state: expected weight_ih_l1, .*, found weight_ih_l0"):
        from_pytorch(VanillaParams, to_pytorch(cell("vanilla")), "l1")
    with pytest.raises(ValueError, match="weights: expected kernel, recurrent_kernel and bias, found 2 arrays"):
        from_keras(VanillaParams, to_keras(cell("vanilla"))[:2])
    with pytest.raises(ValueError, match="arrays: expected W, R and B, found W, R"):
        from_onnx(VanillaParams, {name: a for name, a in to_onnx(cell("vanilla")).items() if name != "B"})


def test_weights_of_another_cell_are_refused():
    with pytest.raises(ValueError, match="W_hh: expected shape"):
        from_pytorch(LSTMParams, to_pytorch(cell("gru")))

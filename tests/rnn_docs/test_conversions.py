"""Weights in Keras' and ONNX's layouts: computed there by their own documented formulas, the states are ours.

The formulas are written out here in rows, as those libraries define them, and share no code with rnn_docs.
PyTorch's layout is tested in test_against_torch.py on results of PyTorch itself.
"""

from dataclasses import replace

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


def refused(kind, error, message, convert, *arguments, **options):
    with pytest.raises(error, match=message):
        convert(kind, *arguments, **options)


def test_missing_arrays_are_named():
    state, keras, onnx = (layout(cell("vanilla")) for layout in (to_pytorch, to_keras, to_onnx))
    refused(
        VanillaParams,
        ValueError,
        r"state: expected weight_ih_l1, .*, found bias_hh_l0, .*, weight_ih_l0",
        from_pytorch,
        state,
        "l1",
    )
    one_bias = {name: array for name, array in state.items() if name != "bias_hh_l0"}
    refused(VanillaParams, ValueError, r"state: expected .*bias_hh_l0, found", from_pytorch, one_bias)
    wanted = "weights: expected kernel, recurrent_kernel and bias, found 1 array"
    refused(VanillaParams, ValueError, wanted, from_keras, keras[:1])
    refused(VanillaParams, ValueError, "arrays: expected W, R and B, found W", from_onnx, {"W": onnx["W"]})


def test_what_a_cell_cannot_represent_is_refused_by_its_name():
    state, onnx = to_pytorch(cell("lstm")), to_onnx(cell("lstm"))
    projected = state | {"weight_hr_l0": np.ones((2, 4))}
    refused(
        LSTMParams, ValueError, r"state: expected a layer without a projection.*weight_hr_l0", from_pytorch, projected
    )
    refused(LSTMParams, ValueError, "expected an LSTM without peepholes, found P", from_onnx, onnx | {"P": onnx["B"]})
    both_ways = {name: np.concatenate([array, array]) for name, array in onnx.items()}
    refused(LSTMParams, ValueError, r"W: expected shape \(1, rows, columns\), found \(2,", from_onnx, both_ways)
    refused("lstm", TypeError, "kind: expected .*, found 'lstm'; did you mean LSTMParams?", from_pytorch, state)
    masked = state | {"weight_hh_l0": np.ma.masked_equal(state["weight_hh_l0"], 0)}
    refused(LSTMParams, TypeError, "weight_hh_l0: expected a numpy array, found MaskedArray", from_pytorch, masked)
    halves = {name: array.astype(np.float16) for name, array in state.items()}
    refused(
        LSTMParams, TypeError, "weight_ih_l0: expected dtype float32 or float64, found float16", from_pytorch, halves
    )
    refused(
        VanillaParams,
        ValueError,
        "reset_after: expected None for VanillaParams",
        from_keras,
        to_keras(cell("vanilla")),
        reset_after=True,
    )
    refused(GRUParams, ValueError, "linear_before_reset: expected 0 or 1, found 2", from_onnx, to_onnx(cell("gru")), 2)


def test_weights_of_another_cell_are_refused_by_the_names_of_their_layout():
    gru = cell("gru")
    refused(
        LSTMParams,
        ValueError,
        r"weight_hh_l0: expected shape \(16, 4\), found \(12, 4\)",
        from_pytorch,
        to_pytorch(gru),
    )
    refused(
        LSTMParams,
        ValueError,
        r"recurrent_kernel: expected shape \(4, 16\), found \(4, 12\)",
        from_keras,
        to_keras(gru),
    )
    refused(LSTMParams, ValueError, r"R\[0\]: expected shape \(16, 4\), found \(12, 4\)", from_onnx, to_onnx(gru))


@pytest.mark.parametrize("kind", CELLS)
def test_a_layer_without_biases_is_one_whose_biases_are_zero(kind):
    params, reset = cell(kind), "before" if "before" in kind else "after"
    gru = isinstance(params, GRUParams)
    expected = replace(params, b_h=0 * params.b_h, **({"b_hn": None} if gru else {}))
    keras = from_keras(type(params), to_keras(params)[:2], reset_after=(reset == "after") if gru else None)
    onnx = {name: array for name, array in to_onnx(params).items() if name != "B"}
    found = [keras, from_onnx(type(params), onnx, linear_before_reset=int(reset == "after"))]
    if reset == "after":
        state = {name: array for name, array in to_pytorch(params).items() if "bias" not in name}
        found.append(from_pytorch(type(params), state))
    assert found == [expected] * len(found)


def test_a_gru_without_a_bias_has_to_say_where_it_resets():
    refused(GRUParams, ValueError, "reset_after: expected True or False", from_keras, to_keras(cell("gru"))[:2])

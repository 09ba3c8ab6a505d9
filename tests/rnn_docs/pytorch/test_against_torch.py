"""The same numbers as PyTorch, from results stored by make_torch_reference.py: nothing here needs PyTorch."""

from pathlib import Path

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
    forward,
    mean_square,
    softmax_cross_entropy,
)
from rnn_docs.conversions import from_pytorch, to_pytorch
from rnn_docs.gradient_checking import relative_error
from rnn_docs.networks.bidirectional import BidirectionalParams
from rnn_docs.networks.stacked import stacked_backward, stacked_forward
from rnn_docs.padding import mask

STORED = np.load(Path(__file__).parent / "torch_reference.npz")
KINDS = {"vanilla": VanillaParams, "lstm": LSTMParams, "gru": GRUParams}
CASES = ["plain", "single_step", "hidden_one", "zero_input", "saturated", "long", "padded"]
LENGTHS = np.array([6, 4, 2])
TOLERANCE = {np.float64: 1e-9, np.float32: 2e-5}


def stored(part, dtype=np.float64):
    names = [name for name in STORED.files if name.startswith(f"{part}|")]
    arrays = {name.removeprefix(f"{part}|"): STORED[name] for name in names}
    return {name: array.astype(dtype) if array.dtype == np.float64 else array for name, array in arrays.items()}


def columns(array):
    """From (seq_len, batch_size, features) to (seq_len, features, batch_size); a state from (1, batch, hidden)."""
    return np.ascontiguousarray(array[0].T if len(array) == 1 else array.transpose(0, 2, 1))


def parameters(reference):
    return {name.removeprefix("parameter "): a for name, a in reference.items() if name.startswith("parameter ")}


def compare(found, expected, tolerance, at_least=0.0):
    for name, value in expected.items():
        scale = max(np.abs(value).max(), np.abs(found[name]).max(), at_least)
        assert np.abs(found[name] - value).max() <= tolerance * scale, name


def setting(kind, case, dtype):
    reference = stored(f"{kind} {case}", dtype)
    params = from_pytorch(KINDS[kind], parameters(reference))
    seq_len = len(reference["xs"])
    xs, weights = (np.ascontiguousarray(reference[name].transpose(0, 2, 1)) for name in ("xs", "weights"))
    inits = {name: columns(reference[name]) for name in ("h_init", "c_init") if name in reference}
    lengths = LENGTHS if case == "padded" else None
    trace = forward(params, xs, **inits, lengths=lengths)
    real = 1 if lengths is None else mask(lengths, seq_len, dtype)[:, None]
    return reference, params, trace, weights, real


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("kind", KINDS)
def test_states_are_those_of_pytorch(kind, case, dtype):
    reference, _, trace, _, real = setting(kind, case, dtype)
    found = {"hs": trace.hs * real, "h_last": trace.h_last}
    expected = {"hs": reference["hs"].transpose(0, 2, 1), "h_last": reference["h_last"][0].T}
    if kind == "lstm":
        found["c_last"], expected["c_last"] = trace.c_last, reference["c_last"][0].T
    compare(found, expected, TOLERANCE[dtype])


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("loss", ["all", "last"])
def test_gradients_are_those_of_pytorch(kind, case, loss, dtype):
    reference, params, trace, weights, _ = setting(kind, case, dtype)
    own = {"dhs": weights}
    if loss == "last":
        own = {"dhs": at_the_end(trace, trace.h_last)}
        if kind == "lstm":
            own["dcs"] = at_the_end(trace, np.ones_like(trace.c_last))
    gradients = backward(trace, **own)
    second = gradients.db_h.copy()
    if kind == "gru":
        second[2 * params.hidden_size :] = gradients.db_hn
    found = {
        "weight_ih": gradients.dW_xh,
        "weight_hh": gradients.dW_hh,
        "bias_ih": gradients.db_h.ravel(),
        "bias_hh": second.ravel(),
        "xs": gradients.dxs.transpose(0, 2, 1),
        "h_init": gradients.dh_init.T[None],
    }
    if kind == "lstm":
        found["c_init"] = gradients.dc_init.T[None]
    suffixes = {name: "" if name in ("xs", "h_init", "c_init") else "_l0" for name in found}
    expected = {name: reference[f"{loss} d {name}{suffixes[name]}"] for name in found}
    # What has vanished keeps, in float32, only the digits of what it was: there the error is relative to the
    # gradient that came in. (PyTorch's own float32 differs from its float64 in the same way.)
    vanished = dtype == np.float32 and case in ("saturated", "long")
    compare(found, expected, TOLERANCE[dtype], at_least=np.abs(gradients.dhs).max() if vanished else 0.0)


@pytest.mark.parametrize("case", ["plain", "single_step", "hidden_one", "zero_input", "saturated"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_total_gradient_of_every_state_is_that_of_pytorch(kind, case):
    reference, params, trace, weights, _ = setting(kind, case, np.float64)
    gradients = backward(trace, weights)
    found = {"all dhs": gradients.dhs.transpose(0, 2, 1)}
    if kind == "lstm":  # PyTorch's leaves out the way through h of the same step, ours has it
        through_h = gradients.dhs * trace["o"] * (1 - trace["tanh_c"] ** 2)
        found["all dcs"] = (gradients.dcs - through_h).transpose(0, 2, 1)
    for name, value in found.items():
        compare({name: value}, {name: reference[name]}, 1e-9, at_least=np.abs(gradients.dhs).max())


def test_two_bidirectional_layers_are_those_of_pytorch():
    reference = stored("layers")
    layers = [
        BidirectionalParams(*[
            from_pytorch(LSTMParams, parameters(reference), suffix) for suffix in (f"l{k}", f"l{k}_reverse")
        ])
        for k in range(2)
    ]  # fmt: skip
    xs, weights = (np.ascontiguousarray(reference[name].transpose(0, 2, 1)) for name in ("xs", "weights"))
    traces = stacked_forward(layers, xs, LENGTHS)
    gradients = stacked_backward(traces, weights)
    found = {"hs": (traces[-1].hs * mask(LENGTHS, 6)[:, None]).transpose(0, 2, 1)}
    found["all d xs"] = gradients[0].dxs.transpose(0, 2, 1)
    for k in range(2):
        for suffix, one in ((f"l{k}", gradients[k].ahead), (f"l{k}_reverse", gradients[k].behind)):
            found[f"all d weight_ih_{suffix}"] = one.dW_xh
            found[f"all d weight_hh_{suffix}"] = one.dW_hh
            found[f"all d bias_ih_{suffix}"] = one.db_h.ravel()
    compare(found, {name: reference[name] for name in found}, 1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_weights_come_back_from_pytorch_with_their_names_and_effect(kind):
    state = parameters(stored(f"{kind} plain"))
    params = from_pytorch(KINDS[kind], state)
    back = to_pytorch(params)
    assert list(back) == ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"]
    np.testing.assert_array_equal(back["weight_ih_l0"], state["weight_ih_l0"])
    np.testing.assert_array_equal(back["weight_hh_l0"], state["weight_hh_l0"])
    np.testing.assert_allclose(back["bias_ih_l0"] + back["bias_hh_l0"], state["bias_ih_l0"] + state["bias_hh_l0"])
    again = from_pytorch(KINDS[kind], back)
    for name, value in vars(params).items():
        np.testing.assert_array_equal(getattr(again, name), value)


@pytest.mark.parametrize(
    ("name", "optimiser"),
    [
        ("sgd", SGD(0.1)),
        ("momentum", SGD(0.1, momentum=0.9)),
        ("adam", Adam(0.05, beta_mean=0.8, beta_square=0.95, epsilon=1e-3)),
    ],
)
def test_five_steps_of_an_optimiser_are_those_of_pytorch(name, optimiser):
    reference = stored("optimisers")
    parameters = {"W": reference["start"]}
    state = optimiser.start(parameters)
    for gradient, expected in zip(reference["gradients"], reference[name], strict=True):
        parameters, state = optimiser.update(parameters, {"W": gradient}, state)
        np.testing.assert_allclose(parameters["W"], expected, rtol=1e-12)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("size", ["small", "large"])
def test_losses_and_their_gradients_are_those_of_pytorch(size, dtype):
    reference = stored("losses", dtype)
    logits, answers = reference[f"{size} logits"], reference[f"{size} answers"]
    with np.errstate(all="raise", under="ignore"):
        found = {
            "softmax": softmax_cross_entropy(logits, reference[f"{size} classes"]),
            "binary": binary_cross_entropy(logits, answers),
            "square": mean_square(logits, answers),
        }
    for name, (loss, dlogits) in found.items():
        assert loss == pytest.approx(float(reference[f"{size} {name}"]), rel=TOLERANCE[dtype])
        assert relative_error(dlogits, reference[f"{size} d {name}"]) <= TOLERANCE[dtype], name
        assert dlogits.dtype == dtype


def at_the_end(trace, dlast):
    """A gradient of each sequence's own last state, as one of every step."""
    dstates = np.zeros_like(trace.hs)
    ends = LENGTHS - 1 if trace.lengths is not None else len(trace) - 1
    dstates[ends, :, np.arange(dlast.shape[1])] = dlast.T
    return dstates

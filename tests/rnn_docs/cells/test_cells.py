"""LSTM and GRU: their limiting cases, and the gradients of every cell, alone and in layers."""

import numpy as np
import pytest

from rnn_docs import (
    GRUParams,
    LSTMParams,
    VanillaParams,
    backward,
    forward,
    gru_step,
    gru_step_backward,
    init_cell,
    loop,
    lstm_step,
    lstm_step_backward,
    vanilla_step,
    vanilla_step_backward,
)
from rnn_docs.cells.parameters import named_gradients, named_parameters, replace_parameters
from rnn_docs.gradient_checking import cell_gradient_check, gradient_check
from rnn_docs.networks.bidirectional import BidirectionalParams
from rnn_docs.networks.stacked import stacked_backward, stacked_forward
from rnn_docs.padding import mask

SEQ_LEN, INPUT_SIZE, HIDDEN_SIZE, BATCH_SIZE = 5, 3, 4, 2
KINDS = ["vanilla", "lstm", "gru", "gru with a second bias", "gru reset before"]
STEPS = {VanillaParams: vanilla_step, LSTMParams: lstm_step, GRUParams: gru_step}
STEPS_BACKWARD = {VanillaParams: vanilla_step_backward, LSTMParams: lstm_step_backward, GRUParams: gru_step_backward}


def cell(kind, input_size=INPUT_SIZE, hidden_size=HIDDEN_SIZE, seed=1, dtype=np.float64):
    """Parameters with no zero in them, large enough for the non-linearities to matter."""
    rng = np.random.default_rng(seed)
    class_ = {"vanilla": VanillaParams, "lstm": LSTMParams}.get(kind, GRUParams)
    rows = class_.blocks * hidden_size
    shapes = (rows, input_size), (rows, hidden_size), (rows, 1)
    arrays = [rng.normal(scale=0.7, size=shape).astype(dtype) for shape in shapes]
    more = {}
    if kind == "gru with a second bias":
        more["b_hn"] = rng.normal(size=(hidden_size, 1)).astype(dtype)
    if kind == "gru reset before":
        more["reset"] = "before"
    return class_(*arrays, **more)


def inputs(seed=2, batch_size=BATCH_SIZE, dtype=np.float64):
    return np.random.default_rng(seed).normal(size=(SEQ_LEN, INPUT_SIZE, batch_size)).astype(dtype)


@pytest.mark.parametrize("kind", KINDS)
def test_gradients_agree_with_central_differences(kind):
    errors = cell_gradient_check(cell(kind), inputs(), np.random.default_rng(3))
    assert {"W_xh", "W_hh", "b_h", "xs", "h_init"} <= set(errors)
    assert ("c_init" in errors) == (kind == "lstm")
    assert ("b_hn" in errors) == (kind == "gru with a second bias")
    assert max(errors.values()) < 1e-7, errors


@pytest.mark.parametrize("kind", KINDS)
def test_gradients_of_padded_sequences_agree_with_central_differences(kind):
    lengths = np.array([2, 5, 4])
    errors = cell_gradient_check(cell(kind), inputs(batch_size=3), np.random.default_rng(3), lengths)
    assert max(errors.values()) < 1e-7, errors


@pytest.mark.parametrize("kind", KINDS)
def test_the_total_gradient_of_every_state_agrees_with_central_differences(kind):
    params, xs = cell(kind), inputs()
    trace = forward(params, xs)
    names = ["h", "c"] if kind == "lstm" else ["h"]
    rng = np.random.default_rng(4)
    own = {f"d{name}s": rng.normal(size=trace.hs.shape) for name in names}
    gradients = backward(trace, **own)
    for t in range(SEQ_LEN - 1):

        def loss_of_the_rest(states, t=t):
            rest = forward(params, xs[t + 1 :], **{f"{name}_init": states[name] for name in names})
            loss = sum(float((own[f"d{name}s"][t] * states[name]).sum()) for name in names)
            loss += sum(float((own[f"d{name}s"][t + 1 :] * rest[name]).sum()) for name in names)
            found = {name: getattr(gradients, f"d{name}s")[t] for name in names}
            if "c" in names:  # the total of c includes what goes through h of the same step
                step = trace.step(t)
                found["c"] = found["c"] - found["h"] * step.o * (1 - step.tanh_c**2)
            return loss, found

        errors = gradient_check(loss_of_the_rest, {name: trace[name][t] for name in names})
        assert max(errors.values()) < 1e-7, (t, errors)


@pytest.mark.parametrize("lengths", [None, np.array([3, 5])])
def test_gradients_of_stacked_and_bidirectional_layers_agree_with_central_differences(lengths):
    layers = [
        BidirectionalParams(cell("lstm", INPUT_SIZE, 2), cell("vanilla", INPUT_SIZE, 3, seed=5)),
        cell("gru", 5, 2, seed=6),
        BidirectionalParams(cell("vanilla", 2, 4, seed=7), cell("gru reset before", 2, 1, seed=8)),
    ]
    weights = np.random.default_rng(9).normal(size=(SEQ_LEN, 5, BATCH_SIZE))
    if lengths is not None:
        weights *= mask(lengths, SEQ_LEN)[:, None]

    def loss_and_gradients(arrays):
        moved = replace_parameters(layers, {name: arrays[name] for name in named_parameters(layers)})
        traces = stacked_forward(moved, arrays["xs"], lengths)
        gradients = stacked_backward(traces, weights)
        return float((weights * traces[-1].hs).sum()), named_gradients(gradients) | {"xs": gradients[0].dxs}

    errors = gradient_check(loss_and_gradients, named_parameters(layers) | {"xs": inputs()})
    assert len(errors) == 16
    assert max(errors.values()) < 1e-7, errors


@pytest.mark.parametrize("kind", KINDS)
def test_padding_changes_no_real_step_and_no_gradient(kind):
    params, long = cell(kind), inputs(batch_size=1)
    lengths, extra = np.array([SEQ_LEN]), np.full((3, INPUT_SIZE, 1), 9.0)
    bare, padded = forward(params, long), forward(params, np.concatenate([long, extra]), lengths=lengths)
    np.testing.assert_allclose(padded.hs[:SEQ_LEN], bare.hs)
    np.testing.assert_allclose(padded.h_last, bare.hs[-1])
    some = np.random.default_rng(4).normal(size=padded.hs.shape)  # also given beyond the end, and ignored
    found, expected = backward(padded, some), backward(bare, some[:SEQ_LEN])
    np.testing.assert_allclose(found.dW_hh, expected.dW_hh)
    np.testing.assert_allclose(found.db_h, expected.db_h)
    assert (found.dxs[SEQ_LEN:] == 0).all()


@pytest.mark.parametrize("kind", KINDS)
def test_a_batch_is_the_same_as_its_sequences_one_by_one(kind):
    params, xs = cell(kind), inputs()
    whole = forward(params, xs).hs
    for number in range(BATCH_SIZE):
        np.testing.assert_allclose(forward(params, xs[:, :, [number]]).hs, whole[:, :, [number]])


def names_of(step):
    """Everything that a step computes, by name."""
    computed = [name for name, value in vars(type(step)).items() if isinstance(value, property) and name != "state"]
    return [name for name in (*step._fields, *computed) if getattr(step, name) is not None]


@pytest.mark.parametrize("kind", KINDS)
def test_the_loop_runs_the_step_and_keeps_every_intermediate_by_name(kind):
    params, xs = cell(kind), inputs()
    trace, state = forward(params, xs), (np.zeros((HIDDEN_SIZE, BATCH_SIZE)),) * len(params.states)
    for t in range(SEQ_LEN):
        step = STEPS[type(params)](params, xs[t], *state)
        for name in names_of(step):
            np.testing.assert_allclose(trace[name][t], getattr(step, name), rtol=1e-12, err_msg=name)
            np.testing.assert_allclose(getattr(trace.step(t), name), getattr(step, name), rtol=1e-12, err_msg=name)
        np.testing.assert_allclose(trace["wx"][t], params.W_xh @ xs[t])
        state = step.state


@pytest.mark.parametrize("kind", KINDS)
def test_the_loop_back_runs_the_step_backward(kind):
    params = cell(kind)
    trace, rng = forward(params, inputs()), np.random.default_rng(4)
    own = [rng.normal(size=trace.hs.shape) for _ in params.states]
    gradients, later = backward(trace, *own), [0] * len(own)
    for t in reversed(range(SEQ_LEN)):
        dstate = [asked[t] + more for asked, more in zip(own, later, strict=True)]
        one = STEPS_BACKWARD[type(params)](params, trace.step(t), *dstate)
        np.testing.assert_allclose(gradients.das[t], one.da)
        np.testing.assert_allclose(gradients.dhs[t], one.dh)
        later = one.dstate_prev
    np.testing.assert_allclose(gradients.dh_init, later[0])


@pytest.mark.parametrize("numbers", [1, 100])  # a step at once, and with a shorter piece at the end
@pytest.mark.parametrize("kind", KINDS)
def test_the_products_with_the_inputs_are_the_same_in_one_piece_and_in_several(kind, numbers, monkeypatch):
    params, xs = cell(kind), inputs()
    whole = forward(params, xs).hs
    monkeypatch.setattr(loop, "NUMBERS_AT_ONCE", numbers)
    np.testing.assert_allclose(forward(params, xs).hs, whole, rtol=1e-13)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_every_cell_follows_the_dtype_of_its_parameters(kind, dtype):
    params = cell(kind, dtype=dtype)
    trace = forward(params, inputs(dtype=dtype))
    gradients = backward(trace, trace.hs)
    arrays = [
        *(trace[name] for name in names_of(trace.step(0))),
        *(value for value in vars(gradients).values() if value is not None),
    ]
    assert {array.dtype for array in arrays} == {np.dtype(dtype)}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_saturated_input_gives_finite_states_and_gradients_without_a_warning(kind, dtype):
    params = cell(kind, dtype=dtype)
    xs = (1e4 * np.sign(inputs())).astype(dtype)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        trace = forward(params, xs)
        gradients = backward(trace, trace.hs)
    assert all(np.isfinite(array).all() for array in named_gradients(gradients).values())
    assert np.abs(trace.hs).max() <= 1


def with_bias(class_, per_block):
    """A cell without weights, whose blocks have the given biases: 50 opens a gate fully, -50 closes it."""
    b_h = np.repeat(np.array(per_block, float), HIDDEN_SIZE)[:, None]
    rows = class_.blocks * HIDDEN_SIZE
    return class_(np.zeros((rows, INPUT_SIZE)), np.zeros((rows, HIDDEN_SIZE)), b_h)


def test_lstm_keeps_the_cell_when_forget_is_one_and_input_is_zero():
    c_init = np.random.default_rng(1).normal(size=(HIDDEN_SIZE, BATCH_SIZE))
    trace = forward(with_bias(LSTMParams, [-50, 50, 0.5, -50]), inputs(), c_init=c_init)
    np.testing.assert_allclose(trace["c"][-1], c_init)
    np.testing.assert_allclose(trace.hs, 0, atol=1e-12)  # and the closed output gate shows nothing of it


def test_lstm_drops_the_cell_when_forget_is_zero():
    c_init = np.full((HIDDEN_SIZE, BATCH_SIZE), 3.0)
    trace = forward(with_bias(LSTMParams, [50, -50, 0.5, 50]), inputs(), c_init=c_init)
    np.testing.assert_allclose(trace["c"], np.tanh(0.5))


def test_the_cell_state_is_not_bounded_as_the_hidden_state_is():
    trace = forward(with_bias(LSTMParams, [50, 50, 50, 50]), inputs())
    np.testing.assert_allclose(trace["c"][-1], SEQ_LEN)
    assert np.abs(trace.hs).max() < 1


def test_lstm_gradient_along_the_cell_is_the_product_of_the_forget_gates():
    params = with_bias(LSTMParams, [-50, 1.0, 0.5, -50])
    trace = forward(params, inputs())
    dcs = np.zeros_like(trace.hs)
    dcs[-1] = 1
    gradients = backward(trace, np.zeros_like(dcs), dcs)
    np.testing.assert_allclose(gradients.dc_init, (1 / (1 + np.exp(-1))) ** SEQ_LEN)


@pytest.mark.parametrize("reset", ["after", "before"])
def test_gru_keeps_its_state_when_the_update_gate_is_one(reset):
    h_init = np.random.default_rng(1).uniform(-1, 1, (HIDDEN_SIZE, BATCH_SIZE))
    blank = with_bias(GRUParams, [0, 50, 0.5])
    params = GRUParams(blank.W_xh, blank.W_hh, blank.b_h, reset=reset)
    np.testing.assert_allclose(forward(params, inputs(), h_init).hs[-1], h_init)


@pytest.mark.parametrize("reset", ["after", "before"])
def test_gru_is_a_vanilla_cell_when_reset_is_one_and_update_is_zero(reset):
    vanilla = cell("vanilla")
    gates = np.zeros((2 * HIDDEN_SIZE, INPUT_SIZE)), np.zeros((2 * HIDDEN_SIZE, HIDDEN_SIZE))
    bias = np.repeat([50.0, -50.0], HIDDEN_SIZE)[:, None]
    params = GRUParams(
        np.concatenate([gates[0], vanilla.W_xh]),
        np.concatenate([gates[1], vanilla.W_hh]),
        np.concatenate([bias, vanilla.b_h]),
        reset=reset,
    )
    np.testing.assert_allclose(forward(params, inputs()).hs, forward(vanilla, inputs()).hs)


def test_the_place_of_the_reset_matters_with_two_units_and_not_with_one():
    for hidden_size, equal in ((1, True), (2, False)):
        before = cell("gru reset before", hidden_size=hidden_size)
        after = GRUParams(before.W_xh, before.W_hh, before.b_h)
        states = [forward(params, inputs()).hs for params in (before, after)]
        assert np.allclose(*states) == equal


@pytest.mark.parametrize(("kind", "parameters"), [("vanilla", 32), ("gru", 96), ("lstm", 128)])
def test_the_number_of_parameters_is_as_the_lesson_says(kind, parameters):
    assert sum(array.size for array in named_parameters(cell(kind)).values()) == parameters


def test_two_directions_see_the_same_on_a_sequence_and_on_its_mirror_image():
    one, other = cell("lstm"), cell("lstm", seed=5)
    xs = inputs()
    there = stacked_forward([BidirectionalParams(one, other)], xs)[0].hs
    back = stacked_forward([BidirectionalParams(other, one)], xs[::-1].copy())[0].hs[::-1]
    np.testing.assert_allclose(there[:, :HIDDEN_SIZE], back[:, HIDDEN_SIZE:])


def test_a_fresh_cell_is_drawn_from_the_generator_alone():
    one, same, other = (init_cell(LSTMParams, 3, 4, np.random.default_rng(seed)) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.W_hh, same.W_hh)
    assert (one.W_hh != other.W_hh).all()

"""Losses, clipping, optimisers, initialisation and the training loop."""

import sys

import numpy as np
import pytest

from rnn_docs import (
    SGD,
    Adam,
    GRUParams,
    LSTMParams,
    VanillaParams,
    binary_cross_entropy,
    init_cell,
    init_readout,
    mean_square,
    softmax,
    softmax_cross_entropy,
    train,
)
from rnn_docs.cells.parameters import named_gradients, named_parameters, replace_parameters
from rnn_docs.gradient_checking import gradient_check
from rnn_docs.learning.initialisation import glorot, orthogonal, uniform
from rnn_docs.learning.optimisers import clip_by_norm, clip_by_value, global_norm


def test_losses_agree_with_central_differences():
    rng = np.random.default_rng(1)
    logits, weights = rng.normal(size=(4, 3, 2)), rng.uniform(size=(4, 3, 2))
    classes, answers = rng.integers(0, 3, size=(4, 2)), rng.uniform(size=(4, 3, 2))
    losses = {
        "softmax": lambda a: softmax_cross_entropy(a, classes),
        "softmax weighted": lambda a: softmax_cross_entropy(a, classes, weights[:, 0]),
        "binary": lambda a: binary_cross_entropy(a, answers),
        "binary weighted": lambda a: binary_cross_entropy(a, answers, weights),
        "square": lambda a: mean_square(a, answers),
        "square weighted": lambda a: mean_square(a, answers, weights),
    }
    for name, loss in losses.items():

        def named(arrays, loss=loss):
            value, gradient = loss(arrays["logits"])
            return value, {"logits": gradient}

        assert gradient_check(named, {"logits": logits})["logits"] < 1e-7, name


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_losses_stay_finite_and_right_at_ten_thousand(dtype):
    logits = np.array([[[1e4], [-1e4]]], dtype)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        right, d_right = softmax_cross_entropy(logits, np.array([[0]]))
        wrong, d_wrong = softmax_cross_entropy(logits, np.array([[1]]))
        binary, d_binary = binary_cross_entropy(logits, logits * 0)
        square, _ = mean_square(logits, -logits)
    assert (right, wrong, binary, square) == (0, 2e4, 5e3, 4e8)
    np.testing.assert_array_equal(d_right.ravel(), [0, 0])
    np.testing.assert_array_equal(d_wrong.ravel(), [1, -1])
    np.testing.assert_array_equal(d_binary.ravel(), [0.5, 0])


def test_padded_steps_do_not_count_in_a_weighted_loss():
    logits = np.random.default_rng(1).normal(size=(3, 4, 2))
    targets = np.array([[0, 1], [2, 3], [0, 0]])
    weights = np.array([[1.0, 1.0], [1.0, 1.0], [0.0, 0.0]])
    padded, dlogits = softmax_cross_entropy(logits, targets, weights)
    assert padded == pytest.approx(softmax_cross_entropy(logits[:2], targets[:2])[0])
    assert (dlogits[2] == 0).all()


def test_probabilities_add_up_to_one_and_ignore_a_shift():
    logits = np.random.default_rng(1).normal(size=(3, 4, 2))
    np.testing.assert_allclose(softmax(logits).sum(axis=1), 1)
    np.testing.assert_allclose(softmax(logits + 1e4), softmax(logits), rtol=1e-10)


def test_clipping_by_norm_keeps_the_direction_over_all_arrays():
    gradients = {"a": np.array([6.0]), "b": np.array([[8.0]])}
    clipped = clip_by_norm(gradients, 5)
    assert (clipped["a"][0], clipped["b"][0, 0]) == (3, 4)
    assert global_norm(clipped) == 5
    assert clip_by_norm(gradients, 11)["a"][0] == 6  # nothing is ever scaled up


def test_clipping_by_value_cuts_each_entry():
    np.testing.assert_array_equal(clip_by_value({"a": np.array([6.0, -8.0, 1.0])}, 5)["a"], [5, -5, 1])


@pytest.mark.parametrize("optimiser", [SGD(0.1, 0.5), Adam(0.1)])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_an_optimiser_changes_nothing_in_place_and_keeps_the_dtype(optimiser, dtype):
    parameters, gradients = {"W": np.ones(3, dtype)}, {"W": np.full(3, 2, dtype)}
    moved, state = optimiser.update(parameters, gradients, optimiser.start(parameters))
    again, _ = optimiser.update(moved, clip_by_norm(gradients, 1.0), state)
    assert (parameters["W"] == 1).all()
    assert moved["W"].dtype == again["W"].dtype == dtype


def test_an_optimiser_wants_a_gradient_for_every_parameter():
    parameters = {"W": np.ones(3)}
    for optimiser in (SGD(0.1), Adam()):
        with pytest.raises(ValueError, match="gradients: expected those of W, found b"):
            optimiser.update(parameters, {"b": np.ones(3)}, optimiser.start(parameters))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: SGD(0), "learning_rate: expected a positive number, found 0"),
        (lambda: SGD(0.1, momentum=1), "momentum: expected a number from 0 to below 1, found 1"),
        (lambda: Adam(-1), "learning_rate: expected a positive number, found -1"),
        (lambda: Adam(beta_mean=1), "beta_mean: expected a number from 0 to below 1, found 1"),
        (lambda: Adam(epsilon=0), "epsilon: expected a positive number, found 0"),
        (lambda: clip_by_norm({}, 0), "max_norm: expected a positive number, found 0"),
        (lambda: clip_by_value({}, -1), "max_value: expected a positive number, found -1"),
        (lambda: mean_square(np.ones(2), np.ones(2), -np.ones(2)), "weights: expected none below 0, found -1"),
        (lambda: mean_square(np.ones(2), np.ones(2), np.zeros(2)), "weights: expected at least one above 0"),
        (lambda: mean_square(np.ones(2), np.ones(3)), r"targets: expected shape \(2,\), found \(3,\)"),
        (lambda: binary_cross_entropy(np.ones(2), 2 * np.ones(2)), "targets: expected values from 0 to 1"),
        (
            lambda: softmax_cross_entropy(np.ones((1, 3, 1)), np.array([[3]])),
            r"targets: expected integers from 0 to 2, found 3 at \(0, 0\)",
        ),
        (lambda: train({}, None, 0, SGD(0.1)), "steps: expected at least 1, found 0"),
        (lambda: init_readout(0, 2, np.random.default_rng(1)), "hidden_size: expected at least 1, found 0"),
        (lambda: init_readout(2, 0, np.random.default_rng(1)), "output_size: expected at least 1, found 0"),
    ],
)
def test_a_bad_setting_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_softmax_targets_have_to_be_integers():
    with pytest.raises(TypeError, match="targets: expected a numpy array of integers, found float64"):
        softmax_cross_entropy(np.ones((1, 3, 1)), np.array([[1.0]]))


def test_uniform_and_glorot_fill_their_interval_and_not_more():
    rng = np.random.default_rng(1)
    for matrix, limit in ((uniform(rng, 60, 50, size=16), 1 / 4), (glorot(rng, 60, 36), 1 / 4)):
        assert 0.99 * limit < np.abs(matrix).max() <= limit
        assert abs(matrix.mean()) < 0.02 * limit * 2


@pytest.mark.parametrize("shape", [(5, 3), (3, 5), (4, 4)])
def test_orthogonal_matrices_are_the_gain_times_an_orthogonal_one(shape):
    W = orthogonal(np.random.default_rng(1), *shape, gain=1.5)
    assert W.shape == shape
    np.testing.assert_allclose(np.linalg.svd(W)[1], 1.5)


@pytest.mark.parametrize(("kind", "block"), [(LSTMParams, 1), (GRUParams, 1)])
def test_the_keep_bias_goes_to_the_gate_that_keeps(kind, block):
    params = init_cell(kind, 3, 4, np.random.default_rng(1), scheme="orthogonal", keep_bias=3.0)
    biases = params.b_h.reshape(kind.blocks, 4)
    assert (biases[block] == 3).all()
    assert biases.sum() == 12
    for rows in params.W_hh.reshape(kind.blocks, 4, 4):
        np.testing.assert_allclose(rows @ rows.T, np.eye(4), atol=1e-12)


def test_one_input_one_unit_and_one_output_are_enough():
    rng = np.random.default_rng(1)
    assert init_cell(LSTMParams, 1, 1, rng).W_xh.shape == (4, 1)
    assert init_readout(1, 1, rng).W_hy.shape == (1, 1)


def test_an_initialisation_is_refused_when_it_makes_no_sense():
    rng = np.random.default_rng(1)
    with pytest.raises(
        ValueError, match="scheme: expected 'uniform', 'glorot', 'orthogonal' or 'identity', found 'he'"
    ):
        init_cell(VanillaParams, 3, 4, rng, scheme="he")
    with pytest.raises(ValueError, match="keep_bias: expected 0 for VanillaParams"):
        init_cell(VanillaParams, 3, 4, rng, keep_bias=1.0)
    with pytest.raises(ValueError, match="hidden_size: expected at least 1, found 0"):
        init_cell(VanillaParams, 3, 0, rng)
    with pytest.raises(ValueError, match="input_size: expected at least 1, found 0"):
        init_cell(VanillaParams, 0, 3, rng)


def test_named_parameters_and_replace_parameters_are_inverse():
    rng = np.random.default_rng(1)
    model = {
        "layers": [init_cell(GRUParams, 3, 4, rng), init_cell(LSTMParams, 4, 2, rng)],
        "out": init_readout(2, 3, rng),
    }
    arrays = named_parameters(model)
    assert list(arrays)[:4] == ["layers.0.W_xh", "layers.0.W_hh", "layers.0.b_h", "layers.1.W_xh"]
    doubled = replace_parameters(model, {name: 2 * array for name, array in arrays.items()})
    np.testing.assert_array_equal(doubled["layers"][1].W_hh, 2 * model["layers"][1].W_hh)
    with pytest.raises(ValueError, match=r"arrays: expected .*, found W"):
        replace_parameters(model, {"W": arrays["out.W_hy"]})
    for function in (named_parameters, named_gradients):
        with pytest.raises(TypeError, match="model: expected parameters, a dict or a sequence, found int"):
            function(3)


def pull_to_zero(model, step):
    return float((model["w"] ** 2).sum()), {"w": 2 * model["w"]}


def test_training_goes_down_and_tells_every_loss():
    result = train({"w": np.array([1.0])}, pull_to_zero, 30, SGD(0.2))
    assert len(result.losses) == len(result.norms) == 30
    assert all(later < earlier for earlier, later in zip(result.losses, result.losses[1:], strict=False))
    assert abs(result.model["w"][0]) < 1e-5


def test_training_clips_what_the_optimiser_sees_and_tells_what_it_was():
    result = train({"w": np.array([100.0])}, pull_to_zero, 1, SGD(1.0), max_norm=1.0)
    assert result.model["w"][0] == 99
    assert result.norms == [200]


@pytest.mark.parametrize("broken", ["loss", "gradient"])
def test_training_stops_at_the_first_number_that_is_not_finite_and_names_the_step(broken):
    def breaks_at_three(model, step):
        bad = np.nan if step == 3 else 1.0
        return (bad if broken == "loss" else 1.0), {"w": np.array([bad if broken == "gradient" else 1.0])}

    with pytest.raises(FloatingPointError, match="step 3: expected a finite loss and gradient, found"):
        train({"w": np.array([1.0])}, breaks_at_three, 9, SGD(0.1))


def test_the_progress_bar_is_asked_for_only_when_wanted(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "tqdm", None)  # as if it were not installed
    train({"w": np.array([1.0])}, pull_to_zero, 2, SGD(0.1))
    with pytest.raises(ImportError):
        train({"w": np.array([1.0])}, pull_to_zero, 2, SGD(0.1), progress=True)


def test_training_ends_early_when_it_is_told_to_and_keeps_what_it_has_by_then():
    asked = []

    def until(model, step):
        asked.append((step, float(model["w"][0])))
        return step == 3

    def pull(model, step):
        return float((model["w"] ** 2).sum()), {"w": 2 * model["w"]}

    start, optimiser = {"w": np.array([1.0])}, SGD(learning_rate=0.25)
    short, whole = train(start, pull, 5, optimiser, until=until), train(start, pull, 3, optimiser)
    assert short.losses == whole.losses
    assert short.model["w"] == whole.model["w"]
    assert asked == [(1, 0.5), (2, 0.25), (3, 0.125)]
    with pytest.raises(TypeError, match="until"):
        train(start, pull, 5, optimiser, until=3)


@pytest.mark.parametrize("kind", [VanillaParams, LSTMParams])
def test_the_identity_start_gives_every_unit_itself_and_nothing_else(kind):
    params = init_cell(kind, 3, 4, np.random.default_rng(1), scheme="identity", gain=1.5)
    assert np.array_equal(params.W_hh, np.tile(1.5 * np.eye(4), (kind.blocks, 1)))
    assert not params.b_h.any()
    assert abs(params.W_xh).min() > 0

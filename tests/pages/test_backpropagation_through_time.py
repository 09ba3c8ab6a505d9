"""The claims of "Send the loss back through time", recomputed; and its figure, read back."""

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from drawing.printing import number
from pages.backpropagation_through_time import example, figures, tables, values

from rnn_docs import (
    LSTMParams,
    VanillaParams,
    backward,
    cat_sat_params,
    cat_sat_readout,
    encode,
    forward,
    init_cell,
    readout,
    readout_backward,
    softmax_cross_entropy,
)
from rnn_docs.gradient_checking import numerical_gradient, relative_error

ROOT = Path(__file__).parents[2]
TARGETS = np.array([[1], [2], [0]])


def asked_of(text: str, targets: np.ndarray):
    cell, out = cat_sat_params(), cat_sat_readout()
    trace = forward(cell, encode(text))
    loss, dys = softmax_cross_entropy(readout(out, trace.hs), targets)
    return cell, trace, loss, readout_backward(out, trace.hs, dys)


def loop(cell, trace, own, transposed=True):
    """The loop of the page, right or with the first mistake."""
    found = [np.zeros_like(W) for W in (cell.W_xh, cell.W_hh, cell.b_h)]
    later = np.zeros_like(trace.h_init)
    for t in reversed(range(len(trace.xs))):
        (h_prev,) = trace.state_before(t)
        da = (1 - trace.hs[t] ** 2) * (own[t] + later)
        for total, part in zip(found, (da @ trace.xs[t].T, da @ h_prev.T, da), strict=True):
            total += part
        later = (cell.W_hh.T if transposed else cell.W_hh) @ da
    return found


def test_own_and_later_add_up_to_the_total_at_every_step():
    assert np.allclose(example.own() + example.later(), example.total(), rtol=0, atol=1e-15)
    assert np.array_equal(example.later()[-1], np.zeros(4))
    assert np.abs(example.later()[:-1]).max() > 0.1


def test_the_own_guess_and_the_total_pull_the_first_unit_in_opposite_directions():
    assert example.own()[0, 0] < 0 < example.total()[0, 0]


def test_a_larger_first_unit_makes_cat_more_likely_and_the_whole_loss_larger():
    cell, trace, loss, _ = asked_of("the cat sat", TARGETS)
    pushed = trace.hs[0].copy()
    pushed[0] += 1e-4
    rest = forward(cell, trace.xs[1:], h_init=pushed).hs
    ys = readout(cat_sat_readout(), np.concatenate([pushed[None], rest]))
    alone = [softmax_cross_entropy(y[:1], TARGETS[:1])[0] for y in (readout(cat_sat_readout(), trace.hs), ys)]
    assert alone[1] < alone[0]
    assert softmax_cross_entropy(ys, TARGETS)[0] > loss


def test_the_total_is_what_the_loss_does_when_a_state_is_moved():
    cell, trace, _, _ = asked_of("the cat sat", TARGETS)
    for unit in range(4):
        losses = []
        for step in (1e-5, -1e-5):
            moved = trace.hs[1].copy()
            moved[unit] += step
            last = forward(cell, trace.xs[2:], h_init=moved).hs
            ys = readout(cat_sat_readout(), np.concatenate([trace.hs[:1], moved[None], last]))
            losses.append(softmax_cross_entropy(ys, TARGETS)[0])
        assert (losses[0] - losses[1]) / 2e-5 == pytest.approx(example.total()[1, unit], abs=1e-9)


def test_every_later_guess_is_heard_through_one_jacobian_for_each_step_between():
    W_hh, hs = cat_sat_params().W_hh, example.run().trace.hs
    jacobians = [(1 - h**2) * W_hh for h in hs]
    for t in range(3):
        heard = np.zeros(4)
        for k in range(t, 3):
            factors = [J.T for J in jacobians[t + 1 : k + 1]]
            heard += np.linalg.multi_dot([*factors, example.own()[k]]) if factors else example.own()[k]
        assert np.allclose(heard, example.total()[t], rtol=1e-12)


def test_the_products_worked_by_hand_add_up_to_the_later_share():
    products = re.findall(r"(-?[\d.]+)\)? \\cdot \(?(-?[\d.]+)", values.bptt_sent_back())
    total = float(re.search(r"= (-?[\d.]+)", values.bptt_sent_back())[1])
    assert len(products) == 4
    assert sum(float(w) * float(da) for w, da in products) == pytest.approx(total, abs=0.001)
    assert total == pytest.approx(example.later()[1, 0], abs=0.0005)


def test_the_loss_is_the_mean_of_the_column_of_losses():
    assert np.mean([row[-1] for row in tables.bptt_guesses().rows]) == pytest.approx(example.run().loss, abs=1e-12)


def test_the_gradient_of_the_followed_weight_is_the_sum_of_its_three_uses():
    products = [row[-1] for row in tables.bptt_terms().rows]
    assert products[0] == 0
    assert sum(products) == pytest.approx(example.run().owed.dW_hh[tables.UNIT, tables.FROM], abs=1e-15)


def test_the_loop_of_the_page_agrees_with_rnn_docs():
    cell, trace, _, top = asked_of("the cat sat", TARGETS)
    right = backward(trace, top.dhs)
    for mine, theirs in zip(loop(cell, trace, top.dhs), (right.dW_xh, right.dW_hh, right.db_h), strict=True):
        assert np.allclose(mine, theirs, rtol=1e-12)


def test_the_code_in_the_table_line_by_line_stands_in_the_package():
    page = (ROOT / "docs" / "backpropagation-through-time.md").read_text("utf-8")
    table = page[page.index("## Line by line") :].split("\n\n")[2]
    quoted = re.findall(r"`([^`]+)` \|$", table, re.M)[1:]  # below the head
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "rnn_docs").rglob("*.py"))
    assert len(quoted) == 5
    assert [line for line in quoted if line not in code] == []


def test_the_missing_transpose_passes_with_one_word_and_in_the_recurrent_weights_with_two():
    wrong = {}
    for words in (1, 2, 3):
        cell, trace, _, top = asked_of(" ".join(example.WORDS[:words]), TARGETS[:words])
        pairs = zip(loop(cell, trace, top.dhs), loop(cell, trace, top.dhs, transposed=False), strict=True)
        wrong[words] = [not np.allclose(a, b) for a, b in pairs]  # W_xh, W_hh, b_h
    assert wrong == {1: [False] * 3, 2: [True, False, True], 3: [True] * 3}


def lstm_asks(cell, trace, own, stale=False):
    """dL/da at every step, by the loop of the second exercise: right, or with dh overwritten too soon."""
    asks, dh_later, dc_later = [], 0, 0
    for t in reversed(range(len(trace))):
        i, f, g, o = (trace[name][t] for name in "ifgo")
        slope, (_, c_prev) = o * (1 - trace["tanh_c"][t] ** 2), trace.state_before(t)
        dh = own[t] + dh_later
        dc = dc_later + dh * slope
        da = [
            dc * g * i * (1 - i),
            dc * c_prev * f * (1 - f),
            dc * i * (1 - g**2),
            dh * trace["tanh_c"][t] * o * (1 - o),
        ]
        asks.insert(0, np.concatenate(da))
        dh_later = cell.W_hh.T @ asks[0]
        dc_later = (dc_later + dh_later * slope if stale else dc) * f
    return np.array(asks)


def test_a_gradient_overwritten_too_soon_leaves_the_last_step_right_and_none_before_it():
    draw = np.random.default_rng(7).normal
    cell, xs = LSTMParams(draw(size=(16, 3)), draw(size=(16, 4)), draw(size=(16, 1))), encode("the cat sat")
    trace = forward(cell, xs)
    own = readout_backward(cat_sat_readout(), trace.hs, draw(size=(3, 3, 1))).dhs
    right, wrong = lstm_asks(cell, trace, own), lstm_asks(cell, trace, own, stale=True)
    assert np.allclose(sum(da @ x.T for da, x in zip(right, xs, strict=True)), backward(trace, own).dW_xh)
    assert [np.allclose(a, b) for a, b in zip(right, wrong, strict=True)] == [False, False, True]


def test_training_with_the_missing_transpose_ends_within_two_percent_of_the_right_one():
    ends = {}
    for transposed in (True, False):
        cell, out = cat_sat_params(), cat_sat_readout()
        for _ in range(100):
            trace = forward(cell, encode("the cat sat"))
            loss, dys = softmax_cross_entropy(readout(out, trace.hs), TARGETS)
            top = readout_backward(out, trace.hs, dys)
            dW_xh, dW_hh, db_h = loop(cell, trace, top.dhs, transposed)
            cell = replace(cell, W_xh=cell.W_xh - dW_xh / 2, W_hh=cell.W_hh - dW_hh / 2, b_h=cell.b_h - db_h / 2)
            out = replace(out, W_hy=out.W_hy - top.dW_hy / 2, b_y=out.b_y - top.db_y / 2)
        ends[transposed] = loss
    assert ends[False] == pytest.approx(ends[True], rel=0.02)
    assert ends[False] < 0.05 * example.run().loss


def test_one_chunk_is_the_whole_gradient_and_one_step_chunks_keep_only_the_immediate_one():
    assert example.truncation_error(30) < 1e-12
    whole = example.run(example.LONG)
    das = (1 - whole.trace.hs**2) * whole.asked.dhs
    h_prevs = np.concatenate([whole.trace.h_init[None], whole.trace.hs[:-1]])
    immediate = sum(da @ h.T for da, h in zip(das, h_prevs, strict=True))
    assert np.allclose(example.truncated(1), immediate, rtol=1e-12)


def test_longer_chunks_err_less_except_that_five_does_better_than_six():
    errors = {chunk: example.truncation_error(chunk) for chunk in tables.CHUNKS}
    without_five = [errors[chunk] for chunk in tables.CHUNKS if chunk != 5]
    assert without_five == sorted(without_five, reverse=True)
    assert errors[5] < errors[6]


def test_with_six_steps_every_cut_comes_after_sat_and_with_five_after_each_word():
    words = example.LONG.split()
    cuts = {chunk: {words[end - 1] for end in range(chunk, len(words), chunk)} for chunk in (5, 6)}
    assert cuts == {5: {"the", "cat", "sat"}, 6: {"sat"}}


def test_numerical_gradients_need_two_passes_for_each_of_the_parameters():
    cell, out = cat_sat_params(), cat_sat_readout()
    parameters = sum(array.size for params in (cell, out) for array in vars(params).values())
    assert values.bptt_parameters() == parameters
    assert values.bptt_two_passes() == 2 * parameters


class Counted(np.ndarray):
    """An array that counts the multiplications of all products in which it takes part."""

    made = 0

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        plain = [np.asarray(value) for value in inputs]
        if ufunc is np.matmul:
            Counted.made += plain[0].size * plain[1].shape[-1]
        elif ufunc in (np.multiply, np.divide, np.power):
            Counted.made += np.broadcast(*plain).size
        if "out" in options:
            options["out"] = tuple(np.asarray(array) for array in options["out"])
        return np.asarray(getattr(ufunc, method)(*plain, **options)).view(Counted)


def multiplications(work) -> int:
    before = Counted.made
    work()
    return Counted.made - before


def test_a_backward_pass_takes_fewer_multiplications_than_two_forward_passes():
    cell, trace, _, top = asked_of("the cat sat", TARGETS)
    out, dys = cat_sat_readout(), example.run().dys
    counted = SimpleNamespace(**{name: array.view(Counted) for name, array in vars(cell).items()})
    states = np.concatenate([trace.h_init[None], trace.hs]).view(Counted)
    read = SimpleNamespace(xs=trace.xs, hs=states[1:], h_init=trace.h_init, state_before=lambda t: (states[t],))
    W_hy = out.W_hy.view(Counted)

    def forth():
        h = trace.h_init
        for x in trace.xs:
            h = np.tanh(counted.W_xh @ x + counted.W_hh @ h + counted.b_h)
            W_hy @ h + out.b_y

    def back():
        own = np.array([W_hy.T @ dy for dy in dys])
        sum(dy.view(Counted) @ h.T for dy, h in zip(dys, trace.hs, strict=True))
        loop(counted, read, own)

    once, gradient = multiplications(forth), multiplications(back)
    assert once == 3 * (4 * 3 + 4 * 4 + 3 * 4)  # every weight once at every step
    assert once < gradient < 2 * once


def test_a_central_difference_errs_by_the_curve_of_the_loss_at_long_distances_and_by_rounding_at_short_ones():
    errors = {}
    for epsilon in (1e-1, 1e-2, 1e-3, 1e-9, 1e-11, 1e-13):
        found = numerical_gradient(lambda W: loss_of(replace(cat_sat_params(), W_hh=W)), cat_sat_params().W_hh, epsilon)
        errors[epsilon] = relative_error(found, example.run().owed.dW_hh)
    by_curve, by_rounding = list(errors.values())[:3], list(errors.values())[3:]
    assert by_curve == sorted(by_curve, reverse=True)
    assert by_rounding == sorted(by_rounding)


def test_in_single_precision_rounding_drowns_the_answer():
    def in_single(W):
        cell = replace(cat_sat_params(), W_hh=W)
        return float(np.float32(loss_of(cell)))  # a loss that keeps seven digits

    expected, W_hh = example.run().owed.dW_hh, cat_sat_params().W_hh
    double = relative_error(numerical_gradient(lambda W: loss_of(replace(cat_sat_params(), W_hh=W)), W_hh), expected)
    assert double < 1e-7
    assert relative_error(numerical_gradient(in_single, W_hh), expected) > 1e-3


def loss_of(cell) -> float:
    ys = readout(cat_sat_readout(), forward(cell, encode("the cat sat")).hs)
    return softmax_cross_entropy(ys, TARGETS)[0]


def test_in_this_network_distant_terms_are_small_and_across_a_cut_they_are_zero():
    cell, xs = cat_sat_params(), encode("the cat sat the cat sat")
    asked = np.zeros((6, 4, 1))
    asked[-1, 0] = 1
    whole = np.linalg.norm(backward(forward(cell, xs), asked).dhs, axis=1).ravel()
    assert (np.diff(whole) > 0).all()
    assert 0 < whole[0] < 0.01
    assert not backward(forward(cell, xs[:3]), asked[:3]).dhs.any()


@pytest.mark.parametrize(("divide", "low", "high"), [(True, 0, 0.005), (False, 0.09, 0.12)])
def test_cuts_at_random_are_right_on_average_only_if_what_goes_on_is_divided_by_its_chance(divide, low, high):
    whole, go_on, draws = example.run(example.LONG), 0.8, 4000
    rng, later, mean = np.random.default_rng(2), np.zeros((4, draws)), 0
    for t in reversed(range(len(whole.trace))):
        da = (1 - whole.trace.hs[t] ** 2) * (whole.asked.dhs[t] + later)
        mean = mean + da.mean(axis=1, keepdims=True) @ whole.trace.state_before(t)[0].T
        later = cat_sat_params().W_hh.T @ (da * (rng.random(draws) < go_on)) / (go_on if divide else 1)
    true = whole.owed.dW_hh
    assert low <= np.linalg.norm(mean - true) / np.linalg.norm(true) < high


@pytest.mark.parametrize("layout", ["svg_wide", "svg_compact"])
def test_the_figure_prints_every_gradient_that_rnn_docs_computes(layout):
    svg = getattr(figures.bptt_roads(), layout)
    drawn = re.findall(r'<text[^>]*fill="var\(--rnn-onheat\)"[^>]*>([^<]*)</text>', svg)
    own, later, total = example.own(), example.later(), example.total()
    expected = []
    for t in range(3):
        parts = [total[t], own[t]] + ([later[t]] if t < 2 else [])
        expected += [number(value) for part in parts for value in part]
    assert drawn == expected


def test_the_caption_prints_both_gradients_of_the_first_unit():
    printed = re.findall(r"\((−?\d\.\d\d)\)", figures.bptt_roads().caption)
    assert printed == [number(example.own()[0, 0]), number(example.total()[0, 0])]


@pytest.mark.parametrize("layout", ["svg_wide", "svg_compact"])
def test_the_figures_arrows_back_in_time_point_to_the_step_before_and_are_dashed_with_open_heads(layout):
    """From left to right, or from the top down, the steps follow each other."""
    svg, along = getattr(figures.bptt_roads(), layout), 0 if layout == "svg_wide" else 1
    dashed = [
        [tuple(map(float, corner.split())) for corner in line.split("L")]
        for line in re.findall(r'<path d="M([^"]*)"[^>]*rnn-grad[^>]*dasharray="6 4"', svg)
    ]
    assert len(dashed) == 5  # three guesses, two steps back
    back = [line for line in dashed if line[-1][along] < line[0][along] - 10]
    assert len(back) == 2
    for line in dashed:
        if line not in back:  # straight to a state's own column, across the way of time
            (x0, y0), (x1, y1) = line
            assert y0 < y1 if layout == "svg_wide" else x1 < x0
            assert (x0 == x1) if layout == "svg_wide" else (y0 == y1)


def test_the_gradient_of_an_embedding_arrives_at_the_input_and_is_added_to_the_words_column():
    rng = np.random.default_rng(41)
    cell, table = init_cell(VanillaParams, 2, 4, rng), rng.normal(size=(2, 5))  # five words, two entries each
    words, own = np.array([3, 0, 3]), rng.normal(size=(3, 4, 1))

    def loss(E):
        return float((forward(cell, E[:, words].T[:, :, None]).hs * own).sum())

    gradients = backward(forward(cell, table[:, words].T[:, :, None]), own)
    assert np.allclose(gradients.dxs, cell.W_xh.T @ gradients.das)
    found = np.zeros_like(table)
    for word, dx in zip(words, gradients.dxs[:, :, 0], strict=True):
        found[:, word] += dx
    moved = np.zeros_like(table)
    for place in np.ndindex(table.shape):
        step = np.zeros_like(table)
        step[place] = 1e-6
        moved[place] = (loss(table + step) - loss(table - step)) / 2e-6
    assert np.allclose(found, moved, atol=1e-7)
    assert not found[:, [1, 2, 4]].any()

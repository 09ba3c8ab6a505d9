"""Step 5: what the page claims about the LSTM holds, and what its figures and tables show is what rnn_docs computes."""

import re

import numpy as np
import pytest
from drawing.printing import number
from matplotlib.cbook import get_sample_data
from pages.lstm import figures, gradient_along_cell, real_prices, tables
from pages.lstm import values as values_lstm
from pages.shared import gradient_left, price_bars, price_cells

from rnn_docs import LSTMParams, backward, forward, init_cell, lstm_step, price_lstm_params, prices_as_sequence, sigmoid
from rnn_docs.gradient_checking import numerical_gradient
from rnn_docs.measure import fresh_cell
from tests.drawn import along, bars, layouts, levels, lines, numbers, row, texts

BIAS = np.log(0.25 / 0.75)  # the sigmoid of it is a quarter


@pytest.fixture(scope="module")
def trace():
    return forward(price_lstm_params(), prices_as_sequence())


def constant_gates(**biases):
    """A one-unit LSTM without weights, so that its gates are the same at every step."""
    b_h = np.array([[biases.get(name, 0.0)] for name in "ifgo"])
    return LSTMParams(np.zeros((4, 1)), np.zeros((4, 1)), b_h)


def cell_gradients(params, steps):
    """dL/dc_t of a loss that is the last cell state, and dL/dc_init before them."""
    trace = forward(params, np.zeros((steps, 1, 1)))
    nothing, start = np.zeros_like(trace.hs), np.zeros_like(trace.hs)
    start[-1] = 1
    gradients = backward(trace, nothing, start)
    return np.append(gradients.dc_init, gradients.dcs)


# --- what the page says ----------------------------------------------------------------------------------


def test_gates_lie_between_zero_and_one_and_a_candidate_may_be_negative(trace):
    for gate in "ifo":
        assert ((trace[gate] > 0) & (trace[gate] < 1)).all()
    assert trace["g"].min() < 0


def test_a_high_price_opens_the_input_gate_and_closes_the_forget_gate(trace):
    order = row(trace, "x").argsort()
    assert (np.diff(row(trace, "i")[order]) > 0).all()
    assert (np.diff(row(trace, "f")[order]) < 0).all()


def test_the_output_gate_ignores_the_price_and_follows_the_last_hidden_state(trace):
    before = np.append(0.0, row(trace, "h")[:-1])
    assert np.allclose(row(trace, "o"), sigmoid(3 * before + 1))
    other = forward(price_lstm_params(), prices_as_sequence()[::-1].copy())
    assert other["o"][0] == trace["o"][0]


def test_a_forget_gate_near_one_keeps_and_near_zero_drops():
    x, h, c = np.zeros((1, 1)), np.zeros((1, 1)), np.full((1, 1), 0.7)
    keeps = lstm_step(constant_gates(f=40.0, i=-40.0), x, h, c)
    drops = lstm_step(constant_gates(f=-40.0, i=-40.0), x, h, c)
    assert keeps.c == pytest.approx(0.7)
    assert drops.c == pytest.approx(0.0)


def test_the_hidden_state_stays_below_one_while_the_cell_state_grows_by_almost_one_a_step():
    trace = forward(constant_gates(i=5.0, f=5.0, g=5.0, o=5.0), np.zeros((50, 1, 1)))
    assert np.diff(trace["c"][:6, 0, 0]) == pytest.approx(1, abs=0.04)
    assert (np.diff(trace["c"][:6, 0, 0]) < 1).all()
    assert trace["c"].max() > 25
    assert trace.hs.max() < 1


def test_one_step_back_along_the_belt_multiplies_by_the_forget_gate_plus_what_goes_through_the_gates():
    params = init_cell(LSTMParams, 2, 3, np.random.default_rng(8))
    x, h, c = (np.random.default_rng(seed).normal(size=(size, 1)) for seed, size in ((1, 2), (2, 3), (3, 3)))
    step = lstm_step(params, x, h, c)
    directly = np.array(
        [numerical_gradient(lambda v, k=k: float(lstm_step(params, x, h, v).c[k, 0]), c) for k in range(3)]
    )
    assert np.allclose(directly[:, :, 0], np.diag(step.f[:, 0]), atol=1e-8)

    def two_steps(first_c):
        first = lstm_step(params, x, h, first_c)
        return lstm_step(params, x, first.h, first.c)

    both = np.array([numerical_gradient(lambda v, k=k: float(two_steps(v).c[k, 0]), c)[:, 0] for k in range(3)])
    belt = np.diag((two_steps(c).f * step.f)[:, 0])
    assert np.abs(both - belt).max() > 0.001  # the rest goes from c through h into the gates of the next step


def test_a_forget_gate_of_a_quarter_vanishes_exactly_like_the_toy():
    gradients = cell_gradients(constant_gates(f=BIAS), 9)
    assert gradients[-9] / gradients[-1] == pytest.approx(0.25**8)
    assert values_lstm.toy() == "$0.25^8 = 0.000015$"


def test_a_forget_gate_near_one_lets_a_gradient_pass_almost_whole():
    gradients = cell_gradients(constant_gates(f=7.0), 51)
    assert gradients[-51] / gradients[-1] > 0.95


def test_a_positive_forget_bias_leaves_more_and_a_bias_of_zero_vanishes():
    for measure in ("hidden", "cell"):
        left = [getattr(gradient_left.left_after("LSTM", bias), measure) for bias in gradient_left.BIASES]
        assert left == sorted(left)
        assert left[0] < 1e-9
        assert left[-1] > 1e9 * left[0]


def test_the_hidden_path_loses_almost_everything_at_the_first_step_back():
    left = gradient_left.left_after("LSTM", gradient_left.BIASES[-1])
    assert left.one_step < 0.2
    assert left.hidden > 0.8 * left.one_step


def test_the_output_gates_of_a_fresh_lstm_stand_about_half_open():
    params = fresh_cell(LSTMParams, np.random.default_rng(0), keep_bias=gradient_left.BIASES[-1])
    gates = forward(params, np.random.default_rng(1).normal(size=(50, params.input_size, 1)))["o"]
    assert gates.mean() == pytest.approx(0.5, abs=0.05)


def test_the_paths_through_the_gates_can_add_so_that_more_than_all_arrives():
    assert gradient_left.left_after("LSTM", gradient_left.BIASES[-1]).cell > 1


def test_the_average_gate_to_the_power_of_fifty_would_leave_less_than_was_measured():
    for bias in gradient_left.BIASES:
        left = gradient_left.left_after("LSTM", bias)
        assert sigmoid(np.array([bias]))[0] ** 50 < min(left.hidden, left.cell)


def test_the_gradients_of_an_lstm_can_still_explode():
    rng = np.random.default_rng(3)
    small = init_cell(LSTMParams, 4, 8, rng, scheme="glorot")
    params = LSTMParams(small.W_xh, 8 * small.W_hh, small.b_h)
    trace = forward(params, np.zeros((40, 4, 1)))
    dhs = np.zeros_like(trace.hs)
    dhs[-1] = rng.normal(size=(8, 1))
    sizes = np.linalg.norm(backward(trace, dhs).dhs[:, :, 0], axis=1)
    assert sizes[0] > 1000 * sizes[-1]


def test_the_forecast_of_the_highest_price_lies_outside_the_hidden_states_reach(trace):
    assert prices_as_sequence().max() == 1
    assert abs(trace.hs).max() < 1


def test_the_real_series_is_read_from_the_installed_package_and_drives_the_cell_beyond_one():
    assert np.array_equal(real_prices.closes(), get_sample_data("goog.npz")["price_data"]["close"])
    real = real_prices.real_trace()
    assert real["c"].max() > 1 > real.hs.max()


# --- what it shows ---------------------------------------------------------------------------------------


def test_the_bars_of_the_prices_are_as_high_as_the_values_and_carry_them(trace):
    names = [panel.name for panel in price_bars.LSTM_PANELS]
    expected = np.concatenate([row(trace, name) for name in names])
    for svg in layouts(price_bars.lstm_prices()):
        assert numbers(svg) == [number(value) for value in expected]
        for hue in ("x", "gate", "c", "h"):
            panels = [p.name for p in price_bars.LSTM_PANELS if p.key == hue]
            values = np.concatenate([row(trace, name) for name in panels])
            assert np.allclose(bars(svg, hue), abs(values) * price_bars.UNIT, atol=0.06)


def test_the_step_in_the_drawing_is_the_last_step(trace):
    n = price_cells.lstm_step_numbers(3)
    assert n["kept"] + n["stored"] == pytest.approx(n["c"])
    assert n["c"] == trace["c"][3, 0, 0]
    assert n["c_prev"] == trace["c"][2, 0, 0]
    shown = ["c_prev", "kept", "stored", "c", "g", "f", "i", "o", "tanh_c", "h", "h_prev", "x"]
    for svg in layouts(figures.lstm_cell_step()):
        assert numbers(svg) == [number(n[name]) for name in shown]
        opacities = [float(found) for found in re.findall(r'fill-opacity="([\d.]+)"', svg)]
        assert opacities == [round(n[name], 2) for name in ("f", "i", "o")]


def test_the_plan_names_every_part_of_the_formulas():
    wide, compact = layouts(figures.lstm_cell())
    for svg in (wide, compact):
        assert {"𝑓", "𝑖", "𝑜", "𝑔", "𝑐𝑡", "ℎ𝑡", "𝑥𝑡"} <= set(texts(svg))
    assert {"forget gate", "input gate", "output gate", "candidate"} <= set(texts(wide))


def test_the_gradient_in_the_drawing_is_that_of_a_backward_pass_and_of_the_forget_gates(trace):
    f = row(trace, "f")
    products = [f[1] * f[2] * f[3], f[2] * f[3], f[3], 1.0]
    assert gradient_along_cell.gradient_along_the_cell() == pytest.approx(products)
    for svg in layouts(gradient_along_cell.lstm_gradient()):
        printed = [number(f[t]) for t in (1, 2, 3)] + [number(p) for p in products[:3]]
        assert sorted(numbers(svg)) == sorted(printed)
        assert np.allclose(bars(svg, "grad"), np.array(products) * 72, atol=0.06)


def test_the_lines_of_the_real_series_end_at_its_last_values():
    real = real_prices.real_trace()
    labels = texts(real_prices.real_prices().svg_wide)
    for word, values in (("price", real.xs), ("cell", real["c"]), ("hidden", real.hs)):
        assert f"{word} {number(values[-1, 0, 0])}" in labels


def test_every_point_of_the_lines_of_the_real_series_is_a_day_of_it():
    real = real_prices.real_trace()
    for svg in layouts(real_prices.real_prices()):
        low, _, high = levels(svg)  # at −1, 0 and 1
        for hue, values in (("x", real.xs), ("c", real["c"]), ("h", real.hs)):
            (line,) = lines(svg, hue)
            shown = -1 + 2 * (line[:, 1] - low) / (high - low)
            days = len(values) * along(svg, line)
            assert len(line) > 150
            assert days[-1] > len(values) - 5
            assert shown == pytest.approx(np.interp(days, np.arange(len(values)), values.ravel()), abs=0.03)


def test_the_captions_print_what_is_drawn(trace):
    real, n = real_prices.real_trace(), price_cells.lstm_step_numbers(3)
    f, i = row(trace, "f"), row(trace, "i")
    arrives = gradient_along_cell.gradient_along_the_cell()
    for caption, values in (
        (price_bars.lstm_prices().caption, (i[3], f[2], f[3])),
        (figures.lstm_cell_step().caption, (n["kept"], n["stored"], n["c"])),
        (gradient_along_cell.lstm_gradient().caption, (f[3], f[2], f[1], arrives[0])),
        (real_prices.real_prices().caption, (real["c"].max(), real.hs.max())),
    ):
        assert re.findall(r"\d\.\d\d", caption) == [number(value) for value in values]


def test_the_table_of_the_prices_holds_every_gate_and_state(trace):
    rows = tables.prices().rows
    for t, cells in enumerate(rows):
        expected = [row(trace, name)[t] for name in ("x", "i", "f", "g", "o", "c", "h")]
        assert list(cells[2:]) == pytest.approx(expected)


def test_the_sums_in_the_table_of_the_last_step_are_those_of_its_row():
    for _, price, memory, bias, total, squashed in tables.last_step().rows:
        assert price + memory + bias == pytest.approx(total)
        assert squashed == pytest.approx(np.tanh(total)) or squashed == pytest.approx(1 / (1 + np.exp(-total)))


def test_the_printed_products_of_the_last_step_add_up_to_the_printed_sum():
    kept, stored, c = re.search(r"&= ([\d.]+) \+ ([\d.]+) = ([\d.]+)", values_lstm.new_cell()).groups()
    assert round(float(kept) + float(stored), 3) == float(c)


def test_only_the_output_gate_of_the_hand_set_cell_looks_at_the_hidden_state():
    assert (price_lstm_params().W_hh.ravel() != 0).tolist() == [False, False, False, True]  # i, f, g, o

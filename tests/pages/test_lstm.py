"""Step 5: what the page claims about the LSTM holds, and what its figures and tables show is what rnn_docs computes."""

import re

import numpy as np
import pytest
from drawing.printing import number
from matplotlib.cbook import get_sample_data
from pages.lstm import (
    chain,
    explorer,
    figures,
    forget_bias,
    gradient_along_cell,
    kept_record,
    learned,
    real_prices,
    tables,
)
from pages.lstm import values as values_lstm
from pages.shared import (
    gate_view,
    gradient_left,
    held_gates,
    learned_gates,
    measured_gradients,
    price_bars,
    record_keepers,
    toy_factor,
)
from pages.shared.measured_gradients import SEEDS, two_digits

from rnn_docs import (
    PRICES,
    LSTMParams,
    VanillaParams,
    backward,
    forward,
    init_cell,
    keeper_lstm_params,
    lstm_step,
    prices_as_sequence,
    sigmoid,
)
from rnn_docs.examples import LONGER_PRICES, forgetful_unit
from rnn_docs.gradient_checking import numerical_gradient
from rnn_docs.measure import fresh_cell
from tests.drawn import along, bars, layouts, levels, lines, numbers, row, texts

BIAS = np.log(0.25 / 0.75)  # the sigmoid of it is a quarter


@pytest.fixture(scope="module")
def trace():
    return forward(keeper_lstm_params(), prices_as_sequence())


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


def test_gates_lie_between_zero_and_one_and_a_candidate_may_lie_below_zero():
    trace = forward(
        init_cell(LSTMParams, 2, 3, np.random.default_rng(1)), np.random.default_rng(2).normal(size=(9, 2, 1))
    )
    for gate in "ifo":
        assert ((trace[gate] > 0) & (trace[gate] < 1)).all()
    assert trace["g"].min() < 0


def test_the_input_gate_opens_at_a_record_and_stays_shut_at_a_lower_price(trace):
    i = row(forward(keeper_lstm_params(), prices_as_sequence(LONGER_PRICES)), "i")
    records = [t for t in range(1, len(LONGER_PRICES)) if LONGER_PRICES[t] > max(LONGER_PRICES[:t])]
    assert records == [1, 8]
    assert min(i[records]) > 0.9
    assert max(np.delete(i, [0, *records])) < 0.2


def test_the_forget_gate_does_the_opposite_of_the_input_gate():
    trace = forward(keeper_lstm_params(), prices_as_sequence(LONGER_PRICES))
    assert row(trace, "f") == pytest.approx(1 - row(trace, "i"))


def test_the_output_gate_of_the_record_keeper_is_the_same_at_every_price(trace):
    assert row(trace, "o") == pytest.approx(sigmoid(np.array(4.0)))


def test_a_record_is_written_as_the_candidate_proposes_it_and_a_lower_price_changes_next_to_nothing(trace):
    c, g = row(trace, "c"), row(trace, "g")
    assert c[[1, 3]] == pytest.approx(g[[1, 3]], abs=0.02)
    assert c[2] == pytest.approx(c[1], abs=0.02)
    assert values_lstm.record_as_written() == r"$\tanh(2 \cdot 0.5) = 0.76$"


def test_the_cell_keeps_a_record_through_six_lower_prices():
    c = row(forward(keeper_lstm_params(), prices_as_sequence(LONGER_PRICES)), "c")
    first, last = kept_record.FIRST, kept_record.LAST
    assert last - first == 6
    assert max(LONGER_PRICES[first + 1 : last + 1]) < LONGER_PRICES[first]
    assert c[first] - 0.06 < c[last] < c[first]
    assert (np.diff(c[first : last + 1]) < 0).all()  # it leaks a little


def test_the_record_leaks_more_the_nearer_a_price_comes_to_it():
    c = row(forward(keeper_lstm_params(), prices_as_sequence(LONGER_PRICES)), "c")
    lower = range(kept_record.FIRST + 1, kept_record.LAST + 1)
    lost = {LONGER_PRICES[t]: (c[t - 1] - c[t]) / c[t - 1] for t in lower}
    assert lost[101] < lost[102] < lost[103]


def test_the_plain_unit_is_moved_by_every_price_and_stands_higher_after_a_lower_one_than_after_the_record():
    trace = forward(forgetful_unit(), prices_as_sequence(LONGER_PRICES))
    h = row(trace, "h")
    assert abs(np.diff(h)).min() > 0.02
    assert h[LONGER_PRICES.index(104)] > h[LONGER_PRICES.index(105)]


def test_every_price_moves_a_plain_unit_that_listens_to_prices_at_all():
    """The slope of tanh is never zero, so that a state before its rounding depends on every input."""
    for w, u, b in np.random.default_rng(5).normal(size=(20, 3)):
        params = VanillaParams(np.array([[w]]), np.array([[u]]), np.array([[b]]))
        xs = prices_as_sequence(LONGER_PRICES)
        other = xs.copy()
        other[-2] += 0.1
        assert forward(params, xs).hs[-2] != forward(params, other).hs[-2]


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
    assert values_lstm.lstm_toy() == "$0.25^8 = 0.000015$"


def test_a_forget_gate_near_one_lets_a_gradient_pass_almost_whole():
    gradients = cell_gradients(constant_gates(f=7.0), 51)
    assert gradients[-51] / gradients[-1] > 0.95


def test_a_positive_forget_bias_leaves_more_and_a_bias_of_zero_vanishes():
    for measure in ("hidden", "cell", "belt"):
        left = [getattr(gradient_left.left_after("LSTM", bias), measure) for bias in gradient_left.BIASES]
        assert left == sorted(left)
        assert left[0] < 1e-9
        assert left[-1] > 1e9 * left[0]


def test_the_detours_add_to_what_the_belt_carries_so_that_the_total_can_exceed_one():
    for bias in forget_bias.BIASES:
        left = gradient_left.left_after("LSTM", bias)
        assert left.cell > left.belt
        assert left.belt < 1
    assert gradient_left.left_after("LSTM", gradient_left.BIASES[-1]).cell > 1


def test_far_more_of_the_gradient_reaches_movie_in_the_lstm_though_less_reaches_the_nearest_words():
    lstm, plain = learned.lstm_review().by_word(), learned.plain_review().by_word()
    assert [word for word, _ in lstm] == [word for word, _ in plain]
    more = [ours > theirs for (_, ours), (_, theirs) in zip(lstm, plain, strict=True)]
    assert more == sorted(more, reverse=True)  # from some word on, the way from h to c costs more than the distance
    assert dict(lstm)["movie"] > 100 * dict(plain)["movie"]


def test_the_hidden_path_loses_most_at_the_first_step_back_and_more_over_the_review_and_gets_some_of_it_back():
    left = typical_by_distance("LSTM", gradient_left.BIASES[-1])
    assert left[1] == gradient_left.left_after("LSTM", gradient_left.BIASES[-1]).one_step < 0.2
    assert left[1] > 2 * left[toy_factor.apart()]
    assert left[-1] > 2 * left[toy_factor.apart()]
    assert left[-1] == pytest.approx(left[1], rel=0.1)


def typical_by_distance(kind, keep_bias):
    rows = measured_gradients.norms(measured_gradients.Setting(kind, keep_bias))
    return [measured_gradients.typical(rows, distance) for distance in range(rows.shape[1])]


def test_a_price_very_near_the_record_opens_the_input_gate_and_replaces_it():
    read = forward(keeper_lstm_params(), prices_as_sequence((*LONGER_PRICES, values_lstm.NEAR_RECORD)))
    assert max(LONGER_PRICES) > values_lstm.NEAR_RECORD
    assert row(read, "i")[-1] > 0.5
    written = row(forward(keeper_lstm_params(), prices_as_sequence((100, values_lstm.NEAR_RECORD))), "c")[-1]
    assert row(read, "c")[-1] == pytest.approx(written, rel=0.05)


def test_the_output_gates_of_a_fresh_lstm_stand_about_half_open():
    params = fresh_cell(LSTMParams, np.random.default_rng(0), keep_bias=gradient_left.BIASES[-1])
    gates = forward(params, np.random.default_rng(1).normal(size=(50, params.input_size, 1)))["o"]
    assert gates.mean() == pytest.approx(0.5, abs=0.05)


def test_at_the_mark_the_trained_gates_move_a_little_and_the_candidates_most():
    moves = {
        letter: learned_gates.at_mark("lstm", letter) - learned_gates.before_mark("lstm", letter) for letter in "ifg"
    }
    assert 0.03 < moves["i"] < 0.06
    assert -0.04 < moves["f"] < -0.01
    assert moves["g"] > 2 * max(abs(moves["i"]), abs(moves["f"]))
    for letter, move in moves.items():  # with every seed
        rows = learned_gates.means("lstm", letter)
        assert (np.sign(rows[:, learned_gates.MARK] - rows[:, learned_gates.MARK - 1]) == np.sign(move)).all()


def test_the_trained_forget_gates_stay_near_one_all_the_time():
    assert learned_gates.means("lstm", "f").min() > 0.9
    assert learned_gates.seeds("lstm") == 10


def test_the_plot_of_the_trained_gates_shows_the_means_and_names_their_ends():
    figure = learned.lstm_learned_gates()
    for svg in layouts(figure):
        for letter, line in learned.LETTERS.items():
            rows = learned_gates.means("lstm", letter)
            assert f"{line.name} {number(rows[:, -1].mean())}" in texts(svg)
        low, high = levels(svg)[0], levels(svg)[-1]
        (drawn,) = lines(svg, "c")
        shown = (drawn[:, 1] - low) / (high - low)
        expected = learned_gates.means("lstm", "g").mean(axis=0)
        steps = along(svg, drawn) * (len(expected) - 1)
        assert shown == pytest.approx(np.interp(steps, np.arange(len(expected)), expected), abs=0.01)
    least, most = learned_gates.moves("lstm", "i")
    assert f"by {number(least)} to +{number(most)}" in figure.caption


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


def test_the_real_series_is_read_from_the_installed_package_and_the_record_leaks():
    assert np.array_equal(real_prices.closes(), get_sample_data("goog.npz")["price_data"]["close"])
    c, peak = row(real_prices.real_trace(), "c"), real_prices.closes().argmax()
    assert c[peak] == c.max() == pytest.approx(real_prices.perfect()[peak], abs=0.01)
    assert c[-1] < 0.8 * c.max()
    assert (c <= real_prices.perfect() + 1e-9).all()
    assert row(real_prices.real_trace(), "i").min() > 0.01  # never quite shut


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
    n = record_keepers.lstm_step_numbers(3)
    assert n["kept"] + n["stored"] == pytest.approx(n["c"])
    assert n["c"] == trace["c"][3, 0, 0]
    assert n["c_prev"] == trace["c"][2, 0, 0]
    shown = ["c_prev", "kept", "c", "f", "stored", "g", "i", "o", "tanh_c", "h", "h_prev", "x"]
    for svg in layouts(figures.lstm_cell_step()):
        assert numbers(svg) == [number(n[name]) for name in shown]
        openings = [float(found) for found in re.findall(r'transform="scale\(1 ([\d.]+)\)"', svg)]
        assert openings == [round(n[name], 2) for name in ("f", "i", "o")]


def test_the_plan_names_every_part_of_the_formulas():
    wide, compact = layouts(figures.lstm_cell())
    for svg in (wide, compact):
        assert {"𝑓", "𝑖", "𝑜", "𝑔", "𝑐𝑡", "ℎ𝑡", "𝑥𝑡"} <= set(texts(svg))
    assert {"forget gate", "input gate", "output gate", "candidate"} <= set(texts(wide))


@pytest.mark.parametrize(
    ("draw", "lit", "pale"),
    [
        (figures.lstm_keeps, "forget gate", ("input gate", "candidate", "output gate")),
        (figures.lstm_adds, "input gate", ("forget gate", "output gate")),
        (figures.lstm_shows, "output gate", ("forget gate", "input gate", "candidate")),
    ],
)
def test_a_pass_lights_one_part_of_the_same_drawing_and_names_no_other(draw, lit, pale):
    parts = re.compile(r'data-part="(\w+)"( class="pale")?')
    for svg, whole in zip(layouts(draw()), layouts(figures.lstm_cell()), strict=True):
        shown = dict(parts.findall(svg))
        assert [name for name, dim in shown.items() if not dim] == [
            draw.__name__.removeprefix("lstm_").removesuffix("s")
        ]
        assert parts.sub(r'data-part="\1"', svg).count("<path") == whole.count("<path")
    words = texts(layouts(draw())[0])
    assert lit in words
    assert not set(pale) & set(words)


def test_the_chain_hands_on_the_states_of_the_record_keeper(trace):
    c, h = row(trace, "c"), row(trace, "h")
    expected = [number(values[t]) for t in range(4) for values in (c, h)]
    for svg in layouts(chain.lstm_chain()):
        assert numbers(svg) == expected
        assert {"105", "103", "110"} <= set(texts(svg))


def test_the_rows_of_the_longer_list_are_as_high_as_their_values_and_carry_them():
    xs = prices_as_sequence(LONGER_PRICES)
    c, h = forward(keeper_lstm_params(), xs)["c"].ravel(), forward(forgetful_unit(), xs).hs.ravel()
    for svg in layouts(kept_record.kept_record()):
        assert numbers(svg) == [number(value) for value in (*c, *h)]
        assert [text for text in texts(svg) if text.isdigit() and len(text) == 3] == [str(p) for p in LONGER_PRICES]
        for hue, values in (("x", xs.ravel()), ("c", c), ("h", h)):
            assert np.allclose(bars(svg, hue), values * kept_record.UNIT, atol=0.06)


def test_the_gradient_in_the_drawing_is_the_product_of_the_forget_gates():
    trace = forward(keeper_lstm_params(), prices_as_sequence(LONGER_PRICES))
    f = row(trace, "f")
    products = [np.prod(f[t + 1 : 8]) for t in range(1, 8)]
    for svg in layouts(gradient_along_cell.lstm_gradient()):
        printed = [number(f[t]) for t in range(2, 8)] + [number(p) for p in products]
        assert sorted(numbers(svg)) == sorted(printed)
        assert np.allclose(bars(svg, "grad"), np.array(products) * gradient_along_cell.UNIT, atol=0.06)


def test_of_the_gradient_the_plain_unit_loses_almost_all_and_the_belt_a_quarter():
    belt = gradient_along_cell.along_the_belt()
    assert belt[0] == pytest.approx(0.744, abs=0.001)
    trace = forward(forgetful_unit(), prices_as_sequence(LONGER_PRICES))
    factors = 1 - row(trace, "h")[2:8] ** 2  # its recurrent weight is one
    assert gradient_along_cell.in_total(trace) == pytest.approx(np.prod(factors))
    assert np.prod(factors) < 0.001 * belt[0]


def test_the_detours_of_the_record_keeper_add_to_what_the_belt_carries():
    trace = forward(keeper_lstm_params(), prices_as_sequence(LONGER_PRICES))
    assert gradient_along_cell.in_total(trace) > gradient_along_cell.along_the_belt()[0]


def test_the_lines_of_the_real_series_end_at_its_last_values():
    real = real_prices.real_trace()
    labels = texts(real_prices.real_prices().svg_wide)
    for word, values in (("price", real.xs), ("cell", real["c"])):
        assert f"{word} {number(values[-1, 0, 0])}" in labels


def test_every_point_of_the_lines_of_the_real_series_is_a_day_of_it():
    real = real_prices.real_trace()
    for svg in layouts(real_prices.real_prices()):
        low, _, high = levels(svg)  # at 0, 0.5 and 1
        for hue, values in (("x", real.xs), ("c", real["c"]), ("w", real_prices.perfect())):
            (line,) = lines(svg, hue)
            shown = (line[:, 1] - low) / (high - low)
            days = len(real) * along(svg, line)
            assert len(line) > 50  # the level stretches of a record are drawn by their ends
            assert days[-1] > len(real) - 5
            assert shown == pytest.approx(np.interp(days, np.arange(len(real)), values.ravel()), abs=0.03)


def test_the_captions_print_what_is_drawn(trace):
    real, n = real_prices.real_trace(), record_keepers.lstm_step_numbers(3)
    i = row(trace, "i")
    longer = forward(keeper_lstm_params(), prices_as_sequence(LONGER_PRICES))
    c, h = row(longer, "c"), row(forward(forgetful_unit(), prices_as_sequence(LONGER_PRICES)), "h")
    belt = gradient_along_cell.along_the_belt()
    for caption, values in (
        (price_bars.lstm_prices().caption, (i[1], i[3], i[2])),
        (figures.lstm_cell_step().caption, (n["kept"], n["stored"], n["c"])),
        (kept_record.kept_record().caption, (c[1], c[7], h[4], h[1])),
        (gradient_along_cell.lstm_gradient().caption, (belt[0],)),
        (real_prices.real_prices().caption, (real["c"].max(), real["c"][-1, 0, 0])),
    ):
        assert re.findall(r"\d\.\d\d\b", caption) == [number(value) for value in values]


def test_the_table_of_the_prices_holds_every_gate_and_state(trace):
    rows = tables.lstm_prices().rows
    assert [cells[2] for cells in rows] == [100, 105, 105, 110]  # the highest price so far
    for t, cells in enumerate(rows):
        expected = [row(trace, name)[t] for name in ("x", "i", "f", "g", "o", "c", "h")]
        assert list(cells[3:]) == pytest.approx(expected)


def test_the_sums_in_the_table_of_the_last_step_are_those_of_its_row():
    for _, price, memory, bias, total, squashed in tables.lstm_last_step().rows:
        assert price + memory + bias == pytest.approx(total)
        assert squashed == pytest.approx(np.tanh(total)) or squashed == pytest.approx(1 / (1 + np.exp(-total)))


def test_the_printed_products_of_the_last_step_add_up_to_the_printed_sum():
    kept, stored, c = re.search(r"&= ([\d.]+) \+ ([\d.]+) = ([\d.]+)", values_lstm.lstm_new_cell()).groups()
    assert round(float(kept) + float(stored), 3) == float(c)


# --- the explorer: gates held by hand ---------------------------------------------------------------------------------


LEVELS = (0, 0.25, 0.5, 0.75, 1)
TRACE = explorer.lstm_prices()


def computed(held="", level=0.0):
    """The four prices by the formulas of the page; a gate that is held is simply the level."""
    c = h = 0.0
    steps = []
    for x in prices_as_sequence().ravel():
        step = lstm_step(keeper_lstm_params(), *(np.array([[float(v)]]) for v in (x, h, c)))
        n = {name: float(getattr(step, name)[0, 0]) for name in "ifgo"} | ({held: level} if held else {})
        kept, stored = n["f"] * c, n["i"] * n["g"]
        c = kept + stored
        h = n["o"] * np.tanh(c)
        steps.append([n["i"], n["f"], n["g"], n["o"], c, np.tanh(c), h, kept, stored])
    return np.round(steps, 2) + 0.0


def without_old(run):
    """The numbers of a run, without its old states, prices and subscripts."""
    return [step[:9] for step in run["steps"]]


def held(gate, level):
    return TRACE["runs"]["fio".index(gate)][1 + LEVELS.index(level)]


def shown(gate, level, name):
    return [step[TRACE["names"].index(name)] for step in held(gate, level)["steps"]]


@pytest.mark.parametrize("gate", "fio")
@pytest.mark.parametrize("level", LEVELS)
def test_every_point_of_the_grid_is_the_step_with_that_gate_at_that_level(gate, level):
    assert TRACE["names"][:9] == ["i", "f", "g", "o", "c", "tanh_c", "h", "kept", "stored"]
    np.testing.assert_array_equal(without_old(held(gate, level)), computed(gate, level))
    assert shown(gate, level, gate) == [level] * len(PRICES)
    for state in "ch":
        assert shown(gate, level, f"{state}_prev") == [0, *shown(gate, level, state)[:-1]]
    assert held(gate, level)["held"] == gate


def test_with_all_gates_free_it_is_the_run_of_the_page():
    assert TRACE["names"][9:] == ["c_prev", "h_prev", "x", "t", "last"]
    for run in (runs[0] for runs in TRACE["runs"]):
        np.testing.assert_array_equal(without_old(run), computed())
        assert [step[11:] for step in run["steps"]] == [
            [0, "0", "init"],
            [0.5, "1", "0"],
            [0.3, "2", "1"],
            [1, "3", "2"],
        ]
        assert run["held"] == ""


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("row", range(4))
def test_a_held_gate_is_at_its_level_whatever_comes_in(level, row):
    rng = np.random.default_rng(3)
    params = held_gates.held(LSTMParams(*(rng.normal(size=(4, 1)) for _ in range(3))), row, level)
    trace = forward(params, 10 * rng.normal(size=(6, 1, 1)))
    if row != "ifgo".index("g"):
        np.testing.assert_allclose(trace["ifgo"[row]], level, rtol=0, atol=1e-15)
        assert level not in (0, 1) or set(trace["ifgo"[row]].ravel()) == {level}


def test_a_forget_gate_of_one_keeps_all_and_of_zero_nothing():
    for t in range(1, len(PRICES)):
        assert shown("f", 1, "kept")[t] == shown("f", 1, "c")[t - 1]
    assert shown("f", 0, "kept") == [0] * len(PRICES)
    assert shown("f", 0, "c") == shown("f", 0, "stored")


def test_a_forget_gate_of_zero_loses_the_record_and_one_of_one_adds_the_next_on_top():
    _, record, after, _ = shown("f", 0, "c")
    assert after < record / 10
    free = [step[TRACE["names"].index("c")] for step in TRACE["runs"][0][0]["steps"]]
    assert shown("f", 1, "c")[-1] > free[-1]
    assert TRACE["asks"]["right"] == "more than the record"


def test_nothing_is_stored_through_an_input_gate_of_zero():
    assert shown("i", 0, "c") == [0] * len(PRICES)


def test_a_shut_output_gate_shows_nothing_and_so_hides_the_record_from_the_gates_too():
    assert shown("o", 0, "h") == [0] * len(PRICES)
    assert shown("o", 0, "c")[1] > 0  # the cell holds something all the same
    assert shown("o", 0, "i")[2] > 0.5  # without the record to compare with, a lower price is let in


def test_every_level_fits_into_the_bars_that_are_drawn():
    states = [shown(gate, level, name) for gate in "fio" for level in LEVELS for name in ("c", "h")]
    number_over, letters = 5 + 12, 12  # pixels: a number stands over its bar; the height of letters
    assert np.min(states) * gate_view.LEVEL >= gate_view.ZERO - (gate_view.STEPS - letters)
    assert np.max(states) * gate_view.LEVEL <= gate_view.ZERO - gate_view.TITLE - number_over


def test_every_step_is_told_with_its_numbers_and_with_the_free_run_beside_it():
    free = TRACE["runs"][0][0]
    assert free["told"][2].startswith("t = 2, price 103: the forget gate, 0.95, keeps almost all of the old cell, ")
    assert held("i", 0)["told"][3] == (
        "t = 3, price 110: the forget gate, 0.00, keeps nothing of the old cell, the input gate, held at 0.00, adds "
        "nothing of the candidate, the output gate, 0.98, shows almost all of tanh c. Cell 0.00, hidden 0.00. "
        "Left free: cell 0.96, hidden 0.73."
    )
    for run in (run for runs in TRACE["runs"] for run in runs):
        for t, words in enumerate(run["told"]):
            n = dict(zip(TRACE["names"], run["steps"][t], strict=True))
            for name in "fioch":
                assert f" {n[name]:.2f}".replace("-", "−") in words
            assert ("Left free" in words) == bool(run["held"])


def test_an_amount_fits_the_number_that_is_printed():
    amounts = [held_gates.amount(gate) for gate in (0.0049, 0.0051, 0.5, 0.8949, 0.8951, 0.9949, 0.9951)]
    assert amounts == ["nothing", "almost nothing", "about half", "most", "almost all", "almost all", "all"]


# --- the explorer: the bias of the forget gate ------------------------------------------------------------------------


ENTRIES = forget_bias.forget_bias()["biases"]


def test_what_a_forget_bias_leaves_is_what_was_measured():
    assert [entry["bias"] for entry in ENTRIES] == ["0.0", "0.5", "1.0", "1.5", "2.0", "2.5", "3.0", "3.5", "4.0"]
    for entry in ENTRIES:
        bias = float(entry["bias"])
        left = gradient_left.left_after("LSTM", bias)
        shown = re.findall("<b[^>]*>(.*?)</b>", entry["drawn"])
        assert shown == [two_digits(left.belt), two_digits(left.cell)]
        assert f" starts at {sigmoid(np.array(bias)):.2f}. " in entry["told"]
        assert f"the belt alone leaves {forget_bias.share(left.belt)} of" in entry["told"]
        assert entry["told"].endswith(f"In total, with all detours, {forget_bias.share(left.cell)} arrives.")
        for name, end in (("belt", left.belt), ("total", left.cell)):
            line = forget_bias.decades(bias)[name]
            assert line[0] == 0
            assert line[-1] == pytest.approx(np.log10(end))
            assert len(line) == 11


def test_the_line_of_the_total_ends_above_that_of_the_belt_and_both_stay_on_the_axis():
    for bias in forget_bias.BIASES:
        ends = forget_bias.decades(bias)
        assert ends["total"][-1] > ends["belt"][-1]
        assert max(ends["total"] + ends["belt"]) < 1
        assert min(ends["total"] + ends["belt"]) > -15


def test_the_explorer_opens_with_success_and_asks_for_what_half_open_gates_leave():
    trace = forget_bias.forget_bias()
    assert trace["first"] == "3.0"
    assert trace["asks"]["seen"] == {"bias": ["0.0"]}
    left = gradient_left.left_after("LSTM", 0.0)
    assert two_digits(left.belt) in trace["asks"]["answer"]
    assert left.belt < 1e-14  # next to nothing


def test_the_explorer_of_the_gates_asks_what_becomes_of_the_record():
    told = TRACE["asks"]["answer"]
    assert f"{shown('f', 1, 'c')[3]:.2f} in place of 0.96" in told
    assert f"after 103 the cell holds {shown('f', 0, 'c')[2]:.2f}" in told
    assert shown("f", 1, "c")[3] > 1  # more than the record


def test_the_gate_at_the_start_is_that_of_an_average_unit_without_input():
    params = fresh_cell(LSTMParams, np.random.default_rng(SEEDS[0]), keep_bias=3.0)
    gates = sigmoid(params.b_h)[32:64]  # the rows of f
    assert f" starts at {gates.mean():.2f}. " in ENTRIES[6]["told"]


def test_a_share_is_told_in_parts():
    assert forget_bias.share(0.5) == "0.50 times as much"
    assert forget_bias.share(1 / 65_536) == "one part in 66,000"
    assert forget_bias.share(1 / 3.2e6) == "one part in 3.2 million"

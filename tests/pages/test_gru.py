"""Step 6: what the page claims about the GRU holds, and what its figures and tables show is what rnn_docs computes."""

import re
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from drawing.printing import number
from pages.gru import explorer, figures, learned, tables
from pages.gru import values as values_gru
from pages.lstm.figures import lstm_cell, lstm_cell_step
from pages.shared import gradient_left, learned_gates, price_bars, record_keepers
from results.runs import recall
from results.stored import rate, stored, values

from rnn_docs import (
    PRICES,
    GRUParams,
    LSTMParams,
    VanillaParams,
    forward,
    gru_step,
    init_cell,
    keeper_gru_params,
    keeper_lstm_params,
    prices_as_sequence,
)
from rnn_docs.conversions import to_pytorch
from rnn_docs.examples import LONGER_PRICES, reset_before_and_after
from rnn_docs.tasks import series, shares
from rnn_docs.tasks.recall import EVERY, STEPS
from tests.drawn import bars, layouts, numbers, row, texts

SHUT, OPEN = -40.0, 40.0


@pytest.fixture(scope="module")
def trace():
    return forward(keeper_gru_params(), prices_as_sequence())


@pytest.fixture
def vanilla():
    return init_cell(VanillaParams, 3, 4, np.random.default_rng(1))


@pytest.fixture
def xs():
    return np.random.default_rng(2).normal(size=(6, 3, 2))


def gru_around(vanilla, r_bias, z_bias):
    """A GRU with the candidate of a vanilla cell, and gates that are the same at every step."""
    nothing = np.zeros_like(vanilla.W_xh), np.zeros_like(vanilla.W_hh), np.ones_like(vanilla.b_h)
    return GRUParams(
        np.concatenate([nothing[0], nothing[0], vanilla.W_xh]),
        np.concatenate([nothing[1], nothing[1], vanilla.W_hh]),
        np.concatenate([r_bias * nothing[2], z_bias * nothing[2], vanilla.b_h]),
    )


# --- what the page says ----------------------------------------------------------------------------------


def test_an_update_gate_near_one_keeps_and_near_zero_replaces(vanilla):
    x, h = np.ones((3, 1)), np.array([[0.5], [-0.5], [0.25], [0.0]])
    assert np.allclose(gru_step(gru_around(vanilla, OPEN, OPEN), x, h).h, h)
    replaced = gru_step(gru_around(vanilla, OPEN, SHUT), x, h)
    assert np.allclose(replaced.h, replaced.n)


def test_the_new_state_always_lies_between_the_old_one_and_the_candidate(xs):
    trace = forward(init_cell(GRUParams, 3, 4, np.random.default_rng(3)), xs)
    for t in range(len(trace)):
        step, (h_prev,) = trace.step(t), trace.state_before(t)
        assert (np.minimum(h_prev, step.n) - 1e-12 <= step.h).all()
        assert (step.h <= np.maximum(h_prev, step.n) + 1e-12).all()


def test_with_the_reset_gate_shut_the_candidate_ignores_the_past_while_the_update_gate_keeps_it(vanilla):
    x, a, b = np.ones((3, 1)), np.full((4, 1), 0.9), np.full((4, 1), -0.9)
    params = gru_around(vanilla, SHUT, OPEN)
    assert np.allclose(gru_step(params, x, a).n, gru_step(params, x, b).n)
    assert np.allclose(gru_step(params, x, a).h, a)


def test_a_gru_with_reset_one_is_a_vanilla_network_only_if_its_update_gate_is_zero(vanilla, xs):
    expected = forward(vanilla, xs).hs
    assert np.allclose(forward(gru_around(vanilla, OPEN, SHUT), xs).hs, expected)
    assert not np.allclose(forward(gru_around(vanilla, OPEN, 0.0), xs).hs, expected, atol=0.1)


def test_the_record_keepers_forget_row_is_its_input_row_with_the_signs_turned():
    lstm = keeper_lstm_params()
    for array in (lstm.W_xh, lstm.W_hh, lstm.b_h):
        assert array[1] == -array[0]  # rows i, f
    gates = forward(lstm, prices_as_sequence(LONGER_PRICES))
    assert row(gates, "f") == pytest.approx(1 - row(gates, "i"))


def test_the_update_gate_shuts_at_a_record_and_keeps_at_a_lower_price():
    z = row(forward(keeper_gru_params(), prices_as_sequence(LONGER_PRICES)), "z")
    records = [t for t in range(1, len(LONGER_PRICES)) if LONGER_PRICES[t] > max(LONGER_PRICES[:t])]
    assert max(z[records]) < 0.05
    assert min(np.delete(z, [0, *records])) > 0.75


def test_the_reset_gate_idles_because_the_weight_of_the_candidates_memory_is_zero(trace):
    assert keeper_gru_params().W_hh[2] == 0  # rows r, z, n
    assert row(trace, "n") == pytest.approx(np.tanh(prices_as_sequence().ravel()))


def test_a_gru_has_a_quarter_fewer_parameters_than_an_lstm_of_the_same_size():
    (_, gru, gru_pytorch, _), (_, lstm, lstm_pytorch, _) = (
        (name, *tables.parameter_counts(tables.KINDS[name])) for name in ("GRU", "LSTM")
    )
    assert gru == 0.75 * lstm
    assert gru_pytorch == 0.75 * lstm_pytorch


def test_the_parameter_counts_are_those_of_the_formulas():
    counts = {name: tables.parameter_counts(kind) for name, kind in tables.KINDS.items()}
    assert counts == {"vanilla": (32, 36, 32), "GRU": (96, 108, 108), "LSTM": (128, 144, 128)}
    for blocks, name in ((1, "vanilla"), (3, "GRU"), (4, "LSTM")):
        assert counts[name][0] == blocks * (4 * 3 + 4 * 4 + 4)


def test_pytorch_has_two_biases_of_which_ours_is_one():
    state = to_pytorch(tables.blank(GRUParams))
    assert state["bias_ih_l0"].shape == state["bias_hh_l0"].shape == (12,)


def test_turning_the_sign_of_the_update_gates_block_swaps_its_two_roles_over_a_whole_sequence(xs):
    params = init_cell(GRUParams, 3, 4, np.random.default_rng(4))
    sign = np.repeat([1.0, -1.0, 1.0], 4)[:, None]
    turned = replace(params, W_xh=sign * params.W_xh, W_hh=sign * params.W_hh, b_h=sign * params.b_h)
    h = np.zeros((4, 2))
    for x, expected in zip(xs, forward(params, xs).hs, strict=True):
        step = gru_step(turned, x, h)
        h = (1 - step.z) * h + step.z * step.n  # the other convention
        assert np.allclose(h, expected)


def test_the_reset_gate_before_or_after_the_product_lets_the_candidate_see_something_else(xs):
    before, after = reset_before_and_after()
    assert not np.allclose(before, after, atol=0.3)
    params = init_cell(GRUParams, 3, 4, np.random.default_rng(5))
    other = forward(replace(params, reset="before"), xs).hs
    assert not np.allclose(forward(params, xs).hs, other, atol=1e-3)


def test_a_cell_of_one_unit_cannot_show_the_difference():
    params, xs = init_cell(GRUParams, 1, 1, np.random.default_rng(6)), prices_as_sequence()
    assert np.allclose(forward(params, xs).hs, forward(replace(params, reset="before"), xs).hs)


def test_a_gru_takes_three_quarters_of_the_multiplications_of_an_lstm_of_the_same_size():
    """Every entry of a weight matrix is one multiplication at every step."""
    gru, lstm = (tables.blank(kind) for kind in (GRUParams, LSTMParams))
    assert gru.W_xh.size + gru.W_hh.size == 0.75 * (lstm.W_xh.size + lstm.W_hh.size)


@pytest.mark.parametrize("bias", [1, 3])
def test_no_gru_needs_more_steps_for_the_marked_token_than_any_lstm_with_the_same_bias(bias):
    gru, lstm = (tables.steps_to_learn(cell, bias) for cell in ("GRU", "LSTM"))
    assert len(gru) == len(lstm) == 10
    assert None not in gru + lstm  # all of them learn it
    assert max(gru) <= min(lstm)
    assert np.mean(gru) < 0.7 * np.mean(lstm)


def test_on_sentiment_all_cells_are_at_the_ceiling():
    for cell in ("vanilla", "lstm", "gru"):
        assert min(values("sentiment.json", cell, "accuracy")) >= 0.99


def test_share_prices_hold_no_signal_that_a_network_found():
    persistence = series.rmse(*_as_today())
    for cell in ("vanilla", "lstm", "gru"):
        assert min(values("shares.json", cell, "rmse")) > persistence


def _as_today():
    """Every guess is the price of the day before, over the days that are tested."""
    closes = shares.closes()
    first = shares.first_days(len(closes))[1]
    return closes[first - 1 : -1], closes[first:]


def test_the_table_of_recall_holds_the_mean_and_the_range_of_the_seeds_and_offers_their_settings():
    table = tables.gru_or_lstm()
    for bias, *cells in table.rows:
        for shown, cell in zip(cells, ("GRU", "LSTM"), strict=True):
            steps = tables.steps_to_learn(cell, bias)
            printed = [float(part) for part in re.findall(r"[\d.]+", shown)]
            assert printed == pytest.approx([np.mean(steps), min(steps), max(steps)], abs=0.51)
    sizes = [network["parameters"] for network in table.settings]
    assert len(sizes) == 4
    assert max(sizes) < 1.02 * min(sizes)


def test_a_rate_is_judged_by_the_share_of_wrong_answers_over_all_the_steps_it_may_take():
    rows = STEPS // EVERY
    never, soon, at_once = ([0.0] * rows, [0.0, 1.0], [1.0])
    assert [recall.wrong({"accuracies": run}) for run in (never, soon, at_once)] == pytest.approx([1, 1 / rows, 0])


def test_the_trained_gates_move_at_the_mark_as_the_caption_says():
    caption = learned.gru_learned_gates().caption
    for letter in "zrn":
        before, at = learned_gates.before_mark("gru", letter), learned_gates.at_mark("gru", letter)
        assert f"{number(before)} to {number(at)}" in caption
    least, most = learned_gates.moves("gru", "z")
    ends = [run["moves"]["z"] for run in stored("gates.json").runs["gru"]]
    assert all(least <= low <= high <= most for low, high in ends)
    assert {least, most} < {end for run in ends for end in run}
    mean = learned_gates.at_mark("gru", "z") - learned_gates.before_mark("gru", "z")
    assert least < 2 * mean  # single units do more
    assert most > 0


def test_the_explorer_asks_what_becomes_of_the_record():
    assert f"{shown('z', 0, 'h')[2]:.2f} in place of the record, 0.44" in TRACE["asks"]["answer"]


def test_the_bias_that_keeps_matters_far_more_to_the_gradient_than_the_kind_of_cell():
    left = np.log10(
        [[gradient_left.left_after(kind, b).hidden for b in gradient_left.BIASES] for kind in ("GRU", "LSTM")]
    )
    assert abs(left[0] - left[1]).max() < 1
    assert (np.diff(left) > 3.5).all()


def test_over_the_review_a_gru_has_several_times_as_much_left_as_an_lstm_and_fifty_steps_back_no_more():
    gru, lstm = (gradient_left.left_after(kind, gradient_left.BIASES[-1]) for kind in ("GRU", "LSTM"))
    assert gru.review > 5 * lstm.review
    assert gru.hidden < lstm.hidden


def test_most_of_the_compared_cells_learned_best_with_the_largest_rate_that_was_tried():
    rates = [rate("recall.json", key) for key in ("gru-bias-1", "lstm-bias-1", "gru", "lstm")]
    assert sum(found == max(recall.COMPARISON.rates) for found in rates) > len(rates) / 2


def test_the_state_of_a_gru_never_leaves_its_interval_so_that_it_cannot_count_without_end():
    wide_open = GRUParams(np.zeros((3, 1)), np.zeros((3, 1)), np.array([[5.0], [0.0], [5.0]]))
    assert forward(wide_open, np.zeros((200, 1, 1))).hs.max() < 1


# --- what it shows ---------------------------------------------------------------------------------------


def test_the_bars_of_the_prices_are_as_high_as_the_values_and_carry_them(trace):
    series = [(name, row(trace, name)) for name in ("x", "z", "r", "n", "h")]
    expected = [number(value) for _, values in series for value in values]
    hues = {"x": ["x"], "gate": ["z", "r"], "h": ["n", "h"]}
    for svg in layouts(price_bars.gru_prices()):
        assert numbers(svg) == expected
        for hue, names in hues.items():
            values = np.concatenate([values for name, values in series if name in names])
            assert np.allclose(bars(svg, hue), abs(values) * price_bars.UNIT, atol=0.06)


def test_the_step_in_the_drawing_is_the_last_step(trace):
    n = record_keepers.gru_step_numbers(3)
    assert n["kept"] + n["stored"] == pytest.approx(n["h"])
    assert n["h"] == trace.hs[3, 0, 0]
    rest = 1 - n["z"]
    shown = [n["h_prev"], n["kept"], n["h"], n["stored"], n["n"], n["z"], rest, n["r"], n["seen"], n["x"]]
    for svg in layouts(figures.gru_cell_step()):
        assert numbers(svg) == [number(value) for value in shown]
        openings = [float(found) for found in re.findall(r'transform="scale\(1 ([\d.]+)\)"', svg)]
        assert openings == [round(value, 2) for value in (n["z"], rest, n["r"])]


def test_the_plan_names_every_part_of_the_formulas():
    wide, compact = layouts(figures.gru_cell())
    for svg in (wide, compact):
        assert {"𝑧", "𝑟", "𝑛", "1−𝑧", "ℎ𝑡", "𝑥𝑡"} <= set(texts(svg))
    assert {"update gate", "reset gate", "candidate"} <= set(texts(wide))


def test_the_reset_gate_stands_between_the_weights_of_the_memory_and_the_candidate():
    for svg in layouts(figures.gru_cell()):
        box, candidate = (
            float(re.search(rf'<rect x="([\d.]+)"[^>]*width="{width}"[^>]*stroke="var\(--rnn-{hue}\)"', svg)[1])
            for width, hue in (("30", "w"), ("40", "h"))
        )
        valves = [float(x) for x in re.findall(r'<g transform="translate\(([\d.]+) [\d.]+\)"', svg)]
        assert box + 30 < valves[-1] < candidate
        assert "𝑊ℎ𝑛" in texts(svg)


def test_both_plans_have_the_belt_the_keeping_gate_the_plus_and_the_candidate_in_the_same_places():
    for lstm, gru in zip(layouts(lstm_cell()), layouts(figures.gru_cell()), strict=True):
        for tag in ("polygon", "g", "rect", "circle"):
            place = rf'<{tag} [^>]*?((?:points|transform|x|cx)="[^"]*"(?: c?y="[^"]*")?)'
            shapes = [set(re.findall(place, svg)) for svg in (lstm, gru)]
            assert len(shapes[0] & shapes[1]) >= {"polygon": 1, "g": 2, "rect": 1, "circle": 2}[tag]


def test_the_captions_print_what_is_drawn(trace):
    n, z = record_keepers.gru_step_numbers(3), row(trace, "z")
    for caption, shown_in_it in (
        (price_bars.gru_prices().caption, (z[1], z[3], z[2])),
        (figures.gru_cell_step().caption, (n["kept"], n["stored"], n["h"])),
    ):
        assert re.findall(r"\d\.\d\d", caption) == [number(value) for value in shown_in_it]


@pytest.mark.parametrize("step", [figures.gru_cell_step, lstm_cell_step])
def test_where_what_is_kept_and_added_does_not_add_up_as_printed_the_caption_says_why(step):
    caption = step().caption
    kept, added, record = map(Decimal, re.findall(r"\d\.\d+", caption))
    assert ("before rounding" in caption) == (kept + added != record)


def test_the_table_of_the_prices_holds_every_gate_and_state(trace):
    for t, cells in enumerate(tables.gru_prices().rows):
        assert list(cells[3:]) == pytest.approx([row(trace, name)[t] for name in ("x", "r", "z", "n", "h")])


def test_the_printed_products_of_the_last_step_add_up_to_the_printed_sum():
    kept, stored, h = re.search(r"&= ([\d.]+) \+ ([\d.]+) = ([\d.]+)", values_gru.gru_new_state()).groups()
    assert round(float(kept) + float(stored), 4) == float(h)


# --- the explorer: gates held by hand ---------------------------------------------------------------------------------


LEVELS = (0, 0.25, 0.5, 0.75, 1)
TRACE = explorer.gru_prices()


def computed(z=None, r=None):
    """The four prices by the formulas of the page; a gate that is held is simply the level."""
    h = 0.0
    steps = []
    for x in prices_as_sequence().ravel():
        step = gru_step(keeper_gru_params(), np.array([[float(x)]]), np.array([[h]]))
        update = float(step.z[0, 0]) if z is None else z
        reset = float(step.r[0, 0]) if r is None else r
        n = np.tanh(x)  # W_hn is 0
        kept, stored = update * h, (1 - update) * n
        h = kept + stored
        steps.append([reset, update, 1 - update, n, h, kept, stored, 0.0])
    return np.round(steps, 2) + 0.0


def held(gate, level):
    return TRACE["runs"]["zr".index(gate)][1 + LEVELS.index(level)]


def shown(gate, level, name):
    return [step[TRACE["names"].index(name)] for step in held(gate, level)["steps"]]


FREE = TRACE["runs"][0][0]


@pytest.mark.parametrize("gate", "zr")
@pytest.mark.parametrize("level", LEVELS)
def test_every_point_of_the_grid_is_the_step_with_that_gate_at_that_level(gate, level):
    assert TRACE["names"][:8] == ["r", "z", "rest", "n", "h", "kept", "stored", "seen"]
    np.testing.assert_array_equal([step[:8] for step in held(gate, level)["steps"]], computed(**{gate: level}))
    assert shown(gate, level, "h_prev") == [0, *shown(gate, level, "h")[:-1]]
    assert shown(gate, level, "x") == [0, 0.5, 0.3, 1]
    assert held(gate, level)["held"] == gate


def test_free_it_is_the_run_of_the_page():
    for run in (runs[0] for runs in TRACE["runs"]):
        np.testing.assert_array_equal([step[:8] for step in run["steps"]], computed())
        assert run["held"] == ""


def test_an_update_gate_of_one_keeps_the_zero_it_began_with_and_of_zero_takes_the_candidate():
    assert shown("z", 1, "h") == [0] * len(PRICES)
    assert shown("z", 0, "h") == shown("z", 0, "n")


@pytest.mark.parametrize("level", LEVELS)
def test_the_reset_gate_changes_nothing_wherever_it_is_held(level):
    for name in ("h", "n", "z", "kept", "stored"):
        assert shown("r", level, name) == [step[TRACE["names"].index(name)] for step in FREE["steps"]]


def test_the_two_bow_ties_add_up_to_one():
    for run in (run for runs in TRACE["runs"] for run in runs):
        for step in run["steps"]:
            n = dict(zip(TRACE["names"], step, strict=True))
            assert n["z"] + n["rest"] == pytest.approx(1)


def test_every_level_fits_into_the_bars_that_are_drawn():
    states = [shown(gate, level, name) for gate in "zr" for level in LEVELS for name in "hn"]
    assert np.min(states) >= -0.5
    assert np.max(states) <= 1.25


def test_every_step_is_told_with_its_numbers_and_with_the_free_run_beside_it():
    assert held("z", 1)["told"][3] == (
        "t = 3, price 110: the update gate, held at 1.00, keeps all of the old state and lets in nothing of the "
        "candidate; the reset gate, 0.50, finds nothing to scale. Hidden state 0.00. Left free: 0.76."
    )
    for run in (run for runs in TRACE["runs"] for run in runs):
        for t, words in enumerate(run["told"]):
            n = dict(zip(TRACE["names"], run["steps"][t], strict=True))
            for name in "zrh":
                assert f" {n[name]:.2f}".replace("-", "−") in words
            assert ("Left free" in words) == bool(run["held"])

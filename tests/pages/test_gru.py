"""Step 6: what the page claims about the GRU holds, and what its figures and tables show is what rnn_docs computes."""

import re
from dataclasses import replace

import numpy as np
import pytest
from drawing.printing import number
from pages.gru import explorer, figures, tables
from pages.gru import values as values_gru
from pages.lstm.figures import lstm_cell
from pages.shared import gradient_left, price_bars, price_cells

from rnn_docs import (
    PRICES,
    GRUParams,
    LSTMParams,
    VanillaParams,
    forward,
    gru_step,
    init_cell,
    price_gru_params,
    price_lstm_params,
    prices_as_sequence,
)
from rnn_docs.conversions import to_pytorch
from rnn_docs.examples import reset_before_and_after
from tests.drawn import bars, layouts, numbers, row, texts

SHUT, OPEN = -40.0, 40.0


@pytest.fixture(scope="module")
def trace():
    return forward(price_gru_params(), prices_as_sequence())


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


def test_a_high_price_closes_both_gates(trace):
    order = row(trace, "x").argsort()
    assert (np.diff(row(trace, "z")[order]) < 0).all()
    assert (np.diff(row(trace, "r")[order]) < 0).all()


def test_the_gru_shows_all_it_holds_and_the_lstm_less_than_it_holds(trace):
    lstm = forward(price_lstm_params(), prices_as_sequence())
    assert values_gru.gru_last_state() == row(trace, "h")[-1]
    assert values_gru.lstm_last_cell() == row(lstm, "c")[-1]
    assert values_gru.lstm_last_state() == row(lstm, "h")[-1]
    assert row(lstm, "h")[-1] < row(lstm, "c")[-1]


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
    params, xs = price_gru_params(), prices_as_sequence()
    assert np.allclose(forward(params, xs).hs, forward(replace(params, reset="before"), xs).hs)


def test_a_gru_takes_three_quarters_of_the_multiplications_of_an_lstm_of_the_same_size():
    """Every entry of a weight matrix is one multiplication at every step."""
    gru, lstm = (tables.blank(kind) for kind in (GRUParams, LSTMParams))
    assert gru.W_xh.size + gru.W_hh.size == 0.75 * (lstm.W_xh.size + lstm.W_hh.size)


def seeds_of(task):
    _, _, found = tables.by_task()[task]
    return found["gru"], found["lstm"], found["vanilla"]


@pytest.mark.parametrize("task", tables.by_task())
def test_gru_and_lstm_overlap_on_every_task_of_the_site(task):
    gru, lstm, _ = seeds_of(task)
    assert min(gru) <= max(lstm)
    assert min(lstm) <= max(gru)


def test_on_average_the_gru_learns_the_marked_token_sooner_than_the_lstm():
    gru, lstm, _ = map(np.array, seeds_of("marked token"))
    assert gru.mean() < lstm.mean()


def test_both_gated_cells_win_with_every_seed_where_something_must_be_held_for_long():
    gru, lstm, vanilla = seeds_of("marked token")
    assert len(gru) == len(lstm) == 10 > len(vanilla)
    assert max(*gru, *lstm) < min(vanilla)
    gru, lstm, vanilla = seeds_of("translation")
    assert min(*gru, *lstm) > max(vanilla)


def test_both_gated_cells_win_on_average_on_sunspots_and_all_three_are_alike_on_sentiment_and_prices():
    gru, lstm, vanilla = map(np.mean, seeds_of("sunspots"))
    assert max(gru, lstm) < vanilla
    for task, apart in (("sentiment", 0.01), ("share price", 0.1)):
        assert np.ptp([np.mean(values) for values in seeds_of(task)]) < apart


def test_the_table_of_tasks_holds_the_mean_and_the_range_of_the_seeds():
    rows = tables.gru_or_lstm().rows
    for (name, *cells), (task, (measure, decimals, found)) in zip(rows, tables.by_task().items(), strict=True):
        assert name == f"{task}, {measure}"
        for shown, cell in zip(cells, tables.CELLS, strict=True):
            values = found[cell]
            printed = [float(part) for part in re.findall(r"[\d.]+", shown.replace(",", ""))]
            expected = [np.mean(values), min(values), max(values)] if values else []
            assert printed == pytest.approx(expected[: len(printed)], abs=0.51 * 10**-decimals)
            assert (shown == "not learnt") == (not values)


def test_the_bias_that_keeps_matters_far_more_to_the_gradient_than_the_kind_of_cell():
    left = np.log10(
        [[gradient_left.left_after(kind, b).hidden for b in gradient_left.BIASES] for kind in ("GRU", "LSTM")]
    )
    assert abs(left[0] - left[1]).max() < 1
    assert (np.diff(left) > 3.5).all()


def test_the_state_of_a_gru_never_leaves_its_interval_so_that_it_cannot_count_without_end():
    wide_open = GRUParams(np.zeros((3, 1)), np.zeros((3, 1)), np.array([[5.0], [0.0], [5.0]]))
    assert forward(wide_open, np.zeros((200, 1, 1))).hs.max() < 1


# --- what it shows ---------------------------------------------------------------------------------------


def test_the_bars_of_the_prices_are_as_high_as_the_values_and_carry_them(trace):
    lstm = forward(price_lstm_params(), prices_as_sequence())
    series = [(name, row(trace, name)) for name in ("x", "z", "r", "n", "h")] + [("h", row(lstm, "h"))]
    expected = [number(value) for _, values in series for value in values]
    hues = {"x": ["x"], "gate": ["z", "r"], "h": ["n", "h"]}
    for svg in layouts(price_bars.gru_prices()):
        assert numbers(svg) == expected
        for hue, names in hues.items():
            values = np.concatenate([values for name, values in series if name in names])
            assert np.allclose(bars(svg, hue), abs(values) * price_bars.UNIT, atol=0.06)


def test_the_step_in_the_drawing_is_the_last_step(trace):
    n = price_cells.gru_step_numbers(3)
    assert n["kept"] + n["stored"] == pytest.approx(n["h"])
    assert n["h"] == trace.hs[3, 0, 0]
    rest = 1 - n["z"]
    shown = [n["h_prev"], n["kept"], n["stored"], n["h"], n["n"], n["z"], rest, n["r"], n["seen"], n["x"]]
    for svg in layouts(figures.gru_cell_step()):
        assert numbers(svg) == [number(value) for value in shown]
        openings = [float(found) for found in re.findall(r'transform="scale\(1 ([\d.]+)\)"', svg)]
        assert openings == [round(value, 2) for value in (n["z"], rest, n["r"])]


def test_the_plan_names_every_part_of_the_formulas():
    wide, compact = layouts(figures.gru_cell())
    for svg in (wide, compact):
        assert {"𝑧", "𝑟", "𝑛", "1−𝑧", "ℎ𝑡", "𝑥𝑡"} <= set(texts(svg))
    assert {"update gate", "reset gate", "candidate"} <= set(texts(wide))


def test_both_plans_have_the_pipe_the_keeping_valve_the_plus_and_the_candidate_in_the_same_places():
    for lstm, gru in zip(layouts(lstm_cell()), layouts(figures.gru_cell()), strict=True):
        for tag in ("polygon", "g", "rect", "circle"):
            place = rf'<{tag} [^>]*?((?:points|transform|x|cx)="[^"]*"(?: c?y="[^"]*")?)'
            shapes = [set(re.findall(place, svg)) for svg in (lstm, gru)]
            assert len(shapes[0] & shapes[1]) >= {"polygon": 1, "g": 2, "rect": 1, "circle": 2}[tag]


def test_the_captions_print_what_is_drawn(trace):
    n, z = price_cells.gru_step_numbers(3), row(trace, "z")
    for caption, values in (
        (price_bars.gru_prices().caption, (z[2], z[3], row(trace, "n")[3])),
        (figures.gru_cell_step().caption, (n["kept"], n["stored"], n["h"])),
    ):
        assert re.findall(r"\d\.\d\d", caption) == [number(value) for value in values]


def test_the_table_of_the_prices_holds_every_gate_and_state(trace):
    lstm = forward(price_lstm_params(), prices_as_sequence())
    for t, cells in enumerate(tables.gru_prices().rows):
        expected = [row(trace, name)[t] for name in ("x", "r", "z", "n", "h")] + [row(lstm, "h")[t]]
        assert list(cells[2:]) == pytest.approx(expected)


def test_the_printed_products_of_the_last_step_add_up_to_the_printed_sum():
    kept, stored, h = re.search(r"&= ([\d.]+) \+ ([\d.]+) = ([\d.]+)", values_gru.gru_new_state()).groups()
    assert round(float(kept) + float(stored), 4) == float(h)


# --- the explorer: gates held by hand ---------------------------------------------------------------------------------


HANDS = (None, 0, 0.25, 0.5, 0.75, 1)
TRACE = explorer.gru_prices()


def computed(z=None, r=None):
    """The four prices by the formulas of the page; a gate that is held is simply the level."""
    h = 0.0
    steps = []
    for x in prices_as_sequence().ravel():
        step = gru_step(price_gru_params(), np.array([[float(x)]]), np.array([[h]]))
        update = float(step.z[0, 0]) if z is None else z
        reset = float(step.r[0, 0]) if r is None else r
        seen = reset * h  # W_hn is 1
        n = np.tanh(2 * x + seen - 0.5)
        kept, stored = update * h, (1 - update) * n
        h = kept + stored
        steps.append([reset, update, 1 - update, n, h, kept, stored, seen])
    return np.round(steps, 2) + 0.0


def shown(z, r, name):
    return [step[TRACE["names"].index(name)] for step in TRACE["runs"][HANDS.index(z)][HANDS.index(r)]["steps"]]


@pytest.mark.parametrize("z", HANDS)
@pytest.mark.parametrize("r", HANDS)
def test_every_point_of_the_grid_is_the_step_with_those_gates(z, r):
    assert TRACE["names"][:8] == ["r", "z", "rest", "n", "h", "kept", "stored", "seen"]
    run = TRACE["runs"][HANDS.index(z)][HANDS.index(r)]
    np.testing.assert_array_equal([step[:8] for step in run["steps"]], computed(z, r))
    assert shown(z, r, "h_prev") == [0, *shown(z, r, "h")[:-1]]
    assert shown(z, r, "x") == [0, 0.5, 0.3, 1]
    assert run["held"] == "z" * (z is not None) + "r" * (r is not None)


def test_free_it_is_the_run_of_the_page_and_the_lstm_beside_it_too():
    gru, lstm = (forward(params(), prices_as_sequence()) for params in (price_gru_params, price_lstm_params))
    np.testing.assert_array_equal(shown(None, None, "h"), gru.hs.ravel().round(2))
    for z in HANDS:
        np.testing.assert_array_equal(shown(z, None, "lstm_c"), lstm["c"].ravel().round(2))
        np.testing.assert_array_equal(shown(z, None, "lstm_h"), lstm.hs.ravel().round(2) + 0.0)


@pytest.mark.parametrize("r", HANDS)
def test_an_update_gate_of_one_keeps_the_zero_it_began_with_and_of_zero_takes_the_candidate(r):
    assert shown(1, r, "h") == [0] * len(PRICES)
    assert shown(0, r, "h") == shown(0, r, "n")


@pytest.mark.parametrize("z", HANDS)
def test_with_a_reset_gate_of_zero_the_candidate_sees_the_price_alone(z):
    alone = np.tanh(2 * prices_as_sequence().ravel() - 0.5)
    np.testing.assert_array_equal(shown(z, 0, "n"), alone.round(2))


def test_the_two_valves_add_up_to_one():
    for run in (run for runs in TRACE["runs"] for run in runs):
        for step in run["steps"]:
            n = dict(zip(TRACE["names"], step, strict=True))
            assert n["z"] + n["rest"] == pytest.approx(1)


def test_every_level_fits_into_the_tanks_and_bars_that_are_drawn():
    states = [shown(z, r, "h") for z in HANDS for r in HANDS]
    assert np.min(states) >= -0.5
    assert np.max(states) <= 1.25


def test_every_step_is_told_with_its_numbers_and_with_the_free_run_beside_it():
    assert TRACE["runs"][HANDS.index(1)][0]["told"][3] == (
        "Step 3, price 110: the update gate, held at 1.00, keeps all of the old state, the reset gate, 0.12, lets the "
        "candidate see a little of it. The GRU holds and shows 0.00. Left free, it would hold 0.88. "
        "The LSTM holds 0.97 and shows 0.64."
    )
    for run in (run for runs in TRACE["runs"] for run in runs):
        for t, words in enumerate(run["told"]):
            n = dict(zip(TRACE["names"], run["steps"][t], strict=True))
            for name in ("z", "r", "h", "lstm_c", "lstm_h"):
                assert f" {n[name]:.2f}".replace("-", "−") in words
            assert ("Left free" in words) == bool(run["held"])

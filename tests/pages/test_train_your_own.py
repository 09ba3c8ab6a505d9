"""The claims of "Train your own": orderings that its prose states, and its drawings, read back."""

import re
from math import log
from statistics import median

import numpy as np
import pytest
from drawing.printing import number
from pages.train_your_own import planted_faults, sweeps, tables, values
from pages.train_your_own.runs import CELLS, column, middle, runs, seeds
from results.runs import batch
from results.runs import echo as stored_echo
from results.seeds import once
from results.stored import rate, seconds, stored

from rnn_docs.tasks.echo import CHANCE, DELAY, FAULTS, SYMBOLS, EchoSetting, saturated, train_echo
from rnn_docs.tasks.quotation import NUDGE, WINDOW
from rnn_docs.tasks.quotation_marks import (
    DISTANCES,
    MARK,
    inside_by_distance,
    is_open,
    only_by_window,
    paragraphs,
    parts_of,
)
from tests.drawn import extents

FAULTY = [name for name in FAULTS if name != "healthy"]


@pytest.mark.parametrize("name", ["rate-vanilla-0.01", "fault-forgotten", "fault-leaked", "window-vanilla-6"])
def test_a_stored_training_of_the_echo_comes_out_the_same_again(name):
    found, kept = once("echo", name, 1), runs(name)[1]
    for key, value in kept.items():
        np.testing.assert_allclose(found[key], value, rtol=0.2, atol=0.02, err_msg=key)


def test_a_guess_costs_the_logarithm_of_the_symbols():
    assert pytest.approx(log(SYMBOLS)) == CHANCE
    assert f"{CHANCE:.3f}" in values.echo_chance()


def test_a_fresh_network_is_close_to_a_guess_unless_its_inputs_are_too_large():
    assert all(abs(losses[0] - CHANCE) < 0.1 for losses in column("fault-healthy", "losses"))
    assert min(losses[0] for losses in column("fault-dead", "losses")) > values.echo_start()


# the learning rate


@pytest.mark.parametrize("cell", [cell.key for cell in CELLS])
def test_every_cells_curve_is_a_valley(cell):
    losses = [middle(f"rate-{cell}-{rate:g}") for rate in stored_echo.RATES]
    lowest = losses.index(min(losses))
    assert 0 < lowest < len(losses) - 1
    assert losses[: lowest + 1] == sorted(losses[: lowest + 1], reverse=True)
    assert losses[lowest] < losses[-1]


def test_which_cell_is_ahead_turns_with_the_rate():
    slow_plain, slow_lstm = column("rate-vanilla-0.001", "loss"), column("rate-lstm-0.001", "loss")
    fast_plain, fast_lstm = column("rate-vanilla-0.1", "loss"), column("rate-lstm-0.1", "loss")
    assert max(slow_plain) < min(slow_lstm)
    assert max(fast_lstm) < min(fast_plain)


def test_the_edges_of_the_valleys_differ_and_each_is_wider_than_one_rate():
    valleys = [sweeps.valley(cell) for cell in CELLS]
    assert len(set(valleys)) > 1
    assert all(low != high for low, high in (valley.split(" to ") for valley in valleys))
    caption = sweeps.rate_sweep().caption
    assert [valley for valley in valleys if valley not in caption] == []


# clipping


def test_without_a_clip_plain_gradient_descent_ends_worse_than_a_guess_and_with_it_learns():
    assert min(column("clip-sgd-None", "loss")) > CHANCE
    for clip in (1.0, 0.3):
        assert max(column(f"clip-sgd-{clip}", "loss")) < 0.01


def test_with_steps_half_as_long_nothing_has_to_be_clipped():
    rates = [stored("echo.json").conditions[f"clip-{name}-None"]["learning_rate"] for name in ("slower", "sgd")]
    assert rates[0] == rates[1] / 2
    assert max(loss for clip in stored_echo.CLIPS for loss in column(f"clip-slower-{clip}", "loss")) < 0.01


def test_for_adam_the_clip_changes_next_to_nothing_here():
    losses = [loss for clip in stored_echo.CLIPS for loss in column(f"clip-adam-{clip}", "loss")]
    assert max(losses) < 0.01
    norms = {clip: column(f"clip-adam-{clip}", "largest") for clip in stored_echo.CLIPS}
    assert max(norm for found in norms.values() for norm in found) < 1
    assert min(norms[0.3]) > 0.3  # there it did clip


# the gate that keeps


@pytest.mark.parametrize("cell", stored_echo.GATED)
@pytest.mark.parametrize("rate", stored_echo.BIAS_RATES)
def test_on_the_echo_gates_that_start_wide_open_end_worst_with_both_rates(cell, rate):
    zero, one, three = (column(f"bias-{cell}-{bias:g}-rate-{rate:g}", "loss") for bias in stored_echo.BIASES)
    assert max(zero + one) < min(three)


def test_whether_a_keep_bias_of_one_costs_anything_on_the_echo_depends_on_the_rate():
    slow, fast = ([column(f"bias-lstm-{bias}-rate-{rate:g}", "loss") for bias in (0, 1)] for rate in (0.01, 0.03))
    assert max(slow[0]) < min(slow[1])
    assert max(fast[0]) >= min(fast[1])


@pytest.mark.parametrize("cell", stored_echo.GATED)
def test_the_marked_token_wants_gates_that_start_open(cell):
    recall = stored("recall.json").runs
    solved = [
        [run["solved_at"] or np.inf for run in recall[tables.recall_name(cell, bias)]] for bias in stored_echo.BIASES
    ]
    assert median(solved[0]) > median(solved[1]) > median(solved[2])


def test_the_settings_of_both_tasks_stand_beside_the_table_of_keep_biases():
    tasks = [network["task"] for network in tables.bias_sweep().settings]
    assert tasks == ["echo"] * 12 + ["marked symbol"] * 6


# the window


def test_up_to_the_delay_no_network_does_much_better_than_a_guess_and_one_step_more_lets_it_learn():
    assert 1 / SYMBOLS < values.echo_short_right() < 0.5
    for cell in stored_echo.REACHED:
        short = [loss for window in (DELAY - 1, DELAY) for loss in column(f"window-{cell}-{window}", "loss")]
        assert max(column(f"window-{cell}-{DELAY + 1}", "loss")) < min(short)


def test_longer_windows_learn_more():
    for cell in stored_echo.REACHED:
        short, long = (column(f"window-{cell}-{window}", "loss") for window in (DELAY + 1, stored_echo.WINDOWS[-1]))
        assert max(long) < min(short)
    assert values.echo_one_more_gru() < values.echo_one_more_plain()


# how many streams at once


def losses(name):
    return [run["loss"] for run in stored("batch.json").runs[name]]


def test_with_as_many_steps_more_streams_help_up_to_sixteen_and_no_further():
    middles = [median(losses(batch.named("steps", n))) for n in batch.STREAMS]
    assert middles[:3] == sorted(middles[:3], reverse=True)
    assert batch.STREAMS[2:] == (16, 64)
    assert middles[3] > middles[2]
    sixteen, more = losses("read-16"), losses("steps-64")
    assert max(more) - min(more) < max(sixteen) - min(sixteen)
    assert max(losses("steps-4")) < min(losses("steps-1"))


def test_a_step_on_sixty_four_streams_takes_far_less_than_sixty_four_times_as_long_and_the_same_reading_less_time():
    assert 1 < values.batch_step_as_long() < 6
    times = [seconds("batch.json", f"read-{n}") for n in batch.STREAMS]
    assert times == sorted(times, reverse=True)


def test_where_all_take_as_many_steps_times_differ_little_and_the_fewer_of_few_streams_the_worse():
    times = [seconds("batch.json", batch.named("steps", n)) for n in batch.STREAMS]
    assert max(times) < 3 * min(times)
    one, four, *more = (median(losses(batch.named("steps", n))) for n in batch.STREAMS)
    assert one > four > max(more)


def test_a_network_that_two_tables_show_is_one_and_has_one_time():
    same_steps, same_reading = (
        {row[:2]: row for row in made.rows} for made in (tables.batch_same_steps(), tables.batch_same_reading())
    )
    (both,) = same_steps.keys() & same_reading.keys()
    assert same_steps[both] == same_reading[both]
    assert len({repr(setting) for setting in batch.settings().values()}) == len(batch.settings())


def test_with_as_much_reading_every_seed_of_four_streams_ends_lower_than_any_of_sixty_four():
    read = {
        setting.streams * setting.steps * setting.window for name, setting in batch.settings().items() if "read" in name
    }
    assert read == {batch.READ}
    assert max(losses("read-4")) < min(losses("read-64"))


def test_sixteen_streams_bear_three_times_the_rate_of_one_or_four_and_no_rate_lies_at_the_edge_of_the_grid():
    rates = {n: rate("batch.json", f"read-{n}") for n in batch.STREAMS}
    assert rates[1] == rates[4] == pytest.approx(rates[16] / 3)
    for conditions in stored("batch.json").conditions.values():
        assert batch.RATES[0] < conditions["learning_rate"] < batch.RATES[-1]


@pytest.mark.parametrize("name", ["steps-4", "read-64"])
def test_a_stored_training_with_more_or_fewer_streams_comes_out_the_same_again(name):
    for seed in range(3):
        assert once("batch", name, seed)["loss"] == pytest.approx(losses(name)[seed], rel=0.3, abs=0.001)


# when to stop


def test_learning_one_window_by_heart_forgets_the_rule_with_every_seed_and_one_of_five_never_found_it():
    fresh = [[by_heart(seed, steps) for steps in (10, 30, 100, 300)] for seed in range(5)]
    assert all(losses == sorted(losses) for losses in fresh)
    assert sum(losses[0] > CHANCE + 0.1 for losses in fresh) == 1
    assert fresh[0][0] < CHANCE


def by_heart(seed, steps):
    return train_echo(seed, EchoSetting(steps=steps, repeated=True, streams=1, carried=False)).test_loss


# faults


def test_each_fault_changes_its_own_things_and_leaves_the_rest_as_it_should_be():
    assert FAULTS["healthy"] == EchoSetting()
    changed = {
        name: {key for key, value in vars(FAULTS[name]).items() if value != vars(EchoSetting())[key]} for name in FAULTY
    }
    assert changed == {
        "exploding": {"optimiser", "learning_rate", "stretch", "max_norm"},
        "dead": {"input_scale"},
        "forgotten": {"carried"},
        "shifted": {"asked"},
        "leaked": {"asked", "fed"},
    }


def test_an_exploding_training_ends_above_a_guess_with_norms_that_no_healthy_one_meets():
    assert min(column("fault-exploding", "ended")) > CHANCE
    assert min(column("fault-exploding", "largest")) > 10 * max(column("fault-healthy", "largest"))
    assert max(column("fault-healthy", "largest")) <= values.echo_healthy_norm()


def test_dead_units_and_shifted_targets_end_at_a_guess_and_one_window_parts_them():
    for name in ("dead", "shifted"):
        assert all(abs(loss - CHANCE) < 0.02 for loss in column(f"fault-{name}", "ended"))
    assert max(column("fault-shifted", "one_window")) < 0.01 < 0.05 < min(column("fault-dead", "one_window"))


def test_only_dead_units_start_where_tanh_is_flat():
    assert all(saturated(0, setting) < 0.05 for name, setting in FAULTS.items() if name != "dead")
    assert min(column("fault-dead", "saturated")) > 0.9


def test_a_forgotten_state_cannot_get_below_its_floor_and_is_right_where_nobody_forgets():
    floor = DELAY / EchoSetting().window * CHANCE
    assert f"{floor:.3f}" in values.echo_forgotten_floor()
    assert all(floor - 0.02 < loss < floor + 0.06 for loss in column("fault-forgotten", "ended"))
    assert min(column("fault-forgotten", "right")) > 0.99
    losses = np.array(train_echo(3, FAULTS["forgotten"]).losses[-20:])
    assert losses.mean() > 0.9 * floor


def test_a_leak_looks_perfect_in_training_and_is_far_worse_than_a_guess_in_use():
    assert max(column("fault-leaked", "ended")) < min(column("fault-healthy", "ended"))
    assert min(column("fault-leaked", "loss")) > 2 * CHANCE


# drawings


@pytest.mark.parametrize("layout", ["svg_wide", "svg_compact"])
def test_the_picture_of_faults_has_a_loss_and_a_norm_for_each_seed(layout):
    svg = getattr(planted_faults.planted_faults(), layout)
    assert svg.count('stroke="var(--rnn-ink)"') == svg.count('stroke="var(--rnn-grad)"') == 6 * seeds()
    assert [title for title in planted_faults.PANELS.values() if title not in svg] == []


@pytest.mark.parametrize("layout", ["svg_wide", "svg_compact"])
def test_in_the_picture_of_faults_a_guess_stands_at_its_loss_and_every_curve_in_its_frame(layout):
    svg = getattr(planted_faults.planted_faults(), layout)
    drawn = extents(svg)
    frames = [it for it in drawn if it.kind == "frame"]
    losses, norms = frames[::2], frames[1::2]
    assert len(losses) == len(norms) == len(planted_faults.PANELS)
    lines = [it for it in drawn if it.kind == "line"]
    for loss, norm in zip(losses, norms, strict=True):
        assert (loss.left, loss.right) == (norm.left, norm.right)
        guess, *curves = [it for it in lines if it.left == loss.left and loss.top <= it.top <= it.bottom <= norm.bottom]
        share = (loss.bottom - guess.top) / (loss.bottom - loss.top)
        assert share * planted_faults.LOSS_TOP == pytest.approx(CHANCE, abs=0.01)
        assert len(curves) == 2 * seeds()
        assert all(it.right == pytest.approx(loss.right, abs=0.1) for it in (guess, *curves))
        assert all(it.bottom <= loss.bottom + 0.1 for it in curves[::2])
        assert all(it.top >= norm.top - 0.1 for it in curves[1::2])
    ends = {it.words: it for it in drawn if it.words in ("0", number(planted_faults.LOSS_TOP, 0))}
    assert abs(ends["0"].bottom - losses[-1].bottom) < 4  # a label beside the edge that it names
    assert {it.right for it in drawn if it.words.startswith("10")} == {losses[0].left - 4}


@pytest.mark.parametrize("figure", [sweeps.rate_sweep, sweeps.window_reach])
def test_a_sweep_prints_what_it_draws(figure):
    drawn = figure()
    for svg in (drawn.svg_wide, drawn.svg_compact):
        assert "loss on a fresh stream" in re.sub("<[^>]+>", "", svg)
    assert f"{middle('rate-gru-0.03'):.3f}" in sweeps.rate_sweep().alt


# one real text


def balanced(network: str) -> list[float]:
    return [run["balanced"] for run in stored("quotation.json").runs[network]]


def test_every_mark_of_the_text_has_its_partner_and_a_quotation_lies_between():
    for text in paragraphs():
        state = is_open(text)
        assert state[-1] == 0
        assert [state[k] for k, sign in enumerate(text) if sign == MARK] == [1, 0] * (text.count(MARK) // 2)


@pytest.mark.parametrize("sight", tables.SIGHTS)
def test_a_rule_is_perfect_as_far_as_it_sees_and_blind_beyond(sight):
    found = only_by_window(paragraphs(), sight)
    seen = [share for limit, share in zip((10, 50, 150), found.by_distance, strict=False) if limit <= sight]
    assert set(seen) == {1.0}
    assert set(found.by_distance[len(seen) :]) == {0.0}
    assert found.outside == 1


def test_gated_cells_know_more_of_an_open_quotation_than_the_plain_network():
    plain = np.mean(balanced("vanilla"))
    assert plain < 0.6
    for network in ("lstm", "gru"):
        assert np.mean(balanced(network)) > plain
        assert min(balanced(network)) > max(balanced("vanilla"))


def test_the_ranges_of_lstm_and_gru_overlap():
    lstm, gru = balanced("lstm"), balanced("gru")
    assert max(min(lstm), min(gru)) < min(max(lstm), max(gru))


def test_the_paragraphs_held_out_move_even_the_rule_by_far_more_than_the_averages_of_lstm_and_gru_differ():
    rule = values.rule_by_seed()
    assert max(rule) - min(rule) > 5 * abs(np.mean(balanced("lstm")) - np.mean(balanced("gru")))
    assert values.quotation_rule_range() == f"{100 * min(rule):.0f}% to {100 * max(rule):.0f}%"


@pytest.mark.parametrize("network", ["lstm", "attention"])
def test_a_rounding_can_move_a_seed_by_as_much_as_the_seeds_differ(network):
    moved = max(max(shares) - min(shares) for shares in values.ends(network))
    assert moved > max(balanced(network)) - min(balanced(network))


def nudged(network: str) -> list[list[float]]:
    return [run["balanced"] for run in stored("nudged.json").runs[network]]


def test_on_average_a_look_back_knows_more_than_no_look_and_less_than_gates_with_other_roundings_too():
    for found in (balanced, nudged):
        plain, looks_back, lstm, gru = (np.mean(found(network)) for network in ("vanilla", "attention", "lstm", "gru"))
        assert plain < looks_back < min(lstm, gru)


def test_only_the_gru_ends_where_it_did_when_its_weights_are_nudged():
    moved = {
        network: max(max(shares) - min(shares) for shares in values.ends(network))
        for network in ("vanilla", "attention", "lstm", "gru")
    }
    assert NUDGE == 1e-12  # "a millionth of a millionth"
    assert moved["gru"] < 0.001
    assert min(moved[network] for network in ("attention", "lstm")) > 0.1
    assert moved["vanilla"] > 0.05


def test_the_gated_cells_alone_get_as_far_as_the_longer_rule_and_each_falls_behind_it_with_one_seed():
    found = stored("quotation.json").runs
    longer = values.rule_by_seed()
    assert [run["seed"] for run in found["lstm"]] == [run["seed"] for run in found["gru"]]
    for network in ("vanilla", "attention"):
        assert np.mean(balanced(network)) < np.mean(longer)
    for network in ("lstm", "gru"):
        assert 0 < np.mean(balanced(network)) - np.mean(longer) < 0.1
        assert sum(share < rule for share, rule in zip(balanced(network), longer, strict=True)) == 1


def test_two_rates_were_tried_and_both_plain_cells_did_best_with_the_smaller():
    scores = stored("quotation.json").scores
    assert {len(grid) for grid in scores.values()} == {2}
    for network in ("vanilla", "attention"):
        assert rate("quotation.json", network) == min(map(float, scores[network]))


def test_always_closed_is_right_for_most_letters_and_worth_a_coin():
    (_, alike, outside, near, far, _), *_ = tables.open_quotation().rows
    assert (alike, outside, near, far) == ("50", "100", "0", "0")
    assert float(values.quotation_outside().rstrip("%")) > 50


def test_looking_back_takes_longer_than_gates_and_the_table_says_how_long_each_trains():
    plain = seconds("quotation.json", "vanilla")
    times = {name: seconds("quotation.json", name) / plain for name in tables.READERS}
    assert times["attention"] > max(times["lstm"], times["gru"]) > 1
    rows = tables.open_quotation().rows
    assert [row[-1] for row in rows] == ["–"] * len(tables.RULES) + [f"{time:.1f}" for time in times.values()]


@pytest.mark.parametrize("network", tables.READERS)
def test_the_groups_of_distances_together_are_what_is_right_inside(network):
    for run in stored("quotation.json").runs[network]:
        letters = inside_by_distance(parts_of(run["seed"]).test)
        shares = np.array([0 if share is None else share for share in run["by_distance"]])
        assert (shares * letters).sum() / letters.sum() == pytest.approx(run["inside"], abs=1e-4)


def test_most_gated_networks_see_beyond_the_window_that_their_gradient_goes_back():
    assert DISTANCES[-1] > WINDOW
    known = values.right_beyond()
    assert sum(share > values.STAYS_RIGHT for share in known) == len(known) - 1
    assert min(known) < 0.5


def test_a_curve_of_a_fault_stands_at_its_height_and_stays_in_its_frame():
    frame, tall, low = planted_faults.Frame(10, 0, 80), planted_faults.LOSS_HEIGHT, planted_faults.NORM_HEIGHT
    losses = planted_faults._curve([0.0, 1.0, 2.0, 9.0], 5, frame)
    assert losses == pytest.approx(np.array([(10, 5 + tall), (10 + 80 / 3, 5 + tall / 2), (10 + 160 / 3, 5), (90, 5)]))
    norms = planted_faults._norms([1e-9, 1e-3, 1.0, 1e3, 1e9], 5, frame)
    assert [y for _, y in norms] == pytest.approx([5 + low, 5 + low, 5 + low / 2, 5, 5])

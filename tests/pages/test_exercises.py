"""The claims of the worked solutions, recomputed in another way than the page does."""

import re
from pathlib import Path

import numpy as np
import pytest
from pages.exercises import tasks
from pages.exercises import values as given

from rnn_docs import (
    GRUParams,
    LSTMParams,
    VanillaParams,
    backward,
    cat_sat_params,
    encode,
    forward,
    gru_step,
    init_cell,
    lstm_step,
    sigmoid,
    softmax,
    vanilla_step,
)
from rnn_docs.learning.optimisers import clip_by_norm, clip_by_value, global_norm

PAGE = (Path(__file__).parents[2] / "docs" / "exercises.md").read_text("utf-8")


def states(sentence: str) -> np.ndarray:
    return forward(cat_sat_params(), encode(sentence)).hs[:, :, 0]


def last_number(formula: str) -> float:
    """The result that a worked formula ends with."""
    return float(re.findall(r"-?[\d.]+", formula.replace("{,}", ""))[-1])


def test_every_step_has_exercises_from_easy_to_hard_each_with_one_solution():
    order = ["Warm-up", "Moderate", "Thoughtful"]
    exercises = re.findall(r"### Exercise (\d)(\w)\. .+\n\n\*([\w-]+), [^*]+\.\*", PAGE)
    assert len(exercises) == PAGE.count("### Exercise") == PAGE.count('??? success "Solution"')
    for step in "1234567":
        levels = [order.index(level) for number, _, level in exercises if number == step]
        assert levels[0] == 0
        assert levels[-1] == 2
        assert levels == sorted(levels)
        assert len(levels) >= 3


def test_the_list_at_the_top_links_every_exercise_by_its_title():
    titles = re.findall(r"### Exercise \w+\. (.+?) \{: #([\w-]+) \}", PAGE)
    assert re.findall(r"\[([^\]]+)\]\(#([\w-]+)\)", PAGE) == titles


def test_six_orders_make_one_bag_and_six_final_states_well_apart():
    from itertools import permutations

    orders = [" ".join(words) for words in permutations(("the", "cat", "sat"))]
    assert len({tuple(encode(order).sum(axis=0).ravel()) for order in orders}) == 1
    ends = [states(order)[-1] for order in orders]
    assert min(np.linalg.norm(a - b) for i, a in enumerate(ends) for b in ends[:i]) > 0.8


def test_without_tanh_repetitions_score_together_what_mixtures_score_and_with_it_they_do_not():
    cell = cat_sat_params()

    def apart(squash):
        def end(*words):
            h = np.zeros((4, 1))
            for word in words:
                h = squash(cell.W_xh @ encode(word)[0] + cell.W_hh @ h + cell.b_h)
            return h

        return np.abs(end("the", "the") + end("cat", "cat") - end("the", "cat") - end("cat", "the")).max()

    assert apart(lambda a: a) < 1e-12
    assert apart(np.tanh) > 0.3


def test_a_low_temperature_favours_the_likeliest_and_a_high_one_levels_the_chances():
    logits = np.array([[2.0], [1.0], [0.0]])
    chances = [softmax(logits / temperature).max() for temperature in (1e-3, 0.5, 1.0, 2.0, 1e6)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] == pytest.approx(1)
    assert chances[-1] == pytest.approx(1 / 3, abs=1e-5)


@pytest.mark.parametrize("seed", range(5))
def test_on_a_random_walk_no_rescaled_trend_undercuts_persistence_by_more_than_luck(seed):
    steps = np.random.default_rng(seed).normal(size=2000)
    prices = np.cumsum(steps)
    today, tomorrow = prices[1:-1], prices[2:]
    as_today = np.sqrt(np.mean((tomorrow - today) ** 2))
    assert np.corrcoef(today, tomorrow)[0, 1] > 0.99
    assert as_today == pytest.approx(1, abs=0.05)  # the size of a day's step
    for share in (-0.5, 0.5, 1.0):  # go on as yesterday, or come back
        assert np.sqrt(np.mean((tomorrow - today - share * steps[1:-1]) ** 2)) > as_today


def test_a_window_needs_more_weights_than_a_recurrent_cell():
    assert last_number(given.ex_window_weights()) > last_number(given.ex_recurrent_weights())


def test_weighing_by_position_confuses_two_sentences_that_the_network_tells_apart():
    a, b = encode("cat sat sat cat"), encode("sat cat cat sat")
    positions = np.arange(1, 5).reshape(-1, 1, 1)
    assert np.array_equal((positions * a).sum(axis=0), (positions * b).sum(axis=0))
    assert np.linalg.norm(states("cat sat sat cat")[-1] - states("sat cat cat sat")[-1]) > 1


def test_powers_of_two_keep_all_sentences_up_to_eight_words_apart():
    from itertools import product

    for length in range(1, 9):
        sums = {
            tuple(sum(2**t * (word == w) for t, word in enumerate(words)) for w in range(3))
            for words in product(range(3), repeat=length)
        }
        assert len(sums) == 3**length


def test_the_word_to_be_repeated_is_the_one_that_the_start_names_and_the_check_expects():
    (asked,) = set(re.findall(r'read "(\w+) \w+ \w+ …"', PAGE))
    assert f'"{asked}"' in tasks.SAME_WORD
    assert tasks.same_word({"hs": states(" ".join([asked] * tasks.TIMES))}) == ""


def test_a_word_repeated_brings_the_state_to_rest_somewhere_else_for_each_word():
    ends = []
    for word in ("the", "cat", "sat"):
        hs = states(" ".join([word] * 40))
        assert np.linalg.norm(hs[-1] - hs[-2]) < 1e-6
        ends.append(hs[-1])
    assert min(np.linalg.norm(ends[i] - ends[i - 1]) for i in range(3)) > 0.5


def test_other_weights_swing_for_ever_under_a_constant_input():
    swinging = VanillaParams(W_xh=np.zeros((1, 1)), W_hh=np.array([[-2.0]]), b_h=np.zeros((1, 1)))
    hs = forward(swinging, np.ones((200, 1, 1)), h_init=np.array([[0.1]])).hs.ravel()
    assert abs(hs[-1] - hs[-2]) > 1


def test_the_trace_of_the_first_word_fades_after_the_second():
    a, b = (states(first + " cat sat the" * 4) for first in ("the", "sat"))
    apart = np.linalg.norm(a - b, axis=1)
    assert (np.diff(apart) < 0).all()
    assert apart[-1] < 0.001 * apart[0]


def test_the_pencil_results_of_step_three_are_what_rnn_docs_computes():
    cell = VanillaParams(np.array([[given.W_X]]), np.array([[given.W_H]]), np.array([[given.B]]))
    h = np.zeros((1, 1))
    for x, formula in zip(given.INPUTS, (given.ex_one_unit_first(), given.ex_one_unit_second()), strict=True):
        h = vanilla_step(cell, np.array([[x]]), h).h
        assert last_number(formula) == pytest.approx(h[0, 0], abs=0.0005)
    written = [float(v) for v in re.findall(r"&= (-?[\d.]+)", given.ex_sat_first())]
    assert written == pytest.approx(states("sat")[0], abs=0.0005)


def test_one_step_fewer_would_leave_more_than_the_share():
    for factor in given.FACTORS:
        steps = given.steps_until(factor)
        assert factor**steps < given.SHARE <= factor ** (steps - 1)


def test_the_chain_of_two_steps_shrinks_although_its_bound_allows_growth():
    h, product = 0.3, 1.0
    for state in given.STATES:  # inputs chosen so that the cell passes through these states
        x = np.arctanh(state) - given.WEIGHT * h
        slope = (np.tanh(given.WEIGHT * (h + 1e-6) + x) - np.tanh(given.WEIGHT * (h - 1e-6) + x)) / 2e-6
        h, product = state, product * slope
    assert last_number(given.ex_chain()) == pytest.approx(product, abs=0.0001)
    assert product < 1 < given.WEIGHT**2


def test_clipping_by_norm_keeps_the_direction_and_by_value_does_not_reach_the_limit():
    gradient = {"W": np.array(given.GRADIENT)}
    by_norm, by_value = (clip(gradient, given.LIMIT) for clip in (clip_by_norm, clip_by_value))
    ratios = by_norm["W"] / gradient["W"]
    assert np.allclose(ratios, ratios[0])
    assert global_norm(by_norm) == pytest.approx(given.LIMIT)
    assert global_norm(by_value) > given.LIMIT
    assert (by_value["W"] != gradient["W"]).tolist() == [False, False, True]


def test_the_code_on_the_page_clips_what_the_exercise_gives():
    assert f'{{"W": np.array([{", ".join(map(str, given.GRADIENT))}])}}' in PAGE
    assert f"limit = {given.LIMIT}" in PAGE
    assert f"np.tanh({given.W_X} * x - h + {given.B})" in PAGE
    assert f"for xs in [{given.INPUTS[0]}, {given.INPUTS[1]}]" in PAGE


def test_a_louder_loss_changes_no_share_and_the_last_uses_of_the_weights_outweigh_the_distant_ones():
    cell = cat_sat_params()
    trace = forward(cell, encode("the cat sat " * 4))
    shares = {}
    for volume in (1.0, 1000.0):
        asked = np.zeros_like(trace.hs)
        asked[-1] = volume
        das = backward(trace, asked).das
        sizes = [np.linalg.norm(da @ trace.state_before(t)[0].T) for t, da in enumerate(das)]
        shares[volume] = np.array(sizes) / sum(sizes)
    assert np.allclose(shares[1.0], shares[1000.0])
    assert shares[1.0][-3:].sum() > 0.9
    assert shares[1.0][-9] < 0.001


def test_the_lstm_step_by_hand_is_what_rnn_docs_computes():
    def unsigmoid(share):
        return np.log(share / (1 - share))

    bias = [unsigmoid(given.INPUT), unsigmoid(given.FORGET), np.arctanh(given.CANDIDATE), unsigmoid(given.OUTPUT)]
    cell = LSTMParams(np.zeros((4, 1)), np.zeros((4, 1)), np.array(bias)[:, None])
    step = lstm_step(cell, np.zeros((1, 1)), np.zeros((1, 1)), np.array([[given.OLD_CELL]]))
    assert last_number(given.ex_lstm_cell()) == pytest.approx(step.c[0, 0], abs=0.005)
    assert last_number(given.ex_lstm_hidden()) == pytest.approx(step.h[0, 0], abs=0.0005)
    assert step.c[0, 0] > 1 > step.h[0, 0]


def test_the_bias_that_keeps_half_keeps_half():
    gate = sigmoid(np.array([given.keep_bias()]))[0]
    assert gate**given.DISTANCE == pytest.approx(given.HALF)
    assert given.keep_bias() > 3


@pytest.mark.parametrize(("share", "printed"), [(0.5, "$0.5000$"), (0.05, "$0.0500$"), (0.005, r"$5.0 \cdot 10^{-3}$")])
def test_what_is_left_is_a_plain_number_down_to_hundredths_and_a_power_of_ten_below(share, printed):
    kept = share ** (1 / given.DISTANCE)
    assert given.left(np.log(kept / (1 - kept))) == printed


def test_the_lstm_counts_and_its_hidden_state_cannot_tell_thirty_from_forty():
    cell = LSTMParams(
        np.array([[0.0], [0.0], [20.0], [0.0]]), np.zeros((4, 1)), np.array([[20.0], [20.0], [0.0], [20.0]])
    )
    trace = forward(cell, np.ones((40, 1, 1)))
    assert np.allclose(trace["c"].ravel(), np.arange(1, 41), atol=1e-5)
    assert trace.hs[29, 0, 0] == pytest.approx(trace.hs[39, 0, 0], abs=1e-12)
    assert trace.hs[3, 0, 0] - trace.hs[2, 0, 0] > 0.004


def test_the_two_conventions_of_z_give_opposite_results_by_hand():
    cell = GRUParams(
        np.zeros((3, 1)),
        np.zeros((3, 1)),
        np.array([[0.0], [np.log(given.UPDATE / (1 - given.UPDATE))], [-20.0]]),
    )
    step = gru_step(cell, np.zeros((1, 1)), np.array([[given.OLD_STATE]]))
    assert last_number(given.ex_gru_kept()) == pytest.approx(step.h[0, 0], abs=0.005)
    assert last_number(given.ex_gru_swapped()) == pytest.approx(given.NEW + (given.OLD_STATE - step.h[0, 0]), abs=0.005)
    assert last_number(given.ex_gru_swapped()) < 0 < last_number(given.ex_gru_kept())


def test_a_gru_has_a_quarter_fewer_parameters_than_an_lstm_of_the_same_width():
    assert 4 * given.parameters(GRUParams, given.HIDDEN) == 3 * given.parameters(LSTMParams, given.HIDDEN)


def test_the_gru_of_equal_size_is_the_largest_that_fits():
    limit, hidden = given.parameters(LSTMParams, given.HIDDEN), given.ex_equal_size()
    assert hidden > given.HIDDEN
    assert given.parameters(GRUParams, hidden) <= limit < given.parameters(GRUParams, hidden + 1)


def test_a_gru_with_r_at_one_and_z_at_zero_is_a_vanilla_cell_and_with_r_at_one_alone_it_is_not():
    vanilla, xs = cat_sat_params(), encode("the cat sat")
    ends = {}
    for z_bias in (0.0, -20.0):
        bias = np.concatenate([np.full((4, 1), 20.0), np.full((4, 1), z_bias), vanilla.b_h])
        W_xh, W_hh = (np.concatenate([np.zeros_like(W), np.zeros_like(W), W]) for W in (vanilla.W_xh, vanilla.W_hh))
        ends[z_bias] = forward(GRUParams(W_xh, W_hh, bias), xs).hs[-1]
    assert np.allclose(ends[-20.0], forward(vanilla, xs).hs[-1], atol=1e-6)
    assert np.abs(ends[0.0] - forward(vanilla, xs).hs[-1]).max() > 0.1


@pytest.mark.parametrize("seed", range(3))
def test_a_gru_that_starts_at_zero_stays_between_minus_one_and_one_whatever_its_weights(seed):
    rng = np.random.default_rng(seed)
    drawn = init_cell(GRUParams, 3, 4, rng)
    wild = GRUParams(10 * drawn.W_xh, 10 * drawn.W_hh, 10 * drawn.b_h)
    hs = forward(wild, rng.normal(size=(500, 3, 4))).hs
    assert np.abs(hs).max() <= 1


def test_counting_with_a_gru_the_steps_shrink_by_the_gate_each_time():
    cell = GRUParams(np.array([[0.0], [0.0], [10.0]]), np.zeros((3, 1)), np.array([[0.0], [np.log(9.0)], [0.0]]))
    hs = forward(cell, np.ones((40, 1, 1))).hs.ravel()
    steps = np.diff(hs)
    assert np.allclose(steps[1:] / steps[:-1], 0.9)

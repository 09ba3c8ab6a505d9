"""The claims of "See what came after", recomputed; and its figure, read back."""

import re
from itertools import pairwise

import numpy as np
import pytest
from pages.after_rnns import figures, five_cups, tables, values

from rnn_docs import GRUParams, LSTMParams, VanillaParams, forward, init_cell, measure, sigmoid
from tests import arranged
from tests.drawn import extents


def drawn(length: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(31)
    return sigmoid(rng.normal(size=(length, 3))), rng.normal(size=(length, 3))


@pytest.mark.parametrize("length", [1, 2, 3, 7, 8, 9, 100])
def test_doubling_gives_the_states_of_the_loop_at_any_length(length):
    keep, add = drawn(length)
    assert np.allclose(measure.recurrence_by_doubling(keep, add), measure.recurrence_by_loop(keep, add), rtol=1e-12)


def test_doubling_leaves_its_inputs_alone():
    keep, add = drawn(9)
    measure.recurrence_by_doubling(keep, add)
    assert np.array_equal(keep, drawn(9)[0])
    assert np.array_equal(add, drawn(9)[1])


@pytest.mark.parametrize(("length", "expected"), [(1, 0), (2, 1), (3, 2), (8, 3), (9, 4), (1024, 10)])
def test_rounds_grow_with_the_logarithm(length, expected):
    assert measure.rounds_by_doubling(length) == expected == int(np.ceil(np.log2(length)))


def test_the_scan_multiplies_more_often_than_the_loop_steps():
    length = values.LENGTH
    rounds = measure.rounds_by_doubling(length)
    assert measure.products_by_doubling(1) == 0
    assert measure.products_by_doubling(length) == 2 * (rounds * length - (length - 1)) > length


def affine(step) -> bool:
    """Whether a step maps the middle of two states to the middle of their results."""
    rng = np.random.default_rng(32)
    one, other = rng.normal(size=(2, 4, 1))
    return bool(np.allclose(step((one + other) / 2), (step(one) + step(other)) / 2))


def test_a_step_without_the_old_state_in_its_gates_is_linear_and_the_cells_of_the_lesson_are_not():
    xs = np.random.default_rng(33).normal(size=(1, 3, 1))
    for kind in (VanillaParams, GRUParams):
        cell = init_cell(kind, 3, 4, np.random.default_rng(34))
        assert not affine(lambda h, cell=cell: forward(cell, xs, h_init=h).hs[-1])
    cell = init_cell(GRUParams, 3, 4, np.random.default_rng(34))
    blind = GRUParams(cell.W_xh, 0 * cell.W_hh, cell.b_h)
    assert affine(lambda h: forward(blind, xs, h_init=h).hs[-1])


def test_two_steps_are_one_as_the_page_says():
    factors = [float(n) for n in re.findall(r"[\d.]+", values.after_two_steps())]
    keep2, keep1, add1, add2, keep, add = factors
    for h in (-1.0, 0.3, 2.0):
        assert keep2 * (keep1 * h + add1) + add2 == pytest.approx(keep * h + add)


def test_an_lstm_keeps_two_numbers_a_unit_whatever_the_length():
    cell = init_cell(LSTMParams, 3, tables.UNITS, np.random.default_rng(0))
    for length in (1, 5):
        trace = forward(cell, np.zeros((length, 3, 1)))
        assert trace.hs[-1].size + trace["c"][-1].size == measure.numbers_kept_by_lstm(tables.UNITS)


def test_attention_keeps_more_with_every_step_and_the_lstm_does_not():
    table = tables.after_growth()
    lengths, waits, rounds, lstm, attention = zip(*table.rows, strict=True)
    assert lengths == waits
    assert all(2**r == T for r, T in zip(rounds, lengths, strict=True))
    assert len(set(lstm)) == 1
    assert {kept / T for kept, T in zip(attention, lengths, strict=True)} == {2 * tables.UNITS}


def test_attention_recalls_every_pair_and_a_matrix_of_fixed_size_fewer_and_fewer():
    rows = tables.after_recall().rows
    shares = [by_matrix for _, _, by_matrix, _, _ in rows]
    assert all(by_attention == 1 for *_, by_attention in rows)
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1
    assert shares[-1] < 0.2
    assert shares[-1] > 1 / measure.SYMBOLS


def test_a_blunt_look_recalls_less_than_the_matrix():
    matrix = {pairs: by_matrix for pairs, _, by_matrix, _, _ in tables.after_recall().rows}
    assert values.after_blunt() < matrix[values.after_blunt_pairs()] / 2
    one, forty = (measure.recalled(64, np.random.default_rng(3), sharpness) for sharpness in (1, 40))
    assert one.matrix == forty.matrix
    assert one.attention < forty.attention == 1


def test_for_a_handful_of_pairs_attention_needs_less_room_than_the_matrix():
    _, matrix, _, attention, _ = tables.after_recall().rows[0]
    assert attention < matrix
    assert tables.after_recall().rows[-1][3] > matrix


def test_in_the_figure_every_round_joins_neighbours_and_the_last_one_is_complete():
    rows = figures.gathered()
    for k, (before, after) in enumerate(pairwise(rows)):
        for t, (first, last) in enumerate(after):
            assert last == t
            if t >= 2**k:
                assert before[t - 2**k][1] + 1 == before[t][0]  # no step is missing, none counted twice
                assert first == before[t - 2**k][0]
    assert rows[-1] == [(0, t) for t in range(figures.STEPS)]
    assert len(rows) - 1 == measure.rounds_by_doubling(figures.STEPS)


@pytest.mark.parametrize("layout", ["svg_wide", "svg_compact"])
def test_the_figure_prints_every_span_and_an_arrow_for_every_join(layout):
    svg = getattr(figures.scan(), layout)
    drawn = re.findall(r"<text[^>]*>(\d(?:–\d)?)</text>", svg)
    written = [f"{a}–{b}" if a != b else str(a) for row in figures.gathered() for a, b in row]
    chain = ["0", *(f"0–{t}" for t in range(1, 8))]
    assert sorted(drawn) == sorted(chain + written + ["1", "2", "3"])  # the rounds are numbered too
    heads = len(re.findall("<polygon", svg))
    assert heads == 7 + sum(8 - reach for reach in measure.reaches(8))


def box_at(svg: str, end: tuple[float, float]) -> str:
    """What the box says at which an arrow begins or ends."""
    return min((it for it in extents(svg) if it.words), key=lambda it: abs(arranged.gap(end, it))).words


@pytest.mark.parametrize("layout", ["svg_wide", "svg_compact"])
def test_an_arrow_of_the_figure_joins_what_its_ends_have_gathered(layout):
    """In the chain a state and the next; in a round a span and the one that begins where it ends."""
    svg = getattr(figures.scan(), layout)
    joined = [(box_at(svg, arrow.start), box_at(svg, arrow.tip)) for arrow in arranged.arrows(extents(svg))]
    chain = [str(0), *(f"0–{t}" for t in range(1, figures.STEPS))]
    assert joined[: figures.STEPS - 1] == list(pairwise(chain))
    rounds = list(pairwise([[figures._span(span) for span in row] for row in figures.gathered()]))
    expected = [
        (before[t - reach], after[t])
        for reach, (before, after) in zip(measure.reaches(figures.STEPS), rounds, strict=True)
        for t in range(reach, figures.STEPS)
    ]
    assert joined[figures.STEPS - 1 :] == expected


# --- five cups: matrices as factors, and a scan that follows them ---------------------------------------------------


def all_swaps() -> list[tuple[int, int]]:
    places = range(len(five_cups.CUPS))
    return [(i, j) for i in places for j in places if i < j]


@pytest.mark.parametrize(("i", "j"), all_swaps())
def test_one_minus_an_outer_product_swaps_two_places_and_leaves_the_others(i, j):
    state = np.arange(5.0)
    expected = state.copy()
    expected[[i, j]] = expected[[j, i]]
    assert np.array_equal(five_cups.swap_matrix(i, j) @ state, expected)


def test_a_swap_turns_the_sign_of_its_vector_and_a_gate_turns_none():
    v = np.array([1.0, 0, 0, -1.0, 0])
    assert np.array_equal(five_cups.swap_matrix(0, 3) @ v, -v)
    assert sorted(np.linalg.eigvalsh(five_cups.swap_matrix(0, 3)).round(9)) == [-1, 1, 1, 1, 1]
    assert np.linalg.eigvalsh(np.diag(sigmoid(np.array([-9.0, 0.0, 9.0])))).min() > 0


@pytest.mark.parametrize("length", [1, 2, 5, 64, 1000])
def test_the_scan_follows_random_swaps_exactly(length):
    rng = np.random.default_rng(length)
    state = np.arange(1.0, 6.0)
    keep, add = np.empty((length, 5, 5)), np.zeros((length, 5))
    expected = []
    for t in range(length):
        i, j = rng.choice(5, size=2, replace=False)
        keep[t] = five_cups.swap_matrix(i, j)
        state[[i, j]] = state[[j, i]]
        expected.append(state.copy())
    add[0] = keep[0] @ np.arange(1.0, 6.0)
    assert np.array_equal(measure.matrices_by_doubling(keep, add), expected)


def test_with_diagonal_matrices_the_scan_is_that_of_numbers():
    keep, add = drawn(9)
    matrices = keep[:, :, None] * np.eye(3)
    assert np.allclose(measure.matrices_by_doubling(matrices, add), measure.recurrence_by_doubling(keep, add))


def test_no_diagonal_factor_swaps_two_places():
    state = np.array([1.0, 2, 3, 4, 5])
    swapped = five_cups.swap_matrix(0, 1) @ state
    factor = swapped / state  # the only diagonal map that does it for this order …
    assert not np.allclose(factor * state[::-1], five_cups.swap_matrix(0, 1) @ state[::-1])  # … fails for another


def test_the_figure_prints_the_order_after_each_swap_and_fills_the_ones():
    rows = five_cups.orders()
    assert rows == ["ABCDE", "DBCAE", "DBCEA"]
    ones = 2 * len(five_cups.CUPS) + len(five_cups.CUPS)
    for svg in (five_cups.five_cups().svg_wide, five_cups.five_cups().svg_compact):
        assert "".join(re.findall(r">([A-E])</text>", svg)) == "".join(rows)
        assert svg.count('fill="var(--rnn-w)" stroke="var(--rnn-line)"') == ones
        moved = [(box_at(svg, arrow.start), box_at(svg, arrow.tip)) for arrow in arranged.arrows(extents(svg))]
        assert [cup for cup, same in moved if cup == same] == ["A", "D", "A", "E"]  # each swap moves two cups
        assert len(moved) == 4
    letters = np.array(list(rows[0]))
    assert "".join(letters[five_cups.product().argmax(axis=1)]) == rows[-1]


def test_matrices_cost_more_multiplications_than_numbers():
    size = len(five_cups.CUPS)
    rng = np.random.default_rng(1)
    (A1, A2), (u1, u2) = rng.normal(size=(2, size, size)), rng.normal(size=(2, size))
    h = rng.normal(size=size)
    assert np.allclose(A2 @ (A1 @ h + u1) + u2, (A2 @ A1) @ h + (A2 @ u1 + u2))  # what is multiplied to join two steps
    assert values.after_matrix_products() == size**3 + size**2 > values.after_diagonal_products() == 2 * size


# --- a recurrence with tanh, by scans -------------------------------------------------------------------------------


def test_a_mended_guess_comes_closer_in_every_round_until_only_rounding_is_left():
    errors = values.newton_errors()
    found = values.after_newton()
    assert errors[:found] == sorted(errors[:found], reverse=True)
    assert errors[found - 2] > values.CLOSE > errors[found - 1]
    assert max(errors[found:]) < 1e-8


def test_the_scans_of_all_rounds_wait_less_than_the_loop():
    assert values.after_newton_scans() == values.after_newton() * values.after_rounds() < values.after_length()


def test_newton_needs_more_rounds_where_small_changes_grow():
    def rounds(radius):
        cell = measure.with_spectral_radius(init_cell(VanillaParams, 3, 8, np.random.default_rng(2)), radius)
        xs = 0.1 * np.random.default_rng(3).normal(size=(256, 3, 1))
        hs = forward(cell, xs).hs[:, :, 0]
        guesses = measure.states_by_newton(cell, xs, 40)
        return next((k for k, guess in enumerate(guesses, 1) if np.allclose(guess, hs, atol=1e-6)), 41)

    assert rounds(0.5) < rounds(1.0) < rounds(2.0)

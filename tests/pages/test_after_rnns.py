"""The claims of "See what came after", recomputed; and its figure, read back."""

import re
from itertools import pairwise

import numpy as np
import pytest
from pages.after_rnns import example, figures, tables, values

from rnn_docs import GRUParams, LSTMParams, VanillaParams, forward, init_cell, sigmoid


def drawn(length: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(31)
    return sigmoid(rng.normal(size=(length, 3))), rng.normal(size=(length, 3))


@pytest.mark.parametrize("length", [1, 2, 3, 7, 8, 9, 100])
def test_doubling_gives_the_states_of_the_loop_at_any_length(length):
    keep, add = drawn(length)
    assert np.allclose(example.by_doubling(keep, add), example.by_loop(keep, add), rtol=1e-12)


def test_doubling_leaves_its_inputs_alone():
    keep, add = drawn(9)
    example.by_doubling(keep, add)
    assert np.array_equal(keep, drawn(9)[0])
    assert np.array_equal(add, drawn(9)[1])


@pytest.mark.parametrize(("length", "expected"), [(1, 0), (2, 1), (3, 2), (8, 3), (9, 4), (1024, 10)])
def test_rounds_grow_with_the_logarithm(length, expected):
    assert example.rounds(length) == expected == int(np.ceil(np.log2(length)))


def test_the_scan_multiplies_more_often_than_the_loop_steps():
    length = values.LENGTH
    rounds = example.rounds(length)
    assert example.products_by_doubling(length) == 2 * (rounds * length - (length - 1)) > length


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
    cell = init_cell(LSTMParams, 3, example.UNITS, np.random.default_rng(0))
    for length in (1, 5):
        trace = forward(cell, np.zeros((length, 3, 1)))
        assert trace.hs[-1].size + trace["c"][-1].size == example.kept_by_lstm()


def test_attention_keeps_more_with_every_step_and_the_lstm_does_not():
    table = tables.after_growth()
    lengths, waits, rounds, lstm, attention = zip(*table.rows, strict=True)
    assert lengths == waits
    assert all(2**r == T for r, T in zip(rounds, lengths, strict=True))
    assert len(set(lstm)) == 1
    assert {kept / T for kept, T in zip(attention, lengths, strict=True)} == {2 * example.UNITS}


def test_attention_recalls_every_pair_and_a_matrix_of_fixed_size_fewer_and_fewer():
    rows = tables.after_recall().rows
    shares = [by_matrix for _, _, by_matrix, _, _ in rows]
    assert all(by_attention == 1 for *_, by_attention in rows)
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1
    assert shares[-1] < 0.2
    assert shares[-1] > 1 / example.SYMBOLS


def test_for_a_handful_of_pairs_attention_needs_less_room_than_the_matrix():
    _, matrix, _, attention, _ = tables.after_recall().rows[0]
    assert attention < matrix
    assert tables.after_recall().rows[-1][3] > matrix


def test_in_the_figure_every_round_joins_neighbours_and_the_last_one_is_complete():
    rows = figures.spans()
    for k, (before, after) in enumerate(pairwise(rows)):
        for t, (first, last) in enumerate(after):
            assert last == t
            if t >= 2**k:
                assert before[t - 2**k][1] + 1 == before[t][0]  # no step is missing, none counted twice
                assert first == before[t - 2**k][0]
    assert rows[-1] == [(0, t) for t in range(figures.STEPS)]
    assert len(rows) - 1 == example.rounds(figures.STEPS)


@pytest.mark.parametrize("layout", ["svg_wide", "svg_compact"])
def test_the_figure_prints_every_span_and_an_arrow_for_every_join(layout):
    svg = getattr(figures.scan(), layout)
    drawn = re.findall(r"<text[^>]*>(\d(?:–\d)?)</text>", svg)
    written = [f"{a}–{b}" if a != b else str(a) for row in figures.spans() for a, b in row]
    chain = ["0", *(f"0–{t}" for t in range(1, 8))]
    assert sorted(drawn) == sorted(chain + written + ["1", "2", "3"])  # the rounds are numbered too
    heads = len(re.findall("<polygon", svg))
    assert heads == 7 + sum(8 - reach for reach in example.reaches(8))

"""Step 2: the explorer and the drawings show the states that rnn_docs computes."""

import re

import numpy as np
import pytest
from drawing.printing import number
from pages.hidden_state import explorer, figures, recall_example

from rnn_docs import cat_sat_params, encode, forward
from tests.drawn import cells, heat_cells, hs, layouts, texts


def test_every_state_of_every_sentence_is_the_one_that_is_computed():
    trace = explorer.hidden_state()
    assert [sentence for sentence, _ in trace["sentences"]][-1] == "the cat sat the cat"
    assert len(trace["sentences"]) == 4
    for sentence, states in trace["sentences"]:
        computed = forward(cat_sat_params(), encode(sentence)).hs[:, :, 0]
        np.testing.assert_array_equal(states, computed.round(2) + 0.0)


# --- the drawings read back ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "zero"), [("svg_wide", "0.00"), ("svg_compact", "0")])
def test_unrolled_prints_the_first_zeros_and_every_state(kind, zero):
    svg = getattr(figures.unrolled(), kind)
    assert heat_cells(svg) == [("p0", zero)] * 4 + cells(hs("the cat sat"))


@pytest.mark.parametrize(("kind", "quoted"), [("svg_wide", "“{}”"), ("svg_compact", "{}")])
def test_below_every_state_of_unrolled_stands_what_was_read_by_then(kind, quoted):
    read = ["the", "the cat", "the cat sat"]
    assert texts(getattr(figures.unrolled(), kind))[-3:] == [quoted.format(words) for words in read]


@pytest.mark.parametrize(("kind", "zeros"), [("svg_wide", [("p0", "0")] * 4), ("svg_compact", [])])
def test_five_words_prints_every_state(kind, zeros):
    svg = getattr(figures.five_words(), kind)
    assert heat_cells(svg) == zeros + cells(hs("the cat sat the cat"))


def test_five_words_says_how_far_the_two_states_after_the_lie_apart():
    states, figure = hs("the cat sat the cat"), figures.five_words()
    apart = number(np.linalg.norm(states[0] - states[3]))
    for text in (figure.caption, figure.alt, *layouts(figure)):
        assert f"{apart} apart" in text


def test_the_unit_that_changed_most_is_that_between_the_two_the():
    first, second = (hs("the cat sat the cat")[t] for t, word in enumerate(figures.FIVE.split()) if word == "the")
    unit, *held = figures.most_changed()
    assert held == [first[unit - 1], second[unit - 1]]
    assert abs(held[0] - held[1]) == max(abs(first - second))


def test_the_marked_symbol_is_told_by_how_many_stand_before_it_and_after_it():
    """Whoever counts from zero and whoever counts from one find the same."""
    figure = recall_example.recall_example()
    listed, told = re.search(r": ((?:[A-Z] )+[A-Z])\. (.*)", figure.alt).groups()
    symbols, (symbol, before) = listed.split(), re.match(r"One of them, (\w), with (\d+) before it,", told).groups()
    assert symbols[int(before)] == symbol
    assert f"The mark is on {symbol}, and {len(symbols) - 1 - int(before)} more symbols follow" in figure.caption

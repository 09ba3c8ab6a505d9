"""Step 1: the drawings show the states and distances that rnn_docs computes."""

import re

import numpy as np
import pytest
from drawing import palette
from drawing.printing import number
from pages.shared.cat_sat import ORDERS
from pages.why_order_matters import figures

from rnn_docs import encode
from tests.drawn import cells, heat_cells, hs, texts


@pytest.mark.parametrize("kind", ["svg_wide", "svg_compact"])
def test_three_orders_prints_the_final_states(kind):
    svg = getattr(figures.three_orders(), kind)
    assert heat_cells(svg) == [cell for order in ORDERS for cell in cells(hs(order)[-1])]


@pytest.mark.parametrize("kind", ["svg_wide", "svg_compact"])
def test_three_orders_paints_the_state_after_every_word(kind):
    svg = getattr(figures.three_orders(), kind)
    painted = re.findall(r'class="heat bare (\w+)"[^>]*/>(?!<text)', svg)
    assert painted == [palette.heat_class(value) for order in ORDERS for value in hs(order).ravel()]


@pytest.mark.parametrize("kind", ["svg_wide", "svg_compact"])
def test_bag_or_state_prints_counts_states_and_distances(kind):
    svg = getattr(figures.bag_or_state(), kind)
    assert heat_cells(svg) == [cell for order in ORDERS for cell in cells(hs(order)[-1])]
    counts = [number(count, 0) for order in ORDERS for count in encode(order).sum(axis=0).ravel()]
    assert [text for text in texts(svg) if text == "1"] == counts
    apart = [number(np.linalg.norm(hs(order)[-1] - hs(ORDERS[0])[-1])) for order in ORDERS[1:]]
    assert [text for text in texts(svg) if text in apart] == apart
    assert all(distance in figures.bag_or_state().caption for distance in apart)

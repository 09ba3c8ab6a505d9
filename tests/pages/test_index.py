"""The overview's cards show what the lesson computes."""

import re

import numpy as np
from drawing import palette
from drawing.html_tree import of_class, parse
from pages.index import card_drawings, explorer

from tests.drawn import hs


def test_memory_shows_the_states_of_the_cat_sat():
    classes = re.findall(r'class="heat bare (\w+)"', card_drawings.memory())
    assert classes == [palette.heat_class(value) for value in hs("the cat sat").ravel()]


def test_the_readers_word_count_stays_and_the_memory_changes_with_every_order():
    trace = explorer.orders()
    assert len(trace["orders"]) == len({order for order, _ in trace["orders"]}) == 6
    assert trace["counted"] == "cat 1, sat 1, the 1"
    assert {tuple(sorted(order.split())) for order, _ in trace["orders"]} == {("cat", "sat", "the")}
    ends = {tuple(states[-1]) for _, states in trace["orders"]}
    assert len(ends) == 6
    for (order, states), told in zip(trace["orders"], trace["told"], strict=True):
        assert np.allclose(states, hs(order), atol=0.005)
        distance = np.linalg.norm(hs(order)[-1] - hs("the cat sat")[-1])
        assert (f"{distance:.2f} away" in told) == (order != "the cat sat")


def test_the_overview_leads_to_every_page_that_the_navigation_names(built):
    page = parse((built / "index.html").read_text("utf-8"))
    named = {link["href"] for link in of_class(page, "md-nav__link", "a") if "://" not in str(link["href"])}
    reached = {str(link["href"]).partition("#")[0] for link in page.article.find_all("a", href=True)}
    pages = {str(address) for address in named if not str(address).startswith("#")} - {"./", "."}
    assert len(pages) > 20
    assert sorted(pages - reached) == []

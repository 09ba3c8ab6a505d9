"""The overview's cards show what the lesson computes."""

import re

from drawing import palette
from pages.index import card_drawings

from tests.drawn import hs


def test_memory_shows_the_states_of_the_cat_sat():
    classes = re.findall(r'class="heat (\w+)"', card_drawings.memory())
    assert classes == [palette.heat_class(value) for value in hs("the cat sat").ravel()]

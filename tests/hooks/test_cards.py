"""The pictures for those who share a page's address."""

import io

import cards
import pytest
from PIL import Image


def test_a_card_is_small_says_nothing_of_its_maker_and_is_the_same_every_time():
    card = cards.draw("Watch a gradient fade", "Recurrent Neural Networks · step 4 of 8")
    assert card == cards.draw("Watch a gradient fade", "Recurrent Neural Networks · step 4 of 8")
    assert len(card) <= 25_000
    image = Image.open(io.BytesIO(card))
    assert (image.mode, image.size, image.info) == ("P", (1200, 630), {})


def test_a_card_shows_its_title():
    assert cards.draw("LSTM", "") != cards.draw("GRU", "")


def test_a_title_without_room_is_refused():
    with pytest.raises(ValueError, match="too long for its card: 4 lines, not 3"):
        cards.draw("A title of very many words that would run into the drawing far below it and beyond", "")


def test_every_page_has_a_place_of_its_own():
    assert cards.path("lesson/lstm.md") == "assets/cards/lesson-lstm.png"
    assert cards.path("notebooks/sentiment.py") == "assets/cards/notebooks-sentiment.png"

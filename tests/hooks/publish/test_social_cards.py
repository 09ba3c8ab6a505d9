"""The pictures for those who share a page's address."""

import io

import pytest
from PIL import Image
from publish import social_cards


def test_a_card_is_small_says_nothing_of_its_maker_and_is_the_same_every_time():
    card = social_cards.draw("Watch a gradient fade", "Recurrent Neural Networks · step 4 of 8")
    assert card == social_cards.draw("Watch a gradient fade", "Recurrent Neural Networks · step 4 of 8")
    assert len(card) <= 25_000
    image = Image.open(io.BytesIO(card))
    assert (image.mode, image.size, image.info) == ("P", (1200, 630), {})


def test_a_card_shows_its_title():
    assert social_cards.draw("LSTM", "") != social_cards.draw("GRU", "")


def test_a_title_without_room_is_refused():
    with pytest.raises(ValueError, match="too long for its card: 4 lines, not 3"):
        social_cards.draw("A title of very many words that would run into the drawing far below it and beyond", "")


def test_every_page_has_a_place_of_its_own():
    assert social_cards.path("lesson/lstm.md") == "assets/cards/lesson-lstm.png"
    assert social_cards.path("notebooks/sentiment.py") == "assets/cards/notebooks-sentiment.png"

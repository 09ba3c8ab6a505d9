"""The rules that judge the arrangement of every figure find a part that stands 20 pixels off."""

import pytest
from drawing.diagram import Pen

from tests import arranged

OFF = 20


def drawing(reach=0):
    """Two boxes with a word in each, a title over the second, and an arrow that may reach too far."""
    pen = Pen(340, 110)
    pen.box(90, 80, "one", 60)
    pen.box(220, 80, "other", 60)
    pen.arrow([(123, 80), (187 + reach, 80)])
    pen.text(220, 50, "title")
    return pen


def test_a_drawing_as_it_should_be_passes():
    svg = drawing().svg()
    assert arranged.loose_ends(svg) == arranged.off_their_box(svg) == arranged.over_nothing(svg) == []
    assert arranged.below(svg) < OFF


@pytest.mark.parametrize("reach", [-OFF, OFF])
def test_an_arrow_that_ends_before_its_box_or_within_it_is_found(reach):
    (told,) = arranged.loose_ends(drawing(reach).svg())
    assert told.startswith(f"({187 + reach}.0, 80.0)")


def test_an_arrow_from_the_edge_one_of_a_key_and_one_that_bears_words_are_forgiven():
    pen = Pen(340, 100)
    pen.arrow([(2, 20), (335, 20)])
    pen.arrow([(100, 50), (122, 50)])
    pen.text(128, 54, "state", anchor="start")
    pen.arrow([(80, 80), (240, 80)])
    pen.text(160, 84, "five steps")
    assert arranged.loose_ends(pen.svg()) == []
    pen.arrow([(100, 120), (122, 120)])
    assert len(arranged.loose_ends(pen.svg())) == 2


@pytest.mark.parametrize(("across", "down"), [(OFF, 0), (-OFF, 0), (0, 10)])
def test_a_word_beside_the_middle_of_its_box_is_found(across, down):
    pen = Pen(340, 100)
    pen.rect(50, 40, 100, 40)
    pen.text(100 + across, 64 + down, "label")
    assert len(arranged.off_their_box(pen.svg())) == 1


def test_words_that_share_a_box_have_one_middle():
    pen = Pen(340, 100)
    pen.rect(50, 40, 100, 40)
    pen.text(75, 64, "one")
    assert len(arranged.off_their_box(pen.svg())) == 1
    pen.text(125, 64, "two")
    assert arranged.off_their_box(pen.svg()) == []


@pytest.mark.parametrize("across", [-OFF, OFF])
def test_a_title_beside_the_middle_of_what_it_names_is_found(across):
    pen = drawing()
    pen.text(90 + across, 50, "title too")
    assert arranged.over_nothing(pen.svg()) == ["title too"]


def test_a_title_over_the_middle_of_a_row_and_a_sign_beside_a_box_are_where_they_belong():
    pen = drawing()
    pen.text(155, 50, "both")  # the boxes' middles are 90 and 220
    pen.text(268, 84, "=")
    assert arranged.over_nothing(pen.svg()) == []


def test_room_below_the_last_part_is_measured():
    pen = Pen(340, 100, top=-26)
    pen.rect(0, 0, 340, 70)
    assert arranged.below(pen.svg()) == 30

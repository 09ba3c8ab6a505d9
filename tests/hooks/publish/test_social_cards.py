"""The pictures for those who share a page's address."""

import io
from pathlib import Path

import numpy as np
import pytest
from checks import source
from features import lesson_plan
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.patches import FancyBboxPatch
from pages.shared.cat_sat import states
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


def test_above_a_title_stands_the_site_and_of_a_step_which_it_is():
    plan = lesson_plan.read(source.read(Path(__file__).parents[3] / "docs"))
    pages = ("index.md", "lesson/lstm.md", "glossary.md")
    assert [social_cards.above(plan, "Networks", page) for page in pages] == [
        "Networks that remember",
        "Networks · step 5 of 8",
        "Networks",
    ]


def test_every_page_has_a_place_of_its_own():
    assert social_cards.path("lesson/lstm.md") == "assets/cards/lesson-lstm.png"
    assert social_cards.path("notebooks/sentiment.py") == "assets/cards/notebooks-sentiment.png"


# --- the chain of cells -------------------------------------------------------------------------------------------


@pytest.fixture
def axes(monkeypatch):
    """What is drawn on a card, before it is packed; y grows downwards, in pixels."""
    monkeypatch.setattr(social_cards, "_png", lambda sheet: sheet.axes[0])
    return social_cards.draw("A title of three words that takes three whole lines", "step")


def boxes(axes, kind):
    """Left, top, width, height of the boxes of one kind: cells have no outline, frames no fill, pills both."""
    drawn = [it for it in axes.patches if isinstance(it, FancyBboxPatch)]
    kinds = {"cell": (True, False), "frame": (False, True), "pill": (True, True)}
    painted = [((it.get_facecolor()[3] > 0, it.get_edgecolor()[3] > 0), it) for it in drawn]
    return np.array(
        [[it.get_x(), it.get_y(), it.get_width(), it.get_height()] for has, it in painted if has == kinds[kind]]
    )


def test_four_cells_fill_the_frame_of_each_state(axes):
    cells, frames = boxes(axes, "cell").reshape(3, 4, 4), boxes(axes, "frame")
    for row, (left, top, width, height) in zip(cells, frames, strict=True):
        assert row[:, 0].tolist() == [left + width / 4 * k for k in range(4)]
        assert {(*box,) for box in row[:, 1:].tolist()} == {(top, width / 4, height)}
    assert np.diff(frames[:, 0]).tolist() == [social_cards.PITCH] * 2


def test_a_frame_is_a_little_round_at_its_corners_and_a_pill_wholly(axes):
    drawn = [it for it in axes.patches if isinstance(it, FancyBboxPatch) and it.get_edgecolor()[3] > 0]
    shares = [it.get_boxstyle().rounding_size / it.get_height() for it in drawn]
    assert [round(share, 1) for share in shares] == [0.2, 0.5] * 3


def test_cells_are_blue_above_zero_and_clay_below_and_the_stronger_the_farther(axes):
    colours = np.array([it.get_facecolor()[:3] for it in axes.patches if it.get_edgecolor()[3] == 0]).reshape(3, 4, 3)
    zero, *full = (np.array(to_rgb(social_cards.LIGHT[name])) for name in ("zero", "pos", "neg"))
    for value, colour in zip(states("the cat sat").ravel(), colours.reshape(-1, 3), strict=True):
        mixed = zero + abs(value) * (full[int(value < 0)] - zero)
        assert np.abs(colour - mixed).max() < 0.5 / 255 + 1e-9


def test_each_word_stands_in_its_pill_below_the_middle_of_its_state(axes):
    words = [it for it in axes.texts if it.get_text() in ("the", "cat", "sat")]
    for word, (left, top, width, height), frame in zip(words, boxes(axes, "pill"), boxes(axes, "frame"), strict=True):
        x, y = word.get_position()
        assert x == left + width / 2 == frame[0] + frame[2] / 2
        assert abs(y - (top + height / 2)) <= 2
        assert 20 <= top - (frame[1] + frame[3]) <= 60
        assert (word.get_ha(), word.get_va()) == ("center", "center")
        written = word.get_window_extent(FigureCanvasAgg(axes.figure).get_renderer())
        assert written.width < width - 20
        assert written.height < height - 10


def test_arrows_rise_from_word_to_state_and_run_from_state_to_state(axes):
    arrows = [(*it.xyann, *it.xy) for it in axes.texts if hasattr(it, "xyann") and it.arrow_patch]
    frames, pills = boxes(axes, "frame"), boxes(axes, "pill")
    assert len(arrows) == 6
    for t in range(3):
        (x, y, to_x, to_y), (from_x, level, end, at) = arrows[2 * t : 2 * t + 2]
        left, top, width, height = frames[t]
        assert x == to_x == left + width / 2
        assert y == pills[t][1]
        assert 0 < to_y - (top + height) < 10
        assert level == at == top + height / 2
        assert 0 < from_x - (left + width) < 10
        assert 0 < left + social_cards.PITCH - end < 10


def test_title_and_chain_begin_at_one_edge_and_end_before_the_other(axes):
    renderer = FigureCanvasAgg(axes.figure).get_renderer()
    above, title = (it.get_window_extent(renderer) for it in axes.texts[:2])
    assert axes.texts[0].get_position()[0] == axes.texts[1].get_position()[0] == boxes(axes, "frame")[0][0]
    assert above.y0 > title.y1  # on the screen y grows upwards
    assert above.y0 - title.y1 < 50
    assert social_cards.HEIGHT - title.y0 < boxes(axes, "frame")[0][1] - 20
    ends = [it.xy[0] for it in axes.texts if hasattr(it, "xyann") and it.arrow_patch]
    assert max(title.x1, *ends) < social_cards.WIDTH - social_cards.LEFT
    assert boxes(axes, "pill")[:, 1].max() + boxes(axes, "pill")[0][3] < social_cards.HEIGHT - 20

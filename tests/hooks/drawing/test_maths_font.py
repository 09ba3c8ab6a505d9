"""The font holds what the pages draw, and little else."""

import io

from drawing import maths_font
from drawing.html_tree import parse
from fontTools.ttLib import TTFont


def test_letters_of_formulas_are_drawn_as_mathematical_italics():
    used = maths_font.characters(
        [
            parse("<p>plain Q</p><math><mi>h</mi><mi>W</mi><mi>σ</mi></math>"),
            parse('<svg><text class="m" x="1">𝑐<tspan>₂</tspan></text><text>Q</text></svg>'),
        ]
    )
    assert {"\u210e", "\U0001d44a", "\U0001d70e", "\U0001d450", "₂"} <= set(used)
    assert "Q" not in used


def test_a_root_brings_its_sign_which_stands_in_no_element():
    assert "√" in maths_font.characters([parse("<math><msqrt><mi>H</mi></msqrt></math>")])
    assert "√" not in maths_font.characters([parse("<math><mi>H</mi></math>")])


def test_the_subset_is_small_and_the_same_every_time():
    used = maths_font.characters([parse("<math><mi>h</mi><mo>=</mo><mo>(</mo></math>")])
    font = maths_font.subset(used)
    assert font == maths_font.subset(used)
    assert len(font) < 20_000
    cut = TTFont(io.BytesIO(font))
    assert set(map(ord, used)) <= set(cut.getBestCmap())
    assert ord("Q") not in cut.getBestCmap()
    assert "MATH" in cut

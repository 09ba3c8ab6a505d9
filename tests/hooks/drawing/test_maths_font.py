"""The font holds what the pages draw, and little else."""

import io
import re
from pathlib import Path

import pytest
from drawing import maths_font
from drawing.html_tree import parse
from fontTools.ttLib import TTFont

DOCS = Path(__file__).parents[3] / "docs"


def drawn(html: str) -> str:
    return maths_font.characters([parse(html)]).drawn


def test_letters_of_formulas_are_drawn_as_mathematical_italics():
    used = drawn(
        "<p>plain Q</p><math><mi>h</mi><mi>W</mi><mi>σ</mi><mo>∂</mo><mi>∂</mi></math>"
        '<svg><text class="m" x="1">𝑐<tspan>₂</tspan></text><text>Q</text></svg>'
    )
    assert {*used} == {*"ℎ𝑊𝜎∂𝜕𝑐₂"}


def test_words_and_what_is_said_to_be_upright_stay_upright():
    assert drawn('<math><mi>max</mi><mi mathvariant="normal">T</mi><mtext>x</mtext></math>') == "Tamx"


def test_a_root_brings_its_sign_which_stands_in_no_element():
    assert "√" in drawn("<math><msqrt><mi>H</mi></msqrt></math>")
    assert "√" not in drawn("<math><mi>H</mi></math>")


def test_what_stands_in_an_index_or_a_fraction_is_known():
    formula = "<math><msub><mi>h</mi><mrow><mi>t</mi><mo>−</mo><mn>1</mn></mrow></msub><mfrac><mi>a</mi><mi>b</mi></mfrac></math>"
    assert {*maths_font.characters([parse(formula)]).small} == {*"𝑡−1𝑎𝑏"}


def test_the_subset_is_small_and_the_same_every_time():
    used = maths_font.characters([parse("<math><mi>h</mi><mo>=</mo><mo>(</mo></math>")])
    font = maths_font.subset(used)
    assert font == maths_font.subset(used)
    assert len(font) < 20_000
    cut = TTFont(io.BytesIO(font))
    assert set(map(ord, used.drawn)) <= set(cut.getBestCmap())
    assert ord("Q") not in cut.getBestCmap()
    assert "MATH" in cut


def test_a_root_has_one_size_and_a_bracket_a_few():
    """Chromium leaves room for the widest size behind every root."""
    used = maths_font.characters([parse("<math><msqrt><mi>H</mi></msqrt><mo>(</mo></math>")])
    cut = TTFont(io.BytesIO(maths_font.subset(used)))
    variants, names = cut["MATH"].table.MathVariants, cut.getBestCmap()
    sizes = dict(zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True))
    root, bracket = sizes[names[ord("√")]], sizes[names[ord("(")]]
    assert (len(root.MathGlyphVariantRecord), root.GlyphAssembly) == (1, None)
    assert len(bracket.MathGlyphVariantRecord) == maths_font.SIZES > 1
    assert bracket.GlyphAssembly is not None


def test_a_letter_is_drawn_anew_for_an_index_only_where_it_stands_in_one():
    cut = TTFont(
        io.BytesIO(maths_font.subset(maths_font.characters([parse("<math><msub><mi>h</mi><mi>t</mi></msub></math>")])))
    )
    (lookup,) = cut["GSUB"].table.LookupList.Lookup
    (table,) = lookup.SubTable
    assert {*table.alternates} == {cut.getBestCmap()[ord("𝑡")]}
    assert all(len(sizes) == 1 for sizes in table.alternates.values())


OTHERS = ("Narrow Gyre", "Level Cambria")  # what stands for it until it comes


@pytest.mark.parametrize("name", OTHERS)
def test_the_font_that_stands_for_it_first_has_lines_of_its_height(name):
    face = re.search(rf'font-family: "{name}";(.*?)\}}', (DOCS / "assets/lesson.css").read_text("utf-8"), re.S)[1]
    told = {key: int(value) for key, value in re.findall(r"([\w-]+): (\d+)%", face)}
    lines = TTFont(maths_font.source())["hhea"]
    size = told.get("size-adjust", 100) / 100
    wanted = {"ascent": lines.ascent, "descent": -lines.descent, "line-gap": lines.lineGap}
    for key, units in wanted.items():
        assert told[f"{key}-override"] == pytest.approx(units / 10 / size, abs=0.6), key

"""The text's font holds what the pages show, in every weight that they use, and little else."""

import io
import re
from collections import Counter
from pathlib import Path

import pytest
from drawing import font_cut, text_font
from drawing.html_tree import parse
from fontTools.ttLib import TTFont
from matplotlib import get_data_path

ROOT = Path(__file__).parents[3]
STYLES = (ROOT / "docs/assets/lesson.css").read_text("utf-8")


def test_it_is_small_the_same_every_time_and_holds_what_is_shown():
    used = text_font.characters([parse("<p>naïve −0.62</p><math><mi>ℎ</mi></math><svg><text>λ</text></svg>")])
    assert {"ï", "−", "λ"} <= set(used)
    assert "ℎ" not in used
    assert not {*"{µŝ"} & set(text_font.characters([parse("<pre>{</pre><p><code>µ<i>ŝ</i></code></p>")]))
    assert "ŝ" in text_font.characters([parse("<rnn-x data-trace='[\"ŝ\"]'></rnn-x>")])
    font = text_font.subset(used)
    assert font == text_font.subset(used)
    assert len(font) < 25_000
    cut = TTFont(io.BytesIO(font))
    assert {*map(ord, "naïve−0.62λ✓")} <= set(cut.getBestCmap())
    assert {name.nameID for name in cut["name"].names} >= {0, 1, 2}  # whose it is, and what it is called
    (axis,) = cut["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", *text_font.WEIGHTS)


def test_all_digits_are_of_one_width():
    cut = TTFont(io.BytesIO(text_font.subset("0123456789+")))
    assert "GSUB" not in cut
    names = cut.getBestCmap()
    assert len({cut["hmtx"][names[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_styles_ask_for_no_weight_that_the_font_does_not_have():
    sheets = [STYLES, *(path.read_text("utf-8") for path in ROOT.glob("hooks/**/*.css"))]
    code = [path.read_text("utf-8") for path in ROOT.glob("hooks/**/*.py")]
    asked = {int(found) for sheet in sheets for found in re.findall(r"font-weight: (\d+)(?=[;}\s]*[;}])", sheet)}
    asked |= {int(found) for text in code for found in re.findall(r"weight=\"?(\d{3})", text)}
    least, most = text_font.WEIGHTS
    assert len(asked) > 3
    assert [weight for weight in asked if not least <= weight <= most] == []


def test_the_font_that_stands_in_is_as_wide_and_as_high():
    """A page that begins before the font is there begins in Arial, which measures what Helvetica does."""
    afm = (Path(get_data_path()) / "fonts/pdfcorefonts/Helvetica.afm").read_text("utf-8")
    narrow = {int(code): int(width) / 1000 for code, width in re.findall(r"^C (\d+) ; WX (\d+) ;", afm, re.MULTILINE)}
    prose = "".join(path.read_text("utf-8") for path in sorted(ROOT.glob("docs/lesson/*.md")))
    letters = Counter(letter for letter in prose if (letter.isascii() and letter.isalpha()) or letter in " ,.")
    font = TTFont(io.BytesIO(text_font.subset("".join(letters))))
    units, glyphs = font["head"].unitsPerEm, font.getBestCmap()
    ours = sum(count * font["hmtx"][glyphs[ord(letter)]][0] / units for letter, count in letters.items())
    theirs = sum(count * narrow[ord(letter)] for letter, count in letters.items())
    (face,) = re.findall(r'font-family: "Wide Arial";(.*?)\}', STYLES, re.DOTALL)
    size, up, down = (int(re.search(rf"{name}: (\d+)%", face)[1]) / 100 for name in ("size-adjust", "ascent-override", "descent-override"))  # fmt: skip
    assert size == pytest.approx(ours / theirs, abs=0.01)
    assert size * up == pytest.approx(font["hhea"].ascent / units, abs=0.01)
    assert size * down == pytest.approx(-font["hhea"].descent / units, abs=0.01)


def test_a_package_that_is_not_there_is_named():
    with pytest.raises(ModuleNotFoundError, match="no_such_font carries a font of the site"):
        font_cut.carried("no_such_font", "x.ttf")

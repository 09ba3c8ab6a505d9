"""Every figure keeps the rules; what each draws is read back in the tests of its page."""

import re
import xml.etree.ElementTree as ET
from functools import cache
from itertools import combinations

import looked_at
import pytest
from drawing import palette
from drawing.figure import COMPACT, WIDE
from fontTools.ttLib import TTFont
from matplotlib import get_data_path
from pages import FIGURES, VIGNETTES

from tests import arranged
from tests.drawn import estimated, extents, layouts, struck_through, texts

NAMES = sorted(FIGURES)
SUBJECTS, RECORDED = looked_at.subjects(), looked_at.recorded()
EDGE, UPON = 2, 3  # pixels: half of a thick stroke; what an estimated width or a letter without a tail may share
AIR = 20  # pixels below the last part; more is a hole between a figure and its caption
DASH = 13  # pixels of the longest dash, and of the longest gap between two
UNPRINTED = {  # figures whose words name numbers that the drawing shows without printing them
    "gru-learned-gates": "the ends of its lines",
    "lstm-gradient": "a network that is not drawn, for comparison",
    "lstm-learned-gates": "the ends of its lines",
    "planted-faults": "a line's height, and the ends of curves",
    "rate-sweep": "the points of its lines",
    "real-prices": "the end of a line",
    "review-shaded": "the share at the last word, which is all of it",
    "review-shaded-lstm": "the share at the last word, which is all of it",
    "tanh-squash": "twelve points on the curve",
    "window-reach": "the points of its lines",
}
ALONG = {  # words that stand over the middle of a line which goes on beyond them
    "the only state": "over the belt, right of the plus",
    "kept": "over the belt, between the gate and the plus",
    "=": "between the cell with its loop and the chain that it stands for",
}


@cache
def drawn(name):
    """A figure, drawn once."""
    return FIGURES[name]()


# --- rules for all ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_name_can_stand_in_a_placeholder_and_in_an_id(name):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)


HUES = re.compile(r"\b(blue|clay|green|ochre|purple|plum|crimson|red|gr[ae]y)\b", re.I)


@pytest.mark.parametrize("name", NAMES)
def test_a_caption_names_a_hue_only_where_other_words_take_its_place_when_none_is_shown(name):
    told = re.sub(r'<span class="signs( bars)?">.*?</span></span>', "", drawn(name).caption)
    assert HUES.findall(told) == []


@pytest.mark.parametrize("name", NAMES)
def test_where_hues_say_the_sign_the_caption_fits_what_is_drawn_when_none_is_shown(name):
    found = drawn(name)
    if palette.signs() in found.caption:
        assert "heat bare" not in found.svg_wide
    if palette.signs(bare=True) in found.caption:
        assert "heat bare" in found.svg_wide


@pytest.mark.parametrize("name", NAMES)
def test_each_layout_has_its_width(name):
    for svg, width in zip(layouts(drawn(name)), (WIDE, COMPACT), strict=True):
        assert float(ET.fromstring(svg).attrib["viewBox"].split()[2]) == width


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_drawn_beyond_the_edge(name):
    for svg in layouts(drawn(name)):
        assert outside(svg) == []


def outside(svg, measure=estimated):
    """What is not all on the sheet."""
    left, top, width, height = map(float, ET.fromstring(svg).attrib["viewBox"].split())
    right, bottom = left + width, top + height
    return [
        it
        for it in extents(svg, measure)
        if min(it.left - left, it.top - top, right - it.right, bottom - it.bottom) < -EDGE
    ]


@pytest.mark.parametrize("name", NAMES)
def test_in_the_widest_font_of_a_reader_no_words_leave_the_sheet(name):
    """Where the page's own font is late, the reader's takes its place."""
    for svg in layouts(drawn(name)):
        words = [it for it in outside(svg, in_the_widest) if it.kind == "words"]
        assert [it.words for it in words] == []


def in_the_widest(text):
    """A text's width in DejaVu Sans; formulas bring their own font with them."""
    if text.get("class") == "m":
        return estimated(text)
    advance = widest("Sans-Bold" if int(text.get("font-weight", 400)) > 500 else "Sans")
    return float(text.get("font-size")) * sum(advance.get(ord(sign), 0.6) for sign in "".join(text.itertext()))


@cache
def widest(style):
    """How far each character goes, as a share of the size."""
    font = TTFont(f"{get_data_path()}/fonts/ttf/DejaVu{style}.ttf")
    return {code: font["hmtx"][glyph][0] / font["head"].unitsPerEm for code, glyph in font.getBestCmap().items()}


@pytest.mark.parametrize("name", NAMES)
def test_no_line_runs_through_words(name):
    for svg in layouts(drawn(name)):
        assert struck_through(svg) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_words_stand_in_a_cell_that_forced_colours_make_a_bar(name):
    for svg in layouts(drawn(name)):
        assert hidden_by_bars(svg) == []


def hidden_by_bars(svg):
    """The words within a bare cell of heat: with forced colours it is filled in the colour of the words themselves."""
    parts = ET.fromstring(svg)
    boxes = [
        [float(rect.get(side)) for side in ("x", "y", "width", "height")]
        for rect in parts.iter("rect")
        if "bare" in rect.get("class", "").split()
    ]
    return [
        "".join(text.itertext())
        for text in parts.iter("text")
        if any(
            0 <= float(text.get("x")) - x <= width and 0 <= float(text.get("y")) - y <= height
            for x, y, width, height in boxes
        )
    ]


@pytest.mark.parametrize("name", NAMES)
def test_no_word_stands_upon_another(name):
    for svg in layouts(drawn(name)):
        words = [it for it in extents(svg) if it.words.strip()]
        for one, other in combinations(words, 2):
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            assert across <= UPON or down <= UPON, f"{one.words!r} and {other.words!r}"


@pytest.mark.parametrize("name", NAMES)
def test_an_arrow_begins_and_ends_at_what_it_joins(name):
    for svg in diagrams(name):
        assert arranged.loose_ends(svg) == []


def diagrams(name):
    """The layouts of a figure that a pen has drawn; a plot has other parts, and axes to set them by."""
    return [svg for svg in layouts(drawn(name)) if "pen" in ET.fromstring(svg).attrib["class"].split()]


@pytest.mark.parametrize("name", NAMES)
def test_words_in_a_box_stand_in_its_middle(name):
    for svg in diagrams(name):
        assert arranged.off_their_box(svg) == []


@pytest.mark.parametrize("name", NAMES)
def test_words_set_around_their_middle_stand_over_the_middle_of_something_or_beside_it(name):
    for svg in diagrams(name):
        assert {words.split()[-1] if "kept" in words else words for words in arranged.over_nothing(svg)} <= set(ALONG)


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_ends_soon_after_the_last_part(name):
    for svg in layouts(drawn(name)):
        assert arranged.below(svg) < AIR


@pytest.mark.parametrize("subject", sorted(SUBJECTS))
def test_the_parts_of_a_drawing_stand_where_they_were_when_somebody_looked_at_it(subject):
    kind, _, name = subject.partition(" ")
    now = looked_at.drawn(subject, lambda: looked_at.layouts(drawn(name)) if kind == "figure" else SUBJECTS[subject]())
    then = {name: line for name, line in RECORDED.items() if name.rpartition(" ")[0] == subject}
    told = looked_at.changes(then, now)
    assert not told, f"{told}: look at it on its page, wide and compact; if all is well, `make looked-at`"


@pytest.mark.parametrize("subject", sorted(it for it in SUBJECTS if it.startswith("explorer")))
def test_what_an_explorer_draws_keeps_the_rules_of_figures(subject):
    for svg in SUBJECTS[subject]().values():
        assert outside(svg) == too_round(svg) == struck_through(svg) == []
        assert has_lines_of_the_house(svg)


def test_nothing_is_recorded_that_is_no_longer_drawn():
    assert {name.rpartition(" ")[0] for name in RECORDED} <= set(SUBJECTS)
    assert looked_at.missing() == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_the_content_security_policy_forbids_is_emitted(name):
    html = drawn(name).html(name)
    assert not re.search(r"\sstyle\s*=|<style|<script|\son\w+=", html)


@pytest.mark.parametrize("name", NAMES)
def test_all_colours_come_from_the_palette(name):
    for svg in layouts(drawn(name)):
        assert not re.search("#[0-9a-fA-F]{3,8}\\b", re.sub('(href|clip-path)="[^"]*"', "", svg))
        known = set(palette.COLOURS) | {f"{tint}-tint" for tint in palette.TINTS}
        assert set(re.findall(r"var\(--rnn-([\w-]+)\)", svg)) <= known


@pytest.mark.parametrize("name", NAMES)
def test_the_caption_begins_with_the_finding_in_bold(name):
    assert re.match(r"<b>[^<]{20,}[.:;]</b> ", drawn(name).caption)


@pytest.mark.parametrize("name", NAMES)
def test_apostrophes_and_percent_signs_of_a_caption_are_those_of_the_prose(name):
    said = re.sub("<[^>]*>", "", drawn(name).caption)
    assert not re.search(r"'|\d\s%", said)


@pytest.mark.parametrize("name", NAMES)
def test_the_alternative_text_names_numbers_if_any_are_drawn_and_stands_on_both_layouts(name):
    figure = drawn(name)
    if re.search(r"\d\.\d", " ".join(texts(figure.svg_wide))):
        assert re.search(r"\d\.\d", figure.alt)
    for svg in layouts(figure):
        root = ET.fromstring(svg)
        assert (root.attrib["role"], root.attrib["aria-label"]) == ("img", figure.alt)


@pytest.mark.parametrize("name", sorted({*NAMES} - {*UNPRINTED}))
def test_the_numbers_of_caption_and_alternative_text_are_those_on_the_drawing(name):
    figure = drawn(name)
    said = re.findall(r"\d[\d,]*\.\d+", re.sub("<[^>]*>", "", figure.caption) + figure.alt)
    shown = " ".join(texts(figure.svg_wide))  # a phone may have room for fewer
    assert [number for number in said if number not in shown] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_drawn_twice_is_the_same_byte_for_byte(name):
    assert FIGURES[name]() == drawn(name)


@pytest.mark.parametrize("name", NAMES)
def test_ids_begin_with_the_name_and_occur_once(name):
    ids = re.findall(r'\sid="([^"]+)"', drawn(name).html(name))
    assert len(set(ids)) == len(ids)
    assert all(found.startswith((name, f"fig-{name}")) for found in ids)


@pytest.mark.parametrize("name", NAMES)
def test_letters_are_from_twelve_to_twenty_two_pixels_high_and_lines_from_a_hair_to_a_pipe(name):
    for svg in layouts(drawn(name)):
        sizes = [float(size) for size in re.findall(r'<text [^>]*font-size="([\d.]+)"', svg)]
        assert min(sizes) >= 12
        assert max(sizes) <= 22
        small = [float(size) for size in re.findall(r'<tspan [^>]*font-size="([\d.]+)"', svg)]
        assert all(10 < size < 16 for size in small)
        assert has_lines_of_the_house(svg)
        assert set(re.findall(r'font-weight="(\d+)"', svg)) <= {"600"}


@pytest.mark.parametrize("name", NAMES)
def test_a_box_is_round_at_its_corners_and_at_most_a_pill(name):
    for svg in layouts(drawn(name)):
        assert too_round(svg) == []


def too_round(svg):
    """The boxes that have become circles."""
    sizes = [[float(box.get(key, 0)) for key in ("rx", "width", "height")] for box in ET.fromstring(svg).iter("rect")]
    return [size for size in sizes if 2 * size[0] > max(size[1:])]


def has_lines_of_the_house(svg):
    """Whether lines are from a hair to a pipe, which says by its width how much runs through it, and dashes short."""
    widths = [float(width) for width in re.findall(r'stroke-width="([\d.]+)"', svg)]
    dashes = [float(dash) for pattern in re.findall(r'dasharray="([^"]+)"', svg) for dash in re.split("[ ,]", pattern)]
    return all(0.75 <= width < 13 for width in widths) and max(dashes, default=0) < DASH


@pytest.mark.parametrize("name", NAMES)
def test_the_caption_is_searchable_and_the_drawing_is_not(name):
    html = drawn(name).html(name)
    assert html.startswith(f'<figure id="fig-{name}"><div class="figs"><div class="fw" data-search-exclude><svg')
    assert '<div class="fn" data-search-exclude><svg' in html
    assert html.endswith("</figcaption></figure>")


@pytest.mark.parametrize("name", sorted(VIGNETTES))
def test_a_vignette_is_a_decoration_without_words(name):
    root = ET.fromstring(VIGNETTES[name]())
    assert root.attrib["aria-hidden"] == "true"
    assert not list(root.iter("text"))
    assert "style" not in VIGNETTES[name]()
    assert outside(VIGNETTES[name]()) == too_round(VIGNETTES[name]()) == []
    assert has_lines_of_the_house(VIGNETTES[name]())

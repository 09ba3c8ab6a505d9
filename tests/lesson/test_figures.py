"""Every figure keeps the rules, and the numbers drawn are those that rnn_docs computes."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from drawing import palette
from drawing.figure import COMPACT, WIDE
from drawing.printing import number
from pages import FIGURES, VIGNETTES

from rnn_docs import VOCABULARY, cat_sat_params, encode, forward
from tests.drawn import layouts, texts

NAMES = sorted(FIGURES)
ORDERS = ("the cat sat", "cat sat the", "sat the cat")


@pytest.fixture(scope="module")
def drawn():
    """Each figure, drawn once."""
    return {name: make() for name, make in FIGURES.items()}


def heat_cells(svg):
    """(class, number drawn on it) of every numbered heat cell, in the order of drawing."""
    return re.findall(r'<rect class="heat (\w+)"[^>]*/><text [^>]*>([^<]*)</text>', svg)


def hs(sentence):
    return forward(cat_sat_params(), encode(sentence)).hs[:, :, 0]


def cells(values, decimals=2):
    return [(palette.heat_class(value), number(value, decimals)) for value in np.ravel(values)]


# --- rules for all ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_name_can_stand_in_a_placeholder_and_in_an_id(name):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)


@pytest.mark.parametrize("name", NAMES)
def test_each_layout_has_its_width(drawn, name):
    for svg, width in zip(layouts(drawn[name]), (WIDE, COMPACT), strict=True):
        assert float(ET.fromstring(svg).attrib["viewBox"].split()[2]) == width


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_the_content_security_policy_forbids_is_emitted(drawn, name):
    html = drawn[name].html(name)
    assert not re.search(r"\sstyle\s*=|<style|<script|\son\w+=", html)


@pytest.mark.parametrize("name", NAMES)
def test_all_colours_come_from_the_palette(drawn, name):
    for svg in layouts(drawn[name]):
        assert not re.search("#[0-9a-fA-F]{3,8}\\b", re.sub('(href|clip-path)="[^"]*"', "", svg))
        known = set(palette.COLOURS) | {f"{tint}-tint" for tint in palette.TINTS}
        assert set(re.findall(r"var\(--rnn-([\w-]+)\)", svg)) <= known


@pytest.mark.parametrize("name", NAMES)
def test_the_caption_begins_with_the_finding_in_bold(drawn, name):
    assert re.match(r"<b>[^<]{20,}[.:;]</b> ", drawn[name].caption)


@pytest.mark.parametrize("name", NAMES)
def test_the_alternative_text_names_numbers_if_any_are_drawn_and_stands_on_both_layouts(drawn, name):
    figure = drawn[name]
    if re.search(r"\d\.\d", " ".join(texts(figure.svg_wide))):
        assert re.search(r"\d\.\d", figure.alt)
    for svg in layouts(figure):
        root = ET.fromstring(svg)
        assert (root.attrib["role"], root.attrib["aria-label"]) == ("img", figure.alt)


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_drawn_twice_is_the_same_byte_for_byte(drawn, name):
    assert FIGURES[name]() == drawn[name]


@pytest.mark.parametrize("name", NAMES)
def test_ids_begin_with_the_name_and_occur_once(drawn, name):
    ids = re.findall(r'\sid="([^"]+)"', drawn[name].html(name))
    assert len(set(ids)) == len(ids)
    assert all(found.startswith((name, f"fig-{name}")) for found in ids)


@pytest.mark.parametrize("name", NAMES)
def test_letters_are_no_smaller_than_twelve_pixels(drawn, name):
    for svg in layouts(drawn[name]):
        sizes = [float(size) for size in re.findall(r'<text [^>]*font-size="([\d.]+)"', svg)]
        assert min(sizes) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_the_caption_is_searchable_and_the_drawing_is_not(drawn, name):
    html = drawn[name].html(name)
    assert html.startswith(f'<figure id="fig-{name}"><div class="figs"><div class="fw" data-search-exclude><svg')
    assert '<div class="fn" data-search-exclude><svg' in html
    assert html.endswith("</figcaption></figure>")


@pytest.mark.parametrize("name", sorted(VIGNETTES))
def test_a_vignette_is_a_decoration_without_words(name):
    root = ET.fromstring(VIGNETTES[name]())
    assert root.attrib["aria-hidden"] == "true"
    assert not list(root.iter("text"))
    assert "style" not in VIGNETTES[name]()


# --- figures read back -----------------------------------------------------------------------------------


def test_memory_shows_the_states_of_the_cat_sat():
    classes = re.findall(r'class="heat (\w+)"', VIGNETTES["memory"]())
    assert classes == [palette.heat_class(value) for value in hs("the cat sat").ravel()]


@pytest.mark.parametrize("kind", ["svg_wide", "svg_compact"])
def test_three_orders_prints_the_final_states(drawn, kind):
    svg = getattr(drawn["three-orders"], kind)
    assert heat_cells(svg) == [cell for order in ORDERS for cell in cells(hs(order)[-1])]


@pytest.mark.parametrize("kind", ["svg_wide", "svg_compact"])
def test_three_orders_paints_the_state_after_every_word(drawn, kind):
    svg = getattr(drawn["three-orders"], kind)
    painted = re.findall(r'class="heat (\w+)"[^>]*/>(?!<text)', svg)
    assert painted == [palette.heat_class(value) for order in ORDERS for value in hs(order).ravel()]


@pytest.mark.parametrize("kind", ["svg_wide", "svg_compact"])
def test_bag_or_state_prints_counts_states_and_distances(drawn, kind):
    svg = getattr(drawn["bag-or-state"], kind)
    assert heat_cells(svg) == [cell for order in ORDERS for cell in cells(hs(order)[-1])]
    counts = [number(count, 0) for order in ORDERS for count in encode(order).sum(axis=0).ravel()]
    assert [text for text in texts(svg) if text == "1"] == counts
    apart = [number(np.linalg.norm(hs(order)[-1] - hs(ORDERS[0])[-1])) for order in ORDERS[1:]]
    assert [text for text in texts(svg) if text in apart] == apart
    assert all(distance in drawn["bag-or-state"].caption for distance in apart)


@pytest.mark.parametrize(("kind", "zero"), [("svg_wide", "0.00"), ("svg_compact", "0")])
def test_unrolled_prints_the_first_zeros_and_every_state(drawn, kind, zero):
    svg = getattr(drawn["unrolled"], kind)
    assert heat_cells(svg) == [("p0", zero)] * 4 + cells(hs("the cat sat"))


def test_unrolled_says_in_its_caption_where_the_third_number_goes(drawn):
    third = [number(h[2]) for h in hs("the cat sat")]
    assert f"from {third[0]} over {third[1]} to {third[2]}" in drawn["unrolled"].caption


@pytest.mark.parametrize(("kind", "zeros"), [("svg_wide", [("p0", "0")] * 4), ("svg_compact", [])])
def test_five_words_prints_every_state(drawn, kind, zeros):
    svg = getattr(drawn["five-words"], kind)
    assert heat_cells(svg) == zeros + cells(hs("the cat sat the cat"))


def test_five_words_says_how_far_the_two_states_after_the_lie_apart(drawn):
    states, figure = hs("the cat sat the cat"), drawn["five-words"]
    apart = number(np.linalg.norm(states[0] - states[3]))
    for text in (figure.caption, figure.alt, *layouts(figure)):
        assert f"{apart} apart" in text


@pytest.mark.parametrize("kind", ["svg_wide", "svg_compact"])
def test_step_as_matrices_prints_the_column_both_states_and_every_weight_and_sum(drawn, kind):
    params, states = cat_sat_params(), hs("the cat sat")
    svg, column = getattr(drawn["step-as-matrices"], kind), VOCABULARY.index("cat")
    assert heat_cells(svg) == [*cells(params.W_xh[:, column], 1), *cells(states[0]), *cells(states[1])]
    plain = re.findall(r">(−?\d+\.\d+)</text>", re.sub(r'<rect class="heat [^>]*/><text [^>]*>[^<]*</text>', "", svg))
    others = np.delete(params.W_xh, column, axis=1)
    sums = params.W_xh[:, column] + params.W_hh @ states[0] + params.b_h[:, 0]
    weights = [number(w, 1) for w in (*others.T.ravel(), *params.W_hh.T.ravel(), *params.b_h.ravel())]
    assert plain == weights + [number(value) for value in sums]


def test_the_row_worked_out_in_the_caption_adds_up_to_its_printed_sum(drawn):
    worked = re.search(
        r"first unit: (.*?) = (−?[\d.]+), and tanh of that is (−?\d+\.\d+)", drawn["step-as-matrices"].caption
    )
    plain = [part.replace("−", "-").replace("·", "*") for part in worked.groups()]
    total = sum(np.prod([float(f.strip("()")) for f in term.split("*")]) * sign for sign, term in signed(plain[0]))
    assert number(total) == worked[2]
    assert number(np.tanh(total)) == worked[3]


def signed(terms):
    """Split "-0.3 + 0.4*0.60 - 0.4*0.46" into signs and products."""
    parts = re.split(r" ([+-]) ", terms)
    return zip([1, *(1 if sign == "+" else -1 for sign in parts[1::2])], parts[::2], strict=True)

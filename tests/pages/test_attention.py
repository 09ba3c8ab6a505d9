"""The page on attention: its figures and numbers are those of the package."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest
from drawing.printing import number
from pages.attention import example, figures, values

from rnn_docs import cat_sat_params, encode, forward
from rnn_docs.networks.attention import attend, init_attention
from rnn_docs.tasks.translation import KEEP_BIAS, gradient_by_word, translation_units
from tests.drawn import layouts, points, texts


def test_the_query_is_twice_the_state_after_cat_and_fits_that_state_best():
    hs = forward(cat_sat_params(), encode("the cat sat")).hs
    np.testing.assert_allclose(example.looking().queries[0], 2 * hs[1])
    assert example.shares().index(max(example.shares())) == 1
    assert sum(example.shares()) == pytest.approx(1)


@pytest.mark.parametrize("svg", layouts(figures.one_look()))
def test_the_look_prints_states_shares_and_mixture(svg):
    shown, trace = texts(svg), example.looking()
    for share in example.shares():
        assert number(share) in shown
    for value in (*trace.hs.ravel(), *trace.mixed.ravel(), *trace.queries.ravel()):
        assert number(value) in shown


@pytest.mark.parametrize("svg", layouts(figures.one_look()))
def test_a_state_s_line_is_as_wide_as_its_share(svg):
    lines = [path for path in ET.fromstring(svg).iter("path") if path.attrib["d"].endswith(" 300")]
    widths = [float(line.attrib["stroke-width"]) for line in lines[:3]]
    assert widths == pytest.approx([max(1, 16 * share) for share in example.shares()], rel=1e-4)


def test_with_attention_the_first_word_gets_far_more_of_the_gradient_with_every_seed():
    for seed in figures.SEEDS:
        alone, looked = (gradient_by_word(seed, looks_back)[0] for looks_back in (False, True))
        assert looked > 5 * alone
    assert values.reaching_alone() < 0.1 < 0.8 < values.reaching_with_attention()


def test_an_open_start_lets_much_of_the_gradient_through_one_state_and_attention_lets_through_more():
    for seed in figures.SEEDS:
        usual, opened = (
            gradient_by_word(seed, looks_back=False, keep_bias=bias)[0] for bias in (KEEP_BIAS, values.OPEN)
        )
        assert 4 * usual < opened < gradient_by_word(seed, looks_back=True)[0]
    assert values.reaching_alone_if_open() > 0.4


def test_the_spread_of_undivided_scores_grows_with_the_root_of_the_units_and_that_of_divided_ones_does_not():
    rng = np.random.default_rng(1)
    undivided, divided = [], []
    for units in (16, 64, 256):
        params = init_attention(units, rng)
        s, h = rng.normal(size=(2, 1, units, 4000))
        looked = attend(params, s, h)
        scores = (h * looked.queries).sum(axis=1)
        undivided.append(scores.std())
        divided.append(scores.std() / np.sqrt(units))
    np.testing.assert_allclose(np.divide(undivided[1:], undivided[:-1]), 2, rtol=0.1)
    np.testing.assert_allclose(divided, divided[0], rtol=0.15)


def test_through_one_state_every_earlier_word_gets_less():
    shares = figures.reaching(False)
    assert shares == sorted(shares)


@pytest.mark.parametrize("svg", layouts(figures.gradient_by_source_word()))
def test_the_plot_draws_both_lines_through_what_was_measured(svg):
    thick = [path for path in ET.fromstring(svg).iter("path") if path.attrib.get("stroke-width") == "2.5"]
    assert len(thick) == 2
    heights = np.concatenate([points(path.attrib["d"])[:, 1] for path in thick])
    shares = np.array(figures.reaching(True) + figures.reaching(False))
    slope, zero = np.polyfit(shares, heights, 1)
    np.testing.assert_allclose(heights, zero + slope * shares, atol=0.5)
    assert slope < -100


def test_the_root_is_that_of_the_translator_s_units():
    units = translation_units(looks_back=True)["gru"]
    assert values.root_of_units() == f"$\\sqrt{{{units}}} = {number(units**0.5, 1)}$"


def test_every_written_word_is_compared_with_every_read_one():
    assert values.scores_of_a_long_sentence() == 15 * 15

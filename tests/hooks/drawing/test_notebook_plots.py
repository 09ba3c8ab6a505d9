"""A plot of a notebook becomes a figure of the site: its title the caption, its lines the alternative text."""

import xml.etree.ElementTree as ET

import matplotlib as mpl
import pytest
from drawing.figure import COMPACT, WIDE
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from tests.drawn import layouts, texts


@pytest.fixture(scope="module")
def plots():
    """The backend; what it says to matplotlib holds no longer than its tests."""
    with mpl.rc_context():
        from drawing import notebook_plots

        yield notebook_plots


@pytest.mark.parametrize(
    ("heights", "words"),
    [
        ([1.0, 3.0, 0.5, 2.0], "from 1.00 to 2.00, between 0.50 and 3.00"),
        ([-0.25, -0.25], "−0.25 throughout"),
        ([20.0, 5.4], "from 20 to 5, between 5 and 20"),
        ([-20.0, 5.4], "from −20 to 5, between −20 and 5"),
        ([19.9, 5.4], "from 19.90 to 5.40, between 5.40 and 19.90"),
    ],
)
def test_a_line_is_told_by_its_ends_and_by_how_far_it_goes(plots, heights, words):
    steps = range(len(heights))
    assert plots.described(Line2D(steps, heights)) == words
    assert plots.described(Line2D(steps, heights, label="loss")) == f"loss, {words}"


def sheet(*names, title="Both fall"):
    figure = Figure(layout="constrained")
    axes = figure.add_subplot(title=title, xlabel="step", ylabel="loss")
    for k, name in enumerate(names):
        axes.plot([0, 1], [1 + k, 0.5], label=name)
    return figure


def test_a_plot_without_a_title_is_refused(plots):
    with pytest.raises(ValueError, match="needs a title"):
        plots.site_figure(sheet("a", title=""), "plot-1")


def test_caption_and_alternative_text_are_read_off_the_plot(plots):
    figure = plots.site_figure(sheet("LSTM", "GRU", title="a < b"), "plot-1")
    assert figure.caption == "<b>a &lt; b.</b>"
    assert figure.alt == (
        "a < b. Loss by step: LSTM, from 1.00 to 0.50, between 0.50 and 1.00; GRU, from 2.00 to 0.50, between 0.50 and 2.00."
    )
    for svg in layouts(figure):
        assert {"loss", "step", "LSTM", "GRU"} <= set(texts(svg))
        assert "a < b" not in texts(svg)


@pytest.mark.parametrize("names", [("LSTM", "GRU"), ("LSTM", "GRU", "plain"), ("_unnamed",)])
def test_names_stand_side_by_side_and_on_a_phone_one_below_the_other(plots, names):
    wide, compact = map(ET.fromstring, layouts(plots.site_figure(sheet(*names), "plot-1")))
    shown = [name for name in names if not name.startswith("_")]
    rows = (bool(shown), len(shown))
    for drawing, width, count in zip((wide, compact), (WIDE, COMPACT), rows, strict=True):
        assert drawing.attrib["viewBox"] == f"0 0 {width} {plots.HEIGHT + 22 * count}"
        places = [(it.attrib["x"], it.attrib["y"]) for it in drawing.iter("text") if it.text in shown]
        assert len(places) == len(shown)
        assert len({y for _, y in places}) == count

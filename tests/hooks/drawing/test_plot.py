"""Plots: rewritten for the page without loss, and their marks stand where rnn_docs puts them."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from drawing import plot
from drawing.printing import number
from matplotlib import rc_params_from_file
from matplotlib.colors import to_hex
from pages import FIGURES

from rnn_docs import cat_sat_params, encode, forward


def svg_of(draw):
    with plot.canvas(680, 350, plot.Margins(40, 10, 40, 10)) as (sheet, axes):
        draw(axes)
        return plot.to_svg(sheet, "trial", "a trial")


def test_matplotlib_understands_every_line_of_the_style_and_would_name_another(tmp_path, caplog):
    """It goes on without what it does not understand: nobody but this test would see it."""
    rc_params_from_file(plot.STYLE)
    assert caplog.messages == []
    broken = tmp_path / "broken.mplstyle"
    broken.write_text("axes.linewidth: wide\nno.such.key: 1\n", "utf-8")
    rc_params_from_file(broken)
    for line, message in enumerate(caplog.messages, 1):
        assert "broken.mplstyle" in message
        assert f", line {line} (" in message
    assert len(caplog.messages) == 2


def test_a_colour_outside_the_palette_is_refused():
    with pytest.raises(KeyError, match="#123456"):
        svg_of(lambda axes: axes.plot([0, 1], [0, 1], color="#123456"))


def test_a_colour_of_matplotlib_itself_is_refused():
    with pytest.raises(KeyError, match=to_hex("C0")):
        svg_of(lambda axes: axes.plot([0, 1], [0, 1]))


def test_a_palette_colour_becomes_its_custom_property():
    svg = svg_of(lambda axes: axes.plot([0, 1], [0, 1], color=plot.LIGHT["grad"]))
    assert 'stroke="var(--rnn-grad)"' in svg
    assert "#" not in re.sub('(href|clip-path)="[^"]*"', "", svg)


def test_text_stays_text_and_a_letter_of_a_formula_takes_the_mathematics_font():
    svg = svg_of(lambda axes: (axes.text(0, 0, "\u210e of t"), axes.text(0, 1, "words")))
    assert re.search('<text class="m" translate="no"[^>]*>\u210e of t</text>', svg)
    assert re.search("<text (?!class)[^>]*>words</text>", svg)


def test_metadata_styles_namespaces_and_unused_ids_are_gone():
    svg = svg_of(lambda axes: axes.plot([0, 1], [0, 1], color=plot.LIGHT["h"]))
    assert not re.search("<metadata|<style|style=|xmlns(?!:xlink)|font-family|<!--", svg)
    ids = re.findall(r' id="([^"]+)"', svg)
    assert ids
    assert all(name.startswith("trial-") for name in ids)
    assert all(re.search(rf'"(?:url\()?#{re.escape(name)}\)?"', svg) for name in ids)


def test_a_long_line_in_steps_passes_through_its_points():
    """To the tenth of a pixel, and a rounding that does not grow along the way."""
    ys = np.linspace(0, 1, 200) * np.where(np.arange(200) % 2, 1, -1)  # no point may be left out
    drawn = svg_of(
        lambda axes: (axes.set(xlim=(0, 199), ylim=(-1, 1)), axes.plot(ys, color=plot.LIGHT["h"], clip_on=False))
    )
    path = re.search(r'd="M([-\d. ]+)l([-\d. ]+)"', drawn)
    points = np.array(f"{path[1]} {path[2]}".split(), float).reshape(-1, 2).cumsum(axis=0)
    exact = np.stack([np.linspace(40, 670, 200), 10 + 150 * (1 - ys)], axis=1)
    assert np.abs(points[:200] - exact).max() < 0.11  # matplotlib names the last point twice
    assert "L" not in path[0]


def test_the_size_in_the_file_is_the_size_in_pixels():
    assert ET.fromstring(svg_of(lambda axes: None)).attrib["viewBox"] == "0 0 680 350"


def marks(svg):
    """Where the marks stand, in pixels, by the shape that is used."""
    found: dict[str, list[tuple[float, float]]] = {}
    for use in ET.fromstring(svg).iter("use"):
        if use.attrib.get("fill") == "var(--rnn-h)":
            found.setdefault(use.attrib[plot.HREF], []).append((float(use.attrib["x"]), float(use.attrib["y"])))
    return list(found.values())


def along(svg, axis, labels):
    """Where the labels of an axis stand, in pixels; axis 0 goes across, axis 1 up."""
    return {
        text.text: float(text.attrib["xy"[axis]])
        for text in ET.fromstring(svg).iter("text")
        if text.text in labels and (text.attrib["text-anchor"] == "middle") == (axis == 0)
    }


@pytest.mark.parametrize("kind", ["svg_wide", "svg_compact"])
def test_tanh_squash_marks_the_twelve_sums_on_the_curve(kind):
    svg = getattr(FIGURES["tanh-squash"](), kind)
    trace = forward(cat_sat_params(), encode("the cat sat"))
    groups = marks(svg)
    assert [len(group) for group in groups] == [4, 4, 4]
    drawn = np.array([point for group in groups for point in group])
    sums, states = trace["a"].ravel(), trace.hs.ravel()
    # the marks lie on straight lines of (value → pixel), as exactly as two decimals of a pixel allow
    for pixels, values in ((drawn[:, 0], sums), (drawn[:, 1], states)):
        slope, offset = np.polyfit(values, pixels, 1)
        assert np.abs(slope * values + offset - pixels).max() < 0.02
    for axis, pixels, values in ((0, drawn[:, 0], sums), (1, drawn[:, 1], states)):
        labels = along(svg, axis, {"0", "1"})
        slope, _ = np.polyfit(values, pixels, 1)
        assert labels["1"] - labels["0"] == pytest.approx(slope, abs=0.02)


@pytest.mark.parametrize("kind", ["svg_wide", "svg_compact"])
def test_tanh_squash_prints_sum_and_state_where_the_sum_is_largest(kind):
    written = " ".join(
        "".join(t.itertext()) for t in ET.fromstring(getattr(FIGURES["tanh-squash"](), kind)).iter("text")
    )
    trace = forward(cat_sat_params(), encode("the cat sat"))
    for word, sums, states in zip(("the", "cat", "sat"), trace["a"], trace.hs, strict=True):
        unit = np.abs(sums).argmax()
        assert f"“{word}” {number(sums[unit, 0])} → {number(states[unit, 0])}" in written

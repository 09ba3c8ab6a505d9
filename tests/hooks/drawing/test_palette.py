"""The colours keep what they promise: legible, and apart, also with a colour-vision deficiency."""

import re
from itertools import combinations, pairwise

import numpy as np
import pytest
from colorspacious import cspace_convert
from drawing import palette
from pages.shared import shaded_review

SCHEMES = (0, 1)
TEXT = ("x", "h", "c", "gate", "grad", "w", "ink", "ink2", "literal")
DEFICIENCIES = (None, "protanomaly", "deuteranomaly", "tritanomaly")
# Björn Ottosson's Oklab, the space that the stylesheet mixes in
TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)


def rgb(name, scheme):
    colour = palette.COLOURS[name][scheme]
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def linear(colour):
    return np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)


def contrast(a, b):
    dark, light = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (a, b))
    return (light + 0.05) / (dark + 0.05)


def mixed(a, b, share):
    """color-mix(in oklab, a share, b), as a browser computes it."""
    roots = [np.cbrt(TO_LMS @ linear(colour)) for colour in (a, b)]
    light = np.linalg.solve(TO_LMS, (roots[0] * share + roots[1] * (1 - share)) ** 3).clip(0, 1)
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)


def seen(colour, deficiency):
    if deficiency is None:
        return colour
    space = {"name": "sRGB1+CVD", "cvd_type": deficiency, "severity": 100}
    return np.clip(cspace_convert(colour, space, "sRGB1"), 0, 1)


def distance(a, b, deficiency):
    coordinates = [cspace_convert(seen(colour, deficiency), "sRGB1", "CAM02-UCS") for colour in (a, b)]
    return float(np.linalg.norm(coordinates[0] - coordinates[1]))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", TEXT)
def test_text_is_legible_on_the_page_on_a_panel_and_on_its_tint(name, scheme):
    grounds = [rgb("page", scheme), rgb("surface", scheme)]
    if name in palette.TINTS:
        grounds.append(mixed(rgb(name, scheme), rgb("page", scheme), palette.TINTS[name] / 100))
    assert min(contrast(rgb(name, scheme), ground) for ground in grounds) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_in_ink_are_legible_on_every_tint(scheme):
    for name, share in palette.TINTS.items():
        assert contrast(rgb("ink", scheme), mixed(rgb(name, scheme), rgb("page", scheme), share / 100)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_in_ink_are_legible_on_the_deepest_shade_of_a_review(scheme):
    share = shaded_review.DEEPEST
    shaded = share * rgb("grad", scheme) + (1 - share) * rgb("page", scheme)  # an opacity mixes in sRGB
    assert contrast(rgb("ink", scheme), shaded) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_lines_and_the_ends_of_the_heat_scale_stand_out_from_the_page(scheme):
    assert contrast(rgb("line", scheme), rgb("surface", scheme)) >= 3
    for name in ("line", "pos", "neg"):
        assert contrast(rgb(name, scheme), rgb("page", scheme)) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("sign", ["pos", "neg"])
def test_the_number_in_a_heat_cell_is_legible_at_every_value(sign, scheme):
    fills = [mixed(rgb(sign, scheme), rgb("zero", scheme), share / 100) for share in range(101)]
    assert min(contrast(rgb("onheat", scheme), fill) for fill in fills) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("sign", ["pos", "neg"])
def test_a_larger_value_is_never_paler(sign, scheme):
    fills = [mixed(rgb(sign, scheme), rgb("zero", scheme), share / 100) for share in range(101)]
    away = [distance(fill, fills[0], None) for fill in fills]
    assert all(further > nearer for nearer, further in pairwise(away))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_any_two_concepts_are_told_apart(deficiency, scheme):
    hues = {name: rgb(name, scheme) for name in palette.CONCEPTS}
    apart = {pair: distance(hues[pair[0]], hues[pair[1]], deficiency) for pair in combinations(hues, 2)}
    assert min(apart.values()) >= 13, min(apart, key=apart.get)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_positive_and_negative_are_told_apart(deficiency, scheme):
    assert distance(rgb("pos", scheme), rgb("neg", scheme), deficiency) >= 13


@pytest.mark.parametrize(
    ("value", "name"),
    [(0.62, "p62"), (-0.07, "n7"), (0, "p0"), (-0.0, "p0"), (-0.004, "p0"), (1, "p100"), (-0.999, "n100")],
)
def test_a_heat_class_says_sign_and_size(value, name):
    assert palette.heat_class(value) == name


@pytest.mark.parametrize("value", [1.01, -1.5, float("nan")])
def test_a_value_outside_the_heat_scale_is_refused(value):
    with pytest.raises(ValueError, match="heat cell"):
        palette.heat_class(value)


def test_every_heat_class_has_a_rule():
    rules = palette.css()
    for hundredths in range(-100, 101):
        name = palette.heat_class(hundredths / 100)
        assert re.search(rf"^(?:\.p\d+,)?\.{name}(?:,\.n\d+)?{{--share:{abs(hundredths)}%}}$", rules, re.M)


def test_no_cell_holds_more_than_all_of_its_hue():
    assert [int(share) for share in re.findall(r"--share:(\d+)%", palette.css())] == [*range(101)]


def test_both_schemes_give_every_colour():
    light, dark = palette.css().splitlines()[:2]
    for name, (on_light, on_dark) in palette.COLOURS.items():
        assert f"--rnn-{name}:{on_light}" in light
        assert f"--rnn-{name}:{on_dark}" in dark


def test_no_two_names_share_a_light_colour():
    """A plot is drawn in light colours and translated back: each must mean one thing."""
    assert len(set(palette.light_hexes().values())) == len(palette.COLOURS)


@pytest.mark.parametrize("name", ["mauve", "ink-tint", ""])
def test_an_unknown_colour_is_refused(name):
    with pytest.raises(KeyError):
        palette.var(name)

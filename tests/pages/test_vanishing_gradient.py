"""Step 4 says nothing that was not measured, and its figures draw the numbers that rnn_docs computes."""

import re
import xml.etree.ElementTree as ET
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from pages.shared import measured_gradients, toy_factor
from pages.shared import measured_gradients as flows
from pages.shared.measured_gradients import GRU_BLANK, GRU_KEEPS, LSTM_BLANK, LSTM_KEEPS, PLAIN, Setting
from pages.vanishing_gradient import explorer, gradient_by_distance, tables, values, who_remembers
from pages.vanishing_gradient import figures as drawings
from pages.vanishing_gradient.gradient_by_distance import curves
from results import trained

from rnn_docs import GRUParams, LSTMParams, VanillaParams, backward, cat_sat_params, encode, forward, sigmoid
from rnn_docs.measure import fresh_cell, gradient_flow, largest_singular_value, spectral_radius, weight_gradient_terms
from rnn_docs.optimisers import clip_by_norm, global_norm
from rnn_docs.tasks import recall
from tests.drawn import PRECISION, along, levels, lines, points, texts

SEEDS = range(5)
PAGE = Path(__file__).parents[2] / "docs/lesson/vanishing-gradient.md"


def left(kind, distance=50, **setting):
    """|dL/dh| some steps back, one value a seed, straight from rnn_docs."""
    return np.array([gradient_flow(kind, seed, **setting).dh[distance] for seed in SEEDS])


def mean(values):
    return float(np.exp(np.log(values).mean()))


@pytest.fixture(scope="module", params=["svg_wide", "svg_compact"])
def layout(request):
    return request.param


# --- the toy ---------------------------------------------------------------------------------------------


def test_eight_quarters_are_one_part_in_65536():
    assert toy_factor.FACTOR**toy_factor.FACTORS == 1 / 65536 == 2**-16 == 0.0000152587890625


def test_amazing_is_the_last_of_seventeen_words_and_fifteen_steps_after_movie():
    words = toy_factor.LONG_SENTENCE.split()
    assert (len(words), words[1], words[16], toy_factor.apart()) == (17, "movie", "amazing", 15)


def test_the_page_quotes_the_sentence_that_is_counted():
    assert toy_factor.LONG_SENTENCE in PAGE.read_text("utf-8").replace("**", "")


def test_a_quarter_is_the_steepest_slope_of_the_sigmoid_and_no_bound_of_tanh():
    grid = np.linspace(-6, 6, 1201)
    slopes = sigmoid(grid) * (1 - sigmoid(grid))
    assert slopes.max() == pytest.approx(0.25)
    assert 1 - np.tanh(0.0) ** 2 == 1 > 0.25


# --- the Jacobian ----------------------------------------------------------------------------------------


def test_the_cat_sat_could_stretch_and_does_not():
    params = cat_sat_params()
    jacobians = [(1 - h**2) * params.W_hh for h in forward(params, encode("the cat sat")).hs]
    both = largest_singular_value(jacobians[2] @ jacobians[1])
    assert largest_singular_value(params.W_hh) == pytest.approx(1.403, abs=5e-4)
    assert spectral_radius(params.W_hh) == pytest.approx(0.5497, abs=5e-5)
    assert largest_singular_value(params.W_hh) ** 2 == pytest.approx(1.97, abs=5e-3)
    assert both == pytest.approx(0.370, abs=5e-4)
    assert both < 1 < largest_singular_value(params.W_hh)


@pytest.mark.parametrize("seed", SEEDS)
def test_below_one_over_gamma_every_gradient_vanishes(seed):
    rng = np.random.default_rng(seed)
    W_hh = rng.normal(size=(6, 6))
    W_hh *= 0.9 / largest_singular_value(W_hh)
    params = VanillaParams(W_xh=rng.normal(size=(6, 2)), W_hh=W_hh, b_h=rng.normal(size=(6, 1)))
    trace = forward(params, rng.normal(size=(30, 2, 1)))
    dhs = np.zeros_like(trace.hs)
    dhs[-1] = rng.normal(size=(6, 1))
    found = np.linalg.norm(backward(trace, dhs).dh_init) / np.linalg.norm(dhs[-1])
    assert found <= 0.9**30


def test_a_matrix_and_its_transpose_stretch_equally_far():
    W_hh = cat_sat_params().W_hh
    assert largest_singular_value(W_hh) == pytest.approx(largest_singular_value(W_hh.T))


def test_a_norm_of_two_dies_at_once_and_a_radius_below_one_first_grows():
    a, b = tables.MATRICES["A"], tables.MATRICES["B"]
    powers = [largest_singular_value(np.linalg.matrix_power(b, k)) for k in range(1, 51)]
    assert largest_singular_value(a) == 2
    assert not (a @ a).any()
    assert spectral_radius(b) == pytest.approx(0.9)
    assert powers[:3] == pytest.approx([1.53, 2.11, 2.63], abs=5e-3)
    assert 3.5 < max(powers) < 4
    assert powers.index(max(powers)) + 1 in (9, 10)
    assert powers[-1] == pytest.approx(0.29, abs=5e-3)


def test_very_many_factors_come_to_the_spectral_radius_and_a_single_one_to_the_singular_value():
    W_hh = cat_sat_params().W_hh
    rates = [largest_singular_value(np.linalg.matrix_power(W_hh, k)) ** (1 / k) for k in (1, 10, 100, 1000)]
    assert rates == sorted(rates, reverse=True)
    assert rates[0] == largest_singular_value(W_hh) > rates[-1] == pytest.approx(spectral_radius(W_hh), rel=0.01)


# --- the measurement -------------------------------------------------------------------------------------


def test_the_plain_network_vanishes_and_gates_biased_to_keep_hold_about_a_tenth():
    assert left(VanillaParams).max() < 1e-11
    for kind in (LSTMParams, GRUParams):
        assert 0.08 < mean(left(kind, keep_bias=3.0)) < 0.15


def test_every_gated_run_with_the_keep_bias_stays_above_every_plain_run_at_every_far_distance():
    for setting in (LSTM_KEEPS, GRU_KEEPS):
        assert (flows.norms(setting).min(axis=0)[15:] > flows.norms(PLAIN).max(axis=0)[15:]).all()


def test_without_the_keep_bias_gated_cells_vanish_too():
    for kind in (LSTMParams, GRUParams):
        assert left(kind).max() < 1e-10


def test_a_plain_network_of_radius_one_keeps_more_than_gated_cells_without_their_bias():
    radius_one = mean(left(VanillaParams, radius=1.0))
    assert radius_one > 1e5 * max(mean(left(LSTMParams)), mean(left(GRUParams)))


def test_the_initialisation_matters_at_least_as_much_as_the_architecture():
    """Powers of ten between the extremes: one kind of cell begun differently, and kinds begun alike."""
    radii = [np.log10(mean(left(VanillaParams, radius=radius))) for radius in (0.25, 1.25)]
    alike = [np.log10(mean(left(kind))) for kind in (VanillaParams, LSTMParams, GRUParams)]
    assert 30.5 < radii[1] - radii[0] < 31.5  # "thirty-one powers of ten"
    assert max(alike) - min(alike) < 4


def test_the_keep_bias_moves_a_gated_cell_by_about_ten_powers_of_ten():
    for kind in (LSTMParams, GRUParams):
        assert 9.5 < np.log10(mean(left(kind, keep_bias=3.0)) / mean(left(kind))) < 11


def test_a_larger_radius_or_bias_keeps_more():
    radii = [mean(left(VanillaParams, radius=radius)) for radius in (0.25, 0.9, 1.0, 1.25)]
    assert radii == sorted(radii)
    for kind in (LSTMParams, GRUParams):
        biases = [mean(left(kind, keep_bias=bias)) for bias in (0.0, 1.0, 3.0)]
        assert biases == sorted(biases)


def test_the_lstm_loses_most_in_its_first_step_back_and_little_with_distance():
    first, last = (mean(left(LSTMParams, distance, keep_bias=3.0)) for distance in (1, 50))
    assert first < 0.2
    assert last / first > 0.8


def test_along_the_cell_the_gradient_does_not_fade():
    cell = flows.cell_norms(LSTM_KEEPS)
    assert flows.typical(cell, 50) > flows.typical(cell, 0)


def test_the_bounds_hold_and_forecast_nothing():
    measured, sharp, blunt = flows.norms(PLAIN), flows.jacobian_bounds(), flows.slope_bounds()
    assert (measured <= sharp * (1 + 1e-9)).all()
    assert (sharp <= blunt * (1 + 1e-9)).all()
    assert flows.typical(blunt) > 10
    assert flows.typical(measured) < 1e-10 * flows.typical(sharp)


def read(seed, radius=None, input_scale=1.0):
    """A plain network as measured, and what it computes on its inputs."""
    outside, inside = np.random.default_rng(seed).spawn(2)
    params = fresh_cell(VanillaParams, inside, radius=radius)
    return params, forward(params, input_scale * outside.normal(size=(50, params.input_size, 1)))


@pytest.mark.parametrize("seed", SEEDS)
def test_most_directions_shrink_at_every_step(seed):
    params, trace = read(seed)
    stretches = np.linalg.svd((1 - trace.hs**2) * params.W_hh, compute_uv=False)
    assert ((stretches < 1).mean(axis=1) > 0.9).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_louder_the_inputs_the_flatter_is_tanh_where_the_units_stand(seed):
    silence, quiet, loud = ((1 - read(seed, 1.25, scale)[1].hs ** 2).mean() for scale in (0.0, 0.1, 1.0))
    assert silence == 1 > quiet > loud
    assert loud < 0.8


def test_one_radius_explodes_in_silence_grows_under_quiet_inputs_and_vanishes_under_loud_ones():
    silence, quiet, loud = (left(VanillaParams, radius=1.25, input_scale=scale) for scale in (0.0, 0.1, 1.0))
    assert silence.min() > 1e4
    assert 5 < mean(quiet) < 15
    assert loud.max() < 0.2


def test_one_part_in_fourteen_thousand_arrives_fifteen_steps_back():
    assert 1 / mean(left(VanillaParams, 15)) == pytest.approx(14_000, abs=500)
    assert values.one_in(mean(left(VanillaParams, 15))) == 14_000


# --- the sum over steps ----------------------------------------------------------------------------------


def test_the_terms_fade_with_distance_and_the_last_five_make_nearly_all():
    shares = flows.term_shares()
    assert shares.sum() == pytest.approx(1)
    assert (np.diff(shares[:15]) < 0).all()
    assert shares[:5].sum() > 0.95
    assert shares[10:].sum() < 0.003


def test_the_terms_are_those_of_the_real_gradient():
    outside, inside = np.random.default_rng(0).spawn(2)
    xs = outside.normal(size=(50, 8, 1))
    params, _, sizes = flows._plain_runs()[0]
    trace = forward(params, xs)
    direction = outside.normal(size=(32, 1))
    dhs = np.zeros_like(trace.hs)
    dhs[-1] = direction / np.linalg.norm(direction)
    gradients = backward(trace, dhs)
    assert sizes[0] == pytest.approx(np.linalg.norm(gradients.das[-1]) * np.linalg.norm(trace.hs[-2]))
    assert np.linalg.norm(gradients.dW_hh) <= sizes.sum()
    assert largest_singular_value(gradients.dW_hh) > 0.1  # the sum stays healthy


def test_a_latch_remembers_the_sign_without_a_gradient():
    latch = VanillaParams(W_xh=np.array([[1.0]]), W_hh=np.array([[3.0]]), b_h=np.array([[0.0]]))
    noise = 0.2 * np.random.default_rng(7).normal(size=(50, 1, 1))
    for start in (0.5, -0.5):
        trace = forward(latch, noise, h_init=np.array([[start]]))
        dhs = np.zeros_like(trace.hs)
        dhs[-1] = 1
        assert trace.hs[-1].item() * np.sign(start) > 0.9
        assert abs(backward(trace, dhs).dh_init.item()) < 1e-30
        assert (3 * (1 - trace.hs[1:] ** 2) < 1).all()  # flat wherever it stands


# --- clipping --------------------------------------------------------------------------------------------


def test_clipping_by_norm_keeps_the_direction_and_by_value_turns_it():
    by_norm, by_value = toy_factor.clipped()
    assert by_norm == pytest.approx((3, 4))
    assert by_value == (5, 5)
    assert by_norm[1] / by_norm[0] == pytest.approx(8 / 6)
    assert by_value[1] / by_value[0] != pytest.approx(8 / 6)
    assert global_norm({"g": np.array(by_norm)}) == pytest.approx(toy_factor.CLIP_AT)


def test_clipping_leaves_a_vanished_gradient_as_it_is():
    small = {"g": np.array([6e-9, 8e-9])}
    assert np.array_equal(clip_by_norm(small, 5.0)["g"], small["g"])


def test_scaling_up_enlarges_recent_terms_as_much_as_distant_ones():
    params, xs = cat_sat_params(), encode("the cat sat the cat")
    trace = forward(params, xs)
    dhs = np.zeros_like(trace.hs)
    dhs[-1] = 1
    plain, scaled = (weight_gradient_terms(trace, backward(trace, scale * dhs)) for scale in (1, 1000))
    assert np.allclose(scaled, 1000 * plain)


# --- figures read back -----------------------------------------------------------------------------------


def test_the_chain_prints_all_nine_shares_and_as_many_bars(layout):
    svg = getattr(drawings.toy_decay(), layout)
    printed = [float(text) for text in texts(svg) if re.fullmatch(r"[01](\.\d+)?", text)]
    assert sorted(printed) == pytest.approx([0.25**k for k in range(8, -1, -1)], rel=0.04)
    heights = [float(h) for h in re.findall(r'width="16" height="([\d.]+)"', svg)]
    assert heights == pytest.approx([max(84 * 0.25**k, 1.2) for k in range(9)], abs=0.06)


def test_the_bars_are_as_tall_as_their_terms(layout):
    svg = getattr(drawings.recent_steps(), layout)
    shares = 100 * flows.term_shares()
    expected = [*shares[:10], shares[10:].sum()]
    heights = [float(h) for h in re.findall(r'<rect [^>]*height="([\d.]+)" rx="2"', svg)]
    assert heights == pytest.approx([max(118 * s / max(expected), 1.2) for s in expected], abs=0.06)
    printed = [text for text in texts(svg) if "." in text or text in ("47", "24", "12")]
    assert [float(text) for text in printed] == pytest.approx(expected, abs=0.5)
    assert [float(t) for t in printed if "." in t] == pytest.approx([s for s in expected if s < 10], abs=0.051)


def test_clipping_draws_its_arrows_to_the_vectors_it_names(layout):
    svg = getattr(drawings.clipping(), layout)
    tips = [tuple(map(float, tip)) for tip in re.findall(r'd="M[\d. ]+L([\d.]+) ([\d.]+)L[\d. ]+" [^>]*rnn-grad', svg)]
    corners = [(0, 0), (350, 0)] if layout == "svg_wide" else [(0, 0), (0, 316)]
    ends = [(6, 8), (3, 4), (6, 8), (5, 5)]
    expected = [
        (c[0] + 34 + 24 * x, c[1] + 276 - 24 * y) for c, (x, y) in zip(np.repeat(corners, 2, 0), ends, strict=True)
    ]
    assert np.allclose(tips, expected, atol=0.06)
    assert {"before [6, 8]", "after [3, 4]", "after [5, 5]", "at 53.1°", "at 45.0°"} <= set(texts(svg))


def test_the_plot_prints_the_final_value_of_every_line(layout):
    printed = " ".join(texts(getattr(gradient_by_distance.gradient_by_distance(), layout))).replace("\n", " ")
    for setting, name in (
        (PLAIN, "vanilla"),
        (LSTM_KEEPS, "LSTM"),
        (GRU_KEEPS, "GRU"),
        (LSTM_BLANK, "LSTM, bias 0:"),
        (GRU_BLANK, "GRU, bias 0:"),
    ):
        kind, keep_bias = flows.KINDS[setting.kind], setting.keep_bias
        assert f"{name} {flows.two_digits(mean(left(kind, keep_bias=keep_bias)))}" in printed
    assert f"LSTM’s cell {flows.two_digits(flows.typical(flows.cell_norms(LSTM_KEEPS)))}" in printed
    assert f"bound {flows.two_digits(flows.typical(flows.slope_bounds()))}" in printed


def test_the_lines_are_the_means_of_the_seeds():
    curves = {curve.name: curve.rows for curve in gradient_by_distance.curves()}
    for name, kind, bias in (
        ("vanilla", VanillaParams, 0.0),
        ("GRU", GRUParams, 3.0),
        ("LSTM, bias 0:", LSTMParams, 0.0),
    ):
        for distance in (1, 15, 50):
            assert flows.typical(curves[name], distance) == pytest.approx(mean(left(kind, distance, keep_bias=bias)))


def test_the_table_lists_typical_smallest_and_largest_of_every_setting():
    for name, typical, smallest, largest, _cell in tables.gradients_by_setting().rows:
        setting: Setting = tables.SETTINGS[name]
        found = left(flows.KINDS[setting.kind], keep_bias=setting.keep_bias, radius=setting.radius)
        expected = [
            flows.two_digits(value).replace(flows.NBSP, "") for value in (mean(found), found.min(), found.max())
        ]
        assert [typical, smallest, largest] == expected
        number = name.split()[-1]
        assert number == "drawn" or float(number) in (setting.radius, setting.keep_bias)


def test_the_plotted_marks_stand_at_the_measured_shares(layout):
    """Every tenth step of the vanilla line has a mark: its height is read against the labels of the axis."""
    svg = getattr(gradient_by_distance.gradient_by_distance(), layout)
    marks = [use.attrib for use in ET.fromstring(svg).iter("use") if use.attrib.get("fill") == "var(--rnn-h)"]
    heights = np.array([float(mark["y"]) for mark in marks if "fill-opacity" not in mark])
    grid = re.findall(r'<path d="M [\d.]+ ([\d.]+) L [^>]*rnn-hair', svg)  # at 1, 10⁻⁵, 10⁻¹⁰, 10⁻¹⁵
    top, bottom = float(grid[0]), float(grid[-1])
    powers = -15 * (heights - top) / (bottom - top)
    assert (len(grid), len(heights)) == (4, 5)
    assert powers == pytest.approx([np.log10(mean(left(VanillaParams, k))) for k in (10, 20, 30, 40, 50)], abs=0.02)


DRAWN = (  # hue, kind of cell, keep bias, gradient of; in the order of drawing
    ("gate", GRUParams, 0.0, "dh"),
    ("c", LSTMParams, 0.0, "dh"),
    ("c", LSTMParams, 3.0, "dc"),
    ("c", LSTMParams, 3.0, "dh"),
    ("gate", GRUParams, 3.0, "dh"),
    ("h", VanillaParams, 0.0, "dh"),
)


def powers(svg, ys):
    """What heights of the plot say, read against the lines of its grid at 1 and at ten to the minus fifteenth."""
    top, *_, bottom = levels(svg)
    return -15 * (np.asarray(ys) - top) / (bottom - top)


def drawn_as_well_as_pixels_allow(svg):
    """How far what is drawn may be from what was measured, in powers of ten."""
    top, *_, bottom = levels(svg)
    return 15 * PRECISION / (bottom - top)


def test_every_line_of_the_plot_stands_at_its_measured_shares(layout):
    svg = getattr(gradient_by_distance.gradient_by_distance(), layout)
    near = drawn_as_well_as_pixels_allow(svg)
    for hue in ("gate", "c", "h"):
        measured = [
            np.log10([getattr(gradient_flow(kind, seed, keep_bias=bias), of) for seed in SEEDS]).mean(axis=0)
            for key, kind, bias, of in DRAWN
            if key == hue
        ]
        drawn = lines(svg, hue)
        assert len(drawn) == len(measured)
        for line, expected in zip(drawn, measured, strict=True):
            assert powers(svg, line[:, 1]) == pytest.approx(expected, abs=near)
            assert 50 * along(svg, line) == pytest.approx(np.arange(51), abs=0.01)
    (bound,) = lines(svg, "w")
    stretch = np.mean([np.log10(largest_singular_value(params.W_hh)) for params in flows.plain_cells()])
    assert powers(svg, bound[:, 1]) == pytest.approx(stretch * np.arange(51), abs=near)


def test_the_bands_reach_from_the_smallest_seed_to_the_largest(layout):
    svg = getattr(gradient_by_distance.gradient_by_distance(), layout)
    near = drawn_as_well_as_pixels_allow(svg)
    height = float(ET.fromstring(svg).attrib["viewBox"].split()[3])
    paths = [points(path.attrib["d"]) for path in ET.fromstring(svg).iter("path")]
    bands = [path for path in paths if len(path) > 100]
    for band, (kind, bias) in zip(bands, ((LSTMParams, 3.0), (GRUParams, 3.0), (VanillaParams, 0.0)), strict=True):
        runs = np.log10([gradient_flow(kind, seed, keep_bias=bias).dh for seed in SEEDS])
        for x in np.unique(band[:, 0]):
            ys = powers(svg, band[band[:, 0] == x, 1] + height)
            k = round(50 * (x - band[:, 0].min()) / np.ptp(band[:, 0]))
            assert (ys.min(), ys.max()) == pytest.approx((runs[:, k].min(), runs[:, k].max()), abs=near)


def test_the_race_draws_every_seed_and_the_median_at_the_shares_that_were_stored(layout):
    svg = getattr(who_remembers.who_remembers(), layout)
    zero, *_, one = levels(svg)
    near = PRECISION / (zero - one)
    for network in who_remembers.NETWORKS:
        runs = [run["accuracies"] for run in trained.seeds()[f"recall/{network.key}"]]
        expected = np.array([run[: recall.STEPS // recall.EVERY + 1] for run in runs])
        *seeds, median = (1 - (line[:, 1] - one) / (zero - one) for line in lines(svg, network.hue))
        assert along(svg, lines(svg, network.hue)[-1]) == pytest.approx(np.linspace(0, 1, len(median)), abs=0.001)
        assert np.array(seeds) == pytest.approx(expected, abs=near)
        assert median == pytest.approx(np.median(expected, axis=0), abs=near)


def test_the_captions_print_what_is_drawn():
    shares = 100 * flows.term_shares()
    for caption, printed in (
        (drawings.toy_decay().caption, (f"{0.25**8:.6f}", f"{4**8:,}")),
        (drawings.recent_steps().caption, (f"{shares[:5].sum():.0f}\u00a0%", f"{shares[10:].sum():.1f}\u00a0%")),
        (drawings.clipping().caption, ("[6, 8]", "[3, 4]", "[5, 5]", "limit of 5")),
        (gradient_by_distance.gradient_by_distance().caption, (flows.two_digits(mean(left(VanillaParams))), "5 seeds")),
    ):
        assert [text for text in printed if text not in caption] == []


# --- the explorer: powers computed exactly, and the measured curves ---------------------------------------------------


TRACE = explorer.gradient()


def test_the_grid_goes_from_a_twentieth_to_one_and_a_half_and_to_fifty_steps():
    assert TRACE["factors"] == pytest.approx(np.arange(0.05, 1.51, 0.05))
    assert {len(row) for row in TRACE["shares"]} == {50}
    assert len(TRACE["shares"]) == 30
    assert len(TRACE["parts"]) == 19  # factors below one


def test_every_share_has_three_right_digits_and_every_number_of_parts_is_its_inverse():
    for k, (factor, shares) in enumerate(zip(TRACE["factors"], TRACE["shares"], strict=True)):
        exact = [Fraction(round(100 * factor), 100) ** n for n in range(1, 51)]
        assert shares == [float(f"{float(share * (1 + Fraction(1, 10**12))):.2e}") for share in exact]
        if factor < 1:
            np.testing.assert_allclose(TRACE["parts"][k], [float(1 / share) for share in exact], rtol=0.005)
    assert TRACE["parts"][TRACE["factors"].index(0.25)][7] == 65536


def test_clipping_shortens_to_the_limit_what_is_above_it_and_nothing_else():
    for share in (0.5, 4.9, 438.0):
        clipped = clip_by_norm({"g": np.array([share])}, TRACE["limit"])["g"].item()
        assert clipped == pytest.approx(TRACE["limit"] if share > TRACE["limit"] else share)


def test_the_measured_networks_are_those_of_the_figure_and_their_bound():
    measured = {curve.name.rstrip(":"): curve.rows for curve in curves()} | {
        "vanilla’s bound": measured_gradients.slope_bounds()
    }
    assert {network["name"] for network in TRACE["networks"]} == set(measured)
    for network in TRACE["networks"]:
        typical = [measured_gradients.typical(measured[network["name"]], k) for k in range(51)]
        np.testing.assert_allclose(np.array(network["line"]) / 100, np.log10(typical), atol=0.0051)
        assert network["shown"] == [float(f"{share:.0e}" if share < 0.001 else f"{share:.1e}") for share in typical]

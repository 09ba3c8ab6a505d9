"""Step 4 says nothing that was not measured, and its figures draw the numbers that rnn_docs computes."""

import itertools
import re
import xml.etree.ElementTree as ET
from fractions import Fraction

import numpy as np
import pytest
from pages.shared import measured_gradients as flows
from pages.shared import toy_factor
from pages.shared.measured_gradients import NBSP, PLAIN, Setting, two_digits
from pages.vanishing_gradient import explorer, gradient_by_distance, tables, values, who_remembers
from pages.vanishing_gradient import figures as drawings
from results.stored import seconds, stored

from rnn_docs import GRUParams, LSTMParams, VanillaParams, backward, cat_sat_params, encode, forward, sigmoid
from rnn_docs.learning.optimisers import clip_by_norm, global_norm
from rnn_docs.measure import (
    fresh_cell,
    gradient_flow,
    gradient_ratio,
    largest_singular_value,
    spectral_radius,
    weight_gradient_terms,
)
from rnn_docs.tasks import recall
from tests.drawn import PRECISION, along, levels, lines, points, texts

SEEDS = range(5)


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


def test_a_quarter_is_the_steepest_slope_of_the_sigmoid_and_no_bound_of_tanh():
    grid = np.linspace(-6, 6, 1201)
    slopes = sigmoid(grid) * (1 - sigmoid(grid))
    assert slopes.max() == pytest.approx(0.25)
    assert 1 - np.tanh(0.0) ** 2 == 1 > 0.25


# --- one unit ----------------------------------------------------------------------------------------------


def test_one_step_back_multiplies_by_weight_times_slope():
    unit = toy_factor.ONE_UNIT
    before = np.arctanh(unit.state) / unit.weight  # the old state that leads there without input
    step = 1e-6
    moved = (np.tanh(unit.weight * (before + step)) - np.tanh(unit.weight * (before - step))) / (2 * step)
    assert toy_factor.step_factor(unit) == pytest.approx(moved)
    assert toy_factor.slope_at(unit.state) == pytest.approx(0.36)
    assert toy_factor.step_factor(unit) == pytest.approx(0.54)
    assert 0.45 < toy_factor.step_factor(unit) < 0.55  # "about half its size"


def test_the_one_unit_page_example_is_a_real_backward_pass():
    unit = toy_factor.ONE_UNIT
    params = VanillaParams(W_xh=np.ones((1, 1)), W_hh=np.full((1, 1), unit.weight), b_h=np.zeros((1, 1)))
    before = np.full((1, 1), np.arctanh(unit.state) / unit.weight)
    trace = forward(params, np.zeros((1, 1, 1)), h_init=before)
    assert trace.hs.item() == pytest.approx(unit.state)
    assert backward(trace, np.ones((1, 1, 1))).dh_init.item() == pytest.approx(toy_factor.step_factor(unit))


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


def test_the_plain_network_fades_more_slowly_than_the_toy_and_still_vanishes():
    assert left(VanillaParams).max() < 1e-11
    assert (flows.norms(PLAIN).min(axis=0)[1:] > 0.25 ** np.arange(1, 51)).all()
    assert gradient_by_distance.by_step() ** 50 == pytest.approx(mean(left(VanillaParams)))
    assert 0.25 < gradient_by_distance.by_step() < 0.6


def test_gates_biased_to_keep_hold_about_a_tenth():
    for kind in (LSTMParams, GRUParams):
        assert 0.08 < mean(left(kind, keep_bias=3.0)) < 0.15


def test_an_orthogonal_start_stretched_by_a_quarter_leaves_about_as_much_as_open_gates():
    stretched = mean(left(VanillaParams, start="orthogonal", gain=1.25))
    for kind in (LSTMParams, GRUParams):
        assert 1 < stretched / mean(left(kind, keep_bias=3.0)) < 2.5
    assert values.stretched_gain() == 1.25
    assert values.flow_stretched() == flows.two_digits_latex(stretched)


def test_orthogonal_and_identity_starts_keep_billions_of_times_more_than_the_usual_start():
    usual = mean(left(VanillaParams))
    for start in ("orthogonal", "identity"):
        assert mean(left(VanillaParams, start=start)) > 1e9 * usual


def test_without_the_keep_bias_gated_cells_vanish_too():
    for kind in (LSTMParams, GRUParams):
        assert left(kind).max() < 1e-10


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
    assert drawings.one_in(mean(left(VanillaParams, 15))) == 14_000
    assert "one part in 14,000 reaches “movie”" in drawings.review_shaded().caption


def test_every_word_of_the_review_has_the_share_of_its_distance():
    words = toy_factor.LONG_SENTENCE.split()
    shown = drawings.plain_review().by_word()
    assert [word for word, _ in shown] == words
    assert [share for _, share in shown] == pytest.approx([mean(left(VanillaParams, 16 - k)) for k in range(17)])


def test_the_review_prints_every_share_and_shades_the_words_by_powers_of_ten(layout):
    svg = getattr(drawings.review_shaded(), layout)
    shares = [share for _, share in drawings.plain_review().by_word()]
    _, *printed = texts(svg)
    assert printed[::2] == toy_factor.LONG_SENTENCE.split()
    expected = [flows.two_digits(share).replace(flows.NBSP, "") for share in shares[:-1]]
    assert printed[1::2] == [*expected, "1"]
    shades = [float(shade) for shade in re.findall(r'class="shade" .*?fill-opacity="([\d.]+)"', svg)]
    powers = np.log10(shares)
    assert shades == pytest.approx(0.42 * (1 + powers / 5), abs=0.001)
    assert shades == sorted(shades)


def test_no_word_of_the_review_leaves_the_drawing_or_touches_its_neighbour(layout):
    svg = getattr(drawings.review_shaded(), layout)
    width = float(ET.fromstring(svg).attrib["viewBox"].split()[2])
    boxes = [
        [float(rect.attrib[name]) for name in ("y", "x", "width")]
        for rect in ET.fromstring(svg).iter("rect")
        if rect.attrib.get("class") == "shade"
    ]
    assert len(boxes) == 17
    for (y, x, wide), (below, after, _) in itertools.pairwise(boxes):
        assert x + wide < width
        assert below > y or after > x + wide


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


# --- who remembers ---------------------------------------------------------------------------------------


def marks(svg, hue):
    """The middles of a hue's marks, in the order of drawing."""
    found = []
    for shape in ET.fromstring(svg).iter():
        if shape.attrib.get("fill") != f"var(--rnn-{hue})" or shape.attrib.get("stroke") != "var(--rnn-page)":
            continue
        if shape.tag == "circle":
            found.append((float(shape.attrib["cx"]), float(shape.attrib["cy"])))
        elif shape.tag == "rect":
            x, y, width, height = (float(shape.attrib[name]) for name in ("x", "y", "width", "height"))
            found.append((x + width / 2, y + height / 2))
        else:
            corners = np.array(
                [[float(part) for part in corner.split(",")] for corner in shape.attrib["points"].split()]
            )
            found.append(tuple((corners.min(axis=0) + corners.max(axis=0)) / 2))
    return found


def test_every_seed_that_learnt_it_has_a_mark_at_its_step(layout):
    svg = getattr(who_remembers.who_remembers(), layout)
    ticks = [float(line[0][0]) for line in lines_of_ticks(svg)]
    per_factor = (ticks[-1] - ticks[0]) / np.log(who_remembers.TICKS[-1] / who_remembers.TICKS[0])
    for hue in ("h", "c", "gate"):
        places = [place for place in who_remembers._places() if place.network.hue == hue]
        expected = [step for place in places for step in sorted(who_remembers.solved_at(place.network))]
        drawn = marks(svg, hue)
        wanted = [ticks[0] + per_factor * np.log(step / who_remembers.TICKS[0]) for step in expected]
        aside = np.array([x for x, _ in drawn]) - wanted
        assert abs(aside).max() <= who_remembers.ASIDE / 2 + 0.1  # where many seeds share a step
        assert abs(aside[[expected.count(step) == 1 for step in expected]]).max() < 0.1
        assert all(0 < y < float(ET.fromstring(svg).attrib["viewBox"].split()[3]) - 40 for _, y in drawn)


def lines_of_ticks(svg):
    """The upright lines, at the labelled steps."""
    paths = [points(path.attrib["d"]) for path in ET.fromstring(svg).iter("path")]
    return [path for path in paths if path[0][0] == path[1][0]]


def test_marks_of_one_network_do_not_leave_its_row(layout):
    svg = getattr(who_remembers.who_remembers(), layout)
    for place in who_remembers._places():
        inside = [y for _, y in marks(svg, place.network.hue) if place.top <= y < place.top + who_remembers.ROW]
        assert len(inside) == len(who_remembers.solved_at(place.network))


def test_the_figure_says_of_every_network_how_many_seeds_learnt_it(layout):
    shown = texts(getattr(who_remembers.who_remembers(), layout))
    counts = [text for text in shown if re.fullmatch(r"\d+ of \d+", text)]
    assert counts == [who_remembers.count(network) for network in who_remembers.NETWORKS]
    alt = who_remembers.who_remembers().alt
    assert all(f"{network.full_name}, {who_remembers.count(network)}" in alt for network in who_remembers.NETWORKS)


def test_the_table_lists_every_network_with_its_rate_and_its_steps():
    kept, names = stored("recall.json"), {network.full_name: network.key for network in who_remembers.NETWORKS}
    rows = who_remembers.recall_by_network().rows
    assert [names[row[0]] for row in rows] == [*kept.runs]
    fastest = seconds("recall.json", "gru")
    for name, units, rate, learnt, shown, time in rows:
        conditions, found = kept.conditions[names[name]], steps(names[name])
        assert time == pytest.approx(seconds("recall.json", names[name]) / fastest)
        assert units == conditions["units"]
        assert float(rate) == conditions["learning_rate"]
        assert learnt == len(found)
        assert f"of {len(kept.runs[names[name]])} seeds" in who_remembers.recall_by_network().caption
        mean_steps, smallest, largest = re.findall(r"[\d,]+", shown)
        assert float(mean_steps.replace(",", "")) == pytest.approx(np.mean(found), abs=0.5)
        assert [int(ends.replace(",", "")) for ends in (smallest, largest)] == [min(found), max(found)]


def test_the_cells_that_start_by_keeping_learn_in_less_time_too_than_every_other_network():
    keep, others = [], []
    for network in who_remembers.NETWORKS:
        (keep if network.keeps else others).append(seconds("recall.json", network.key))
    assert 2 * max(keep) < min(others)


def test_what_a_fresh_network_leaves_of_a_gradient_is_measured_in_the_network_that_is_trained():
    found = recall.gradient_left_at_start(3, "lstm", keep_bias=1.0)
    weights, directions, tests = np.random.default_rng(3).spawn(3)
    cell = recall.train_recall(3, "lstm", keep_bias=1.0, learning_rate=1e-12, steps=1).model.cell
    assert np.allclose(cell.W_hh, recall.fresh_recall(weights, "lstm", keep_bias=1.0).cell.W_hh)
    assert found == pytest.approx(gradient_ratio(cell, recall.recall_batch(tests, 1)[0], directions))


def test_the_table_of_starts_shows_what_is_left_in_every_network_and_how_soon_it_learns():
    for network, (name, left, mean_steps) in zip(
        who_remembers.NETWORKS, who_remembers.recall_by_start().rows, strict=True
    ):
        assert name == network.full_name
        assert left == two_digits(who_remembers.left_at_start(network)).replace(NBSP, "")
        assert float(mean_steps.replace(",", "")) == pytest.approx(np.mean(steps(network.key)), abs=0.5)


def test_the_plain_networks_keep_more_of_the_gradient_at_the_start_and_learn_later():
    lstm = who_remembers.of("lstm-bias-1")
    for plain in map(who_remembers.of, ("vanilla", "identity", "orthogonal", "stretched")):
        assert who_remembers.left_at_start(plain) > 3 * who_remembers.left_at_start(lstm)
        assert np.mean(steps(plain.key)) > 4 * np.mean(steps(lstm.key))
        assert min(steps(plain.key)) > max(steps(lstm.key))


def test_the_table_of_rates_has_the_mean_score_of_every_network_and_rate():
    scores = stored("recall.json").scores
    for network, row in zip(who_remembers.NETWORKS, who_remembers.recall_by_rate().rows, strict=True):
        assert row[0] == network.full_name
        assert row[1:] == pytest.approx([np.mean(wrong) for wrong in scores[network.key].values()])


def test_the_settings_of_every_network_can_be_downloaded_beside_the_table():
    rows = who_remembers.recall_by_network().settings
    assert [row["network"] for row in rows] == [network.key for network in who_remembers.NETWORKS]
    wanted = {"learning_rate", "steps", "clip", "batch", "keep_bias", "units", "parameters", "start"}
    assert all(wanted <= row.keys() for row in rows)


def test_the_networks_are_those_of_the_comparison():
    assert [network.key for network in who_remembers.NETWORKS] == [*recall.RECALL_NETWORKS]
    for network in who_remembers.NETWORKS:
        built = recall.RECALL_NETWORKS[network.key]
        assert built["cell"] == {"plain": "vanilla"}.get(network.name, network.name.lower())
        if network.name == "plain":
            named = {"Glorot": ("glorot", 1), "stretched": ("orthogonal", 1.25)}
            start = network.differs.removesuffix(" start")
            expected = named.get(start, (start, 1))
            assert (built.get("scheme", "glorot"), built.get("gain", 1)) == expected
        else:
            assert float(network.differs.split()[-1]) == built.get("keep_bias", recall.KEEP_BIAS)


def test_the_task_is_as_the_page_tells_it():
    assert (recall.SEQ_LEN, recall.TOKENS, recall.MARKED_WITHIN) == (30, 4, 10)
    assert recall.SEQ_LEN - recall.MARKED_WITHIN == 20
    assert recall.SOLVED == 0.99


def steps(key):
    """Of each seed that learnt it, after how many steps."""
    return [run["solved_at"] for run in stored("recall.json").runs[key] if run["solved_at"] is not None]


KEEPS = ("lstm-bias-1", "lstm", "gru-bias-1", "gru")
PLAIN_KINDS = ("vanilla", "identity", "orthogonal", "stretched")


def test_every_seed_of_a_cell_that_starts_by_keeping_learns_it_before_any_other_network():
    assert {network.key for network in who_remembers.NETWORKS if network.keeps} == {*KEEPS}
    others = [step for key in recall.RECALL_NETWORKS if key not in KEEPS for step in steps(key)]
    for key in KEEPS:
        assert len(steps(key)) == len(stored("recall.json").runs[key]) == 10
        assert max(steps(key)) < min(others)


def test_the_plain_network_learns_it_with_some_seeds_and_takes_several_times_as_long():
    assert 5 <= len(steps("vanilla")) < 10
    assert np.mean(steps("vanilla")) > 5 * np.mean(steps("lstm")) > 5 * np.mean(steps("gru"))


def test_without_their_bias_the_gated_cells_are_far_slower_and_some_lstms_do_not_learn_it():
    for key in ("lstm-bias-0", "gru-bias-0"):
        assert np.mean(steps(key)) > 5 * np.mean(steps(key.replace("0", "1")))
        assert min(steps(key)) > max(steps(key.replace("0", "1")))
    assert 0 < len(steps("lstm-bias-0")) < 10


def test_orthogonal_and_identity_starts_learn_it_with_every_seed():
    assert len(steps("orthogonal")) == len(steps("identity")) == 10
    assert len(steps("stretched")) >= len(steps("vanilla"))


def test_a_fresh_gradient_does_not_tell_how_soon_a_network_learns():
    one, three = (who_remembers.left_at_start(who_remembers.of(key)) for key in ("lstm-bias-1", "lstm"))
    assert three > 30 * one
    assert np.mean(steps("lstm-bias-1")) < 2 * np.mean(steps("lstm"))
    assert who_remembers.left_at_start(who_remembers.of("stretched")) > three
    assert np.mean(steps("stretched")) > 5 * np.mean(steps("lstm"))


def test_two_rates_teach_the_plain_network_and_all_of_them_the_cells_that_start_by_keeping():
    scores = stored("recall.json").scores
    taught = {key: [rate for rate, wrong in found.items() if np.mean(wrong) < 0.7] for key, found in scores.items()}
    assert taught["vanilla"] == ["0.0005", "0.001"]
    assert max(len(taught[key]) for key in PLAIN_KINDS) == 3
    assert {len(taught[key]) for key in KEEPS} == {5}
    assert who_remembers.rates_that_teach(who_remembers.of("vanilla")) == taught["vanilla"]


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


def test_the_plot_names_the_toy_and_prints_the_final_value_of_the_plain_network(layout):
    printed = " ".join(texts(getattr(gradient_by_distance.gradient_by_distance(), layout))).replace("\n", " ")
    assert f"plain {flows.two_digits(mean(left(VanillaParams)))}" in printed
    assert "factor 0.25" in printed


def test_the_table_lists_typical_smallest_and_largest_of_every_setting():
    for name, typical, smallest, largest in tables.gradients_by_setting().rows:
        setting: Setting = tables.SETTINGS[name]
        found = left(
            flows.KINDS[setting.kind],
            keep_bias=setting.keep_bias,
            radius=setting.radius,
            start=setting.start,
            gain=setting.gain,
        )
        expected = [
            flows.two_digits(value).replace(flows.NBSP, "") for value in (mean(found), found.min(), found.max())
        ]
        assert [typical, smallest, largest] == expected
        last = name.split()[-1]
        named = {"start": "uniform", "identity": "identity", "orthogonal": "orthogonal"}
        assert (
            setting.start == named[last]
            if last in named
            else float(last) in (setting.radius, setting.keep_bias, setting.gain)
        )


def test_the_table_tells_the_belt_alone_from_the_total_of_the_cell():
    rows = tables.gradients_on_the_cell().rows
    assert [row[0] for row in rows] == [name for name in tables.SETTINGS if name.startswith("LSTM")]
    for name, belt, total in rows:
        setting = tables.SETTINGS[name]
        found = [gradient_flow(LSTMParams, seed, setting.keep_bias) for seed in SEEDS]
        expected = [
            mean(np.array([rows[-1] / rows[0] for rows in of]))
            for of in ([f.belt for f in found], [f.dc for f in found])
        ]
        assert [belt, total] == [flows.two_digits(value).replace(flows.NBSP, "") for value in expected]


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


def powers(svg, ys):
    """What heights of the plot say, read against the lines of its grid at 1 and at ten to the minus fifteenth."""
    top, *_, bottom = levels(svg)
    return -15 * (np.asarray(ys) - top) / (bottom - top)


def drawn_as_well_as_pixels_allow(svg):
    """How far what is drawn may be from what was measured, in powers of ten."""
    top, *_, bottom = levels(svg)
    return 15 * PRECISION / (bottom - top)


def test_every_line_of_the_plot_stands_at_its_shares(layout):
    svg = getattr(gradient_by_distance.gradient_by_distance(), layout)
    near = drawn_as_well_as_pixels_allow(svg)
    (line,) = lines(svg, "h")
    expected = np.log10([gradient_flow(VanillaParams, seed).dh for seed in SEEDS]).mean(axis=0)
    assert powers(svg, line[:, 1]) == pytest.approx(expected, abs=near)
    assert 50 * along(svg, line) == pytest.approx(np.arange(51), abs=0.01)
    (toy,) = lines(svg, "grad")
    assert powers(svg, toy[:, 1]) == pytest.approx(np.arange(len(toy)) * np.log10(0.25), abs=near)
    assert len(toy) == 27  # as far as the axis goes


def test_the_band_reaches_from_the_smallest_seed_to_the_largest(layout):
    svg = getattr(gradient_by_distance.gradient_by_distance(), layout)
    near = drawn_as_well_as_pixels_allow(svg)
    height = float(ET.fromstring(svg).attrib["viewBox"].split()[3])
    (band,) = (path for path in (points(p.attrib["d"]) for p in ET.fromstring(svg).iter("path")) if len(path) > 100)
    runs = np.log10([gradient_flow(VanillaParams, seed).dh for seed in SEEDS])
    for x in np.unique(band[:, 0]):
        ys = powers(svg, band[band[:, 0] == x, 1] + height)
        k = round(50 * (x - band[:, 0].min()) / np.ptp(band[:, 0]))
        assert (ys.min(), ys.max()) == pytest.approx((runs[:, k].min(), runs[:, k].max()), abs=near)


def test_the_captions_print_what_is_drawn():
    shares = 100 * flows.term_shares()
    for caption, printed in (
        (drawings.toy_decay().caption, (f"{0.25**8:.6f}", f"{4**8:,}")),
        (drawings.recent_steps().caption, (f"{shares[:5].sum():.0f}%", f"{shares[10:].sum():.1f}%")),
        (drawings.clipping().caption, ("[6, 8]", "[3, 4]", "[5, 5]", "limit of 5")),
        (
            gradient_by_distance.gradient_by_distance().caption,
            (flows.two_digits(mean(left(VanillaParams))), "5 networks"),
        ),
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
            parts = [1 / share for share in exact]
            whole = [number for number in parts if number.denominator == 1 and number < 10**6]
            assert [shown for shown, number in zip(TRACE["parts"][k], parts, strict=True) if number in whole] == whole
            np.testing.assert_allclose(TRACE["parts"][k], [float(number) for number in parts], rtol=0.005)
    assert TRACE["parts"][TRACE["factors"].index(0.25)][7:10] == [65536, 262144, 1050000]


def test_the_measured_network_is_that_of_the_figure():
    (network,) = TRACE["networks"]
    typical = [mean(left(VanillaParams, k)) for k in range(51)]
    np.testing.assert_allclose(np.array(network["line"]) / 100, np.log10(typical), atol=0.0051)
    assert network["shown"] == [float(f"{share:.0e}" if share < 0.001 else f"{share:.1e}") for share in typical]

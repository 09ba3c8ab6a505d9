"""The explorer of step 4 shows powers that were computed exactly, and the curves that rnn_docs measured."""

from fractions import Fraction

import numpy as np
import pytest
from pages.shared import measured_gradients
from pages.vanishing_gradient import traces
from pages.vanishing_gradient.gradient_by_distance import curves

from rnn_docs.optimisers import clip_by_norm

TRACE = traces.gradient()


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

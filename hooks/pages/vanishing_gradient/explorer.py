"""What the explorer of step 4 may show: powers of a factor on a grid, and the measured plain network by distance."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from drawing.explorer import asks, rounded
from drawing.printing import number
from pages.answers import explorer
from pages.shared.gradient_plot import Curve, plain
from pages.shared.measured_gradients import FLOW_SEQ_LEN, two_digits, typical
from pages.shared.toy_factor import FACTOR, FACTORS
from pages.vanishing_gradient.gradient_by_distance import by_step

HUNDREDTHS = range(5, 155, 5)  # the factors, from 0.05 to 1.5
STEPS = range(1, 51)
GUESSES = ("about 0.1", "about 0.5", "about 0.9")
EXACT = 10**6  # below it a whole number of parts is given to the last digit


@explorer("rnn-gradient", "Choose a factor and follow the gradient back", "figure gradient-by-distance")
def gradient() -> dict[str, Any]:
    """Shares and numbers of parts for every factor and number of steps; shares that arrive in the measured network."""
    factors = [Fraction(k, 100) for k in HUNDREDTHS]
    return {
        "factors": [float(factor) for factor in factors],
        "first": [float(FACTOR), FACTORS],
        "shares": [[_significant(float(factor**k)) for k in STEPS] for factor in factors],
        "parts": [[_parts(factor**k) for k in STEPS] for factor in factors if factor < 1],
        "networks": [_network(plain())],
        "asks": _which_factor(),
    }


def nearest() -> list[float]:
    """The two factors of the grid whose lines lie on that of the plain network, the nearer one first."""
    return sorted((k / 100 for k in HUNDREDTHS), key=lambda factor: abs(factor - by_step()))[:2]


def _which_factor() -> dict[str, Any]:
    """The one factor that would leave as much as the plain network does: what is asked, and told when it is set."""
    left = two_digits(typical(plain().rows))
    return asks(
        "Which single factor at every step would leave as much as the real network does?",
        "Then move the factor until its line lies on that of the plain network.",
        f"About {number(nearest()[0])}. That is more than the toy’s quarter, and yet fifty steps leave only {left}.",
        {"factor": nearest()},
        GUESSES,
        GUESSES[1],
    )


def _significant(value: float, digits: int = 3) -> float:
    """A five is rounded up, whatever the last bit of a binary fraction says."""
    return float(f"{value * (1 + 1e-12):.{digits - 1}e}")


def _parts(share: Fraction) -> float:
    """One part in how many: exact if that is a whole number of readable length, else three digits."""
    parts = 1 / share
    return int(parts) if parts.denominator == 1 and parts < EXACT else _significant(float(parts))


def _network(curve: Curve) -> dict[str, Any]:
    """A measured curve: hundredths of powers of ten to draw by, and the share as the page prints it."""
    middle = [typical(curve.rows, k) for k in range(FLOW_SEQ_LEN + 1)]
    band = [_hundredths(curve.rows.min(axis=0)), _hundredths(curve.rows.max(axis=0))]
    shown = [_significant(share, 1 if share < 0.001 else 2) for share in middle]
    line = _hundredths(middle)
    return {"name": curve.name, "hue": curve.hue, "shape": curve.marker, "line": line, "shown": shown, "band": band}


def _hundredths(shares: Any) -> list[int]:
    found: list[int] = rounded(100 * np.log10(shares), 0)
    return found

"""What the explorer of step 4 may show: powers of a factor on a grid, and the measured networks by distance."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from drawing.explorer import rounded
from pages.answers import explorer
from pages.shared.measured_gradients import FLOW_SEQ_LEN, Norms, slope_bounds, typical
from pages.shared.toy_factor import CLIP_AT, FACTOR, FACTORS
from pages.vanishing_gradient.gradient_by_distance import curves

HUNDREDTHS = range(5, 151, 5)  # the factors, from 0.05 to 1.5
STEPS = range(1, 51)
EXACT = 10**6  # below it a whole number of parts is given to the last digit


@explorer("rnn-gradient", "Choose a factor and follow the gradient back", "figure gradient-by-distance")
def gradient() -> dict[str, Any]:
    """Shares and numbers of parts for every factor and number of steps; shares that arrive in measured networks."""
    factors = [Fraction(k, 100) for k in HUNDREDTHS]
    return {
        "factors": [float(factor) for factor in factors],
        "first": [float(FACTOR), FACTORS],
        "limit": CLIP_AT,
        "shares": [[_significant(float(factor**k)) for k in STEPS] for factor in factors],
        "parts": [[_parts(factor**k) for k in STEPS] for factor in factors if factor < 1],
        "networks": [
            _network("vanilla’s bound", "w", "", slope_bounds(), False),
            *(_network(curve.name.rstrip(":"), curve.hue, curve.marker, curve.rows, curve.main) for curve in curves()),
        ],
    }


def _significant(value: float, digits: int = 3) -> float:
    """A five is rounded up, whatever the last bit of a binary fraction says."""
    return float(f"{value * (1 + 1e-12):.{digits - 1}e}")


def _parts(share: Fraction) -> float:
    """One part in how many: exact if that is a whole number of readable length, else three digits."""
    parts = 1 / share
    return int(parts) if parts.denominator == 1 and parts < EXACT else _significant(float(parts))


def _network(name: str, hue: str, shape: str, rows: Norms, main: bool) -> dict[str, Any]:
    """A measured curve: hundredths of powers of ten to draw by, and the share as the page prints it."""
    middle = [typical(rows, k) for k in range(FLOW_SEQ_LEN + 1)]
    band = [_hundredths(rows.min(axis=0)), _hundredths(rows.max(axis=0))] if main else []
    shown = [_significant(share, 1 if share < 0.001 else 2) for share in middle]
    return {"name": name, "hue": hue, "shape": shape, "line": _hundredths(middle), "shown": shown, "band": band}


def _hundredths(shares: Any) -> list[int]:
    found: list[int] = rounded(100 * np.log10(shares), 0)
    return found

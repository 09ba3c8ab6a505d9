"""Plot for "Watch a gradient fade": the gradient of a plain network by distance, beside the toy's."""

from __future__ import annotations

import numpy as np
from drawing.figure import Figure, two_layouts
from pages.answers import figure
from pages.shared.gradient_plot import Curve, gradient_plot, plain
from pages.shared.measured_gradients import FLOW_SEQ_LEN, PLAIN, SEEDS, norms, two_digits, typical
from pages.shared.toy_factor import FACTOR

from rnn_docs.measure import FLOW_HIDDEN_SIZE


def toy() -> Curve:
    """What eight and more factors of a quarter leave."""
    shares = FACTOR ** np.arange(FLOW_SEQ_LEN + 1)
    return Curve(shares[None], "grad", "", f"factor {FACTOR}", 0, (17, -11.5, "right"))


def by_step() -> float:
    """The one factor that would leave as much after all steps as the plain network does."""
    return float(typical(norms(PLAIN)) ** (1 / FLOW_SEQ_LEN))


@figure
def gradient_by_distance() -> Figure:
    """|dL/dh| some steps back, as a share of |dL/dh_T|: the plain network, its seeds' spread, and the toy."""
    end, halfway = two_digits(typical(norms(PLAIN))), two_digits(typical(norms(PLAIN), FLOW_SEQ_LEN // 2))
    alt = (
        f"Gradient against distance, on a logarithmic axis. Of the plain network's gradient {halfway} is left after "
        f"{FLOW_SEQ_LEN // 2} steps back and {end} after {FLOW_SEQ_LEN}. A factor of {FACTOR} a step falls faster."
    )
    caption = (
        f"<b>Fifty steps back, {end} of the plain network’s gradient is left.</b> Geometric "
        f"mean of {len(SEEDS)} networks of {FLOW_HIDDEN_SIZE} units; "
        "the band reaches from the smallest to the largest."
    )
    curves = [toy(), plain()._replace(inside=(49, -5.6, "right"))]  # here the place below belongs to the toy
    return two_layouts(gradient_plot("gradient-by-distance", curves), alt, caption)

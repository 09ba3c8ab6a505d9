"""Plots for "GRU" of what was measured: learned gates, and the gradient by distance."""

from __future__ import annotations

from drawing.figure import Figure, two_layouts
from drawing.printing import number
from pages.answers import figure
from pages.shared.gradient_plot import Curve, gradient_plot, lstm_curves, plain
from pages.shared.learned_gates import Line, at_mark, before_mark, described, learned_gates, seeds
from pages.shared.measured_gradients import FLOW_SEQ_LEN, GRU_KEEPS, LSTM_KEEPS, SEEDS, norms, two_digits, typical

LETTERS = {
    "z": Line("gate", "^", "update gate", 0, (20, 0.96)),
    "r": Line("gate", "s", "reset gate", 6, (10.5, 0.81)),
    "n": Line("h", "o", "candidate", -8, (20, 0.35)),
}


@figure
def gru_learned_gates() -> Figure:
    """Update gate, reset gate and candidate of trained networks around the mark."""
    z, r, n = (f"{number(before_mark('gru', name))} to {number(at_mark('gru', name))}" for name in "zrn")
    caption = (
        f"<b>At the mark the update gates go from {z} on average, the reset gates from {r}, and the size of "
        f"the candidates from {n}.</b> Means over units and sequences of {seeds('gru')} networks that have learnt to "
        "recall the marked symbol; the band reaches from the smallest to the largest."
    )
    return two_layouts(learned_gates("gru-learned-gates", "gru", LETTERS), described("gru", LETTERS), caption)


@figure
def gradient_with_gru() -> Figure:
    """|dL/dh| by distance: plain network, LSTM and GRU."""
    ends = [two_digits(typical(norms(setting))) for setting in (GRU_KEEPS, LSTM_KEEPS)]
    bias = number(GRU_KEEPS.keep_bias, 0)
    curve = Curve(norms(GRU_KEEPS), "gate", "^", f"GRU (bias {bias})", -14, (49, -3.4, "right"))
    alt = (
        f"Gradient against distance, on a logarithmic axis. After {FLOW_SEQ_LEN} steps back the GRU with keep bias "
        f"{bias} has {ends[0]} left, the LSTM {ends[1]}."
    )
    caption = (
        f"<b>With a keep bias of {bias}, {ends[0]} of the gradient on h is left in the GRU and {ends[1]} in the "
        f"LSTM.</b> As in step 4: {len(SEEDS)} untrained networks each, geometric mean, smallest to largest."
    )
    return two_layouts(gradient_plot("gradient-with-gru", [*lstm_curves()[:1], curve, plain()]), alt, caption)

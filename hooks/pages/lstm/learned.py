"""Plots and drawings for "LSTM" of what was measured: learned gates, the gradient by distance, the shaded review."""

from __future__ import annotations

from drawing.figure import Figure, two_layouts
from drawing.printing import number
from pages.answers import figure
from pages.shared.gradient_plot import gradient_plot, lstm_curves, plain
from pages.shared.learned_gates import Line, at_mark, before_mark, described, learned_gates, moves, seeds
from pages.shared.measured_gradients import (
    FLOW_SEQ_LEN,
    LSTM_BLANK,
    LSTM_KEEPS,
    PLAIN,
    SEEDS,
    norms,
    two_digits,
    typical,
)
from pages.shared.shaded_review import Shaded, plain_review, shaded_review
from pages.shared.shaded_review import described as review_described
from pages.shared.toy_factor import FAR, NEAR, apart

LETTERS = {
    "f": Line("gate", "^", "forget gate", 0, (20, 0.87)),
    "i": Line("gate", "s", "input gate", -9, (20, 0.57)),
    "g": Line("c", "o", "candidate", 9, (20, 0.3)),
}


@figure
def lstm_learned_gates() -> Figure:
    """Input gate, forget gate and candidate of trained networks around the mark."""
    (i_before, i_at), (g_before, g_at) = (
        (number(before_mark("lstm", name)), number(at_mark("lstm", name))) for name in "ig"
    )
    least, most = moves("lstm", "i")
    caption = (
        f"<b>At the mark the input gates open from {i_before} to {i_at} on average, and the candidates grow from "
        f"{g_before} to {g_at} in size.</b> Means of {seeds('lstm')} networks, and their range. Single input gates "
        f"move by {number(least)} to +{number(most)}."
    )
    alt = described("lstm", LETTERS)
    return two_layouts(learned_gates("lstm-learned-gates", "lstm", LETTERS), alt, caption)


def lstm_review() -> Shaded:
    """What of the LSTM's gradient reaches each word."""
    shares = [typical(norms(LSTM_KEEPS), k) for k in range(FLOW_SEQ_LEN)]
    return Shaded(f"LSTM, bias {number(LSTM_KEEPS.keep_bias, 0)}", "c", shares)


@figure
def review_shaded_lstm() -> Figure:
    """The review of step 4 again, shaded by the gradient of the plain network and of the LSTM."""
    networks = [plain_review(), lstm_review()]
    caption = (
        f"<b>Of the gradient at “{NEAR}”, {two_digits(lstm_review().shares[apart()])} reaches “{FAR}” in the LSTM; in "
        f"the plain network, {two_digits(plain_review().shares[apart()])}.</b> Both are untrained."
    )
    alt = " ".join(f"{review_described(network)}." for network in networks)
    return two_layouts(shaded_review(networks), alt, caption)


@figure
def gradient_with_lstm() -> Figure:
    """|dL/dh| by distance: the plain network of step 4, and the LSTM with two forget biases."""
    keeps, blank, usual = (two_digits(typical(norms(setting))) for setting in (LSTM_KEEPS, LSTM_BLANK, PLAIN))
    high, low = (number(setting.keep_bias, 0) for setting in (LSTM_KEEPS, LSTM_BLANK))
    alt = (
        f"Gradient against distance, on a logarithmic axis. After {FLOW_SEQ_LEN} steps back the LSTM with forget bias "
        f"{high} has {keeps} left, the one with bias {low} {blank}, the plain network {usual}."
    )
    caption = (
        f"<b>With a forget bias of {high} the LSTM keeps {keeps} of the gradient on h; with a bias of {low}, "
        f"{blank}.</b> As in step 4: {len(SEEDS)} untrained networks each, geometric mean, smallest to largest."
    )
    return two_layouts(gradient_plot("gradient-with-lstm", [*lstm_curves(), plain()]), alt, caption)

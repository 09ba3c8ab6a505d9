"""What the other explorer of step 5 may show: how much of a gradient fifty steps leave, by the forget gate's bias."""

from typing import Any

import numpy as np
from drawing.printing import italic, number
from pages.answers import explorer
from pages.shared import gate_view as view
from pages.shared.gradient_left import left_after
from pages.shared.measured_gradients import Setting, cell_norms, norms, short

from rnn_docs import geometric_mean, sigmoid

BIASES = tuple(half / 2 for half in range(9))
EVERY = 5  # steps from one point of a line to the next
LARGE = ((9, "billion"), (6, "million"))
LEFT, RIGHT, ONE, DECADE = 46, 318, 46, 15  # where the lines begin and end, where 1 lies, the height of a decade
DECADES = {0: "1", 4: "10⁻⁴", 8: "10⁻⁸", 12: "10⁻¹²"}
BESIDE = {"c": -9, "h": 18}  # where each letter stands by the end of its line: c leaves more than h


@explorer("rnn-forget-bias", "Move the bias of the forget gate", "table lstm-gradient-left", covers=False)
def forget_bias() -> dict[str, Any]:
    """For each bias of the forget gate: what is drawn, and what is told."""
    return {"biases": [_at_bias(bias) for bias in BIASES]}


def _at_bias(bias: float) -> dict[str, Any]:
    left = left_after("LSTM", bias)
    ends = {"c": left.cell, "h": left.hidden}
    return {
        "bias": number(bias, 1),
        "drawn": _plot(decades(bias)) + "".join(_arrives(state, end) for state, end in ends.items()),
        "told": f"With a forget bias of {number(bias, 1)} the gate of an average unit starts at "
        f"{number(sigmoid(np.array(bias)), 2)}. Fifty steps back arrives, along c, {share(left.cell)}; "
        f"along h, {share(left.hidden)}.",
    }


def decades(bias: float) -> dict[str, list[float]]:
    """What is left along c and along h, every few steps back, as powers of ten."""
    hs, cs = norms(Setting("LSTM", bias)), cell_norms(Setting("LSTM", bias))
    lines = {"c": cs / cs[:, :1], "h": hs}  # each as a share of what its own state has at the last step
    return {
        name: [np.log10(geometric_mean(line[:, k])) for k in range(0, line.shape[1], EVERY)]
        for name, line in lines.items()
    }


def _arrives(state: str, left: float) -> str:
    """What arrives along a state, in large figures."""
    return (
        f'<p class="arrives"><b class="k-{state}">{short(left)}</b>left along '
        f'<span class="m k-{state}">{italic(state)}</span></p>'
    )


def _plot(lines: dict[str, list[float]]) -> str:
    """What is left by distance, on an axis of decades."""
    marks = "".join(
        f'<path d="M{LEFT} {_y(-below)}H{RIGHT}" class="axis"/>{view.text(LEFT - 6, _y(-below) + 4, words, "w", "end")}'
        for below, words in DECADES.items()
    )
    steps = (len(lines["c"]) - 1) * EVERY
    return view.sheet(
        256,
        view.text(0, 14, "share of the gradient", "w", "start"),
        marks,
        *(_curve(state, line) for state, line in lines.items()),
        view.text(LEFT, 248, "0", "w"),
        view.text(RIGHT, 248, f"{steps} steps back", "w", "end"),
    )


def _curve(state: str, line: list[float]) -> str:
    points = [f"{LEFT + k * (RIGHT - LEFT) / (len(line) - 1):.1f} {_y(decade):.2f}" for k, decade in enumerate(line)]
    end = view.letter(RIGHT + 12, round(_y(line[-1]) + BESIDE[state], 1), state, "", state)
    return view.line(f"M{'L'.join(points)}", state, 2.5) + end


def _y(decade: float) -> float:
    return ONE - decade * DECADE


def share(left: float) -> str:
    """What is left of a gradient, as it is said.

    >>> share(1.8), share(0.13), share(7e-5), share(1.1e-11)
    ('1.8 times of it', 'one part in 7.7', 'one part in 14,000', 'one part in 91 billion')
    """
    if left >= 0.5:
        return f"{short(left)} times of it"
    parts = 1 / left
    for power, name in LARGE:
        if parts >= 10**power:
            return f"one part in {short(parts / 10**power)} {name}"
    return f"one part in {short(parts)}"

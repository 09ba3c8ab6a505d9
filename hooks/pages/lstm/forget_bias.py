"""What the other explorer of step 5 may show: how much of a gradient fifty steps leave, by the forget gate's bias."""

from typing import Any

import numpy as np
from drawing.diagram import Pen, hook
from drawing.explorer import asks
from drawing.figure import COMPACT
from drawing.printing import Sym, italic, number
from pages.answers import explorer
from pages.shared.gradient_left import left_after
from pages.shared.measured_gradients import Setting, cell_norms, norms, two_digits

from rnn_docs import sigmoid
from rnn_docs.measure import geometric_mean

BIASES = tuple(half / 2 for half in range(9))
OPEN, NONE = 3.0, 0.0  # the bias that is shown first, and the one that is asked about
LEAST = {0.1: "about half of that", 1e-5: "about a thousandth of that", 0.0: "less than a millionth of that"}
EVERY = 5  # steps from one point of a line to the next
LARGE = ((9, "billion"), (6, "million"))
LEFT, RIGHT, HEIGHT = 46, 318, 256  # where the lines begin and end; the sheet
ONE, DECADE = 46, 15  # where 1 lies, and the height of a decade
DECADES = {0: "1", 4: "10⁻⁴", 8: "10⁻⁸", 12: "10⁻¹²"}
BESIDE = {"c": -9, "h": 18}  # where each letter stands by the end of its line: c leaves more than h


@explorer("rnn-forget-bias", "Move the bias of the forget gate", "table lstm-gradient-left", covers=False)
def forget_bias() -> dict[str, Any]:
    """For each bias of the forget gate: what is drawn, and what is told."""
    return {"biases": [_at_bias(bias) for bias in BIASES], "first": number(OPEN, 1), "asks": _no_bias()}


def _no_bias() -> dict[str, Any]:
    """What gates that start half open leave, where those that start open keep a good part."""
    kept, left = (left_after("LSTM", bias).hidden for bias in (OPEN, NONE))
    start = [number(float(sigmoid(np.array(bias)))) for bias in (OPEN, NONE)]
    return asks(
        f"With a forget bias of {OPEN:g}, fifty steps leave {two_digits(kept)} of the gradient along h. What do they "
        f"leave with a bias of {NONE:g}?",
        "Then move the bias there.",
        f"Along h, {share(left)} is left. The gate of an average unit starts at {start[1]} instead of {start[0]}, and "
        "fifty such factors are multiplied.",
        {"bias": [number(NONE, 1)]},
        [*LEAST.values()],
        next(words for least, words in LEAST.items() if left / kept >= least),
    )


def _at_bias(bias: float) -> dict[str, Any]:
    left = left_after("LSTM", bias)
    ends = {"c": left.cell, "h": left.hidden}
    return {
        "bias": number(bias, 1),
        "drawn": _plot(decades(bias)) + "".join(_arrives(state, end) for state, end in ends.items()),
        "told": f"With a forget bias of {number(bias, 1)} the gate of an average unit starts at "
        f"{number(float(sigmoid(np.array(bias))), 2)}. Fifty steps back arrives, along c, {share(left.cell)}; "
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
        f'<p class="arrives"><b class="k-{state}">{two_digits(left)}</b>left along '
        f'<span class="m k-{state}">{italic(state)}</span></p>'
    )


def _plot(lines: dict[str, list[float]]) -> str:
    """What is left by distance, on an axis of decades."""
    pen = Pen(COMPACT, HEIGHT)
    pen.text(0, 14, "share of the gradient", "w", 13, "start")
    for below, words in DECADES.items():
        pen.line([(LEFT, _y(-below)), (RIGHT, _y(-below))], "line", 1)
        pen.text(LEFT - 6, _y(-below) + 4, words, "w", 13, "end")
    for state, line in lines.items():
        pace = (RIGHT - LEFT) / (len(line) - 1)
        points = [(LEFT + k * pace, _y(decade)) for k, decade in enumerate(line)]
        pen.line(points, state, 2.5, decimals=2, hook=hook(state))
        pen.sym(RIGHT + 12, points[-1][1] + BESIDE[state], Sym(state, key=state), size=18)
    pen.text(LEFT, HEIGHT - 8, "0", "w", 13)
    pen.text(RIGHT, HEIGHT - 8, f"{(len(lines['c']) - 1) * EVERY} steps back", "w", 13, "end")
    return pen.svg()


def _y(decade: float) -> float:
    return ONE - decade * DECADE


def share(left: float) -> str:
    """What is left of a gradient, as it is said.

    >>> share(1.8), share(0.13), share(7e-5), share(1.1e-11)
    ('1.8 times of it', 'one part in 7.7', 'one part in 14,000', 'one part in 91 billion')
    """
    if left >= 0.5:
        return f"{two_digits(left)} times of it"
    parts = 1 / left
    for power, name in LARGE:
        if parts >= 10**power:
            return f"one part in {two_digits(parts / 10**power)} {name}"
    return f"one part in {two_digits(parts)}"

"""What the other explorer of step 5 may show: how much of a gradient fifty steps leave, by the forget gate's bias."""

from typing import Any

import numpy as np
from drawing.diagram import Pen, hook
from drawing.explorer import asks
from drawing.figure import COMPACT
from drawing.printing import number
from pages.answers import explorer
from pages.shared.gradient_left import left_after
from pages.shared.measured_gradients import Setting, belt_norms, cell_norms, two_digits

from rnn_docs import sigmoid
from rnn_docs.measure import geometric_mean

BIASES = tuple(half / 2 for half in range(9))
EVERY = 5  # steps from one point of a line to the next
LARGE = ((12, "trillion"), (9, "billion"), (6, "million"))
LEFT, RIGHT, HEIGHT = 46, 334, 270  # where the lines begin and end; the sheet
ONE, DECADE = 46, 12  # where 1 lies, and the height of a decade
DECADES = {0: "1", 5: "10⁻⁵", 10: "10⁻¹⁰", 15: "10⁻¹⁵"}
OPENS_AT = 3.0
LINES = {"belt": ("c", "the belt alone"), "total": ("grad", "in total")}  # hue and name
BESIDE = {"belt": 22, "total": -26}  # where each name stands by the end of its line: the total leaves more


@explorer("rnn-forget-bias", "Move the bias of the forget gate", "table lstm-gradient-left", covers=False)
def forget_bias() -> dict[str, Any]:
    """For each bias of the forget gate: what is drawn, and what is told."""
    return {"biases": [_at_bias(bias) for bias in BIASES], "first": number(OPENS_AT, 1), "asks": _half_open()}


def _half_open() -> dict[str, Any]:
    """What half-open gates leave; the wrong guesses forget that the factors are multiplied."""
    right = "next to nothing"
    return asks(
        f"With a bias of {number(OPENS_AT, 0)} the gates stand at {number(_gate(OPENS_AT))}. What does the belt alone "
        f"leave after fifty steps if the bias is 0, so that they stand at {number(_gate(0))}?",
        "Then move the bias to 0.",
        f"Half of a half of a half, and so on: the belt alone leaves {two_digits(left_after('LSTM', 0.0).belt)}. Even "
        f"with all detours it is {two_digits(left_after('LSTM', 0.0).cell)}.",
        {"bias": [number(BIASES[0], 1)]},
        ["about half", "one part in a hundred", right],
        right,
    )


def _gate(bias: float) -> float:
    return float(sigmoid(np.array(bias)))


def _at_bias(bias: float) -> dict[str, Any]:
    left = left_after("LSTM", bias)
    ends = {"belt": left.belt, "total": left.cell}
    return {
        "bias": number(bias, 1),
        "drawn": _plot(decades(bias)) + "".join(_arrives(name, end) for name, end in ends.items()),
        "told": f"With a forget bias of {number(bias, 1)} the gate of an average unit starts at "
        f"{number(_gate(bias))}. Fifty steps back, the belt alone leaves {share(left.belt)} of the gradient on c. "
        f"In total, with all detours, {share(left.cell)} arrives.",
    }


def decades(bias: float) -> dict[str, list[float]]:
    """What the belt alone leaves and what is left in total, every few steps back, as powers of ten."""
    belt, total = (measure(Setting("LSTM", bias)) for measure in (belt_norms, cell_norms))
    return {
        name: [np.log10(geometric_mean(rows[:, k] / rows[:, 0])) for k in range(0, rows.shape[1], EVERY)]
        for name, rows in (("belt", belt), ("total", total))
    }


def _arrives(name: str, left: float) -> str:
    """What arrives, in large figures."""
    hue, words = LINES[name]
    return f'<p class="arrives"><b class="k-{hue}">{two_digits(left)}</b>{words}</p>'


def _plot(lines: dict[str, list[float]]) -> str:
    """What is left by distance, on an axis of decades."""
    pen = Pen(COMPACT, HEIGHT)
    pen.text(0, 14, "what is left of the gradient on c", "w", 13, "start")
    for below, words in DECADES.items():
        pen.line([(LEFT, _y(-below)), (RIGHT, _y(-below))], "hair", 1)
        pen.text(LEFT - 6, _y(-below) + 4, words, "w", 13, "end")
    for name, line in lines.items():
        pace = (RIGHT - LEFT) / (len(line) - 1)
        points = [(LEFT + k * pace, _y(decade)) for k, decade in enumerate(line)]
        hue, words = LINES[name]
        pen.line(points, hue, 2.5, decimals=2, hook=hook(name))
        pen.text(RIGHT, points[-1][1] + BESIDE[name], words, hue, 13, "end", 600)
    pen.text(LEFT, HEIGHT - 8, "0", "w", 13)
    pen.text(RIGHT, HEIGHT - 8, f"{(len(lines['belt']) - 1) * EVERY} steps back", "w", 13, "end")
    return pen.svg()


def _y(decade: float) -> float:
    return ONE - decade * DECADE


def share(left: float) -> str:
    """What is left of a gradient, as it is said.

    >>> share(1.8), share(0.13), share(7e-5), share(1.4e-15)
    ('1.8 times as much', 'one part in 7.7', 'one part in 14,000', 'one part in 710 trillion')
    """
    if left >= 0.5:
        return f"{two_digits(left)} times as much"
    parts = 1 / left
    for power, name in LARGE:
        if parts >= 10**power:
            return f"one part in {two_digits(parts / 10**power)} {name}"
    return f"one part in {two_digits(parts)}"

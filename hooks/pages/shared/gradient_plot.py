"""The plot of steps 4 to 6: how much of a gradient arrives, by distance, on an axis of powers of ten."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from drawing.figure import COMPACT, Draw, layout
from drawing.plot import LABEL, LIGHT, Margins, canvas, head, to_svg
from drawing.printing import number
from pages.shared.measured_gradients import (
    FLOW_SEQ_LEN,
    LSTM_BLANK,
    LSTM_KEEPS,
    PLAIN,
    Norms,
    norms,
    two_digits,
    typical,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TICKS = {1.0: "1", 1e-5: "10⁻⁵", 1e-10: "10⁻¹⁰", 1e-15: "10⁻¹⁵"}
LOW, HIGH = 1e-16, 10.0


class Curve(NamedTuple):
    """One line: its measurements, hue, marker, name, and where its label stands.

    `beside` is in pixels from the line's end (wide); `inside` is a place in the plot (compact): steps back, power
    of ten, and the side that is anchored there. A line of one row is computed: it has no band, and is dashed.
    """

    rows: Norms
    hue: str
    marker: str
    name: str
    beside: float
    inside: tuple[float, float, str]

    @property
    def measured(self) -> bool:
        return len(self.rows) > 1


def plain() -> Curve:
    """The plain network as it starts usually."""
    return Curve(norms(PLAIN), "h", "o", "plain", -6, (35, -13.2, "right"))


def lstm_curves() -> list[Curve]:
    """The LSTM as it starts with open gates, and with half-open ones."""
    return [
        Curve(norms(LSTM_KEEPS), "c", "s", f"LSTM (bias {number(LSTM_KEEPS.keep_bias, 0)})", 0, (49, -2.2, "right")),
        Curve(norms(LSTM_BLANK), "c", "s", f"(bias {number(LSTM_BLANK.keep_bias, 0)})", 6, (49, -5.4, "right")),
    ]


def gradient_plot(name: str, curves: Sequence[Curve]) -> Draw:
    """Return what draws these curves, in their order, for the figure of this name."""
    return partial(_plot, name, curves)


def _plot(name: str, curves: Sequence[Curve], width: int, alt: str) -> str:
    compact = width == COMPACT
    height, margins = (360, Margins(52, 10, 48, 40)) if compact else (360, Margins(58, 150, 50, 42))
    with canvas(width, height, margins) as (sheet, axes):
        _frame(axes, margins.left)
        for curve in curves:
            _draw(axes, curve)
            _label(axes, curve, compact)
        return to_svg(sheet, f"{name}-{layout(width)}", alt)


def _frame(axes: Axes, left: int) -> None:
    axes.set_yscale("log")
    axes.set_ylim(LOW, HIGH)
    axes.set_xlim(0, FLOW_SEQ_LEN)
    axes.minorticks_off()
    axes.set_yticks(list(TICKS), list(TICKS.values()))
    axes.set_xticks(range(0, FLOW_SEQ_LEN + 1, 10))
    axes.set_xlabel("steps back from the end")
    head(axes, left, "share of the gradient that arrives", "grad")


def _draw(axes: Axes, curve: Curve) -> None:
    line = [typical(curve.rows, k) for k in range(curve.rows.shape[1])]
    if not curve.measured:
        shown = [share for share in line if share >= LOW]
        axes.plot(shown, color=LIGHT[curve.hue], linewidth=2.5, dashes=(5, 3))
        return
    low, high = curve.rows.min(axis=0), curve.rows.max(axis=0)
    axes.fill_between(range(len(line)), low, high, color=LIGHT[curve.hue], alpha=0.16, linewidth=0)
    axes.plot(line, color=LIGHT[curve.hue], linewidth=2.5, marker=curve.marker, markevery=slice(10, None, 10),
              markersize=8, clip_on=False)  # fmt: skip


def _label(axes: Axes, curve: Curve, compact: bool) -> None:
    """Name and final value: beside the line's end, or on the phone, and of a line that leaves the plot, inside it."""
    end = typical(curve.rows, curve.rows.shape[1] - 1)
    words = f"{curve.name} {two_digits(end)}" if curve.measured else curve.name
    if compact or not curve.measured:
        x, power, side = curve.inside
        axes.text(x, 10**power, words, color=LIGHT[curve.hue], ha=side, va="center", **LABEL)
        return
    axes.annotate(words, (FLOW_SEQ_LEN, end), (10, curve.beside), textcoords="offset points", va="center",
                  color=LIGHT[curve.hue], annotation_clip=False, **LABEL)  # fmt: skip

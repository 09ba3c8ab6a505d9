"""Plot for "Vanishing and exploding gradients": the measured gradient by distance."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from drawing.figure import COMPACT, WIDE, Figure
from drawing.plot import LABEL, LIGHT, canvas, head, to_svg
from drawing.printing import number
from pages.answers import figure
from pages.shared.measured_gradients import (
    FLOW_SEQ_LEN,
    GRU_BLANK,
    GRU_KEEPS,
    LSTM_BLANK,
    LSTM_KEEPS,
    PLAIN,
    SEEDS,
    Norms,
    cell_norms,
    norms,
    short,
    slope_bounds,
    typical,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TICKS = {1.0: "1", 1e-5: "10⁻⁵", 1e-10: "10⁻¹⁰", 1e-15: "10⁻¹⁵"}
LOW, HIGH = 1e-16, 1e3


class Curve(NamedTuple):
    """One line: its measurements, hue, marker, name, and where its label stands.

    `beside` is in pixels from the line's end (wide); `inside` is a place in the plot (compact): steps back, power
    of ten, and the side that is anchored there.
    """

    rows: Norms
    hue: str
    marker: str
    name: str
    beside: float
    inside: tuple[float, float, str]
    main: bool = True


def curves() -> list[Curve]:
    """The measured networks, in the order of drawing."""
    return [
        Curve(norms(GRU_BLANK), "gate", "^", "GRU, bias 0:", 14, (1, -10.8, "left"), main=False),
        Curve(norms(LSTM_BLANK), "c", "s", "LSTM, bias 0:", -7, (1, -12.2, "left"), main=False),
        Curve(cell_norms(LSTM_KEEPS), "c", "", "LSTM’s cell", 8, (50, -2.1, "right"), main=False),
        Curve(norms(LSTM_KEEPS), "c", "s", "LSTM", -7, (50, -3.3, "right")),
        Curve(norms(GRU_KEEPS), "gate", "^", "GRU", -23, (50, -4.5, "right")),
        Curve(norms(PLAIN), "h", "o", "vanilla", -6, (1, -13.6, "left")),
    ]


@figure
def gradient_by_distance() -> Figure:
    """|dL/dh| some steps back, as a share of |dL/dh_T|: three cells, two biases, the bound, the seeds' spread."""
    ends = {curve.name: short(typical(curve.rows)) for curve in curves()}
    bound = short(typical(slope_bounds()))
    alt = (
        f"Gradient against distance, on a logarithmic axis. After {FLOW_SEQ_LEN} steps the vanilla network keeps "
        f"{ends['vanilla']}, the LSTM {ends['LSTM']} and the GRU {ends['GRU']} with a keep bias of 3; with bias 0 "
        f"the LSTM keeps {ends['LSTM, bias 0:']}, the GRU {ends['GRU, bias 0:']}. The vanilla network's bound "
        f"is {bound}."
    )
    caption = (
        f"<b>Fifty steps back, the plain network keeps {ends['vanilla']} of the gradient. Gates biased to keep hold "
        f"about a tenth; unbiased ones lose it too.</b> Bias {number(LSTM_KEEPS.keep_bias, 0)}; thin lines: 0; "
        f"dashed: the plain network’s bound. Geometric mean of {len(SEEDS)} seeds; bands: smallest to largest."
    )
    wide, compact = (_plot(f"gradient-by-distance-{k}", alt, k == "compact") for k in ("wide", "compact"))
    return Figure(wide, compact, alt, caption)


def _plot(name: str, alt: str, compact: bool) -> str:
    size, margins = ((COMPACT, 380), (52, 10, 48, 40)) if compact else ((WIDE, 400), (58, 132, 50, 42))
    with canvas(*size, margins) as (sheet, axes):
        _frame(axes, margins[0])
        _bound(axes, compact)
        for curve in curves():
            _draw(axes, curve)
            _label(axes, curve, compact)
        return to_svg(sheet, name, alt)


def _frame(axes: Axes, left: int) -> None:
    axes.set_yscale("log")
    axes.set_ylim(LOW, HIGH)
    axes.set_xlim(0, FLOW_SEQ_LEN)
    axes.minorticks_off()
    axes.set_yticks(list(TICKS), list(TICKS.values()))
    axes.set_xticks(range(0, FLOW_SEQ_LEN + 1, 10))
    axes.set_xlabel("steps back from the end")
    head(axes, left, "share of the gradient that arrives", "grad")


def _bound(axes: Axes, compact: bool) -> None:
    rows = slope_bounds()
    line = [typical(rows, k) for k in range(FLOW_SEQ_LEN + 1)]
    axes.plot(line, color=LIGHT["w"], linewidth=1.75, dashes=(5, 3), clip_on=False)
    label = f"{'vanilla’s ' if compact else ''}bound {short(line[-1])}"
    if compact:
        axes.text(FLOW_SEQ_LEN, 10**2.0, label, color=LIGHT["w"], ha="right", va="center")
    else:
        axes.annotate(label, (FLOW_SEQ_LEN, line[-1]), (10, 4), textcoords="offset points", va="center",
                      color=LIGHT["w"], annotation_clip=False)  # fmt: skip


def _draw(axes: Axes, curve: Curve) -> None:
    steps = range(FLOW_SEQ_LEN + 1)
    line = [typical(curve.rows, k) for k in steps]
    if curve.main:
        axes.fill_between(steps, curve.rows.min(axis=0), curve.rows.max(axis=0), color=LIGHT[curve.hue],
                          alpha=0.16, linewidth=0)  # fmt: skip
    axes.plot(line, color=LIGHT[curve.hue], linewidth=2.5 if curve.main else 1.25, marker=curve.marker,
              markevery=slice(10, None, 10), markersize=8 if curve.main else 6,
              markerfacecolor=LIGHT[curve.hue if curve.main else "page"], clip_on=False)  # fmt: skip


def _label(axes: Axes, curve: Curve, compact: bool) -> None:
    """Name and final value: beside the line's end, or on the phone in free space."""
    end = typical(curve.rows)
    weight = LABEL if curve.main else {}
    if compact:
        x, power, side = curve.inside
        axes.text(x, 10**power, f"{curve.name} {short(end)}", color=LIGHT[curve.hue], ha=side, va="center", **weight)
        return
    apart = "\n" if curve.name.endswith(":") else " "
    axes.annotate(f"{curve.name}{apart}{short(end)}", (FLOW_SEQ_LEN, end), (10, curve.beside),
                  textcoords="offset points", va="center", linespacing=1.2, color=LIGHT[curve.hue],
                  annotation_clip=False, **weight)  # fmt: skip

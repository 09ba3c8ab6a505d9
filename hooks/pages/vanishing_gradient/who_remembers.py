"""Plot for "Vanishing and exploding gradients": who learns to remember a marked token, seed by seed."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from drawing.figure import COMPACT, WIDE, Figure
from drawing.plot import LABEL, LIGHT, canvas, head, to_svg
from drawing.printing import number
from pages.answers import figure
from results import trained

from rnn_docs.tasks.recall import CHANCE, EVERY, SOLVED, STEPS

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Network(NamedTuple):
    """A network in the plot: its key among the runs, its name, hue and marker."""

    key: str
    name: str
    hue: str
    marker: str


NETWORKS = (
    Network("lstm", "LSTM", "c", "s"),
    Network("gru", "GRU", "gate", "^"),
    Network("vanilla", "vanilla", "h", "o"),
)

LESS_BIAS = Network("lstm-bias-1", "LSTM, bias 1", "c", "")  # told, not drawn: it would cover the LSTM
CHECKED = list(range(0, STEPS + 1, EVERY))  # the training steps after which each network was tested
TOP = 1.02  # of the axis


def runs(network: Network) -> list[dict[str, Any]]:
    """What each seed of a network gave, up to the last common step."""
    found: list[dict[str, Any]] = trained.seeds()[f"recall/{network.key}"]
    return [run | {"accuracies": run["accuracies"][: len(CHECKED)]} for run in found]


def solved(network: Network) -> str:
    """How many of the seeds learnt it."""
    count = sum(max(run["accuracies"]) >= SOLVED for run in runs(network))
    return f"{count} of {len(runs(network))}"


def orthogonal() -> tuple[str, int]:
    """How many seeds of a plain network with orthogonal weights learnt it when they were trained longer; how long."""
    found = trained.seeds()["recall/orthogonal"]
    count = sum(max(run["accuracies"]) >= SOLVED for run in found)
    return f"{count} of {len(found)}", EVERY * (len(found[0]["accuracies"]) - 1)


def middle(network: Network) -> list[float]:
    """The median of the seeds' shares of right answers, at each checked step."""
    return [median(shares) for shares in zip(*(run["accuracies"] for run in runs(network)), strict=True)]


@figure
def who_remembers() -> Figure:
    """Share of right answers against training steps, one line a seed."""
    chance, (late, steps) = number(CHANCE), orthogonal()
    ends = "; ".join(f"{n.name} {number(middle(n)[-1])}, learnt by {solved(n)} seeds" for n in NETWORKS)
    alt = (
        f"Share of right answers against training steps, up to {STEPS}. At the end, the middle of the seeds: "
        f"{ends}. Chance is {chance}."
    )
    lstm, gru, vanilla = (solved(network) for network in NETWORKS)
    caption = (
        f"<b>The plain network learns it with {vanilla} seeds, LSTM and GRU with {lstm} and {gru}.</b> Thin: one line "
        f"a seed; thick: their median; dashed: chance, {chance}. Keep bias 3; with bias 1 the LSTM learns it too, with "
        f"{solved(LESS_BIAS)}. A plain network with orthogonal recurrent weights: {late} in "
        f"{number(steps, 0)} steps."
    )
    wide, compact = (_plot(f"who-remembers-{k}", alt, k == "compact") for k in ("wide", "compact"))
    return Figure(wide, compact, alt, caption)


def _plot(name: str, alt: str, compact: bool) -> str:
    size, margins = ((COMPACT, 330), (40, 104, 48, 40)) if compact else ((WIDE, 340), (46, 170, 50, 42))
    with canvas(*size, margins) as (sheet, axes):
        axes.set_ylim(0, TOP)
        axes.set_xlim(0, STEPS)
        axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"])
        axes.set_xticks(range(0, STEPS + 1, 200 if compact else 100))
        axes.set_xlabel("training steps")
        head(axes, margins[0], "share of right answers", "ink")
        axes.axhline(CHANCE, color=LIGHT["w"], linewidth=1.75, dashes=(5, 3))
        for network in NETWORKS:
            _draw(axes, network, CHECKED)
        _labels(axes, compact, size[1] - margins[2] - margins[3])
        return to_svg(sheet, name, alt)


def _draw(axes: Axes, network: Network, steps: list[int]) -> None:
    for run in runs(network):
        axes.plot(steps, run["accuracies"], color=LIGHT[network.hue], linewidth=1, alpha=0.5, clip_on=False)
    axes.plot(steps, middle(network), color=LIGHT[network.hue], marker=network.marker,
              markevery=slice(5, None, 5), clip_on=False)  # fmt: skip


def _labels(axes: Axes, compact: bool, height: float) -> None:
    """Each network's name and how many seeds learnt it, beside its lines, moved apart where they would touch."""
    apart = 34 if compact else 20
    places: list[float] = []
    for network in sorted(NETWORKS, key=lambda network: middle(network)[-1], reverse=True):
        wish = middle(network)[-1] / TOP * height
        places.append(min(wish, places[-1] - apart) if places else wish)
        between = "\n" if compact else ": "
        axes.annotate(f"{network.name}{between}{solved(network)}", (1, 0), (10, places[-1]),
                      xycoords="axes fraction", textcoords="offset points", va="center", color=LIGHT[network.hue],
                      annotation_clip=False, linespacing=1.15, **LABEL)  # fmt: skip

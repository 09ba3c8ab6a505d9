"""Drawings for "Applications": where attention looks, and how long one state and attention take to learn sentences."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING, Any, NamedTuple

from drawing.diagram import Pen
from drawing.figure import COMPACT, WIDE, Figure, layout, two_layouts
from drawing.plot import LABEL, LIGHT, Margins, canvas, head, to_svg
from drawing.printing import number
from pages.answers import figure
from results import trained

from rnn_docs.tasks.translation import LEARNT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

END = "end"


# --- where attention looks -------------------------------------------------------------------------------


class Look(NamedTuple):
    """A word that the decoder writes, and the share of each English word in what it looks at."""

    word: str
    shares: list[float]

    @property
    def most(self) -> int:
        """Which English word has the largest share."""
        return self.shares.index(max(self.shares))


def looks() -> tuple[list[str], list[Look]]:
    """The English words, and what the decoder wrote, the end included."""
    found = trained.translation()["looks"]
    words = [*(word.replace("'", "’") for word in found["french"]), END]
    return found["english"], [Look(*pair) for pair in zip(words, found["shares"], strict=True)]


def percent(share: float) -> str:
    """A share in whole per cent."""
    return number(100 * share, 0)


@figure
def looks_back() -> Figure:
    """For each French word, the shares of the English words that the decoder looks at."""
    english, rows = looks()
    first, most = rows[0], english[rows[0].most]
    pairs = ((look.word, zip(english, look.shares, strict=True)) for look in rows)
    listed = "; ".join(
        f"{word}: {', '.join(f'{read} {percent(share)}' for read, share in found)}" for word, found in pairs
    )
    alt = f"A decoder with attention translates “{' '.join(english)}”. Shares in per cent by written word. {listed}."
    caption = (
        f"<b>To write “{first.word}”, the decoder gives {percent(max(first.shares))}% of its look to “{most}”, for the "
        "noun decides the article.</b> A state has read all words up to its own, so this one knows the adjective too."
    )
    return two_layouts(_grid, alt, caption)


def _grid(width: int, alt: str) -> str:
    english, rows = looks()
    left, pace = (150, 128) if width == WIDE else (84, 63)
    pen, top = Pen(width, 70 + 36 * len(rows), alt), 64
    pen.text(left - 12, 16, "written", "ink", 13, "end", 600)
    pen.text(left + 2, 16, "state after reading", "x", 13, "start", 600)
    for k, word in enumerate(english):
        pen.token(left + pace * (k + 0.5), 42, word, pace - 8, 28, 14)
    for t, look in enumerate(rows):
        y = top + 36 * t
        pen.text(left - 12, y + 21, look.word, "ink", 14, "end", 600)
        pen.heat(left, y, look.shares, (pace, 30), horizontal=True, numbers=False, stroke=1.5)
        for k, share in enumerate(look.shares):
            pen.text(left + pace * (k + 0.5), y + 20, percent(share), "onheat", 13)
    return pen.svg()


# --- how long they take to learn -------------------------------------------------------------------------


class Network(NamedTuple):
    """One line of the plot: its name among the stored runs, its hue, its marker for the plot and in words, its name."""

    key: str
    hue: str
    marker: str
    sign: str
    name: str


NETWORKS = (
    Network("attention", "gate", "^", "▲", "with attention"),
    Network("state", "h", "o", "●", "one state alone"),
)


def learnt(network: Network) -> dict[str, Any]:
    """What was stored of a network."""
    found: dict[str, Any] = trained.memory()["networks"][network.key]
    return found


def longest(network: Network) -> list[list[float]]:
    """For each seed, the shares of right clauses in the longest sentences, at every check from step 0 on."""
    return [[0.0, *(shares[-1] for shares in run)] for run in learnt(network)["runs"]]


def steps_needed(network: Network) -> list[int]:
    """The training steps that each seed needed. Raises TypeError where one did not learn it."""
    return [int(step) for step in learnt(network)["learnt_at"]]


@figure
def learning_long_sentences() -> Figure:
    """The share of right clauses in the longest sentences against training steps, for one state and for attention."""
    words = trained.memory()["words"][-1]
    needed = {network.key: steps_needed(network) for network in NETWORKS}
    means = {key: number(fmean(steps), 0) for key, steps in needed.items()}
    seeds = len(needed["state"])
    said = "; ".join(
        f"{network.name}: {', '.join(number(step, 0) for step in needed[network.key])}" for network in NETWORKS
    )
    alt = (
        f"Right clauses in sentences of {words} words against training steps. Steps until {percent(LEARNT)} in 100 "
        f"were right, by seed. {said}."
    )
    caption = (
        f"<b>One state does learn sentences of {words} words, but needs {means['state']} training steps; with "
        f"attention it takes {means['attention']}.</b> Lines: {seeds} seeds each, until {percent(LEARNT)} in 100 "
        "clauses are right; equal sizes, each with its best rate."
    )
    return two_layouts(_curves, alt, caption)


def _curves(width: int, alt: str) -> str:
    compact = width == COMPACT
    height, margins = (300, Margins(42, 14, 48, 40)) if compact else (320, Margins(46, 20, 50, 42))
    with canvas(width, height, margins) as (sheet, axes):
        axes.set_ylim(0, 1)
        axes.set_yticks([0, 0.5, 1], ["0", "50", "100"])
        axes.set_xlim(0, max(max(steps_needed(network)) for network in NETWORKS))
        axes.set_xlabel("training steps")
        axes.locator_params(axis="x", nbins=4 if compact else 6)
        axes.xaxis.set_major_formatter(lambda steps, _: number(steps, 0))
        head(axes, margins.left, "right clauses in per cent, longest sentences", "ink")
        for network in NETWORKS:
            _lines(axes, network)
        return to_svg(sheet, f"learning-long-sentences-{layout(width)}", alt)


def _lines(axes: Axes, network: Network) -> None:
    every = trained.memory()["every"]
    for shares in longest(network):
        steps = [every * k for k in range(len(shares))]
        axes.plot(steps, shares, color=LIGHT[network.hue], linewidth=1.75, clip_on=False)
        axes.plot(steps[-1:], shares[-1:], color=LIGHT[network.hue], marker=network.marker, markersize=8, clip_on=False)
    axes.text(0.4, 0.42 if network.key == "attention" else 0.26, f"{network.sign} {network.name}",
              transform=axes.transAxes, color=LIGHT[network.hue], **LABEL)  # fmt: skip

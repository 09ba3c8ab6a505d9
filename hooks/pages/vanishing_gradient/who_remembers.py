"""Drawing and table for "Watch a gradient fade": which network learns to recall the marked token, and how soon."""

from __future__ import annotations

from collections.abc import Iterator
from math import log
from typing import Any, NamedTuple

from drawing.diagram import Pen
from drawing.figure import COMPACT, Figure, two_layouts
from drawing.printing import number
from drawing.table import Column, Table
from pages.answers import figure, table
from results.stored import settings, stored

from rnn_docs.comparison import summary
from rnn_docs.tasks.recall import STEPS

FILE = "recall.json"


class Network(NamedTuple):
    """A network of the comparison: its key among the runs, its name, what differs from its neighbours, hue, mark."""

    key: str
    name: str
    differs: str
    hue: str
    mark: str

    @property
    def full_name(self) -> str:
        return f"{self.name}, {self.differs}"


NETWORKS = (
    Network("vanilla", "plain", "usual start", "h", "circle"),
    Network("identity", "plain", "identity", "h", "circle"),
    Network("orthogonal", "plain", "orthogonal", "h", "circle"),
    Network("stretched", "plain", "orthogonal × 1.25", "h", "circle"),
    Network("lstm-bias-0", "LSTM", "keep bias 0", "c", "square"),
    Network("lstm-bias-1", "LSTM", "keep bias 1", "c", "square"),
    Network("lstm", "LSTM", "keep bias 3", "c", "square"),
    Network("gru-bias-0", "GRU", "keep bias 0", "gate", "triangle"),
    Network("gru-bias-1", "GRU", "keep bias 1", "gate", "triangle"),
    Network("gru", "GRU", "keep bias 3", "gate", "triangle"),
)
NETWORKS = tuple(network for network in NETWORKS if network.key in stored(FILE).runs)
FIRST, TICKS = 60, (100, 300, 1000, 3000)  # the left end of the axis, and its labelled steps
ROW, HEAD = 30, 34  # height of a row, and of what stands above the first


def runs(network: Network) -> list[dict[str, Any]]:
    """What each seed of a network gave."""
    return stored(FILE).runs[network.key]


def solved_at(network: Network) -> list[int]:
    """After how many steps the seeds that learnt it had learnt it."""
    return [run["solved_at"] for run in runs(network) if run["solved_at"] is not None]


def count(network: Network) -> str:
    """How many of the seeds learnt it."""
    return f"{len(solved_at(network))} of {len(runs(network))}"


def between(network: Network) -> str:
    """The smallest and the largest number of steps of the seeds that learnt it."""
    steps = solved_at(network)
    return f"{number(min(steps), 0)} to {number(max(steps), 0)}" if steps else "none"


def of(key: str) -> Network:
    """The network of this key."""
    return next(network for network in NETWORKS if network.key == key)


@figure
def who_remembers() -> Figure:
    """The step at which each seed of each network had learnt the task."""
    told = "; ".join(
        f"{network.full_name}: {count(network)}" + (f", after {between(network)} steps" if solved_at(network) else "")
        for network in NETWORKS
    )
    alt = f"Seeds that learnt to recall the marked token within {number(STEPS, 0)} training steps. {told}."
    caption = (
        f"<b>The plain network with the usual start learns it with {count(of('vanilla'))} seeds, the LSTM with keep bias "
        f"3 with {count(of('lstm'))}, the GRU with {count(of('gru'))}.</b> One mark is one seed, at the training step "
        f"after which it first had 99 of 100 answers right; at the right stands how many had, within "
        f"{number(STEPS, 0)} steps. All networks have about as many parameters, and each has the learning rate that did "
        "best for it on other seeds."
    )
    return two_layouts(_draw, alt, caption)


def _draw(width: int, alt: str) -> str:
    compact = width == COMPACT
    left, right = (136, width - 58) if compact else (210, width - 74)
    places = [*_places()]
    bottom = places[-1].top + ROW + 4
    pen = Pen(width, bottom + 44, alt)
    for tick in TICKS:
        x = _across(tick, left, right)
        pen.line([(x, HEAD - 8), (x, bottom)], "hair", 1)
        pen.text(x, bottom + 17, number(tick, 0), "ink2", 13)
    pen.text(right, bottom + 38, "training steps until it had learnt it", "ink2", 13, "end")
    pen.text(width - 1, HEAD - 18, "learnt it", "ink", 13, "end", 600)
    for place in places:
        _row(pen, place, (left, right), compact)
    return pen.svg()


class _Place(NamedTuple):
    """Where a network's row begins, and whether it is the first of its cell."""

    network: Network
    top: float
    first: bool


def _places() -> Iterator[_Place]:
    """The rows from above; a little more room stands before another cell."""
    top, name = HEAD - 12, ""
    for network in NETWORKS:
        first = network.name != name
        top, name = top + 12 * first, network.name
        yield _Place(network, top, first)
        top += ROW


def _row(pen: Pen, place: _Place, ends: tuple[float, float], compact: bool) -> None:
    network, y = place.network, place.top + ROW / 2
    if compact:
        words = network.differs.replace("keep bias", f"{network.name}, bias")
        pen.text(1, y + 4.5, words, network.hue, 13, "start", 600)
    else:
        if place.first:
            pen.text(1, y + 4.5, network.name, network.hue, 14, "start", 600)
        pen.text(64, y + 4.5, network.differs, "ink", 13, "start")
    pen.line([(ends[0], y), (ends[1], y)], "hair", 1)
    for x, up in _apart([_across(step, *ends) for step in sorted(solved_at(network))]):
        _mark(pen, network, x, y + up)
    pen.text(pen.width - 1, y + 4.5, count(network), network.hue, 13, "end", 600)


def _across(step: float, left: float, right: float) -> float:
    """Where a step stands on the axis, whose scale is one of factors."""
    return left + (right - left) * log(step / FIRST) / log(STEPS / FIRST)


def _apart(places: list[float]) -> Iterator[tuple[float, float]]:
    """Marks of one place one above the other, around the line."""
    for place in sorted(set(places)):
        n = places.count(place)
        gap = min(6.0, 22 / n)
        for k in range(n):
            yield place, (k - (n - 1) / 2) * gap


def _mark(pen: Pen, network: Network, x: float, y: float) -> None:
    if network.mark == "circle":
        pen.circle(x, y, 4, "page", network.hue, 0.75)
    elif network.mark == "square":
        pen.rect(x - 3.75, y - 3.75, 7.5, 7.5, "page", network.hue, 1, 0.75)
    else:
        pen.polygon([(x - 4.75, y + 4), (x + 4.75, y + 4), (x, y - 4.5)], network.hue, "page", 0.75)


@table
def recall_by_network() -> Table:
    """Every network of the comparison: its size, its rate, how many seeds learnt the task and how soon."""
    columns = (
        Column("network"),
        Column("units", "", 0),
        Column("parameters", "", 0),
        Column("rate"),
        Column("learnt"),
        Column("steps, mean"),
        Column("smallest to largest"),
    )
    return Table(
        f"Recall of the marked token within {number(STEPS, 0)} steps, {len(runs(NETWORKS[0]))} seeds a network",
        columns,
        [_line(network) for network in NETWORKS],
        settings=settings(FILE),
    )


def _line(network: Network) -> tuple[object, ...]:
    conditions = stored(FILE).conditions[network.key]
    steps = solved_at(network)
    return (
        network.full_name,
        conditions["units"],
        conditions["parameters"],
        f"{conditions['learning_rate']:g}",
        count(network),
        number(summary(steps).mean, 0) if steps else "–",
        between(network) if steps else "–",
    )

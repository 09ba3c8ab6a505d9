"""Drawing and table for "Watch a gradient fade": which network learns to recall the marked symbol, and how soon."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import log
from statistics import geometric_mean
from typing import Any, NamedTuple

from drawing.diagram import Pen
from drawing.figure import COMPACT, Figure, two_layouts
from drawing.printing import mean_and_spread, number
from drawing.table import Column, Table
from pages.answers import figure, table
from pages.shared.measured_gradients import NBSP, two_digits
from results.stored import settings, stored, times_as_long

from rnn_docs.comparison import VALIDATION_SEEDS, summary
from rnn_docs.tasks.recall import CHANCE, MARKED_WITHIN, RECALL_NETWORKS, SEQ_LEN, STEPS, gradient_left_at_start

FILE = "recall.json"


class Network(NamedTuple):
    """A network of the comparison: its key among the runs, its name, what differs from its neighbours, hue, mark."""

    key: str
    name: str
    differs: str
    hue: str
    mark: str

    @property
    def keeps(self) -> bool:
        """Whether it is a cell whose gate starts open, so that a fresh memory keeps."""
        return self.differs in ("keep bias 1", "keep bias 3")

    @property
    def full_name(self) -> str:
        return f"{self.name}, {self.differs}"


NETWORKS = (
    Network("vanilla", "plain", "Glorot start", "h", "circle"),
    Network("identity", "plain", "identity start", "h", "circle"),
    Network("orthogonal", "plain", "orthogonal start", "h", "circle"),
    Network("stretched", "plain", "stretched start", "h", "circle"),
    Network("lstm-bias-0", "LSTM", "keep bias 0", "c", "square"),
    Network("lstm-bias-1", "LSTM", "keep bias 1", "c", "square"),
    Network("lstm", "LSTM", "keep bias 3", "c", "square"),
    Network("gru-bias-0", "GRU", "keep bias 0", "gate", "triangle"),
    Network("gru-bias-1", "GRU", "keep bias 1", "gate", "triangle"),
    Network("gru", "GRU", "keep bias 3", "gate", "triangle"),
)
TAUGHT = 0.05  # wrong answers fewer than by guessing, as a share: a rate that taught something
FIRST, TICKS = 60, (100, 300, 1000, 3000)  # the left end of the axis, and its labelled steps
ROW, HEAD = 28, 34  # height of a row, of what stands above the first
PILE, ASIDE = 4, 9.0  # how many marks of one step stand one above the other, and how far the next ones stand aside


def of(key: str) -> Network:
    """The network of this key."""
    return next(network for network in NETWORKS if network.key == key)


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
    return f"{number(min(steps), 0)} to {number(max(steps), 0)}" if steps else "–"


def average(network: Network) -> float:
    """After how many steps a seed that learnt it had learnt it, on average."""
    return summary(solved_at(network)).mean


@figure
def who_remembers() -> Figure:
    """The step at which each seed of each network had learnt the task."""
    told = "; ".join(f"{network.full_name}, {count(network)}, {between(network)} steps" for network in NETWORKS)
    alt = f"Seeds that learnt to recall the marked symbol within {number(STEPS, 0)} training steps. {told}."
    caption = (
        f"<b>{_finding()}</b> Each mark is one seed, that is, one random start, at the step after which 99 of 100 "
        f"answers were right; at the right, how many got there within {number(STEPS, 0)} steps."
    )
    return two_layouts(_draw, alt, caption)


def _finding() -> str:
    soon, late = ([step for n in NETWORKS if n.keeps == keeps for step in solved_at(n)] for keeps in (True, False))
    return (
        f"Gated cells that start by keeping learn it within {number(max(soon), 0)} training steps; "
        f"no other network learns it before step {number(min(late), 0)}."
    )


def _draw(width: int, alt: str) -> str:
    compact = width == COMPACT
    left, right = (126, width - 62) if compact else (210, width - 74)
    places = [*_places()]
    bottom = places[-1].top + ROW + 4
    pen = Pen(width, bottom + 44, alt)
    if not compact:
        far = SEQ_LEN - MARKED_WITHIN
        pen.text(1, 17, f"the mark at least {far} of {SEQ_LEN} steps back", "ink", 14, "start", 600)
    pen.text(width - 1, 17, "learnt it", "ink2", 13, "end", 600)
    for tick in TICKS:
        x = _across(tick, left, right)
        pen.line([(x, HEAD), (x, bottom)], "hair", 1)
        pen.text(x, bottom + 17, number(tick, 0), "ink2", 13)
    pen.text(right, bottom + 38, "training steps until it had learnt it", "ink2", 13, "end")
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
    top, name = HEAD - 8.0, ""
    for network in NETWORKS:
        first = network.name != name
        top += 8 * first
        yield _Place(network, top, first)
        top, name = top + ROW, network.name


def _row(pen: Pen, place: _Place, ends: tuple[float, float], compact: bool) -> None:
    network, y = place.network, place.top + ROW / 2
    if compact:
        words = network.differs.replace("keep", network.name)
        words = f"plain, {words.removesuffix(' start')}" if network.name == "plain" else words
        pen.text(1, y + 4.5, words, network.hue, 13, "start", 600)
    else:
        if place.first:
            pen.text(1, y + 4.5, network.name, network.hue, 14, "start", 600)
        pen.text(64, y + 4.5, network.differs, "ink", 13, "start")
    pen.line([(ends[0], y), (ends[1], y)], "hair", 1)
    for x, down in _apart([_across(step, *ends) for step in sorted(solved_at(network))]):
        _mark(pen, network, x, y + down)
    pen.text(pen.width - 1, y + 4.5, count(network), network.hue, 13, "end", 600)


def _across(step: float, left: float, right: float) -> float:
    """Where a step stands on the axis, whose scale is one of factors."""
    return left + (right - left) * log(step / FIRST) / log(STEPS / FIRST)


def _apart(places: list[float]) -> Iterator[tuple[float, float]]:
    """Marks of one place one above the other, around the line; many of them in piles side by side."""
    for place in sorted(set(places)):
        n = places.count(place)
        piles = -(-n // PILE)
        for k in range(n):
            pile, level = divmod(k, PILE)
            high = min(PILE, n - pile * PILE)
            yield place + ASIDE * (pile - (piles - 1) / 2), 6.0 * (level - (high - 1) / 2)


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
        Column("rate"),
        Column("learnt", "", 0),
        Column("steps"),
        Column("time", "", 0),
    )
    return Table(
        f"Recall of the marked symbol within {number(STEPS, 0)} steps; learnt: by how many of "
        f"{len(runs(NETWORKS[0]))} seeds; steps: mean and range of these; time to train, of all seeds, last row = 1",
        columns,
        [_line(network) for network in NETWORKS],
        stacks=True,
        settings=settings(FILE),
    )


def _line(network: Network) -> tuple[object, ...]:
    conditions = stored(FILE).conditions[network.key]
    steps = mean_and_spread(solved_at(network), 0) if solved_at(network) else "–"
    rate = f"{conditions['learning_rate']:g}"
    time = times_as_long(FILE, network.key, NETWORKS[-1].key)
    return network.full_name, conditions["units"], rate, len(solved_at(network)), steps, time


@table
def recall_by_start() -> Table:
    """What is left of a gradient in every network before it is trained, and how soon it learns."""
    columns = (Column("network"), Column("left of dL/dh at the start"), Column("steps, mean"))
    rows = [(network.full_name, left(network), number(average(network), 0)) for network in NETWORKS]
    return Table(f"The same networks before training: what {SEQ_LEN} symbols leave of a gradient", columns, rows)


def left(network: Network) -> str:
    """The geometric mean of the seeds, without spaces."""
    return two_digits(left_at_start(network)).replace(NBSP, "")


@cache
def left_at_start(network: Network) -> float:
    """What the way back through a list leaves of a gradient in a fresh network; the geometric mean of the seeds."""
    shares = [gradient_left_at_start(run["seed"], **RECALL_NETWORKS[network.key]) for run in runs(network)]
    return geometric_mean(shares)


def rates_that_teach(network: Network) -> list[str]:
    """The rates of the grid with which a network learnt something from its validation seeds."""
    scores = stored(FILE).scores[network.key]
    return [rate for rate, wrong in scores.items() if summary(wrong).mean < 1 - CHANCE - TAUGHT]


@table
def recall_by_rate() -> Table:
    """What each rate of the grid gave on the validation seeds: the rate of the smallest number was chosen."""
    scores = stored(FILE).scores
    rates = [*scores[NETWORKS[0].key]]
    return Table(
        f"Wrong answers over the {number(STEPS, 0)} steps, by learning rate (mean of {len(VALIDATION_SEEDS)} "
        f"validation seeds; guessing gives {number(1 - CHANCE)})",
        (Column("network"), *(Column(f"{float(rate):g}", "", 2) for rate in rates)),
        [(network.full_name, *(summary(scores[network.key][rate]).mean for rate in rates)) for network in NETWORKS],
    )

"""Drawing and table for "Watch a gradient fade": which network learns to recall the marked token, and how soon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log
from typing import Any, NamedTuple

from drawing.diagram import Pen
from drawing.figure import COMPACT, Figure, two_layouts
from drawing.printing import number
from drawing.table import Column, Table
from pages.answers import figure, table
from results.stored import settings, stored

from rnn_docs.comparison import VALIDATION_SEEDS, summary
from rnn_docs.tasks.recall import CHANCE, MARKED_WITHIN, SEQ_LEN, STEPS

NEAR_FILE = "recall.json"


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
    Network("vanilla", "plain", "usual start", "h", "circle"),
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
ROW, HEAD, TITLE = 28, 34, 40  # height of a row, of what stands above the first, of a part's title


class Part(NamedTuple):
    """Half of the figure: lists of one length, the steps from the mark to the end at least, and who is shown."""

    file: str
    symbols: int
    networks: tuple[Network, ...]

    @property
    def title(self) -> str:
        return f"{self.symbols} symbols, the mark at least {self.symbols - MARKED_WITHIN} steps before the end"


def of(key: str) -> Network:
    """The network of this key."""
    return next(network for network in NETWORKS if network.key == key)


PARTS = (Part(NEAR_FILE, SEQ_LEN, NETWORKS),)


def runs(network: Network, file: str = NEAR_FILE) -> list[dict[str, Any]]:
    """What each seed of a network gave."""
    return stored(file).runs[network.key]


def solved_at(network: Network, file: str = NEAR_FILE) -> list[int]:
    """After how many steps the seeds that learnt it had learnt it."""
    return [run["solved_at"] for run in runs(network, file) if run["solved_at"] is not None]


def count(network: Network, file: str = NEAR_FILE) -> str:
    """How many of the seeds learnt it."""
    return f"{len(solved_at(network, file))} of {len(runs(network, file))}"


def between(network: Network, file: str = NEAR_FILE) -> str:
    """The smallest and the largest number of steps of the seeds that learnt it."""
    steps = solved_at(network, file)
    return f"{number(min(steps), 0)} to {number(max(steps), 0)}" if steps else "none"


def average(network: Network, file: str = NEAR_FILE) -> float:
    """After how many steps a seed that learnt it had learnt it, on average."""
    return summary(solved_at(network, file)).mean


@figure
def who_remembers() -> Figure:
    """The step at which each seed of each network had learnt the task, for two lengths of the list."""
    told = ". ".join(
        f"{part.title}: "
        + "; ".join(
            f"{network.full_name}, {count(network, part.file)}"
            + (f", after {between(network, part.file)} steps" if solved_at(network, part.file) else "")
            for network in part.networks
        )
        for part in PARTS
    )
    alt = f"Seeds that learnt to recall the marked symbol within {number(STEPS, 0)} training steps. {told}."
    caption = (
        f"<b>{_finding()}</b> Each mark is one seed, that is, one random start, at the step after which 99 of 100 "
        f"answers were right; at the right, how many got there within {number(STEPS, 0)} steps. The first block below "
        "explains the starts."
    )
    return two_layouts(_draw, alt, caption)


def _finding() -> str:
    soon, late = ([step for n in NETWORKS if n.keeps == keeps for step in solved_at(n)] for keeps in (True, False))
    return (
        f"Cells that start by keeping learn it within {number(max(soon), 0)} training steps; no other network learns "
        f"it before {number(min(late), 0)}."
    )


def _draw(width: int, alt: str) -> str:
    compact = width == COMPACT
    left, right = (136, width - 58) if compact else (210, width - 74)
    places = [*_places()]
    bottom = places[-1].top + ROW + 4
    pen = Pen(width, bottom + 44, alt)
    for tick in TICKS:
        x = _across(tick, left, right)
        pen.line([(x, HEAD), (x, bottom)], "hair", 1)
        pen.text(x, bottom + 17, number(tick, 0), "ink2", 13)
    pen.text(right, bottom + 38, "training steps until it had learnt it", "ink2", 13, "end")
    pen.text(width - 1, 15, "learnt it", "ink2", 13, "end", 600)
    for place in places:
        if place.title:
            pen.rect(0, place.top - TITLE + 9, width, TITLE - 14, "", "page", 0)
            words = place.part.title if not compact else f"{place.part.symbols} symbols"
            pen.text(1, place.top - 12, words, "ink", 14, "start", 600)
        _row(pen, place, (left, right), compact)
    return pen.svg()


class _Place(NamedTuple):
    """Where a network's row begins, and whether it is the first of its part, and of its cell."""

    part: Part
    network: Network
    top: float
    title: bool
    first: bool


def _places() -> Iterator[_Place]:
    """The rows from above, with a title before each part and a little more room before another cell."""
    top = float(HEAD - TITLE)
    for part in PARTS:
        name = ""
        for k, network in enumerate(part.networks):
            top += TITLE if k == 0 else 8 if network.name != name else 0
            yield _Place(part, network, top, k == 0, network.name != name)
            top, name = top + ROW, network.name
        top += 8


def _row(pen: Pen, place: _Place, ends: tuple[float, float], compact: bool) -> None:
    network, file, y = place.network, place.part.file, place.top + ROW / 2
    if compact:
        words = network.differs.replace("keep", network.name)
        words = f"plain, {words.removesuffix(' start')}" if network.name == "plain" else words
        pen.text(1, y + 4.5, words, network.hue, 13, "start", 600)
    else:
        if place.first:
            pen.text(1, y + 4.5, network.name, network.hue, 14, "start", 600)
        pen.text(64, y + 4.5, network.differs, "ink", 13, "start")
    pen.line([(ends[0], y), (ends[1], y)], "hair", 1)
    for x, up in _apart([_across(step, *ends) for step in sorted(solved_at(network, file))]):
        _mark(pen, network, x, y + up)
    pen.text(pen.width - 1, y + 4.5, count(network, file), network.hue, 13, "end", 600)


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
    return _table(NEAR_FILE, SEQ_LEN, NETWORKS)


def _table(file: str, symbols: int, networks: Sequence[Network]) -> Table:
    columns = (
        Column("network"),
        Column("units", "", 0),
        Column("rate"),
        Column("learnt"),
        Column("steps, mean"),
        Column("smallest to largest"),
    )
    return Table(
        f"{symbols} symbols: recall of the marked one within {number(STEPS, 0)} steps, "
        f"{len(runs(networks[0], file))} seeds a network",
        columns,
        [_line(network, file) for network in networks],
        settings=settings(file),
    )


def _line(network: Network, file: str) -> tuple[object, ...]:
    conditions, steps = stored(file).conditions[network.key], solved_at(network, file)
    return (
        network.full_name,
        conditions["units"],
        f"{conditions['learning_rate']:g}",
        count(network, file),
        number(average(network, file), 0) if steps else "–",
        between(network, file) if steps else "–",
    )


def rates_that_teach(network: Network) -> list[str]:
    """The rates of the grid with which a network learnt something from its validation seeds."""
    scores = stored(NEAR_FILE).scores[network.key]
    return [rate for rate, wrong in scores.items() if summary(wrong).mean < 1 - CHANCE - TAUGHT]


@table
def recall_by_rate() -> Table:
    """What each rate of the grid gave on the validation seeds: the rate of the smallest number was chosen."""
    scores = stored(NEAR_FILE).scores
    rates = [*scores[NETWORKS[0].key]]
    return Table(
        f"Wrong answers over the {number(STEPS, 0)} steps, by learning rate (mean of {len(VALIDATION_SEEDS)} "
        f"validation seeds; guessing gives {number(1 - CHANCE)})",
        (Column("network"), *(Column(f"{float(rate):g}", "", 2) for rate in rates)),
        [(network.full_name, *(summary(scores[network.key][rate]).mean for rate in rates)) for network in NETWORKS],
    )

"""The tables of "Train your own"."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

import numpy as np
from drawing.printing import mean_and_spread, number
from drawing.printing import spread as between
from drawing.table import Column, Table
from pages.answers import table
from pages.train_your_own.planted_faults import PANELS
from pages.train_your_own.runs import FILE, NAMES, column, middle, seeds, spread
from results.runs.batch import RATES, STREAMS, named
from results.runs.echo import BIAS_RATES, BIASES, CLIPS, GATED
from results.stored import rate, settings, stored, times_as_long, values

from rnn_docs.checks import IntArray
from rnn_docs.tasks.quotation_marks import DISTANCES, inside_by_distance, only_by_window, parts_of

OPTIMISERS = {
    "slower": "plain gradient descent, rate 1",
    "sgd": "plain gradient descent, rate 2",
    "adam": "Adam, rate 0.01",
}


@table
def clip_sweep() -> Table:
    """What clipping changes, for a plain gradient step and for Adam."""
    columns = (Column("optimiser"), Column("clip at"), Column("loss on a fresh stream"), Column("largest norm met"))
    names = [(kind, clip, f"clip-{kind}-{clip}") for kind in OPTIMISERS for clip in CLIPS]
    rows = [
        (OPTIMISERS[kind], "never" if clip is None else f"{clip:g}", spread(name), largest(name))
        for kind, clip, name in names
    ]
    caption = (
        f"Plain cell whose recurrent weights start {stretch(names[0][2])} orthogonal; smallest to largest of "
        f"{seeds()} seeds. What differs by less than that spread is no finding"
    )
    return Table(caption, columns, rows, settings=settings(FILE, *(name for _, _, name in names)))


def stretch(name: str) -> str:
    """The factor at the start, as the conditions say it."""
    start: str = stored(FILE).conditions[name]["start"]
    return start.partition("times ")[2] + " times"


def largest(name: str) -> str:
    """The largest norm of each seed, the smallest and the largest of them, in as many digits as they are worth."""
    low, high = (f"{pick(column(name, 'largest')):,.2g}" for pick in (min, max))
    return "–".join(dict.fromkeys((plain(low), plain(high))))


def plain(digits: str) -> str:
    """A number in full, without an exponent."""
    value = float(digits.replace(",", ""))
    return number(value, 0 if value >= 10 else 1)


@table
def bias_sweep() -> Table:
    """The bias of the gate that keeps, on two tasks that want opposite things of it."""
    recall = stored("recall.json")
    (tried,) = {len(recall.runs[recall_name(cell, bias)]) for cell in GATED for bias in BIASES}
    columns = (
        Column("cell"),
        Column("keep bias", "", 0),
        *(Column(f"echo: loss, rate {rate:g}") for rate in BIAS_RATES),
        Column(f"mark: learnt by so many seeds of {tried}"),
        Column("mark: after so many steps"),
    )
    rows = []
    for cell in GATED:
        for bias in BIASES:
            found = recall.runs[recall_name(cell, bias)]
            solved = sorted(run["solved_at"] for run in found if run["solved_at"] is not None)
            after = number(solved[len(solved) // 2], 0) if solved else "–"
            rows.append((NAMES[cell], int(bias), *echoed(cell, bias), f"{len(solved)}", after))
    caption = (
        f"Echo: {seeds()} seeds, loss on a fresh stream, smallest to largest. Mark: the marked symbol of step 4, each "
        "with the rate that did best for it; the steps are the middle of the seeds that learnt it"
    )
    names = [f"bias-{cell}-{bias:g}-rate-{rate:g}" for cell in GATED for bias in BIASES for rate in BIAS_RATES]
    marked = [recall_name(cell, bias) for cell in GATED for bias in BIASES]
    made = {"echo": settings(FILE, *names), "marked symbol": settings("recall.json", *marked)}
    with_task = [{"task": task, **network} for task, networks in made.items() for network in networks]
    return Table(caption, columns, rows, stacks=True, settings=with_task)


def echoed(cell: str, bias: float) -> tuple[str, ...]:
    """The losses on the echo, with each rate."""
    return tuple(spread(f"bias-{cell}-{bias:g}-rate-{rate:g}") for rate in BIAS_RATES)


def recall_name(cell: str, bias: float) -> str:
    """The name of the network among those of the marked symbol."""
    return cell if bias == max(BIASES) else f"{cell}-bias-{bias:g}"


BATCH = "batch.json"


@table
def batch_same_steps() -> Table:
    """More or fewer streams side by side, with as many steps for all."""
    caption = (
        f"Echo, plain cell, loss on a fresh stream: the middle of {len(stored(BATCH).runs['read-1'])} seeds, in "
        f"brackets the smallest and the largest. Each network with the best of {len(RATES)} rates, chosen from other "
        f"seeds. What differs by less than the brackets is no finding. Time to train, on one core: {max(STREAMS)} "
        "streams of the next table = 1"
    )
    return by_streams("steps", caption)


@table
def batch_same_reading() -> Table:
    """The same with as much reading for all."""
    return by_streams("read", "The same networks, which now have read as much")


def by_streams(kind: str, caption: str) -> Table:
    """A row for each number of streams."""
    columns = (
        Column("streams at once", "", 0),
        Column("steps", "", 0),
        Column("its best rate"),
        Column("loss"),
        Column("time", "", 1),
    )
    names = {n: named(kind, n) for n in STREAMS}
    rows = [(n, stored(BATCH).conditions[name]["steps"], *reached(name)) for n, name in names.items()]
    return Table(caption, columns, rows, settings=settings(BATCH, *names.values()))


def reached(name: str) -> tuple[str, str, float]:
    """The rate that was chosen for a network, its losses, and how long it takes."""
    losses = values(BATCH, name, "loss")
    time = times_as_long(BATCH, name, f"read-{max(STREAMS)}")
    return f"{rate(BATCH, name):g}", f"{number(median(losses), 4)} ({between(losses, 4)})", time


@table
def fault_checks() -> Table:
    """What tells the faults apart."""
    columns = (
        Column("training"),
        Column("loss at the end", "", 2),
        Column("largest norm", "", 1),
        Column("units beyond ±0.99 at the start, %", "", 0),
        Column("loss on one window, again and again", "", 3),
        Column("right in use", "", 2),
    )
    rows = [
        (
            title,
            middle(f"fault-{name}", "ended"),
            middle(f"fault-{name}", "largest"),
            100 * middle(f"fault-{name}", "saturated"),
            middle(f"fault-{name}", "one_window"),
            middle(f"fault-{name}", "right"),
        )
        for name, title in PANELS.items()
    ]
    caption = f"The same trainings in numbers, the middle of {seeds()} seeds"
    faults = settings(FILE, *(f"fault-{name}" for name in PANELS))
    return Table(caption, columns, rows, stacks=True, settings=faults)


QUOTATION = "quotation.json"
READERS = {"vanilla": "plain", "attention": "plain, looks back", "lstm": "LSTM", "gru": "GRU"}
SIGHTS = (50, 150)  # letters that a rule without memory sees
RULES = {-1: "always closed"} | {sight: f"rule that sees {sight}" for sight in SIGHTS}  # -1: no letter at all
NEAR = DISTANCES.index(50) + 1  # so many groups of letters are near their mark


@table
def open_quotation() -> Table:
    """Who still knows that a quotation is open, beside rules that see only the last letters."""
    columns = (
        Column("reader"),
        Column("both alike"),
        Column("outside"),
        Column("inside, up to 50 letters"),
        Column("inside, farther"),
        Column("time"),
    )
    rows = [(name, *by_rule(sight), "–") for sight, name in RULES.items()]
    rows += [
        (name, *by_network(key), number(times_as_long(QUOTATION, key, "vanilla"), 1)) for key, name in READERS.items()
    ]
    found = stored(QUOTATION)
    caption = (
        "Per cent of the letters judged right: inside and outside counting alike, outside, and inside by how long ago "
        f"the quotation began. Mean of {len(found.runs['gru'])} seeds, in brackets the smallest and the largest; each "
        "seed holds other paragraphs out, so these ranges are wide. A rule sees so many letters; the plain networks "
        "start orthogonal. About as many parameters each, the better of two rates for each. "
        "Time to train, first plain network\u00a0=\u00a01"
    )
    return Table(caption, columns, rows, stacks=True, settings=settings(QUOTATION))


def by_rule(sight: int) -> tuple[str, ...]:
    """What a rule reaches on the paragraphs that each seed holds out."""
    seeds = [run["seed"] for run in stored(QUOTATION).runs["gru"]]
    return shown({seed: only_by_window(parts_of(seed).test, sight)._asdict() for seed in seeds})


def by_network(key: str) -> tuple[str, ...]:
    """What the seeds of a network reach there."""
    return shown({run["seed"]: run for run in stored(QUOTATION).runs[key]})


def shown(by_seed: Mapping[int, Mapping[str, Any]]) -> tuple[str, ...]:
    """The shares of a row in per cent, each with its spread over the seeds."""
    found = by_seed.values()
    apart = [near_and_far(run["by_distance"], inside_by_distance(parts_of(seed).test)) for seed, run in by_seed.items()]
    columns = [[run[share] for run in found] for share in ("balanced", "outside")]
    shares = (*columns, *map(list, zip(*apart, strict=True)))
    return tuple(mean_and_spread([100 * share for share in column], 0) for column in shares)


def near_and_far(shares: Sequence[float | None], letters: IntArray) -> tuple[float, float]:
    """Which share of the letters near their mark is right, and which of those farther away; each letter counts once."""
    right = np.array([0 if share is None else share for share in shares]) * letters
    return right[:NEAR].sum() / letters[:NEAR].sum(), right[NEAR:].sum() / letters[NEAR:].sum()

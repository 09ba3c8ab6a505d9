"""The tables of "Train your own"."""

from drawing.printing import number
from drawing.table import Column, Table
from pages.answers import table
from pages.train_your_own.planted_faults import PANELS
from pages.train_your_own.runs import FILE, NAMES, column, middle, seeds, spread
from results.runs.echo import BIASES, CLIPS, GATED
from results.stored import settings, stored

from rnn_docs.comparison import summary
from rnn_docs.tasks.quotation import only_by_window, paragraphs

OPTIMISERS = {"sgd": "plain gradient descent, rate 2", "adam": "Adam, rate 0.01"}


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
    return " to ".join(dict.fromkeys((plain(low), plain(high))))


def plain(digits: str) -> str:
    """A number in full, without an exponent."""
    value = float(digits.replace(",", ""))
    return number(value, 0 if value >= 10 else 1)


@table
def bias_sweep() -> Table:
    """The bias of the gate that keeps, on two tasks that want opposite things of it."""
    recall = stored("recall.json")
    columns = (
        Column("cell"),
        Column("keep bias", "", 0),
        Column("echo: loss on a fresh stream"),
        Column("marked symbol: seeds that learnt it"),
        Column("after steps, the middle of those"),
    )
    rows = []
    for cell in GATED:
        for bias in BIASES:
            found = recall.runs[recall_name(cell, bias)]
            solved = sorted(run["solved_at"] for run in found if run["solved_at"] is not None)
            after = number(solved[len(solved) // 2], 0) if solved else "–"
            rows.append(
                (NAMES[cell], int(bias), spread(f"bias-{cell}-{bias:g}"), f"{len(solved)} of {len(found)}", after)
            )
    caption = (
        f"Echo: {seeds()} seeds, rate 0.01 for all, smallest to largest. Marked symbol: the runs of step 4, each with "
        "the rate that did best for it"
    )
    names = [f"bias-{cell}-{bias:g}" for cell in GATED for bias in BIASES]
    return Table(caption, columns, rows, settings=settings(FILE, *names))


def recall_name(cell: str, bias: float) -> str:
    """The name of the network among those of the marked symbol."""
    return cell if bias == max(BIASES) else f"{cell}-bias-{bias:g}"


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
    return Table(caption, columns, rows, settings=settings(FILE, *(f"fault-{name}" for name in PANELS)))


QUOTATION, READERS = "quotation.json", {"vanilla": "plain, orthogonal start", "lstm": "LSTM", "gru": "GRU"}
SIGHTS = (50, 150)  # letters that a rule without memory sees


@table
def open_quotation() -> Table:
    """Who still knows that a quotation is open, beside rules that see only the last letters."""
    columns = (
        Column("reader"),
        Column("right, inside and outside counting alike"),
        Column("right inside, up to 50 letters since the mark"),
        Column("right inside, further than 50"),
    )
    rows = [(f"rule that sees {sight} letters", *by_rule(sight)) for sight in SIGHTS]
    rows += [(name, *by_network(key)) for key, name in READERS.items()]
    found = stored(QUOTATION)
    caption = (
        f"Mean of {len(found.runs['gru'])} seeds, in brackets the smallest and the largest; each seed holds other "
        "paragraphs out, so these ranges are wide. About as many parameters each, the better of two rates for each"
    )
    return Table(caption, columns, rows, settings=settings(QUOTATION))


def by_rule(sight: int) -> tuple[str, str, str]:
    """What a rule reaches on all paragraphs; nothing of it is learnt."""
    found = only_by_window(paragraphs(), sight)
    near, far = grouped(found.by_distance)
    return number(found.balanced), number(near), number(far)


def by_network(key: str) -> tuple[str, str, str]:
    """What the seeds of a network reach on the paragraphs held out."""
    outcomes = stored(QUOTATION).runs[key]
    shares = [grouped(run["by_distance"]) for run in outcomes]
    columns = ([run["balanced"] for run in outcomes], [near for near, _ in shares], [far for _, far in shares])
    near_to_far = [f"{number(s.mean)} ({number(s.smallest)} to {number(s.largest)})" for s in map(summary, columns)]
    return near_to_far[0], near_to_far[1], near_to_far[2]


def grouped(by_distance: list[float | None]) -> tuple[float, float]:
    """The mean of the two nearer groups, and that of the farther ones which the text has."""
    far = [share for share in by_distance[2:] if share is not None]
    near = [share for share in by_distance[:2] if share is not None]
    return sum(near) / len(near), sum(far) / len(far)

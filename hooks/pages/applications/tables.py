"""Step 7: the tables of what was trained, each beside an honest baseline; rounded so that every machine agrees."""

from __future__ import annotations

from collections.abc import Sequence

from drawing.printing import number
from drawing.table import Column, Table
from pages.answers import table
from pages.applications import which_network as chooser
from results import trained, trained_series

CELLS = {"vanilla": "vanilla", "lstm": "LSTM", "gru": "GRU"}
TEMPLATES = ("plain", "negated", "contrast")


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def spread(values: Sequence[float], decimals: int = 2) -> str:
    """The smallest and the largest of several seeds; one number if they print alike."""
    low, high = (number(bound, decimals) for bound in (min(values), max(values)))
    return low if low == high else f"{low}–{high}"


@table
def sentiment_by_template() -> Table:
    """Share of held-out sentences answered right, by kind of sentence."""
    found = trained.sentiment()
    columns = (Column("network"), *(Column(template, "", 2) for template in TEMPLATES))
    rows = [(CELLS[cell], *(found["by_template"][cell][template] for template in TEMPLATES)) for cell in CELLS]
    return Table("Share of held-out sentences answered right, mean of the seeds", columns, rows)


@table
def tagging_example() -> Table:
    """The tags of one held-out sentence: the right ones, and what each tagger said."""
    found = trained.tagging()["example"]
    columns = (Column("word"), Column("right"), Column("both ways"), Column("forward only"), Column("most frequent"))
    names = ("words", "right", "bidirectional", "forward", "most_frequent")
    return Table("One sentence, tagged", columns, list(zip(*(found[name] for name in names), strict=True)))


@table
def application_results() -> Table:
    """Each shape's small model, its measure, and an honest baseline."""
    columns = [Column(word) for word in ("task", "measure", "mean", "range", "baseline")]
    caption = "GRUs on what they never saw, several seeds each (the tagger reads both ways)"
    return Table(caption, columns, [*_shapes(), *_forecasts()])


def _shapes() -> list[tuple[str, ...]]:
    """The tasks in which more is better, then the writer, whose bits should be few."""
    kind, tags, text = trained.sentiment(), trained.tagging(), trained.characters()
    both_ways, frequent = (tags["accuracy"][name] for name in ("bidirectional", "most_frequent"))
    counts = number(text["ngram_bits"]["5"], 1)
    french = trained.translation()
    by_word = number(french["word_by_word"])
    return [
        ("sentiment", "right", *_shares(kind["accuracy"]["gru"]), f"{number(kind['bag'])} bag of words"),
        ("tagging", "right", *_shares(both_ways), f"{number(frequent[0])} most frequent"),
        ("translation", "exact", *_shares(french["exact"]["gru"]), f"{by_word} word by word"),
        ("writing", "bits", *_shares(text["bits_by_seed"], 1), f"{counts} counting"),
    ]


def _forecasts() -> list[tuple[str, ...]]:
    """The two time series: errors, so less is better."""
    spots, prices = trained_series.sunspots(), trained_series.shares()
    sum_of_nine, as_today = number(spots["ar9"], 1), number(prices["persistence"], 1)
    return [
        ("sunspots", "error", *_shares(spots["rmse"]["gru"], 1), f"{sum_of_nine} sum of nine"),
        ("share price", "error", *_shares(prices["rmse"]["gru"], 1), f"{as_today} as today"),
    ]


def _shares(values: Sequence[float], decimals: int = 2) -> tuple[str, str]:
    """The mean and the spread of the seeds."""
    return number(mean(values), decimals), spread(values, decimals)


@table
def which_network() -> Table:
    """What goes in and what comes out, the network for it, and why."""
    columns = [Column(word) for word in ("goes in", "comes out", "network", "why")]
    return Table("The network for each task", columns, [rule[3:] for rule in chooser.RULES])

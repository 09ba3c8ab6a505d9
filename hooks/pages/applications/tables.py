"""Step 7: the tables of what was trained, each beside an honest baseline; rounded so that every machine agrees."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

from drawing.printing import mean_and_spread, number
from drawing.table import Column, Table
from pages.answers import table
from pages.applications import which_network as chooser
from results import trained
from results.stored import Result, settings, times_as_long

CELLS = {"vanilla": "vanilla", "lstm": "LSTM", "gru": "GRU"}
TEMPLATES = ("plain", "negated", "contrast")
READERS = {  # of reviews: what has no order first
    "bag": "a weight for each word",
    "counts": "a network on word counts",
    "bag_pairs": "a weight for each word and pair",
    "pairs": "a network on counts of words and pairs",
    **{cell: f"{name}, word by word" for cell, name in CELLS.items()},
}
TRANSLATORS = {**CELLS, "attention": "GRU with attention"}
WAYS = {"forward": "forward", "both": "both ways"}
STOPS = {"rmse": "best for validation", "at_160": "160 steps", "at_300": "300 steps"}


def _time(task: str, network: str, other: str = "vanilla") -> str:
    """How many times as long as the plain network another one trains."""
    return number(times_as_long(f"{task}.json", network, other), 1)


def _trained_with(task: str, *networks: str) -> list[Result]:
    """The settings of these networks, with their task: all of it if none is named."""
    return [{"task": task, **network} for network in settings(f"{task}.json", *networks)]


@table
def sentiment_by_template() -> Table:
    """Share of held-out sentences answered right, by kind of sentence."""
    found = trained.sentiment()["by_template"]
    columns = (Column("what reads"), *(Column(template, "", 2) for template in TEMPLATES), Column("time"))
    rows = [
        (
            words,
            *(found[name][template] for template in TEMPLATES),
            "–" if name.startswith("bag") else _time("sentiment", name),
        )
        for name, words in READERS.items()
    ]
    count = seeds("sentiment", "accuracy", "gru")
    caption = f"Share of held-out reviews answered right, mean of {count} seeds; time to train a network, vanilla = 1"
    return Table(caption, columns, rows, settings=_trained_with("sentiment"))


def seeds(task: str, measure: str, network: str) -> int:
    """How many seeds of a network were trained."""
    return len(getattr(trained, task)()[measure][network])


@table
def tagging_example() -> Table:
    """The tags of one held-out sentence: the right ones, and where a tagger said another."""
    found = trained.tagging()["example"]
    columns = (Column("word"), Column("right"), Column("both ways"), Column("forward only"), Column("most frequent"))
    said = zip(*(found[name] for name in ("both", "forward", "most_frequent")), strict=True)
    rows = [
        (word, right, *("✓" if tag == right else tag for tag in tags))
        for word, right, tags in zip(found["words"], found["right"], said, strict=True)
    ]
    return Table("One sentence, tagged: ✓ where the tag is right, else what was said instead", columns, rows)


@table
def tagging_by_network() -> Table:
    """The share of words tagged right that can have two tags, by cell and direction."""
    found = trained.tagging()["ambiguous"]
    columns = (Column("network"), *(column for way in WAYS.values() for column in (Column(way), Column("time"))))
    rows = []
    for cell, words in CELLS.items():
        row = [words]
        for tagger in (f"{cell}-{way}" for way in WAYS):
            row.append(mean_and_spread([100 * share for share in found[tagger]], 0))
            row.append(_time("tagging", tagger, "vanilla-forward"))
        rows.append(row)
    count = seeds("tagging", "ambiguous", "gru-both")
    caption = (
        f"Words with two tags, tagged right in per cent: mean and range of {count} seeds, equal sizes; time to train, "
        "vanilla forward = 1"
    )
    return Table(caption, columns, rows, settings=_trained_with("tagging"))


@table
def writing_by_network() -> Table:
    """Bits per character on the test part, by cell."""
    found = trained.characters()["bits"]
    columns = [Column(word) for word in ("network", "bits", "time")]
    rows = [(CELLS[cell], mean_and_spread(bits, 2), _time("characters", cell)) for cell, bits in found.items()]
    caption = (
        f"Bits for a character: mean and range of {seeds('characters', 'bits', 'gru')} seeds, equal sizes; time to "
        "train, vanilla = 1"
    )
    return Table(caption, columns, rows, settings=_trained_with("characters"))


@table
def translation_by_network() -> Table:
    """The share of held-out clauses translated without a wrong word, by network."""
    found, made = trained.translation()["exact"], {s["network"]: s for s in settings("translation.json")}
    columns = (Column("network"), Column("units", "", 0), Column("parameters", "", 0), Column("exact"), Column("time"))
    rows = [
        (
            words,
            made[name]["units"],
            made[name]["parameters"],
            mean_and_spread(found[name]),
            _time("translation", name),
        )
        for name, words in TRANSLATORS.items()
    ]
    count = seeds("translation", "exact", "gru")
    caption = (
        f"Share of held-out clauses without a wrong word after {number(made['gru']['steps'], 0)} training steps: mean "
        f"and range of {count} seeds; time to train, vanilla = 1"
    )
    return Table(caption, columns, rows, settings=_trained_with("translation"))


@table
def memory_by_network() -> Table:
    """One state and attention on long sentences: size, steps and time."""
    found, made = trained.memory()["networks"], {s["network"]: s for s in settings("memory.json")}
    words = {"state": "one state alone", "backwards": "one state, read from the end", "attention": "with attention"}
    columns = [Column(word) for word in ("decoder", "parameters", "steps", "time")]
    rows = [
        (
            words[name],
            number(made[name]["parameters"], 0),
            _until_learnt(found[name]["learnt_at"]),
            number(times_as_long("memory.json", name, "attention"), 0),
        )
        for name in words
    ]
    caption = (
        f"Until 99 in 100 clauses of the longest sentences are right: mean and range of {len(found['state']['runs'])} "
        f"seeds, “not” those that did not get there in {number(made['state']['steps'], 0)} steps; time as a ratio"
    )
    return Table(caption, columns, rows, settings=_trained_with("memory"))


def _until_learnt(steps: Sequence[int | None]) -> str:
    """The steps of the seeds that learnt it, and how many did not."""
    known = [step for step in steps if step is not None]
    others = len(steps) - len(known)
    return mean_and_spread(known, 0) + (f", {others} not" if others else "")


@table
def right_by_length() -> Table:
    """The share of right clauses by the length of the sentence, at four moments of the training."""
    found, every = trained.memory(), trained.memory()["every"]
    last = min(len(run) for run in found["networks"]["state"]["runs"])
    columns = (Column("steps", "", 0), *(Column(f"{words} words", "", 2) for words in found["words"]))
    checks = sorted({0, 1, 3, last // 2, last - 1})
    runs = found["networks"]["state"]["runs"]
    rows = [
        (every * (check + 1), *(fmean([run[check][length] for run in runs]) for length in range(len(found["words"]))))
        for check in checks
    ]
    caption = f"Share of right clauses through one state, by the length of the sentence: mean of {len(runs)} seeds"
    return Table(caption, columns, rows, settings=_trained_with("memory", "state"))


@table
def sunspots_by_stop() -> Table:
    """The error on sunspots of each cell, under three rules for when to stop."""
    found = trained.sunspots()
    columns = (Column("network"), *(Column(words) for words in STOPS.values()))
    rows = [(words, *(mean_and_spread(found[stop][cell], 1) for stop in STOPS)) for cell, words in CELLS.items()]
    caption = f"Error on sunspots, by when training stops: mean and range of {seeds('sunspots', 'rmse', 'gru')} seeds"
    return Table(caption, columns, rows, settings=_trained_with("sunspots"))


class Task(NamedTuple):
    """A line of the results: its file of runs, the network in it, what was measured, its baseline."""

    name: str
    file: str
    network: str
    values: Sequence[float]
    decimals: int
    baseline: str


def tasks() -> list[Task]:
    """Every shape's small model: shares of right answers, then bits, then errors."""
    return [*_shapes(), *_forecasts()]


def _shapes() -> list[Task]:
    """The tasks in which more is better, then the writer, whose bits should be few."""
    kind, tags, french, text = trained.sentiment(), trained.tagging(), trained.translation(), trained.characters()
    both_ways, frequent = (tags["accuracy"][name] for name in ("gru-both", "most_frequent"))
    counts, tag = number(fmean(list(kind["by_template"]["counts"].values()))), number(frequent[0])
    words, five = number(french["word_by_word"]), number(text["ngram_bits"]["5"], 1)
    return [
        Task("sentiment: share right", "sentiment", "gru", kind["accuracy"]["gru"], 2, f"{counts} word counts"),
        Task("tagging: share right", "tagging", "gru-both", both_ways, 2, f"{tag} most frequent tag"),
        Task(
            "translation: share without a wrong word",
            "translation",
            "gru",
            french["exact"]["gru"],
            2,
            f"{words} word by word",
        ),
        Task(
            "writing: bits (yes-or-no questions) a character, fewer are better",
            "characters",
            "gru",
            text["bits"]["gru"],
            1,
            f"{five} counting",
        ),
    ]


def _forecasts() -> list[Task]:
    """The two time series: errors, so less is better."""
    spots, prices = trained.sunspots(), trained.shares()
    nine, today = number(spots["ar9"], 1), number(prices["persistence"], 1)
    return [
        Task("sunspots: root mean square error", "sunspots", "gru", spots["rmse"]["gru"], 1, f"{nine} sum of nine"),
        Task("share price: the same, in dollars", "shares", "gru", prices["rmse"]["gru"], 1, f"{today} as today"),
    ]


@table
def application_results() -> Table:
    """Each shape's small model, its measure, and an honest baseline."""
    columns = [Column(word) for word in ("task and measure", "GRU", "seeds", "rate", "baseline")]
    rows, made = [], []
    for task in tasks():
        (with_it,) = _trained_with(task.file, task.network)
        made.append(with_it)
        reached, seeds = mean_and_spread(task.values, task.decimals), str(len(task.values))
        rows.append((task.name, reached, seeds, f"{with_it['learning_rate']:g}", task.baseline))
    caption = "GRUs on what they never saw, mean and range of the seeds (the tagger reads both ways)"
    return Table(caption, columns, rows, settings=made)


@table
def which_network() -> Table:
    """What goes in and what comes out, the network for it, and why."""
    columns = [Column(word) for word in ("goes in", "comes out", "network", "why")]
    return Table("The network for each task", columns, [rule[3:] for rule in chooser.RULES])

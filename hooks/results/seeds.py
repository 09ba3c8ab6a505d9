"""Train every network of step 7 from several seeds, and store what came out in rnn_docs/data/seeds.json.

    make seeds            (or: OPENBLAS_NUM_THREADS=1 python -m results.seeds [name …])

The site shows these numbers as they were stored; its tests train a few of the runs again and compare.
"""

import json
import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import Any, NamedTuple

from results import progress_line, training_cache
from results.training_cache import CELLS

from rnn_docs.tasks.characters import train_characters
from rnn_docs.tasks.recall import RECALL_NETWORKS, train_recall
from rnn_docs.tasks.sentiment import train_sentiment
from rnn_docs.tasks.shares import train_shares
from rnn_docs.tasks.sunspots import train_sunspots
from rnn_docs.tasks.tagging import train_tagging
from rnn_docs.tasks.translation import memory_by_length, train_translation

RECALL_STEPS = {"vanilla": 400, "orthogonal": 3000, "lstm": 400, "lstm-bias-1": 600, "gru": 400}
MEMORY = ((32, 200), (32, 1000), (64, 1000))  # hidden sizes and training steps
Outcome = dict[str, Any]


class Run(NamedTuple):
    """From a seed to plain numbers, and how many seeds are stored."""

    outcome: Callable[[int], Outcome]
    seeds: int


def recall(name: str, seed: int) -> Outcome:
    result = train_recall(seed, **RECALL_NETWORKS[name], steps=RECALL_STEPS[name])
    curve = [round(accuracy, 3) for accuracy in result.accuracies]
    return {"accuracy": curve[-1], "solved_at": result.solved_at, "accuracies": curve}


def sentiment(cell: str, seed: int) -> Outcome:
    result = train_sentiment(seed, cell)
    return {"accuracy": round(result.accuracy, 4), **{name: round(v, 4) for name, v in result.by_template.items()}}


def tagging(both_ways: bool, seed: int) -> Outcome:
    result = train_tagging(seed, both_ways=both_ways)
    return {"accuracy": round(result.accuracy, 4), "ambiguous": round(result.ambiguous, 4)}


def translation(cell: str, seed: int) -> Outcome:
    return {"exact": round(train_translation(seed, cell).exact, 4)}


def memory(hidden_size: int, steps: int, seed: int) -> Outcome:
    lengths = memory_by_length(seed, hidden_size, steps)
    return {
        "words": [length.words for length in lengths],
        "exact": [round(length.exact, 4) for length in lengths],
        "clause_exact": [round(length.clause_exact, 4) for length in lengths],
    }


def characters(cell: str, seed: int) -> Outcome:
    result = train_characters(seed, cell)
    return {"bits": round(result.bits, 4), "stopped_at": result.stopped_at}


def sunspots(cell: str, seed: int) -> Outcome:
    result = train_sunspots(seed, cell)
    return {"rmse": round(result.rmse, 4), "stopped_at": result.stopped_at}


def shares(cell: str, seed: int) -> Outcome:
    result = train_shares(seed, cell)
    return {"rmse": round(result.rmse, 4), "stopped_at": result.stopped_at}


RUNS: dict[str, Run] = {
    **{f"recall/{name}": Run(partial(recall, name), 10) for name in RECALL_NETWORKS},
    **{f"sentiment/{cell}": Run(partial(sentiment, cell), 5) for cell in CELLS},
    "tagging/forward": Run(partial(tagging, False), 5),
    "tagging/bidirectional": Run(partial(tagging, True), 5),
    **{f"translation/{cell}": Run(partial(translation, cell), 5) for cell in CELLS},
    **{f"memory/{size}-{steps}": Run(partial(memory, size, steps), 3) for size, steps in MEMORY},
    **{f"characters/{cell}": Run(partial(characters, cell), 3) for cell in ("lstm", "gru")},
    **{f"sunspots/{cell}": Run(partial(sunspots, cell), 10) for cell in CELLS},
    **{f"shares/{cell}": Run(partial(shares, cell), 10) for cell in CELLS},
}


def outcome(name: str, seed: int) -> Outcome:
    """One run from one seed, as it is stored."""
    return {"seed": seed, **RUNS[name].outcome(seed)}


def main(names: list[str]) -> None:
    """Train the runs of these names, all if there are none, and store them beside what is stored already."""
    stored = training_cache.seeds() if training_cache.STORED.exists() else {}
    jobs = [(name, seed) for name in names or RUNS for seed in range(RUNS[name].seeds)]
    fresh: dict[str, list[Outcome]] = {}
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        outcomes = pool.map(outcome, *zip(*jobs, strict=True))
        for number, ((name, _), result) in enumerate(zip(jobs, outcomes, strict=True), 1):
            progress_line.working(f"trained {name}", number, len(jobs))
            fresh.setdefault(name, []).append(result)
            if len(fresh[name]) == RUNS[name].seeds:  # whole runs only
                stored[name] = fresh[name]
                write({name: stored[name] for name in RUNS if name in stored})
    progress_line.done()


def write(runs: dict[str, list[Outcome]]) -> None:
    """One line a run, so that a change can be read."""
    blocks = [f'"{name}": [\n' + ",\n".join(json.dumps(run) for run in runs[name]) + "\n]" for name in runs]
    training_cache.STORED.write_text('{"command": "make seeds",\n"runs": {\n' + ",\n".join(blocks) + "\n}}\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Train every network of every comparison by one protocol, and store what came out, one file a task.

    make seeds TASKS="recall sentiment/gru"    (all if left out; or: OPENBLAS_NUM_THREADS=1 python -m results.seeds …)

First each network's learning rate is chosen, from validation seeds; then it is trained from the seeds that are
reported. The site shows these numbers as they stand in rnn_docs/data/runs; its tests train a few runs again.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from results import progress_line, training_cache
from results.cache import Cache
from results.contestants import Comparison, Outcome, comparisons
from results.stored import FOLDER, Stored, rate, stored, write

from rnn_docs.comparison import VALIDATION_SEEDS, choose_rate

Found = TypeVar("Found")
Scores = dict[str, list[float]]  # of a network, from a rate to the scores of the validation seeds, as they are stored


class Job(NamedTuple):
    """One network, trained once."""

    task: str
    network: str
    seed: int
    rate: float


@cache
def tasks() -> dict[str, Comparison]:
    """Every comparison, imported once."""
    return comparisons()


def train(job: Job) -> Outcome:
    """What is stored of a run."""
    return {"seed": job.seed, **tasks()[job.task].contestants[job.network].outcome(job.seed, job.rate)}


def again(task: str, network: str, seed: int) -> Outcome:
    """A stored run, trained again with the rate that was chosen for it."""
    return train(_stored_job(task, network, seed))


def once(task: str, network: str, seed: int) -> Outcome:
    """The same, trained once for as long as the code that it uses stays."""
    job, shelf = _stored_job(task, network, seed), trained_again()
    used = ((f"results.runs.{task}", "COMPARISON"), (__name__, "train"))
    key = training_cache.code().digest(*used, also=repr(job))
    found: Outcome = json.loads(shelf.remember(f"{task}-{network}.json", key, lambda: json.dumps(train(job))))
    shelf.prune()
    return found


def trained_again() -> Cache:
    """Where stored runs lie that were trained again."""
    return Cache(Path(__file__).parents[2] / ".cache" / "tests" / "trained-again")


def _stored_job(task: str, network: str, seed: int) -> Job:
    return Job(task, network, seed, rate(f"{task}.json", network))


def score(job: Job) -> float:
    """How badly a network does from a validation seed."""
    judge = tasks()[job.task].score
    assert judge is not None, f"{job.task}: its rates are not chosen"
    return judge(train(job))


def main(names: list[str]) -> None:
    """Train what these names mean ("recall", "recall/gru"), all if there are none; each network is stored at once."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for task, network in wanted(names):
            scores = validated(pool, task, network)
            rate = chosen_rate(task, network, scores)
            conditions = asdict(replace(tasks()[task].contestants[network].conditions, learning_rate=rate))
            runs = trained(pool, task, network, rate)
            fresh = Stored(command(task), {network: conditions}, {network: scores} if scores else {}, {network: runs})
            write(f"{task}.json", beside_others(task, fresh))


def wanted(names: Sequence[str]) -> list[tuple[str, str]]:
    """Which networks of which tasks are meant, in the order of the comparisons.

    Raises:
        ValueError: a task or a network that there is not.
    """
    everything = [(task, network) for task, comparison in tasks().items() for network in comparison.contestants]
    known = {*tasks(), *(f"{task}/{network}" for task, network in everything)}
    for name in names:
        if name not in known:
            raise ValueError(f"expected a task, or task/network, found {name}")
    return [(task, network) for task, network in everything if not names or {task, f"{task}/{network}"} & {*names}]


def validated(pool: Executor, task: str, network: str) -> Scores:
    """A network's scores with every rate of the grid; none where the rates are not chosen."""
    comparison = tasks()[task]
    rates = comparison.rates if comparison.score else ()
    jobs = [Job(task, network, seed, rate) for rate in rates for seed in VALIDATION_SEEDS]
    scores: Scores = {str(rate): [] for rate in rates}
    for job, found in _watched(pool, f"choosing a rate, {task}", score, jobs):
        scores[str(job.rate)].append(round(found, 4))
    return scores


def chosen_rate(task: str, network: str, scores: Scores) -> float:
    """The rate that did best on the validation seeds, or the one that the task prescribes."""
    if not scores:
        return tasks()[task].contestants[network].conditions.learning_rate
    return choose_rate({float(rate): found for rate, found in scores.items()})


def trained(pool: Executor, task: str, network: str, rate: float) -> list[Outcome]:
    """The outcomes of all seeds that are reported."""
    jobs = [Job(task, network, seed, rate) for seed in range(tasks()[task].seeds)]
    return [outcome for _, outcome in _watched(pool, f"training, {task}", train, jobs)]


def command(task: str) -> str:
    """What stores a task's file."""
    return f"make seeds TASKS={task}"


def beside_others(task: str, fresh: Stored) -> Stored:
    """What was trained now and, of the task's other networks, what is stored; in the order of the comparison."""
    file = f"{task}.json"
    before = stored(file) if (FOLDER / file).exists() else Stored(fresh.command, {}, {}, {})
    names = tasks()[task].contestants

    def together(old: dict[str, Found], new: dict[str, Found]) -> dict[str, Found]:
        both = old | new
        return {name: both[name] for name in names if name in both}

    return Stored(
        fresh.command,
        together(before.conditions, fresh.conditions),
        together(before.scores, fresh.scores),
        together(before.runs, fresh.runs),
    )


def _watched(pool: Executor, doing: str, work: Callable[[Job], Found], jobs: list[Job]) -> Iterator[tuple[Job, Found]]:
    for number, (job, found) in enumerate(zip(jobs, pool.map(work, jobs), strict=True), 1):
        progress_line.working(f"{doing}: {job.network}", number, len(jobs))
        yield job, found
    progress_line.done()


if __name__ == "__main__":
    main(sys.argv[1:])

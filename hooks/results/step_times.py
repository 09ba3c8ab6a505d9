"""Time a training step of every network of every comparison, all in one go on one core, and store the times.

    make times    (or: OPENBLAS_NUM_THREADS=1 python -m results.step_times)

Seconds depend on the machine. What other machines share, roughly, is how the networks of one comparison stand to each
other; so pages print ratios, and the seconds of the machine that stored them go into the downloads.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from statistics import median
from typing import Any
from unittest.mock import patch

import numpy as np
from results import progress_line
from results.contestants import Contestant, comparisons
from results.stored import TIMES, Times, rate

from rnn_docs.learning.optimisers import SGD, Adam

SEED, ROUNDS, WARM_UP, STEPS = 0, 5, 10, 20
COMMAND = "make times"


class EnoughError(Exception):
    """Raised in the middle of a training of which enough steps were timed."""


def main() -> None:
    """Time every network once a round; of its rounds the fastest counts, which nothing else on the machine slowed."""
    jobs = [(task, name, made) for task, found in comparisons().items() for name, made in found.contestants.items()]
    found: Times = {}
    for number, (task, name, contestant) in enumerate(jobs * ROUNDS, 1):
        progress_line.working(f"timing, {task}: {name}", number, len(jobs) * ROUNDS)
        took, times = milliseconds(contestant, rate(f"{task}.json", name)), found.setdefault(task, {})
        times[name] = round(min(took, times.get(name, took)), 3)
    progress_line.done()
    write(found)


def milliseconds(contestant: Contestant, learning_rate: float) -> float:
    """The processor's time for a training step of a network, its batch included and its tests not.

    A training is begun in earnest and broken off. From one move of the parameters to the next is a step; the first ones
    warm up, and the median of the others leaves out those between which the network was tested.
    """
    clock: list[float] = []

    def watched(move: Callable[..., Any]) -> Callable[..., Any]:
        def moved(*arguments: Any) -> Any:
            clock.append(time.process_time())
            if len(clock) > WARM_UP + STEPS:
                raise EnoughError
            return move(*arguments)

        return moved

    sgd, adam = (patch.object(kind, "update", watched(kind.update)) for kind in (SGD, Adam))
    with sgd, adam, suppress(EnoughError):
        contestant.outcome(SEED, learning_rate)
    steps: list[float] = np.diff(clock)[WARM_UP:].tolist()
    return 1000 * median(steps)


def write(found: Times) -> None:
    """One line a network, so that a change can be read."""
    tasks = []
    for task, times in found.items():
        lines = (f"{json.dumps(name)}: {json.dumps(took)}" for name, took in times.items())
        tasks.append(f"{json.dumps(task)}: {{\n" + ",\n".join(lines) + "\n}")
    head = f'{{"command": {json.dumps(COMMAND)},\n"milliseconds": {{\n'
    TIMES.write_text(head + ",\n".join(tasks) + "\n}}\n", "utf-8")


if __name__ == "__main__":
    main()

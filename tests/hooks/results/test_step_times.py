"""How long a training step takes: of every network that is compared, stored in one go, and about so on this machine."""

import json
from statistics import fmean

import numpy as np
import pytest
from results import step_times, stored
from results.contestants import Comparison, Contestant, comparisons

from rnn_docs.comparison import Conditions
from rnn_docs.learning.optimisers import SGD, Adam
from rnn_docs.learning.training import train

CONDITIONS = Conditions("gru", "glorot", 1.0, 4, 99, 400, 2, 1.0, learning_rate=0.1)
TASKS = comparisons()


def test_every_network_of_every_comparison_has_a_time():
    found = stored.step_times()
    assert {task: [*times] for task, times in found.items()} == {
        task: [*comparison.contestants] for task, comparison in TASKS.items()
    }
    assert min(took for times in found.values() for took in times.values()) > 0


@pytest.mark.parametrize("task", TASKS)
def test_two_networks_stand_to_each_other_as_stored_within_a_factor_of_three(task):
    names = [*TASKS[task].contestants]
    names, kept = [names[0], names[-1]], stored.step_times()[task]
    first, last = (
        step_times.milliseconds(TASKS[task].contestants[name], stored.rate(f"{task}.json", name)) for name in names
    )
    assert 1 / 3 < (last / first) / (kept[names[1]] / kept[names[0]]) < 3


class Clock:
    """Seconds that pass as a test says."""

    def __init__(self):
        self.now = 0.0

    def process_time(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(step_times, "time", clock)
    return clock


def a_training(clock, passes, optimiser, steps=200):
    """A network whose step number k takes `passes(k)` seconds; the last step that was begun."""
    begun = []

    def outcome(seed, rate):
        def pull(model, step):
            begun.append(step)
            clock.now += passes(step)
            return 0.0, {"w": np.zeros(1)}

        train({"w": np.ones(1)}, pull, steps, optimiser(rate))
        return {}

    return Contestant(outcome, CONDITIONS), begun


@pytest.mark.parametrize("optimiser", [SGD, Adam])
def test_a_time_is_the_median_of_the_steps_after_the_warm_up_and_then_the_training_is_broken_off(clock, optimiser):
    update = optimiser.update
    contestant, begun = a_training(
        clock, lambda step: 9.0 if step <= step_times.WARM_UP or step % 10 == 0 else 0.25, optimiser
    )
    assert step_times.milliseconds(contestant, 0.1) == 250
    assert begun == [*range(1, step_times.WARM_UP + step_times.STEPS + 2)]
    assert optimiser.update is update


def test_a_training_that_ends_sooner_is_timed_as_far_as_it_goes(clock):
    contestant, _ = a_training(clock, lambda step: 0.5, Adam, steps=step_times.WARM_UP + 3)
    assert step_times.milliseconds(contestant, 0.1) == 500


@pytest.fixture
def kept(monkeypatch, tmp_path):
    """A task of our own with two networks, of which one does not always learn it, stored in a folder of our own."""
    monkeypatch.setattr(stored, "FOLDER", tmp_path)
    for module in (stored, step_times):
        monkeypatch.setattr(module, "TIMES", tmp_path / "times.json")
    conditions = {"steps": 400, "learning_rate": 0.1}
    runs = {"lstm": [{"solved_at": 100}, {"solved_at": None}], "gru": [{"rmse": 1.0, "stopped_at": 10}]}
    stored.write("own.json", stored.Stored("", dict.fromkeys(runs, conditions), {}, runs))
    return tmp_path / "times.json"


def test_the_fastest_of_the_rounds_is_stored_with_a_line_a_network(kept, monkeypatch):
    contestants = {name: Contestant(lambda seed, rate: {}, CONDITIONS) for name in ("lstm", "gru")}
    monkeypatch.setattr(step_times, "comparisons", lambda: {"own": Comparison(contestants, seeds=1)})
    order, rounds = [], iter([3.0, 8.0, 2.0004, 6.0, 4.0, 7.0, 5.0, 9.0, 2.5, 6.5])
    monkeypatch.setattr(step_times, "milliseconds", lambda made, rate: order.append(made) or next(rounds))
    step_times.main()
    assert json.loads(kept.read_text("utf-8")) == {
        "command": "make times",
        "milliseconds": {"own": {"lstm": 2.0, "gru": 6.0}},
    }
    assert kept.read_text("utf-8").splitlines()[3] == '"lstm": 2.0,'
    assert order == [*contestants.values()] * step_times.ROUNDS
    assert stored.step_times() == {"own": {"lstm": 2.0, "gru": 6.0}}


def test_seconds_are_those_of_the_steps_that_the_seeds_took_and_stand_beside_the_settings(kept):
    step_times.write({"own": {"lstm": 4.0, "gru": 3.0}})
    assert stored.steps_taken("own.json", "lstm") == fmean([100, 400])
    assert stored.steps_taken("own.json", "gru") == 400
    assert stored.seconds("own.json", "lstm") == pytest.approx(1.0)
    assert stored.times_as_long("own.json", "gru", "lstm") == pytest.approx(1.2)
    assert stored.settings("own.json", "gru") == [
        {
            "network": "gru",
            "steps": 400,
            "learning_rate": 0.1,
            "milliseconds_a_step": 3.0,
            "seconds_of_all_steps": 1.2,
        }
    ]


def test_where_a_task_was_learnt_its_training_ended():
    for file, key in (("recall.json", "solved_at"), ("memory.json", "learnt_at"), ("gates.json", "solved_at")):
        for name, conditions in stored.stored(file).conditions.items():
            steps = [run[key] or conditions["steps"] for run in stored.stored(file).runs[name]]
            assert stored.steps_taken(file, name) == fmean(steps)

"""Every comparison is run by one protocol: rates chosen from validation seeds, other seeds reported, a file a task."""

from functools import partial

import pytest
from results import seeds, stored, training_cache
from results.cache import Cache
from results.contestants import Comparison, Contestant, comparisons
from results.used_code import UsedCode

from rnn_docs.comparison import VALIDATION_SEEDS, Conditions
from tests.conftest import KEPT

CONDITIONS = Conditions("gru", "glorot", 1.0, 4, 99, 10, 2, 1.0, learning_rate=0.1)


def outcome(best, log, seed, rate):
    """A network that does worse the farther a rate is from its best one."""
    log.append((seed, rate))
    return {"error": abs(rate - best) + seed / 1000}


class Here:
    """What a pool of processes does, done in this one."""

    def __init__(self, workers):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def map(self, work, jobs):
        return map(work, jobs)


@pytest.fixture
def log(monkeypatch, tmp_path):
    """Two tasks of our own, stored in a folder of our own; what was trained, in order."""
    log = []
    tuned = {name: Contestant(partial(outcome, best, log), CONDITIONS) for name, best in (("lstm", 0.2), ("gru", 0.4))}
    ours = {
        "tuned": Comparison(tuned, seeds=2, score=lambda found: found["error"], rates=(0.2, 0.3, 0.4)),
        "fixed": Comparison({"gru": Contestant(partial(outcome, 0.0, log), CONDITIONS)}, seeds=3),
    }
    monkeypatch.setattr(seeds, "tasks", lambda: ours)
    monkeypatch.setattr(seeds, "ProcessPoolExecutor", Here)
    for module in (seeds, stored):
        monkeypatch.setattr(module, "FOLDER", tmp_path)
    return log


def test_each_network_keeps_the_rate_that_was_best_on_the_validation_seeds(log):
    seeds.main(["tuned"])
    found = stored.stored("tuned.json")
    assert {name: conditions["learning_rate"] for name, conditions in found.conditions.items()} == {
        "lstm": 0.2,
        "gru": 0.4,
    }
    assert [seed for seed, rate in log[:9]] == [*VALIDATION_SEEDS] * 3
    assert log[9:11] == [(0, 0.2), (1, 0.2)]
    assert found.runs["gru"] == [{"seed": 0, "error": 0.0}, {"seed": 1, "error": 0.001}]
    assert [*found.scores["gru"]] == ["0.2", "0.3", "0.4"]
    assert found.scores["lstm"]["0.3"] == pytest.approx([0.1 + seed / 1000 for seed in VALIDATION_SEEDS])
    assert found.command == "make seeds TASKS=tuned"


def test_where_no_rate_is_chosen_the_prescribed_one_is_used(log):
    seeds.main(["fixed"])
    found = stored.stored("fixed.json")
    assert log == [(0, 0.1), (1, 0.1), (2, 0.1)]
    assert found.conditions["gru"]["learning_rate"] == 0.1
    assert found.scores == {}


def test_one_network_is_stored_beside_the_others_in_the_order_of_the_comparison(log):
    seeds.main(["tuned/gru"])
    assert [*stored.stored("tuned.json").runs] == ["gru"]
    before = stored.stored("tuned.json").runs["gru"]
    seeds.main(["tuned/lstm"])
    found = stored.stored("tuned.json")
    assert [*found.runs] == [*found.scores] == [*found.conditions] == ["lstm", "gru"]
    assert found.runs["gru"] == before


def test_a_stored_run_is_trained_again_with_its_own_rate(log):
    seeds.main([])
    log.clear()
    assert seeds.again("tuned", "gru", 1) == stored.stored("tuned.json").runs["gru"][1]
    assert log == [(1, 0.4)]


@pytest.fixture
def code(log, monkeypatch, tmp_path):
    """A shelf of our own, and as the code of the tasks a folder of our own."""
    folder = tmp_path / "code"
    for name, text in {"runs/tuned": "COMPARISON = 1", "runs/fixed": "COMPARISON = 1", "seeds": "train = 1"}.items():
        (folder / "results" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "results" / f"{name}.py").write_text(f"{text}\n", "utf-8")
    monkeypatch.setattr(seeds, "trained_again", lambda: Cache(tmp_path / "shelf"))
    monkeypatch.setattr(training_cache, "code", lambda: UsedCode([folder], Cache(tmp_path / "parsed")))
    seeds.main([])
    log.clear()
    return folder / "results"


def test_what_was_trained_again_lies_with_what_tests_keep():
    """CI begins without it."""
    assert seeds.trained_again().folder == KEPT / "trained-again"


def test_a_stored_run_is_trained_again_once_for_the_code_that_it_uses(code, log):
    runs = stored.stored("tuned.json").runs
    for name, seed in [("gru", 1), ("gru", 0), ("lstm", 1)] * 2:
        assert seeds.once("tuned", name, seed) == runs[name][seed]
    assert log == [(1, 0.4), (0, 0.4), (1, 0.2)]
    for changed in ("runs/tuned.py", "seeds.py"):
        log.clear()
        (code / changed).write_text((code / changed).read_text("utf-8").replace("1", "2"), "utf-8")
        assert [seeds.once("tuned", "gru", 1) for _ in range(2)] == [runs["gru"][1]] * 2
        assert log == [(1, 0.4)], changed
    log.clear()
    (code / "runs/fixed.py").write_text("COMPARISON = 2\n", "utf-8")  # another task's
    seeds.once("tuned", "gru", 1)
    assert log == []


def test_a_stored_run_is_trained_again_when_another_rate_is_stored(code, log):
    seeds.once("tuned", "gru", 1)
    file = stored.FOLDER / "tuned.json"
    file.write_text(file.read_text("utf-8").replace('"learning_rate": 0.4', '"learning_rate": 0.3'), "utf-8")
    assert seeds.once("tuned", "gru", 1)["error"] == pytest.approx(0.101)
    assert log == [(1, 0.4), (1, 0.3)]


def test_without_a_name_all_are_trained_and_an_unknown_one_is_refused(log):
    assert seeds.wanted([]) == [("tuned", "lstm"), ("tuned", "gru"), ("fixed", "gru")]
    assert seeds.wanted(["fixed", "tuned/gru"]) == [("tuned", "gru"), ("fixed", "gru")]
    for name in ("speech", "tuned/vanilla", "speech/gru", ""):
        with pytest.raises(ValueError, match=f"expected a task, or task/network, found {name}"):
            seeds.wanted([name])


def test_a_network_a_run_or_a_rate_has_a_line_of_its_own(log, tmp_path):
    seeds.main(["tuned"])
    lines = (tmp_path / "tuned.json").read_text("utf-8").splitlines()
    assert lines[0] == '{"command": "make seeds TASKS=tuned",'
    assert '{"seed": 0, "error": 0.0},' in lines
    assert sum(line.startswith('"gru": {"cell": "gru"') for line in lines) == 1


def test_what_a_table_offers_names_each_network_with_its_conditions(log, monkeypatch):
    seeds.main(["tuned"])
    monkeypatch.setattr(stored, "step_times", lambda: {"tuned": {"lstm": 2.0, "gru": 1.0}})
    assert [row["network"] for row in stored.settings("tuned.json")] == ["lstm", "gru"]
    (row,) = stored.settings("tuned.json", "gru")
    assert row["learning_rate"] == 0.4
    assert row["units"] == 4


def test_every_module_of_runs_is_a_comparison_with_a_file():
    found = comparisons()
    assert {f"{name}.json" for name in found} == {path.name for path in stored.FOLDER.glob("*.json")}
    assert all(isinstance(comparison, Comparison) for comparison in found.values())

"""What was really trained on rows of numbers, for the pages: recall of a marked token, sunspots, share prices.

Like trained.py, which says how the results are kept.
"""

from __future__ import annotations

from results.training_cache import CELLS, SEED, Result, by_cell, kept_on_disk, seeds, trained

from rnn_docs.tasks import recall as marked
from rnn_docs.tasks import series
from rnn_docs.tasks import shares as prices
from rnn_docs.tasks import sunspots as spots


def recall() -> Result:
    """Marked-token recall, as `make seeds` stored it: nothing is trained here.

    A run in the middle of learning is chaotic: a last bit that differs, as it does between machines, moves the curve by
    whole steps. Whether it is learnt in the end is not. So the curves are read, and the tests train some of them again.

    {"chance": 0.25, "steps": 400, "seeds": number, "checked_at": [0, 20, …, 400],
     "runs": {name: [{"seed", "accuracy", "solved_at" (step or None), "accuracies": [one a checked step]}, …]},
     "longer": {name: {"steps": 600 or 3000, "solved": how many seeds, "solved_by_600": how many in 600 steps}}}
    with the names "vanilla", "orthogonal" (vanilla), "lstm", "lstm-bias-1", "gru"; "longer" has the two that were
    trained longer.
    """
    stored = {name: seeds()[f"recall/{name}"] for name in marked.RECALL_NETWORKS}
    checked_at = list(range(0, marked.STEPS + 1, marked.EVERY))
    return {
        "chance": marked.CHANCE,
        "steps": marked.STEPS,
        "seeds": len(stored["gru"]),
        "checked_at": checked_at,
        "runs": {name: [_cut(run, len(checked_at)) for run in runs] for name, runs in stored.items()},
        "longer": {name: _longer(stored[name]) for name in ("orthogonal", "lstm-bias-1")},
    }


def _cut(run: Result, checks: int) -> Result:
    """A run as it was after so many checks."""
    curve, solved = run["accuracies"][:checks], run["solved_at"]
    in_time = solved is not None and solved <= marked.EVERY * (checks - 1)
    return {"seed": run["seed"], "accuracy": curve[-1], "solved_at": solved if in_time else None, "accuracies": curve}


def _longer(runs: list[Result]) -> Result:
    solved = [run["solved_at"] for run in runs if run["solved_at"] is not None]
    steps = marked.EVERY * (len(runs[0]["accuracies"]) - 1)
    return {"steps": steps, "solved": len(solved), "solved_by_600": sum(at <= 600 for at in solved)}


@kept_on_disk
def sunspots() -> Result:
    """Sunspots one year ahead, root mean square error on 1921–2008.

    {"rmse": {"vanilla" | "lstm" | "gru": [one a seed]}, "persistence": error, "ar9": error,
     "years": [...], "actual": [...], "predicted": {"vanilla" | "lstm" | "gru" | "ar9" | "persistence": [...]}},
    the last three for each year of the test part.
    """
    here = trained("sunspots", {cell: lambda c=cell: spots.train_sunspots(SEED, c) for cell in CELLS})
    years, actual = spots.test_part()
    plain = {"ar9": spots.ar9(), "persistence": spots.persistence()}
    predicted = {cell: here[cell].predicted for cell in CELLS} | plain
    return {
        "rmse": by_cell("sunspots", "rmse", here),
        **{name: series.rmse(guesses, actual) for name, guesses in plain.items()},
        "years": years.tolist(),
        "actual": actual.tolist(),
        "predicted": {name: guesses.round(4).tolist() for name, guesses in predicted.items()},
    }


@kept_on_disk
def shares() -> Result:
    """Daily closing prices one day ahead, root mean square error on the last part.

    {"rmse": {"vanilla" | "lstm" | "gru": [one a seed]}, "persistence": error,
     "days": {"training", "validation", "test"}}
    """
    here = trained("shares", {cell: lambda c=cell: prices.train_shares(SEED, c) for cell in CELLS})
    days = len(prices.closes())
    first_validation, first_test = prices.first_days(days)
    return {
        "rmse": by_cell("shares", "rmse", here),
        "persistence": here["gru"].persistence,
        "days": {
            "training": first_validation,
            "validation": first_test - first_validation,
            "test": days - first_test,
        },
    }

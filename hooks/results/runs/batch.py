"""Echo with more or fewer streams side by side: {"loss" and "right": on a fresh stream}.

"read-4" reads as many symbols in all as every other "read", so that with fewer streams it takes more training steps;
"steps-4" takes as many steps as every other "steps", so that with fewer streams it reads less.
"""

from dataclasses import replace
from functools import partial

from results.contestants import Comparison, Contestant, Outcome
from results.runs.echo import conditions

from rnn_docs.tasks.echo import EchoSetting, train_echo

STREAMS, READ, STEPS = (1, 4, 16, 64), 96_000, 300
RATES = (1e-3, 3e-3, 1e-2, 3e-2, 1e-1)


def settings() -> dict[str, EchoSetting]:
    """Every network by its name."""
    in_all = {n: READ // (n * EchoSetting().window) for n in STREAMS}
    return {
        **{f"read-{n}": EchoSetting(streams=n, steps=steps) for n, steps in in_all.items()},
        **{f"steps-{n}": EchoSetting(streams=n, steps=STEPS) for n in STREAMS},
    }


def outcome(setting: EchoSetting, seed: int, learning_rate: float) -> Outcome:
    result = train_echo(seed, replace(setting, learning_rate=learning_rate))
    return {"loss": round(result.test_loss, 4), "right": round(result.right, 4)}


def loss(found: Outcome) -> float:
    """On the fresh stream of a validation seed."""
    return float(found["loss"])


CONTESTANTS = {name: Contestant(partial(outcome, setting), conditions(setting)) for name, setting in settings().items()}
COMPARISON = Comparison(CONTESTANTS, seeds=10, score=loss, rates=RATES)

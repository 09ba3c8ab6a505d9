"""Echo with more or fewer streams side by side: {"loss" and "right": on a fresh stream}.

"read-4" reads as many symbols in all as every other "read", so that with fewer streams it takes more training steps;
"steps-4" takes as many steps as every other "steps", so that with fewer streams it reads less. Where both take as many
steps, the network is one, and called "read".
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
    return {named(kind, n): EchoSetting(streams=n, steps=steps(kind, n)) for kind in ("read", "steps") for n in STREAMS}


def steps(kind: str, streams: int) -> int:
    """How many training steps a network of a kind takes on so many streams."""
    return STEPS if kind == "steps" else READ // (streams * EchoSetting().window)


def named(kind: str, streams: int) -> str:
    """The name of a network of a kind that reads so many streams.

    >>> named("steps", 4), named("steps", 16)
    ('steps-4', 'read-16')
    """
    return f"{'read' if steps('read', streams) == steps(kind, streams) else kind}-{streams}"


def outcome(setting: EchoSetting, seed: int, learning_rate: float) -> Outcome:
    result = train_echo(seed, replace(setting, learning_rate=learning_rate))
    return {"loss": round(result.test_loss, 4), "right": round(result.right, 4)}


def loss(found: Outcome) -> float:
    """On the fresh stream of a validation seed."""
    return float(found["loss"])


CONTESTANTS = {name: Contestant(partial(outcome, setting), conditions(setting)) for name, setting in settings().items()}
COMPARISON = Comparison(CONTESTANTS, seeds=10, score=loss, rates=RATES)

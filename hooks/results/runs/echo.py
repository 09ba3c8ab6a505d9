"""Echo, one setting changed at a time: {"loss" and "right": on a fresh stream, "largest": the largest gradient norm}.

The networks with a planted fault hold more, for the drawings: {"losses", "norms": every tenth step, "saturated": the
share of units beyond ±0.99 at the start, "one_window": the loss after as many steps on one and the same window}.
"""

from dataclasses import replace
from functools import partial

import numpy as np
from results.contestants import Comparison, Contestant, Outcome

from rnn_docs.comparison import Conditions, count_parameters
from rnn_docs.tasks.echo import FAULTS, EchoResult, EchoSetting, fresh_echo, saturated, train_echo

CELLS, GATED, REACHED = ("vanilla", "lstm", "gru"), ("lstm", "gru"), ("vanilla", "gru")
RATES = (3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1)
WINDOWS = (4, 5, 6, 8, 10, 20)
CLIPS = (None, 1.0, 0.3)
BIASES = (0.0, 1.0, 3.0)
BIAS_RATES = (1e-2, 3e-2)  # with which each of them is tried
STRETCH = 1.5  # of the recurrent weights, so that a gradient can grow
EVERY = 10  # training steps between two points of a curve


def settings() -> dict[str, EchoSetting]:
    """Every network but those with a fault, by a name that says what was changed."""
    return {
        **{f"rate-{cell}-{rate:g}": EchoSetting(cell, rate) for cell in CELLS for rate in RATES},
        **{f"window-{cell}-{window}": EchoSetting(cell, window=window) for cell in REACHED for window in WINDOWS},
        **{f"clip-sgd-{clip}": EchoSetting("vanilla", 2.0, "SGD", clip, stretch=STRETCH) for clip in CLIPS},
        **{f"clip-slower-{clip}": EchoSetting("vanilla", 1.0, "SGD", clip, stretch=STRETCH) for clip in CLIPS},
        **{f"clip-adam-{clip}": EchoSetting(max_norm=clip, stretch=STRETCH) for clip in CLIPS},
        **{
            f"bias-{cell}-{bias:g}-rate-{rate:g}": EchoSetting(cell, rate, keep_bias=bias)
            for cell in GATED
            for bias in BIASES
            for rate in BIAS_RATES
        },
    }


def tested(result: EchoResult) -> Outcome:
    return {
        "loss": round(result.test_loss, 4),
        "right": round(result.right, 4),
        "largest": float(f"{max(result.norms):.4g}"),
    }


def outcome(setting: EchoSetting, seed: int, learning_rate: float) -> Outcome:
    return tested(train_echo(seed, replace(setting, learning_rate=learning_rate)))


def with_curves(setting: EchoSetting, seed: int, learning_rate: float) -> Outcome:
    """What a network with a fault shows while it is trained, and what the checks say that find the fault."""
    result = train_echo(seed, replace(setting, learning_rate=learning_rate))
    alone = train_echo(seed, replace(setting, repeated=True, streams=1, carried=False))
    return {
        **tested(result),
        "losses": [round(loss, 4) for loss in result.losses[::EVERY]],
        "norms": [float(f"{norm:.3g}") for norm in result.norms[::EVERY]],
        "ended": round(float(np.mean(result.losses[-EVERY:])), 4),
        "saturated": round(saturated(seed, setting), 4),
        "one_window": round(alone.losses[-1], 4),
    }


def conditions(setting: EchoSetting) -> Conditions:
    start = "orthogonal" if setting.cell == "vanilla" else "glorot"
    fresh = fresh_echo(np.random.default_rng(0), setting)
    return Conditions(
        cell=setting.cell,
        start=start if setting.stretch == 1 else f"{start}, times {setting.stretch:g}",
        keep_bias=None if setting.cell == "vanilla" else setting.keep_bias,
        units=fresh.cell.hidden_size,
        parameters=count_parameters(fresh),
        steps=setting.steps,
        batch=setting.streams,
        clip=setting.max_norm,
        learning_rate=setting.learning_rate,
        optimiser=setting.optimiser,
    )


CONTESTANTS = {
    **{name: Contestant(partial(outcome, setting), conditions(setting)) for name, setting in settings().items()},
    **{f"fault-{name}": Contestant(partial(with_curves, fault), conditions(fault)) for name, fault in FAULTS.items()},
}
COMPARISON = Comparison(CONTESTANTS, seeds=3)

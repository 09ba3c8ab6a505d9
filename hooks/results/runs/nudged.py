"""How much of the open quotation hangs on a rounding: the same trainings from weights changed by next to nothing.

{"balanced": [a share for each change]}.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from results.contestants import Comparison, Contestant, Outcome
from results.runs import quotation
from results.stored import rate

from rnn_docs.comparison import Conditions
from rnn_docs.tasks.quotation import NETWORKS, train_quotation

NUDGES = 3


def outcome(network: str, seed: int, learning_rate: float) -> Outcome:
    results = [train_quotation(seed, network, learning_rate, nudge=nudge) for nudge in range(1, NUDGES + 1)]
    return {"balanced": [round(result.test.balanced, 4) for result in results]}


def conditions(network: str) -> Conditions:
    return replace(quotation.conditions(network), learning_rate=rate("quotation.json", network))


CONTESTANTS = {network: Contestant(partial(outcome, network), conditions(network)) for network in NETWORKS}
COMPARISON = Comparison(CONTESTANTS, seeds=3)

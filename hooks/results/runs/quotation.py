"""Is a quotation open? Shares of letters judged right in paragraphs held out: {"validation": balanced, "inside",
"outside", "balanced", "by_distance": inside, by letters since the mark}.
"""

from functools import partial

import numpy as np
from results.contestants import Comparison, Contestant, Outcome

from rnn_docs.comparison import Conditions, count_parameters
from rnn_docs.tasks.quotation import (
    KEEP_BIAS,
    LEARNING_RATE,
    MAX_NORM,
    NETWORKS,
    STEPS,
    STREAMS,
    fresh_quotation,
    train_quotation,
)


def outcome(network: str, seed: int, learning_rate: float) -> Outcome:
    result = train_quotation(seed, network, learning_rate)
    return {
        "validation": round(result.validation.balanced, 4),
        **{key: round(getattr(result.test, key), 4) for key in ("inside", "outside", "balanced")},
        "by_distance": [None if share is None else round(share, 4) for share in result.test.by_distance],
    }


def wrong(found: Outcome) -> float:
    """The share of wrong answers in the paragraphs that rates are chosen by, inside and outside counting alike."""
    return float(1 - found["validation"])


def conditions(network: str) -> Conditions:
    cell, start, looks_back = NETWORKS[network]
    fresh = fresh_quotation(network, np.random.default_rng(0))
    return Conditions(
        cell=f"{cell}, looks back" if looks_back else cell,
        start=start,
        keep_bias=None if cell == "vanilla" else KEEP_BIAS,
        units=fresh.cell.hidden_size,
        parameters=count_parameters(fresh),
        steps=STEPS,
        batch=STREAMS,
        clip=MAX_NORM,
        learning_rate=LEARNING_RATE,
    )


CONTESTANTS = {network: Contestant(partial(outcome, network), conditions(network)) for network in NETWORKS}
COMPARISON = Comparison(CONTESTANTS, seeds=3, score=wrong, rates=(2e-3, 1e-2))

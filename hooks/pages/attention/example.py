"""The example of the page on attention: the states of "the cat sat", and a decoder that looks for the middle one."""

from __future__ import annotations

from functools import cache

import numpy as np
from pages.shared.cat_sat import THE_CAT_SAT

from rnn_docs import cat_sat_params, encode, forward
from rnn_docs.networks.attention import AttentionParams, AttentionTrace, attend

LOOKED_FOR, STRENGTH = 1, 2  # the step whose state the query is like, and how much longer it is


@cache
def looking() -> AttentionTrace:
    """One look: the query is twice the state after "cat"."""
    hs = forward(cat_sat_params(), encode(THE_CAT_SAT)).hs  # (3, 4, 1)
    return attend(AttentionParams(STRENGTH * np.eye(4)), hs[[LOOKED_FOR]], hs)


def shares() -> list[float]:
    """What part of the look each word's state gets."""
    found: list[float] = looking().weights[0, :, 0].tolist()
    return found

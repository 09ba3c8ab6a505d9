"""Step 4's small inputs: the assumed factors, the long sentence, and the gradient that is clipped."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rnn_docs.learning.optimisers import clip_by_norm, clip_by_value


class OneUnit(NamedTuple):
    """A network of one unit: the weight for its own last state, and the state that a step ended in."""

    weight: float
    state: float


ONE_UNIT = OneUnit(1.5, 0.8)
FACTOR, FACTORS = 0.25, 8  # what each step leaves, and how often
GROWTH = 1.5
LONG_SENTENCE = "The movie that I watched with my friends last weekend at the new theater downtown was amazing"
FAR, NEAR = "movie", "amazing"
GRADIENT, CLIP_AT = (6.0, 8.0), 5


def apart() -> int:
    """How many steps lie between the two words: as many factors act on the gradient."""
    words = LONG_SENTENCE.split()
    return words.index(NEAR) - words.index(FAR)


def slope_at(state: float) -> float:
    """The slope of tanh where its result is this."""
    return 1 - state**2


def step_factor(unit: OneUnit) -> float:
    """By what one step back multiplies the gradient."""
    return unit.weight * slope_at(unit.state)


def clipped() -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The gradient clipped by its norm, and by value."""
    gradients = {"g": np.array(GRADIENT)}
    by_norm, by_value = clip_by_norm(gradients, CLIP_AT), clip_by_value(gradients, CLIP_AT)
    return tuple(by_norm["g"].tolist()), tuple(by_value["g"].tolist())

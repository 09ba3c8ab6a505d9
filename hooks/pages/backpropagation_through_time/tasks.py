"""Two backward passes to be mended on the page: the reader's `suspect` against central differences.

The check reads longer texts than the page shows, so that no mistake passes because a step had nothing to hand on.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from in_page.tasks import Names, Task, lacking

from rnn_docs import cat_sat_params, cat_sat_readout, encode
from rnn_docs.gradient_checking import gradient_check

Suspect = Callable[[Mapping[str, np.ndarray], np.ndarray, np.ndarray], Any]
TOLERANCE = 1e-6
TEXTS = (("the", [1]), ("the cat", [1, 2]), ("the cat sat the cat", [1, 2, 0, 1, 2]))
CELL, READOUT = ("W_xh", "W_hh", "b_h"), ("W_hy", "b_y")


def wrong_by(suspect: Suspect, cell: Mapping[str, np.ndarray]) -> list[list[str]]:
    """For texts of one, two and five words, the parameters whose gradients are wrong."""
    arrays = {**cell, **vars(cat_sat_readout())}
    found = []
    for text, following in TEXTS:
        xs, targets = encode(text), np.array(following)[:, None]

        def checked(moved: dict[str, np.ndarray], xs: np.ndarray = xs, targets: np.ndarray = targets) -> Any:
            return suspect(moved, xs, targets)

        errors = gradient_check(checked, arrays)
        found.append([name for name, error in errors.items() if not error < TOLERANCE])
    return found


def hint(wrong: list[list[str]], handed: str) -> str:
    """Where to look, by what is wrong for one, two and five words; `handed` says what one step hands to another."""
    one, two, five = wrong
    if not five:
        return ""
    if set(five) & set(READOUT):
        return f"Now {', '.join(set(five) & set(READOUT))} is wrong too. The read-out was right: leave it as it was."
    if one:
        return f"With a single word {', '.join(one)} is wrong: a line that concerns one step alone was right before."
    if two:
        return f"One word passes, two do not: {', '.join(two)}. {handed}"
    return f"Two words pass, five do not: {', '.join(five)}. {handed}"


def vanilla(names: Names) -> str:
    """The vanilla loop, with the lesson's weights."""
    if hint_of_name := lacking(names, "suspect"):
        return hint_of_name
    handed = "So look at what a step hands to the one before it: a column of W_hh collects from all sums."
    return hint(wrong_by(names["suspect"], vars(cat_sat_params())), handed)


def lstm(names: Names) -> str:
    """The LSTM's loop, with weights that are drawn."""
    if hint_of_name := lacking(names, "suspect"):
        return hint_of_name
    draw = np.random.default_rng(11).normal
    cell = {"W_xh": draw(size=(16, 3)), "W_hh": draw(size=(16, 4)), "b_h": draw(size=(16, 1))}
    handed = "So look at the last lines, which hand both states to the step before: which dh do they mean?"
    return hint(wrong_by(names["suspect"], cell), handed)


TASKS = {
    "bug-one": Task(vanilla, "Every gradient agrees with central differences, for one, two and five words."),
    "bug-two": Task(lstm, "Every gradient agrees with central differences, for one, two and five words."),
}

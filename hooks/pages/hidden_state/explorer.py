"""What the explorer of step 2 may show: the states of the small network after every word of four sentences."""

from typing import Any

from drawing.explorer import asks, rounded
from drawing.printing import number
from pages.answers import explorer
from pages.hidden_state.figures import FIVE, most_changed
from pages.shared import cat_sat

SENTENCES = (*cat_sat.ORDERS, FIVE)  # the last is what the figure shows
DECIMALS = 2


@explorer("rnn-stepper", "Step through a sentence", "figure five-words")
def hidden_state() -> dict[str, Any]:
    """Each sentence with its states, (seq_len, hidden_size); the state before the first word is zero."""
    shown = [[sentence, rounded(cat_sat.states(sentence), DECIMALS)] for sentence in SENTENCES]
    return {"sentences": shown, "asks": _second_the()}


def _second_the() -> dict[str, Any]:
    """The word "the" is read twice: what is asked before the second time, and told after it."""
    unit, first, second = most_changed()
    return asks(
        "The word “the” comes twice. Is the state the same after both?",
        "Then step on until the second one is read.",
        f"The states differ: unit {unit} holds {number(first)} after the first “the”, and {number(second)} after the "
        "second. Word and weights are the same both times, but the second “the” meets a memory.",
        {"place": [4, 5], "sentence": [FIVE.replace(" ", "-")]},
        ["the same state", "another state"],
        "another state",
    )

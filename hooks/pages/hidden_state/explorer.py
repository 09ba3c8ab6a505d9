"""What the explorer of step 2 may show: the states of the small network after every word of four sentences."""

from typing import Any

from drawing.explorer import rounded
from pages.answers import explorer
from pages.hidden_state.figures import FIVE
from pages.shared import cat_sat

SENTENCES = (*cat_sat.ORDERS, FIVE)  # the last is what the figure shows
DECIMALS = 2


@explorer("rnn-stepper", "Step through a sentence", "figure five-words")
def hidden_state() -> dict[str, Any]:
    """Each sentence with its states, (seq_len, hidden_size); the state before the first word is zero."""
    return {"sentences": [[sentence, rounded(cat_sat.states(sentence), DECIMALS)] for sentence in SENTENCES]}

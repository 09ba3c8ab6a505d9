"""Step 2: the explorer of the hidden state."""

import traces_hidden_state
from explorer import Explorer

EXPLORERS = {
    "hidden-state": Explorer(
        "rnn-stepper", "Step through a sentence", "figure five-words", traces_hidden_state.hidden_state
    ),
}

"""Step 2: the explorer of the hidden state."""

from drawing.explorer import Explorer
from pages.hidden_state import traces

EXPLORERS = {
    "hidden-state": Explorer("rnn-stepper", "Step through a sentence", "figure five-words", traces.hidden_state),
}

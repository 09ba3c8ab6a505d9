"""Step 7: the explorers of a trained network's reviews, and of the network for a task."""

from drawing.explorer import Explorer
from pages.applications import traces

EXPLORERS = {
    "token-flow": Explorer(
        "rnn-token-flow", "Read reviews with a trained network", "figure token-flow", traces.token_flow
    ),
    "which-network": Explorer("rnn-chooser", "Choose a network", "table which-network", traces.which_network),
}

"""Step 7: the explorers of a trained network's reviews, and of the network for a task."""

import traces_applications
from explorer import Explorer

EXPLORERS = {
    "token-flow": Explorer(
        "rnn-token-flow", "Read reviews with a trained network", "figure token-flow", traces_applications.token_flow
    ),
    "which-network": Explorer(
        "rnn-chooser", "Choose a network", "table which-network", traces_applications.which_network
    ),
}

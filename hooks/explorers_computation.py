"""Step 3: the explorer of the computation."""

import traces_computation
from explorer import Explorer

EXPLORERS = {
    "computation": Explorer(
        "rnn-computation", "Compute every step, part by part", "figure step-as-matrices", traces_computation.computation
    ),
}

"""Step 3: the explorer of the computation."""

from drawing.explorer import Explorer
from pages.computation import traces

EXPLORERS = {
    "computation": Explorer(
        "rnn-computation", "Compute every step, part by part", "figure step-as-matrices", traces.computation
    ),
}

"""Step 4: the explorer of the gradient."""

from drawing.explorer import Explorer
from pages.vanishing_gradient import traces

EXPLORERS = {
    "gradient": Explorer(
        "rnn-gradient",
        "Choose a factor and follow the gradient back",
        "figure gradient-by-distance",
        traces.gradient,
    ),
}

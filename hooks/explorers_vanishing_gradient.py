"""Step 4: the explorer of the gradient."""

import traces_vanishing_gradient
from explorer import Explorer

EXPLORERS = {
    "gradient": Explorer(
        "rnn-gradient",
        "Choose a factor and follow the gradient back",
        "figure gradient-by-distance",
        traces_vanishing_gradient.gradient,
    ),
}

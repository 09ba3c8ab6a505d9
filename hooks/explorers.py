"""Every explorer of the site by the name that a page calls it with; one module a topic."""

import explorers_applications
import explorers_computation
import explorers_gru
import explorers_hidden_state
import explorers_lstm
import explorers_vanishing_gradient
from explorer import Explorer
from merged import merged

EXPLORERS: dict[str, Explorer] = merged(
    explorers_hidden_state.EXPLORERS,
    explorers_computation.EXPLORERS,
    explorers_vanishing_gradient.EXPLORERS,
    explorers_lstm.EXPLORERS,
    explorers_gru.EXPLORERS,
    explorers_applications.EXPLORERS,
)

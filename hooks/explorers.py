"""Every explorer of the site by the name that a page calls it with; one module a topic."""

import explorers_computation
import explorers_hidden_state
from explorer import Explorer
from merged import merged

EXPLORERS: dict[str, Explorer] = merged(
    explorers_hidden_state.EXPLORERS,
    explorers_computation.EXPLORERS,
)

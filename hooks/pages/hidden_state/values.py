"""Step 2: the numbers in the prose on the hidden state."""

from pages.answers import value
from pages.hidden_state.figures import THREE
from pages.shared.cat_sat import listed, states


@value
def state_after_cat() -> str:
    return listed(states(THREE)[1])

"""Step 1: the numbers in the prose on why order matters."""

from pages.answers import value

from rnn_docs import PRICES


@value
def prices() -> str:
    return ", ".join(str(price) for price in PRICES)

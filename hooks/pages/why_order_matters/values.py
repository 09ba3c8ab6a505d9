"""Step 1: the numbers in the prose on why order matters."""

from collections.abc import Callable
from numbers import Real

from rnn_docs import PRICES


def prices() -> str:
    return ", ".join(str(price) for price in PRICES)


VALUES: dict[str, Callable[[], Real | str]] = {
    "prices": prices,
}

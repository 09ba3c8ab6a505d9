"""Step 7: the numbers in the prose on applications. Everything trained comes from `trained`, rounded."""

from collections.abc import Callable
from numbers import Real

import trained

from rnn_docs.tasks import sentiment

VALUES: dict[str, Callable[[], Real | str]] = {
    "bag-accuracy": lambda: round(100 * trained.sentiment()["bag"]),
    "sentiment-units": lambda: sentiment.HIDDEN_SIZE,
    "sentiment-training": lambda: trained.sentiment()["training"],
    "sentiment-test": lambda: trained.sentiment()["test"],
    "sentiment-earlier": lambda: sentiment.EARLIER,
}

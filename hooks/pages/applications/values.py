"""Step 7: the numbers in the prose on applications. Everything trained comes from `trained`, rounded."""

from collections.abc import Callable
from numbers import Real

from pages.applications.tables import mean
from results import trained, trained_series

from rnn_docs.tasks import characters, sentiment
from rnn_docs.tasks import sunspots as spots


def percent(share: float) -> int:
    return round(100 * share)


def ambiguous(tagger: str) -> int:
    """Of the words that can have two tags, the share that is tagged right, in percent, the mean of the seeds."""
    return percent(mean(trained.tagging()["ambiguous"][tagger]))


def exact(cell: str) -> int:
    """Of the held-out clauses, the share that is translated without a wrong word, in percent, mean of the seeds."""
    return percent(mean(trained.translation()["exact"][cell]))


def sunspot_error(cell: str) -> float:
    """The error on sunspots, the mean of the seeds."""
    return mean(trained_series.sunspots()["rmse"][cell])


def share_errors() -> list[float]:
    """The error of every network on share prices."""
    return [error for errors in trained_series.shares()["rmse"].values() for error in errors]


VALUES: dict[str, Callable[[], Real | str]] = {
    "bag-accuracy": lambda: percent(trained.sentiment()["bag"]),
    "sentiment-units": lambda: sentiment.HIDDEN_SIZE,
    "sentiment-training": lambda: trained.sentiment()["training"],
    "sentiment-test": lambda: trained.sentiment()["test"],
    "sentiment-earlier": lambda: sentiment.EARLIER,
    "characters-year": lambda: str(trained.characters()["year"]),
    "characters-units": lambda: characters.HIDDEN_SIZE,
    "characters-training": lambda: trained.characters()["characters"]["training"],
    "characters-start": lambda: trained.characters()["start"].strip(),
    "characters-bits": lambda: trained.characters()["bits"],
    "characters-alphabet": lambda: trained.characters()["alphabet"],
    "characters-uniform": lambda: trained.characters()["uniform_bits"],
    "characters-trigram": lambda: trained.characters()["trigram_bits"],
    "characters-five": lambda: trained.characters()["ngram_bits"]["5"],
    "tags-frequent": lambda: ambiguous("most_frequent"),
    "tags-forward": lambda: ambiguous("forward"),
    "tags-both": lambda: ambiguous("bidirectional"),
    "french-gru": lambda: exact("gru"),
    "french-vanilla": lambda: exact("vanilla"),
    "french-words": lambda: percent(trained.translation()["word_by_word"]),
    "sunspots-years": lambda: trained_series.sunspots()["years"][0] - int(spots.yearly_sunspots()[0][0]),
    "sunspots-ar": lambda: trained_series.sunspots()["ar9"],
    "sunspots-gru": lambda: sunspot_error("gru"),
    "sunspots-lstm": lambda: sunspot_error("lstm"),
    "sunspots-vanilla": lambda: sunspot_error("vanilla"),
    "share-days": lambda: sum(trained_series.shares()["days"].values()),
    "share-runs": lambda: len(share_errors()),
    "shares-persistence": lambda: trained_series.shares()["persistence"],
    "shares-best": lambda: min(share_errors()),
}

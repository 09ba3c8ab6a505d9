"""Step 7: the numbers in the prose on applications. Everything trained comes from `trained`, rounded."""

from pages.answers import value
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


@value
def bag_accuracy() -> int:
    return percent(trained.sentiment()["bag"])


@value
def sentiment_units() -> int:
    return sentiment.HIDDEN_SIZE


@value
def sentiment_training() -> int:
    return trained.sentiment()["training"]


@value
def sentiment_test() -> int:
    return trained.sentiment()["test"]


@value
def sentiment_earlier() -> float:
    return sentiment.EARLIER


@value
def characters_year() -> str:
    return str(trained.characters()["year"])


@value
def characters_units() -> int:
    return characters.HIDDEN_SIZE


@value
def characters_training() -> int:
    return trained.characters()["characters"]["training"]


@value
def characters_start() -> str:
    return trained.characters()["start"].strip()


@value
def characters_bits() -> float:
    return trained.characters()["bits"]


@value
def characters_alphabet() -> int:
    return trained.characters()["alphabet"]


@value
def characters_uniform() -> float:
    return trained.characters()["uniform_bits"]


@value
def characters_trigram() -> float:
    return trained.characters()["trigram_bits"]


@value
def characters_five() -> float:
    return trained.characters()["ngram_bits"]["5"]


@value
def tags_frequent() -> int:
    return ambiguous("most_frequent")


@value
def tags_forward() -> int:
    return ambiguous("forward")


@value
def tags_both() -> int:
    return ambiguous("bidirectional")


@value
def french_gru() -> int:
    return exact("gru")


@value
def french_vanilla() -> int:
    return exact("vanilla")


@value
def french_words() -> int:
    return percent(trained.translation()["word_by_word"])


@value
def sunspots_years() -> int:
    return trained_series.sunspots()["years"][0] - int(spots.sunspots()[0][0])


@value
def sunspots_ar() -> float:
    return trained_series.sunspots()["ar9"]


@value
def sunspots_gru() -> float:
    return sunspot_error("gru")


@value
def sunspots_lstm() -> float:
    return sunspot_error("lstm")


@value
def sunspots_vanilla() -> float:
    return sunspot_error("vanilla")


@value
def share_days() -> int:
    return sum(trained_series.shares()["days"].values())


@value
def share_runs() -> int:
    return len(share_errors())


@value
def shares_persistence() -> float:
    return trained_series.shares()["persistence"]


@value
def shares_best() -> float:
    return min(share_errors())

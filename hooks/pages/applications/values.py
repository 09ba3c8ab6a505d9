"""Step 7: the numbers in the prose on applications. Everything trained comes from `trained`, rounded."""

from statistics import fmean

from pages.answers import value
from pages.applications.characters import by_distance
from pages.applications.translation import NETWORKS, steps_needed
from results import trained
from results.stored import settings, times_as_long
from results.trained import LISTENED

from rnn_docs.tasks import characters, sentiment
from rnn_docs.tasks import sunspots as spots


def percent(share: float) -> int:
    return round(100 * share)


def template(reader: str, name: str) -> float:
    """The share of a template's held-out reviews that something answers right."""
    return float(trained.sentiment()["by_template"][reader][name])


def right(reader: str) -> int:
    """The share of all held-out reviews that something answers right, in per cent: the mean of the templates."""
    return percent(fmean(list(trained.sentiment()["by_template"][reader].values())))


def ambiguous(tagger: str) -> int:
    """Of the words that can have two tags, the share that is tagged right, in per cent, the mean of the seeds."""
    return percent(fmean(trained.tagging()["ambiguous"][tagger]))


def share_errors() -> list[float]:
    """The error of every network on share prices."""
    return [error for errors in trained.shares()["rmse"].values() for error in errors]


@value
def bag_accuracy() -> int:
    return right("bag")


@value
def counts_accuracy() -> int:
    return right("counts")


@value
def counts_contrast() -> int:
    return percent(template("counts", "contrast"))


@value
def recurrent_accuracy() -> int:
    """The same for all three cells, or the build stops here."""
    (same,) = {right(cell) for cell in ("vanilla", "lstm", "gru")}
    return same


@value
def sentiment_units() -> int:
    return sentiment.HIDDEN_SIZE


@value
def sentiment_training() -> int:
    return int(trained.sentiment()["training"])


@value
def sentiment_test() -> int:
    return int(trained.sentiment()["test"])


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
    return int(trained.characters()["characters"]["training"])


@value
def characters_start() -> str:
    return str(trained.characters()["start"].strip())


@value
def characters_alphabet() -> int:
    return int(trained.characters()["alphabet"])


@value
def characters_uniform() -> float:
    return float(trained.characters()["uniform_bits"])


@value
def characters_trigram() -> float:
    return float(trained.characters()["trigram_bits"])


@value
def characters_five() -> float:
    return float(trained.characters()["ngram_bits"]["5"])


@value
def tags_frequent() -> int:
    return ambiguous("most_frequent")


@value
def tags_forward() -> int:
    return ambiguous("gru-forward")


@value
def tags_later() -> int:
    """Per cent right of a GRU that reads forwards and answers one word later."""
    return ambiguous("gru-later")


@value
def tags_both() -> int:
    return ambiguous("gru-both")


@value
def french_words() -> int:
    return percent(trained.translation()["word_by_word"])


@value
def state_units() -> int:
    return int(next(network["units"] for network in settings("memory.json", "state")))


@value
def memory_every() -> int:
    return int(trained.memory()["every"])


@value
def steps_ratio() -> int:
    """How many times as many training steps one state needs as attention, on average of the seeds."""
    attention, state = (fmean(steps_needed(network)) for network in NETWORKS)
    return round(state / attention)


@value
def seconds_ratio() -> int:
    """How many times as long one state trains as attention, on average of the seeds."""
    return round(times_as_long("memory.json", "state", "attention"))


@value
def sunspots_years() -> int:
    years, _ = spots.yearly_sunspots()
    return int((years < spots.FIRST_VALIDATION).sum())


@value
def sunspots_ar() -> float:
    return float(trained.sunspots()["ar9"])


@value
def share_test_days() -> int:
    return int(trained.shares()["days"]["test"])


@value
def share_runs() -> int:
    return len(share_errors())


@value
def shares_persistence() -> float:
    return float(trained.shares()["persistence"])


@value
def shares_best() -> float:
    return min(share_errors())


@value
def listens_as_far_as() -> int:
    return LISTENED


@value
def listens_farthest() -> str:
    """What an exchange of the farthest letter moves, in per cent."""
    return f"{percent(by_distance()[-1])}%"

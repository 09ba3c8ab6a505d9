"""The numbers in the prose on attention."""

from drawing.printing import number
from pages.answers import value
from pages.attention.figures import reaching

from rnn_docs.tasks.translation import KEEP_BIAS, translation_units

OPEN = 3  # the keep bias to compare with


@value
def root_of_units() -> str:
    """The square root of the units that an attention of our translator divides by."""
    units = translation_units(looks_back=True)["gru"]
    return f"$\\sqrt{{{units}}} = {number(units**0.5, 1)}$"


@value
def reaching_alone() -> float:
    return reaching(False)[0]


@value
def keep_bias_of_translators() -> int:
    return int(KEEP_BIAS)


@value
def open_keep_bias() -> int:
    return OPEN


@value
def reaching_alone_if_open() -> float:
    """What the first word gets through one state alone, if the gates start so open that they hardly forget."""
    return reaching(False, OPEN)[0]


@value
def reaching_with_attention() -> float:
    return reaching(True)[0]


@value
def scores_of_a_long_sentence() -> int:
    """How many pairs of a written and a read word are compared where both have as many as the long sentences here."""
    return len(reaching(True)) ** 2

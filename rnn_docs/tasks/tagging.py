"""Parts of speech, one tag a word: some words can be two things, and only their neighbours tell which.

"the light box …" and "the light is …": whether *light* is an adjective or a noun shows one word later. A network that
reads forwards has to answer before it can know; one that also reads backwards has seen it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

import numpy as np

from rnn_docs.cells.parameters import CellParams, named_gradients
from rnn_docs.checks import Array, check_number
from rnn_docs.comparison import count_parameters, matched_units
from rnn_docs.learning.initialisation import init_cell, init_readout
from rnn_docs.learning.optimisers import Adam
from rnn_docs.learning.training import train
from rnn_docs.loop import backward, forward
from rnn_docs.networks.bidirectional import BidirectionalParams, bidirectional_backward, bidirectional_forward
from rnn_docs.outputs.losses import softmax_cross_entropy
from rnn_docs.outputs.output_layer import ReadoutParams, readout, readout_backward
from rnn_docs.padding import mask
from rnn_docs.records import record
from rnn_docs.tasks.grammar import AMBIGUOUS, TAGS, WORDS, Tagged, split
from rnn_docs.tasks.parts import KINDS, encode_words, kind_of, word_numbers

HIDDEN_SIZE, BATCH_SIZE, STEPS, LEARNING_RATE, MAX_NORM = 12, 64, 200, 1e-2, 1.0


@record
@dataclass(frozen=True, eq=False, repr=False)
class Tagger:
    """A network that tags words.

    Attributes:
        cell: one cell that reads forwards, or two that read both ways.
        readout: from the state at a word to the logits of its tag.
    """

    cell: CellParams | BidirectionalParams
    readout: ReadoutParams


@record
@dataclass(frozen=True, eq=False, repr=False)
class TaggingResult:
    """One training run.

    Attributes:
        cell: "vanilla", "lstm" or "gru".
        both_ways: whether the network also reads backwards.
        seed: what weights and batches came from.
        validation: the mean cross-entropy of the words of the validation part.
        accuracy: the share of words of the test sentences tagged right.
        ambiguous: the same for words that can have two tags.
        losses: the training loss at every step.
        model: the trained network.
    """

    cell: str
    both_ways: bool
    seed: int
    validation: float
    accuracy: float
    ambiguous: float
    losses: tuple[float, ...]
    model: Tagger


class BaselineResult(NamedTuple):
    """The most-frequent-tag baseline.

    Attributes:
        accuracy: its share of right tags.
        ambiguous: the same for words that can have two tags.
        tags: the tag that it gives to each word.
    """

    accuracy: float
    ambiguous: float
    tags: dict[str, str]


def init_tagger(cell: str, both_ways: bool, units: int, rng: np.random.Generator) -> Tagger:
    """Draw a fresh tagger; one that reads both ways has so many units in either direction.

    Examples:
        >>> init_tagger("gru", True, 12, np.random.default_rng(1)).readout.W_hy.shape
        (6, 24)
    """
    kind = kind_of(cell)
    ahead = init_cell(kind, len(WORDS), units, rng, scheme="glorot")
    if not both_ways:
        return Tagger(ahead, init_readout(units, len(TAGS), rng))
    both = BidirectionalParams(ahead, init_cell(kind, len(WORDS), units, rng, scheme="glorot"))
    return Tagger(both, init_readout(2 * units, len(TAGS), rng))


@cache
def tagging_units(both_ways: bool) -> dict[str, int]:
    """Find how many units each cell has, so that all taggers are about as large as two GRUs of 12 units, one a way.

    Examples:
        >>> tagging_units(both_ways=True)["gru"], tagging_units(both_ways=False)["gru"]
        (12, 20)
    """

    def fresh(both_ways: bool, cell: str, units: int) -> Tagger:
        return init_tagger(cell, both_ways, units, np.random.default_rng(0))

    parameters = count_parameters(fresh(True, "gru", HIDDEN_SIZE))
    return {cell: matched_units(parameters, partial(fresh, both_ways, cell)) for cell in KINDS}


def tagging_loss(model: Tagger, sentences: Sequence[Tagged], later: int = 0) -> tuple[float, dict[str, Array]]:
    """Compute the mean cross-entropy over all words, and its gradients.

    Args:
        model: the parameters.
        sentences: what is tagged.
        later: how many words a tagger that reads forwards may wait before it answers.
    """
    xs, lengths = encode_words([sentence.words for sentence in sentences], WORDS)
    targets, _ = word_numbers([sentence.tags for sentence in sentences], TAGS)
    weights = mask(lengths, len(xs))
    if isinstance(model.cell, BidirectionalParams):
        both = bidirectional_forward(model.cell, xs, lengths)
        loss, dlogits = softmax_cross_entropy(readout(model.readout, both.hs), np.maximum(targets, 0), weights)
        out = readout_backward(model.readout, both.hs, dlogits)
        return loss, named_gradients({"cell": bidirectional_backward(both, out.dhs), "readout": out})
    trace = forward(model.cell, _followed(xs, later), lengths=lengths + later)
    answering = trace.hs[later:]
    loss, dlogits = softmax_cross_entropy(readout(model.readout, answering), np.maximum(targets, 0), weights)
    out = readout_backward(model.readout, answering, dlogits)
    dhs = np.concatenate([np.zeros_like(trace.hs[:later]), out.dhs])
    return loss, named_gradients({"cell": backward(trace, dhs), "readout": out})


def _followed(xs: Array, later: int) -> Array:
    """The words, and after them as many steps without a word."""
    return np.concatenate([xs, np.zeros((later, *xs.shape[1:]), xs.dtype)])


def predict_tags(model: Tagger, sentences: Sequence[Sequence[str]], later: int = 0) -> list[list[str]]:
    """Tag every word of sentences with the network's first choice.

    Args:
        model: the parameters.
        sentences: their words.
        later: as in `tagging_loss`.

    Raises:
        ValueError: a word outside the vocabulary.
    """
    xs, lengths = encode_words(sentences, WORDS)
    if isinstance(model.cell, BidirectionalParams):
        hs = bidirectional_forward(model.cell, xs, lengths).hs
    else:
        hs = forward(model.cell, _followed(xs, later), lengths=lengths + later).hs[later:]
    choices = readout(model.readout, hs).argmax(axis=1)  # (seq_len, batch_size)
    return [[TAGS[tag] for tag in choices[:length, column]] for column, length in enumerate(lengths)]


def train_tagging(
    seed: int,
    cell: str = "gru",
    both_ways: bool = True,
    learning_rate: float = LEARNING_RATE,
    steps: int = STEPS,
    progress: bool = False,
    later: int = 0,
) -> TaggingResult:
    """Train a tagger, and test it on sentences that training never showed.

    Args:
        seed: what weights and batches are drawn from, each from a stream of its own.
        cell: "vanilla", "lstm" or "gru".
        both_ways: read backwards too.
        learning_rate: of Adam.
        steps: training steps, each on 64 sentences.
        progress: show a bar.
        later: how many words a tagger that reads forwards may wait before it answers.

    Raises:
        ValueError: an unknown cell.
    """
    weights, batches = np.random.default_rng(seed).spawn(2)
    parts, units = split(), tagging_units(both_ways).get(cell, HIDDEN_SIZE)

    def batch(model: Tagger, step: int) -> tuple[float, dict[str, Array]]:
        chosen = batches.integers(len(parts.training), size=BATCH_SIZE)
        return tagging_loss(model, [parts.training[int(number)] for number in chosen], later)

    fresh = init_tagger(cell, both_ways, units, weights)
    training = train(fresh, batch, steps, Adam(learning_rate), MAX_NORM, progress)
    validation, _ = tagging_loss(training.model, parts.validation, later)
    predicted = predict_tags(training.model, [sentence.words for sentence in parts.test], later)
    accuracy, ambiguous = shares_right(predicted, parts.test)
    return TaggingResult(cell, both_ways, seed, validation, accuracy, ambiguous, tuple(training.losses), training.model)


def most_frequent_tag() -> BaselineResult:
    """Give every word the tag it had most often in training, whatever stands around it."""
    training_set, _, test = split()
    counts: dict[str, Counter[str]] = {}
    for word, tag in (pair for sentence in training_set for pair in zip(*sentence, strict=True)):
        counts.setdefault(word, Counter())[tag] += 1
    tags = {word: counter.most_common(1)[0][0] for word, counter in sorted(counts.items())}
    predicted = [[tags[word] for word in sentence.words] for sentence in test]
    return BaselineResult(*shares_right(predicted, test), tags)


def shares_right(predicted: Sequence[Sequence[str]], sentences: Sequence[Tagged]) -> tuple[float, float]:
    """Compute the share of right tags: of all words, and of the words that can have two.

    Examples:
        >>> shares_right([["noun", "verb"]], [Tagged(("light", "is"), ("adjective", "verb"))])
        (0.5, 0.0)
    """
    check_number("predicted", len(predicted), f"{len(sentences)} sentences", len(predicted) == len(sentences))
    words = [word for sentence in sentences for word in sentence.words]
    right = np.array(
        [
            guess == tag
            for guesses, sentence in zip(predicted, sentences, strict=True)
            for guess, tag in zip(guesses, sentence.tags, strict=True)
        ]
    )
    ambiguous = np.array([word in AMBIGUOUS for word in words])
    return float(right.mean()), float(right[ambiguous].mean())

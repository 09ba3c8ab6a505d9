"""Sentiment of short reviews: many words in, one answer out, and "not" decides.

The reviews are those of `rnn_docs.tasks.reviews`: no word by itself says anything about them. What counting can and
cannot do is measured in two steps: one weight for each word, and a small network that reads the counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from rnn_docs.cells.activations import sigmoid
from rnn_docs.cells.parameters import named_gradients
from rnn_docs.checks import Array
from rnn_docs.comparison import count_parameters, matched_units
from rnn_docs.learning.initialisation import glorot
from rnn_docs.learning.optimisers import SGD, Adam
from rnn_docs.learning.training import train
from rnn_docs.loop import backward, forward
from rnn_docs.networks.reader import Reader
from rnn_docs.outputs.losses import binary_cross_entropy
from rnn_docs.outputs.output_layer import readout, readout_backward
from rnn_docs.padding import mask
from rnn_docs.records import record
from rnn_docs.tasks.parts import encode_words, equal_sizes, fresh_reader
from rnn_docs.tasks.reviews import Sentence, draw, split, tokens, vocabulary

HIDDEN_SIZE, BATCH_SIZE, STEPS, LEARNING_RATE, MAX_NORM, KEEP_BIAS = 16, 64, 600, 1e-2, 1.0, 1.0
EARLIER = 0.2  # how much the answers in the middle of a sentence count
BAG_STEPS, BAG_LEARNING_RATE, BAG_MOMENTUM = 300, 0.5, 0.9
TIE = 1e-6  # a logit as near to 0 as this says nothing


class WordMove(NamedTuple):
    """What one word of a review did to the answer.

    Attributes:
        word: the word.
        probability: that the review is kind, once the word is read.
        move: how far the word moved that.
    """

    word: str
    probability: float
    move: float


@record
@dataclass(frozen=True, eq=False, repr=False)
class SentimentResult:
    """One training run.

    Attributes:
        cell: "vanilla", "lstm" or "gru".
        seed: what weights and batches came from.
        validation: the cross-entropy of the answers to the validation part.
        accuracy: the share of held-out sentences answered right, the mean of the three templates.
        by_template: the same for "plain", "negated" and "contrast" alone.
        losses: the training loss at every step.
        model: the trained network; its one logit is that of "kind".
    """

    cell: str
    seed: int
    validation: float
    accuracy: float
    by_template: dict[str, float]
    losses: tuple[float, ...]
    model: Reader


@record
@dataclass(frozen=True, eq=False, repr=False)
class CountsResult:
    """One training run of a network that reads how often each word occurs, and no order.

    Attributes:
        neighbours: whether it also reads how often each pair of neighbouring words occurs.
        seed: what weights and batches came from.
        units: its hidden units.
        parameters: how many numbers it learnt.
        validation: the cross-entropy of the answers to the validation part.
        accuracy: the share of held-out sentences answered right, the mean of the three templates.
        by_template: the same for "plain", "negated" and "contrast" alone.
    """

    neighbours: bool
    seed: int
    units: int
    parameters: int
    validation: float
    accuracy: float
    by_template: dict[str, float]


@record
@dataclass(frozen=True, eq=False, repr=False)
class BagResult:
    """A baseline: one weight for everything counted.

    Attributes:
        accuracy: the share of held-out sentences answered right.
        by_template: the same for "plain", "negated" and "contrast" alone.
        weights: the weight of each word, or of each word and each pair of neighbours.
    """

    accuracy: float
    by_template: dict[str, float]
    weights: dict[str, float]


def sentiment_loss(
    model: Reader, sentences: Sequence[Sentence], earlier: float = EARLIER
) -> tuple[float, dict[str, Array]]:
    """Compute the cross-entropy of the answer after the last word, and a little of the answers before it.

    Args:
        model: the network.
        sentences: a batch.
        earlier: how much each earlier answer counts against the last; with 0, what the read-out says in the
            middle of a sentence is never trained, and means nothing.
    """
    xs, lengths = encode_words([sentence.words for sentence in sentences], vocabulary())
    trace = forward(model.cell, xs, lengths=lengths)
    targets = np.broadcast_to(_kinds(sentences), (len(xs), 1, len(sentences)))
    weights = earlier * mask(lengths, len(xs))[:, None]
    weights[lengths - 1, 0, np.arange(len(sentences))] = 1.0
    loss, dlogits = binary_cross_entropy(readout(model.readout, trace.hs), targets, weights)
    out = readout_backward(model.readout, trace.hs, dlogits)
    return loss, named_gradients({"cell": backward(trace, out.dhs), "readout": out})


def _kinds(sentences: Sequence[Sentence]) -> Array:
    return np.array([float(sentence.kind) for sentence in sentences])


def fresh_sentiment(cell: str, units: int, rng: np.random.Generator) -> Reader:
    """Draw a fresh network; its gates that keep are biased to keep.

    Examples:
        >>> fresh_sentiment("gru", 4, np.random.default_rng(1)).cell.input_size
        31
    """
    return fresh_reader(cell, len(vocabulary()), units, 1, rng, keep_bias=KEEP_BIAS)


@cache
def sentiment_units() -> dict[str, int]:
    """Find how many units each cell has, so that all networks are about as large as that of a GRU of 16 units.

    Examples:
        >>> sentiment_units()
        {'vanilla': 34, 'lstm': 13, 'gru': 16}
    """
    return equal_sizes(HIDDEN_SIZE, lambda cell, units: fresh_sentiment(cell, units, np.random.default_rng(0)))


def train_sentiment(
    seed: int, cell: str = "gru", learning_rate: float = LEARNING_RATE, steps: int = STEPS, progress: bool = False
) -> SentimentResult:
    """Train on sentences without a held-out pair, and test on all those with one.

    Args:
        seed: what weights and batches are drawn from, each from a stream of its own.
        cell: "vanilla", "lstm" or "gru".
        learning_rate: of Adam.
        steps: training steps, each on 64 sentences.
        progress: show a bar.

    Raises:
        ValueError: an unknown cell.
    """
    weights, batches = np.random.default_rng(seed).spawn(2)
    parts = split()
    model = fresh_sentiment(cell, sentiment_units().get(cell, HIDDEN_SIZE), weights)

    def batch(model: Reader, step: int) -> tuple[float, dict[str, Array]]:
        return sentiment_loss(model, draw(parts.training, batches, BATCH_SIZE))

    training = train(model, batch, steps, Adam(learning_rate), MAX_NORM, progress)
    validation, test = (
        kind_logits(training.model, [sentence.words for sentence in part]) for part in (parts.validation, parts.test)
    )
    loss, _ = binary_cross_entropy(validation, _kinds(parts.validation))
    return SentimentResult(cell, seed, loss, *_scores(test, parts.test), tuple(training.losses), training.model)


def kind_logits(model: Reader, sentences: Sequence[Sequence[str]]) -> Array:
    """Read whole sentences, and return the logit of "kind" for each, (number of sentences,)."""
    xs, lengths = encode_words(sentences, vocabulary())
    logits: Array = readout(model.readout, forward(model.cell, xs, lengths=lengths).h_last[None])[0, 0]
    return logits


def probabilities_by_word(model: Reader, sentence: str) -> list[WordMove]:
    """Ask after every word how probable it is that the review is kind, and how far each word moved that.

    The first move starts from what the read-out says of the empty state, before any word.

    Args:
        model: a trained network.
        sentence: words of the vocabulary, such as "The food was absolutely delicious".

    Raises:
        ValueError: a word outside the vocabulary.
    """
    words = tokens(sentence)
    xs, _ = encode_words([words], vocabulary())
    trace = forward(model.cell, xs)
    states = np.concatenate([trace.h_init[None], trace.hs])
    probabilities = sigmoid(readout(model.readout, states))[:, 0, 0]
    moves = np.diff(probabilities)
    return [WordMove(word, float(p), float(m)) for word, p, m in zip(words, probabilities[1:], moves, strict=True)]


def fresh_counts(features: int, units: int, rng: np.random.Generator) -> dict[str, Array]:
    """Draw a fresh network that reads counts: a layer of tanh units, and one answer.

    Examples:
        >>> fresh_counts(31, 4, np.random.default_rng(1))["W_xh"].shape
        (4, 31)
    """
    return {
        "W_xh": glorot(rng, units, features),
        "b_h": np.zeros((units, 1)),
        "W_hy": glorot(rng, 1, units),
        "b_y": np.zeros((1, 1)),
    }


@cache
def counts_units(neighbours: bool) -> int:
    """Find the number of units with which a network that reads counts is as large as the GRU's.

    Examples:
        >>> counts_units(neighbours=False)
        70
    """
    features, rng = len(_features(neighbours)), np.random.default_rng(0)
    parameters = count_parameters(fresh_sentiment("gru", HIDDEN_SIZE, rng))
    return matched_units(parameters, lambda units: fresh_counts(features, units, rng))


def train_counts(
    seed: int, neighbours: bool = False, learning_rate: float = LEARNING_RATE, steps: int = STEPS
) -> CountsResult:
    """Train a small network on counts alone, as large as the GRU's, on as many of the same sentences.

    Args:
        seed: what weights and batches are drawn from, each from a stream of its own.
        neighbours: count pairs of neighbouring words too, so that a little of the order is seen.
        learning_rate: of Adam.
        steps: training steps, each on 64 sentences.
    """
    weights, batches = np.random.default_rng(seed).spawn(2)
    parts, features, units = split(), _features(neighbours), counts_units(neighbours)
    fresh = fresh_counts(len(features), units, weights)

    def batch(model: dict[str, Array], step: int) -> tuple[float, dict[str, Array]]:
        sentences = draw(parts.training, batches, BATCH_SIZE)
        return _counts_loss(model, _counts(sentences, features, neighbours), _kinds(sentences))

    model = train(fresh, batch, steps, Adam(learning_rate), MAX_NORM).model
    validation, test = (_counts(part, features, neighbours) for part in (parts.validation, parts.test))
    loss, _ = _counts_loss(model, validation, _kinds(parts.validation))
    scores = _scores(_counts_forward(model, test)[1][0], parts.test)
    return CountsResult(neighbours, seed, units, count_parameters(fresh), loss, *scores)


def _counts_forward(model: dict[str, Array], counts: Array) -> tuple[Array, Array]:
    """The hidden units and the one logit of each sentence."""
    h = np.tanh(model["W_xh"] @ counts + model["b_h"])  # (units, batch_size)
    return h, model["W_hy"] @ h + model["b_y"]


def _counts_loss(model: dict[str, Array], counts: Array, kinds: Array) -> tuple[float, dict[str, Array]]:
    h, logits = _counts_forward(model, counts)
    loss, dlogits = binary_cross_entropy(logits, kinds[None])
    da = (1 - h**2) * (model["W_hy"].T @ dlogits)
    return loss, {
        "W_xh": da @ counts.T,
        "b_h": da.sum(axis=1, keepdims=True),
        "W_hy": dlogits @ h.T,
        "b_y": dlogits.sum(axis=1, keepdims=True),
    }


@cache
def _features(neighbours: bool) -> tuple[str, ...]:
    """What is counted: every word of the training part, and every pair of neighbours if they are asked for."""
    return tuple(sorted({item for sentence in split().training for item in _items(sentence, neighbours)}))


def bag_of_words(neighbours: bool = False) -> BagResult:
    """Train the simplest baseline: logistic regression on how often each word occurs.

    Words alone tell nothing, and all weights stay at 0. With pairs the weights are still growing at the end: trained
    on, the model goes on getting every contrast right and a mean of 3 of 4 sentences, but other plain and negated ones.

    Args:
        neighbours: count pairs of neighbouring words too, so that a little of the order is seen.
    """
    training_set, _, test = split()
    features = _features(neighbours)
    counts, kinds = _counts(training_set, features, neighbours), _kinds(training_set)[None]
    start: dict[str, Array] = {"W": np.zeros((1, len(features))), "b": np.zeros((1, 1))}

    def loss(model: dict[str, Array], step: int) -> tuple[float, dict[str, Array]]:
        value, dlogits = binary_cross_entropy(model["W"] @ counts + model["b"], kinds)
        return value, {"W": dlogits @ counts.T, "b": dlogits.sum(axis=1, keepdims=True)}

    model = train(start, loss, BAG_STEPS, SGD(BAG_LEARNING_RATE, BAG_MOMENTUM)).model
    accuracy, by_template = _scores((model["W"] @ _counts(test, features, neighbours) + model["b"])[0], test)
    return BagResult(accuracy, by_template, dict(zip(features, model["W"][0].tolist(), strict=True)))


def _items(sentence: Sentence, neighbours: bool) -> list[str]:
    words = list(sentence.words)
    return words + [f"{a} {b}" for a, b in pairwise(words)] if neighbours else words


def _counts(sentences: Sequence[Sentence], features: Sequence[str], neighbours: bool) -> Array:
    """How often each feature occurs in each sentence, (number of features, number of sentences)."""
    index = {feature: number for number, feature in enumerate(features)}
    counts: Array = np.zeros((len(features), len(sentences)))
    for column, sentence in enumerate(sentences):
        for item in _items(sentence, neighbours):
            if item in index:  # a pair that training never showed tells nothing
                counts[index[item], column] += 1
    return counts


def _scores(logits: Array, sentences: Sequence[Sentence]) -> tuple[float, dict[str, float]]:
    """The mean over templates of the share of right answers, and each template's own; a tie is half right."""
    right = np.where(abs(logits) < TIE, 0.5, (logits > 0) == _kinds(sentences))
    templates = np.array([sentence.template for sentence in sentences])
    by_template = {str(name): float(right[templates == name].mean()) for name in ("plain", "negated", "contrast")}
    return float(np.mean(list(by_template.values()))), by_template

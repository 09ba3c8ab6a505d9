"""English to French with an encoder and a decoder: what was read becomes one vector, and the vector is written out.

One fifth of all combinations of adjective, noun and verb never occur in training, "cat sat" among them; the test is on
those.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rnn_docs.checks import Array
from rnn_docs.encoder_decoder import EncoderDecoder, greedy_decode, teacher_forcing
from rnn_docs.initialisation import init_cell, init_readout
from rnn_docs.optimisers import Adam
from rnn_docs.padding import mask
from rnn_docs.records import record
from rnn_docs.tasks.french import Pair, all_clauses, dictionary, draw_pairs, plain_clauses, split
from rnn_docs.tasks.parts import encode_words, kind_of, word_numbers
from rnn_docs.training import train

START, END = "<start>", "<end>"
HIDDEN_SIZE, BATCH_SIZE, STEPS, LEARNING_RATE, MAX_NORM, KEEP_BIAS = 32, 64, 400, 1e-2, 1.0, 1.0
ENGLISH = (*sorted({word for clause in all_clauses() for word in clause.english}), "and")
MEMORY_CLAUSES, MEMORY_STEPS, MEMORY_TESTS = 4, 1000, 200
FRENCH = (START, END, *sorted({word for clause in all_clauses() for word in clause.french}), "et")


@record
@dataclass(frozen=True, eq=False, repr=False)
class TranslationResult:
    """One training run.

    Attributes:
        cell: "vanilla", "lstm" or "gru".
        seed: what weights and batches came from.
        exact: the share of held-out clauses translated without a single wrong word.
        losses: the training loss at every step.
        model: the trained translator.
    """

    cell: str
    seed: int
    exact: float
    losses: tuple[float, ...]
    model: EncoderDecoder


@record
@dataclass(frozen=True, eq=False, repr=False)
class LengthResult:
    """How well sentences of one length are translated.

    Attributes:
        clauses: how many clauses they have.
        words: how many English words.
        exact: the share of sentences without a single wrong word.
        clause_exact: the share of clauses, each in its place, without a wrong word: comparable between lengths.
    """

    clauses: int
    words: int
    exact: float
    clause_exact: float


def translation_loss(model: EncoderDecoder, pairs: Sequence[Pair]) -> tuple[float, dict[str, Array]]:
    """Compute the mean cross-entropy of every French word and of the end, the right words before it given."""
    sources, lengths = encode_words([english for english, _ in pairs], ENGLISH, model.encoder.dtype)
    targets, target_lengths = word_numbers([(*french, END) for _, french in pairs], FRENCH)
    weights = mask(target_lengths, len(targets), model.encoder.dtype)
    return teacher_forcing(model, sources, np.maximum(targets, 0), FRENCH.index(START), lengths, weights)


def init_translator(cell: str, hidden_size: int, rng: np.random.Generator) -> EncoderDecoder:
    """Draw a fresh translator.

    Examples:
        >>> init_translator("gru", 4, np.random.default_rng(1)).encoder.hidden_size
        4
    """
    kind, bias = kind_of(cell), 0.0 if cell == "vanilla" else KEEP_BIAS
    encoder = init_cell(kind, len(ENGLISH), hidden_size, rng, "glorot", keep_bias=bias)
    decoder = init_cell(kind, len(FRENCH), hidden_size, rng, "glorot", keep_bias=bias)
    return EncoderDecoder(encoder, decoder, init_readout(hidden_size, len(FRENCH), rng))


def train_translation(
    seed: int,
    cell: str = "gru",
    hidden_size: int = HIDDEN_SIZE,
    steps: int = STEPS,
    progress: bool = False,
) -> TranslationResult:
    """Train on the clauses that are not held out, and test on all that are.

    Args:
        seed: what weights and batches are drawn from, each from a stream of its own.
        cell: "vanilla", "lstm" or "gru".
        hidden_size: the length of the one vector that the encoder hands over.
        steps: training steps, each on 64 sentences.
        progress: show a bar.

    Raises:
        ValueError: an unknown cell.
    """
    weights, batches = np.random.default_rng(seed).spawn(2)
    training_set, test = split()

    def batch(model: EncoderDecoder, step: int) -> tuple[float, dict[str, Array]]:
        return translation_loss(model, draw_pairs(training_set, batches, BATCH_SIZE))

    fresh = init_translator(cell, hidden_size, weights)
    training = train(fresh, batch, steps, Adam(LEARNING_RATE), MAX_NORM, progress)
    written = translate(training.model, [clause.english for clause in test])
    exact = float(np.mean([tuple(words) == clause.french for words, clause in zip(written, test, strict=True)]))
    return TranslationResult(cell, seed, exact, tuple(training.losses), training.model)


def translate(model: EncoderDecoder, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    """Translate sentences of known words, always taking the likeliest next word.

    Raises:
        ValueError: a word outside the vocabulary.
    """
    sources, lengths = encode_words(sentences, ENGLISH, model.encoder.dtype)
    start, end, longest = FRENCH.index(START), FRENCH.index(END), 2 * len(sources) + 2
    columns = greedy_decode(model, sources, start, end, longest, lengths)
    return [[FRENCH[token] for token in column] for column in columns]


def translate_word_by_word(sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    """Put one dictionary form for each word, in the English order: the baseline.

    Examples:
        >>> translate_word_by_word([["the", "black", "mice", "sleep"]])
        [['le', 'noir', 'souris', 'dorment']]
    """
    words = dictionary()
    return [[words[word] for word in sentence] for sentence in sentences]


def word_by_word() -> float:
    """Compute the share of held-out clauses that the baseline translates exactly."""
    _, test = split()
    written = translate_word_by_word([clause.english for clause in test])
    return float(np.mean([tuple(words) == clause.french for words, clause in zip(written, test, strict=True)]))


def memory_by_length(seed: int, hidden_size: int, steps: int = MEMORY_STEPS) -> list[LengthResult]:
    """Train on sentences of one to four plain clauses, and measure how each length is translated.

    Every clause of the test is one that training showed, and so is every length: what gets lost as sentences grow is
    lost in the one vector between encoder and decoder (or was not learnt in so many steps), not for want of a word.

    Args:
        seed: what weights, batches and test sentences are drawn from.
        hidden_size: the length of that vector.
        steps: training steps, each on 64 sentences.
    """
    weights, batches, tests = np.random.default_rng(seed).spawn(3)
    clauses = plain_clauses()

    def batch(model: EncoderDecoder, step: int) -> tuple[float, dict[str, Array]]:
        return translation_loss(model, draw_pairs(clauses, batches, BATCH_SIZE, MEMORY_CLAUSES))

    model = train(init_translator("gru", hidden_size, weights), batch, steps, Adam(LEARNING_RATE), MAX_NORM).model
    return [_at_length(model, draw_pairs(clauses, tests, MEMORY_TESTS, n, n), n) for n in range(1, MEMORY_CLAUSES + 1)]


def _at_length(model: EncoderDecoder, pairs: Sequence[Pair], clauses: int) -> LengthResult:
    written = translate(model, [english for english, _ in pairs])
    exact = np.mean([tuple(words) == french for words, (_, french) in zip(written, pairs, strict=True)])
    right = np.mean([_right_clauses(words, french) for words, (_, french) in zip(written, pairs, strict=True)])
    return LengthResult(clauses, len(pairs[0][0]), float(exact), float(right))


def _right_clauses(words: Sequence[str], french: Sequence[str]) -> float:
    """The share of clauses that stand unchanged in their place."""
    guesses, rights = _clauses(words), _clauses(french)
    return sum(guess == right for guess, right in zip(guesses, rights, strict=False)) / len(rights)


def _clauses(words: Sequence[str]) -> list[str]:
    return " ".join(words).split(" et ")

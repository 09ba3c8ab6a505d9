"""English to French with an encoder and a decoder: what was read becomes one vector, and the vector is written out.

One fifth of all combinations of adjective, noun and verb never occur in training, "cat sat" among them; the test is on
those. With attention the decoder also looks back at every state of the encoder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial

import numpy as np

from rnn_docs.checks import Array
from rnn_docs.comparison import count_parameters, matched_units
from rnn_docs.learning.initialisation import init_cell, init_readout
from rnn_docs.learning.optimisers import Adam
from rnn_docs.learning.training import train
from rnn_docs.networks.attention import init_attention
from rnn_docs.networks.encoder_decoder import (
    EncoderDecoder,
    attention_weights,
    encoder_gradients,
    greedy_decode,
    teacher_forcing,
)
from rnn_docs.padding import mask
from rnn_docs.records import record
from rnn_docs.tasks.french import Pair, all_clauses, dictionary, draw_pairs, plain_clauses, split
from rnn_docs.tasks.parts import KINDS, encode_words, kind_of, word_numbers

START, END = "<start>", "<end>"
HIDDEN_SIZE, BATCH_SIZE, STEPS, LEARNING_RATE, MAX_NORM, KEEP_BIAS = 32, 64, 400, 1e-2, 1.0, 1.0
ENGLISH = (*sorted({word for clause in all_clauses() for word in clause.english}), "and")
MEMORY_CLAUSES, MEMORY_STEPS, MEMORY_TESTS, MEMORY_EVERY, LEARNT = 4, 8000, 200, 250, 0.99
FRENCH = (START, END, *sorted({word for clause in all_clauses() for word in clause.french}), "et")


@record
@dataclass(frozen=True, eq=False, repr=False)
class TranslationResult:
    """One training run.

    Attributes:
        cell: "vanilla", "lstm" or "gru".
        looks_back: whether the decoder has attention.
        seed: what weights and batches came from.
        validation: the mean cross-entropy of every word and end of the validation part.
        exact: the share of held-out clauses translated without a single wrong word.
        losses: the training loss at every step.
        model: the trained translator.
    """

    cell: str
    looks_back: bool
    seed: int
    validation: float
    exact: float
    losses: tuple[float, ...]
    model: EncoderDecoder


@record
@dataclass(frozen=True, eq=False, repr=False)
class MemoryResult:
    """How a translator learnt sentences of one to four clauses.

    Attributes:
        looks_back: whether the decoder has attention.
        backwards: whether the encoder read the sentences from their end.
        seed: what weights, batches and test sentences came from.
        checked_at: the training steps after which it was tested; it ends where 0.99 of the clauses of the longest
            sentences were right.
        words: how many English words the sentences of each length have.
        clause_exact: at each of these steps, for each length, the share of clauses that stand in their place without a
            wrong word: comparable between lengths.
        exact: at the end, for each length, the share of sentences without a single wrong word.
    """

    looks_back: bool
    backwards: bool
    seed: int
    checked_at: tuple[int, ...]
    words: tuple[int, ...]
    clause_exact: tuple[tuple[float, ...], ...]
    exact: tuple[float, ...]

    @property
    def learnt_at(self) -> int | None:
        """The step at which 0.99 of the clauses of the longest sentences were right; None if none was."""
        return self.checked_at[-1] if self.clause_exact[-1][-1] >= LEARNT else None


def translation_loss(model: EncoderDecoder, pairs: Sequence[Pair]) -> tuple[float, dict[str, Array]]:
    """Compute the mean cross-entropy of every French word and of the end, the right words before it given."""
    sources, lengths = encode_words([english for english, _ in pairs], ENGLISH, model.encoder.dtype)
    targets, target_lengths = word_numbers([(*french, END) for _, french in pairs], FRENCH)
    weights = mask(target_lengths, len(targets), model.encoder.dtype)
    return teacher_forcing(model, sources, np.maximum(targets, 0), FRENCH.index(START), lengths, weights)


def init_translator(
    cell: str, hidden_size: int, rng: np.random.Generator, looks_back: bool = False, keep_bias: float = KEEP_BIAS
) -> EncoderDecoder:
    """Draw a fresh translator, with attention if it is to look back; a vanilla cell has no gate for the keep_bias.

    Examples:
        >>> init_translator("gru", 4, np.random.default_rng(1)).encoder.hidden_size
        4
    """
    kind, bias = kind_of(cell), 0.0 if cell == "vanilla" else keep_bias
    encoder = init_cell(kind, len(ENGLISH), hidden_size, rng, scheme="glorot", keep_bias=bias)
    decoder = init_cell(kind, len(FRENCH), hidden_size, rng, scheme="glorot", keep_bias=bias)
    if not looks_back:
        return EncoderDecoder(encoder, decoder, init_readout(hidden_size, len(FRENCH), rng))
    reads = init_readout(2 * hidden_size, len(FRENCH), rng)
    return EncoderDecoder(encoder, decoder, reads, init_attention(hidden_size, rng))


@cache
def translation_units(looks_back: bool = False) -> dict[str, int]:
    """Find how many units each cell has, so that all translators are about as large as a GRU of 32 without attention.

    Examples:
        >>> translation_units(), translation_units(looks_back=True)["gru"]
        ({'vanilla': 62, 'lstm': 26, 'gru': 32}, 28)
    """

    def fresh(looks_back: bool, cell: str, units: int) -> EncoderDecoder:
        return init_translator(cell, units, np.random.default_rng(0), looks_back)

    parameters = count_parameters(fresh(False, "gru", HIDDEN_SIZE))
    return {cell: matched_units(parameters, partial(fresh, looks_back, cell)) for cell in KINDS}


def train_translation(
    seed: int,
    cell: str = "gru",
    looks_back: bool = False,
    learning_rate: float = LEARNING_RATE,
    hidden_size: int | None = None,
    steps: int = STEPS,
    progress: bool = False,
) -> TranslationResult:
    """Train on the clauses that are not held out, and test on all that are.

    Args:
        seed: what weights and batches are drawn from, each from a stream of its own.
        cell: "vanilla", "lstm" or "gru".
        looks_back: give the decoder attention.
        learning_rate: of Adam.
        hidden_size: the length of the one vector that the encoder hands over; if left out, as `translation_units` says.
        steps: training steps, each on 64 sentences.
        progress: show a bar.

    Raises:
        ValueError: an unknown cell.
    """
    weights, batches = np.random.default_rng(seed).spawn(2)
    parts = split()
    units = hidden_size or translation_units(looks_back).get(cell, HIDDEN_SIZE)

    def batch(model: EncoderDecoder, step: int) -> tuple[float, dict[str, Array]]:
        return translation_loss(model, draw_pairs(parts.training, batches, BATCH_SIZE))

    fresh = init_translator(cell, units, weights, looks_back)
    training = train(fresh, batch, steps, Adam(learning_rate), MAX_NORM, progress)
    validation, _ = translation_loss(training.model, [(clause.english, clause.french) for clause in parts.validation])
    written = translate(training.model, [clause.english for clause in parts.test])
    exact = float(np.mean([tuple(words) == clause.french for words, clause in zip(written, parts.test, strict=True)]))
    return TranslationResult(cell, looks_back, seed, validation, exact, tuple(training.losses), training.model)


def translate(model: EncoderDecoder, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    """Translate sentences of known words, always taking the likeliest next word.

    Raises:
        ValueError: a word outside the vocabulary.
    """
    sources, lengths = encode_words(sentences, ENGLISH, model.encoder.dtype)
    start, end, longest = FRENCH.index(START), FRENCH.index(END), 2 * len(sources) + 2
    columns = greedy_decode(model, sources, start, end, longest, lengths)
    return [[FRENCH[token] for token in column] for column in columns]


def looks(model: EncoderDecoder, english: Sequence[str], french: Sequence[str]) -> Array:
    """Say where a translator with attention looks while it writes a translation, its end included.

    Args:
        model: a trained translator.
        english: the words that it reads.
        french: the words that it writes.

    Returns:
        For each written word and the end, the share of every word that was read, (written, read).

    Raises:
        ValueError: a word outside the vocabulary, a translator without attention.
    """
    sources, _ = encode_words([english], ENGLISH, model.encoder.dtype)
    tokens, _ = word_numbers([(*french, END)], FRENCH)
    shares: Array = attention_weights(model, sources, tokens, FRENCH.index(START))[:, :, 0]
    return shares


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
    test = split().test
    written = translate_word_by_word([clause.english for clause in test])
    return float(np.mean([tuple(words) == clause.french for words, clause in zip(written, test, strict=True)]))


def train_memory(
    seed: int,
    looks_back: bool = False,
    learning_rate: float = LEARNING_RATE,
    steps: int = MEMORY_STEPS,
    progress: bool = False,
    backwards: bool = False,
) -> MemoryResult:
    """Train a GRU on sentences of one to four plain clauses until the longest are right; meanwhile, test every length.

    Every clause of the test is one that training showed, and so is every length: what is wrong in a long sentence was
    lost on the way from encoder to decoder, or not yet learnt, and is not wrong for want of a word. Both translators
    have about as many parameters.

    Args:
        seed: what weights, batches and test sentences are drawn from.
        looks_back: give the decoder attention.
        learning_rate: of Adam.
        steps: training steps at most, each on 64 sentences.
        progress: show a bar.
        backwards: let the encoder read every sentence from its end, as Sutskever and colleagues did.

    Source:
        backwards: Sutskever, Vinyals & Le (2014), arXiv 1409.3215, section 3.3.
    """
    weights, batches, tests = np.random.default_rng(seed).spawn(3)
    clauses, counts = plain_clauses(), range(1, MEMORY_CLAUSES + 1)

    def draw(rng: np.random.Generator, size: int, most: int, least: int = 1) -> list[Pair]:
        pairs = draw_pairs(clauses, rng, size, most, least)
        return [(english[::-1], french) for english, french in pairs] if backwards else pairs

    test = [draw(tests, MEMORY_TESTS, count, count) for count in counts]
    checked: dict[int, tuple[float, ...]] = {}

    def batch(model: EncoderDecoder, step: int) -> tuple[float, dict[str, Array]]:
        return translation_loss(model, draw(batches, BATCH_SIZE, MEMORY_CLAUSES))

    def learnt(model: EncoderDecoder, step: int) -> bool:
        if step % MEMORY_EVERY == 0 or step == steps:
            checked[step] = tuple(_shares_right(model, pairs)[1] for pairs in test)
        return step in checked and checked[step][-1] >= LEARNT

    fresh = init_translator("gru", translation_units(looks_back)["gru"], weights, looks_back)
    model = train(fresh, batch, steps, Adam(learning_rate), MAX_NORM, progress, learnt).model
    exact = tuple(_shares_right(model, pairs)[0] for pairs in test)
    words = tuple(len(pairs[0][0]) for pairs in test)
    return MemoryResult(looks_back, backwards, seed, tuple(checked), words, tuple(checked.values()), exact)


def gradient_by_word(seed: int, looks_back: bool, keep_bias: float = KEEP_BIAS) -> Array:
    """Measure in a fresh GRU translator how much of the gradient reaches the state after each word of a long sentence.

    Args:
        seed: what the weights and 64 sentences of four plain clauses are drawn from.
        looks_back: give the decoder attention.
        keep_bias: bias of the update gates.

    Returns:
        The norm of dL/dh for every word, over all sentences, as a share of that for the last word, (words,).

    Examples:
        >>> shares = gradient_by_word(0, looks_back=True)
        >>> len(shares), float(shares[-1])
        (15, 1.0)
    """
    weights, sentences = np.random.default_rng(seed).spawn(2)
    model = init_translator("gru", translation_units(looks_back)["gru"], weights, looks_back, keep_bias)
    pairs = draw_pairs(plain_clauses(), sentences, BATCH_SIZE, MEMORY_CLAUSES, MEMORY_CLAUSES)
    sources, _ = encode_words([english for english, _ in pairs], ENGLISH)
    targets, _ = word_numbers([(*french, END) for _, french in pairs], FRENCH)  # all of one length
    dhs = encoder_gradients(model, sources, targets, FRENCH.index(START))
    norms = np.sqrt((dhs**2).sum(axis=(1, 2)))
    shares: Array = norms / norms[-1]
    return shares


def _shares_right(model: EncoderDecoder, pairs: Sequence[Pair]) -> tuple[float, float]:
    """The share of sentences without a wrong word, and the share of clauses, each in its place."""
    written = translate(model, [english for english, _ in pairs])
    exact = np.mean([tuple(words) == french for words, (_, french) in zip(written, pairs, strict=True)])
    right = np.mean([_right_clauses(words, french) for words, (_, french) in zip(written, pairs, strict=True)])
    return float(exact), float(right)


def _right_clauses(words: Sequence[str], french: Sequence[str]) -> float:
    """The share of clauses that stand unchanged in their place."""
    guesses, rights = _clauses(words), _clauses(french)
    return sum(guess == right for guess, right in zip(guesses, rights, strict=False)) / len(rights)


def _clauses(words: Sequence[str]) -> list[str]:
    return " ".join(words).split(" et ")

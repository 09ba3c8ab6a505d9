"""Sentences from a little grammar, each word with its part of speech; some words can be two things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from rnn_docs.tasks.parts import Split

TAGS = ("determiner", "adjective", "noun", "verb", "preposition", "pronoun")
NOUNS = ("box", "table", "dog", "boy", "river", "door", "street", "cup")
ADJECTIVES = ("old", "small", "red", "quiet")
ADJECTIVES_OR_NOUNS = ("light", "cold", "flat", "orange", "square", "novel")
VERBS = ("is", "was", "seems", "falls")
NOUNS_OR_VERBS = ("watch", "fish", "cook", "paint")
PLURAL_PRONOUNS = ("they", "we")
PREPOSITIONS = ("near", "behind", "under")
DETERMINERS = ("the", "every", "that")
WORDS = tuple(
    sorted(
        {*NOUNS, *ADJECTIVES, *ADJECTIVES_OR_NOUNS, *VERBS, *NOUNS_OR_VERBS}
        | {*PLURAL_PRONOUNS, *PREPOSITIONS, *DETERMINERS}
    )
)
AMBIGUOUS = frozenset((*ADJECTIVES_OR_NOUNS, *NOUNS_OR_VERBS, "that"))
TRAINING_SIZE, VALIDATION_SIZE, TEST_SIZE, DATA_SEED = 1300, 200, 400, 11


class Tagged(NamedTuple):
    """A sentence with its tags.

    Attributes:
        words: the words in their order.
        tags: the right tag of each.
    """

    words: tuple[str, ...]
    tags: tuple[str, ...]


def draw_sentence(rng: np.random.Generator) -> Tagged:
    """Draw one sentence from the little grammar.

    Examples:
        >>> sentence = draw_sentence(np.random.default_rng(3))
        >>> len(sentence.words) == len(sentence.tags)
        True
    """
    pairs = _subject_and_verb(rng)
    if rng.random() < 0.5:
        pairs += [(_one(rng, PREPOSITIONS), "preposition"), *_noun_phrase(rng)]
    words, tags = zip(*pairs, strict=True)
    return Tagged(words, tags)


def _subject_and_verb(rng: np.random.Generator) -> list[tuple[str, str]]:
    """A noun phrase and "is old"; "that is old"; or "they watch" a noun phrase."""
    form = rng.random()
    if form < 0.3:
        watch = (_one(rng, NOUNS_OR_VERBS), "verb")
        return [(_one(rng, PLURAL_PRONOUNS), "pronoun"), watch, *_noun_phrase(rng)]
    subject = [("that", "pronoun")] if form < 0.4 else _noun_phrase(rng)
    verb = [(_one(rng, VERBS), "verb")]
    if verb[0][0] == "falls":
        return subject + verb
    return subject + verb + [(_one(rng, (*ADJECTIVES, "light", "cold", "flat")), "adjective")]


def _noun_phrase(rng: np.random.Generator) -> list[tuple[str, str]]:
    """A determiner, at times an adjective, and a noun; many of them could be two things."""
    phrase = [(_one(rng, DETERMINERS), "determiner")]
    if rng.random() < 0.6:
        phrase.append((_one(rng, ADJECTIVES if rng.random() < 0.4 else ADJECTIVES_OR_NOUNS), "adjective"))
    kind = rng.random()
    nouns = NOUNS if kind < 0.4 else ADJECTIVES_OR_NOUNS if kind < 0.7 else NOUNS_OR_VERBS
    return [*phrase, (_one(rng, nouns), "noun")]


def _one(rng: np.random.Generator, words: Sequence[str]) -> str:
    return words[int(rng.integers(len(words)))]


def split() -> Split[Tagged]:
    """Draw different sentences for the three parts: none is in two."""
    rng = np.random.default_rng(DATA_SEED)
    found: dict[tuple[str, ...], Tagged] = {}
    while len(found) < TRAINING_SIZE + VALIDATION_SIZE + TEST_SIZE:
        sentence = draw_sentence(rng)
        found.setdefault(sentence.words, sentence)
    drawn = list(found.values())
    sentences = [drawn[int(number)] for number in rng.permutation(len(drawn))]
    first_test = TRAINING_SIZE + VALIDATION_SIZE
    return Split(sentences[:TRAINING_SIZE], sentences[TRAINING_SIZE:first_test], sentences[first_test:])

"""Short reviews from templates, kind and unkind, where "not" and the order of the words decide.

Half of all negated ones are kind and half are not, and so are half of the pairs "good , not bad" and "bad , not good":
no word by itself says anything, though several together may. Which noun meets which adjective is divided up: some pairs
are never seen in training, and every test sentence holds one of them. Every validation sentence holds one of others.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np

from rnn_docs.tasks.parts import Split

GENERAL = (("good", "bad"), ("great", "awful"), ("wonderful", "terrible"), ("lovely", "poor"))
SUBJECTS = {  # a noun with the adjectives that only its kind takes, each kind one beside its unkind opposite
    "food": (("delicious", "bland"), ("tasty", "stale")),
    "soup": (("delicious", "bland"), ("tasty", "stale")),
    "cake": (("delicious", "bland"), ("tasty", "stale")),
    "movie": (("exciting", "boring"), ("funny", "dull")),
    "story": (("exciting", "boring"), ("funny", "dull")),
    "book": (("exciting", "boring"), ("funny", "dull")),
}
DETERMINERS = ("the", "this", "my")
ADVERBS = ("absolutely", "really", "truly")
HELD_OUT_ALWAYS = (("food", "delicious"), ("food", "good"), ("movie", "great"))
SPLIT_SEED = 7  # which other pairs are held out: the same for every training seed


class Sentence(NamedTuple):
    """A review, and what is known about it.

    Attributes:
        words: the words of the review.
        kind: whether it is kind.
        pairs: the pairs of noun and adjective that it holds.
        template: "plain", "negated" or "contrast".
    """

    words: tuple[str, ...]
    kind: bool
    pairs: tuple[tuple[str, str], ...]
    template: str


def tokens(text: str) -> tuple[str, ...]:
    """Split a sentence into lower-case words; a comma is a word, a full stop at the end is dropped.

    Examples:
        >>> tokens("The food was good, not bad.")
        ('the', 'food', 'was', 'good', ',', 'not', 'bad')
    """
    return tuple(text.lower().rstrip(".").replace(",", " , ").split())


def all_sentences() -> list[Sentence]:
    """List every review that the templates can say.

    Examples:
        >>> " ".join(all_sentences()[0].words)
        'the food was good'
    """
    sentences = []
    for determiner, (noun, own) in product(DETERMINERS, SUBJECTS.items()):
        start, opposites = (determiner, noun, "was"), GENERAL + own
        kinds = [(adjective, kind) for pair in opposites for adjective, kind in zip(pair, (True, False), strict=True)]
        for (adjective, kind), adverb in product(kinds, ("", *ADVERBS)):
            said = (adverb, adjective) if adverb else (adjective,)
            pair = ((noun, adjective),)
            sentences.append(Sentence((*start, *said), kind, pair, "plain"))
            sentences.append(Sentence((*start, "not", *said), not kind, pair, "negated"))
        for (first, kind), (second, other) in product(kinds, kinds):
            if kind != other:
                pairs = ((noun, first), (noun, second))
                sentences.append(Sentence((*start, first, ",", "not", second), kind, pairs, "contrast"))
    return sentences


@cache
def vocabulary() -> tuple[str, ...]:
    """List every word of the templates, in alphabetical order.

    Examples:
        >>> len(vocabulary()), vocabulary()[:3]
        (31, (',', 'absolutely', 'awful'))
    """
    return tuple(sorted({word for sentence in all_sentences() for word in sentence.words}))


def held_out_pairs() -> frozenset[tuple[str, str]]:
    """Choose for each noun one opposite, kind and unkind, that only the test shows with it, beside the fixed ones.

    Examples:
        >>> ("food", "delicious") in held_out_pairs(), ("cake", "good") in held_out_pairs()
        (True, False)
    """
    rng = np.random.default_rng(SPLIT_SEED)
    held = []
    for noun, own in SUBJECTS.items():
        opposites = GENERAL + own
        fixed = [pair for pair in opposites if any((noun, word) in HELD_OUT_ALWAYS for word in pair)]
        drawn = [pair for pair in opposites if pair not in fixed][int(rng.integers(len(opposites) - len(fixed)))]
        held += [(noun, word) for pair in fixed or [drawn] for word in pair]
    return frozenset(held)


def validation_pairs() -> frozenset[tuple[str, str]]:
    """Choose for each noun another opposite, which only the validation part shows with it.

    Examples:
        >>> len(validation_pairs()), len(validation_pairs() & held_out_pairs())
        (12, 0)
    """
    rng, held = np.random.default_rng(SPLIT_SEED + 1), held_out_pairs()
    chosen = []
    for noun, own in SUBJECTS.items():
        free = [pair for pair in GENERAL + own if (noun, pair[0]) not in held]
        chosen += [(noun, word) for word in free[int(rng.integers(len(free)))]]
    return frozenset(chosen)


def split() -> Split[Sentence]:
    """Divide the sentences: those with a held-out pair are for the test, others with a validation pair for that."""
    held, other = held_out_pairs(), validation_pairs()
    parts = Split[Sentence]([], [], [])
    for sentence in all_sentences():
        held_out, validating = held.intersection(sentence.pairs), other.intersection(sentence.pairs)
        (parts.test if held_out else parts.validation if validating else parts.training).append(sentence)
    return parts


def draw(sentences: Sequence[Sentence], rng: np.random.Generator, size: int) -> list[Sentence]:
    """Draw sentences with replacement, each of the three templates as often as the others on average."""
    by_template: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        by_template.setdefault(sentence.template, []).append(sentence)
    groups = list(by_template.values())
    chosen = [groups[int(number)] for number in rng.integers(len(groups), size=size)]
    return [group[int(rng.integers(len(group)))] for group in chosen]

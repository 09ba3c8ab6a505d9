"""Paragraphs of a novel with quotation marks: where a quotation is open, and how often a rule without a memory knows.

The novel marks the beginning and the end of a quotation by the same sign. It is real text, and there is little of it: a
few dozen paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from rnn_docs.checks import IntArray, check_number
from rnn_docs.tasks.book import ALPHABET, raw_text

MARK, SIGNS = '"', ALPHABET + '"'
UNPAIRED = "grand contested election"  # a paragraph that opens quotations and does not close them
VALIDATION, TEST = 8, 9  # paragraphs; the others are learnt from
DISTANCES = (10, 50, 150)  # letters since the mark: where one group ends and the next begins


class Paragraphs(NamedTuple):
    """Paragraphs with quotations, in three parts.

    Attributes:
        training: to learn from.
        validation: to choose a learning rate by.
        test: to report.
    """

    training: list[str]
    validation: list[str]
    test: list[str]


class Shares(NamedTuple):
    """Shares of letters judged right.

    Attributes:
        inside: within quotations.
        outside: outside of them.
        balanced: the mean of both.
        by_distance: a share within quotations for each group of DISTANCES and for all beyond; None where the text has
            no such letter.
    """

    inside: float
    outside: float
    balanced: float
    by_distance: list[float | None]


@cache
def paragraphs() -> tuple[str, ...]:
    """Every paragraph with a quotation, in lower case, each with the break after it.

    Examples:
        >>> len(paragraphs()), all(text.count(MARK) % 2 == 0 for text in paragraphs())
        (47, True)
    """
    simpler = raw_text().lower().replace("—", "-")
    kept = ["".join(sign for sign in text if sign in SIGNS) + "\n" for text in simpler.split("\n\n")]
    return tuple(text for text in kept if MARK in text and UNPAIRED not in text)


def is_open(text: str) -> IntArray:
    """Say after each letter whether a quotation is open, 1 or 0.

    Examples:
        >>> is_open('a"b"c')
        array([0, 1, 1, 0, 0])
    """
    marks: IntArray = np.cumsum([sign == MARK for sign in text]) % 2
    return marks


def since_mark(text: str) -> IntArray:
    """Count the letters since the last mark; 0 is the mark itself, and before the first they count from the start.

    Examples:
        >>> since_mark('a"bc')
        array([1, 0, 1, 2])
    """
    found, since = [], 0
    for sign in text:
        since = 0 if sign == MARK else since + 1
        found.append(since)
    return np.array(found)


def divided(rng: np.random.Generator) -> Paragraphs:
    """Deal the paragraphs out.

    Examples:
        >>> [len(part) for part in divided(np.random.default_rng(1))]
        [30, 8, 9]
    """
    dealt = [paragraphs()[number] for number in rng.permutation(len(paragraphs()))]
    return Paragraphs(dealt[VALIDATION + TEST :], dealt[:VALIDATION], dealt[VALIDATION : VALIDATION + TEST])


def parts_of(seed: int) -> Paragraphs:
    """The paragraphs as a training with this seed deals them out.

    Examples:
        >>> parts_of(0) == parts_of(0), parts_of(0) == parts_of(1)
        (True, False)
    """
    return divided(np.random.default_rng(seed).spawn(3)[1])


def inside_by_distance(texts: Sequence[str]) -> IntArray:
    """Count the letters within quotations in each group of distances, as `Shares.by_distance` has them.

    Examples:
        >>> inside_by_distance(['a"bc"', '"' + 20 * "a" + '"'])
        array([14, 10,  0,  0])
    """
    inside = np.concatenate([since_mark(text)[is_open(text) == 1] for text in texts])
    return np.bincount(np.searchsorted(DISTANCES, inside, side="left"), minlength=len(DISTANCES) + 1)


def encode_signs(text: str) -> IntArray:
    """Number the letters and signs of a paragraph, (number of signs,).

    Examples:
        >>> encode_signs("a b")
        array([12,  1, 13])
    """
    return np.array([SIGNS.index(sign) for sign in text])


def balanced_shares(right: IntArray, inside: IntArray, since: IntArray) -> Shares:
    """Sum up which letters were judged right.

    Args:
        right: whether each letter was.
        inside: whether it stands inside a quotation.
        since: how many letters back the last mark is.

    Raises:
        ValueError: no letter inside, or none outside: then there is no share of them.

    Examples:
        >>> yes, no = True, False
        >>> balanced_shares(np.array([yes, no, yes, yes]), np.array([yes, yes, no, no]), np.array([0, 20, 1, 2]))
        Shares(inside=0.5, outside=1.0, balanced=0.75, by_distance=[1.0, 0.0, None, None])
    """
    both = bool(inside.any()) and not inside.all()
    check_number("texts", f"{int(inside.sum())} of {inside.size}", "letters inside a quotation and outside", both)
    group = np.searchsorted(DISTANCES, since, side="left")
    groups = [right[inside & (group == k)] for k in range(len(DISTANCES) + 1)]
    within, without = float(right[inside].mean()), float(right[~inside].mean())
    by_distance = [float(found.mean()) if found.size else None for found in groups]
    return Shares(within, without, (within + without) / 2, by_distance)


def only_by_window(texts: Sequence[str], letters: int) -> Shares:
    """What a rule without a memory reaches that sees so many letters back: open if a mark that opens is in sight.

    Out of sight of a mark it says "closed", which is right for most of the text.
    """
    right, inside, since = [], [], []
    for text in texts:
        seen = (is_open(text) == 1) & (since_mark(text) <= letters)
        right.append(seen == (is_open(text) == 1))
        inside.append(is_open(text) == 1)
        since.append(since_mark(text))
    return balanced_shares(np.concatenate(right), np.concatenate(inside), np.concatenate(since))

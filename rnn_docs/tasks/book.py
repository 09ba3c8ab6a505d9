"""The first chapters of Moby-Dick as characters: in lower case, with few kinds of signs, cut into three parts."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from rnn_docs.checks import IntArray, check_number

TEXT = "moby-dick-chapters-1-6.txt"
# of the file; rnn_docs/data/SOURCES.md says where it comes from
SHA256 = "39648e0b6110b5a196053f3399ccadd7f68dca2f635203a2072651bce002f048"
TITLE, AUTHOR, YEAR = "Moby-Dick; or, The Whale", "Herman Melville", 1851
ALPHABET = "\n !'(),-.:;?abcdefghijklmnopqrstuvwxyz"
VALIDATION_SHARE, TEST_SHARE = 0.1, 0.1


class Parts(NamedTuple):
    """The text of the book, cut in three, in its order.

    Attributes:
        training: what is learnt from.
        validation: what says when to stop.
        test: what is measured at the end.
    """

    training: str
    validation: str
    test: str


@cache
def text() -> str:
    """Read the chapters, in lower case and with few kinds of signs.

    Raises:
        ValueError: the file is not the one whose source is stated.

    Examples:
        >>> text()[:36]
        'chapter . loomings.\\n\\ncall me ishmael'
    """
    simpler = raw_text().lower().replace("—", "-").replace('"', "'")
    return "".join(sign for sign in simpler if sign in ALPHABET)


def raw_text() -> str:
    """Read the chapters as they are printed.

    Raises:
        ValueError: the file is not the one whose source is stated.

    Examples:
        >>> raw_text()[:20]
        'CHAPTER 1. Loomings.'
    """
    raw = files("rnn_docs").joinpath("data", TEXT).read_bytes()
    found = hashlib.sha256(raw).hexdigest()
    check_number(TEXT, found, f"the sha256 {SHA256}", found == SHA256)
    return raw.decode("utf-8")


def split() -> Parts:
    """Cut the text: the first four fifths for training, a tenth for validation, the last tenth for the test."""
    whole = text()
    first, second = (round(len(whole) * share) for share in (1 - VALIDATION_SHARE - TEST_SHARE, 1 - TEST_SHARE))
    return Parts(whole[:first], whole[first:second], whole[second:])


def encode_text(written: str) -> IntArray:
    """Number the characters by their place in the alphabet, (number of characters,).

    Raises:
        ValueError: a character outside the alphabet.

    Examples:
        >>> encode_text("a b")
        array([12,  1, 13])
    """
    for sign in sorted(set(written) - set(ALPHABET)):
        check_number("written", repr(sign), "characters of the alphabet", fits=False)
    return np.array([ALPHABET.index(sign) for sign in written])

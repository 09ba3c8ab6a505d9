"""Numbers written as words: which of them state a count or a result, and how a computed count is written as one.

From two upwards a number word is a number like any other, and so are half, twice, double, a quarter. No claim are:
`one`, which mostly means "a" or "a single"; ordinals (`third` among them) and indefinite plurals (`thousands`); the
IDIOMS below, each for its reason; and words inside code or mathematics.
"""

from __future__ import annotations

import math
import re
from numbers import Integral

from checks.markers import CODE_OR_MATHS
from drawing.printing import TENS, TO_NINETEEN, word

_ONES = "|".join(TO_NINETEEN[1:10])
_TENS = rf"(?:{'|'.join(TENS)})(?:-(?:{_ONES}))?"
COUNT = re.compile(rf"{'|'.join(TO_NINETEEN[:0:-1])}|{_TENS}", re.I)  # what `word` writes, the longest first
_LARGE = ("dozen", "hundred", "thousand", "million")
_WORD = rf"(?:{'|'.join(TO_NINETEEN[2:])}|{_TENS}|{'|'.join(_LARGE)})"
_PARTS = r"(?:halves|thirds|quarters|fifths|tenths|hundredths)"
FACTORS = dict.fromkeys(("half", "halves", "halved"), 0.5) | {"quarter": 0.25}
FACTORS |= dict.fromkeys(("twice", "double", "doubles", "doubled"), 2.0) | {"thrice": 3.0}
# With a noun behind its hyphen a count is still one ("a nine-step toy"); "half-open" and "quarter-final" are names.
_FIRST = "".join(sorted({word[0] for word in (*TO_NINETEEN[2:], *TENS, *_LARGE, *FACTORS)}))  # most words are no number
CLAIM = re.compile(
    rf"(?<![\w-])(?=[{_FIRST}])(?:{_WORD}(?:[\s-]+(?:{_WORD}|{_PARTS}))*|{'|'.join(FACTORS)})(?!\w)", re.I
)
IDIOMS = {
    r"(?:the|these|those|any|between)\s+two": "a pair that the sentence or its neighbour names",
    r"one\s+or\s+two": "an indefinite few",
    r"double(?:\s+precision|\s+click|-click)": "names of things",
    r"half-\w+": "half-way, half-open: no measured half",
    r"powers?\s+of\s+ten": "ten is the base of our numerals",
    r"(?:a\s+few|many|some|several)\s+(?:dozen|hundred|thousand|million)": "an indefinite many",
}
_IDIOM = re.compile(rf"(?<![\w-])(?:{'|'.join(IDIOMS)})(?!\w)", re.I)


def claims(visible: str) -> list[re.Match[str]]:
    """The number words of a text that state a count or a result."""
    quiet = [match.span() for pattern in (_IDIOM, CODE_OR_MATHS) for match in pattern.finditer(visible)]
    return [
        match
        for match in CLAIM.finditer(visible)
        if not any(start <= match.start() and match.end() <= end for start, end in quiet)
    ]


def is_number(literal: str) -> bool:
    """Whether a literal is a count or a factor in words, as `in_words` writes one."""
    return bool(COUNT.fullmatch(literal)) or literal.lower() in FACTORS


def in_words(value: float, like: str) -> str:
    """A computed number in words, with a capital letter where the literal `like` has one.

    >>> in_words(45, "Nine"), in_words(0.5, "halves")
    ('Forty-five', 'halves')

    Raises ValueError for a factor that is another one, and for a count that is no whole number below a hundred.
    """
    factor = FACTORS.get(like.lower())
    if factor is None and isinstance(value, Integral):
        written = word(int(value))
        return written.capitalize() if like[:1].isupper() else written
    if factor is None or not math.isclose(value, factor):
        raise ValueError(f"computes {value}, which is not {like!r}")
    return like

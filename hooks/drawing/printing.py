"""Numbers and letters as the drawings print them: true minus signs, mathematical italics, subscripts."""

from __future__ import annotations

import string
from collections.abc import Sequence
from html import escape
from statistics import fmean
from typing import NamedTuple

from drawing.palette import var

ITALIC = {letter: chr(0x1D44E + i) for i, letter in enumerate(string.ascii_lowercase)}
ITALIC |= {letter: chr(0x1D434 + i) for i, letter in enumerate(string.ascii_uppercase)}
ITALIC["h"] = "\u210e"  # Unicode gave the mathematical italic h a place of its own, long before the others
TO_NINETEEN = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
UPRIGHT_SUBSCRIPTS = {"init"}  # words stay upright below a letter, as in the formulas
SUB_SIZE, SUB_DROP = 0.72, 0.22  # a subscript's size and how far it hangs, as shares of its letter


class Sym(NamedTuple):
    """A letter of a formula: its base, its subscript, the colour of its concept.

    `hook`, if given, are the attributes by which an explorer finds the subscript and fills it.
    """

    base: str
    sub: str = ""
    key: str = "ink"
    hook: str = ""


def number(value: float, decimals: int = 2) -> str:
    """Return a number as the site prints it: a true minus sign, and never a minus zero.

    >>> number(-0.5491), number(-0.001), number(0.7, 1)
    ('−0.55', '0.00', '0.7')
    """
    return f"{round(float(value), decimals) + 0.0:,.{decimals}f}".replace("-", "−")


def word(count: int) -> str:
    """Return a count below a hundred as it is written in a sentence. Raises ValueError for any other.

    >>> word(5), word(20), word(45)
    ('five', 'twenty', 'forty-five')
    """
    if not 0 <= count < 100:
        raise ValueError(f"no word for {count}: a count below a hundred belongs here")
    tens, ones = divmod(count, 10)
    return TO_NINETEEN[count] if tens < 2 else TENS[tens - 2] + (f"-{TO_NINETEEN[ones]}" if ones else "")


def compact(value: float, decimals: int = 1) -> str:
    """Return a coordinate in as few characters as a tenth of a pixel needs, or a finer one."""
    return f"{round(value, decimals) + 0.0:.{decimals}f}".removesuffix("." + "0" * decimals)


def italic(letters: str) -> str:
    """Return letters as mathematical italics, everything else as it is, with a true minus."""
    return "".join(ITALIC.get(c, c) for c in letters).replace("-", "−")


def spans(part: Sym | str, size: float, raised: float) -> str:
    """Return a letter, raised to the line if a subscript stood before it, then its subscript, lowered."""
    if isinstance(part, str):
        return _span(part, "ink", -raised)
    letter = _span(italic(part.base), part.key, -raised)
    sub = part.sub if part.sub in UPRIGHT_SUBSCRIPTS else italic(part.sub)
    below = sub or part.hook
    return letter + (_span(sub, part.key, size * SUB_DROP, size * SUB_SIZE, part.hook) if below else "")


def _span(letters: str, key: str, shift: float, size: float = 0, hook: str = "") -> str:
    given = f' fill="{var(key)}"' if key != "ink" else ""
    given += f' dy="{compact(shift)}"' if shift else ""
    given += f' font-size="{compact(size)}"' if size else ""
    given += hook
    return f"<tspan{given}>{escape(letters)}</tspan>" if given else escape(letters)


def spread(values: Sequence[float], decimals: int = 2) -> str:
    """The smallest and the largest of several seeds; one number if they print alike."""
    low, high = (number(bound, decimals) for bound in (min(values), max(values)))
    return low if low == high else f"{low}–{high}"


def mean_and_spread(values: Sequence[float], decimals: int = 2) -> str:
    """The mean of several seeds, with their spread where it shows."""
    middle, ends = number(fmean(values), decimals), spread(values, decimals)
    return middle if middle == ends else f"{middle} ({ends})"

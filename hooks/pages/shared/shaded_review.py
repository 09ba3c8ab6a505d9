"""A review of seventeen words, each shaded by how much of the gradient at the last word reaches it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from math import log10
from typing import NamedTuple

from drawing.diagram import Pen
from drawing.figure import Draw
from drawing.palette import var
from pages.shared.measured_gradients import FLOW_SEQ_LEN, NBSP, PLAIN, norms, two_digits, typical
from pages.shared.toy_factor import FAR, LONG_SENTENCE

DEEPEST, DECADES = 0.42, 5  # the shade of a word that all of it reaches; how many powers of ten fade to none
SIZE, LINE, GAP = 16, 62, 7  # of the words, of a row, between words
GLYPH = 0.62  # the width of a character, as a share of the size: that of a wide font


class Shaded(NamedTuple):
    """One network's review: its name, its hue, and the share that reaches each word, from the last word back."""

    name: str
    hue: str
    shares: Sequence[float]

    def by_word(self) -> list[tuple[str, float]]:
        """The words in reading order, each with the share that reaches it."""
        words = LONG_SENTENCE.split()
        return list(zip(words, reversed(self.shares[: len(words)]), strict=True))


def plain_review() -> Shaded:
    """What of the plain network's gradient reaches each word."""
    return Shaded("plain network", "h", [typical(norms(PLAIN), k) for k in range(FLOW_SEQ_LEN)])


class _Place(NamedTuple):
    """Where a word stands: its left edge, the row that it is in, its width."""

    word: str
    share: float
    x: float
    row: int
    width: float


def shaded_review(networks: Sequence[Shaded]) -> Draw:
    """Return what draws the review for these networks, one below the other."""
    return partial(_draw, networks)


def described(network: Shaded) -> str:
    """The shares in words, for an alternative text."""
    return f"{network.name}: " + ", ".join(f"“{word}” {two_digits(share)}" for word, share in network.by_word())


def _draw(networks: Sequence[Shaded], width: int, alt: str) -> str:
    laid = [[*_places(network, width)] for network in networks]
    heights = [34 + LINE * (places[-1].row + 1) for places in laid]
    pen, top = Pen(width, sum(heights), alt), 0.0
    for network, places, height in zip(networks, laid, heights, strict=True):
        pen.text(1, top + 18, f"{network.name}: what reaches each word", network.hue, 14, "start", 600)
        for place in places:
            _word(pen, place, top + 34 + LINE * place.row)
        top += height
    return pen.svg()


def _places(network: Shaded, width: int) -> Iterator[_Place]:
    """The words from left to right, in as many rows as they need."""
    x, row = 1.0, 0
    for word, share in network.by_word():
        wide = max(len(word) * SIZE * GLYPH + 12, len(_number(share)) * 12 * GLYPH + 2)
        if x + wide > width - 1:
            x, row = 1.0, row + 1
        yield _Place(word, share, x, row, wide)
        x += wide + GAP


def _number(share: float) -> str:
    """A share in as little room as it needs."""
    return two_digits(share).replace(NBSP, "") if share < 1 else "1"


def _word(pen: Pen, place: _Place, y: float) -> None:
    box = f'x="{place.x:.1f}" y="{y:.1f}" width="{place.width:.1f}" height="28" rx="5"'
    pen.strokes.append(f'<rect class="shade" {box} fill="{var("grad")}" fill-opacity="{shade(place.share):.3f}"/>')
    middle = place.x + place.width / 2
    pen.text(middle, y + 19.5, place.word, "ink", SIZE, weight=600 if place.word == FAR else 400)
    pen.text(middle, y + 43, _number(place.share), "grad", 12)


def shade(share: float) -> float:
    """How dark a word is: all of the gradient gives the deepest shade, each power of ten less a fifth of it less.

    >>> [round(shade(share), 3) for share in (1, 0.1, 1e-5, 1e-7)]
    [0.42, 0.336, 0.0, 0.0]
    """
    return DEEPEST * max(0.0, min(1.0, 1 + log10(share) / DECADES))

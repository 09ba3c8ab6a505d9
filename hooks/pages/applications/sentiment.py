"""Drawings for "Applications": what a trained network thinks of a review after each of its words."""

from __future__ import annotations

from functools import partial
from math import fsum  # `sum` rounds floats otherwise from Python 3.12 on, and a digit of a drawing with it
from typing import Any, NamedTuple

from drawing.diagram import Pen
from drawing.figure import WIDE, Figure, two_layouts
from drawing.printing import number
from pages.answers import figure
from results import trained

REVIEW = "The food was absolutely delicious"
PAIR = ("The food was good, not bad", "The food was bad, not good")
NEGATION = ("This movie was great", "This movie was not great")
MOVING = 0.25  # a word that moves the probability this far is highlighted
HALF = 54  # height of a bar from undecided to certain


class Place(NamedTuple):
    """Where one word stands: its centre and the width of its pill."""

    x: float
    width: float


class Rows(NamedTuple):
    """How the rows of a flow are drawn: the side of a cell, the sizes of letters."""

    cell: float
    word: float
    digits: float


ROOMY, AIRY, TIGHT = Rows(30, 14, 13), Rows(20, 14, 13), Rows(20, 13, 12)
TOP, SHALLOW, DEEP = 20, 24, HALF + 18  # air above the bars; room below undecided: for no bars, for bars
BELOW = 128  # from there to the foot


def flow(sentence: str) -> dict[str, Any]:
    """What the network said before any word, and after each."""
    found: dict[str, Any] = trained.sentiment()["flows"][sentence]
    return found


def movers(sentence: str) -> list[dict[str, Any]]:
    """The words that move the prediction most."""
    return [word for word in flow(sentence)["words"] if abs(word["move"]) >= MOVING]


def signed(move: float) -> str:
    """A move with its sign, never a signed zero."""
    text = number(move)
    return text if text.startswith("−") or text == number(0) else f"+{text}"


def _listed(sentence: str) -> str:
    parts = [f"{w['word']} {number(w['probability'])} ({signed(w['move'])})" for w in flow(sentence)["words"]]
    return f"before any word {number(flow(sentence)['start'])}; " + "; ".join(parts)


@figure
def token_flow() -> Figure:
    """One review, word by word: the probability that it is positive, and how far each word moved it."""
    words = flow(REVIEW)["words"]
    (mover,) = movers(REVIEW)
    alt = f"The probability that the review is positive, after each word, with its change: {_listed(REVIEW)}."
    caption = (
        f"<b>“{REVIEW}”: “{mover['word']}”, without “not”, moves the answer by {signed(mover['move'])}, to "
        f"{number(words[-1]['probability'])}.</b> A word that moves it far has a thick outline."
    )
    return two_layouts(_single, alt, caption)


def _single(width: int, alt: str) -> str:
    roomy = width == WIDE
    pen = Pen(width, TOP + HALF + SHALLOW + BELOW, alt)
    rows = ROOMY if roomy else TIGHT
    widths = _widths([word["word"] for word in flow(REVIEW)["words"]], rows, 20 if roomy else 11)
    left = 78 if roomy else 0
    if roomy:
        pen.line([(left, TOP), (width, TOP)], "hair", 1)
        pen.text(1, TOP + 4, "positive 1", "ink2", 12, "start")
        pen.text(1, TOP + HALF + 4, "undecided", "ink2", 12, "start")
    _flow(pen, REVIEW, _places(widths, left, width - 2), rows, 0, SHALLOW)
    return pen.svg()


@figure
def order_decides() -> Figure:
    """The same words in two orders: good, not bad; bad, not good."""
    ends = [number(flow(sentence)["words"][-1]["probability"]) for sentence in PAIR]
    caption = f"<b>The same words get two answers: {ends[0]} and {ends[1]}.</b> Read it like the first figure."
    return _pair(PAIR, TIGHT, caption)


@figure
def great_or_not() -> Figure:
    """The word great, without and with not before it."""
    words = [flow(sentence)["words"] for sentence in NEGATION]
    (plain,), (negated,) = (movers(sentence) for sentence in NEGATION)
    before = next(word for word in words[1] if word["word"] == "not")
    caption = (
        f"<b>The same “{plain['word']}” moves the answer by {signed(plain['move'])}, and after “not” by "
        f"{signed(negated['move'])}.</b> Bars show the probability of “positive”, numbers below: each word’s move. "
        f"“Not” itself moves it by {signed(before['move'])}: the state keeps the word."
    )
    return _pair(NEGATION, AIRY, caption)


def _pair(sentences: tuple[str, str], rows: Rows, caption: str) -> Figure:
    """Two flows side by side, or on a phone one below the other."""
    alt = "The probability that a review is positive, after each word. " + " ".join(
        f"“{sentence}”: {_listed(sentence)}." for sentence in sentences
    )
    return two_layouts(partial(_two_flows, sentences, rows), alt, caption)


def _two_flows(sentences: tuple[str, str], rows: Rows, width: int, alt: str) -> str:
    one = TOP + HALF + DEEP + BELOW
    height, second = (one, (352, 0)) if width == WIDE else (2 * one + 20, (0, one + 20))
    pen = Pen(width, height, alt)
    for sentence, (left, top) in zip(sentences, ((0, 0), second), strict=True):
        widths = _widths([word["word"] for word in flow(sentence)["words"]], rows, 12)
        pen.text(left + 1, top + TOP + 8, "positive ↑", "ink2", rows.digits, "start")
        pen.text(left + 1, top + TOP + 2 * HALF, "negative ↓", "ink2", rows.digits, "start")
        _flow(pen, sentence, _places(widths, left, left + 326), rows, top, DEEP)
    return pen.svg()


def _widths(words: list[str], rows: Rows, air: float) -> list[float]:
    return [max(len(word) * rows.word * 0.61 + air, 20) for word in words]


def _places(widths: list[float], left: float, right: float) -> list[Place]:
    """Set pills of these widths side by side, with equal gaps; narrow ones get room for their number."""
    rooms = [max(width, 37) for width in widths]
    gap = (right - left - fsum(rooms)) / (len(rooms) - 1)
    places, x = [], left
    for width, room in zip(widths, rooms, strict=True):
        places.append(Place(x + room / 2, width))
        x += room + gap
    return places


def _flow(pen: Pen, sentence: str, places: list[Place], rows: Rows, top: float, room: float) -> None:
    """Draw the bars around undecided, with so much room below it, then the cells and the words that they read."""
    words = flow(sentence)["words"]
    base = top + TOP + HALF
    cells, pills = base + room + 34, base + room + 86
    pen.line([(places[0].x - 17, base), (places[-1].x + 17, base)], "line", 1)
    for t, (place, word) in enumerate(zip(places, words, strict=True)):
        _bar(pen, place.x, base, word["probability"], rows)
        if t:
            before, half = places[t - 1].x, rows.cell / 2 + 2
            pen.arrow([(before + half, cells), (place.x - half, cells)], "h", 2, 6)
        pen.cell(place.x, cells, rows.cell, rows.cell)
        pen.arrow([(place.x, pills - 16), (place.x, cells + rows.cell / 2 + 3)], "x", 2, 6)
        _word(pen, place, pills, word, rows)


def _bar(pen: Pen, x: float, base: float, probability: float, rows: Rows) -> None:
    """The answer as a bar up or down from undecided, with its number at the end."""
    length = (probability - 0.5) * 2 * HALF
    pen.rect(x - 9, base - max(length, 0), 18, max(abs(length), 1), "", "ink", 1)
    y = base - length - 6 if length >= 0 else base - length + rows.digits + 3
    pen.text(x, y, number(probability), "ink", rows.digits, weight=600)


def _word(pen: Pen, place: Place, y: float, word: dict[str, Any], rows: Rows) -> None:
    """The word in its pill, with a thick outline if it moves the answer, and how far it does."""
    strong = abs(word["move"]) >= MOVING
    fill, stroke, weight = ("x-tint", 3, 600) if strong else ("page", 1.25, 400)
    pen.rect(place.x - place.width / 2, y - 13, place.width, 26, "x", fill, 13, stroke)
    pen.text(place.x, y + 5, word["word"], "ink", rows.word, weight=weight)
    pen.text(place.x, y + 33, signed(word["move"]), "ink" if strong else "ink2", rows.digits, weight=weight)

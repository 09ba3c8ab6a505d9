"""Drawings for "Applications": four ways to wire one cell, as one family; encoder and decoder with their words."""

from __future__ import annotations

from typing import NamedTuple

from drawing.diagram import Pen
from drawing.figure import Figure, two_layouts
from drawing.printing import Sym
from pages.answers import figure
from results import trained

from rnn_docs.tasks.translation import HIDDEN_SIZE

SOURCE = "the cat sat"

PANEL, HEIGHT = 164, 152  # of one shape
COUNTED = ("none", "one", "two", "three", "four")


class Shape(NamedTuple):
    """A way to wire the cell, one letter a step.

    `inputs`: "x" an input, "s" the mark that starts a decoder, "y" the last output fed back, "." none; `outputs`: "y"
    or ".". From the mark on, the weights are others.
    """

    title: str
    task: str
    inputs: str
    outputs: str


SHAPES = (
    Shape("many → one", "sentiment", "xxxx", "...y"),
    Shape("one → many", "captions", "xyyy", "yyyy"),
    Shape("many → many", "tagging", "xxxx", "yyyy"),
    Shape("encoder → decoder", "translation", "xxsyy", "..yyy"),
)


@figure
def four_shapes() -> Figure:
    """Many-to-one, one-to-many, many-to-many and encoder-decoder, drawn alike."""
    alt = "Four ways to wire a cell. " + " ".join(_said(shape) for shape in SHAPES)
    caption = (
        "<b>The same cell, wired four ways.</b> Each solid square is an answer; shaded cells have weights of their own."
    )
    return two_layouts(_shapes_wide, alt, caption, compact=_shapes_compact)


def _said(shape: Shape) -> str:
    counts = (COUNTED[part.count(letter)] for part, letter in ((shape.inputs, "x"), (shape.outputs, "y")))
    title = shape.title.replace("→", "to").capitalize()
    start = ", a start mark to begin writing" if "s" in shape.inputs else ""
    back = ", each output fed back as the next input" if "y" in shape.inputs else ""
    return "{}, such as {}: {} in, {} out{}{}.".format(title, shape.task, *counts, start, back)


def _shapes_wide(width: int, alt: str) -> str:
    pen = Pen(width, 196, alt)
    for k, shape in enumerate(SHAPES):
        if k:
            pen.line([(k * 172 - 4, 8), (k * 172 - 4, HEIGHT + 4)], "hair", 1)
        _shape(pen, shape, k * 172, 0)
    _key(pen, (26, 190), (108, 190), (182, 190), (264, 190), (352, 190), (532, 190))
    return pen.svg()


def _shapes_compact(width: int, alt: str) -> str:
    pen = Pen(width, 400, alt)
    for k, shape in enumerate(SHAPES):
        _shape(pen, shape, k % 2 * 176, k // 2 * 176)
    _key(pen, (4, 366), (88, 366), (160, 366), (244, 366), (4, 394), (190, 394))
    return pen.svg()


def _shape(pen: Pen, shape: Shape, left: float, top: float) -> None:
    middle = left + PANEL / 2
    pen.text(middle, top + 18, shape.title, "ink", 14, weight=600)
    pen.text(middle, top + HEIGHT, shape.task, "ink2", 13)
    _wiring(pen, shape, middle, top + 84)


def _wiring(pen: Pen, shape: Shape, middle: float, y: float) -> None:
    """Cells from left to right with what goes in below and what comes out above."""
    steps = len(shape.inputs)
    pace, side = (38, 22) if steps == 4 else (32, 20)
    for t in range(steps):
        x = middle + (t - (steps - 1) / 2) * pace
        if t:
            pen.arrow([(x - pace + side / 2 + 1.5, y), (x - side / 2 - 1.5, y)], "h", 2, 6)
        pen.cell(x, y, side, side, other_weights="s" in shape.inputs[: t + 1])
        if shape.inputs[t] != ".":
            key = "x" if shape.inputs[t] == "x" else "ink"
            pen.arrow([(x, y + 32), (x, y + side / 2 + 2)], key, 2 if key == "x" else 1.75, 6)
            {"x": _input, "y": _fed_back, "s": _start}[shape.inputs[t]](pen, x, y + 41)
        if shape.outputs[t] == "y":
            pen.arrow([(x, y - side / 2 - 1), (x, y - 31)], "ink", 1.75, 6)
            _output(pen, x, y - 39)


def wired(shape: Shape) -> str:
    """A shape alone, as a decoration beside its name."""
    pen = Pen(PANEL, 100)
    _wiring(pen, shape, PANEL / 2, 49)
    return pen.svg()


def both_ways() -> str:
    """Tagging with a second cell that reads from the end; each answer sees both."""
    pen = Pen(PANEL, 132)
    for t in range(4):
        x, ahead, behind = PANEL / 2 + (t - 1.5) * 38, 80, 50
        if t:
            pen.arrow([(x - 25, ahead), (x - 13, ahead)], "h", 2, 6)
            pen.arrow([(x - 13, behind), (x - 25, behind)], "h", 2, 6)
        pen.line([(x, ahead + 10), (x, behind - 10)], "line", 1.75)
        pen.cell(x, ahead, 20, 20)
        pen.cell(x, behind, 20, 20, other_weights=True)
        pen.arrow([(x, ahead + 32), (x, ahead + 12)], "x", 2, 6)
        _input(pen, x, ahead + 41)
        pen.arrow([(x, behind - 11), (x, behind - 30)], "ink", 1.75, 6)
        _output(pen, x, behind - 38)
    return pen.svg()


def _input(pen: Pen, x: float, y: float) -> None:
    pen.circle(x, y, 7, "x", "x-tint", 2)


def _output(pen: Pen, x: float, y: float) -> None:
    pen.rect(x - 7, y - 7, 14, 14, "", "ink", 2)


def _fed_back(pen: Pen, x: float, y: float) -> None:
    pen.rect(x - 6, y - 6, 12, 12, "ink", "page", 2)


def _start(pen: Pen, x: float, y: float) -> None:
    pen.rect(x - 6, y - 6, 12, 12, "ink", "page", 2)
    pen.dot(x, y, 2.5, "ink")


def _key(pen: Pen, *places: tuple[float, float]) -> None:
    """What each glyph is: its place, then its word on the same line."""
    words = ("input", "cell", "state", "output", "last output, fed back", "start mark")
    for (x, y), word in zip(places, words, strict=True):
        if word == "input":
            _input(pen, x + 8, y - 4)
        elif word == "cell":
            pen.rect(x + 1, y - 11, 14, 14, "w", "surface", 4, 1.5)
        elif word == "state":
            pen.arrow([(x, y - 4), (x + 22, y - 4)], "h", 2, 6)
        elif word == "output":
            _output(pen, x + 8, y - 4)
        elif word == "start mark":
            _start(pen, x + 8, y - 4)
        else:
            _fed_back(pen, x + 8, y - 4)
        pen.text(x + (28 if word == "state" else 22), y, word, "ink2", 13, "start")


# --- encoder and decoder ---------------------------------------------------------------------------------


def french() -> list[str]:
    """What the trained translator writes for "the cat sat", item by item: "s’" is one of its own."""
    words: str = trained.translation()["cat_sat"]["gru"]
    return words.replace("'", "’ ").split()


@figure
def encoder_decoder() -> Figure:
    """The encoder reads "the cat sat" into one state; the decoder writes French from it, item by item."""
    written = french()
    alt = (
        f"An encoder reads {', '.join(SOURCE.split())}. One state of {HIDDEN_SIZE} numbers is all that it passes on. "
        f"A decoder with weights of its own writes {', '.join(written)}, end; each word is fed back as its next input."
    )
    caption = f"<b>The French comes from {HIDDEN_SIZE} numbers alone.</b> The sentence was new to this trained GRU."
    return two_layouts(_two_cells_wide, alt, caption, compact=_two_cells_compact)


def _two_cells_wide(width: int, alt: str) -> str:
    pen = Pen(width, 212, alt, 32)
    _read(pen, SOURCE.split(), 36, 84, 112)
    pen.arrow([(225, 112), (258, 112)])
    _passed_on(pen, 262, 64, 64, 96)
    pen.arrow([(330, 112), (357, 112)])
    _write(pen, french(), 374, 56, 112)
    return pen.svg()


def _two_cells_compact(width: int, alt: str) -> str:
    pen = Pen(width, 406, alt)
    _read(pen, SOURCE.split(), 60, 96, 56)
    pen.arrow([(272, 56), (322, 56), (322, 168), (252, 168)])
    _passed_on(pen, 92, 148, 156, 40)
    pen.arrow([(88, 168), (6, 168), (6, 304), (14, 304)], head=6)
    _write(pen, french(), 32, 56, 304)
    return pen.svg()


def _read(pen: Pen, words: list[str], left: float, pace: float, y: float) -> None:
    """The encoder: words in, from left to right."""
    for t, word in enumerate(words):
        x = left + t * pace
        if t:
            pen.arrow([(x - pace + 20, y), (x - 20, y)])
        pen.cell(x, y, 34, 40)
        pen.arrow([(x, y + 42), (x, y + 24)], "x")
        pen.token(x, y + 58, word)
    pen.text(left + (len(words) - 1) * pace / 2, y - 34, "encoder", "w", 14, weight=600)


def _passed_on(pen: Pen, left: float, top: float, width: float, height: float) -> None:
    """The one state between the two."""
    pen.rect(left, top, width, height, "h", "h-tint", 4, 2)
    tall = height > width
    middle, y = left + width / 2, top + height / 2
    pen.sym(middle if tall else left + 30, y - 8 if tall else y + 6, Sym("h", "", "h"))
    if tall:
        pen.text(middle, y + 14, str(HIDDEN_SIZE), "ink", 14, weight=600)
        pen.text(middle, y + 31, "numbers", "ink", 12)
    else:
        pen.text(left + 48, y + 5, f"{HIDDEN_SIZE} numbers", "ink", 14, "start", 600)
    pen.text(middle, top - 10 if tall else top + height + 22, "all it passes on", "ink2", 13)


def _write(pen: Pen, words: list[str], left: float, pace: float, y: float) -> None:
    """The decoder: words out, each of them fed back as the next input."""
    for t, word in enumerate([*words, "end"]):
        x = left + t * pace
        if t:
            pen.arrow([(x - pace + 19, y), (x - 18, y)], head=6)
        pen.cell(x, y, 32, 40, other_weights=True)
        pen.arrow([(x, y - 22), (x, y - 38)], "ink", 1.75, 6)
        _box(pen, x, y - 52, word, 600)
        pen.arrow([(x, y + 40), (x, y + 24)], "ink", 1.75, 6)
        _box(pen, x, y + 54, words[t - 1] if t else "start", 400)
    pen.text(left + len(words) * pace / 2, y + 92, "decoder: weights of its own", "w", 14, weight=600)


def _box(pen: Pen, x: float, y: float, word: str, weight: int) -> None:
    """A word that comes out, or one that is fed back."""
    width = max(len(word) * 7.6 + 10, 30)
    pen.rect(x - width / 2, y - 13, width, 26, "ink", "page", 2, 1.75 if weight == 600 else 1)
    pen.text(x, y + 5, word, "ink", 13, weight=weight)

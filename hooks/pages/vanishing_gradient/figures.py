"""Drawings for "Watch a gradient fade": the toy factor, the shaded review, the terms of a shared weight, clipping."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from drawing.diagram import Pen
from drawing.figure import WIDE, Figure, two_layouts
from drawing.printing import Sym, number
from pages.answers import figure
from pages.shared.measured_gradients import FLOW_SEQ_LEN, SEEDS, term_shares
from pages.shared.shaded_review import described, plain_review, shaded_review
from pages.shared.toy_factor import CLIP_AT, FACTOR, FACTORS, FAR, GRADIENT, NEAR, apart, clipped

RECENT = 10  # so many steps get a bar of their own
ToSheet = Callable[[float, float], tuple[float, float]]


# --- the toy ---------------------------------------------------------------------------------------------


@figure
def toy_decay() -> Figure:
    """A chain of nine states; the gradient goes back through it and meets the same factor eight times."""
    shares = [FACTOR**k for k in range(FACTORS + 1)]
    last, parts = _plain(shares[-1]), number(1 / shares[-1], 0)
    listed = ", ".join(_plain(share) for share in shares)
    alt = (
        f"Nine states in a row. The gradient starts with 1 at the last and goes back; each of the eight steps "
        f"multiplies it by {FACTOR}: {listed}."
    )
    caption = f"<b>Eight factors of {FACTOR} leave {last}, one part in {parts}.</b> Each bar is what arrives."
    return two_layouts(_decay, alt, caption)


def _plain(value: float) -> str:
    """Two digits that count, a five rounded up, without an exponent."""
    return np.format_float_positional(value * (1 + 1e-9), precision=2, fractional=False, trim="-")


def _decay(width: int, alt: str) -> str:
    roomy = width == WIDE
    pen = Pen(width, 236 if roomy else 244, alt)
    half, ends = (18, 35) if roomy else (11, 18)
    pace, y = (width - 2 * ends) / FACTORS, 150
    for k in range(FACTORS + 1):
        x = width - ends - k * pace
        if k:
            _there_and_back(pen, x + half, x + pace - half, y, max(3.2 * 0.8**k, 1.25))
            if roomy:
                pen.text(x + pace / 2, y + 34, f"×{FACTOR}", "grad", 12)
        pen.cell(x, y, 2 * half, 44)
        pen.sym(x, y + 44, Sym("h", str(FACTORS - k), "h"), size=18)
        _bar(pen, x, 116, k, roomy)
    _foot(pen, width, y + 80, width - ends, roomy)
    return pen.svg()


def _there_and_back(pen: Pen, left: float, right: float, y: float, stroke: float) -> None:
    pen.arrow([(left + 1.5, y - 9), (right - 1.5, y - 9)], "h", 2, 6)
    pen.arrow([(right - 1.5, y + 9), (left + 1.5, y + 9)], "grad", stroke, 6, "5 3", open_head=True)


def _bar(pen: Pen, x: float, y: float, k: int, roomy: bool) -> None:
    """What is left after k factors: on the phone numbers stand on two heights in turn, to have room."""
    height = max(84 * FACTOR**k, 1.2)
    pen.rect(x - 8, y - height, 16, height, "", "grad", 1.5)
    if k == 0:
        pen.text(x - 14, y - 70, _plain(1), "grad", 13, "end", 600)
        return
    raised = 0 if roomy or k % 2 else 20
    top = y - 10 - (height + (0 if roomy else 12) if k == 1 else 1) - raised
    pen.text(max(x, 32), top, _plain(FACTOR**k), "grad", 13 if roomy else 12, weight=600)


def _foot(pen: Pen, width: int, y: float, last: float, roomy: bool) -> None:
    """The loss below the last state, and which arrow is which."""
    pen.arrow([(last, y - 10), (last, y - 29)], "grad", 2.25, 7, open_head=True)
    pen.text(width - 2, y + 3, "the loss", "grad", 13, "end", 600)
    pen.arrow([(4, y - 2), (30, y - 2)], "h", 2, 6)
    pen.text(36, y + 2, "reading", "ink2", 13, "start")
    pen.arrow([(130, y - 2), (104, y - 2)], "grad", 2, 6, "5 3", open_head=True)
    pen.text(136, y + 2, "learning" if roomy else f"learning, ×{FACTOR}", "ink2", 13, "start")


# --- the review ------------------------------------------------------------------------------------------


@figure
def review_shaded() -> Figure:
    """The review, each word shaded by the gradient that reaches it from the last one."""
    review = plain_review()
    parts = number(one_in(review.shares[apart()]), 0)
    alt = f"A review whose words are shaded by the share of the gradient that reaches them. {described(review)}."
    caption = (
        f"<b>Of the gradient at “{NEAR}”, one part in {parts} reaches “{FAR}”.</b> Shades and numbers "
        "show what arrived so many steps back in the networks above."
    )
    return two_layouts(shaded_review([review]), alt, caption)


def one_in(share: float) -> int:
    """One part in how many, to two digits."""
    return int(float(f"{1 / share:.2g}"))


# --- the sum over steps ----------------------------------------------------------------------------------


@figure
def recent_steps() -> Figure:
    """How much each step contributes to the gradient of the shared weights."""
    shares = 100 * term_shares()
    near, rest = shares[:RECENT], shares[RECENT:].sum()
    listed = ", ".join(_percent(share) for share in near)
    alt = (
        f"Shares of the gradient's terms in per cent, from the last step back: {listed}; all earlier steps "
        f"together {_percent(rest)}."
    )
    caption = (
        f"<b>The last five of fifty steps make up {number(near[:5].sum(), 0)}% of the gradient, counted by the "
        f"sizes of its terms; the first forty make up {_percent(rest)}%.</b> Mean of the {len(SEEDS)} networks."
    )
    return two_layouts(partial(_recent, list(near), rest), alt, caption)


def _percent(share: float) -> str:
    return number(share, 0 if share >= 10 else 1)


def _recent(near: list[float], rest: float, width: int, alt: str) -> str:
    pen, base = Pen(width, 226, alt), 168
    pace = (width - 8) / (RECENT + 1)
    bar, tallest = pace * 0.62, 118 / max(near)
    pen.text(1, 16, "share of all terms, in per cent", "grad", 13, "start", 600)
    for k, share in enumerate([*near, rest]):
        x = width - 4 - (k + 0.5) * pace
        height = max(share * tallest, 1.2)
        pen.rect(x - bar / 2, base - height, bar, height, "", "grad", 2)
        pen.text(x, base - height - 7, _percent(share), "grad", 13, weight=600)
        if k < RECENT:
            pen.text(x, base + 19, str(k), "ink2", 13)
    pen.text(4 + pace / 2, base + 19, f"{RECENT}–{FLOW_SEQ_LEN - 1}", "ink2", 12)
    pen.line([(2, base), (width - 2, base)], "line", 1)
    pen.text(width - 4, base + 44, "steps back from the loss", "ink2", 13, "end")
    return pen.svg()


# --- clipping --------------------------------------------------------------------------------------------


@figure
def clipping() -> Figure:
    """One large gradient, clipped by its norm and by its entries."""
    by_norm, by_value = clipped()
    before, norm, value = (_entries(v) for v in (GRADIENT, by_norm, by_value))
    angles = [_degrees(v) for v in (GRADIENT, by_norm, by_value)]
    length = number(float(np.linalg.norm(GRADIENT)), 0)
    alt = (
        f"The gradient {before} has norm {length} and points up at {angles[0]}. Clipped to norm {CLIP_AT} it is "
        f"{norm}, still at {angles[1]}. Clipped by value at {CLIP_AT} it is {value}, at {angles[2]}."
    )
    caption = (
        f"<b>By norm, {before} becomes {norm} and keeps its direction; by value it becomes {value} and turns.</b> "
        f"Thin: before; thick: after; without a head: the limit of {CLIP_AT}."
    )
    return two_layouts(_clipping, alt, caption)


def _entries(vector: tuple[float, ...]) -> str:
    return f"[{', '.join(number(entry, 0) for entry in vector)}]"


def _degrees(vector: tuple[float, ...]) -> str:
    return f"{number(float(np.degrees(np.arctan2(vector[1], vector[0]))), 1)}°"


def _clipping(width: int, alt: str) -> str:
    height, second = (312, (350, 0)) if width == WIDE else (626, (0, 316))
    pen = Pen(width, height, alt)
    angles = np.linspace(0, np.pi / 2, 40)
    circle = [(CLIP_AT * np.cos(a), CLIP_AT * np.sin(a)) for a in angles]
    square = [(CLIP_AT, 0.0), (CLIP_AT, CLIP_AT), (0.0, CLIP_AT)]
    by_norm, by_value = clipped()
    _panel(pen, (0, 0), "by norm: the direction stays", circle, by_norm)
    _panel(pen, second, "by value: the direction turns", square, by_value)
    return pen.svg()


def _panel(
    pen: Pen,
    corner: tuple[float, float],
    title: str,
    limit: list[tuple[float, float]],
    after: tuple[float, ...],
) -> None:
    scale, x0, y0 = 24, corner[0] + 34, corner[1] + 276

    def at(x: float, y: float) -> tuple[float, float]:
        return x0 + scale * x, y0 - scale * y

    pen.text(corner[0] + 1, corner[1] + 18, title, "ink", 14, "start", 600)
    _axes(pen, at)
    pen.line([at(x, y) for x, y in limit], "w", 1.75, "5 3")
    pen.arrow([at(0, 0), at(*GRADIENT)], "grad", 1.5, 8, "6 4", open_head=True)
    pen.arrow([at(0, 0), at(*after)], "grad", 4, 11, open_head=True)
    for vector, word, weight, aside in ((GRADIENT, "before", 400, 12), (after, "after", 600, 28)):
        x, y = at(*vector)
        pen.text(x + aside, y + 4, f"{word} {_entries(vector)}", "grad", 13, "start", weight)
        pen.text(x + aside, y + 21, f"at {_degrees(vector)}", "ink2", 12, "start")


def _axes(pen: Pen, at: ToSheet) -> None:
    """The two entries of the gradient, with the limit as their only mark."""
    pen.line([at(0, 9), at(0, 0), at(9.5, 0)], "line", 1)
    limit = number(CLIP_AT, 0)
    for place, shift, anchor in ((at(CLIP_AT, 0), (0, 18), "middle"), (at(0, CLIP_AT), (-8, 4), "end")):
        pen.text(place[0] + shift[0], place[1] + shift[1], limit, "ink2", 13, anchor)
    x, y = at(9.5, 0)
    pen.text(x, y + 18, "first entry", "ink2", 13, "end")
    x, y = at(0, 9)
    pen.text(x + 8, y + 8, "second entry", "ink2", 13, "start")

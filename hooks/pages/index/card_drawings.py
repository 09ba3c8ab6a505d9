"""Small drawings without numbers for the start page's cards; a figure of the lesson repeats each in full."""

from __future__ import annotations

from drawing.diagram import Pen
from pages.answers import vignette
from pages.shared.cat_sat import states

WIDTH, HEIGHT = 120, 60


@vignette
def memory() -> str:
    """Three states in a row: the ones that "the cat sat" leaves behind."""
    pen = Pen(WIDTH, HEIGHT)
    for t, state in enumerate(states("the cat sat")):
        pen.heat(2 + 46 * t, 3, state, (24, 13.5), bare=True, stroke=1.75)
        if t:
            pen.arrow([(46 * t - 17, 30), (46 * t - 1, 30)], width=2, head=6)
    return pen.svg()


@vignette
def fading_gradient() -> str:
    """Bars that shrink from right to left below an arrow that goes back."""
    pen = Pen(WIDTH, HEIGHT)
    for k in range(7):
        height = max(46 * 0.62**k, 1.5)
        pen.rect(104 - 17 * k, 58 - height, 12, height, "", "grad", 1.5)
    pen.arrow([(96, 8), (30, 8)], "grad", 2, 7, "5 4", open_head=True)
    return pen.svg()


@vignette
def valve() -> str:
    """The thick line of the cell state with a gate on it."""
    pen = Pen(WIDTH, HEIGHT)
    pen.arrow([(3, 24), (118, 24)], "c", 5, 14)
    pen.line([(54, 34), (54, 40)], "gate", 2.25)
    pen.valve(54, 24, length=34)
    pen.circle(54, 47, 9, "gate", "gate-tint", 2)
    return pen.svg()


@vignette
def shapes() -> str:
    """Four cells that read four inputs and give one output."""
    pen = Pen(WIDTH, HEIGHT)
    for k in range(4):
        x = 13 + 31 * k
        if k:
            pen.arrow([(x - 19, 31), (x - 11, 31)], width=2, head=5)
        pen.cell(x, 31, 18, 18)
        pen.circle(x, 53, 5, "x", "x-tint", 2)
    pen.arrow([(106, 21), (106, 14)], "ink", 1.75, 5)
    pen.rect(100.5, 1, 11, 11, "", "ink", 2)
    return pen.svg()

"""What the explorers of LSTM and GRU fill with numbers, beside the cell itself: bars of all steps, and equations.

A part that a number moves carries its name, `data-name`, and perhaps a step, `data-at`: a text shows it, a bar is as
high, a valve's bow tie opens as far. rnn-gates.js does no more than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from drawing.diagram import Pen, hook
from drawing.printing import UPRIGHT_SUBSCRIPTS, italic

from rnn_docs import PRICES

LEVEL = 52  # height of a bar of 1; the trace hands it to rnn-gates.js
WIDTH, HEIGHT, ZERO = 156, 142, 122  # of the bars' sheet, and where they begin
BAR, GHOST = 26, 33  # widths: of a bar, and of the outline around it
TITLE, STEPS = 14, 138  # baselines


def bars(title: str, name: str, key: str) -> str:
    """Bars of one quantity up to the present step; outlines show the run with free gates."""
    pen = Pen(WIDTH, HEIGHT)
    pen.text(0, TITLE, title, key, 12, "start", 600)
    for t in range(len(PRICES)):
        middle = (t + 0.5) * WIDTH / len(PRICES)
        with pen.group(f'transform="translate(0 {ZERO})"'):
            pen.rect(middle - GHOST / 2, 0, GHOST, 0, "ink2", "", 0, 1, "3 2", hook(name, t, "ghost"))
            pen.rect(middle - BAR / 2, 0, BAR, 0, "", key, 0, hook=hook(name, t))
            pen.text(middle, 0, "", key, 12, weight=600, hook=hook(name, t))
        pen.text(middle, STEPS, str(t) if t else "t=0", "ink2", 12, hook=f' data-step="{t}"')
    pen.line([(0, ZERO), (WIDTH, ZERO)], "line", 1)
    return pen.svg("cell steps")


class Term(NamedTuple):
    """A letter of an equation over its number: whether it is of the step before, the hue, the number's name.

    `after` is what follows the letter's subscript.
    """

    base: str
    key: str
    name: str
    before: bool = False
    after: str = ""


def equation(terms: Sequence[Term | str]) -> str:
    """Letters over their numbers; a sign is a text."""
    return f'<p class="equation">{"".join(map(_term, terms))}</p>'


def _term(term: Term | str) -> str:
    if isinstance(term, str):
        return f"<span>{term}</span>"
    subscript = f"<sub{hook('last' if term.before else 't')}></sub>"
    letter = f'<span class="m k-{term.key}">{italic(term.base)}{subscript}</span>{term.after}'
    return f'<span class="over k-{term.key}"><span>{letter}</span><b{hook(term.name)}></b></span>'


def subscript(t: int) -> str:
    """A step as it stands below a letter; the one before the first is the beginning.

    >>> subscript(2), subscript(-1)
    ('2', 'init')
    """
    return str(t) if t >= 0 else next(iter(UPRIGHT_SUBSCRIPTS))

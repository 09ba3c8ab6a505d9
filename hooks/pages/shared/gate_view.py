"""What the explorers of LSTM and GRU fill with numbers: one step of a gated cell as a drawing, and bars of all steps.

A part that a number moves carries its name, `data-name`, and perhaps a step, `data-at`: a text shows it, a tank's or
bar's rectangle is as high, a valve's bow tie opens as far. rnn-gates.js does no more than that.
"""

from __future__ import annotations

from html import escape

from drawing.printing import UPRIGHT_SUBSCRIPTS, italic

ZERO = 92  # where a tank's zero lies, and the pipe with it
TANK = 'y="27" width="34" height="91" rx="4"'  # room for levels from −0.5 to 1.25
BAR_ZERO, SLOT = 96, 39


def sheet(height: float, *parts: str) -> str:
    """A drawing of one step, or a plot as wide as one."""
    return f'<svg viewBox="-2 0 344 {height}" class="fig cell" aria-hidden="true">{"".join(parts)}</svg>'


def text(x: float, y: float, words: str, key: str, anchor: str = "middle", more: str = "") -> str:
    return f'<text x="{x}" y="{y}" class="k-{key}" text-anchor="{anchor}"{more}>{escape(words)}</text>'


def shown(x: float, y: float, name: str, key: str, anchor: str = "middle", at: str = "") -> str:
    """The number of this name, at the present step or always at one."""
    return text(x, y, "", key, anchor, _named(name, at))


def _named(name: str, at: str = "") -> str:
    return f' data-name="{name}"' + (f' data-at="{at}"' if at else "")


def letter(x: float, y: float, base: str, sub: str, key: str, anchor: str = "middle") -> str:
    """A letter whose subscript is what `sub` names: "t", or the step before it, "last"."""
    below = f'<tspan dy="4" class="sub"{_named(sub)}></tspan>' if sub else ""
    return f'<text x="{x}" y="{y}" class="m k-{key}" text-anchor="{anchor}">{italic(base)}{below}</text>'


def line(d: str, key: str, width: float, end: str = "", way: int = 0) -> str:
    """A line; with `end`, a head there: 0 to the right, −90 upwards."""
    head = f'<path d="M-9 -6L3 0L-9 6Z" class="k-{key}" transform="translate({end}) rotate({way})"/>' if end else ""
    return f'<path d="{d}" class="k-{key} pipe" stroke-width="{width}"/>{head}'


def tank(x: float, name: str, key: str, base: str, sub: str) -> str:
    """A state as a level, with its letter above and its number below."""
    return (
        letter(x + 17, 18, base, sub, key)
        + f'<rect class="k-{key} tank" x="{x}" {TANK}/>'
        + f'<rect class="k-{key}" transform="translate(0 {ZERO})" x="{x}" width="34"{_named(name)}/>'
        + line(f"M{x} {ZERO}h34", "w", 1)
        + shown(x + 17, 134, name, key)
    )


def valve(x: float, y: float, name: str, upright: bool = False) -> str:
    """A gate's bow tie on a pipe that runs to the right or upwards: pale as far as it could open."""
    tie = 'd="M-13 -10V10L13 -10V10Z"'
    turned = f"translate({x} {y}) rotate({90 if upright else 0})"
    return f'<g transform="{turned}"><path {tie} class="k-gate valve"/><path {tie} class="k-gate"{_named(name)}/></g>'


def badge(x: float, y: float, name: str) -> str:
    """A gate's letter in its circle; held by hand, the circle is full."""
    circle = f'<circle cx="{x}" cy="{y}" r="14" class="k-gate"/>'
    return f'<g class="badge" data-gate="{name}">{circle}{letter(x, y + 5, name, "", "gate")}</g>'


def candidate(x: float, y: float, base: str, key: str) -> str:
    frame = f'<rect x="{x - 19}" y="{y - 15}" width="38" height="30" rx="6" class="k-{key} candidate"/>'
    return frame + letter(x, y + 6, base, "", key)


def box(x: float, words: str) -> str:
    frame = f'<rect x="{x - 19}" y="{ZERO - 12}" width="38" height="24" rx="6" class="k-w tank"/>'
    return frame + text(x, ZERO + 4, words, "w")


def plus(x: float) -> str:
    return f'<circle cx="{x}" cy="{ZERO}" r="11" class="k-w tank"/>' + text(x, ZERO + 5, "+", "w")


def bars(title: str, name: str, key: str, steps: int) -> str:
    """Bars of one quantity up to the present step; outlines show the run with free gates."""
    columns = "".join(_column(name, key, t) for t in range(steps))
    axis = f'<path d="M0 {BAR_ZERO}H156" class="axis"/>'
    head = text(0, 14, title, key, "start")
    return f'<svg viewBox="0 0 156 142" class="fig cell steps" aria-hidden="true">{head}{columns}{axis}</svg>'


def _column(name: str, key: str, t: int) -> str:
    middle = (t + 0.5) * SLOT
    rects = (("ghost", 33), (f"k-{key}", 26))
    return (
        "".join(
            f'<rect x="{middle - width / 2:g}" width="{width}" class="{kind}" '
            f'transform="translate(0 {BAR_ZERO})"{_named(name, str(t))}/>'
            for kind, width in rects
        )
        + f'<g transform="translate(0 {BAR_ZERO})">{shown(middle, 0, name, key, at=str(t))}</g>'
        + f'<text x="{middle:g}" y="138" class="ink2" text-anchor="middle" data-step="{t}">{t or "t=0"}</text>'
    )


def equation(*terms: str | tuple[str, ...]) -> str:
    """Letters over their numbers. A term is (base, sub, key, name, what follows the letter), a sign is a text."""
    return f'<p class="equation">{"".join(_term(*((t,) if isinstance(t, str) else t)) for t in terms)}</p>'


def _term(base: str, sub: str = "", key: str = "", name: str = "", after: str = "") -> str:
    if not key:
        return f"<span>{base}</span>"
    above = f'<span><span class="m k-{key}">{italic(base)}<sub{_named(sub)}></sub></span>{after}</span>'
    return f'<span class="over k-{key}">{above}<b{_named(name)}></b></span>'


def subscript(t: int) -> str:
    """A step as it stands below a letter; the one before the first is the beginning.

    >>> subscript(2), subscript(-1)
    ('2', 'init')
    """
    return str(t) if t >= 0 else next(iter(UPRIGHT_SUBSCRIPTS))

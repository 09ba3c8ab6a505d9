"""The site's colours: one table that the stylesheet, the drawings, the plots and the tests all read."""

from __future__ import annotations

# name: (light scheme, dark scheme). A hue belongs to one concept of the lesson and to nothing else.
COLOURS: dict[str, tuple[str, str]] = {
    # concepts: legible as text and as line, on the page, on a panel and on their own tint
    "x": ("#14542f", "#62e3b6"),  # input
    "h": ("#3664bb", "#79a5f2"),  # hidden state, the GRU's candidate, links
    "c": ("#8f5f00", "#f4b23e"),  # cell state, the LSTM's candidate
    "gate": ("#6c2777", "#e9bdf3"),  # every gate; the letter says which
    "grad": ("#c32460", "#ff7078"),  # loss and gradient
    "w": ("#4a5160", "#b9c0ce"),  # weights, biases, cell bodies, bounds
    # ink on paper
    "ink": ("#171b26", "#e6e8ee"),
    "ink2": ("#545b6b", "#a7aebd"),
    "line": ("#868d9c", "#737b8c"),  # axes and borders that matter
    "hair": ("#dfe2e9", "#3a404d"),  # decoration only
    "page": ("#ffffff", "#1e2129"),
    "surface": ("#f5f6f9", "#262a34"),
    "literal": ("#0d6471", "#7cc9d3"),  # strings and numbers in code, nowhere else
    # signed values in (−1, 1)
    "zero": ("#f3f4f7", "#2b303b"),
    "pos": ("#5593e8", "#3f74c6"),
    "neg": ("#d97a57", "#b85c3c"),
    "onheat": ("#0d1018", "#ffffff"),
}

CONCEPTS = ("x", "h", "c", "gate", "grad")
# How much of its hue a shape's pale fill holds, in per cent. Weights are paler than any hue at equal shares.
TINTS = {"x": 12, "h": 12, "c": 12, "gate": 12, "grad": 12, "w": 20}
FORCED_TINT = 20  # of the system's text colour, where colours are forced; words upon it stay legible
NEGATIVE = ",".join(f'[class*=" n{digit}"]' for digit in range(1, 10))  # of heat; a class such as `now` is no number
# Right and wrong borrow two hues; they always come with a word and a tick or a cross.
SHARED = {"good": "x", "bad": "grad"}


def css() -> str:
    """Return the custom properties of both schemes, the tints, the heat classes and forced colours."""
    dark = f"@media screen{{{_scheme('[data-md-color-scheme=slate]', 1)}}}"  # paper is white
    schemes = [_scheme(":root,[data-md-color-scheme=default]", 0), dark]
    return "\n".join([*schemes, _derived(), *_heat_rules(), _forced_colours(), ""])


def heat_class(value: float) -> str:
    """Return the class that fills a cell by a signed value: `p62` for 0.62, `n7` for −0.07, `p0` for 0."""
    if not -1 <= value <= 1:
        raise ValueError(f"a heat cell shows values in [−1, 1], not {value}")
    percent = round(abs(float(value)) * 100)
    return f"{'n' if value < 0 and percent else 'p'}{percent}"


def signs(bare: bool = False) -> str:
    """A caption's sentence on what the hues of cells mean. Where no hue is shown, lesson.css takes it out.

    There a number has its minus sign; a `bare` cell, which has none, becomes a bar, and another sentence says so.
    """
    kind, more = (" bars", ", fainter nearer to zero") if bare else ("", "")
    return f'<span class="signs{kind}"><span>Blue is positive, clay negative{more}.</span></span>'


def light_hexes() -> dict[str, str]:
    """Return name → light colour, for matplotlib, which knows no custom properties."""
    return {name: light for name, (light, _) in COLOURS.items()}


def var(name: str) -> str:
    """Return the CSS reference to a colour (or `x-tint`), and refuse a name the table does not have."""
    if name.removesuffix("-tint") not in (TINTS if name.endswith("-tint") else COLOURS):
        raise KeyError(f"no colour {name!r} in hooks/drawing/palette.py")
    return f"var(--rnn-{name})"


def _scheme(selector: str, index: int) -> str:
    return f"{selector}{{{';'.join(f'--rnn-{name}:{pair[index]}' for name, pair in COLOURS.items())}}}"


def _derived() -> str:
    """A property made of others must be declared where the scheme is, or it keeps the light one's colours."""
    shared = [f"--rnn-{name}:var(--rnn-{source})" for name, source in SHARED.items()]
    tints = [f"--rnn-{name}-tint:{_mix(name, share, 'page')}" for name, share in TINTS.items()]
    return f":root,[data-md-color-scheme]{{{';'.join(shared + tints)}}}"


def _mix(name: str, percent: int, other: str) -> str:
    return f"color-mix(in oklab,var(--rnn-{name}) {percent}%,var(--rnn-{other}))"


def _heat_rules() -> list[str]:
    """How much of its hue a cell holds, by the number in its class, and which hue, by the letter."""
    shares = [f".p{percent},.n{percent}{{--share:{percent}%}}" for percent in range(101)]
    return [
        ".heat{--heat:color-mix(in oklab,var(--hue,var(--rnn-pos)) var(--share),var(--rnn-zero))}",
        f".heat:is({NEGATIVE}){{--hue:var(--rnn-neg)}}",
        *shares,
    ]


def _forced_colours() -> str:
    """With forced colours every line and letter takes the system's text colour, every fill its canvas.

    A pale fill of a drawing stays paler than its line. A cell by a signed value that has no number becomes a bar, up
    or down from its middle.
    """
    fills = {"page", "surface", "zero", "pos", "neg"}
    plain = {name: "Canvas" if name in fills else "CanvasText" for name in COLOURS}
    plain |= {f"{name}-tint": f"color-mix(in srgb,CanvasText {FORCED_TINT}%,Canvas)" for name in TINTS}
    body = ";".join(f"--rnn-{name}:{colour}" for name, colour in plain.items())
    half, rest = "50%", "calc(50% - var(--share)/2)"
    bare = f".heat.bare{{--heat:CanvasText;clip-path:inset({rest} 0 {half});forced-color-adjust:none}}"
    down = f".heat.bare:is({NEGATIVE}){{clip-path:inset({half} 0 {rest})}}"
    return f"@media (forced-colors:active){{:root,[data-md-color-scheme]{{{body}}}{bare}{down}}}"

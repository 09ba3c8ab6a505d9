"""LaTeX to MathML while the site is built: no script, no style attribute, each symbol in the hue of its concept.

Sources stay plain LaTeX. Colour goes to a symbol with an index (h_t, W_{xh}); what has none is coloured with a macro
such as \\kgrad{…}.
"""

import re
from functools import cache
from html import unescape

import math_core

CONCEPT = {
    "x": "x",
    **dict.fromkeys("hn", "h"),
    **dict.fromkeys("cg", "c"),
    **dict.fromkeys("fiorz", "gate"),
    **dict.fromkeys("WUb", "w"),
    "L": "grad",
}
# \kx{…}, \kh{…} … are written with a named colour that never reaches the page: a class takes its place.
SENTINEL = {"x": "Green", "h": "Blue", "c": "Orange", "gate": "Violet", "grad": "Red", "w": "Gray"}
# math-core's layout styles, and the classes of docs/assets/lesson.css that stand for them.
LAYOUT = {
    "text-align: right;justify-items: end;padding-right: 0;": "col-end",
    "text-align: right;justify-items: end;padding-left: 0;padding-right: 0;": "col-end",
    "text-align: left;justify-items: start;padding-left: 0;": "col-start",
    "text-align: left;justify-items: start;padding-right: 0;": "col-first",
    "text-align: left;justify-items: start;padding-right: 0;padding-left:1em;": "col-next",
}
SMALL = re.compile(r"(<mo\b[^>]*)>⊙")  # Firefox would draw it as large as a sum
SPAN = re.compile(
    r'<span class="arithmatex">\\\((?P<inline>.*?)\\\)</span>'
    r'|<div class="arithmatex">\s*\\\[(?P<block>.*?)\\\]\s*</div>',
    re.S,
)


class MathsError(ValueError):
    """A formula that is no LaTeX: `tex` is its source."""

    def __init__(self, tex: str, message: str) -> None:
        self.tex = tex
        super().__init__(f"{message} in ${tex.strip()}$")


@cache
def _converter() -> math_core.LatexToMathML:
    macros = {f"k{concept}": rf"\textcolor{{{colour}}}{{#1}}" for concept, colour in SENTINEL.items()}
    return math_core.LatexToMathML(fancy_error=False, macros=macros)


@cache
def _sentinels() -> dict[str, str]:
    """style attribute → class, for each sentinel colour."""
    probes = {concept: _convert(rf"\textcolor{{{colour}}}{{a}}", False) for concept, colour in SENTINEL.items()}
    return {re.search(r' style="(color:[^"]*)"', probe)[1]: f"k-{c}" for c, probe in probes.items()}


def _convert(tex: str, block: bool) -> str:
    try:
        return _converter().convert_with_local_state(tex, displaystyle=block)
    except math_core.LatexError as error:
        raise MathsError(tex, str(error)) from None


@cache
def to_mathml(tex: str, block: bool = False) -> str:
    """The MathML of a formula. Raises MathsError where LaTeX, a colour or a layout is not understood."""
    mathml = re.sub(r' style="([^"]*)"', lambda found: f' class="{_class(tex, found[1])}"', _convert(tex, block))
    mathml = SMALL.sub(r'\1 largeop="false">⊙', mathml)
    return re.sub(r"<(msub|msup|msubsup)><mi>(\w)</mi>", _coloured, mathml)


def _class(tex: str, style: str) -> str:
    try:
        return {**LAYOUT, **_sentinels()}[style]
    except KeyError:
        raise MathsError(tex, f"no class stands for the style {style!r}: add it to hooks/drawing/maths.py") from None


def _coloured(found: re.Match[str]) -> str:
    tag, letter = found[1], found[2]
    if letter not in CONCEPT:
        return found[0]
    return f'<{tag} class="k-{CONCEPT[letter]}"><mi>{letter}</mi>'


def convert_html(html: str) -> str:
    """A page with each formula that Python-Markdown found turned into MathML. Raises MathsError."""
    return SPAN.sub(_formula, html)


def _formula(found: re.Match[str]) -> str:
    """A formula on a line of its own gets a box that scrolls where the screen is narrower."""
    if found["block"] is None:
        return to_mathml(unescape(found["inline"]).strip())
    return f'<div class="display">{to_mathml(unescape(found["block"]).strip(), block=True)}</div>'

"""A formula as one line of plain text, for places that show no formulas: the excerpts of the search.

Signs are those of the page, an index hangs on a low line: f_t = 1 − i_t, h_(t−1), W_xh.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence

APART = set("=≠≈≡<>≤≥≪≫+−±×·⊙∘∈∉←→↦∝")  # with a blank on either side
DOT = {ord("⋅"): "·"}
SUMS = set("∑∏")
DERIVED = re.compile(r"\bd$")
BETWEEN = set(",;:")
OPENING = set("([{‖|⌊⌈")
APPLIED = "\N{FUNCTION APPLICATION}"  # between a function and its argument, unseen
UNSEEN = dict.fromkeys(range(0x2062, 0x2065))  # times, separated by, and: signs for machines


def line(formula: ET.Element) -> str:
    """The formula on one line.

    >>> line(ET.fromstring("<math><msub><mi>h</mi><mrow><mi>t</mi><mo>−</mo><mn>1</mn></mrow></msub></math>"))
    'h_(t−1)'
    >>> line(ET.fromstring("<math><mi>a</mi><mo>=</mo><mo>−</mo><mn>2</mn></math>"))
    'a = −2'
    >>> line(ET.fromstring("<math><mn>2</mn><mi>h</mi><mi>x</mi></math>"))
    '2h x'
    """
    said = _said(formula).replace(f"{APPLIED}(", "(").replace(APPLIED, " ")
    return " ".join(said.translate(DOT | UNSEEN).replace(" /", "/").replace("/ ", "/").split())


def _said(part: ET.Element) -> str:
    name = part.tag.rpartition("}")[2]
    return SAID.get(name, _row)(list(part), "".join(part.itertext()))


def _row(parts: Sequence[ET.Element], text: str) -> str:
    """What stands side by side, two letters a blank apart: they are multiplied."""
    if not parts:
        return text
    made = ""
    for part in parts:
        sign = (part.text or "").strip() if part.tag.endswith("mo") else ""
        said = _operator(sign, made) if sign else _said(part)
        made += " " * _multiplied(made, said) + said
    return made


def _multiplied(before: str, after: str) -> bool:
    """The d of a derivative is multiplied with nothing."""
    return before[-1:].isalpha() and after[:1].isalpha() and not DERIVED.search(before)


def _operator(sign: str, before: str) -> str:
    """A minus is a sign where nothing comes before it that could be diminished."""
    if sign in BETWEEN:
        return f"{sign} "
    first = not before.strip() or before.rstrip()[-1] in APART | OPENING | BETWEEN
    return f" {sign} " if sign.translate(DOT) in APART and not (first and sign in "−+") else sign


def _index(parts: Sequence[ET.Element], _: str) -> str:
    base = _said(parts[0])
    return f"{base}_{_held(parts[1])}" + " " * (base in SUMS)


def _power(parts: Sequence[ET.Element], _: str) -> str:
    return f"{_said(parts[0])}^{_held(parts[1])}"


def _both(parts: Sequence[ET.Element], _: str) -> str:
    return f"{_said(parts[0])}_{_held(parts[1])}^{_held(parts[2])}"


def _fraction(parts: Sequence[ET.Element], _: str) -> str:
    return f"{_held(parts[0])}/{_held(parts[1])}"


def _root(parts: Sequence[ET.Element], text: str) -> str:
    return f"√({_row(parts, text)})"


def _table(parts: Sequence[ET.Element], _: str) -> str:
    return "; ".join(" ".join(map(_said, row)) for row in parts)


def _first(parts: Sequence[ET.Element], _: str) -> str:
    return _said(parts[0])


def _held(part: ET.Element) -> str:
    """A part that hangs on another: in brackets, unless it is one word or number."""
    said = "".join(_said(part).split())
    return said if said.isalnum() or len(said) == 1 else f"({said})"


SAID: dict[str, Callable[[Sequence[ET.Element], str], str]] = {
    "msub": _index,
    "munder": _index,
    "msup": _power,
    "msubsup": _both,
    "munderover": _both,
    "mfrac": _fraction,
    "msqrt": _root,
    "mtable": _table,
    "mover": _first,
    "mspace": lambda *_: " ",
}

"""LaTeX to MathML while the site is built: no script, no style attribute, each symbol in the hue of its concept.

Sources stay plain LaTeX. Colour goes to a symbol with an index (h_t, W_{xh}); what has none is coloured with a macro
such as \\kgrad{…}.
"""

import re
import xml.etree.ElementTree as ET
from functools import cache
from html import unescape

import math_core
from bs4 import Tag
from bs4.element import NavigableString
from drawing.html_tree import element, of_class, written

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
MACRO = re.compile(rf"\\k(?:{'|'.join(SENTINEL)})(?=\{{)")
# math-core's layout styles, and the classes of docs/assets/lesson.css that stand for them.
LAYOUT = {
    "text-align: right;justify-items: end;padding-right: 0;": "col-end",
    "text-align: right;justify-items: end;padding-left: 0;padding-right: 0;": "col-end",
    "text-align: left;justify-items: start;padding-left: 0;": "col-start",
    "text-align: left;justify-items: start;padding-right: 0;": "col-first",
    "text-align: left;justify-items: start;padding-right: 0;padding-left:1em;": "col-next",
}
PRODUCT = "⊙"  # in a formula on a line of its own, Firefox would draw it as large as a sum
NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)\w+;")  # characters that HTML has names for and XML has none
WITH_INDEX = ("msub", "msup", "msubsup")
HANGING = set("fgjpqyJQβγζημξρφχψ")  # letters that reach below the line
CLOSING = re.compile(r"^[.,;:!?)\]’”…]+")
NAMES_A_LETTER = re.compile(r"\b(step|unit|word|layer|round|position) $")  # "step t"
SHORT = 24  # signs of a formula as it is read: what is longer may stand alone at the end of a line


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
def _classes() -> dict[str, str]:
    """style attribute → class, for each layout and each sentinel colour."""
    probes = {
        _convert(rf"\textcolor{{{colour}}}{{a}}", False).find(".//*[@style]"): f"k-{concept}"
        for concept, colour in SENTINEL.items()
    }
    return LAYOUT | {probe.attrib["style"]: name for probe, name in probes.items() if probe is not None}


def _convert(tex: str, block: bool) -> ET.Element:
    try:
        mathml = _converter().convert_with_local_state(tex, displaystyle=block)
    except math_core.LatexError as error:
        raise MathsError(tex, str(error)) from None
    return ET.fromstring(NAMED.sub(lambda found: unescape(found[0]), mathml))


@cache
def to_mathml(tex: str, block: bool = False) -> str:
    """The MathML of a formula. Raises MathsError where LaTeX, a colour or a layout is not understood."""
    formula = _convert(tex, block)
    for part in formula.iter():
        if "style" in part.attrib:
            part.set("class", _class(tex, part.attrib.pop("style")))
        if part.tag == "mo" and part.text == PRODUCT:
            part.set("largeop", "false")
        if part.tag in WITH_INDEX and part[0].tag == "mi" and (concept := CONCEPT.get(part[0].text or "")):
            part.set("class", f"k-{concept}")
    for part in [part for part in formula.iter() if part.tag in WITH_INDEX and _letter(part[0]) in HANGING]:
        _level(part)
    return ET.tostring(formula, encoding="unicode")


def _letter(base: ET.Element) -> str | None:
    """What bears an index: a letter, or one with a mark above it."""
    return (base[0] if base.tag == "mover" else base).text


def _level(part: ET.Element) -> None:
    """An index hangs as low as its letter does: let all letters end on the line, and all indices stand on one."""
    letter = part[0]
    part.remove(letter)
    flat = ET.Element("mpadded", depth="0")
    flat.append(letter)
    part.insert(0, flat)


def _class(tex: str, style: str) -> str:
    try:
        return _classes()[style]
    except KeyError:
        raise MathsError(tex, f"no class stands for the style {style!r}: add it to hooks/drawing/maths.py") from None


def convert(tree: Tag) -> None:
    """Turn each formula that Python-Markdown found on a page into MathML. Raises MathsError."""
    for found in of_class(tree, "arithmatex", "span", "div"):
        tex = found.get_text().strip()
        made = formula(tex[2:-2], block=tex.startswith(r"\["))
        found.replace_with(made)
        if made.name == "math":
            _keep_together(made)


def _keep_together(made: Tag) -> None:
    """No line may begin with the comma behind a formula, unless the formula is long; nor with the t of "step t"."""
    before = made.previous_sibling
    if isinstance(before, NavigableString) and NAMES_A_LETTER.search(before) and _length(made) == 1:
        before.replace_with(NavigableString(f"{before[:-1]}\N{NO-BREAK SPACE}"))
    after = made.next_sibling
    closing = CLOSING.match(after) if isinstance(after, NavigableString) else None
    if isinstance(after, NavigableString) and closing and _length(made) <= SHORT:
        after.replace_with(NavigableString(after[closing.end() :]))
        together = element("span", class_="nobr")
        made.replace_with(together)
        together.extend([made, NavigableString(closing[0])])


def _length(made: Tag) -> int:
    """How many signs of a formula are read."""
    return len("".join(ET.fromstring(written(made)).itertext()))


def formula(tex: str, block: bool) -> Tag:
    """A formula of a page, with its source, our macros apart, for whoever copies it; no machine translates its letters.

    On a line of its own it gets a box that scrolls where the screen is narrower.
    """
    opening, _, rest = to_mathml(tex.strip(), block).partition(">")
    made = element("math", rest.removesuffix("</math>"), translate="no", alttext=MACRO.sub("", " ".join(tex.split())))
    if not block:
        return made
    made["display"] = "block"
    return element("div", made, class_="display", **{"data-search-exclude": ""})  # its letters read as no sentence

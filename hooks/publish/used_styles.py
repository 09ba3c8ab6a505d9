"""The theme's stylesheet without the rules for what no page shows: a third of its weight.

A class counts as used if its name stands anywhere in a page or a script; or its beginning, up to a hyphen, because
scripts put names together. Of the colours that the theme offers, those stay that a page names.
"""

import re
from collections.abc import Iterable

WORD = re.compile(r"[\w-]+")
CLASS = re.compile(r"\.((?:[\w-]|\\.)+)")
COLOUR = re.compile(r"\b(data-md-color-\w+)=\"?([\w-]+)")
ALTERNATIVES = re.compile(r":(?:not|is|where)\((?:[^()]|\([^()]*\))*\)")  # one may be unused and the rule apply
STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'', re.S)


def words(texts: Iterable[str]) -> set[str]:
    """Every word of pages and scripts that may be the name of a class, and every colour: `data-md-color-accent=red`."""
    found: set[str] = set()
    for text in texts:
        found.update(WORD.findall(text), map("=".join, COLOUR.findall(text)))
    return found


def used(css: str, names: set[str]) -> str:
    """The rules of a stylesheet that can apply where only these names stand."""
    return "".join(_rule(rule, names) for rule in _rules(css))


def _rule(rule: str, names: set[str]) -> str:
    head, brace, body = rule.partition("{")
    if head.startswith(("@media", "@supports")):
        inner = used(body[:-1], names)
        return f"{head}{{{inner}}}" if inner else ""
    if head.startswith("@"):
        return rule
    kept = [selector for selector in _split(head, ",") if _applies(selector, names)]
    return ",".join(kept) + brace + body if kept else ""


def _applies(selector: str, names: set[str]) -> bool:
    required = ALTERNATIVES.sub("", selector)
    colours = set(map("=".join, COLOUR.findall(required)))
    return colours <= names and all(_known(name, names) for name in CLASS.findall(STRING.sub("", required)))


def _known(name: str, names: set[str]) -> bool:
    beginnings = {name[: match.end()] for match in re.finditer("-+", name)}
    return name in names or any(begun.count("-") > 1 and begun in names for begun in beginnings)


def _rules(css: str) -> list[str]:
    """Rules and statements at the outermost level, whole."""
    return [rule for rule in _split(css, "}", keep=True) if rule.strip()]


def _split(text: str, at: str, keep: bool = False) -> list[str]:
    """Split where a character stands outside brackets and quotation marks; `}` closes the bracket it belongs to."""
    masked = STRING.sub(lambda found: "x" * len(found[0]), text)
    parts, start, depth = [], 0, 0
    for position, character in enumerate(masked):
        depth += (character in "([{") - (character in ")]}")
        if character == at and depth == 0:
            parts.append(text[start : position + keep])
            start = position + 1
    return [*parts, text[start:]]

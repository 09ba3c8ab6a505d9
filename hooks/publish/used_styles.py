"""The theme's stylesheet without the rules for what no page shows: a third of its weight.

A class counts as used if its name stands anywhere in a page or a script; or its beginning, up to a hyphen, because
scripts put names together. Of the colours that the theme offers, those stay that a page names; of its icons, those that
a rule draws. What the theme's script could make, and our settings never ask for, is named here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import tinycss2

WORD = re.compile(r"[\w-]+")
COLOUR = re.compile(r"(data-md-color-\w+)=\"?([\w-]+)")
CONDITIONAL = ("media", "supports")  # rules that hold rules
# Choosers of versions, annotations, tabs, tags, diagrams …; pages that run from right to left; and paragraphs in a cell
# of a table: for such a rule all that is in an element is styled anew whenever that element gets or loses a class.
NEVER = re.compile(
    r"\.(?:md-(?:version|annotation|tag|source__fact|tooltip|status|tabs|banner|consent|feedback|select|social)|tabbed|mermaid)"
    r"|\[dir=rtl\]|\[data-linenos\]|t[dh]>:(?:first|last)-child"
)
ICON = re.compile(r"--md-[\w-]*icon[\w-]*")
ALTERNATIVES = ("not", "is", "where")  # one may be unused and the rule apply
Node = Any  # a token or a rule of tinycss2, which says nothing of its types


def words(texts: Iterable[str]) -> set[str]:
    """Every word of pages and scripts that may be the name of a class, and every colour: `data-md-color-accent=red`."""
    parts = " ".join({part for text in texts for part in text.split()})  # most of them stand on every page
    return {*WORD.findall(parts), *map("=".join, COLOUR.findall(parts))}


def depends_on(css: str, names: set[str]) -> str:
    """What `used` depends on: of the names, those that the stylesheet may ask for."""
    asked = words([css])
    return css + " ".join(sorted(name for name in names if name in asked or name.endswith("-")))


def used(css: str, names: set[str]) -> str:
    """The rules of a stylesheet that can apply where only these names stand."""
    rules = list(_used(tinycss2.parse_stylesheet(css), names))
    drawn = set(re.findall(r"var\((--[\w-]+)", tinycss2.serialize(rules)))
    return str(tinycss2.serialize([_with_icons(rule, drawn) for rule in rules]))


def _with_icons(rule: Node, drawn: set[str]) -> Node:
    """A rule without the icons that nothing draws."""
    if rule.type == "qualified-rule":
        parts = tinycss2.parse_blocks_contents(rule.content)
        kept = [
            part for part in parts if part.type != "declaration" or not ICON.fullmatch(part.name) or part.name in drawn
        ]
        if len(kept) < len(parts):
            rule.content = tinycss2.parse_component_value_list(";".join(part.serialize() for part in kept))
    return rule


def _used(rules: Iterable[Node], names: set[str]) -> Iterator[Node]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [selector for selector in _selectors(rule.prelude) if _applies(selector, names)]
            rule.prelude = _joined(selectors)
            if not selectors:
                continue
        elif rule.type == "at-rule" and rule.lower_at_keyword in CONDITIONAL:
            rule.content = list(_used(tinycss2.parse_rule_list(rule.content), names))
            if not any(inner.type.endswith("rule") for inner in rule.content):
                continue
        yield rule


def _selectors(prelude: Iterable[Node]) -> list[list[Node]]:
    """The selectors of a rule, which commas separate."""
    found: list[list[Node]] = [[]]
    for token in prelude:
        if token == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _joined(selectors: Sequence[list[Node]]) -> list[Node]:
    comma = tinycss2.ast.LiteralToken(0, 0, ",")
    return [token for selector in selectors for token in (comma, *selector)][1:]


def _applies(selector: Sequence[Node], names: set[str]) -> bool:
    if NEVER.search(tinycss2.serialize(selector)):
        return False
    return all(name in names if "=" in name else _known(name, names) for name in _needed(selector))


def _needed(tokens: Sequence[Node]) -> Iterator[str]:
    """The classes that a selector needs, and the colours, as `words` writes them."""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "ident" and before == ".":
            yield token.value
        elif token.type == "[] block":
            yield from map("=".join, COLOUR.findall(tinycss2.serialize(token.content)))
        elif token.type == "function" and token.lower_name not in ALTERNATIVES:
            yield from _needed(token.arguments)


def _known(name: str, names: set[str]) -> bool:
    beginnings = {name[: match.end()] for match in re.finditer("-+", name)}
    return name in names or any(begun.count("-") > 1 and begun in names for begun in beginnings)


def bare(css: str) -> str:
    """A stylesheet of ours without what is written for its authors: comments, and spaces that part nothing."""
    return str(tinycss2.serialize(_tight(tinycss2.parse_component_value_list(css, skip_comments=True))))


def _tight(tokens: Iterable[Node]) -> list[Node]:
    """One space for a run of them, and none beside what parts by itself; before a colon it may say "any inside"."""
    kept: list[Node] = []
    for token in tokens:
        if token.type == "whitespace":
            if kept and not (kept[-1].type == "whitespace" or _parts(kept[-1]) or kept[-1] == ":"):
                token.value = " "
                kept.append(token)
            continue
        if kept and kept[-1].type == "whitespace" and _parts(token):
            kept.pop()
        if token.type.endswith("block"):
            token.content = _tight(token.content)
        elif token.type == "function":
            token.arguments = _tight(token.arguments)
        kept.append(token)
    return kept[:-1] if kept and kept[-1].type == "whitespace" else kept


def _parts(token: Node) -> bool:
    return token.type == "{} block" or token in (";", ",")

"""Would anybody notice a wrong number? Change one digit, or one number word, of the pages at a time, and ask the checks.

python -m tests.mutations.digits --sample 150 --seed 20261127

A change counts as noticed when the contract names a problem that is not there without it, or when a block of code on
the page then prints something else, or fails. Numerals that claim nothing are left out: years, labels ("step 3"),
versions, indices of formulas, digits of names; so are addresses, comments, attributes, front matter but the title, and
Python, whose claim is what it prints.
What is read here is the text alone, with rules of its own: a numeral that the contract overlooks is not overlooked here.
"""

import argparse
import contextlib
import io
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import site_contract
import update_docs
from checks.problems import DocsError
from checks.source import Source

DOCS = Path(__file__).parents[2] / "docs"
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
NUMERAL = re.compile(rf"\d(?:[\d_,.]*\d)?|[{SUPERSCRIPTS}]+")
COUNTS = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
]
FACTORS = (
    ["half", "quarter"],
    ["halves", "quarters"],
    ["halved", "doubled"],
    ["double", "triple"],
    ["doubles", "triples"],
)
WORDS = {  # what takes the place of each
    **dict(zip(COUNTS, [*COUNTS[1:], "billion"], strict=True)),
    **{old: new for pair in FACTORS for old, new in (pair, pair[::-1])},
    **{"twice": "thrice", "thrice": "twice", "dozen": "hundred"},
}
WORD = re.compile(rf"\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)
# What no reader reads, or reads as no number: of front matter, all but the title and the description.
MACHINERY = re.compile(
    r"\A---\n(?s:.*?)\n---\n"  # front matter
    r"|^[ \t]*```python\n(?s:.*?)```"
    r"|<!--(?s:.*?)-->|</?[a-zA-Z][^>]*>"  # comments and tags
    r"|\]\([^)\s]*\)|\]\[[^\]]*\]|https?://[^\s)>\]]+"  # where links lead
    r"|\{:?[^{}\n]*[.#=][^{}\n]*\}"  # attribute lists
    r"|^[ \t]*`{3,}.*$"  # the first and the last line of a fence
    r"|\\[hv](?:space|skip)\*?\{[^}]*\}|_\{[^{}]*\}|(?<!\d)_\w+|_\w",  # lengths; indices of formulas, and ends of names
    re.MULTILINE,
)
YAML_MACHINERY = re.compile(
    r"^\s*#.*$|^[\w-]+:$"
    r"|^ *-? *(?:id|objective|year|venue|arxiv|doi|url|authors|page|screen|minutes|topic|quiz|values|fixed|setup|code):"
    r".*(?:\n(?= {4,}[^- ]| *$).*)*",
    re.MULTILINE,
)
BEFORE = re.compile(  # what makes a numeral a label, a version, or a part of a name
    r"(?:\b(?:steps?|exercises?|objectives?|figures?|tables?|parts?|chapters?|Python|version|part)[  ]"
    r"(?:\d+[a-z]?(?:, | and | or | to |–))*|[#§]|\[\^|[A-Za-z_]|[A-Za-z_]-|\d\.|>= ?|v)$",
    re.IGNORECASE,
)
AFTER = re.compile(r"(?:st|nd|rd|th|[dD])\b|[A-Za-z_]{4,}|\.\d|-[A-Za-z]")
YEAR = re.compile(r"(?:19|20)\d\d")
LIST_ITEM = re.compile(r"^[ \t]*\d+[.)](?=\s)", re.MULTILINE)


@dataclass(frozen=True)
class Literal:
    """A numeral or a number word, where it stands in a file, and what takes its place."""

    path: str
    start: int
    old: str
    new: str
    line: int

    def planted(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.start + len(self.old) :]


def literals(path: str, text: str, digit: str) -> Iterator[Literal]:
    """Every number of a file that claims something. `digit`: which is changed, first or last; or "word"."""
    visible = readable(path, text)
    for found in (WORD if digit == "word" else NUMERAL).finditer(visible):
        before = visible[max(found.start() - 60, visible.rfind("\n", 0, found.start()) + 1) : found.start()]
        after = visible[found.end() : found.end() + 5]
        label = BEFORE.search(before) or AFTER.match(after) or YEAR.fullmatch(found[0])
        if digit == "word" or not label:
            line = text.count("\n", 0, found.start()) + 1
            yield Literal(path, found.start(), found[0], changed(found[0], digit), line)


def readable(path: str, text: str) -> str:
    """The text with everything blanked out that readers do not read; positions stay true."""
    head = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    spoken = list(re.finditer(r"^(?:title|description):(.*)$", head[0], re.MULTILINE)) if head else []
    for pattern in (MACHINERY, LIST_ITEM) if path.endswith(".md") else (MACHINERY, YAML_MACHINERY):
        text_before, text = text, pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
        for words in spoken:
            text = text[: words.start(1)] + text_before[words.start(1) : words.end(1)] + text[words.end(1) :]
    return text


def changed(old: str, digit: str) -> str:
    """The same numeral with one digit changed, or another number word."""
    if digit == "word":
        new = WORDS[old.lower()]
        return new.capitalize() if old[0].isupper() else new
    places = [place for place, sign in enumerate(old) if sign.isdigit()]
    place = places[-1] if digit == "last" else next((p for p in places if old[p] not in "0⁰"), places[-1])
    signs = SUPERSCRIPTS if old[place] in SUPERSCRIPTS else "0123456789"
    value = signs.index(old[place])
    return old[:place] + signs[value + 1 if value < 9 else 8] + old[place + 1 :]


def complaints(docs: Path) -> set[str]:
    """What the contract says of the pages below a folder."""
    try:
        return {str(problem) for problem in site_contract.problems(site_contract.read(docs))}
    except DocsError as error:
        return {str(problem) for problem in error.problems}


def prints_the_same(path: str, text: str) -> bool:
    """Whether every block of code on a page still runs and prints what stands below it."""
    if not path.endswith(".md"):
        return True
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            return update_docs.with_outputs(Source(path, text)) == text
    except Exception:
        return False


def is_noticed(literal: Literal, docs: Path, known: set[str]) -> bool:
    """Plant a change in a copy of the docs, ask, and take it back."""
    file = docs / literal.path
    text = file.read_text("utf-8")
    planted = literal.planted(text)
    try:
        file.write_text(planted, "utf-8")
        return bool(complaints(docs) - known) or not prints_the_same(literal.path, planted)
    finally:
        file.write_text(text, "utf-8")


def score(digit: str, sample: int, seed: int) -> tuple[int, list[Literal]]:
    """How many changes were tried, and those that nobody noticed."""
    paths = sorted(path.relative_to(DOCS).as_posix() for kind in ("*.md", "*.yml") for path in DOCS.rglob(kind))
    found = [it for path in paths for it in literals(path, (DOCS / path).read_text("utf-8"), digit)]
    tried = random.Random(seed).sample(found, min(sample, len(found)))
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(shutil.copytree(DOCS, Path(folder) / "docs"))
        known = complaints(docs)
        return len(tried), [literal for literal in tried if not is_noticed(literal, docs, known)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=150, help="how many changes of each kind")
    parser.add_argument("--seed", type=int, default=0, help="which are drawn; a date, say")
    options = parser.parse_args()
    enough = True
    for digit, least in (("last", 0.95), ("first", 1.0), ("word", 0.95)):
        tried, survived = score(digit, options.sample, options.seed)
        share = 1 - len(survived) / tried
        enough = enough and share >= least
        print(
            f"{digit}: {tried - len(survived)} of {tried} noticed ({share:.1%}; at least {least:.0%}), seed {options.seed}"
        )
        for it in sorted(survived, key=lambda it: (it.path, it.line)):
            print(f"  docs/{it.path}:{it.line}: {it.old} -> {it.new}")
    return 0 if enough else 1


if __name__ == "__main__":
    sys.exit(main())

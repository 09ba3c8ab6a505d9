"""What is read of the steps of the lesson, and how long its sentences are: `make reading` prints a table of it.

A reader who is no native speaker stumbles over long sentences. They are counted here, not judged: a test holds the bounds.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bs4 import Tag
from checks import source
from drawing.html_tree import classes, parse, texts
from features import lesson_plan, reading_time

ROOT = Path(__file__).parents[1]
DOCS = source.read(ROOT / "docs")
PLAN = lesson_plan.read(DOCS)
HEADINGS = ["h1", "h2", "h3"]  # they name what is to come
PROSE = ["p", "li", "figcaption"]
BLOCKS = [*PROSE, "td", "th", "dt", "dd", *HEADINGS]
NOT_READ = {"step", "objective", "task", "quiz"}  # classes: the header of a step, exercises, the final quiz
NOT_WORDS = {"math", "svg", "pre"}
END = re.compile(r"(?<=[.!?:;])[”\"')]*\s+(?=[“\"'(A-Z0-9])")
LONG = 25  # words


class Block(NamedTuple):
    """A paragraph, an entry of a table, a caption: its step, the sections that it lies in, its words, those in bold."""

    step: int
    sections: tuple[str, ...]
    tag: str
    words: str
    bold: str


def blocks(article: Tag, step: int) -> Iterator[Block]:
    """What of a page is read without a click, in order."""
    sections: tuple[str, ...] = ("",)
    for tag in article.find_all(BLOCKS):
        around = [tag, *tag.parents]
        if any(NOT_READ & classes(parent) or parent.name == "details" for parent in around):
            continue
        if tag.name in HEADINGS:
            sections = ("", str(tag.get("id", "")))
        elif not (tag.name == "li" and tag.find("p")):
            bold = ", ".join(map(said, tag.find_all(["strong", "b"])))
            yield Block(step, sections, tag.name, said(tag), bold)


def said(tag: Tag) -> str:
    """The words of an element, but for formulas and drawings."""
    return " ".join("".join(texts(tag, lambda inner: inner.name in NOT_WORDS)).split())


def article(built: Path, path: str) -> Tag:
    """What a reader reads of a page of the built site, without navigation and footer."""
    page = built / path.removesuffix(".md").removesuffix("index") / "index.html"
    return parse(page.read_text("utf-8").split("<article", 1)[1].partition(">")[2].split("</article>")[0])


def steps(built: Path) -> list[Block]:
    """All that a reader of the steps reads, in order."""
    return [block for step in PLAN.steps for block in blocks(article(built, f"lesson/{step.topic}.md"), step.number)]


def sentences(read: Iterable[Block]) -> list[int]:
    """How many words each sentence of the running text has; a colon ends one too."""
    found = [END.split(block.words) for block in read if block.tag in PROSE]
    return [len(sentence.split()) for parts in found for sentence in parts if sentence]


class Row(NamedTuple):
    """A page: its words in the open, its minutes to read and to work through, and its sentences."""

    words: int
    read: float
    work: float
    lengths: list[int]

    @property
    def mean(self) -> float:
        return sum(self.lengths) / len(self.lengths)

    @property
    def long(self) -> float:
        """The share of sentences of more than LONG words."""
        return sum(length > LONG for length in self.lengths) / len(self.lengths)


def row(built: Path, path: str) -> Row:
    """One page of the built site."""
    page = article(built, path)
    counts = reading_time.counts(page)
    return Row(counts.words, counts.read_seconds / 60, counts.work_seconds / 60, sentences(blocks(page, 0)))


def main(site: str) -> None:
    print("words  read  work  a sentence  longest  over", LONG, "words")
    for path in lesson_plan.core(PLAN):
        found = row(Path(site), path)
        print(
            f"{found.words:5} {found.read:5.1f} {found.work:5.1f} {found.mean:11.1f} {max(found.lengths):8} "
            f"{found.long:10.0%}  {path}"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])

"""How long a page takes: 220 words a minute, 8 s a displayed equation, 20 s a quick check, 30 s an explorer; a
quiz, 40 s a question.

What is collapsed, code, mathematics, drawings, explorers, the map and tables of numbers count no words.
"""

import re
from collections.abc import Mapping
from functools import cache
from html.parser import HTMLParser

WORDS_A_MINUTE = 220
EQUATION_SECONDS = 8
CHECK_SECONDS = 20
EXPLORER_SECONDS = 30
QUESTION_SECONDS = 40  # of the final quiz, which needs a pencil
# classes: numbers, questions, ways to other pages, and explorers, whose seconds cover their words
NOT_READ = {"nums", "check", "quiz", "map", "minutes", "where", "explorer", "task"}
VOID = {"br", "img", "hr", "input", "wbr", "col", "source", "meta", "link"}
DRAWN = re.compile(r"(<(svg|math)\b[^>]*>).*?</\2>", re.S)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words = self.equations = self.checks = self.explorers = self.questions = 0
        self.skipped: list[str] = []
        self.in_quiz = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        found = dict(attrs)
        classes = (found.get("class") or "").split()
        if self.skipped:
            self.questions += self.in_quiz and "check" in classes
        else:
            self.in_quiz = "quiz" in classes
            self.equations += tag == "math" and found.get("display") == "block"
            self.checks += "check" in classes
            self.explorers += "explorer" in classes
        skip = tag in {"details", "pre", "math", "svg"} or NOT_READ & set(classes)
        if skip or self.skipped:
            self.skipped.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.skipped and tag == self.skipped[-1]:
            self.skipped.pop()

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.words += sum(any(c.isalnum() for c in word) for word in data.split())


@cache
def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(DRAWN.sub(r"\1</\2>", html))  # what is inside counts nothing, and takes long to parse
    return reader


def words(html: str) -> int:
    """Words of a page's content that the core path asks to be read."""
    return _read(html).words


def seconds(html: str) -> float:
    """Seconds that a page's content takes on the core path, to which the final quiz does not belong."""
    page = _read(html)
    looked_at = page.equations * EQUATION_SECONDS + page.checks * CHECK_SECONDS + page.explorers * EXPLORER_SECONDS
    return page.words * 60 / WORDS_A_MINUTE + looked_at


def quiz_seconds(html: str) -> float:
    """Seconds that the final quiz on a page takes."""
    return _read(html).questions * QUESTION_SECONDS


def minutes(seconds: float) -> int:
    """Whole minutes, at least one."""
    return max(1, round(seconds / 60))


def counted(pages: Mapping[str, str]) -> tuple[dict[str, int], int, int]:
    """Whole minutes: each page's, by its name, those of reading all of them, and those of the quiz."""
    read = {name: seconds(html) for name, html in pages.items()}
    asked = {name: quiz_seconds(html) for name, html in pages.items()}
    each = {name: minutes(read[name] + asked[name]) for name in pages}
    return each, minutes(sum(read.values())), minutes(sum(asked.values()))

"""How long a page takes: 220 words a minute, 8 s a displayed equation, 20 s a quick check, 30 s an explorer; a
quiz, 40 s a question.

What is collapsed, code, mathematics, drawings, explorers, the map and tables of numbers count no words.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bs4 import Tag
from drawing.html_tree import classes, of_class, texts

WORDS_A_MINUTE = 220
EQUATION_SECONDS = 8
CHECK_SECONDS = 20
EXPLORER_SECONDS = 30
QUESTION_SECONDS = 40  # of the final quiz, which needs a pencil
# classes: numbers, questions, ways to other pages, and explorers, whose seconds cover their words
NOT_READ = {"nums", "check", "quiz", "map", "minutes", "where", "explorer", "task"}
SKIPPED = {"details", "pre", "math", "svg"}


@dataclass(frozen=True)
class Counts:
    """What of a page takes time: `questions` are those of the final quiz."""

    words: int = 0
    equations: int = 0
    checks: int = 0
    explorers: int = 0
    questions: int = 0

    @property
    def seconds(self) -> float:
        """What the page takes on the core path, to which the final quiz does not belong."""
        looked_at = self.equations * EQUATION_SECONDS + self.checks * CHECK_SECONDS + self.explorers * EXPLORER_SECONDS
        return self.words * 60 / WORDS_A_MINUTE + looked_at

    @property
    def quiz_seconds(self) -> float:
        """What the final quiz on the page takes."""
        return self.questions * QUESTION_SECONDS


def counts(page: Tag) -> Counts:
    """What a page asks a reader of the core path to read and to do."""
    reached: list[Tag] = []  # elements in the open, skipped ones too, but nothing inside those

    def skip(tag: Tag) -> bool:
        reached.append(tag)
        return tag.name in SKIPPED or bool(NOT_READ & classes(tag))

    words = sum(any(map(str.isalnum, word)) for text in texts(page, skip) for word in text.split())
    kinds = Counter(name for tag in reached for name in classes(tag))
    equations = sum(tag.name == "math" and tag.get("display") == "block" for tag in reached)
    asked = [check for tag in reached if "quiz" in classes(tag) for check in of_class(tag, "check", "section")]
    return Counts(words, equations, kinds["check"], kinds["explorer"], len(asked))


def minutes(seconds: float) -> int:
    """Whole minutes, at least one."""
    return max(1, round(seconds / 60))


def counted(pages: Mapping[str, Tag]) -> tuple[dict[str, int], int, int]:
    """Whole minutes: each page's, by its name, those of reading all of them, and those of the quiz."""
    found = {name: counts(page) for name, page in pages.items()}
    each = {name: minutes(page.seconds + page.quiz_seconds) for name, page in found.items()}
    read, asked = (sum(page.seconds for page in found.values()), sum(page.quiz_seconds for page in found.values()))
    return each, minutes(read), minutes(asked)

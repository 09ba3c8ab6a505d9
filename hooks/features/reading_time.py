"""How long a page takes, as two figures: to read it through, and to work through all of it.

Read through: the words in the open at 220 a minute; captions and the questions of quick checks are read too, while what
an explorer asks, and tells who has tried, belongs to its own time. Work through: everything, with a pencil: the words
at 130 a minute, and seconds for each formula, figure, explorer, quick check, table and line of code. What is collapsed
counts for neither. The final quiz counts apart, by questions.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bs4 import Tag
from drawing.html_tree import classes, of_class, texts

READ_A_MINUTE, WORKED_A_MINUTE = 220, 130  # words
EQUATION_SECONDS, FIGURE_SECONDS, EXPLORER_SECONDS = 30, 15, 75
CHECK_SECONDS, TABLE_SECONDS, LINE_SECONDS = 45, 20, 6  # a line of code or of its output
QUESTION_SECONDS = 75  # of the final quiz, which needs a pencil
# classes: the final quiz, choices of a check, where a page stands and ways to others, tasks, explorers but for captions
NOT_READ = {"quiz", "choices", "map", "minutes", "where", "step", "elsewhere", "explorer", "task"}
SKIPPED = {"details", "pre", "math", "svg", "table"}


@dataclass(frozen=True)
class Counts:
    """What of a page takes time: `questions` are those of the final quiz."""

    words: int
    equations: int
    figures: int
    explorers: int
    checks: int
    tables: int
    lines: int
    questions: int

    @property
    def read_seconds(self) -> float:
        """What reading the page through takes."""
        return self.words * 60 / READ_A_MINUTE

    @property
    def work_seconds(self) -> float:
        """What the page takes with everything on it worked through; the final quiz does not belong to it."""
        drawn = self.figures * FIGURE_SECONDS + self.explorers * EXPLORER_SECONDS
        worked = self.equations * EQUATION_SECONDS + self.tables * TABLE_SECONDS + self.lines * LINE_SECONDS
        return self.words * 60 / WORKED_A_MINUTE + drawn + worked + self.checks * CHECK_SECONDS

    @property
    def quiz_seconds(self) -> float:
        """What the final quiz on the page takes."""
        return self.questions * QUESTION_SECONDS


class Minutes(NamedTuple):
    """Whole minutes of the whole lesson: to read it, to work through it, to answer the quiz; and of each page."""

    read: int
    work: int
    quiz: int
    each: dict[str, int]  # to work through, the quiz included, by the page's name


def counts(page: Tag) -> Counts:
    """What a page asks a reader of the core path to read and to do."""
    reached: list[Tag] = []  # elements in the open, skipped ones too, but nothing inside those

    def skip(tag: Tag) -> bool:
        reached.append(tag)
        return tag.name in SKIPPED or bool(NOT_READ & classes(tag))

    words = _words(texts(page, skip))
    kinds, names = Counter(name for tag in reached for name in classes(tag)), Counter(tag.name for tag in reached)
    explorers = [tag for tag in reached if "explorer" in classes(tag)]
    said = [text for tag in explorers if not of_class(tag, "asked", "p") for text in tag.find_all("figcaption")]
    asked = [check for tag in reached if "quiz" in classes(tag) for check in of_class(tag, "check", "section")]
    return Counts(
        words=words + sum(_words([part.get_text(" ")]) for part in said),
        equations=sum(tag.name == "math" and tag.get("display") == "block" for tag in reached),
        figures=names["figure"],
        explorers=kinds["explorer"],
        checks=kinds["check"],
        tables=names["table"],
        lines=sum(max(1, tag.get_text().count("\n")) for tag in reached if tag.name == "pre"),  # each ends its line
        questions=len(asked),
    )


def _words(found: Iterable[str]) -> int:
    return sum(any(map(str.isalnum, word)) for text in found for word in text.split())


def minutes(seconds: float) -> int:
    """Whole minutes, at least one."""
    return max(1, round(seconds / 60))


def counted(found: Mapping[str, Counts]) -> Minutes:
    """The minutes of these pages. All that the page of the final quiz takes is the quiz's, as the map says it."""
    seconds = {name: page.work_seconds + page.quiz_seconds for name, page in found.items()}
    asked = [name for name, page in found.items() if page.questions]
    read = minutes(sum(page.read_seconds for page in found.values()))
    work = minutes(sum(seconds[name] for name in found if name not in asked))
    quiz = minutes(sum(seconds[name] for name in asked))
    return Minutes(read, work, quiz, {name: minutes(taken) for name, taken in seconds.items()})

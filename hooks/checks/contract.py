"""The docs contract, both ways: every placeholder has its function, every function its page, every fence its test.

Plain functions over parsed sources. The build asks them about each page, the tests about all of them.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from checks.fences import CONT, EXPECTED, CodeComment, Fence
from checks.literals import Value, problems_of
from checks.markers import Marker
from checks.numerals import unaccounted
from checks.problems import DocsError, Problem, unknown
from checks.source import Source
from drawing.explorer import Explorer
from drawing.table import Table


@dataclass(frozen=True)
class Names:
    """What a page may ask for: each maps a name to what answers to it."""

    values: Mapping[str, Callable[[], Value]] = field(default_factory=dict)
    tables: Mapping[str, Callable[[], Table]] = field(default_factory=dict)
    figures: Mapping[str, object] = field(default_factory=dict)
    vignettes: Mapping[str, object] = field(default_factory=dict)
    explorers: Mapping[str, Explorer] = field(default_factory=dict)
    questions: Mapping[str, object] = field(default_factory=dict)
    sources: Mapping[str, object] = field(default_factory=dict)
    tasks: Mapping[str, object] = field(default_factory=dict)
    final: Iterable[str] = ()  # the questions that the final quiz shows

    def of(self, kind: str) -> Mapping[str, object]:
        """The names of one kind of marker; fragments such as the map have one name each, `lesson`."""
        kinds: dict[str, Mapping[str, object]] = {
            "value": self.values,
            "table": self.tables,
            "figure": self.figures,
            "vignette": self.vignettes,
            "explorer": self.explorers,
            "question": self.questions,
            "source": self.sources,
            "task": self.tasks,
            "tally": dict.fromkeys(("lesson", "sentence")),  # as a table, as a sentence
        }
        return kinds.get(kind, {"lesson": None})


def page_problems(page: Source, names: Names) -> list[Problem]:
    """Everything that is wrong with one page."""
    problems = list(page.malformed)
    for marker in page.markers:
        known = names.of(marker.kind)
        if marker.kind not in ("value", "table") and marker.name not in known:
            problems.append(unknown(page.path, marker.line, marker.kind, marker.name, known))
    problems += problems_of(page, names.values, names.tables)
    try:
        problems += unaccounted([page], page.front_matter.get("fixed"))
    except DocsError as error:
        problems += error.problems
    problems += fence_problems(page) + state_link_problems(page)
    return sorted(problems, key=lambda problem: problem.line)


def unused(used: Iterable[Marker], names: Names) -> list[str]:
    """Values, tables, figures, vignettes, explorers, questions and tasks that no page shows, as "kind name"."""
    shown = {(marker.kind, marker.name) for marker in used}
    if ("quiz", "lesson") in shown:
        shown |= {("question", name) for name in names.final}
    inside = [explorer.static.split() for name, explorer in names.explorers.items() if ("explorer", name) in shown]
    shown |= {(kind, name) for kind, name in inside}
    kinds = ("value", "table", "figure", "vignette", "explorer", "question", "task")
    return [f"{kind} {name}" for kind in kinds for name in names.of(kind) if (kind, name) not in shown]


# --- links that set an explorer's state ---------------------------------------------------------------------------

STATE_LINK = re.compile(r"\]\((?P<address>\?(?P<name>[a-z0-9-]+)=[^\s()#]+#explorer-(?P=name))\)")


def state_link_problems(page: Source) -> list[Problem]:
    """Links that begin as those do which set an explorer's state, and lead to no explorer of the page."""
    shown = {marker.name for marker in page.markers if marker.kind == "explorer"}
    message = "such a link sets an explorer of this page: [words](?name=state#explorer-name)"
    found = ((at.start(), STATE_LINK.match(page.text, at.start())) for at in re.finditer(r"\]\(\?", page.text))
    return [page.problem(at, "](?", message) for at, link in found if link is None or link["name"] not in shown]


# --- code fences: every one is run, and its output compared -------------------------------------------------------


def fence_problems(page: Source) -> list[Problem]:
    """Fences that would be skipped without a word, and comments that would be lost or switch a test off."""
    skipped = [page.problem(fence.start, fence.opening.strip(), why) for fence in page.fences if (why := _skips(fence))]
    lost = [
        page.problem(comment.start, comment.word, why)
        for comment in page.code_comments
        if (why := _lost(page, comment))
    ]
    return skipped + lost + _unchecked_output(page)


def _skips(fence: Fence) -> str:
    """Why pytest-codeblocks would not run a fence: it does so only when its info string is exactly `python`."""
    looks_like_python = re.match(r"\{?\.?\s*(py|ipython|sh\b|bash\b)", fence.info.strip())
    plain = re.fullmatch(r"\s*`{3,}python\n", fence.opening)
    if looks_like_python and not plain:
        return "this fence would not be run: write ```python alone"
    return "a fence in a quotation is not run" if fence.opening.lstrip().startswith(">") else ""


def _lost(page: Source, comment: CodeComment) -> str:
    """Why a comment would have no effect, or one that nobody wants."""
    before, after = _neighbours(page, comment)
    if comment.word not in (CONT, EXPECTED):
        return "switches a test off; only cont and expected-output are used here"
    if after is None or (after.info != "python") == (comment.word == CONT):
        wanted = "a python fence" if comment.word == CONT else "the fence with the output"
        return f"must stand directly before {wanted}"
    return "must follow a python fence" if before is None or before.info != "python" else ""


def _neighbours(page: Source, comment: CodeComment) -> tuple[Fence | None, Fence | None]:
    """The last fence before a comment, and the fence that follows it with only white space between."""
    before = [fence for fence in page.fences if fence.end <= comment.start]
    after = next((fence for fence in page.fences if fence.start >= comment.end), None)
    if after and page.text[comment.end : after.start].strip():
        after = None
    return (before[-1] if before else None), after


def _unchecked_output(page: Source) -> list[Problem]:
    """A chain of python fences that ends without an expected output proves nothing to the reader."""
    problems = []
    python = [fence for fence in page.fences if fence.info == "python"]
    for fence, following in zip_longest(python, python[1:]):
        until = following.start if following else len(page.text)
        words = [comment.word for comment in page.code_comments if fence.end <= comment.start < until]
        if EXPECTED not in words and words[-1:] != [CONT]:
            problems.append(page.problem(fence.start, "python", "this code shows no output that a test compares"))
    return problems

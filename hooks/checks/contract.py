"""The docs contract, both ways: every placeholder has its function, every function its page, every fence its test.

Plain functions over the text of the pages. The build asks them about each page, the tests about all of them.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

import yaml
from checks.literals import problems_of
from checks.markers import Fence, Marker, fences, find, front_matter_end, line_of
from checks.numerals import unaccounted
from checks.problems import Problem, unknown
from drawing.explorer import Explorer
from drawing.table import Table

CODE_COMMENT = re.compile(r"<!--[-\s]*(pytest[-.].*?)[-\s]*-->")
CONT, EXPECTED = "pytest-codeblocks:cont", "pytest-codeblocks:expected-output"


@dataclass(frozen=True)
class Names:
    """What a page may ask for: each maps a name to what answers to it."""

    values: Mapping[str, Callable[[], object]] = field(default_factory=dict)
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
        kinds = {
            "value": self.values,
            "table": self.tables,
            "figure": self.figures,
            "vignette": self.vignettes,
            "explorer": self.explorers,
            "question": self.questions,
            "source": self.sources,
            "task": self.tasks,
        }
        return kinds.get(kind, {"lesson": None})


def sources(docs: Path) -> dict[str, str]:
    """All Markdown sources below a folder, by their path in it."""
    return {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in sorted(docs.rglob("*.md"))}


def front_matter(text: str) -> dict:
    """The YAML block at the head of a page, or an empty one."""
    return yaml.safe_load(text[4 : front_matter_end(text) - 4]) or {} if front_matter_end(text) else {}


def page_problems(page: str, text: str, names: Names) -> list[Problem]:
    """Everything that is wrong with one page."""
    found, problems = find(text, page)
    for marker in found:
        known = names.of(marker.kind)
        if marker.kind not in ("value", "table") and marker.name not in known:
            problems.append(unknown(page, marker.line, marker.kind, marker.name, known))
    problems += problems_of(page, found, names.values, names.tables)
    problems += unaccounted(page, text, found, front_matter(text).get("fixed", {}))
    problems += fence_problems(page, text)
    return sorted(problems, key=lambda problem: problem.line)


def unused(used: Iterable[Marker], names: Names) -> list[str]:
    """Values, tables, figures, vignettes, explorers, questions and tasks that no page shows, as "kind name"."""
    shown = {(marker.kind, marker.name) for marker in used}
    if ("quiz", "lesson") in shown:
        shown |= {("question", name) for name in names.final}
    inside = {name: tuple(explorer.static.split()) for name, explorer in names.explorers.items()}
    shown |= {static for name, static in inside.items() if ("explorer", name) in shown}
    kinds = ("value", "table", "figure", "vignette", "explorer", "question", "task")
    return [f"{kind} {name}" for kind in kinds for name in names.of(kind) if (kind, name) not in shown]


# --- code fences: every one is run, and its output compared -------------------------------------------------------


def fence_problems(page: str, text: str) -> list[Problem]:
    """Fences that would be skipped without a word, and comments that would be lost or switch a test off."""
    all_fences = fences(text)
    comments = [m for m in CODE_COMMENT.finditer(text) if not any(f.start <= m.start() < f.end for f in all_fences)]
    problems = [problem for fence in all_fences if (problem := _skipped(page, fence))]
    for comment in comments:
        line, word = line_of(text, comment.start()), comment[1].strip()
        before, after = _neighbours(text, comment, all_fences)
        if word not in (CONT, EXPECTED):
            problems.append(
                Problem(page, line, word, "switches a test off; only cont and expected-output are used here")
            )
        elif after is None or (after.info != "python") == (word == CONT):
            wanted = "a python fence" if word == CONT else "the fence with the output"
            problems.append(Problem(page, line, word, f"must stand directly before {wanted}"))
        elif before is None or before.info != "python":
            problems.append(Problem(page, line, word, "must follow a python fence"))
    return problems + _unchecked_output(page, text, all_fences, comments)


def _skipped(page: str, fence: Fence) -> Problem | None:
    """pytest-codeblocks runs a fence only when its info string is exactly `python`."""
    looks_like_python = re.match(r"\{?\.?\s*(py|ipython|sh\b|bash\b)", fence.info.strip())
    plain = re.fullmatch(r"\s*`{3,}python\n", fence.opening)
    if looks_like_python and not plain:
        return Problem(page, fence.line, fence.opening.strip(), "this fence would not be run: write ```python alone")
    if fence.opening.lstrip().startswith(">"):
        return Problem(page, fence.line, fence.opening.strip(), "a fence in a quotation is not run")
    return None


def _neighbours(text: str, comment: re.Match, all_fences: list[Fence]) -> tuple[Fence | None, Fence | None]:
    """The last fence before a comment, and the fence that follows it with only white space between."""
    before = [fence for fence in all_fences if fence.end <= comment.start()]
    after = next((fence for fence in all_fences if fence.start >= comment.end()), None)
    if after and text[comment.end() : after.start].strip():
        after = None
    return (before[-1] if before else None), after


def _unchecked_output(page: str, text: str, all_fences: list[Fence], comments: list[re.Match]) -> list[Problem]:
    """A chain of python fences that ends without an expected output proves nothing to the reader."""
    problems = []
    python = [fence for fence in all_fences if fence.info == "python"]
    for fence, following in zip_longest(python, python[1:]):
        until = following.start if following else len(text)
        words = [c[1].strip() for c in comments if fence.end <= c.start() < until]
        if EXPECTED in words or words[-1:] == [CONT]:
            continue
        problems.append(Problem(page, fence.line, "python", "this code shows no output that a test compares"))
    return problems

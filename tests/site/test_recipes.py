"""The recipes of CONTRIBUTING.md, carried out literally on a copy: each works, and no step of any can be left out."""

import json
import os
import re
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
STEP = re.compile(
    r"^\d+\. `(?P<file>[^`]+)`(?:, (?P<how>below|instead of) `(?P<line>[^`]+)`)?:\n\n"
    r" {4}```(?P<language>\w+)\n(?P<text>(?: {4}.*\n|\n)*?) {4}```\n"
    r"|^\d+\. `make (?P<target>[\w-]+)`",
    re.M,
)
# By recipe: the page of the built site on which its words must be seen, and the name that a forgotten step is told by.
PAGE, NEXT = "lesson/hidden-state/index.html", "lesson/look-back/index.html"
SEEN = {
    "A number": (PAGE, "The network has read 3 words", "steps-read"),
    "A number that nobody computes": (PAGE, "The lesson stops at 50 units", "50"),
    "A table": (PAGE, "<caption>The state after every word</caption>", "last-states"),
    "A figure": (PAGE, 'id="fig-last-state"', "last-state"),
    "An explorer": (PAGE, '<rnn-unit-by-unit class="explorer covers" id="explorer-unit-by-unit"', "unit-by-unit"),
    "A question": (PAGE, 'id="question-state-after-more-words"', "state-after-more-words"),
    "A term": (PAGE, 'class="term" href="../../glossary/#last-state"', ""),  # it is one step
    "A page": (NEXT, "A state has seen every word so far.", "(look-back|lesson-steps)"),
}
# What targets of make run.
TARGETS = {"update": "hooks/update_docs.py", "looked-at": "hooks/looked_at.py"}
# In one process: those of them that are named, what the contract finds then, and drawings that nobody has looked at;
# then what MkDocs says of its navigation.
ALL_PROBLEMS = """
import contextlib, json, logging, os, pathlib, runpy, sys

with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
    for path in sys.argv[1:]:
        with contextlib.suppress(Exception, SystemExit):  # where a step is missing it says so, as the build will
            runpy.run_path(path, run_name="__main__")

from checks.problems import DocsError
import site_contract
try:
    problems = site_contract.problems(site_contract.read(pathlib.Path("docs")))
except DocsError as error:
    problems = error.problems
import looked_at
print(json.dumps([str(problem) for problem in problems] + looked_at.missing()))

from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation
print("navigation:", file=sys.stderr)
logging.basicConfig(format="%(message)s", force=True)
config = load_config("mkdocs.yml")
get_navigation(get_files(config), config)
"""


class Step(NamedTuple):
    """One step: a text for a file (at its end, below a line or instead of one), or a target of make."""

    file: str
    how: str
    line: str
    text: str
    target: str


def recipes() -> dict[str, list[Step]]:
    """Every section below "Recipes" that has steps, by its title."""
    sections = re.split(r"^### ", TEXT.split("\n## Recipes\n")[1].split("\n## ")[0], flags=re.M)[1:]
    found = {section.partition("\n")[0]: [_step(m) for m in STEP.finditer(section)] for section in sections}
    return {title: steps for title, steps in found.items() if steps}


def _step(match: re.Match) -> Step:
    parts = {key: match[key] or "" for key in ("file", "how", "line", "target")}
    return Step(**parts, text=re.sub(r"^ {4}", "", match["text"] or "", flags=re.M))


RECIPES = recipes()


def carry_out(step: Step, tree) -> None:
    """One step on the copy. A line that is to be found must stand there exactly once."""
    path = tree.folder / step.file
    old = path.read_text("utf-8") if path.exists() else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not step.how:
        path.write_text(old + step.text, "utf-8")
        return
    (line,) = [line for line in old.splitlines() if step.line in line]
    new = f"{line}\n{step.text}" if step.how == "below" else step.text
    path.write_text(old.replace(f"{line}\n", new), "utf-8")


def carry_out_all(steps: list[Step], tree) -> None:
    """The steps in their order; what make is asked for at the end of recipes is done once, for all of them."""
    for step in steps:
        if not step.target:
            carry_out(step, tree)
    for target in {step.target for step in steps} - {""}:
        tree.run("make", target, f"VENV={sys.prefix}")  # where a step is missing it says so, as the build will


def ours(tree) -> str:
    """Where the copy's own modules lie, as the system writes a list of folders."""
    return os.pathsep.join([str(tree.folder), str(tree.folder / "hooks")])


def problems(tree, targets: set[str]) -> list[str]:
    """What is found on the copy after these targets; a hook that cannot be imported is one problem.

    Of the navigation, what is said about the page of the recipe.
    """
    assert targets <= TARGETS.keys()
    asked = [path for target, path in TARGETS.items() if target in targets]
    result = tree.run(sys.executable, "-c", ALL_PROBLEMS, *asked, PYTHONPATH=ours(tree))
    before, _, navigation = result.stderr.partition("navigation:\n")
    if result.returncode:
        return before.splitlines()[-1:]
    return json.loads(result.stdout) + [line for line in navigation.splitlines() if "look-back" in line]


def test_every_recipe_has_steps_and_a_place_where_it_is_seen():
    assert list(RECIPES) == list(SEEN)
    assert all(not step.target for steps in RECIPES.values() for step in steps[:-1])  # make is asked at the end
    steps = sum(map(len, RECIPES.values()))
    written = re.findall(r"^\d+\. ", TEXT.split("\n## Recipes\n")[1].split("\n## ")[0], re.M)
    assert steps == len(written)  # every numbered line is understood


@pytest.mark.parametrize("left_out", range(max(map(len, RECIPES.values()))))
def test_a_step_that_is_left_out_is_named(tree, left_out):
    """Of every recipe the step of this number at once; what `make` would do is left out of the others too."""
    shortened = [title for title, steps in RECIPES.items() if 1 < len(steps) > left_out]
    never = {RECIPES[title][left_out].target for title in shortened} - {""}
    kept = [
        step
        for title, steps in RECIPES.items()
        for number, step in enumerate(steps)
        if step.target not in never and (title not in shortened or number != left_out)
    ]
    for step in kept:
        if not step.target:
            carry_out(step, tree)
    told = problems(tree, {step.target for step in kept} - {""})
    for title in shortened:
        name = SEEN[title][2]
        assert any(re.search(rf"(?<![\w-]){name}(?![\w-])", problem) for problem in told), (title, told)


def test_with_all_steps_every_recipe_is_seen_on_the_built_site(tree):
    carry_out_all([step for steps in RECIPES.values() for step in steps], tree)
    result = tree.build()
    assert result.returncode == 0, result.stdout + result.stderr
    for title, (page, words, _) in SEEN.items():
        assert words in (tree.folder / "out" / page).read_text("utf-8"), title
    assert 'rnn.define("rnn-unit-by-unit"' in (tree.folder / "out/assets/rnn-unit-by-unit.js").read_text("utf-8")


def test_the_code_of_the_recipes_is_laid_out_as_all_code_is(tree):
    for steps in RECIPES.values():
        for step in steps:
            if step.file.endswith(".py"):
                carry_out(step, tree)
    for command in ("check", "format"):
        changed = [step.file for steps in RECIPES.values() for step in steps if step.file.endswith(".py")]
        options = ["--check"] if command == "format" else []
        result = tree.run(sys.executable, "-m", "ruff", command, *options, "--config", "pyproject.toml", *changed)
        assert result.returncode == 0, result.stdout + result.stderr

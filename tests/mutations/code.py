"""Would a test notice a wrong line? Change one operator or constant of the code at a time, and run the tests beside it.

python -m tests.mutations.code rnn_docs --sample 60 --seed 20261127
python -m tests.mutations.code hooks/checks --sample 60 --seed 20261127

The tests that run the changed function are asked in a copy of the tree, the quickest first, until one fails. A survivor
is a line to read: it is untested, or the change makes no difference. The latter are listed in unseen.yml, each with its
reason, and count as neither.
"""

import argparse
import ast
import hashlib
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import tokenize
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from checks import yaml_lines
from checks.fields import Fields
from checks.problems import DocsError, Problem
from results.cache import Cache

from tests.mutations.reach import IMPORTING

ROOT = Path(__file__).parents[2]
PARTS = (
    "benchmarks",
    "docs",
    "hooks",
    "rnn_docs",
    "tests",
    "LICENSE",
    "LICENSE-TEXT",
    "constraints.txt",
    "mkdocs.yml",
    "Makefile",
    "pyproject.toml",
    "README.md",
)
RUNTIME = ".cache/runtime"
CODE_BLOCKS = ("--codeblocks", "docs", "README.md")
TESTS = {
    "rnn_docs": ("tests/rnn_docs", "tests/lesson/test_contract.py", *CODE_BLOCKS),  # pages print what it computes
    "hooks": ("tests/hooks", "tests/lesson", "tests/pages", "tests/rnn_docs/tasks/test_task_claims.py", *CODE_BLOCKS),
}
LEFT_OUT = {
    "tests/rnn_docs/test_package.py::test_the_wheel_works_with_the_oldest_supported_numpy_and_nothing_else": (
        "it runs what the others run, in an environment that takes seconds to make"
    ),
}
SLOW, QUICK = 10, 0.5  # seconds of one core, watched: a test that needs more judges no change, or only its own code's
LONG = 8  # … and all that judge one change together
SECONDS = 120  # … by the clock, on a busy machine too
NO_TESTS = 5  # pytest's code for nothing to run: then nothing has complained
UNSEEN = Path(__file__).with_name("unseen.yml")
ENTRY = Fields(dict.fromkeys(("file", "line", "change", "reason"), str))
Reached = Mapping[
    str, Mapping[str, Any]
]  # of each test: its seconds, where the functions begin that it or its file runs
SWAPS = {
    "+": "-", "-": "+", "*": "/", "/": "*", "//": "/", "**": "*", "@": "*", "<": "<=", "<=": "<", ">": ">=", ">=": ">",
    "==": "!=", "!=": "==", "+=": "-=", "-=": "+=", "*=": "/=", "and": "or", "or": "and", "True": "False",
    "False": "True", "not": "", "min": "max", "max": "min", "any": "all", "all": "any",
}  # fmt: skip
LEFT_ALONE = {  # what is said to these arguments makes no difference
    "strict": "of a zip: an assertion, which holds wherever the code beside it is right",
    "flush": "of print: whoever waits sees the words at once, and a test the same words later",
    "eq": "of a dataclass: every one of ours that says so is a @record, which compares in its own way",
    "repr": "likewise: a @record prints itself in its own way",
}
DRAWS = re.compile(r"Pen\b|\bAxes\b|\bcanvas\b")
STROKE = re.compile(r"(pen|axes)\.|[A-Z]\w*$")  # a class of a module that draws holds places: Chain(…), Margins(…)
PEN = re.compile(r"\w*Pen$")  # what a class of pens is derived from: it draws by its own methods
FEW = 30  # so many tests are asked first: most changes are noticed at once
PIXELS = 20  # one pixel more in a drawing is no mistake that anybody sees; twenty are
OPERAND = (tokenize.NAME, tokenize.NUMBER, tokenize.STRING)
WORDS_BEFORE_AN_OPERAND = {"return", "in", "and", "or", "not", "if", "else", "lambda", "yield", "is"}


@dataclass(frozen=True)
class Mutant:
    """A place in a file, and what takes the place of what stands there."""

    path: str
    line: int
    start: int
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.change}"

    @property
    def change(self) -> str:
        return f"{self.old} -> {self.new or 'nothing'}"

    def planted(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.start + len(self.old) :]


def mutants(path: str, text: str) -> Iterator[Mutant]:
    """Every operator and number of a module that a test could miss."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    before, keyword, drawn = None, "", lengths(text)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if keyword not in LEFT_ALONE and (new := _other(token, before, token.start in drawn)):
            row, column = token.start
            yield Mutant(path, row, starts[row - 1] + column, token.string, new.strip())
        keyword = before.string if before and token.string == "=" else ""
        before = token if token.type not in (tokenize.NL, tokenize.COMMENT) else before


def lengths(text: str) -> set[tuple[int, int]]:
    """Where the numbers of a drawing stand that are pixels: arguments of a pen, of axes and of places, and large ones."""
    tree = ast.parse(text)
    if not DRAWS.search(text):
        return set()
    counts = {
        part for node in ast.walk(tree) if isinstance(node, ast.Subscript | ast.Compare) for part in ast.walk(node)
    }
    pens = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and _is_pen(node)]
    given_one = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and _takes_a_pen(node)]
    own = {part for pen in pens for part in ast.walk(pen)}
    strokes = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _draws(node, node in own)]
    pixels = {part for drawing in (*strokes, *given_one) for part in ast.walk(drawing)}
    numbers = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) in (int, float)]
    lines = [line.encode() for line in text.splitlines()]
    return {
        (node.lineno, len(lines[node.lineno - 1][: node.col_offset].decode()))  # a tree counts bytes, a token letters
        for node in numbers
        if node not in counts and (node in pixels or node.value >= PIXELS)
    }


def _is_pen(node: ast.ClassDef) -> bool:
    return any(PEN.match(ast.unparse(base)) for base in node.bases)


def _takes_a_pen(function: ast.FunctionDef) -> bool:
    """Whether what a function computes are places of what it draws."""
    return "pen" in [argument.arg for argument in function.args.args]


def _draws(call: ast.Call, by_pen: bool) -> bool:
    """Whether a pen or axes draw here, by themselves or for the function that is called."""
    handed = any(isinstance(part, ast.Name) and part.id in ("pen", "axes") for part in call.args)
    called = ast.unparse(call.func)
    return handed or bool(STROKE.match(called)) or (by_pen and called.startswith("self."))


def _other(token: tokenize.TokenInfo, before: tokenize.TokenInfo | None, is_length: bool) -> str:
    """What a token becomes; nothing if it stays. A star before an argument, or an @ before a decorator, is none."""
    if token.type == tokenize.NUMBER:
        if token.string.isdigit():
            return str(int(token.string) + (PIXELS if is_length else 1))
        other = f"{PIXELS} +" if is_length else "2 *" if ast.literal_eval(token.string) else "1 +"
        return f"({other} {token.string})"
    if token.type == tokenize.OP and token.string in ("*", "**", "@"):
        ends_operand = before is not None and (before.type in OPERAND or before.string in (")", "]"))
        if not ends_operand or (before is not None and before.string in WORDS_BEFORE_AN_OPERAND):
            return ""
    if token.type not in (tokenize.OP, tokenize.NAME) or token.string not in SWAPS:
        return ""
    return SWAPS[token.string] or " "


def is_noticed(mutant: Mutant, tree: Path, reached: Reached) -> bool:
    """Plant a change in the copy, run the tests, and take it back. Tests that never end have noticed it, too."""
    file = tree / mutant.path
    text = file.read_text("utf-8")
    asked = who_is_asked(mutant, text, reached)
    try:
        file.write_text(mutant.planted(text), "utf-8")
        return any(complain(tree, names) for names in (asked[:FEW], asked[FEW:]) if names)
    finally:
        file.write_text(text, "utf-8")


def complain(tree: Path, names: Sequence[str]) -> bool:
    """Whether one of these tests fails."""
    (tree / "asked.json").write_text(json.dumps(names), "utf-8")
    files = sorted({name.split("::")[0] for name in names})
    return bool(complaint(tree, [*files, "--codeblocks"], SECONDS, REACH_ASKED="asked.json"))


def who_is_asked(mutant: Mutant, text: str, reached: Reached) -> list[str]:
    """The tests that run the changed function, the quickest first, then those whose file does while it is imported.

    If it runs while modules are imported, or never, or if the change lies in none or in what a function is left with by
    default, then all that are quick: first those that tell of what is defined there, then those whose file runs something
    of its module while it is imported, then those that run something else of it themselves.
    """
    place, defined = f"{mutant.path}:{beginning(text, mutant.line)}", defines(text, mutant.line)
    by_time = sorted(reached, key=lambda name: reached[name]["seconds"])
    runs = [it for it in by_time if place in reached[it]["places"] and reached[it]["seconds"] < SLOW]
    names = [it for it in runs if it != IMPORTING]
    quick = [it for it in by_time if it != IMPORTING and reached[it]["seconds"] < QUICK]
    if names and names == runs and not defined:
        by_file = [it for it in quick if it not in names and place in reached[it]["imports"]]
        return within_reason(names + by_file, reached)
    users = {f"{mutant.path}:{line}" for line in users_of(text, defined)}
    telling = [it for it in quick if _tells_of(it, mutant.path, defined) or users & {*reached[it]["places"]}]
    beside = [it for key in ("imports", "places") for it in quick if _is_of(mutant.path, reached[it][key])]
    others = within_reason(list(dict.fromkeys(names + beside + quick)), reached)
    return list(dict.fromkeys(within_reason(telling, reached) + others))


def defines(text: str, line: int) -> set[str]:
    """What is defined by a line that is in no function's body: constants, a class, a function by its head."""
    tree, found = ast.parse(text), set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and _first(node) <= line < node.body[0].lineno:
            found.add(node.name)
    for statement in tree.body:
        if beginning(text, line) or not _first(statement) <= line <= (statement.end_lineno or line):
            continue
        named = [node for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
        found |= {statement.name} if isinstance(statement, ast.ClassDef) else {node.id for node in named}
    return found


def users_of(text: str, names: set[str]) -> set[int]:
    """Where the functions begin that use one of these names."""
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
    return {
        _first(function)
        for function in functions
        if any(isinstance(node, ast.Name) and node.id in names for node in ast.walk(function))
    }


def _tells_of(test: str, path: str, names: set[str]) -> bool:
    """Whether a test is of a module by its name, or of what is defined there, by its own or in its file."""
    file, _, name = test.partition("::")
    return f"[{Path(path).stem}]" in name or bool(names & {*re.findall(r"\w+", name)} | names & _words(file))


@cache
def _words(file: str) -> set[str]:
    return {*re.findall(r"\w+", (ROOT / file).read_text("utf-8"))} if (ROOT / file).is_file() else set()


def _first(node: ast.stmt) -> int:
    """Where a statement begins, its decorators included."""
    return min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))])


def _is_of(path: str, places: Sequence[str]) -> bool:
    return any(place.startswith(f"{path}:") for place in places)


def within_reason(names: Sequence[str], reached: Reached) -> list[str]:
    """The first of these tests, for as long as they have time."""
    ends = accumulate(reached[name]["seconds"] for name in names)
    return [name for name, end in zip(names, ends, strict=True) if end < LONG]


def beginning(text: str, line: int) -> int:
    """Where the innermost function with a name around a line begins, its decorators included; 0 outside of all."""
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
    begins = [(_first(node), node.end_lineno or node.lineno) for node in functions]
    return max((first for first, last in begins if first <= line <= last), default=0)


def complaint(tree: Path, tests: Sequence[str], seconds: float | None = None, **options: str) -> str:
    """Ask tests in a copy of the tree; what the first one that fails says, or nothing. They may take so many seconds."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--numprocesses", "0", "-p", "no:cacheprovider"]
    command += ["-p", "tests.mutations.reach", *tests]
    command += [word for name in LEFT_OUT for word in ("--deselect", name)]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(map(str, (tree, tree / "hooks", ROOT))),  # ROOT for a tree without our plugin
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    environment |= {"REACH_ROOT": str(tree), **options}
    try:
        ended = subprocess.run(
            command,
            cwd=tree,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "tests that never end"
    return ended.stdout + ended.stderr if ended.returncode not in (0, NO_TESTS) else ""


def who_reaches_what(tree: Path, tests: Sequence[str]) -> Reached:
    """Run all tests once on unchanged code, and write down what each of them runs; kept for as long as no code changes."""
    state = hashlib.sha256(repr(tests).encode())
    for path in sorted((*tree.rglob("*.py"), *(tree / "docs").rglob("*.md"))):
        state.update(path.read_bytes())

    def record() -> str:
        if text := complaint(tree, tests, REACH_INTO="reached.json"):
            sys.exit(f"the tests fail without any change:\n{text[-2000:]}")
        return (tree / "reached.json").read_text("utf-8")

    kept = Cache(ROOT / ".cache" / "reached")
    found: Reached = json.loads(kept.remember("reached.json", state.hexdigest()[:16], record))
    return found


@cache
def unseen() -> dict[tuple[str, str, str], str]:
    """Why a change makes no difference that a test could see, by file, line of code, and what becomes of it.

    Raises DocsError at the line of an entry that lacks a part.
    """
    listed = yaml_lines.load(UNSEEN.read_text("utf-8"), "../tests/mutations/unseen.yml")
    if wrong := [(it, message) for it in listed for message in ENTRY.wrong(it)]:
        raise DocsError(
            Problem("../tests/mutations/unseen.yml", yaml_lines.line_of(it), "unseen", said) for it, said in wrong
        )
    return {(it["file"], it["line"], it["change"]): it["reason"] for it in listed}


def makes_a_difference(mutant: Mutant, text: str) -> bool:
    """Whether nobody has said of a change that it makes none."""
    line = text.splitlines()[mutant.line - 1].strip()
    return (mutant.path, line, mutant.change) not in unseen()


def copied(folder: Path) -> Path:
    """A copy of the tree, with what was trained; what is drawn and computed is not, or no test would seem to run it."""
    for part in (*PARTS, ".cache/trained", ".cache/notebooks"):
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy2(source, folder / part)
    if (ROOT / RUNTIME).is_dir():  # large, and only read
        (folder / RUNTIME).symlink_to(ROOT / RUNTIME)
    return folder


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", help="rnn_docs, hooks, or a folder or module of theirs")
    parser.add_argument("--sample", type=int, default=60, help="how many changes")
    parser.add_argument("--seed", type=int, default=0, help="which are drawn; a date, say")
    options = parser.parse_args()
    part = ROOT / options.part
    texts = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for path in sorted(part.rglob("*.py") if part.is_dir() else [part])
    }
    found = [it for path, text in texts.items() for it in mutants(path, text) if makes_a_difference(it, text)]
    tried = random.Random(options.seed).sample(found, min(options.sample, len(found)))
    with tempfile.TemporaryDirectory() as folder:
        tree, tests = copied(Path(folder)), TESTS[options.part.split("/")[0]]
        reached, survived = who_reaches_what(tree, tests), []
        for mutant in tried:
            noticed = is_noticed(mutant, tree, reached)
            print("noticed " if noticed else "SURVIVED", mutant, flush=True)
            survived += [] if noticed else [mutant]
    share = 1 - len(survived) / len(tried)
    print(f"{options.part}: {len(tried) - len(survived)} of {len(tried)} noticed ({share:.1%}), seed {options.seed}")
    print("\n".join(f"  {mutant}" for mutant in sorted(survived, key=str)))
    return 0 if share >= 0.9 else 1


if __name__ == "__main__":
    sys.exit(main())

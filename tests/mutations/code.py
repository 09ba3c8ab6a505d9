"""Would a test notice a wrong line? Change one operator or constant of the code at a time, and run the tests beside it.

python -m tests.mutations.code rnn_docs --sample 60 --seed 20261127
python -m tests.mutations.code hooks --sample 60 --seed 20261127

The tests run in a copy of the tree and stop at the first that fails. A survivor is a line to read: it is untested, or the
change makes no difference (a tolerance, a size that any number will do for).
"""

import argparse
import io
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
TESTS = {"rnn_docs": ["tests/rnn_docs"], "hooks": ["tests/hooks", "tests/lesson", "tests/pages"]}
LEFT_OUT = ("tests/rnn_docs/tasks/test_task_claims.py",)  # it trains for minutes
SECONDS = 600
SWAPS = {
    "+": "-", "-": "+", "*": "/", "/": "*", "//": "/", "**": "*", "@": "*", "<": "<=", "<=": "<", ">": ">=", ">=": ">",
    "==": "!=", "!=": "==", "+=": "-=", "-=": "+=", "*=": "/=", "and": "or", "or": "and", "True": "False",
    "False": "True", "not": "", "min": "max", "max": "min", "any": "all", "all": "any",
}  # fmt: skip
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
        return f"{self.path}:{self.line}: {self.old} -> {self.new or 'nothing'}"

    def planted(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.start + len(self.old) :]


def mutants(path: str, text: str) -> Iterator[Mutant]:
    """Every operator and number of a module that a test could miss."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    before = None
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if new := _other(token, before):
            row, column = token.start
            yield Mutant(path, row, starts[row - 1] + column, token.string, new.strip())
        before = token if token.type not in (tokenize.NL, tokenize.COMMENT) else before


def _other(token: tokenize.TokenInfo, before: tokenize.TokenInfo | None) -> str:
    """What a token becomes; nothing if it stays. A star before an argument, or an @ before a decorator, is none."""
    if token.type == tokenize.NUMBER:
        return str(int(token.string) + 1) if token.string.isdigit() else f"(2 * {token.string})"
    if token.type == tokenize.OP and token.string in ("*", "**", "@"):
        ends_operand = before is not None and (before.type in OPERAND or before.string in (")", "]"))
        if not ends_operand or (before is not None and before.string in WORDS_BEFORE_AN_OPERAND):
            return ""
    if token.type not in (tokenize.OP, tokenize.NAME) or token.string not in SWAPS:
        return ""
    return SWAPS[token.string] or " "


def is_noticed(mutant: Mutant, tree: Path, tests: list[str]) -> bool:
    """Plant a change in the copy, run the tests, and take it back. Tests that never end have noticed it, too."""
    file = tree / mutant.path
    text = file.read_text("utf-8")
    try:
        file.write_text(mutant.planted(text), "utf-8")
        return not passes(tree, tests)
    finally:
        file.write_text(text, "utf-8")


def passes(tree: Path, tests: list[str]) -> bool:
    """Whether all tests pass in a copy of the tree."""
    left_out = [word for path in LEFT_OUT for word in ("--ignore", path)]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-p",
        "no:cacheprovider",
        "--numprocesses",
        "0",
        *left_out,
        *tests,
    ]
    environment = os.environ | {"PYTHONPATH": f"{tree}{os.pathsep}{tree / 'hooks'}", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        ended = subprocess.run(command, cwd=tree, env=environment, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return ended.returncode == 0


def copied(folder: Path) -> Path:
    """A copy of the tree, with what was trained, so that a change of a hook trains nothing."""
    for part in (*PARTS, ".cache/trained", ".cache/notebooks", ".cache/drawn"):
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy2(source, folder / part)
    return folder


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", choices=TESTS)
    parser.add_argument("--sample", type=int, default=60, help="how many changes")
    parser.add_argument("--seed", type=int, default=0, help="which are drawn; a date, say")
    options = parser.parse_args()
    paths = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / options.package).rglob("*.py"))
    found = [mutant for path in paths for mutant in mutants(path, (ROOT / path).read_text("utf-8"))]
    tried = random.Random(options.seed).sample(found, min(options.sample, len(found)))
    with tempfile.TemporaryDirectory() as folder:
        tree = copied(Path(folder))
        if not passes(tree, TESTS[options.package]):
            sys.exit("the tests fail without any change")
        survived = [mutant for mutant in tried if not is_noticed(mutant, tree, TESTS[options.package])]
    share = 1 - len(survived) / len(tried)
    print(f"{options.package}: {len(tried) - len(survived)} of {len(tried)} noticed ({share:.1%}), seed {options.seed}")
    print("\n".join(f"  {mutant}" for mutant in sorted(survived, key=str)))
    return 0 if share >= 0.9 else 1


if __name__ == "__main__":
    sys.exit(main())

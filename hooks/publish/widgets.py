"""The site's own JavaScript and its styles: a script for every page, one for each element of a page, and one sheet."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import tinycss2
from checks.problems import Problem
from drawing import figure, printing
from publish import script_tokens

# What Python knows and the widgets need too stands in `rnn`, before what the files put there for each other.
SHARED = {"WIDE": figure.WIDE, "COMPACT": figure.COMPACT, "UPRIGHT": sorted(printing.UPRIGHT_SUBSCRIPTS)}
STRICT = '"use strict";\n'
HEAD = f"{STRICT}window.rnn = {json.dumps(SHARED, separators=(',', ':'))};\n"
IMPORT = re.compile(r'^import \{[^}]*\} from "\./([^"]*)";\n', re.M)
EXPORT = re.compile(r"^export (?=const |class )", re.M)
HOLDS_RULES = {"media", "container", "supports", "keyframes", "layer"}  # at-rules around rules, not declarations


@dataclass(frozen=True)
class CodeProblem(Problem):
    """A mistake in a script or a stylesheet, whose path counts from the root."""

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.message}"


def script(hooks: Path, runs: bool = False) -> str:
    """What every page gets: the library, then what any page may hold; with `runs`, the buttons of code that runs."""
    return HEAD + "".join(_in_blocks(files_of_site(hooks, "js", runs)).values())


def scripts_of_pages(hooks: Path) -> dict[str, str]:
    """The elements that stand in the folders of pages, by name: a page gets those that it shows, after that script."""
    return {element: STRICT + code for element, code in _in_blocks(files_of_pages(hooks, "js")).items()}


def _in_blocks(parts: Iterable[Path]) -> dict[str, str]:
    """Each element, or file of the library, in a block: it keeps the names that its files declare to itself."""
    return {element: _in_one_block(own) for element, own in groupby(parts, key=_element)}


def _in_one_block(parts: Iterable[Path]) -> str:
    """The files of an element, which see each other's names there without the words that import and export them."""
    code = "".join(EXPORT.sub("", IMPORT.sub("", path.read_text("utf-8"))) for path in parts)
    return f"{{\n{script_tokens.bare(code)}}}\n"


def _element(path: Path) -> str:
    """What a file is a part of: `rnn-a.plot.js` of `rnn-a`, which `rnn-a.js` defines."""
    return path.name.partition(".")[0]


def styles(hooks: Path, runs: bool = False) -> str:
    """Their styles in one text, the library's first."""
    return "".join(path.read_text("utf-8") for path in files(hooks, "css", runs))


def files(hooks: Path, kind: str, runs: bool = False) -> list[Path]:
    """All of them, those of the site first."""
    return files_of_site(hooks, kind, runs) + files_of_pages(hooks, kind)


def files_of_site(hooks: Path, kind: str, runs: bool = False) -> list[Path]:
    """What all pages share: the library, with `runs` the buttons of code that runs, then the other elements by name."""
    shared = sorted(hooks.glob(f"widgets/lib/*.{kind}")) + sorted(hooks.glob(f"widgets/run/*.{kind}")) * runs
    return shared + _by_element(hooks.glob(f"widgets/*.{kind}"))


def files_of_pages(hooks: Path, kind: str) -> list[Path]:
    """The files of the elements that stand in the folders of pages."""
    return _by_element(hooks.glob(f"pages/*/*.{kind}"))


def _by_element(paths: Iterable[Path]) -> list[Path]:
    """Sorted by what they are a part of; the file that defines it comes last."""
    return sorted(paths, key=lambda path: (_element(path), path.stem == _element(path), path.name))


def problems(root: Path) -> list[Problem]:
    """What is not sound in our scripts and stylesheets: browsers stop at a script, and skip a style without a word."""
    found: list[Problem] = []
    for kind in ("js", "css"):
        others = [*root.glob(f"hooks/widgets/run/*/*.{kind}"), *root.glob(f"docs/assets/*.{kind}")]
        for path in [*files(root / "hooks", kind, runs=True), *sorted(others)]:
            name = path.relative_to(root).as_posix()
            mistakes = [*_wrong(kind, path.read_text("utf-8")), *(_lost(path) if kind == "js" else ())]
            found += [CodeProblem(name, line, "", message) for line, message in mistakes]
    return found


@cache
def _wrong(kind: str, code: str) -> list[tuple[int, str]]:
    """The mistakes in a script or a stylesheet, looked for once while the site is served."""
    return [*(_wrong_in_script(code) if kind == "js" else _wrong_in_styles(code))]


def _lost(path: Path) -> Iterator[tuple[int, str]]:
    """Imports of what is not joined with this file."""
    code = path.read_text("utf-8")
    for found in IMPORT.finditer(code):
        if not (path.with_name(found[1]).is_file() and found[1].startswith(f"{_element(path)}.")):
            line = code.count("\n", 0, found.start()) + 1
            yield line, f"no file {found[1]} is joined with this one: those whose names begin alike are"


def _wrong_in_script(code: str) -> Iterator[tuple[int, str]]:
    try:
        script_tokens.tokens(code)
    except script_tokens.ScriptError as error:
        yield error.line, str(error)


def _wrong_in_styles(css: str) -> Iterator[tuple[int, str]]:
    """Every error of a sheet, and what its end finds open: CSS closes that without a word, hence the rule behind."""
    end = css.count("\n") + 2
    parts = tinycss2.parse_stylesheet(f"{css}\n*{{}}", skip_whitespace=True)
    errors = [error for part in parts for error in _wrong_in_rule(part) if error[0] < end]
    yield from errors
    if parts[-1].source_line < end and not errors:
        yield parts[-1].source_line, f"this {'comment' if parts[-1].type == 'comment' else 'rule'} is not closed"


def _wrong_in_rule(rule: tinycss2.ast.Node) -> Iterator[tuple[int, str]]:
    if rule.type == "error":
        yield rule.source_line, rule.message
    if rule.type in ("error", "comment"):
        return
    yield from _bad_tokens(rule.prelude)
    if rule.type == "at-rule" and rule.lower_at_keyword in HOLDS_RULES:
        for inner in tinycss2.parse_rule_list(rule.content or [], skip_comments=True, skip_whitespace=True):
            yield from _wrong_in_rule(inner)
    else:
        yield from _wrong_in_block(rule)


def _wrong_in_block(rule: tinycss2.ast.Node) -> Iterator[tuple[int, str]]:
    """The declarations of a rule; another rule among them means that a brace is missing before it."""
    for part in tinycss2.parse_blocks_contents(rule.content or [], skip_comments=True, skip_whitespace=True):
        if part.type == "error":
            yield part.source_line, "expected a property, a colon and a value"
        elif part.type == "declaration":
            yield from _bad_tokens(part.value)
        elif part.type == "at-rule" == rule.type:  # a box in the margin of a sheet of paper
            yield from _wrong_in_block(part)
        else:
            yield part.source_line, "a rule stands within a rule: is a } missing above it?"
            return  # all that follows would be told likewise, and hide this line


def _bad_tokens(found: Iterable[tinycss2.ast.Node]) -> Iterator[tuple[int, str]]:
    yield from ((token.source_line, token.message) for token in found if token.type == "error")

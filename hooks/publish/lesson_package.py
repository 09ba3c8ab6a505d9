"""What of this site's own Python travels to a reader who runs code: rnn_docs, and what tasks check and draw with."""

import ast
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

ENTRIES = ("in_page.page", "in_page.plots")  # what the worker and matplotlib import
TASKS = "pages/*/tasks.py"  # found by in_page.tasks
DRAWN_WITH = ("drawing/*.mplstyle", "theme/fragments/*.html")  # read by what is imported
BORROWED = ("jinja2", "markupsafe")  # in plain Python, if what draws imports them


def files(hooks: Path) -> dict[str, bytes]:
    """rnn_docs with its data, what runs a reader's code, and what of the hooks the tasks draw with."""
    package = hooks.parent / "rnn_docs"
    own = [path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    members = {path.relative_to(hooks.parent).as_posix(): path.read_bytes() for path in own}
    tasks = [f"pages.{path.parent.name}.tasks" for path in hooks.glob(TASKS)]
    code = needed(hooks, [*ENTRIES, *tasks])
    for path in (*code, *(path for pattern in DRAWN_WITH for path in hooks.glob(pattern))):
        members[path.relative_to(hooks).as_posix()] = path.read_bytes()
    return members | borrowed(path.read_text("utf-8") for path in code)


def borrowed(sources: Iterable[str]) -> dict[str, bytes]:
    """What these sources import of BORROWED: the Python of these packages, as this environment has it."""
    tops = {module.partition(".")[0] for source in sources for module in imported(source)}
    found = [file for name in BORROWED if name in tops for file in metadata.files(name) or []]
    plain = [file for file in found if file.suffix == ".py" or file.name == "METADATA"]
    return {file.as_posix(): Path(file.locate()).read_bytes() for file in plain}


def needed(hooks: Path, modules: Iterable[str]) -> list[Path]:
    """The files of these modules below hooks/, and of all that they import from there."""
    waiting, found = list(modules), set()
    while waiting:
        path = hooks / f"{waiting.pop().replace('.', '/')}.py"
        if path.is_file() and path not in found:
            found.add(path)
            waiting += imported(path.read_text("utf-8"))
    return sorted(found)


@cache
def imported(source: str) -> list[str]:
    """Every module that a source may import: of `from a import b` both a and a.b."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return found

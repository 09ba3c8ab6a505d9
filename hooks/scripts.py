"""The site's own JavaScript and its styles: the files below docs/widgets, joined into one script and one sheet."""

import re
from pathlib import Path

# What a reader's browser can do without: comments on lines of their own, and indentation.
UNSENT = re.compile(r"^\s*/\*[^*]*(?:\*(?!/)[^*]*)*\*/\n|^[ \t]+", re.M)
HEAD = '"use strict";\n(() => {\nconst rnn = {};\n'  # what the files share lies in `rnn`


def script(folder: Path) -> str:
    """All elements in one script, the library first; each file keeps the names it declares to itself."""
    files = "".join(f"{{\n{UNSENT.sub('', path.read_text('utf-8'))}}}\n" for path in _files(folder, "*.js"))
    return f"{HEAD}{files}}})();\n"


def styles(folder: Path) -> str:
    """Their styles in one text, the library's first."""
    return "".join(path.read_text("utf-8") for path in _files(folder, "*.css"))


def _files(folder: Path, kind: str) -> list[Path]:
    return sorted((folder / "lib").glob(kind)) + sorted(folder.glob(kind))

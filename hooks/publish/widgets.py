"""The site's own JavaScript and its styles: the widgets of all pages, joined into one script and one sheet."""

import re
from pathlib import Path

# What a reader's browser can do without: comments on lines of their own, and indentation.
UNSENT = re.compile(r"^\s*/\*[^*]*(?:\*(?!/)[^*]*)*\*/\n|^[ \t]+", re.M)
HEAD = '"use strict";\n(() => {\nconst rnn = {};\n'  # what the files share lies in `rnn`


def script(hooks: Path) -> str:
    """All elements in one script, the library first; each file keeps the names it declares to itself."""
    joined = "".join(f"{{\n{UNSENT.sub('', path.read_text('utf-8'))}}}\n" for path in files(hooks, "js"))
    return f"{HEAD}{joined}}})();\n"


def styles(hooks: Path) -> str:
    """Their styles in one text, the library's first."""
    return "".join(path.read_text("utf-8") for path in files(hooks, "css"))


def files(hooks: Path, kind: str) -> list[Path]:
    """What the elements share, then those of the site and of its pages, by name: one custom element a file."""
    elements = [*hooks.glob(f"widgets/*.{kind}"), *hooks.glob(f"pages/*/*.{kind}")]
    return sorted(hooks.glob(f"widgets/lib/*.{kind}")) + sorted(elements, key=lambda path: path.name)

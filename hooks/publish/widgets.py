"""The site's own JavaScript and its styles: the widgets of all pages, joined into one script and one sheet."""

import re
from pathlib import Path

# What a reader's browser can do without: comments on lines of their own, and indentation.
UNSENT = re.compile(r"^\s*/\*[^*]*(?:\*(?!/)[^*]*)*\*/\n|^[ \t]+", re.M)
HEAD = '"use strict";\n(() => {\nconst rnn = {};\n'  # what the files share lies in `rnn`


def script(hooks: Path, runs: bool = False) -> str:
    """All elements in one script, the library first; each file keeps the names it declares to itself."""
    joined = "".join(f"{{\n{sent(path.read_text('utf-8'))}}}\n" for path in files(hooks, "js", runs))
    return f"{HEAD}{joined}}})();\n"


def sent(script: str) -> str:
    """A script without what is written for its authors."""
    return UNSENT.sub("", script)


def styles(hooks: Path, runs: bool = False) -> str:
    """Their styles in one text, the library's first."""
    return "".join(path.read_text("utf-8") for path in files(hooks, "css", runs))


def files(hooks: Path, kind: str, runs: bool = False) -> list[Path]:
    """What the elements share, then those of the site and of its pages, by name: one custom element a file.

    With `runs`, the buttons of code that runs are among them.
    """
    shared = sorted(hooks.glob(f"widgets/lib/*.{kind}")) + sorted(hooks.glob(f"widgets/run/*.{kind}")) * runs
    elements = [*hooks.glob(f"widgets/*.{kind}"), *hooks.glob(f"pages/*/*.{kind}")]
    return shared + sorted(elements, key=lambda path: path.name)

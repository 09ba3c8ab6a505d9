"""Read TOML so that a mistake in it can be named by its file and its line."""

import re
import tomllib
from pathlib import Path
from typing import Any

from checks.problems import DocsError, Problem

AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$| \(at end of document\)$")


def load(path: Path, page: str) -> dict[str, Any]:
    """What a TOML file says; `page` names it in errors. Raises DocsError at the line of a mistake in its syntax."""
    text = path.read_text("utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = AT_LINE.search(str(error))
        line = int(at[1]) if at and at[1] else text.count("\n") + 1
        raise DocsError([Problem(page, line, "toml", AT_LINE.sub("", str(error)))]) from None


def line_of(text: str, name: str) -> int:
    """The first line that begins with this key or opens the table of this name; 1 if none does."""
    found = re.search(rf'^(?:\[{{1,2}})?"?{re.escape(name)}"?[ \t]*[=\]]', text, re.M)
    return text.count("\n", 0, found.start()) + 1 if found else 1

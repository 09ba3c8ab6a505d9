"""The edition without solutions. A solution is `??? success "Solution"` and the block indented below it."""

import re

from checks.source import Edit, Source

TITLE = '??? success "Solution"'
OPENING = re.compile(rf"^(?P<indent> *){re.escape(TITLE)} *$", re.M)
LEFT_OUT = "*The solution is in the full edition.*"


def left_out(page: Source) -> list[Edit]:
    """A line in the place of each solution, which ends before a line that is neither empty nor indented below it."""
    found = []
    for opening in OPENING.finditer(page.outside):
        indent = opening["indent"]
        body = re.compile(rf"(?:(?: *\n)+{indent}    [^\n]*)*\n?").match(page.text, opening.end())
        found.append((opening.start(), body.end() if body else opening.end(), f"{indent}{LEFT_OUT}\n"))
    return found

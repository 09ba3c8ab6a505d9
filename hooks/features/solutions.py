"""The edition without solutions. A solution is `??? success "Solution"` and the block indented below it."""

import re

from checks.markers import blank_out, fences

TITLE = '??? success "Solution"'
OPENING = re.compile(rf"^(?P<indent> *){re.escape(TITLE)} *$", re.M)
LEFT_OUT = "*The solution is in the full edition.*"


def without(markdown: str) -> str:
    """A page's source with a line in the place of each solution."""
    for start, end in reversed(_blocks(markdown)):
        indent = markdown[start:].partition("?")[0]
        markdown = f"{markdown[:start]}{indent}{LEFT_OUT}\n{markdown[end:]}"
    return markdown


def _blocks(markdown: str) -> list[tuple[int, int]]:
    """Where each solution begins and ends: at the first line that is neither empty nor indented below its title."""
    outside = blank_out(markdown, [(fence.start, fence.end) for fence in fences(markdown)])
    found = []
    for opening in OPENING.finditer(outside):
        below = re.compile(rf"(?:(?: *\n)+{opening['indent']}    [^\n]*)*\n?")
        if body := below.match(markdown, opening.end()):
            found.append((opening.start(), body.end()))
    return found

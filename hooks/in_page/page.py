"""What the worker of a page calls: run a block, and check what a reader tried."""

import re
import sys
from collections.abc import Sequence
from typing import Any

from in_page.runner import Send, Session, in_a_sentence
from in_page.tasks import task_of

FORMULA = re.compile(r'<span class="arithmatex">\\\((.*?)\\\)</span>')
UPRIGHT = re.compile(r"\\mathrm\{(\w+)\}")
SUBSCRIPT = re.compile(r"([A-Za-z])_(?:\{([^{}]*)\}|(\w))")

session = Session()
drawings: list[Send] = []  # where a drawing goes while a block runs


def run(before: Sequence[str], code: str, task: str, send: Send, draw: Send) -> dict[str, Any]:
    """Run a block after those that it continues; with the name of a task, check what it left.

    What is printed goes to `send`, what is drawn to `draw`, as HTML. The answer has `error`, the text of a traceback
    or nothing, and for a task `right` and `verdict`, a sentence.
    """
    drawings[:] = [draw]
    error = session.run(list(before), code, send)
    if "matplotlib.pyplot" in sys.modules:  # what the code drew and did not show
        sys.modules["matplotlib.pyplot"].show()
    return {"error": error} | (judged(task, session.names) if task and not error else {"right": False, "verdict": ""})


def judged(name: str, names: dict[str, Any]) -> dict[str, Any]:
    """What a task says of the names that the reader's code left; what it draws of them is shown."""
    task = task_of(name)
    try:
        hint = task.check(names)
        if not hint and task.draw:
            show(task.draw(names))
    except Exception as error:  # the reader left something of another kind or shape
        hint = f"The check could not use what your code left. {in_a_sentence(error)}"
    return {"right": not hint, "verdict": hint or task.praise}


def show(html: str) -> None:
    """Put a drawing below the block that runs, unless it belongs to one that this continues."""
    for draw in drawings * (not session.replaying):
        draw(FORMULA.sub(lambda found: symbols(found[1]), html))


def symbols(latex: str) -> str:
    """The symbols at the head of a column without MathML, which the build makes: letters and what stands below them."""
    below = r"<i>\1</i><sub>\2\3</sub>"
    return SUBSCRIPT.sub(below, UPRIGHT.sub(r"\1", latex)).replace("-", "−")

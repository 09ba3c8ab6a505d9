"""Runs what a reader writes on a page: fresh names, output sent as it is printed, errors in the reader's own lines.

It runs in the reader's browser, started by hooks/widgets/run/worker/worker.js, and natively in the tests.
"""

import ast
import io
import linecache
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Any

NAME = "your code"  # what a traceback calls it
MOST = 100_000  # characters that one run may print
PAUSE = 0.05  # seconds between two messages, so that a loop that prints cannot flood the page
RESTORED = ("numpy", "rnn_docs")  # packages whose names are put back after a run that overwrote some
TOO_LARGE = ("Maximum allowed dimension exceeded", "array is too big")  # as numpy says where addresses are short
Send = Callable[[str], object]


class TooMuch(Exception):
    """A run printed more than a page can hold."""


class EarlierBlock(Exception):
    """A block that the reader's code continues raised an error; its text is the message."""


class Printed(io.TextIOBase):
    """Where `print` goes: text is collected, and sent on at most every PAUSE seconds."""

    def __init__(self, send: Send) -> None:
        self.send, self.left, self.sent = send, MOST, -PAUSE
        self.held: list[str] = []

    def write(self, text: str) -> int:
        """Take text to print. Raises TooMuch when the page is full."""
        self.held.append(text[: self.left])
        self.left -= len(text)
        if self.left < 0:
            self.flush()
            raise TooMuch(f"stopped after {MOST:,} printed characters")
        if monotonic() - self.sent >= PAUSE:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what is held."""
        if self.held:
            self.send("".join(self.held))
            self.held, self.sent = [], monotonic()


class Session:
    """The code of one page: what ran last, in order, and the names that it left.

    Code sees exactly what the blocks that it continues leave, whatever was run or edited before: if these are not
    what ran last, they run again, in silence.
    """

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Start anew."""
        self.replaying = False  # whether blocks run again that only lead to the reader's
        self.ran: list[str] = []
        self.names: dict[str, Any] = {"__name__": "__main__"}

    def run(self, before: Sequence[str], code: str, send: Send) -> str:
        """Run code after the blocks that it continues; the text of its error, or nothing."""
        out = Printed(send)
        with printing_to(out), packages_as_they_were():
            try:
                self._continue(list(before))
                self.ran.append(code)
                execute(code, self.names, NAME)
            except BaseException as error:  # also SystemExit: `exit()` ends a run, not the page
                self.forget()
                return told(error)
            finally:
                out.flush()
        return ""

    def _continue(self, before: list[str]) -> None:
        if self.ran == before:
            return
        self.forget()
        self.replaying = True
        with printing_to(Printed(lambda text: None)):
            for number, code in enumerate(before, 1):
                try:
                    execute(code, self.names, f"block {number} of this page")
                except Exception as error:
                    raise EarlierBlock(f"block {number} of this page, which this one continues: {error!r}") from error
        self.ran, self.replaying = before, False


@contextmanager
def printing_to(out: io.TextIOBase) -> Iterator[None]:
    """Let both standard outputs go there meanwhile."""
    kept = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = out
    try:
        yield
    finally:
        sys.stdout, sys.stderr = kept


@contextmanager
def packages_as_they_were() -> Iterator[None]:
    """Put back what a run overwrites in numpy and rnn_docs: the next one must find them as they are."""
    before = [(m, dict(vars(m))) for name, m in list(sys.modules.items()) if name.partition(".")[0] in RESTORED]
    try:
        yield
    finally:
        for module, names in before:
            vars(module).update(names)


def execute(code: str, names: dict[str, Any], name: str) -> None:
    """Run as a script; a last line that is an expression shows its value, as in a notebook."""
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    tree = ast.parse(code, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), names)
    if last is not None:
        value = eval(compile(ast.Expression(last.value), name, "eval"), names)
        if value is not None:
            print(repr(value))


def told(error: BaseException) -> str:
    """An error as its reader can use it: their own lines, and the innermost line of a package if it arose there."""
    if isinstance(error, SystemExit):
        return ""
    message = in_a_sentence(error)
    if isinstance(error, SyntaxError | TooMuch | EarlierBlock):
        return message
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename.startswith((NAME, "block "))]
    lines = traceback.StackSummary.from_list(own).format()
    inner = frames[-1]
    if own and inner not in own:
        where = inner.filename.split("site-packages/")[-1]
        lines.append(f"  in {where}, line {inner.lineno}, in {inner.name}\n    {inner.line}\n")
    return "".join([*lines, message])


def in_a_sentence(error: BaseException) -> str:
    """The last line of a traceback, with what it means on a page where Python's own words do not say it."""
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"ModuleNotFoundError: this page carries numpy, matplotlib and rnn_docs, not {error.name!r}"
    if isinstance(error, TooMuch | EarlierBlock):
        return str(error)
    line = "".join(traceback.format_exception_only(error)).rstrip()
    if isinstance(error, MemoryError) or any(words in line for words in TOO_LARGE):
        return f"{line}\nA page has little memory: try smaller arrays."
    if isinstance(error, EOFError):
        return f"{line}\nNobody can answer input() here: write the value into the code."
    return line

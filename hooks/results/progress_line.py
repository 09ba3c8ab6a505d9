"""Say what takes its time while it does: one line for each thing, and on a terminal one line for all of them."""

import sys
from typing import TextIO

CLEAR = "\r\x1b[K"  # to the start of the line, and empty it


def working(words: str, number: int, count: int) -> None:
    """Say what is being done, and how many such things there are: "training sentiment: lstm (2 of 3)".

    On a terminal the next one takes its place, and the last one leaves no trace; in a log each stands once.
    """
    line = f"{words} ({number} of {count})"
    if sys.stderr.isatty():
        sys.stderr.write(f"{CLEAR}{line}")
        sys.stderr.flush()
    else:
        say(line, sys.stderr)


def done() -> None:
    """Leave the terminal's line empty for whatever comes next."""
    if sys.stderr.isatty():
        sys.stderr.write(CLEAR)
        sys.stderr.flush()


def say(line: str, stream: TextIO) -> None:
    """One line, at once."""
    print(line, file=stream, flush=True)

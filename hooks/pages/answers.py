"""Marks for the functions that answer the markers of the pages: `<!-- figure: toy-decay -->` is toy_decay(), marked
@figure.

A mark only says what a function is; `pages` looks for marked functions in the folders of the pages.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, TypeVar

from drawing.explorer import Explorer
from drawing.figure import Figure
from drawing.table import Table

HOUSE = Path(__file__).parents[2]
MARK = "answers"
Function = Callable[[], Any]
FigureT = TypeVar("FigureT", bound=Callable[[], Figure])
ValueT = TypeVar("ValueT", bound=Callable[[], float | str])
TableT = TypeVar("TableT", bound=Callable[[], Table])
DrawingT = TypeVar("DrawingT", bound=Callable[[], str])
NumbersT = TypeVar("NumbersT", bound=Callable[[], dict[str, Any]])


class Answer(NamedTuple):
    """What a page may ask for: the kind of the marker, and what makes it."""

    kind: str
    make: Any


def figure(function: FigureT) -> FigureT:
    """Mark a function that draws a figure."""
    return _marked(function, Answer("figure", function))


def value(function: ValueT) -> ValueT:
    """Mark a function that computes a number, or a formula or word with numbers in it."""
    return _marked(function, Answer("value", function))


def table(function: TableT) -> TableT:
    """Mark a function that fills a table."""
    return _marked(function, Answer("table", function))


def vignette(function: DrawingT) -> DrawingT:
    """Mark a function that draws the small picture of a card."""
    return _marked(function, Answer("vignette", function))


def explorer(tag: str, label: str, static: str, covers: bool = True) -> Callable[[NumbersT], NumbersT]:
    """Mark a function that computes all numbers which an explorer may show; the arguments are those of `Explorer`."""
    return partial(_explorer, tag, label, static, covers)


def _explorer(tag: str, label: str, static: str, covers: bool, function: NumbersT) -> NumbersT:
    return _marked(function, Answer("explorer", Explorer(tag, label, static, function, covers)))


AnyFunction = TypeVar("AnyFunction", bound=Callable[..., Any])


def _marked(function: AnyFunction, answer: Answer) -> AnyFunction:
    vars(function)[MARK] = answer
    return function


def marked(module: ModuleType) -> dict[str, Function]:
    """The marked functions that a module defines, by name; what it imports belongs to another."""
    return {
        name: thing
        for name, thing in vars(module).items()
        if getattr(thing, MARK, None) and thing.__module__ == module.__name__
    }


def place(function: Function) -> tuple[str, int]:
    """Where a function stands: its file, seen from the root of the repository, and its line."""
    code = inspect.unwrap(function).__code__
    file = Path(code.co_filename)
    return (file.relative_to(HOUSE) if file.is_relative_to(HOUSE) else file).as_posix(), code.co_firstlineno

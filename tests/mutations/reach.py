"""A pytest plugin: which code every test runs, and tests in an order that is told.

With `REACH_INTO` in the environment, it writes into that file for each test its time, and where the functions begin
that it runs: those too that ran earlier for a cache or a fixture that it reads. What runs while modules are imported
is written down by itself, and for all tests of the file for which it runs: they may read what came of it. With
`REACH_ASKED`, only the tests that this file lists run, in its order.
"""

import functools
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

INTO, ASKED = os.environ.get("REACH_INTO"), os.environ.get("REACH_ASKED")
IMPORTING = "while importing"
ROOT = os.environ.get("REACH_ROOT", "") + os.sep
plain_cache = functools.lru_cache
running: list[set[CodeType]] = [set()]  # what runs now adds to the last; a cache and a fixture collect their own
of_fixtures: dict[str, set[CodeType]] = {}
of_files: dict[Path, set[CodeType]] = {}
found: dict[str, dict[str, Any]] = {}


def called(frame: FrameType, event: str, argument: object) -> None:
    running[-1].add(frame.f_code)


def collected(into: set[CodeType], function: Callable[[], Any]) -> Any:
    """Run a function, and collect what it runs."""
    running.append(into)
    try:
        return function()
    finally:
        running.pop()
        running[-1].update(into)


def remembering(*options: Any, **named: Any) -> Any:
    """A cache like that of functools; who reads from it reaches what once ran to fill it."""
    if len(options) == 1 and callable(options[0]):
        return remembering()(options[0])

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        kept: dict[Any, set[CodeType]] = {}

        @plain_cache(*options, **named)
        @functools.wraps(function)
        def fill(*args: Any, **kwargs: Any) -> Any:
            codes = kept.setdefault((args, *sorted(kwargs.items())), set())
            return collected(codes, lambda: function(*args, **kwargs))

        @functools.wraps(function)
        def read(*args: Any, **kwargs: Any) -> Any:
            value = fill(*args, **kwargs)
            running[-1].update(kept[(args, *sorted(kwargs.items()))])
            return value

        for name in ("cache_clear", "cache_info", "cache_parameters"):
            setattr(read, name, getattr(fill, name))
        return read

    return decorate


if INTO:
    functools.lru_cache = remembering  # type: ignore[assignment]
    functools.cache = lambda function: remembering(maxsize=None)(function)  # type: ignore[assignment]
    sys.settrace(called)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[pytest.CollectReport]:
    """What a file of tests runs while it is imported."""
    codes: set[CodeType] = of_files.setdefault(collector.path, set()) if isinstance(collector, pytest.Module) else set()
    running.append(codes)
    try:
        return (yield)
    finally:
        running.pop()
        running[-1].update(codes)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
    """What a fixture runs is reached by every test that names it."""
    running.append(of_fixtures.setdefault(fixturedef.argname, set()))
    try:
        return (yield)
    finally:
        running.pop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Watch every call of a test."""
    codes: set[CodeType] = set()
    running.append(codes)
    if INTO:
        sys.settrace(called)  # again: a test may have switched it off
    began = time.process_time()
    try:
        return (yield)
    finally:
        running.pop()
        codes.update(*(of_fixtures.get(name, ()) for name in getattr(item, "fixturenames", ())))
        found[item.nodeid] = {
            "seconds": time.process_time() - began,
            "places": places(codes),
            "imports": places(of_files.get(item.path, set())),
        }


def places(codes: set[CodeType]) -> list[str]:
    ours = [code for code in codes if code.co_filename.startswith(ROOT) and code.co_name != "<module>"]
    return sorted({f"{code.co_filename[len(ROOT) :]}:{code.co_firstlineno}" for code in ours})


def pytest_sessionfinish() -> None:
    if INTO:
        sys.settrace(None)
        found[IMPORTING] = {"seconds": 0, "places": places(running[0]), "imports": []}
        Path(INTO).write_text(json.dumps(found), "utf-8")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if ASKED:
        order = {name: place for place, name in enumerate(json.loads(Path(ASKED).read_text("utf-8")))}
        items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])

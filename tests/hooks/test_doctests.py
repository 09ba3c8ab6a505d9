"""The examples in the docstrings of the hooks give what they say."""

import doctest
import importlib
from pathlib import Path

import pytest

HOOKS = Path(__file__).parents[2] / "hooks"
NAMES = sorted(
    ".".join(path.relative_to(HOOKS).with_suffix("").parts)
    for path in HOOKS.rglob("*.py")
    if ">>> " in path.read_text("utf-8")
)


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_a_module_give_what_they_say(name):
    found = doctest.testmod(importlib.import_module(name))
    assert found.attempted > 0
    assert found.failed == 0

"""The examples in the docstrings of the tasks run."""

import doctest
import importlib
import pkgutil

import pytest

from rnn_docs import tasks


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(tasks.__path__)])
def test_the_examples_of_a_task_give_what_they_say(name):
    assert doctest.testmod(importlib.import_module(f"rnn_docs.tasks.{name}")).failed == 0

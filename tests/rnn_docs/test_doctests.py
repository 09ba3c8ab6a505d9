"""Every public name is documented, and the example in its docstring runs."""

import dataclasses
import doctest
import importlib
import inspect
import pkgutil
import re

import pytest

import rnn_docs

MODULES = [
    module.name
    for module in pkgutil.walk_packages(rnn_docs.__path__, "rnn_docs.")
    if not module.name.startswith("rnn_docs.tasks.")  # in tasks/
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_give_what_they_say(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("name", [name for name in rnn_docs.__all__ if callable(getattr(rnn_docs, name))])
def test_a_public_name_says_what_it_does_and_takes(name):
    said = inspect.getdoc(getattr(rnn_docs, name))
    takes = set(inspect.signature(getattr(rnn_docs, name)).parameters) - {"dtype"}
    assert not said.startswith(f"{name}(")  # what Python says of a class that says nothing itself
    assert {word for word in takes if not re.search(rf"^ +{word}: ", said, re.M)} == set()


def _records():
    """Every public class of the package that has named fields."""
    for module in pkgutil.walk_packages(rnn_docs.__path__, "rnn_docs."):
        for name, kind in vars(importlib.import_module(module.name)).items():
            here = inspect.isclass(kind) and kind.__module__ == module.name and not name.startswith("_")
            if here and (dataclasses.is_dataclass(kind) or hasattr(kind, "_fields")):
                yield kind


@pytest.mark.parametrize("record", list(_records()), ids=lambda record: record.__qualname__)
def test_a_record_says_what_each_of_its_fields_holds(record):
    fields = getattr(record, "_fields", None) or [field.name for field in dataclasses.fields(record)]
    _, listed, attributes = inspect.getdoc(record).partition("Attributes:\n")
    assert listed
    assert [name for name in fields if name[0] != "_" and f"    {name}: " not in attributes] == []

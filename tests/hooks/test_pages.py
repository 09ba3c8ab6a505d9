"""The function that answers a marker bears its name; it is found in the pages' folders, and each name has one."""

import subprocess
import sys
from types import ModuleType

import pages
import pytest
from pages.answers import explorer, figure, place, value


def module(name: str, source: str) -> ModuleType:
    """A module as it would stand in a page's folder; its lines count from 1."""
    made = ModuleType(f"pages.{name}")
    exec(compile(source, f"{name}.py", "exec"), vars(made))
    return made


SUM = "from pages.answers import value\n@value\ndef the_sum() -> int:\n    return 3\n"


def test_a_marked_function_answers_the_marker_of_its_name():
    found = pages.found([module("a", SUM), module("b", "def helper():\n    return 3\n")])
    assert [(key, function()) for key, function in found.items()] == [(("value", "the-sum"), 3)]


def test_a_function_that_another_module_imports_is_offered_once():
    a = module("a", SUM)
    b = module("b", "")
    vars(b).update(the_sum=a.the_sum)
    assert list(pages.found([a, b])) == [("value", "the-sum")]


def test_one_name_may_be_a_figure_and_a_table():
    other = module("b", SUM.replace("value", "table"))
    assert set(pages.found([module("a", SUM), other])) == {("value", "the-sum"), ("table", "the-sum")}


def test_two_modules_may_not_claim_one_name():
    with pytest.raises(ValueError, match=r"two functions answer <!-- value: the-sum -->: a\.py:2 and b\.py:2"):
        pages.found([module("a", SUM), module("b", SUM)])


def test_a_mark_leaves_the_function_as_it_is():
    def three() -> int:
        return 3

    assert value(three) is three
    assert figure(three) is three
    assert explorer("rnn-tag", "a label", "figure x")(three) is three
    assert place(three)[0] == "tests/hooks/test_pages.py"


def test_no_order_of_imports_changes_what_is_found():
    """Imported from its last module on, the package still finds everything."""
    last = "pages.why_order_matters.values"
    code = f"import {last}, pages; print(*sorted(map('-'.join, pages.FUNCTIONS)))"
    environment = {"PYTHONPATH": ":".join(sys.path), "OPENBLAS_NUM_THREADS": "1"}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert run.stdout.split() == sorted(map("-".join, pages.FUNCTIONS))

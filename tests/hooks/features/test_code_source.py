"""A function is shown as it stands in its file now, with the first sentence of its docstring."""

import importlib
import sys

import pytest
from features import code_source

TEXT = '''"""A module."""

import functools


def other():
    return 1


@functools.cache
def shown(x):
    """Double it.

    Returns: twice as much.
    """
    return 2 * x


def after():
    """Nothing."""
'''


@pytest.fixture
def file(tmp_path, monkeypatch):
    (tmp_path / "a_shown_module.py").write_text(TEXT, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    module = importlib.import_module("a_shown_module")
    del sys.modules["a_shown_module"]
    monkeypatch.setattr(code_source, "SOURCES", {"shown": module.shown, "other": module.other})
    return tmp_path / "a_shown_module.py"


def test_a_function_is_shown_whole_with_the_first_sentence_of_its_docstring(file):
    assert code_source.code_of("shown") == '@functools.cache\ndef shown(x):\n    """Double it."""\n    return 2 * x\n'
    assert code_source.code_of("other") == "def other():\n    return 1\n"


def test_comments_that_were_written_since_it_was_imported_are_shown_and_move_nothing(file):
    moved = TEXT.replace("import functools", "# one\n# two\nimport functools")
    file.write_text(moved.replace("    return 2", "    # a remark\n    return 2"), "utf-8")
    assert code_source.code_of("shown").endswith('"""Double it."""\n    # a remark\n    return 2 * x\n')
    assert code_source.code_of("other") == "def other():\n    return 1\n"

"""Kept code is that of the text which stands in the file now, whatever the file's time and size say."""

import importlib
import json
import os
import sys
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from pathlib import Path

import pytest
from results import compiled_code
from results.cache import Cache
from results.compiled_code import HOOKS, ROOT, Loader


@pytest.fixture
def module(tmp_path, monkeypatch) -> Path:
    """A module, in a process that would keep code beside it."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(compiled_code, "KEPT", Cache(tmp_path / "kept"))
    (tmp_path / "code").mkdir()
    return tmp_path / "code" / "sums.py"


def run(module: Path, text: str) -> int:
    """Write the module's text, at a time that is always the same, and run it."""
    module.write_text(text, "utf-8")
    os.utime(module, (1, 1))
    names = {}
    exec(Loader("sums", str(module)).get_code("sums"), names)
    return names["total"]()


def total(summand: int) -> str:
    return f"def total():\n    return 1 + {summand}\n"


def test_a_text_is_compiled_once_and_nothing_is_left_beside_it(module, monkeypatch):
    assert run(module, total(2)) == 3
    monkeypatch.setattr(SourceFileLoader, "source_to_code", None)
    assert run(module, total(2)) == 3
    assert [path.name for path in module.parent.iterdir()] == ["sums.py"]


def test_a_change_that_keeps_time_and_size_is_seen(module):
    assert [run(module, total(summand)) for summand in (2, 3, 2)] == [3, 4, 3]


def test_what_python_kept_by_time_and_size_is_not_read(module):
    module.write_text(total(2), "utf-8")
    os.utime(module, (1, 1))
    SourceFileLoader("sums", str(module)).get_code("sums")
    assert (module.parent / "__pycache__").exists()
    assert run(module, total(3)) == 4


def test_damaged_code_is_not_run_but_compiled_anew(module):
    run(module, total(2))
    (entry,) = compiled_code.KEPT.folder.iterdir()
    entry.write_text(entry.read_text("utf-8")[:-2], "utf-8")
    assert run(module, total(2)) == 3


def test_a_traceback_names_the_file_that_was_run_even_if_another_has_the_same_text(module):
    copy = module.with_name("copied.py")
    for path in (module, copy):
        path.write_text(total(2), "utf-8")
        assert Loader("sums", str(path)).get_code("sums").co_filename == str(path)


def test_what_is_no_python_is_told_as_ever_and_not_kept(module):
    for _ in range(2):
        with pytest.raises(SyntaxError) as error:
            run(module, "one\ntwo three\n")
        assert (error.value.filename, error.value.lineno) == (str(module), 2)
    assert not compiled_code.KEPT.folder.exists()


def test_only_modules_of_ours_are_found_so(tmp_path):
    for folder in (ROOT, HOOKS, HOOKS / "pages" / "gru", ROOT / "rnn_docs" / "cells"):
        assert compiled_code.finder(str(folder)).path == str(folder)
    for folder in (tmp_path, ROOT / ".venv" / "lib", ROOT / "tests", ROOT.parent):
        with pytest.raises(ImportError):
            compiled_code.finder(str(folder))


def test_a_module_knows_the_text_it_was_loaded_from_and_no_other_is_known(module, monkeypatch):
    monkeypatch.setattr(sys, "path_hooks", [FileFinder.path_hook((Loader, SOURCE_SUFFIXES)), *sys.path_hooks])
    monkeypatch.syspath_prepend(module.parent)
    module.write_text(total(2), "utf-8")
    loaded = importlib.import_module(module.stem)
    monkeypatch.delitem(sys.modules, module.stem)
    module.write_text(total(3), "utf-8")
    assert compiled_code.text_of(loaded) == total(2).encode()
    assert compiled_code.text_of(json) == compiled_code.text_of(None) == b""


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (f"# a comment\n{total(2)}", True),
        (total(2).replace("1 + 2", "(\n        1 + 2  # three\n    )"), True),
        (total(3), False),
        (total(2).replace("return", '"""Three."""\n    return'), False),  # a docstring is shown
        (total(2).replace("return", "retrun x"), False),
        ("", False),
    ],
    ids=["a comment", "layout", "code", "a docstring", "no Python", "nothing"],
)
def test_texts_say_the_same_if_they_differ_in_comments_and_layout_alone(other, same):
    assert compiled_code.say_the_same(total(2).encode(), other.encode()) is same


def test_of_two_texts_that_are_no_python_each_says_something_else():
    assert not compiled_code.say_the_same(b"one two", b"two one")

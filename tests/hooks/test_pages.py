"""What the pages offer is found in their folders, and each name belongs to one module."""

import sys
from types import ModuleType

import pages
import pytest


def offering(monkeypatch, name, **names):
    module = ModuleType(name)
    vars(module).update(names)
    monkeypatch.setitem(sys.modules, name, module)
    return name


def test_the_names_of_all_modules_are_put_together(monkeypatch):
    modules = [offering(monkeypatch, f"pages.{name}", VALUES={name: 1}) for name in "ab"]
    assert pages.collected("VALUES", modules) == {"a": 1, "b": 1}
    assert pages.collected("TABLES", modules) == {}


def test_two_modules_may_not_claim_one_name(monkeypatch):
    modules = [offering(monkeypatch, f"pages.{name}", VALUES={"sum": 1}) for name in "ab"]
    with pytest.raises(ValueError, match=r"two modules claim the name 'sum'; one of them is pages\.b"):
        pages.collected("VALUES", modules)

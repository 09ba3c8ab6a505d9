"""A PDF is printed by the machine's Chromium. That it waits for its fonts: tests/browser/test_print.py."""

import importlib
import sys

import pytest
from publish import print_pdf


def test_imported_it_prints_nothing(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["a program of another's"])
    importlib.reload(print_pdf)


def test_without_a_chromium_somebody_is_told_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(print_pdf, "chromium", lambda: None)
    with pytest.raises(SystemExit, match="open hand-out/ in any browser and print it there"):
        print_pdf.print_page(tmp_path, "hand-out/", tmp_path / "page.pdf")

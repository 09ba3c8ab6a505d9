"""The cache gives back what was made, and nothing that is stale, cut short or half written; it never stops a build."""

import errno
import os
from pathlib import Path

import pytest
from results import cache as results_cache
from results.cache import Cache

from tests.conftest import linked


class Maker:
    """Counts how often it is asked."""

    def __init__(self, text: str) -> None:
        self.text, self.calls = text, 0

    def __call__(self) -> str:
        self.calls += 1
        return self.text


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache"


def test_a_text_is_made_once(folder):
    make = Maker("<svg>−0.62\n</svg>")
    assert [Cache(folder).remember("a.svg", "1", make) for _ in range(3)] == [make.text] * 3
    assert make.calls == 1


def test_a_cache_begins_where_no_folder_is_yet_and_a_second_entry_lies_beside_the_first(folder):
    cache = Cache(folder / "new" / "deeper")
    assert [cache.remember(name, "1", Maker(name)) for name in "ab"] == ["a", "b"]
    assert [cache.remember(name, "1", Maker("not asked")) for name in "ab"] == ["a", "b"]


def test_another_key_makes_it_anew_and_an_undone_change_finds_what_was_made_before(folder):
    old, new = Maker("old"), Maker("new")
    states = [("1", old), ("2", new), ("1", old), ("2", new)]
    assert [Cache(folder).remember("a", key, make) for key, make in states] == ["old", "new", "old", "new"]
    assert (old.calls, new.calls) == (1, 1)


@pytest.mark.parametrize("damage", ["cut short", "changed", "empty", "no seal", "not text", "a folder"])
def test_a_damaged_entry_is_made_anew(folder, damage):
    cache = Cache(folder)
    cache.remember("a", "1", Maker("the figure"))
    entry = cache.path("a", "1")
    whole = entry.read_bytes()
    damaged = {
        "cut short": whole[:-3],
        "changed": whole.replace(b"figure", b"fugure"),
        "empty": b"",
        "no seal": b"x",
        "not text": b"\xff\xfe",
    }
    entry.unlink()
    entry.write_bytes(damaged[damage]) if damage in damaged else entry.mkdir()
    assert cache.remember("a", "1", Maker("made anew")) == "made anew"
    if damage in damaged:
        assert cache.remember("a", "1", Maker("not asked")) == "made anew"


def test_entries_that_have_taken_each_others_places_are_made_anew(folder):
    """Each is whole, with its own seal; what it is an entry of belongs to the seal."""
    cache, entries = Cache(folder), [("a.json", "1"), ("a.json", "2"), ("b.json", "1")]
    for name, key in entries:
        cache.remember(name, key, Maker(f"{name} {key}"))
    kept = [cache.path(*entry).read_bytes() for entry in entries]
    for entry, other in zip(entries, kept[1:] + kept[:1], strict=True):
        cache.path(*entry).write_bytes(other)
    assert [cache.find(*entry) for entry in entries] == [None] * 3
    assert [cache.remember(*entry, Maker("made anew")) for entry in entries] == ["made anew"] * 3


def test_a_maker_that_raises_leaves_nothing_behind(folder):
    with pytest.raises(ZeroDivisionError):
        Cache(folder).remember("a", "1", lambda: str(1 / 0))
    assert not folder.exists()
    assert Cache(folder).remember("a", "1", Maker("whole")) == "whole"


def test_a_build_goes_on_where_nothing_can_be_kept_and_says_so_once(folder, capsys):
    folder.write_text("a file where the folder should be", "utf-8")
    cache = Cache(folder)
    assert [cache.remember(name, "1", Maker(name)) for name in "ab"] == ["a", "b"]
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.startswith(f"{folder} cannot be written (")


def test_a_build_goes_on_when_the_disk_is_full_and_leaves_no_half_entry(folder, capsys, monkeypatch):
    def full(path: Path, text: str, encoding: str) -> None:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_text", full)
    assert Cache(folder).remember("a", "1", Maker("the figure")) == "the figure"
    assert "No space left on device): what is made now is not kept" in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_what_was_used_longest_ago_is_dropped_first(folder):
    cache = Cache(folder, most=400)
    for age, name in enumerate("abcd"):
        cache.remember(name, "1", Maker(name * 50))  # 115 bytes with its seal
        os.utime(cache.path(name, "1"), (1000 + age, 1000 + age))
    assert cache.remember("a", "1", Maker("not asked")) == "a" * 50  # used again
    cache.prune()
    assert sorted(path.name for path in folder.iterdir()) == ["a-1", "c-1", "d-1"]


def test_nothing_is_looked_through_when_nothing_new_was_kept(folder, monkeypatch):
    Cache(folder).remember("a", "1", Maker("a"))
    again = Cache(folder, most=0)
    again.remember("a", "1", Maker("not asked"))
    again.prune()
    assert again.path("a", "1").exists()


def test_a_half_written_entry_of_a_killed_build_is_never_read(folder, monkeypatch):
    cache = Cache(folder)
    with monkeypatch.context() as killed:
        killed.setattr(Path, "replace", lambda *names: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            cache.remember("a", "1", Maker("half"))
    assert results_cache._read(cache.path("a", "1")) is None
    assert cache.remember("a", "1", Maker("whole")) == "whole"


def test_a_copy_of_a_cache_lacks_what_another_process_moved_meanwhile(tmp_path):
    (tmp_path / "kept").write_text("seal\ntext", "utf-8")
    for name in ("kept", "kept.4711"):
        linked(str(tmp_path / name), str(tmp_path / f"copy of {name}"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy of kept", "kept"]

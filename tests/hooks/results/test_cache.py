"""The cache gives back what was made, and nothing that is stale, cut short or half written."""

import pytest
from results.cache import Cache


class Maker:
    """Counts how often it is asked."""

    def __init__(self, text: str) -> None:
        self.text, self.calls = text, 0

    def __call__(self) -> str:
        self.calls += 1
        return self.text


@pytest.fixture
def sources(tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "cell.py").write_text("h = 1\n", "utf-8")
    return folder


def cache_of(tmp_path, sources) -> Cache:
    return Cache(tmp_path / "cache", [sources])


def test_a_text_is_made_once(tmp_path, sources):
    make = Maker("<svg>−0.62\n</svg>")
    assert [cache_of(tmp_path, sources).remember("a", make) for _ in range(3)] == [make.text] * 3
    assert make.calls == 1


@pytest.mark.parametrize("change", ["content", "name", "new file", "style", "data"])
def test_a_change_of_the_sources_makes_it_anew(tmp_path, sources, change):
    cache_of(tmp_path, sources).remember("a", Maker("old"))
    match change:
        case "content":
            (sources / "cell.py").write_text("h = 2\n", "utf-8")
        case "name":
            (sources / "cell.py").rename(sources / "gate.py")
        case "new file":
            (sources / "extra.py").write_text("", "utf-8")
        case "data":
            (sources / "prices.csv").write_text("100\n", "utf-8")
        case "style":
            (sources / "lesson.mplstyle").write_text("lines.linewidth: 2\n", "utf-8")
    assert cache_of(tmp_path, sources).remember("a", Maker("new")) == "new"


@pytest.mark.parametrize("damage", ["cut short", "changed", "empty", "no seal"])
def test_a_damaged_entry_is_made_anew(tmp_path, sources, damage):
    cache = cache_of(tmp_path, sources)
    cache.remember("a", Maker("the figure"))
    entry = tmp_path / "cache" / cache.digest / "a"
    whole = entry.read_text("utf-8")
    damaged = {
        "cut short": whole[:-3],
        "changed": whole.replace("figure", "fugure"),
        "empty": "",
        "no seal": "x",
    }
    entry.write_text(damaged[damage], "utf-8")
    assert cache.remember("a", Maker("made anew")) == "made anew"
    assert cache.remember("a", Maker("not asked")) == "made anew"


def test_a_maker_that_raises_leaves_nothing_behind(tmp_path, sources):
    cache = cache_of(tmp_path, sources)
    with pytest.raises(ZeroDivisionError):
        cache.remember("a", lambda: str(1 / 0))
    assert cache.remember("a", Maker("whole")) == "whole"


def test_pruning_keeps_only_the_entries_of_now(tmp_path, sources):
    old = cache_of(tmp_path, sources)
    old.remember("a", Maker("old"))
    (sources / "cell.py").write_text("h = 2\n", "utf-8")
    new = cache_of(tmp_path, sources)
    new.remember("a", Maker("new"))
    new.prune()
    assert [folder.name for folder in (tmp_path / "cache").iterdir()] == [new.digest]


def test_a_single_file_can_be_what_a_text_depends_on(tmp_path, sources):
    def cache():
        return Cache(tmp_path / "cache", [sources / "cell.py"])

    cache().remember("a", Maker("old"))
    (sources / "other.py").write_text("", "utf-8")
    assert cache().remember("a", Maker("not asked")) == "old"
    (sources / "cell.py").write_text("h = 2\n", "utf-8")
    assert cache().remember("a", Maker("new")) == "new"


def test_pruning_leaves_another_cache_in_the_folder_alone(tmp_path, sources):
    cache = cache_of(tmp_path, sources)
    other = tmp_path / "cache" / "trained"
    other.mkdir(parents=True)
    cache.prune()
    assert other.exists()

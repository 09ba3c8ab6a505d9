"""What passed is not tried again while nothing has changed that it could see, and is tried again as soon as it has."""

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.browser import kept_passes
from tests.browser.conftest import SITE, fetched, pytest_pyfunc_call
from tests.browser.kept_passes import EVERYTHING, Passes, imported, sees_all
from tests.conftest import NOT_AGAIN, ROOT

FILE = Path("test_x.py")
FILES = {
    "index.html": "home",
    "lesson/gru/index.html": "a page",
    "search/search_index.json": "all words",
    "assets/x.css": "looks",
    "assets/python/run.js": "runs",
}
PHASES = ("setup", "call", "teardown")
LOADED = """
import importlib, json, pathlib, sys
root, *files = sys.argv[1:]
sys.path[:0] = [root, f"{root}/hooks"]

def ours():
    paths = {pathlib.Path(module.__file__) for module in [*sys.modules.values()] if getattr(module, "__file__", None)}
    inside = {path.relative_to(root) for path in paths if path.is_relative_to(root)}
    return [path.as_posix() for path in inside if path.parts[0] in ("hooks", "rnn_docs", "tests")]

loaded = []
for file in files:
    importlib.import_module(file.removesuffix(".py").replace("/", "."))
    loaded.append(ours())
print(json.dumps(loaded))
"""


@pytest.fixture
def site(tmp_path) -> Path:
    for path, text in FILES.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(text, "utf-8")
    return tmp_path / "site"


@pytest.fixture
def now(site, monkeypatch):
    """What is known of the site as it is; its tests import one file."""
    (site.parent / "code.py").touch()
    monkeypatch.setattr(kept_passes, "imported", lambda file: [site.parent / "code.py"])

    def at_once(browser: str = "Chromium 1") -> Passes:
        return Passes(site, browser, site.parent / "passed")

    return at_once


def went(passes: Passes, test: str, seen=(), outcomes=("passed", "passed", "passed"), file: Path = FILE) -> None:
    for phase, outcome in zip(PHASES, outcomes, strict=True):
        report = SimpleNamespace(when=phase, passed=outcome == "passed", failed=outcome == "failed")
        passes.note(file, test, seen, report)


def known(passes: Passes, *tests: str) -> list[str]:
    return [test for test in tests if passes.knows(test)]


def test_a_test_is_known_until_a_page_changes_that_it_fetched(site, now):
    seen = {
        "home": [SITE],
        "page": [f"{SITE}lesson/gru/?gru=1#explorer", f"{SITE}assets/x.css"],
        "both": [SITE, f"{SITE}lesson/gru/"],
        "search": [f"{SITE}search/search_index.json"],
        "neither": ["about:blank"],
        "run": [SITE, f"{SITE}assets/python/run.js"],
        "all": [EVERYTHING],
    }
    before = now()
    for test, addresses in seen.items():
        went(before, test, addresses)
    assert known(now(), *seen) == []
    before.keep()
    assert known(now(), *seen, "another") == [*seen]
    (site / "lesson/gru/index.html").write_text("changed", "utf-8")
    assert known(now(), *seen) == ["home", "search", "neither"]
    (site / "lesson/gru/index.html").write_text(FILES["lesson/gru/index.html"], "utf-8")
    assert known(now(), *seen) == [*seen]
    (site / "search/search_index.json").write_text("changed", "utf-8")
    assert known(now(), *seen) == ["home", "page", "both", "neither"]
    (site / "search/search_index.json").write_text(FILES["search/search_index.json"], "utf-8")
    (site / "assets/python/run.js").write_text("changed", "utf-8")
    assert known(now(), *seen) == ["home", "page", "both", "search", "neither"]


def test_none_is_known_once_what_all_pages_fetch_or_the_browser_or_what_their_file_imports_has_changed(site, now):
    before = now()
    went(before, "neither")
    before.keep()
    assert known(now("Chromium 2"), "neither") == []
    for path in (site.parent / "code.py", site / "assets/x.css"):
        assert known(now(), "neither") == ["neither"]
        path.write_text("changed", "utf-8")
        assert known(now(), "neither") == []
        path.write_text(FILES.get(path.relative_to(site.parent).as_posix().removeprefix("site/"), ""), "utf-8")


def test_of_a_file_in_which_a_test_failed_and_of_tests_that_were_skipped_nothing_is_known(now):
    before = now()
    went(before, "passed beside one that failed")
    went(before, "failed at its end", outcomes=("passed", "passed", "failed"))
    went(before, "skipped", outcomes=("skipped", "passed", "passed"), file=Path("test_y.py"))
    went(before, "passed", file=Path("test_y.py"))
    before.keep()
    assert known(now(), *before.ended) == ["passed"]


def test_whoever_is_handed_more_than_pages_sees_all():
    def takes(function, **params: object) -> SimpleNamespace:
        return SimpleNamespace(function=function, **({"callspec": SimpleNamespace(params=params)} if params else {}))

    assert not sees_all(takes(lambda page, address: None, address="/"))
    assert sees_all(takes(lambda page, address: None))
    assert sees_all(takes(lambda page, built: None))


def test_what_a_file_of_tests_imports_is_found():
    """One process imports them all, those first that import least: it has loaded no more of ours than was found."""
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests/browser").rglob("test_*.py")]
    files.sort(key=lambda file: len(imported(file)))
    command = [sys.executable, "-c", LOADED, str(ROOT), *files]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True, encoding="utf-8").stdout
    found, loaded = set(), [{ROOT / name for name in names} for names in json.loads(said)]
    for file, all_so_far in zip(files, loaded, strict=True):
        found |= {*imported(file)}
        assert all_so_far <= found, file
    assert len(imported(files[0])) < len(found) / 5


def test_what_is_left_out_is_only_what_a_test_does():
    assert pytest_pyfunc_call(SimpleNamespace(user_properties=[NOT_AGAIN])) is True
    assert pytest_pyfunc_call(SimpleNamespace(user_properties=[])) is None


def test_pages_and_the_index_of_the_search_are_seen_by_who_fetches_them_himself_or_finds_them_open(page, opened):
    page.goto("/lesson/gru/")
    page.locator(".md-search__input").click()
    page.keyboard.type("gate")
    page.locator(".md-search-result__link").first.wait_for()
    assert {f"{SITE}lesson/gru/", f"{SITE}search/search_index.json"} <= fetched
    for _ in range(2):
        fetched.clear()
        opened("/notation/")
        assert f"{SITE}notation/" in fetched

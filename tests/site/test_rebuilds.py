"""What `make serve` does again and again in one process: it sees what changed, makes nothing else anew, and stays small."""

import json
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Tree

# Pages are rendered, and their links read, before the first is laid into its frame and written: where nobody looks at
# what is written, that is left out.
REBUILDS = """
import gc, hashlib, json, logging, pathlib, sys, time
from mkdocs.commands import build as mkdocs
from mkdocs.config import load_config
from mkdocs.structure.pages import Page

logging.basicConfig(format="%(message)s")
fresh, names = Page.render, []

def render(self, config, files):
    names.append(self.file.src_uri)
    fresh(self, config, files)

def change(path, old, new):
    file = pathlib.Path(path)
    text = file.read_text("utf-8")
    file.write_text(text.replace(old, new) if old else text + new, "utf-8")

def build(first):
    config = load_config("mkdocs.yml", site_dir="out", strict=True)
    if first:
        config.plugins.on_startup(command="serve", dirty=False)
    mkdocs.build(config, serve_url="http://127.0.0.1/")

def held():
    collected, patience = gc.get_stats()[2]["collections"], 1000
    while gc.get_stats()[2]["collections"] == collected:  # the server clears away by itself
        time.sleep(0.05)
        patience -= 1
        assert patience, "nothing was cleared away"
    modules = sum(type(thing).__name__ == "module" for thing in gc.get_objects())
    built = [(str(path), path.read_bytes()) for path in sorted(pathlib.Path("out").rglob("*")) if path.is_file()]
    digest = hashlib.sha256(repr(built).encode()).hexdigest()
    del built
    return len(gc.get_objects()), modules, digest

Page.render = render
for number, (changes, is_written) in enumerate(json.loads(sys.argv[1])):
    for one in changes:
        change(*one)
    names.clear()
    if not is_written:
        mkdocs._build_page = lambda *page, **told: None
    try:
        build(number == 0)
    except BaseException:
        names.append("stopped")
    print("--", file=sys.stderr)
    print(json.dumps([names, *(held() if is_written else (0, 0, ""))]), flush=True)
"""
GRU, LSTM, CELL, EXAMPLES = (
    "docs/lesson/gru.md",
    "docs/lesson/lstm.md",
    "rnn_docs/cells/lstm.py",
    "rnn_docs/examples.py",
)
HOOK = "hooks/pages/why_order_matters/values.py"
CHANGES = {  # of files, one after another, each with what is rendered anew then, and whether that is written
    "nothing": ([], None, True),  # the first build finds everything, or makes it
    "a page, and a comment": (
        [(GRU, "", "## Mine { #mine }\n\n[there](lstm.md)\n"), (CELL, "", "# a comment\n")], [GRU], True,
    ),
    "another page, and a comment": (
        [(LSTM, "", "\n[back](gru.md#mine)\n"), (CELL, "", "# another comment\n")], [LSTM], True,
    ),
    "a word": ([(GRU, "[there](lstm.md)", "[there](lstm.md), more")], [GRU], True),
    "a word taken back": ([(GRU, "[there](lstm.md), more", "[there](lstm.md)")], [], True),
    "a heading that is linked to, and a docstring": (
        [(GRU, "{ #mine }", "{ #yours }"),
         (CELL, "one step forward, one step backward", "a step forward, a step backward")],
        [GRU, "docs/api.md", "docs/stopped"], False,
    ),
    "the package": (
        [(GRU, "{ #yours }", "{ #mine }"), (EXAMPLES, "[0.7, -0.3, -0.5]", "[0.6, -0.3, -0.5]")], ["docs/stopped"], False,
    ),
    "the package, mended, and a hook": (
        [(EXAMPLES, "[0.6, -0.3, -0.5]", "[0.7, -0.3, -0.5]"), (HOOK, "def prices", "def costs")], ["docs/stopped"], False,
    ),
}  # fmt: skip


class Rebuilt(NamedTuple):
    """What came of a build: what was rendered, what was said, and what was held and written if it was looked at."""

    rendered: list[str]
    said: str
    objects: int
    modules: int
    digest: str


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> dict[str, Rebuilt]:
    """Every build of one process, by what had changed before it."""
    tree = Tree(tmp_path_factory.mktemp("rebuilt"), compiled)
    jobs = [(changes, is_written) for changes, _, is_written in CHANGES.values()]
    result = tree.run(sys.executable, "-c", REBUILDS, json.dumps(jobs))
    assert result.returncode == 0, result.stderr
    found = map(json.loads, result.stdout.splitlines()[-len(jobs) :])
    said = result.stderr.split("--\n")[:-1]
    return {
        name: Rebuilt(rendered, words, *held)
        for name, (rendered, *held), words in zip(CHANGES, found, said, strict=True)
    }


@pytest.mark.parametrize("change", [name for name, (_, pages, _) in CHANGES.items() if pages is not None])
def test_only_a_page_that_changed_is_rendered_anew(rebuilt, change):
    """A docstring counts on the page that shows it, a comment nowhere."""
    _, pages, _ = CHANGES[change]
    found = rebuilt[change]
    assert sorted(found.rendered) == sorted(page.removeprefix("docs/") for page in pages), found.said


def test_links_to_a_page_that_changed_are_still_checked(rebuilt):
    said = rebuilt["a heading that is linked to, and a docstring"].said
    assert "lesson/gru.md' does not contain an anchor '#mine'" in said


def test_a_change_of_the_package_and_one_of_a_hook_are_seen(rebuilt):
    """A changed module must be read anew, and forgotten when it is mended."""
    package, hook = rebuilt["the package"].said, rebuilt["the package, mended, and a hook"].said
    assert "(written)" in package
    assert "unknown value" in hook
    assert "unknown value" not in package
    assert "(written)" not in hook


def test_what_is_held_in_memory_does_not_grow_after_the_second_build_and_what_is_remembered_is_what_is_made(rebuilt):
    """Counted, not weighed: objects, and the modules among them. The last build reads from memory what the third made."""
    held = [found for found in rebuilt.values() if found.objects]
    assert len(held) == 5
    _, second, third, changed, last = held
    assert {found.modules for found in held[1:]} == {second.modules}
    assert third.objects < 1.003 * second.objects, held  # after a change of page and code, …
    assert last.objects < 1.003 * third.objects, held  # … and of a page alone
    assert third.digest == last.digest != changed.digest

"""Mistakes planted in a copy of the tree stop the build, which says where they are."""

import json
import sys

import pytest

STEP = "docs/lesson/computation.md"

# Found before a page is rendered, so that one build names them all.
MISTAKES = [
    (
        STEP, "$4 \\cdot 3 + 4 \\cdot 4 + 4 = 32$", "$4 \\cdot 3 + 4 \\cdot 4 + 4 = 33$",
        "docs/lesson/computation.md:", "parameter-count", "= 32$' (computed)", "= 33$' (written)",
    ),
    (STEP, "| −0.478 | −0.445 |", "| −0.478 | −0.446 |", "docs/lesson/computation.md:", "step-cat", "−0.446"),
    (
        STEP, "<!-- figure: tanh-squash -->", "<!-- figure: tanh-squish -->",
        "docs/lesson/computation.md:", "tanh-squish: unknown figure; did you mean 'tanh-squash'?",
    ),
    (
        "docs/quiz/computation.yml", "<!-- value: sum -->0.531<!-- / -->", "<!-- value: sum -->0.532<!-- / -->",
        "docs/quiz/computation.yml:", "expected '0.531' (computed), found '0.532' (written)",
    ),
    (
        STEP, "# Compute one step by hand", "# Compute one step <script>steal()</script> by hand",
        "docs/lesson/computation.md:{line}: <script>: no source holds such an element",
    ),
    (
        "docs/quiz/gru.yml", "Here it keeps.", "Here it [keeps](javascript:steal()).",
        "docs/quiz/gru.yml:{line}: javascript:steal(): a link leads to",
    ),
    (
        "docs/notebooks/tagging.py", "# You will train a tagger", "# <b onclick=steal()>You</b> will train 2 taggers",
        "docs/notebooks/tagging.py:{line}: onclick: this element has no such attribute",
        "docs/notebooks/tagging.py:{line}: 2: no number in a notebook's prose",
    ),
    (
        "docs/lesson/lstm.md", "title: ", "title: <img src=x onerror=steal()> ",
        "docs/lesson/lstm.md:{line}: <img>: no source holds such an element",
    ),
]  # fmt: skip
# Found on the way; each stops the build by itself.
STOPS = {
    "a typo in a formula": (
        STEP, "y_t = W_{hy}\\, h_t + b_y", "y_t = W_{hy}\\, h_t + \\betaa",
        "docs/lesson/computation.md:", 'Unknown command "\\betaa"',
    ),
    "broken YAML": (
        "docs/quiz/computation.yml", "  objective: 2", "  objective: [2", "docs/quiz/computation.yml:",
    ),
    "a figure that raises": (
        "hooks/pages/computation/tanh_squash.py", "def tanh_squash() -> Figure:\n", "def tanh_squash() -> Figure:\n    raise OSError('ink')\n",
        "docs/lesson/computation.md:", "tanh-squash: the figure raises OSError: ink", "(hooks/pages/computation/tanh_squash.py:",
    ),
    "a script that is no JavaScript": (
        "hooks/widgets/rnn-enlarge.js", "this.replaceChildren(button);", "this.replaceChildren(button;",
        "hooks/widgets/rnn-enlarge.js:", "} closes ( of line",
    ),
    "a style that is no CSS": (
        "hooks/widgets/rnn-forget.css", "outline: none !important; }", "outline: none !important;",
        "hooks/widgets/rnn-forget.css:", "this rule is not closed",
    ),
}  # fmt: skip


def test_mistakes_stop_the_build_which_names_them_all_with_their_lines(tree):
    (tree.folder / "docs" / "more.html").write_text("<script>steal()</script>", "utf-8")
    for path, old, new, *_ in MISTAKES:
        tree.plant(path, old, new)
    result = tree.build()
    assert result.returncode != 0
    assert "docs/more.html:1: file: no such file may lie below docs/" in result.stderr
    for path, _, new, *messages in MISTAKES:
        before, _, _ = (tree.folder / path).read_text("utf-8").partition(new)
        for message in messages:
            assert message.replace("{line}", str(before.count("\n") + 1)) in result.stderr


@pytest.mark.parametrize("mistake", STOPS)
def test_the_build_is_stopped_and_told_why_by(tree, mistake):
    path, old, new, *messages = STOPS[mistake]
    tree.plant(path, old, new)
    result = tree.build()
    assert result.returncode != 0
    assert "Traceback" not in result.stderr
    for message in messages:
        assert message in result.stdout + result.stderr


def test_a_broken_link_stops_make_site_and_the_old_site_stays(tree):
    (tree.folder / "site").mkdir()
    (tree.folder / "site" / "index.html").write_text("the old one", "utf-8")
    tree.plant(STEP, "# Compute one step", "# Compute [one](nowhere.md) [small](../notation.md#no-such-place) step")
    tree.plant("mkdocs.yml", "  - Exercises: exercises.md", "  - Exercises: no-such-page.md")
    result = tree.run("make", "site", f"VENV={sys.prefix}")
    assert result.returncode != 0
    for place in ("'nowhere.md'", "'no-such-place'", "'no-such-page.md'", "- exercises.md"):
        assert place in result.stderr.replace("#no", "'no"), place
    assert (tree.folder / "site" / "index.html").read_text("utf-8") == "the old one"


REBUILDS = """
import json, logging, pathlib, sys
from mkdocs.commands.build import build
from mkdocs.config import load_config

logging.basicConfig(format="%(message)s")
config = load_config("mkdocs.yml", site_dir="out")
config.plugins.on_startup(command="serve", dirty=False)
build(config)
for path, old, new, _ in json.loads(sys.argv[1]):
    file = pathlib.Path(path)
    text = file.read_text("utf-8")
    file.write_text(text.replace(old, new), "utf-8")
    try:
        build(config)
    except BaseException:
        print("stopped by", path, file=sys.stderr)
    file.write_text(text, "utf-8")
"""
CHANGES = [
    ("rnn_docs/examples.py", "[0.7, -0.3, -0.5]", "[0.6, -0.3, -0.5]", "(written)"),
    ("hooks/pages/why_order_matters/values.py", "def prices", "def costs", "unknown value"),
]


def test_a_running_server_sees_a_change_of_the_package_and_of_a_page(tree):
    """`make serve` builds again in the same process: the changed module must be read anew."""
    for path, old, *_ in CHANGES:
        tree.plant(path, old, old)  # it is there to be changed
    said = tree.run(sys.executable, "-c", REBUILDS, json.dumps(CHANGES)).stderr
    for path, _, _, sees in CHANGES:
        before, ended, said = said.partition(f"stopped by {path}\n")
        assert ended, before
        assert sees in before


# Pages are rendered, and their links read, before the first is laid into its frame and written: that is left out here.
RENDERED = """
import logging, pathlib
from mkdocs.commands import build as mkdocs
from mkdocs.config import load_config
from mkdocs.structure.pages import Page

logging.basicConfig(format="%(message)s")
fresh, names = Page.render, []

def render(self, config, files):
    names.append(self.file.src_uri)
    fresh(self, config, files)

Page.render = render
mkdocs._build_page = lambda *page, **told: None
for path, old, new in [
    ("docs/lesson/gru.md", "", ""),
    ("docs/lesson/gru.md", "", "## Mine { #mine }\\n\\n[there](lstm.md)\\n"),
    ("docs/lesson/lstm.md", "", "\\n[back](gru.md#mine)\\n"),
    ("rnn_docs/cells/lstm.py", "", "# a comment\\n"),
    ("rnn_docs/cells/lstm.py", "one step forward, one step backward", "a step forward, a step backward"),
    ("docs/lesson/gru.md", "{ #mine }", "{ #yours }"),
]:
    file = pathlib.Path(path)
    text = file.read_text("utf-8")
    file.write_text(text.replace(old, new) if old else text + new, "utf-8")
    names.clear()
    try:
        config = load_config("mkdocs.yml", site_dir="out", strict=True)
        config.plugins.events["post_build"].clear()
        mkdocs.build(config)
    except SystemExit:
        print("stopped", end=" ")
    print(*names)
"""


def test_only_a_page_that_changed_is_rendered_anew_and_links_to_it_are_still_checked(tree):
    """A docstring counts on the page that shows it, a comment nowhere."""
    result = tree.run(sys.executable, "-c", RENDERED)
    _, first, *later = result.stdout.splitlines()  # after a build that finds everything, or makes it
    assert first.split() == ["lesson/gru.md"], result.stderr
    assert later == ["lesson/lstm.md", "", "api.md", "stopped lesson/gru.md"]
    assert "lesson/gru.md' does not contain an anchor '#mine'" in result.stderr

"""Mistakes planted in a copy of the tree stop the build, which says where they are."""

import sys

import pytest

STEP = "docs/lesson/computation.md"

MISTAKES = {
    "a wrong literal": (
        STEP, "$4 \\cdot 3 + 4 \\cdot 4 + 4 = 32$", "$4 \\cdot 3 + 4 \\cdot 4 + 4 = 33$",
        "docs/lesson/computation.md:", "parameter-count", "= 32$' (computed)", "= 33$' (written)",
    ),
    "a wrong cell of a table": (
        STEP, "| −0.478 | −0.445 |", "| −0.478 | −0.446 |", "docs/lesson/computation.md:", "step-cat", "−0.446",
    ),
    "an unknown figure": (
        STEP, "<!-- figure: tanh-squash -->", "<!-- figure: tanh-squish -->",
        "docs/lesson/computation.md:", "tanh-squish: unknown figure; did you mean 'tanh-squash'?",
    ),
    "a typo in a formula": (
        STEP, "y_t = W_{hy}\\, h_t + b_y", "y_t = W_{hy}\\, h_t + \\betaa",
        "docs/lesson/computation.md:", 'Unknown command "\\betaa"',
    ),
    "a typo in a question": (
        "docs/quiz/computation.yml", "<!-- value: sum -->0.531<!-- / -->", "<!-- value: sum -->0.532<!-- / -->",
        "docs/quiz/computation.yml:", "expected '0.531' (computed), found '0.532' (written)",
    ),
    "broken YAML": (
        "docs/quiz/computation.yml", "  objective: 2", "  objective: [2", "docs/quiz/computation.yml:",
    ),
    "a figure that raises": (
        "hooks/pages/computation/tanh_squash.py", "def tanh_squash() -> Figure:\n", "def tanh_squash() -> Figure:\n    raise OSError('ink')\n",
        "docs/lesson/computation.md:", "tanh-squash: the figure raises OSError: ink", "(hooks/pages/computation/tanh_squash.py:",
    ),
    "a script in a page": (
        STEP, "# Compute one step by hand", "<script>steal()</script>\n\n# Compute one step by hand",
        "docs/lesson/computation.md:10: <script>: no source holds such an element",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_stops_the_build_and_is_named(tree, mistake):
    path, old, new, *messages = MISTAKES[mistake]
    tree.plant(path, old, new)
    result = tree.build()
    assert result.returncode != 0
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


def test_what_no_source_may_hold_stops_the_build_wherever_it_stands(tree):
    tree.plant("docs/quiz/gru.yml", "Here it keeps.", "Here it [keeps](javascript:steal()).")
    tree.plant("docs/notebooks/tagging.py", "# You will train", "# <b onclick=steal()>You</b> will train")
    tree.plant("docs/lesson/lstm.md", "title: ", "title: <img src=x onerror=steal()> ")
    (tree.folder / "docs" / "more.html").write_text("<script>steal()</script>", "utf-8")
    result = tree.build()
    assert result.returncode != 0
    for message in (
        "docs/quiz/gru.yml:22: javascript:steal(): a link leads to",
        "docs/notebooks/tagging.py:4: onclick: this element has no such attribute",
        "docs/lesson/lstm.md:2: <img>: no source holds such an element",
        "docs/more.html:1: file: no such file may lie below docs/",
    ):
        assert message in result.stderr


REBUILD = """
import logging, pathlib
from mkdocs.commands.build import build
from mkdocs.config import load_config

logging.basicConfig()
config = load_config("mkdocs.yml", site_dir="out")
config.plugins.on_startup(command="serve", dirty=False)
build(config)
file = pathlib.Path({path!r})
file.write_text(file.read_text().replace({old!r}, {new!r}))
try:
    build(config)
except BaseException:
    print("the second build failed")
"""


@pytest.mark.parametrize(
    ("path", "old", "new", "sees"),
    [
        ("rnn_docs/examples.py", "[0.7, -0.3, -0.5]", "[0.6, -0.3, -0.5]", "(written)"),
        ("hooks/pages/why_order_matters/values.py", '"prices": prices', '"costs": prices', "unknown value"),
    ],
)
def test_a_running_server_sees_a_change_of(tree, path, old, new, sees):
    """`make serve` builds again in the same process: the changed module must be read anew."""
    result = tree.run(sys.executable, "-c", REBUILD.format(path=path, old=old, new=new))
    assert "the second build failed" in result.stdout, result.stderr
    assert sees in result.stderr

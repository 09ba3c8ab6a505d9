"""Mistakes planted in a copy of the tree stop the build, which says where they are."""

import shutil
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
        "lesson/computation/index.html: no template brings this script, so it may not run: 'steal()'",
    ),
    "a script that is no JavaScript": (
        "hooks/widgets/rnn-enlarge.js", "this.replaceChildren(button);", "this.replaceChildren(button;",
        "hooks/widgets/rnn-enlarge.js:", "} closes ( of line",
    ),
    "a style that is no CSS": (
        "hooks/widgets/rnn-forget.css", "outline: none !important; }", "outline: none !important;",
        "hooks/widgets/rnn-forget.css:", "this rule is not closed",
    ),
    "a broken link": (
        STEP, "# Compute one step by hand", "# Compute [one](nowhere.md) step by hand", "nowhere.md",
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


def test_a_failed_build_leaves_the_old_site_whole(tree):
    (tree.folder / "site").mkdir()
    (tree.folder / "site" / "index.html").write_text("the old one")
    tree.plant(STEP, "= 32$", "= 33$")
    venv = sys.prefix
    result = tree.run("make", "site", f"VENV={venv}")
    assert result.returncode != 0
    assert "(written)" in result.stdout + result.stderr
    assert (tree.folder / "site" / "index.html").read_text() == "the old one"


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
        ("hooks/pages/why_order_matters/values.py", "def prices", "def costs", "unknown value"),
    ],
)
def test_a_running_server_sees_a_change_of(tree, path, old, new, sees):
    """`make serve` builds again in the same process: the changed module must be read anew."""
    tree.plant(path, old, old)  # it is there to be changed
    result = tree.run(sys.executable, "-c", REBUILD.format(path=path, old=old, new=new))
    assert "the second build failed" in result.stdout, result.stderr
    assert sees in result.stderr


RENDERED = """
import logging, pathlib
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.pages import Page

logging.basicConfig(format="%(message)s")
fresh, names = Page.render, []

def render(self, config, files):
    names.append(self.file.src_uri)
    fresh(self, config, files)

Page.render = render
docs, package = pathlib.Path("docs"), pathlib.Path("rnn_docs/lstm.py")
for path, old, new in [
    ("docs/lesson/gru.md", "", "## Mine { #mine }\\n\\n[one](lstm.md)\\n"),
    ("docs/lesson/lstm.md", "", "\\n[two](gru.md#mine)\\n"),
    ("rnn_docs/lstm.py", "", "# a comment\\n"),
    ("docs/lesson/gru.md", "{ #mine }", "{ #yours }"),
]:
    file = pathlib.Path(path)
    text = file.read_text("utf-8")
    file.write_text(text.replace(old, new) if old else text + new, "utf-8")
    names.clear()
    try:
        build(load_config("mkdocs.yml", site_dir="out", strict=True))
    except SystemExit:
        print("stopped", end=" ")
    print(*names)
"""


def test_only_a_page_that_changed_is_rendered_anew_and_links_to_it_are_still_checked(built, whole, tree):
    """A comment counts on the page that shows docstrings."""
    assert built  # so that the copy finds everything in the cache
    shutil.copytree(whole.folder / ".cache", tree.folder / ".cache", dirs_exist_ok=True)
    result = tree.run(sys.executable, "-c", RENDERED, SITE_URL="http://lesson.localhost/")
    first, *later = result.stdout.splitlines()
    assert first.split() == ["lesson/gru.md"], result.stderr
    assert later == ["lesson/lstm.md", "api.md", "stopped lesson/gru.md"]
    assert "lesson/gru.md' does not contain an anchor '#mine'" in result.stderr

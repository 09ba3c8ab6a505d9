"""Mistakes planted in a copy of the tree stop the build, which says where they are."""

import json
import re
import sys
from collections.abc import Iterable

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
    (
        "hooks/widgets/rnn-enlarge.js", "this.replaceChildren(button);", "this.replaceChildren(button;",
        "hooks/widgets/rnn-enlarge.js:", "} closes ( of line",
    ),
    (
        "hooks/widgets/rnn-forget.css", "outline: none !important; }", "outline: none !important;",
        "hooks/widgets/rnn-forget.css:", "this rule is not closed",
    ),
]  # fmt: skip
# Found on the way; each stops the build by itself.
STOPS = {
    "a typo in a formula": (
        STEP, "y_t = W_{hy}\\, h_t + b_y", "y_t = W_{hy}\\, h_t + \\betaa",
        ("docs/lesson/computation.md:", 'Unknown command "\\betaa"'),
    ),
    "broken YAML": (
        "docs/quiz/computation.yml", "  objective: 2", "  objective: [2", ("docs/quiz/computation.yml:",),
    ),
    "a figure that raises": (
        "hooks/pages/computation/tanh_squash.py", "def tanh_squash() -> Figure:\n", "def tanh_squash() -> Figure:\n    raise OSError('ink')\n",
        ("docs/lesson/computation.md:", "tanh-squash: the figure raises OSError: ink", "(hooks/pages/computation/tanh_squash.py:"),
    ),
    "a cell that raises": (
        "docs/notebooks/forecasting.py", "years, actual = sunspots.test_part()", "years, actual = sunspots.rain()",
        ("docs/notebooks/forecasting.py:{line}: cell: AttributeError: ", "has no attribute 'rain'"),
    ),
}  # fmt: skip


def test_mistakes_stop_the_build_which_names_them_all_with_their_lines(tree):
    (tree.folder / "docs" / "more.html").write_text("<script>steal()</script>", "utf-8")
    for path, old, new, *_ in MISTAKES:
        tree.plant(path, old, new)
    result = tree.build()
    assert result.returncode != 0
    assert "Traceback" not in result.stderr
    assert "docs/more.html:1: file: no such file may lie below docs/" in result.stderr
    for path, _, new, *messages in MISTAKES:
        assert untold(messages, result.stderr, (tree.folder / path).read_text("utf-8"), new) == []


def untold(messages: Iterable[str], said: str, text: str, mistake: str) -> list[str]:
    """Messages about a mistake that were not said; `{line}` in them is where it stands."""
    line = str(text.partition(mistake)[0].count("\n") + 1)
    return [message for message in messages if message.replace("{line}", line) not in said]


THROUGH_A_BUILD = re.compile(r' +File ".*/(?:mkdocs|hooks)/')  # a line of the traceback of a build that ended by it
# One process for all of them: each is planted, the command is given as in a terminal, and it is mended.
IN_TURN = """
import json, pathlib, sys
from mkdocs.__main__ import cli

for path, old, new in json.loads(sys.argv[1]):
    file = pathlib.Path(path)
    text = file.read_text("utf-8")
    file.write_text(text.replace(old, new), "utf-8")
    try:
        cli(["build", "--strict", "--site-dir", "out"])
    except SystemExit as end:
        print("ended with", end.code, file=sys.stderr)
    file.write_text(text, "utf-8")
"""


def test_a_mistake_that_is_found_on_the_way_stops_the_build_which_names_it(tree):
    for path, old, *_ in STOPS.values():
        tree.plant(path, old, old)  # it is there to be changed
    said = tree.run(sys.executable, "-c", IN_TURN, json.dumps([mistake[:3] for mistake in STOPS.values()])).stderr
    # Of a notebook's kernel, which is stopped where a cell raises, a busy machine may show a traceback of its own.
    assert [line for line in said.splitlines() if THROUGH_A_BUILD.match(line)] == []
    told = said.split("ended with 1\n")
    assert len(told) == len(STOPS) + 1, said
    for (name, (path, old, _, messages)), words in zip(STOPS.items(), told, strict=False):
        assert untold(messages, words, (tree.folder / path).read_text("utf-8"), old) == [], name


BROKEN = ("nowhere.md", "../notation.md#no-such-place")


def test_a_broken_link_stops_make_site_and_the_old_site_stays(tree):
    (tree.folder / "site").mkdir()
    (tree.folder / "site" / "index.html").write_text("the old one", "utf-8")
    one, small = BROKEN
    tree.plant(STEP, "# Compute one step", f"# Compute [one]({one}) [small]({small}) step")
    tree.plant("mkdocs.yml", "  - Exercises: exercises.md", "  - Exercises: no-such-page.md")
    result = tree.run("make", "site", f"VENV={sys.prefix}")
    assert result.returncode != 0
    text = (tree.folder / STEP).read_text("utf-8")
    told = [
        *(f"{STEP}:{{line}}: Doc file 'lesson/computation.md' contains a link '{link}'" for link in BROKEN),
        "- exercises.md",
    ]
    assert untold([*told, "'no-such-page.md'"], result.stderr, text, "# Compute [one]") == []
    assert (tree.folder / "site" / "index.html").read_text("utf-8") == "the old one"

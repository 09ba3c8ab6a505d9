"""Explorers: their data arrive as they were computed, their files are there, and all of it is small."""

import gzip
import json
import re
from collections import defaultdict
from pathlib import Path

import html5lib
import numpy as np
import pytest
from checks import contract, source
from checks.source import Source
from drawing.explorer import Explorer, asks, rounded
from drawing.html_tree import parse
from features import reading_time
from markupsafe import Markup
from pages import EXPLORERS
from publish import widgets

ROOT = Path(__file__).parents[2]
FILES = [path for kind in ("js", "css") for path in widgets.files(ROOT / "hooks", kind, runs=True)]
ELEMENTS = {path.name: path for path in FILES if path.parent.name != "lib"}
OTHERS = {
    "rnn-question",
    "rnn-quiz",
    "rnn-progress",
    "rnn-forget",
    "rnn-enlarge",
    "rnn-note",
    "rnn-step",
    "rnn-run",
    "rnn-fetch",
}  # elements that move no figure
# of every page: what explorers share, questions, the button that runs code, comforts (the whole screen, popovers, copying)
SCRIPT_BYTES, EXPLORER_BYTES, TRACE_BYTES, LINES = 12_000, 3_500, 10_000, 300


def gz(text):
    return len(gzip.compress(text.encode()))


def test_the_trace_arrives_as_it_was_computed():
    trace = {"words": 'it\'s <b> & "so" – −1', "numbers": [0.25, 1e-9, 0]}
    explorer = Explorer("rnn-x", 'Say "so"', "figure x", lambda: trace)
    page = html5lib.parse(explorer.html("x", explorer.json(), Markup("<p>static</p>")), namespaceHTMLElements=False)
    element = page.find(".//rnn-x")
    assert json.loads(element.get("data-trace")) == trace
    assert element.get("aria-label") == 'Say "so"'
    assert element.find("p").text == "static"


def test_a_number_that_is_none_stops_the_build():
    with pytest.raises(ValueError, match="not JSON compliant"):
        Explorer("rnn-x", "x", "figure x", lambda: {"share": float("nan")}).json()


def test_numbers_are_rounded_as_they_are_printed():
    assert rounded(np.array([[0.6044, -0.004], [1.0, -0.381]]), 2) == [[0.6, 0], [1, -0.38]]
    assert json.dumps(rounded([-0.0001, 2.0], 2)) == "[0, 2]"


def test_a_question_stands_before_the_static_part_and_its_answer_in_a_closed_block_behind():
    asked = asks("Which?", "Then try.", "This <one>.", {"place": [2, 3]}, ["this", "that"], "this")
    explorer = Explorer("rnn-x", "x", "figure x", lambda: {"asks": asked})
    element = parse(explorer.html("x", explorer.json(), Markup("<figure></figure>"))).find("rnn-x")
    assert [part.name for part in element.find_all(recursive=False)] == [
        "p",
        "rnn-enlarge",
        "figure",
        "details",
        "rnn-fetch",
    ]
    assert element.find("p").get_text() == "Your turn first. Which?"
    assert element.find("details").find("p").get_text() == "This <one>."


def test_the_right_guess_is_one_of_the_guesses():
    with pytest.raises(ValueError, match=r"right must be one of the guesses \['this'\], found 'that'"):
        asks("Which?", "Then try.", "This.", {"place": [2]}, ["this"], "that")


@pytest.mark.parametrize("name", EXPLORERS)
def test_the_element_has_a_file_of_its_name_that_defines_it(name):
    tag = EXPLORERS[name].tag
    assert f'rnn.define("{tag}", ' in ELEMENTS[f"{tag}.js"].read_text("utf-8")


def test_every_file_of_an_element_is_used():
    tags = {explorer.tag for explorer in EXPLORERS.values()} | OTHERS
    assert {path.stem.partition(".")[0] for path in ELEMENTS.values()} - tags == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_files_stay_short(path):
    assert len(path.read_text("utf-8").splitlines()) <= LINES


def test_the_scripts_of_every_page_together_are_small():
    """With the one in the head of each page, and the one of the archive."""
    others = [(ROOT / path).read_text("utf-8") for path in ("hooks/theme/main.html", "docs/assets/iframe-worker.js")]
    own = [widgets.script(ROOT / "hooks", runs=True), *re.findall("<script>(.*)</script>", others[0]), others[1]]
    assert len(own) == 3
    assert sum(map(gz, own)) <= SCRIPT_BYTES


def test_the_script_of_an_explorer_is_small():
    scripts = widgets.scripts_of_pages(ROOT / "hooks")
    assert {*scripts} == {explorer.tag for explorer in EXPLORERS.values()}
    assert {name: gz(code) for name, code in scripts.items() if gz(code) > EXPLORER_BYTES} == {}


def test_the_traces_of_a_page_are_small():
    traces = defaultdict(str)
    for page in source.read(ROOT / "docs").pages.values():
        for marker in page.markers:
            if marker.kind == "explorer":
                traces[page.path] += EXPLORERS[marker.name].json()
    assert traces
    assert {page: gz(text) for page, text in traces.items() if gz(text) > TRACE_BYTES} == {}


def test_an_explorer_takes_its_time_and_its_caption_is_read():
    html = '<rnn-x class="explorer covers"><figure><figcaption>One two</figcaption></figure></rnn-x>'
    assert reading_time.counts(parse(html)).work_seconds == 75 + 2 * 60 / 130
    assert reading_time.counts(parse(f"<details>{html}</details>")).work_seconds == 0


def test_an_unused_explorer_is_named_and_one_that_is_used_shows_its_figure():
    explorer = Explorer("rnn-x", "x", "figure drawn", dict)
    names = contract.Names(explorers={"x": explorer}, figures={"drawn": None})
    assert contract.unused([], names) == ["figure drawn", "explorer x"]
    used = Source("page.md", "<!-- explorer: x -->")
    assert contract.unused(used.markers, names) == []

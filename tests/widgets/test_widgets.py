"""The widgets in Node, where there is one: they are JavaScript, their functions do what they say, and they print numbers
and letters as Python does."""

import json
import shutil
import string
import subprocess
from pathlib import Path

import numpy as np
import pytest
from drawing.palette import heat_class
from drawing.printing import italic, number
from pages.shared.measured_gradients import two_digits
from pages.vanishing_gradient.explorer import _significant
from publish import python_parts, widgets

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
SCRIPTS = [*sorted(ROOT.glob("hooks/**/*.js")), *sorted(ROOT.glob("docs/assets/*.js"))]
JOINED = {
    "without run buttons": widgets.script(ROOT / "hooks"),
    "with run buttons": widgets.script(ROOT / "hooks", runs=True),
    "what the first click fetches": python_parts.page_script(ROOT / "hooks", {}),
    **widgets.scripts_of_pages(ROOT / "hooks"),
}

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="no Node.js")


def node(*arguments, given=""):
    result = subprocess.run(
        ["node", *arguments], input=given, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def answers(name, calls):
    """What a function of the library answers to each of these lists of arguments."""
    return json.loads(node(FOLDER / "call.js", given=json.dumps([[name, *call] for call in calls])))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.test.js")), ids=lambda path: path.name)
def test_the_functions_of_the_widgets_do_what_they_say(path):
    assert "# pass 0" not in node("--test", path)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_javascript_that_a_browser_can_read(path):
    node("--check", path)


@pytest.mark.parametrize("name", JOINED)
def test_a_joined_script_is_javascript_too(tmp_path, name):
    (tmp_path / "joined.js").write_text(JOINED[name], "utf-8")
    node("--check", tmp_path / "joined.js")


def test_every_file_of_the_library_has_a_test_of_its_functions():
    tested = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.test.js"))
    assert {path.name for path in ROOT.glob("hooks/widgets/lib/*.js") if f'"lib/{path.name}"' not in tested} == set()


def values():
    """Numbers of every size and sign, what rounding makes of them, and exact halves of every last digit."""
    rng = np.random.default_rng(0)
    some = rng.normal(size=(8, 40)) * 10.0 ** np.arange(-4, 4)[:, np.newaxis]
    rounded = [np.round(some, decimals) for decimals in range(6)]
    halves = np.arange(-41, 42)[:, np.newaxis] / 2.0 ** np.arange(1, 6)
    whole = [0.0, -0.0, 1e6, -123456.5, 999.995, 0.005, 1.005, 2.675, 4.35, 1e20]
    return [float(value) for value in np.concatenate([np.ravel(part) for part in (some, *rounded, halves, whole)])]


@pytest.mark.parametrize("decimals", range(5))
def test_a_number_is_printed_as_python_prints_it(decimals):
    found = answers("number", [[value, decimals] for value in values()])
    expected = [number(value, decimals) for value in values()]
    assert len(set(expected)) > 100
    assert [pair for pair in zip(values(), expected, found, strict=True) if pair[1] != pair[2]] == []


def test_a_cell_is_filled_by_the_class_that_python_gives():
    shares = [value for value in (*values(), *np.linspace(-1, 1, 2001)) if -1 <= value <= 1]
    assert answers("heat", [[float(value)] for value in shares]) == [heat_class(value) for value in shares]


def test_letters_are_the_italics_that_python_gives():
    words = [*string.ascii_letters, *string.digits, "init", "W_xh", "t+1", "dL/dh"]
    assert answers("italic", [[word] for word in words]) == [italic(word) for word in words]


def test_what_arrives_is_printed_as_the_tables_of_its_page_print_it():
    shares = 10 ** np.random.default_rng(1).uniform(-33, 5, 500)
    sent = [_significant(share, 1 if share < 0.001 else 2) for share in shares]
    assert answers("plain", [[share, 2] for share in sent]) == [two_digits(share) for share in shares]

"""The key follows meaning: the code and the data that a function uses, and nothing else."""

import importlib
import os
import shutil
import sys
import textwrap
from pathlib import Path

import pages
import pytest
from pages import computed_answers
from results import stored, trained, used_code
from results.cache import Cache
from results.used_code import ALL, UsedCode

from tests.conftest import copy_of_the_code

ROOT = Path(__file__).parents[3]
TREE = {
    "package/__init__.py": "from package.cell import step, unused\nimport package.cell\n",
    "package/cell.py": '''
        """A cell."""
        from package.weights import WEIGHTS as W

        RATE = 0.5

        def step(h):
            """One step."""
            return RATE * helper(h) + W["h"]

        def helper(h):
            return h  # as it is

        def unused():
            from package import other

            return other.thing()

        class Cell:
            """Holds."""

            def run(self):
                return step(1.0)
        ''',
    "package/weights.py": 'WEIGHTS = {}\nWEIGHTS["h"] = 2.0\nUNUSED = 3\n\nif __name__ == "__main__":\n    print(1)\n',
    "package/other.py": 'FILE = "numbers.csv"\n\ndef thing():\n    return open("data/" + FILE)\n\ndef neighbour():\n    return 7\n',
    "package/numbers.csv": "1,2\n",
    "package/strange.csv": "3,4\n",
    "hooks/figures.py": """
        import importlib
        import package
        import package as p
        from package import cell, step, unused

        def figure():
            return step(1)

        def by_module():
            return cell.step(1)

        def whole():
            return vars(p)

        def by_name():
            return importlib.import_module("package.other")
        """,
}


@pytest.fixture
def tree(tmp_path):
    """A package and a hook that uses it."""
    for name, text in TREE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(textwrap.dedent(text), "utf-8")
    return tmp_path


def digest(tree: Path, name: str = "figure", module: str = "figures", packages: tuple[str, ...] = ("numpy",)) -> str:
    folders = [tree / "package", tree / "hooks"]
    return UsedCode(folders, Cache(tree / "cache"), packages).digest((module, name))


def changes(tree: Path, path: str, old: str, new: str, name: str = "figure") -> bool:
    before, text = digest(tree, name), (tree / path).read_text("utf-8")
    assert text.count(old) == 1
    (tree / path).write_text(text.replace(old, new), "utf-8")
    return digest(tree, name) != before


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("package/cell.py", "# as it is", "# unchanged"),
        ("package/cell.py", "One step.", "One step of the cell."),
        ("package/cell.py", '"""A cell."""', "# nothing said"),
        ("package/cell.py", "RATE = 0.5", "\n\nRATE = (\n    0.5\n)"),
        ("hooks/figures.py", "    return step(1)", '    """Draw."""\n    return step(1)'),
    ],
)
def test_a_comment_a_docstring_or_the_layout_changes_no_key(tree, path, old, new):
    assert not changes(tree, path, old, new)


TWO = ("def one(): pass\n\ndef two(): pass\n\n", "def two(): pass\n\ndef one(): pass\n\n")


@pytest.mark.parametrize(
    ("path", "old", "new", "differs"),
    [
        ("package/cell.py", "# as it is", "# unchanged", False),
        ("package/cell.py", "RATE = 0.5", "RATE = (\n    0.5)  # half", False),
        ("hooks/figures.py", "return step(1)", "return step(2)", False),  # another package
        ("package/cell.py", "A cell.", "The cell.", True),
        ("package/cell.py", "One step.", "A step.", True),
        ("package/cell.py", "Holds.", "Keeps.", True),
        ("package/cell.py", "return h ", "return -h ", True),
        ("package/other.py", *TWO, True),  # the order in which they are shown
    ],
)
def test_what_shows_docstrings_is_shown_anew_for_another_docstring_and_not_for_a_comment(tree, path, old, new, differs):
    def documented() -> str:
        return UsedCode([tree / "package", tree / "hooks"], Cache(tree / "cache")).documented("package")

    with (tree / "package/other.py").open("a", encoding="utf-8") as file:
        file.write(TWO[0])
    before = documented()
    planted(tree, path, old, new)
    assert (documented() != before) == differs


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("hooks/figures.py", "return step(1)", "return step(2)"),  # its own code
        ("package/cell.py", "RATE = 0.5", "RATE = 0.25"),  # a constant two modules away
        ("package/cell.py", "return h ", "return -h "),  # a helper's code
        ("package/weights.py", "= 2.0", "= 2.5"),  # a statement that defines no name
        ("package/__init__.py", "import step, unused", "import unused as step"),  # what a name stands for
    ],
)
def test_a_change_of_the_code_that_is_used_changes_the_key(tree, path, old, new):
    assert changes(tree, path, old, new)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("package/other.py", "return 7", "return 8"),
        ("package/numbers.csv", "1,2", "1,3"),
        ("package/weights.py", "UNUSED = 3", "UNUSED = 4"),
        ("package/weights.py", "print(1)", "print(2)"),  # run only as a program
        ("package/cell.py", "return other.thing()", "return None"),
        ("package/cell.py", "return step(1.0)", "return step(2.0)"),
    ],
)
def test_a_change_of_code_or_data_that_is_not_used_changes_no_key(tree, path, old, new):
    assert not changes(tree, path, old, new)


def test_an_import_within_a_function_counts_and_so_does_the_data_file_that_it_leads_to(tree):
    assert changes(tree, "package/numbers.csv", "1,2", "1,3", "unused")
    assert changes(tree, "package/other.py", 'open("data/"', 'open("other/"', "unused")
    assert not changes(tree, "package/other.py", "return 7", "return 8", "unused")
    assert not changes(tree, "package/strange.csv", "3,4", "4,5", "unused")


def test_what_keeps_results_is_no_part_of_them(tree, monkeypatch):
    monkeypatch.setattr(used_code, "KEEPERS", ("package.other",))
    assert not changes(tree, "package/other.py", 'open("data/"', 'open("other/"', "unused")


def test_of_an_imported_module_what_is_used_counts(tree):
    assert changes(tree, "package/cell.py", "RATE = 0.5", "RATE = 0.25", "by_module")
    assert not changes(tree, "package/cell.py", "return other.thing()", "return None", "by_module")


@pytest.mark.parametrize("name", ["whole", "by_name"])
def test_a_module_that_is_used_as_a_whole_or_imported_by_its_name_counts_as_a_whole(tree, name):
    assert changes(tree, "package/other.py", "return 7", "return 8", name)


def test_settings_and_versions_of_the_packages_that_compute_are_in_the_key(tree, monkeypatch):
    code = UsedCode([tree / "package"], Cache(tree / "cache"))
    place = ("package.cell", "step")
    assert code.digest(place) == code.digest(place) != code.digest(place, also="wide")
    before = digest(tree)
    monkeypatch.setattr(used_code, "_version", lambda package: "0.0.1")
    assert digest(tree) != before
    changed = digest(tree)
    monkeypatch.setattr(used_code.platform, "python_version", lambda: "3.99.0")
    assert digest(tree) not in (before, changed)


def state(root: Path) -> str:
    return UsedCode([root / "package", root / "hooks"], Cache(root / "cache")).state()


def test_a_glance_sees_that_code_was_saved_the_state_only_that_it_says_something_else(tree):
    code = tree / "package/cell.py"
    used, was = UsedCode([tree / "package"], Cache(tree / "cache")), state(tree)
    before = used.glance()
    assert used.glance() == before
    code.write_text(f"# why\n{code.read_text('utf-8')}", "utf-8")
    assert used.glance() != before
    assert state(tree) == was
    code.write_text(f"{code.read_text('utf-8')}\nmore = 1\n", "utf-8")
    assert state(tree) != was


def test_a_glance_sees_that_a_data_file_was_saved_or_removed_and_follows_a_copy_of_the_tree(tree, tmp_path):
    states, file = [state(tree)], tree / "package/numbers.csv"
    shutil.copytree(tree, tmp_path / "copy")
    assert state(tmp_path / "copy") == state(tree) == states[0]
    os.utime(file, ns=(1, 1))
    states.append(state(tree))
    file.write_text("", "utf-8")
    os.utime(file, ns=(1, 1))
    states.append(state(tree))
    file.unlink()
    assert len({*states, state(tree)}) == 4


@pytest.mark.parametrize(
    ("old", "new", "differs"),
    [
        ("# as it is", "# unchanged", False),
        ("RATE = 0.5", "RATE = (\n    0.5)", False),
        ("RATE = 0.5", "RATE = 0.6", True),
        ("One step.", "A step.", True),
        ("WEIGHTS as W", "UNUSED as W", True),
    ],
)
def test_the_state_of_code_is_what_it_says_with_docstrings_and_without_comments(tree, old, new, differs):
    before, file = state(tree), tree / "package/cell.py"
    planted(tree, "package/cell.py", old, new)
    assert (state(tree) != before) == differs
    file.rename(file.with_name("cells.py"))
    assert state(tree) != before


def test_code_that_is_not_ours_is_refused_by_name(tree):
    with pytest.raises(ValueError, match=r"no code of ours: numpy"):
        digest(tree, "tanh", "numpy")


@pytest.mark.parametrize("line", ["from . import cell", "from package.cell import *"])
def test_an_import_that_cannot_be_followed_is_refused_with_its_line(tree, line):
    (tree / "hooks/figures.py").write_text(f"x = 1\n{line}\n\ndef figure():\n    return x\n", "utf-8")
    with pytest.raises(ValueError, match="figures, line 2: imports are followed by full name"):
        digest(tree)


def test_a_module_is_parsed_once_and_a_damaged_result_is_parsed_again(tree, monkeypatch):
    before = digest(tree)
    with monkeypatch.context() as patched:
        patched.setattr(used_code, "parsed", None)
        assert digest(tree) == before
    for entry in (tree / "cache").iterdir():
        entry.write_text("{", "utf-8")
    assert digest(tree) == before


# --- this project's own code ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ours():
    return used_code.of_site()


def test_what_is_trained_follows_its_task_and_no_other(ours):
    reached = ours.reached([("results.trained", "sunspots")])
    modules = {module for module, _ in reached}
    assert {"rnn_docs.tasks.sunspots", "rnn_docs.tasks.series", "rnn_docs.loop", "rnn_docs.cells.lstm"} <= modules
    assert not modules & {"rnn_docs.tasks.sentiment", "rnn_docs.tasks.translation", "drawing.palette"}
    assert {name for module, name in reached if not module} == {"sunspots.csv", "sunspots.json"}


@pytest.fixture
def copy(tmp_path):
    copy_of_the_code(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def before():
    """The keys as they are."""
    return keys(ROOT)


def keys(root: Path) -> dict[str, str]:
    """Of everything that is kept for pages, and trained."""
    code = used_code.of_site(root)
    places = {f"{kind} {name}": computed_answers.made_by(kind, name) for kind, name in pages.FUNCTIONS}
    places |= {f"trained {make.__name__}": ("results.trained", make.__name__) for make in trained.EVERYTHING}
    return {name: code.digest(place) for name, place in places.items()}


def planted(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def test_a_comment_in_the_package_or_the_palette_changes_no_key_and_a_docstring_none(copy, before):
    for path in ("rnn_docs/cells/lstm.py", "rnn_docs/loop.py", "rnn_docs/__init__.py", "hooks/drawing/palette.py"):
        text = (copy / path).read_text("utf-8")
        (copy / path).write_text(text.replace('"""', '"""Words. ', 1) + "\n# a comment\n", "utf-8")
    assert keys(copy) == before


def test_a_changed_constant_of_one_task_trains_that_task_alone(copy, before):
    planted(copy, "rnn_docs/tasks/shares.py", "0.6, 0.2", "0.5, 0.2")
    changed = {name for name, key in keys(copy).items() if key != before[name]}
    assert {name for name in changed if name.startswith("trained")} == {"trained shares"}
    assert "value shares-persistence" in changed
    assert "figure unrolled" not in changed


def test_a_changed_data_file_trains_what_reads_it(copy, before):
    planted(copy, "rnn_docs/data/sunspots.csv", "1700", "1701")
    changed = {name for name, key in keys(copy).items() if key != before[name]}
    assert {name for name in changed if name.startswith("trained")} == {"trained sunspots"}


def test_a_changed_colour_draws_anew_what_shows_colours_and_trains_nothing(copy, before):
    planted(copy, "hooks/drawing/palette.py", '"x": ("#', '"x": ("#0')
    changed = {name for name, key in keys(copy).items() if key != before[name]}
    assert {f"figure {name}" for name in pages.FIGURES} <= changed
    assert not any(name.startswith(("trained", "value")) for name in changed)


def test_every_data_file_is_named_in_code_or_counts_with_every_notebook(ours):
    """A file whose name is put together would not be seen."""
    used = {place[1] for place in ours.reached([(module, ALL) for module in ours.paths]) if not place[0]}
    others = {"jupyter_nbconvert_config.json", "tsconfig.json"}  # read by other programs
    templates = {name for name in ours.data if name.endswith(".html")}  # what is kept goes into them, and is not in it
    assert {*ours.data} - used - others - templates == set()


def test_stored_seeds_say_how_they_were_made():
    for path in stored.FOLDER.glob("*.json"):
        found = stored.stored(path.name)
        assert found.command == f"make seeds TASKS={path.stem}"
        for runs in found.runs.values():
            assert [run["seed"] for run in runs] == list(range(len(runs)))


def test_what_was_saved_after_it_was_imported_is_kept_under_no_key_of_the_new_code(tmp_path, monkeypatch):
    path = tmp_path / "saved_later.py"
    path.write_text("def one():\n    return 1\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.import_module("saved_later")
    monkeypatch.setattr(used_code, "LOADED", path.stat().st_mtime_ns)

    def key() -> str:
        return UsedCode([tmp_path], Cache(tmp_path / "parsed")).digest(("saved_later", "one"))

    before = key()
    assert key() == before
    path.write_text("def one():\n    return 2\n", "utf-8")
    os.utime(path, ns=(used_code.LOADED + 1, used_code.LOADED + 1))
    assert len({before, key(), key()}) == 3  # the old code still runs: nobody finds what it gives
    del sys.modules["saved_later"]
    assert key() == key() != before


@pytest.mark.parametrize(
    ("text", "runs"), [("# a comment\ndef one():\n    return 1\n", True), ("def one():\n    return 2\n", False)]
)
def test_of_a_module_that_knows_its_text_only_what_says_something_else_is_another(tmp_path, monkeypatch, text, runs):
    path = tmp_path / "knows_its_text.py"
    path.write_text("def one():\n    return 1\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    module = importlib.import_module(path.stem)
    monkeypatch.delitem(sys.modules, path.stem)
    monkeypatch.setitem(sys.modules, path.stem, module)
    monkeypatch.setattr(module.__loader__, "text", path.read_bytes(), raising=False)
    monkeypatch.setattr(used_code, "LOADED", 0)

    def key() -> str:
        return UsedCode([tmp_path], Cache(tmp_path / "parsed")).digest((path.stem, "one"))

    before = key()
    assert key() == before  # saved after everything, and yet what runs
    path.write_text(text, "utf-8")
    assert (key() == key() == before) == runs

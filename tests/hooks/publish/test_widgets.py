"""The scripts and their styles: the library first, Python's constants before it, and no mistake goes out unnamed."""

import json
from pathlib import Path

import pytest
from drawing.figure import COMPACT, WIDE
from drawing.printing import UPRIGHT_SUBSCRIPTS
from publish import widgets

ROOT = Path(__file__).parents[3]
FOLDERS = ("hooks/pages/any", "hooks/widgets/lib", "hooks/widgets/run/page", "docs/assets")


@pytest.fixture
def tree(tmp_path):
    for folder in FOLDERS:
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


def test_the_library_comes_first_and_no_file_sees_the_names_of_another(tree):
    (tree / "hooks/widgets/rnn-a.js").write_text("const size = rnn.size;\n", "utf-8")
    (tree / "hooks/widgets/lib/z.js").write_text("rnn.size = 3;\n", "utf-8")
    script = widgets.script(tree / "hooks")
    assert script.endswith(";\n{\nrnn.size=3;\n}\n{\nconst size=rnn.size;\n}\n")


def test_what_stands_in_the_folder_of_a_page_goes_out_in_a_script_of_its_own(tree):
    (tree / "hooks/pages/any/rnn-a.js").write_text("const size = rnn.size;\n", "utf-8")
    (tree / "hooks/pages/any/rnn-b.js").write_text("rnn.b = 1;\n", "utf-8")
    (tree / "hooks/widgets/rnn-c.js").write_text("rnn.c = 1;\n", "utf-8")
    first, second = '"use strict";\n{\nconst size=rnn.size;\n}\n', '"use strict";\n{\nrnn.b=1;\n}\n'
    assert widgets.scripts_of_pages(tree / "hooks") == {"rnn-a": first, "rnn-b": second}
    assert widgets.script(tree / "hooks").endswith(";\n{\nrnn.c=1;\n}\n")


def test_the_files_of_an_element_see_each_other_and_the_one_that_defines_it_comes_last(tree):
    folder = tree / "hooks/pages/any"
    (folder / "rnn-a.js").write_text('import {\n  one,\n} from "./rnn-a.z.js";\n\nrnn.a = one;\n', "utf-8")
    (folder / "rnn-a.z.js").write_text("export const one = 1;\nrnn.text = `\n  export class`;\n", "utf-8")
    (folder / "rnn-a-b.js").write_text("export class B {}\n", "utf-8")
    scripts = widgets.scripts_of_pages(tree / "hooks")
    assert [*scripts] == ["rnn-a", "rnn-a-b"]
    assert scripts["rnn-a"].endswith("\n{\nconst one=1;rnn.text=`\n  export class`;rnn.a=one;\n}\n")
    assert scripts["rnn-a-b"].endswith("\n{\nclass B{}\n}\n")


def test_the_script_begins_with_what_python_knows(tree):
    first, second = widgets.script(tree / "hooks").splitlines()
    assert first == '"use strict";'
    known = json.loads(second.removeprefix("window.rnn = ").removesuffix(";"))
    assert known == {"WIDE": WIDE, "COMPACT": COMPACT, "UPRIGHT": sorted(UPRIGHT_SUBSCRIPTS)}


def test_our_scripts_and_styles_are_sound():
    assert widgets.problems(ROOT) == []


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("hooks/widgets/lib/a.js", "rnn.a = 1;\nrnn.b = (2;\n", "hooks/widgets/lib/a.js:2: ( is not closed"),
        ("docs/assets/a.js", "let a = [1;\n", "docs/assets/a.js:1: [ is not closed"),
        ("hooks/pages/any/rnn-a.js", 'import { b } from "./rnn-a.b.js";\n', "rnn-a.js:1: no file rnn-a.b.js is joined with"),
        ("hooks/widgets/run/rnn-run.js", "let a = [1;\n", "hooks/widgets/run/rnn-run.js:1: [ is not closed"),
        ("hooks/widgets/run/page/a.js", "let a = [1;\n", "hooks/widgets/run/page/a.js:1: [ is not closed"),
        ("docs/assets/a.css", "a { color: red; }\nb { color: red;\n", "docs/assets/a.css:2: this rule is not closed"),
        ("hooks/pages/any/rnn-a.css", "a { color: red;\nb { color: red; }\n}\n", "rnn-a.css:2: a rule stands within a rule"),
        ("docs/assets/a.css", "a { top: 0;\nb { top: 0; }\nc { top: 0; }\nd { top: 0; }\n", "a.css:2: a rule stands within"),
        ("hooks/pages/any/rnn-a.css", "a { color: red; }\n}\n", "rnn-a.css:2: Unmatched }"),
        ("hooks/pages/any/rnn-a.css", "a {}\na { color red }\n", "rnn-a.css:2: expected a property"),
        ("hooks/pages/any/rnn-a.css", "a {\n  content: \"x;\n}\n", "rnn-a.css:2: Bad string"),
        ("hooks/pages/any/rnn-a.css", "a {}\nb c", "rnn-a.css:2: this rule is not closed"),
        ("hooks/pages/any/rnn-a.css", "a {}\n/* b", "rnn-a.css:2: this comment is not closed"),
        ("hooks/pages/any/rnn-a.css", "a { top: 1px) }", "rnn-a.css:1: Unmatched )"),
        ("hooks/pages/any/rnn-a.css", "@media print {\n  a { color red }\n}\n", "rnn-a.css:2: expected a property"),
        ("hooks/pages/any/rnn-a.css", "@container (min-width: 1px) { a { top: 0;\n b {} }\n}", "rnn-a.css:2: a rule stands within"),
        ("hooks/pages/any/rnn-a.css", "a { color: red\n  b { top: 0 }\n}\n", "rnn-a.css:1: a rule stands within a rule"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_script_or_a_style_is_named_with_its_place(tree, path, text, told):
    (tree / path).write_text(text, "utf-8")
    (found,) = map(str, widgets.problems(tree))
    assert told in found


def test_an_import_from_another_element_is_named(tree):
    (tree / "hooks/pages/any/rnn-b.js").write_text("export const b = 1;\n", "utf-8")
    (tree / "hooks/pages/any/rnn-a.js").write_text('let a;\nimport { b } from "./rnn-b.js";\n', "utf-8")
    (found,) = map(str, widgets.problems(tree))
    assert "rnn-a.js:2: no file rnn-b.js is joined with this one" in found


@pytest.mark.parametrize(
    "css",
    [
        "@page { margin: 1cm; @bottom-right { content: none; } }",
        ":root { --a: { b }; --empty:; }",
        "@font-face { font-family: x; src: url(x.woff2); }",
        "@keyframes a { from { top: 0; } to { top: 1px; } }",
        'a::before { content: "}"; } /* { */',
        "",
    ],
)
def test_sound_styles_pass(tree, css):
    (tree / "docs/assets/a.css").write_text(css, "utf-8")
    assert widgets.problems(tree) == []

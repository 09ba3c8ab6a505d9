"""What changes the pages and the code to see whether anybody notices, changes what it should and leaves the rest."""

import ast
import json

import pytest

from tests.mutations import code, digits

PAGE = """---
title: Eight in 7 lines
fixed: {"3 of 4": a reason}
---

# A page {: #a1 }

Step 3 has [4](x5.md#y6) of 12.9 and <!-- value: n-7 -->10⁻⁶<!-- / -->, since 1997. In GPT-2, $h_{12} < 0.35$ and $h_3$.

1. one, two

```python
x = 5
```

```text
[ 0.6  -0.38]
```
"""


def found(digit: str) -> dict[str, str]:
    return {literal.old: literal.new for literal in digits.literals("page.md", PAGE, digit)}


def test_a_last_and_a_first_digit_are_changed_where_a_number_claims_something():
    last = {"7": "8", "4": "5", "12.9": "12.8", "10": "11", "⁶": "⁷", "0.35": "0.36", "0.6": "0.7", "0.38": "0.39"}
    assert found("last") == last
    first = {"7": "8", "4": "5", "12.9": "22.9", "10": "20", "⁶": "⁷", "0.35": "0.45", "0.6": "0.7", "0.38": "0.48"}
    assert found("first") == first


def test_a_number_word_becomes_another():
    assert found("word") == {"Eight": "Nine", "two": "three"}
    words = digits.literals("page.md", "Twice as long, half a million, twenty, thrice; nobody seldom.", "word")
    assert [it.new for it in words] == ["Thrice", "quarter", "billion", "thirty", "twice"]


def test_a_change_is_planted_where_it_was_found():
    (planted,) = [it.planted(PAGE) for it in digits.literals("page.md", PAGE, "last") if it.old == "12.9"]
    assert planted == PAGE.replace("12.9", "12.8")


CODE = """\
@decorated
def area(xs, *rest, **words):
    total = xs @ xs.T * 2 ** 3
    return total if total >= 0.5 and not rest else -max(xs)

for a, b in zip(xs, 0.0, strict=True):
    pass
"""


def test_operators_and_constants_are_changed_and_stars_of_arguments_are_not():
    assert [(it.line, it.old, it.new) for it in code.mutants("m.py", CODE)] == [
        (3, "@", "*"), (3, "*", "/"), (3, "2", "3"), (3, "**", "*"), (3, "3", "4"),
        (4, ">=", ">"), (4, "0.5", "(2 * 0.5)"), (4, "and", "or"), (4, "not", ""), (4, "-", "+"), (4, "max", "min"),
        (6, "0.0", "(1 + 0.0)"),
    ]  # fmt: skip


def test_in_a_drawing_a_length_is_changed_by_what_can_be_seen():
    text = """from drawing.diagram import Pen
width, units = 340, 3
pen.rect(width - 4, xs[1], 0.5, 8 if units > 30 else 9)
at = Sizes(box=7)
row(pen, 6)
pen.text(x, y, "×", "grad", 12)
class CellPen(Pen):
    def gate(self, x): self.text(x + 5, f(11), "gate")
def bar(pen, k): top = 3 - (2 if k == 1 else 9)
class Job:
    def run(self): self.train(2)
"""
    ints = [(it.old, it.new) for it in code.mutants("m.py", text) if it.old.isdigit()]
    assert ints == [
        ("340", "360"),
        ("3", "4"),
        ("4", "24"),
        ("1", "2"),
        ("8", "28"),
        ("30", "31"),
        ("9", "29"),
        ("7", "27"),
        ("6", "26"),
        ("12", "32"),
        ("5", "25"),
        ("11", "31"),
        ("3", "23"),
        ("2", "22"),
        ("1", "2"),
        ("9", "29"),
        ("2", "3"),
    ]
    assert [it.new for it in code.mutants("m.py", text) if it.old == "0.5"] == ["(20 + 0.5)"]
    plain = text.replace("Pen", "Pencil")
    assert all(int(it.new) - int(it.old) == 1 for it in code.mutants("m.py", plain) if it.old.isdigit())


@pytest.mark.parametrize("mutant", list(code.mutants("m.py", CODE)), ids=str)
def test_changed_code_is_still_code_and_means_something_else(mutant):
    assert ast.dump(ast.parse(mutant.planted(CODE))) != ast.dump(ast.parse(CODE))


def test_every_change_that_is_listed_as_unseen_is_one_that_would_be_tried():
    for file, line, change in code.unseen():
        text = (code.ROOT / file).read_text("utf-8")
        tried = {(text.splitlines()[it.line - 1].strip(), it.change) for it in code.mutants(file, text)}
        assert (line, change) in tried, f"{file}: {line}: {change}"


def test_tests_that_run_a_changed_function_are_asked_the_quickest_first():
    text = "import x\n\n\n@cache\ndef one():\n    return 1\n\n\ndef two():\n    return 2\n"
    found = {
        "slow": (3, ["m.py:4"], []),
        "quick": (0.1, ["m.py:4", "m.py:9"], []),
        "beside": (0.1, ["m.py:20"], []),
        "of its file": (0.2, ["n.py:4"], ["m.py:9"]),
        "imports it": (0.3, [], ["m.py:4"]),
        "never ends": (99, ["m.py:4"], []),
        "elsewhere": (0, ["n.py:4"], ["n.py:4"]),
        code.IMPORTING: (0, ["m.py:9"], []),
    }
    reached = {name: dict(zip(("seconds", "places", "imports"), it, strict=True)) for name, it in found.items()}

    def asked(line):
        return [
            it for it in code.who_is_asked(code.Mutant("m.py", line, 0, "", ""), text, reached) if it != code.IMPORTING
        ]

    assert asked(6) == ["quick", "slow", "imports it"]
    # It runs while modules are imported, too.
    assert asked(10) == ["quick", "of its file", "imports it", "beside", "elsewhere"]
    assert asked(1) == ["of its file", "imports it", "quick", "beside", "elsewhere"]


def test_of_what_a_line_defines_those_are_asked_first_who_tell_of_it(monkeypatch):
    text = "RATE, STEPS = 1, 2\n\n\n@frozen(True)\nclass Kept:\n    size: int = 3\n\n\ndef train(rate=RATE):\n    return rate\n"
    assert [sorted(code.defines(text, line)) for line in (1, 4, 6, 9, 10)] == [
        ["RATE", "STEPS"], ["Kept"], ["Kept"], ["train"], [],
    ]  # fmt: skip
    assert code.users_of(text, {"RATE"}) == {9}
    words = {"tests/rates.py": {"RATE"}}
    monkeypatch.setattr(code, "_words", lambda file: words.get(file, set()))
    found = {
        "tests/quick.py::test": (0.1, []),
        "tests/rates.py::test": (0.2, []),
        "tests/all.py::test[Kept]": (0.3, []),
        "tests/uses.py::test": (0.4, ["rnn/m.py:9"]),
        "tests/each.py::test[m]": (0.45, []),
    }
    reached = {name: {"seconds": seconds, "places": places, "imports": []} for name, (seconds, places) in found.items()}

    def first(line, number):
        asked = code.who_is_asked(code.Mutant("rnn/m.py", line, 0, "", ""), text, reached)
        assert {*asked} == {*found} or line == 10
        return [name.removeprefix("tests/").partition(".py")[0] for name in asked[:number]]

    assert first(1, 3) == ["rates", "uses", "each"]
    assert first(4, 2) == ["all", "each"]
    assert first(9, 1) == ["each"]
    assert first(10, 9) == ["uses"]  # what is in its body is asked of those who run it


def test_a_plugin_writes_down_what_each_test_runs_even_what_a_cache_or_a_fixture_ran_before(tmp_path):
    (tmp_path / "m.py").write_text(
        "from functools import cache\n\n\n@cache\ndef kept():\n    return made()\n\n\ndef made():\n    return 1\n"
        "\n\ndef once():\n    return 2\n\n\nonce()\n\n\ndef read():\n    return 3\n",
        "utf-8",
    )
    (tmp_path / "test_m.py").write_text(
        "import m\nimport pytest\n\nREAD = m.read()\n\n\n"
        "@pytest.fixture(scope='module')\ndef given():\n    return m.made()\n\n\n"
        "def test_first():\n    m.kept()\n\n\ndef test_second():\n    m.kept()\n\n\ndef test_third(given):\n    pass\n\n\n"
        "def test_fourth(given):\n    pass\n\n\ndef test_fifth():\n    pass\n",
        "utf-8",
    )
    assert code.complaint(tmp_path, ["test_m.py", "--rootdir", str(tmp_path)], REACH_INTO="found.json") == ""
    found = json.loads((tmp_path / "found.json").read_text("utf-8"))
    made = {name.removeprefix("test_m.py::test_") for name, test in found.items() if "m.py:9" in test["places"]}
    assert made == {"first", "second", "third", "fourth"}
    assert "m.py:13" in found[code.IMPORTING]["places"]
    assert found["test_m.py::test_fifth"]["imports"] == ["m.py:13", "m.py:20"]

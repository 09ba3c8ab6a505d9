"""What changes the pages and the code to see whether anybody notices, changes what it should and leaves the rest."""

import ast

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


@pytest.mark.parametrize("mutant", list(code.mutants("m.py", CODE)), ids=str)
def test_changed_code_is_still_code_and_means_something_else(mutant):
    assert ast.dump(ast.parse(mutant.planted(CODE))) != ast.dump(ast.parse(CODE))

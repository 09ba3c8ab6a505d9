"""`make update` writes what is computed, and nothing else."""

import re
from dataclasses import replace

import pages
import pytest
import site_contract
import update_docs
from checks import source
from checks.contract import Names
from checks.problems import DocsError
from checks.source import Source
from features import quiz
from pages.computed_answers import COMPUTED

PAGE = """\
Prose with 0.123 stays.

It costs <!-- value: prices -->1, 2<!-- / --> a day, <!-- value: cat-sat-radius -->9.9999<!-- / --> apart.

??? note "More"

    <!-- table: step-the -->
    <!-- / -->

```python
x = 2
```

<!--pytest-codeblocks:cont-->

```python
print(x * 3)
print("two lines")
```

<!--pytest-codeblocks:expected-output-->

```text
stale
```

    ```python
    print("indented")
    ```

    <!--pytest-codeblocks:expected-output-->

    ```text
    ```
"""


def test_literals_and_tables_are_rewritten_in_place():
    new = update_docs.with_values(Source("page.md", PAGE), COMPUTED)
    assert f"<!-- value: prices -->{pages.VALUES['prices']()}<!-- / -->" in new
    assert "<!-- value: cat-sat-radius -->0.5497<!-- / -->" in new
    assert "\n    | unit | input $W_{xh} x_0$ |" in new
    assert new.startswith("Prose with 0.123 stays.")
    assert update_docs.with_values(Source("page.md", new), COMPUTED) == new


def test_counts_in_words_are_rewritten_wherever_readers_see_them():
    names = Names(values={"lesson-steps": lambda: 9})
    text = 'description: "A lesson in <!-- value: lesson-steps -->eight<!-- / --> steps"\n'
    assert update_docs.with_values(Source("../mkdocs.yml", text), names) == text.replace("eight", "nine")


def test_the_outputs_of_chained_code_are_rewritten():
    new = update_docs.with_outputs(Source("page.md", PAGE))
    assert "```text\n6\ntwo lines\n```\n" in new
    assert "    ```text\n    indented\n    ```\n" in new
    assert update_docs.with_outputs(Source("page.md", new)) == new


BROKEN = {
    "raises": ("1 / 0", "ZeroDivisionError: division by zero"),
    "raises deep inside": ("import numpy as np\nnp.zeros(2) @ np.zeros(3)", "ValueError: matmul"),
    "is no Python": ("print('a'", "SyntaxError: '(' was never closed"),
}


@pytest.mark.parametrize("code", BROKEN)
def test_code_of_a_page_is_named_at_its_line_where_it(code):
    broken, message = BROKEN[code]
    page = PAGE.replace("print(x * 3)", broken)
    line = page[: page.index(broken)].count("\n") + 1 + broken.count("\n")
    with pytest.raises(DocsError) as stopped:
        update_docs.with_outputs(Source("page.md", page))
    assert str(stopped.value).startswith(f"docs/page.md:{line}: code: the block raises {message}")


def test_a_value_that_raises_is_named_at_its_line_with_the_line_of_its_function():
    page = Source("page.md", "Words.\n\n<!-- value: half-way -->1<!-- / -->\n")
    with pytest.raises(DocsError) as stopped:
        update_docs.with_values(page, Names(values={"half-way": lambda: 1 / 0}))
    place = r"\(tests/hooks/test_update_docs\.py:\d+\)"
    told = rf"docs/page\.md:3: half-way: the value raises ZeroDivisionError: division by zero {place}"
    assert re.fullmatch(told, str(stopped.value))


def test_an_unknown_name_is_named_and_its_number_left_alone():
    page = Source("page.md", "Words.\n\n<!-- value: cat-sat-radiu -->1<!-- / -->\n")
    assert update_docs.with_values(page, COMPUTED) == page.text
    (problem,) = update_docs.unanswered(page, COMPUTED)
    assert str(problem) == "docs/page.md:3: cat-sat-radiu: unknown value; did you mean 'cat-sat-radius'?"


def test_what_nothing_computes_is_told_when_all_else_is_rewritten(monkeypatch):
    read, written = site_contract.read(update_docs.DOCS), {}
    pages = {
        "page.md": Source(
            "page.md", "<!-- value: nobody-knows -->1<!-- / --> <!-- value: cat-sat-radius -->9.99<!-- / -->"
        )
    }
    planted = replace(read, docs=replace(read.docs, pages=pages, beside={}, yaml={}, mkdocs=None))
    monkeypatch.setattr(site_contract, "read", lambda folder: planted)
    monkeypatch.setattr(site_contract, "names_of", lambda content: COMPUTED)
    monkeypatch.setattr(update_docs, "_rewritten", lambda path, old, new: written.update({path: new}))
    with pytest.raises(DocsError, match=r"page\.md:1: nobody-knows: unknown value"):
        update_docs.main()
    assert "9.99" not in written["page.md"]


def test_a_question_is_rewritten_from_its_own_values(tmp_path):
    (tmp_path / "quiz").mkdir()
    text = (
        '- id: q\n  objective: 1\n  question: "<!-- value: a -->9<!-- / --> and <!-- value: b -->9.99<!-- / -->?"\n'
        "  values: {a: 1 + 1, b: 1 / 3}\n  choices:\n"
        "    - {text: yes, why: since, right: true}\n    - {text: no, why: since}\n"
    )
    text += text.replace("id: q", "id: r").replace("1 + 1", "2 + 2")
    (tmp_path / "quiz" / "t.yml").write_text(text, "utf-8")
    new = update_docs.with_question_values(text, quiz.read(source.read(tmp_path)).values())
    assert "<!-- value: a -->2<!-- / --> and <!-- value: b -->0.33<!-- / -->?" in new
    assert "<!-- value: a -->4<!-- / --> and" in new
    assert new.count("\n") == text.count("\n")

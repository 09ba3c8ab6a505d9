"""`make update` writes what is computed, and nothing else."""

import pages
import pytest
import update_docs
from checks.problems import DocsError
from features import quiz

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
    new = update_docs.with_values(PAGE, "page.md")
    assert f"<!-- value: prices -->{pages.VALUES['prices']()}<!-- / -->" in new
    assert "<!-- value: cat-sat-radius -->0.5497<!-- / -->" in new
    assert "\n    | unit | input $W_{xh} x_0$ |" in new
    assert new.startswith("Prose with 0.123 stays.")
    assert update_docs.with_values(new, "page.md") == new


def test_the_outputs_of_chained_code_are_rewritten():
    new = update_docs.with_outputs(PAGE)
    assert "```text\n6\ntwo lines\n```\n" in new
    assert "    ```text\n    indented\n    ```\n" in new
    assert update_docs.with_outputs(new) == new


def test_an_unknown_name_is_named_when_all_else_is_rewritten(tmp_path, monkeypatch):
    monkeypatch.setattr(update_docs, "ROOT", tmp_path)
    monkeypatch.setattr(update_docs, "DOCS", tmp_path / "docs")
    (tmp_path / "docs" / "quiz").mkdir(parents=True)
    (tmp_path / "README.md").write_text("Words.\n", "utf-8")
    page = tmp_path / "docs" / "page.md"
    page.write_text(
        "<!-- value: cat-sat-radiu -->1<!-- / -->\n\n<!-- value: cat-sat-radius -->9.99<!-- / -->\n", "utf-8"
    )
    with pytest.raises(DocsError) as stopped:
        update_docs.main()
    message = "docs/page.md:1: cat-sat-radiu: unknown value; did you mean 'cat-sat-radius'?"
    assert str(stopped.value) == message
    assert "9.99" not in page.read_text("utf-8")


def test_a_question_is_rewritten_from_its_own_values(tmp_path):
    (tmp_path / "quiz").mkdir()
    text = (
        '- id: q\n  objective: 1\n  question: "<!-- value: a -->9<!-- / --> and <!-- value: b -->9.99<!-- / -->?"\n'
        "  values: {a: 1 + 1, b: 1 / 3}\n  choices:\n"
        "    - {text: yes, why: since, right: true}\n    - {text: no, why: since}\n"
    )
    text = text.replace("yes", '"yes"').replace("{text: no", '{text: "no"')
    (tmp_path / "quiz" / "t.yml").write_text(text, "utf-8")
    new = update_docs.with_question_values(text, "quiz/t.yml", quiz.read(tmp_path))
    assert "<!-- value: a -->2<!-- / --> and <!-- value: b -->0.33<!-- / -->?" in new

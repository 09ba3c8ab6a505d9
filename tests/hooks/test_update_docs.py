"""`make update` writes what is computed, and nothing else."""

import pages
import update_docs
from checks import source
from checks.source import Source
from computed_answers import COMPUTED
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
    new = update_docs.with_values(Source("page.md", PAGE), COMPUTED)
    assert f"<!-- value: prices -->{pages.VALUES['prices']()}<!-- / -->" in new
    assert "<!-- value: cat-sat-radius -->0.5497<!-- / -->" in new
    assert "\n    | unit | input $W_{xh} x_0$ |" in new
    assert new.startswith("Prose with 0.123 stays.")
    assert update_docs.with_values(Source("page.md", new), COMPUTED) == new


def test_the_outputs_of_chained_code_are_rewritten():
    new = update_docs.with_outputs(Source("page.md", PAGE))
    assert "```text\n6\ntwo lines\n```\n" in new
    assert "    ```text\n    indented\n    ```\n" in new
    assert update_docs.with_outputs(Source("page.md", new)) == new


def test_an_unknown_name_is_left_to_the_contract():
    text = "<!-- value: nobody-knows -->1<!-- / -->\n"
    assert update_docs.with_values(Source("page.md", text), COMPUTED) == text


def test_a_question_is_rewritten_from_its_own_values(tmp_path):
    (tmp_path / "quiz").mkdir()
    text = (
        '- id: q\n  objective: 1\n  question: "<!-- value: a -->9<!-- / --> and <!-- value: b -->9.99<!-- / -->?"\n'
        "  values: {a: 1 + 1, b: 1 / 3}\n  choices:\n"
        "    - {text: yes, why: since, right: true}\n    - {text: no, why: since}\n"
    )
    text += text.replace("id: q", "id: r").replace("1 + 1", "2 + 2")
    (tmp_path / "quiz" / "t.yml").write_text(text)
    new = update_docs.with_question_values(text, quiz.read(source.read(tmp_path)).values())
    assert "<!-- value: a -->2<!-- / --> and <!-- value: b -->0.33<!-- / -->?" in new
    assert "<!-- value: a -->4<!-- / --> and" in new
    assert new.count("\n") == text.count("\n")

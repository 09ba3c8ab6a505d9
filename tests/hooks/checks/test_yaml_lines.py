"""YAML as people write it: a word is a word, a text knows its line, a key stands once."""

import pytest
from checks.problems import DocsError
from checks.yaml_lines import load


@pytest.mark.parametrize(
    "word", ["no", "No", "NO", "yes", "Yes", "on", "On", "off", "OFF", "y", "n", "True grit", "falsehood"]
)
def test_a_word_is_understood_as_the_text_it_looks_like(word):
    assert load(f"why: {word}\n", "a.yml") == {"why": word}


@pytest.mark.parametrize(("word", "meaning"), [("true", True), ("True", True), ("false", False), ("FALSE", False)])
def test_only_true_and_false_are_booleans(word, meaning):
    assert load(f"right: {word}\n", "a.yml")["right"] is meaning


def test_a_text_knows_its_file_and_its_line():
    text = load("a: 1\nb:\n  c: >-\n    Here.\n", "a.yml")["b"]["c"]
    assert (text, text.page, text.line) == ("Here.", "a.yml", 4)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", "docs/a.yml:3: yaml: key 'a' stands twice"),
        ("a:\n  b: 1\n  b: 2\n", "docs/a.yml:3: yaml: key 'b' stands twice"),
        ("a: b\nc: d: e\n", "docs/a.yml:2: yaml: mapping values are not allowed here; quote a text"),
        ("a: [1\nb: 2\n", "docs/a.yml:2: yaml: did not find expected ',' or ']'"),
        ("a: !ENV [X, y]\n", "docs/a.yml:1: yaml: could not determine a constructor"),
        ("a: \x01\n", "docs/a.yml:1: yaml: unacceptable character"),
        ("? [1, 2]\n: b\n", "docs/a.yml:1: yaml: a key is a text, not [1, 2]"),
        ("a: 1\n2014: b\n", "docs/a.yml:2: yaml: a key is a text, not 2014: put it in quotation marks"),
        ("a:\n  - {null: b}\n", "docs/a.yml:2: yaml: a key is a text, not None"),
    ],
)
def test_a_mistake_is_named_with_its_line(text, message):
    with pytest.raises(DocsError) as error:
        load(text, "a.yml")
    assert message.split("; ")[0].replace(" here", "") in str(error.value).replace(" in this context", "")


def test_a_file_of_another_program_may_hold_tags_of_its_own():
    text = "a: !ENV [X, y]\nb: yes\n3: c\n"
    assert load(text, "../mkdocs.yml", foreign=True) == {"a": None, "b": "yes", 3: "c"}

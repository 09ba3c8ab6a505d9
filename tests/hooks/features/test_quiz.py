"""Questions are read strictly, computed, and shown complete without a script."""

import pytest
from checks import source
from checks.problems import DocsError
from features import quiz
from markupsafe import Markup

GOOD = """\
- id: two-steps
  objective: 2
  question: "What is left of <!-- value: start -->0.50<!-- / -->?"
  setup: |
    w = 0.5
  code: |
    h = np.tanh(w)
  values:
    start: w
    right: h
    wrong: w / 2
  choices:
    - text: "<!-- value: right -->0.462<!-- / -->"
      right: true
      why: It is tanh of it.
    - text: "<!-- value: wrong -->0.25<!-- / -->"
      why: No.
"""


def read(tmp_path, text: str) -> dict[str, quiz.Question]:
    (tmp_path / "quiz").mkdir(exist_ok=True)
    (tmp_path / "quiz" / "topic.yml").write_text(text, "utf-8")
    return quiz.read(source.read(tmp_path))


def problems(tmp_path, old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    try:
        return "\n".join(str(p) for q in read(tmp_path, GOOD.replace(old, new)).values() for p in q.problems())
    except DocsError as error:
        return str(error)


def test_a_good_question_is_read_and_computed(tmp_path):
    question = read(tmp_path, GOOD)["two-steps"]
    assert question.problems() == []
    assert question.computed()["right"] == pytest.approx(0.46211716)
    assert [choice.right for choice in question.choices] == [True, False]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "0.462",
            "0.463",
            "docs/quiz/topic.yml:13: right: expected '0.462' (computed), found '0.463' (written)",
        ),
        ("0.50", "0.51", "start: expected '0.50'"),
        ("    h = np.tanh(w)", "    h = np.tan(v)", "'h = np.tan(v)' raises NameError"),
        ("    h = np.tanh(w)", "    h = softmax(\n        'one')\n", "two-steps: 'h = softmax(' raises TypeError"),
        ("    h = np.tanh(w)", "    def f():", "'def f():' raises IndentationError: expected an indented block"),
        ("    h = np.tanh(w)", "    exec('''" + 9 * "\\n" + "1 +''')", "raises SyntaxError: invalid syntax"),
        ("    h = np.tanh(w)", "    h = np.tanh w", "'h = np.tanh w' raises SyntaxError: invalid syntax"),
        ("    wrong: w / 2", "    wrong: w / 0", "'w / 0' raises ZeroDivisionError"),
        ("    h = np.tanh(w)", "    import os\n    h = np.tanh(w)", "a question imports nothing"),
        (
            "    h = np.tanh(w)",
            "    h = 1\n    from os import path",
            "'from os import path' raises SyntaxError: a question imports",
        ),
        ("It is tanh", "In 3 words it is tanh", "docs/quiz/topic.yml:15: 3: this number is neither"),
        ("It is tanh", "In three words it is tanh", "three: this number is neither"),
        ("value: wrong", "value: wrung", "unknown value; did you mean 'wrong'?"),
        ("    start: w\n", "    start: w\n    spare: w\n", "spare: no marker of this question uses it"),
        ("      right: true\n", "", "expected exactly one right choice, found 0"),
        ("      why: No.\n", "", "choice B: 'why' is missing"),
        ("  objective: 2\n", "", "'objective' is missing"),
        ("  objective: 2\n", "  objective: two\n", "'objective': expected a whole number, found text"),
        (
            "      why: No.\n",
            "      why: 3\n",
            "choice B: 'why': expected text, found 3; put a text in quotation marks",
        ),
        ("      right: true\n", "      right: yes\n", "choice A: 'right': expected true or false, found text"),
        ("  objective: 2\n", "  objective: 2\n  hint: none\n", "unknown field 'hint'"),
        ("- id: two-steps\n", "- id: two-steps\n  id: again\n", "'id' stands twice"),
        ("  code: |", "  code: [", "docs/quiz/topic.yml:"),
        (
            '- text: "<!-- value: right -->0.462<!-- / -->"',
            "- text: <!-- value: right -->0.462<!-- / -->",
            "quote a text",
        ),
    ],
)
def test_a_mistake_in_a_question_is_named(tmp_path, old, new, message):
    assert message in problems(tmp_path, old, new)


def test_no_is_a_reason(tmp_path):
    (question,) = read(tmp_path, GOOD.replace("why: No.", "why: no")).values()
    assert question.problems() == []
    assert question.choices[1].why == "no"


def test_an_id_stands_only_once(tmp_path):
    with pytest.raises(DocsError, match=r"two-steps: this id stands in docs/quiz/topic\.yml already"):
        read(tmp_path, GOOD + GOOD)


def test_the_page_shows_choices_code_answer_and_reasons(tmp_path):
    html = read(tmp_path, GOOD)["two-steps"].html(lambda text: Markup(f"<p>{text}</p>"))
    assert html.startswith('<section class="check" id="question-two-steps" aria-labelledby="question-two-steps-title">')
    assert html.count("<li") == 4
    assert "h = np.tanh(w)" in html
    assert "w = 0.5" not in html  # the set-up is not shown
    assert html.index('<rnn-question data-question="two-steps">') < html.index("<details>")
    assert html.index("<details>") < html.index("It is tanh of it.")

"""The Python of questions is linted like all other code, and errors are named at file and line."""

import runpy
from pathlib import Path

import pytest
from checks import source
from checks.source import Data, Docs
from features import question_lint, quiz

DOCS = Path(__file__).parents[3] / "docs"
GOOD = """\
- id: two-steps
  objective: 2
  question: What is left?
  code: |
    h = np.tanh(w)
  setup: |
    w = 0.5
    three = word(3)
  values:
    right: h
    cell: >-
        f"{three} {w}"
    package: sigmoid(h)
  choices:
    - {text: a, right: true, why: no}
    - {text: b, why: yes}
"""


def problems(text: str) -> list[str]:
    questions = quiz.read(Docs(yaml={"quiz/t.yml": Data("quiz/t.yml", text)}))
    return [str(problem) for problem in question_lint.problems(questions.values())]


def test_the_questions_of_the_site_are_clean():
    assert question_lint.problems(quiz.read(source.read(DOCS)).values()) == []


def test_run_as_a_program_it_reads_the_sites_own_questions(monkeypatch):
    asked = []
    monkeypatch.setattr(quiz, "read", lambda docs: asked.append(docs) or {})
    runpy.run_path(question_lint.__file__, run_name="__main__")
    assert "quiz/final.yml" in asked[0].yaml


def test_what_the_namespace_offers_is_known_and_the_set_up_runs_before_the_code():
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("np.tanh(w)", "np.tanh(v)", "docs/quiz/t.yml:5: two-steps: F821 Undefined name `v`"),
        ("    w = 0.5\n", "    w = 0.5\n    if w == None: w = 1\n", "docs/quiz/t.yml:8: two-steps: E711"),
        ("    right: h\n", "    right: hh\n", "docs/quiz/t.yml:10: two-steps: F821 Undefined name `hh`"),
        ("{three} {w}", "three w", "docs/quiz/t.yml:12: two-steps: F541"),
        ("package: sigmoid(h)", "package: sigmoid(h", "docs/quiz/t.yml:13: two-steps: invalid-syntax"),
        ("np.tanh(w)", "list(x for x in [w])", "docs/quiz/t.yml:5: two-steps: C400"),
    ],
)
def test_a_mistake_is_named_at_its_line(old, new, message):
    assert GOOD.count(old) == 1
    found = problems(GOOD.replace(old, new))
    assert any(problem.startswith(message) for problem in found), found

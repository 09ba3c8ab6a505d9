"""The docs contract over all pages, both ways, and proof that each kind of mistake is caught."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pages
import pytest
import site_contract
from checks import contract
from checks.source import Source

DOCS = Path(__file__).parents[2] / "docs"
CONTENT = site_contract.read(DOCS)


def test_every_page_and_question_keeps_the_contract():
    problems = site_contract.problems(CONTENT)
    assert not problems, "\n" + "\n".join(map(str, problems))


def test_everything_that_can_be_shown_is_shown():
    assert contract.unused(site_contract.markers(CONTENT.docs), site_contract.names_of(CONTENT)) == []


def test_what_no_page_shows_stops_the_build_and_is_named_with_its_place(tmp_path):
    shutil.copytree(DOCS, tmp_path / "docs")
    page, question = tmp_path / "docs/lesson/vanishing-gradient.md", "quiz/why-order-matters.yml"
    text = page.read_text("utf-8").replace("<!-- figure: recent-steps -->\n", "")
    page.write_text(text, "utf-8")
    first = next(q for q in CONTENT.questions.values() if q.page == question)
    page = tmp_path / "docs/lesson/why-order-matters.md"
    page.write_text(page.read_text("utf-8").replace(f"<!-- question: {first.id} -->\n", ""), "utf-8")
    problems = [str(problem) for problem in site_contract.problems(site_contract.read(tmp_path / "docs"))]
    path, line = pages.place(pages.FUNCTIONS["figure", "recent-steps"])
    assert f"{path}:{line}: recent-steps: no page shows this figure" in problems
    assert f"docs/{question}:{first.line}: {first.id}: no page shows this question" in problems


# --- planted mistakes: every kind must be caught, with page, line and name ----------------------------------------

NAMES = contract.Names(
    values={
        "share": lambda: 0.25**8,
        "formula": lambda: "$0.25^8$",
        "count": lambda: 65536,
        "broken": lambda: 1 / 0,
        "units": lambda: 4,
    },
    figures={"unrolled": None},
    sources={"vanilla-step": None},
    questions={"two-steps": None},
    explorers={"gates": None},
)
OUTPUT = "<!--pytest-codeblocks:expected-output-->"
CODE = f"```python\nprint(1)\n```\n\n{OUTPUT}\n\n```text\n1\n```\n"


def found(text: str) -> list[str]:
    return [str(problem) for problem in contract.page_problems(Source("page.md", text), NAMES)]


@pytest.mark.parametrize(
    "text",
    [
        "It leaves <!-- value: share -->0.000015<!-- / -->, one part in <!-- value: count -->65,536<!-- / -->.\n",
        "So <!-- value: formula -->$0.25^8$<!-- / --> is small.\n",
        "---\nfixed:\n  four units: as many as the network has\n---\n\nIt has four units, in step 3 of 2014.\n",
        "It has <!-- value: units -->four<!-- / --> units. <!-- value: units -->Four<!-- / --> it has.\n",
        "One of the two, one or two steps, a few hundred, the third of many thousands, `half` of $two$.\n",
        "Steps six and seven are for home, as step eight. Someone is alone, half-way, with often no one.\n",
        "---\nfixed:\n  4 units: as many as the network has\n---\n\nIt has 4 units.\n",
        "---\nfixed:\n  t = 0: {reason: the first word, times: 2}\n---\n\nAt $t = 0$, and at $t = 0$ again.\n",
        CODE,
        f"```python\nx = 1\n```\n\n<!--pytest-codeblocks:cont-->\n\n{CODE}",
        "<!-- figure: unrolled -->\n\n<!-- question: two-steps -->\n",
        "<!-- explorer: gates -->\n\n[Hold it at one](?gates=f_1#explorer-gates).\n",
        "The state $h_0$, the type float32, a 3rd try [^1].\n",
    ],
)
def test_a_page_without_mistakes_passes(text):
    assert found(text) == []


PLANTED = {
    "a wrong literal": (
        "\nIt leaves <!-- value: share -->0.000016<!-- / -->.\n",
        "docs/page.md:2: share: expected '0.000015' (computed), found '0.000016' (written)",
    ),
    "a wrong formula": ("<!-- value: formula -->$0.25^9$<!-- / -->\n", "expected '$0.25^8$' (computed)"),
    "a word where a number belongs": ("<!-- value: share -->little<!-- / -->\n", "a number belongs here"),
    "a value that raises": ("<!-- value: broken -->1<!-- / -->\n", "ZeroDivisionError"),
    "an unknown value": ("<!-- value: shares -->1<!-- / -->\n", "unknown value; did you mean 'share'?"),
    "an unknown table": ("<!-- table: step-the -->\n| 1 |\n<!-- / -->\n", "unknown table"),
    "an unknown figure": (
        "<!-- figure: unroled -->\n",
        "docs/page.md:1: unroled: unknown figure; did you mean",
    ),
    "a link to the state of no explorer": ("[Hold it](?gates=f_1#explorer-gates).\n", "sets an explorer of this page"),
    "a link to no state": (
        "<!-- explorer: gates -->\n\n[Hold it](?gates#explorer-gates).\n",
        "sets an explorer of this page",
    ),
    "an unknown function": ("<!-- source: vanila-step -->\n", "unknown source; did you mean"),
    "an unknown question": ("<!-- question: three-steps -->\n", "unknown question"),
    "an unknown kind of marker": ("<!-- vaule: share -->1<!-- / -->\n", "unknown kind of marker"),
    "a malformed name": ("<!-- figure: Unrolled -->\n", "a name is made of"),
    "a marker that is not closed": ("<!-- value: share -->0.000015\n", "never closed"),
    "a marker without a colon": (
        "0 <!-- value share -->0.000015<!-- / -->\n",
        "a marker has a colon: <!-- value: share -->",
    ),
    "a closing marker alone": ("0 <!-- / -->\n", "closes nothing"),
    "a marker inside mathematics": (
        "$<!-- value: share -->0.000015<!-- / -->$\n",
        "inside mathematics or code",
    ),
    "a marker inside code": ("`<!-- value: share -->0.000015<!-- / -->`\n", "inside mathematics or code"),
    "a numeral in prose": ("\n\nIt leaves 0.000015.\n", "docs/page.md:3: 0.000015: this number is neither"),
    "a numeral in the title": ("---\ntitle: All 8 steps\n---\n", "docs/page.md:2: 8: this number is neither"),
    "a numeral in a formula": ("So $0.25^8$ is small.\n", "0.25: this number is neither"),
    "a numeral in a heading": ("## What 5 words leave\n", "5: this number is neither"),
    "a numeral in a table": ("| a | 7 |\n| - | - |\n", "7: this number is neither"),
    "a numeral in inline code": ("The call `tanh(20)`.\n", "20: this number is neither"),
    "a numeral in alternative text": ("![four of 5](x.svg)\n", "5: this number is neither"),
    "a numeral in a spoken attribute": ('<b title="all 5">x</b>\n', "5: this number is neither"),
    "a superscript": ("0 is 10⁻⁴\n", "⁴: this number is neither"),
    "a numeral in an untested fence": ("```console\n$ make 3\n```\n", "3: this number is neither"),
    "a count in words": ("\n\nIt has four units.\n", "docs/page.md:3: four: this number is neither"),
    "a count that opens a sentence": ("Twelve units.\n", "Twelve: this number is neither"),
    "a compound": ("All thirty-one units.\n", "thirty-one: this number is neither"),
    "a large number in words": ("Read ten thousand words.\n", "ten thousand: this number is neither"),
    "a pair that nobody named": ("It has two units.\n", "two: this number is neither"),
    "a count with a noun behind its hyphen": ("A nine-step toy.\n", "nine: this number is neither"),
    "a factor in words": ("It takes twice as long.\n", "twice: this number is neither"),
    "a share in words": ("It leaves half of it.\n", "half: this number is neither"),
    "tenths": ("It keeps nine tenths.\n", "nine tenths: this number is neither"),
    "a verb that counts": ("Each step halves it.\n", "halves: this number is neither"),
    "a count in the description": ("---\ndescription: In eight steps\n---\n", "docs/page.md:2: eight: this number"),
    "a wrong count in words": (
        "It has <!-- value: units -->five<!-- / --> units.\n",
        "docs/page.md:1: units: expected 'four' (computed), found 'five' (written)",
    ),
    "a number word alone as a fixed phrase": ("---\nfixed: {four: why}\n---\n\nFour.\n", "a bare number cannot be"),
    "a fixed phrase inside a longer word": ("---\nfixed: {four units: why}\n---\n\nTwenty-four units.\n", "found 0"),
    "a fixed list": ("---\nfixed: [four units]\n---\n\nText.\n", "expected phrases with a reason each, found list"),
    "a key that stands twice": (
        "---\ntitle: A\ntitle: B\n---\n\nText.\n",
        "docs/page.md:3: yaml: key 'title' stands twice",
    ),
    "a fixed phrase that is gone": (
        "---\nfixed: {4 units: why}\n---\n\nIt has 5 units.\n",
        "expected 1 on the page",
    ),
    "a fixed phrase that stands twice": ("---\nfixed: {4 units: why}\n---\n\n4 units, 4 units.\n", "found 2"),
    "a fixed phrase inside a longer number": (
        "---\nfixed: {4 units: why}\n---\n\nIt has 14 units.\n",
        "found 0",
    ),
    "a bare number as a fixed phrase": (
        '---\nfixed: {"4": why}\n---\n\nIt has 4.\n',
        "a bare number cannot be",
    ),
    "a fixed phrase without a reason": ("---\nfixed: {4 units: }\n---\n\n4 units.\n", "needs a reason"),
    "a fence called py": ("```py\nprint(1)\n```\n", "would not be run"),
    "a fence with a title": ('```python title="x"\nprint(1)\n```\n', "would not be run"),
    "a fence with a space": ("``` python\nprint(1)\n```\n", "would not be run"),
    "a fence with braces": ("```{.python}\nprint(1)\n```\n", "would not be run"),
    "a fence of tildes": ("~~~python\nprint(1)\n~~~\n", "would not be run"),
    "a fence for the console of Python": ("```pycon\n>>> 1\n```\n", "would not be run"),
    "a shell fence": ("```bash\nrm -rf x\n```\n", "would not be run"),
    "a fence in a quotation": ("> ```python\n> print(1)\n> ```\n", "would not be run"),
    "a lost cont": (
        f"```text\nx\n```\n\n<!--pytest-codeblocks:cont-->\n\n{CODE}",
        "must follow a python fence",
    ),
    "a cont before text": (
        f"{CODE}\n<!--pytest-codeblocks:cont-->\n\n```text\nx\n```\n",
        "must stand directly before",
    ),
    "an orphaned expected output": (f"{OUTPUT}\n\n```text\nx\n```\n", "must follow a python fence"),
    "an expected output without its fence": (
        f"```python\nprint()\n```\n\n{OUTPUT}\n\nText.\n",
        "must stand directly",
    ),
    "code whose output nobody compares": (
        "```python\nprint(1)\n```\n",
        "shows no output that a test compares",
    ),
    "a test switched off": (f"<!--pytest.mark.skip-->\n\n{CODE}", "switches a test off"),
    "a whole file switched off": (f"<!--pytest-codeblocks:skipfile-->\n\n{CODE}", "switches a test off"),
}


@pytest.mark.parametrize("mistake", PLANTED)
def test_a_planted_mistake_is_caught(mistake):
    text, message = PLANTED[mistake]
    assert any(message in problem for problem in found(text)), (mistake, found(text))


@pytest.mark.parametrize("between", ["", "\n", "\n\n"])
def test_an_output_right_below_its_code_or_some_lines_further_belongs_to_it(between):
    assert found(f"```python\nprint(1)\n```\n{between}{OUTPUT}\n\n```text\n1\n```\n") == []


def test_a_ninth_step_is_missed_wherever_the_steps_are_counted():
    lesson = CONTENT.docs.yaml["data/lesson.yml"]
    longer = replace(lesson, text=lesson.text.replace("objectives:", "  - {topic: after, name: After}\nobjectives:", 1))
    docs = replace(CONTENT.docs, yaml={**CONTENT.docs.yaml, "data/lesson.yml": longer})
    content = site_contract.Content(docs)
    found = site_contract.problems(content, site_contract.names_of(content, contract.Names()))
    missed = [str(problem) for problem in found if problem.name == "lesson-steps"]
    assert all("expected 'nine' (computed), found 'eight' (written)" in problem for problem in missed)
    places = [problem.split(":")[0] for problem in missed]
    assert sorted(places) == [
        "README.md", "docs/hand-out.md", "docs/index.md", "docs/index.md", "hooks/theme/READ-ME-FIRST.txt", "mkdocs.yml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("site_name: My 8 steps\n", "mkdocs.yml:1: 8: this number is neither"),
        ("extra: {a: 8}\nsite_description: In eight steps\n", "mkdocs.yml:2: eight: this number is neither"),
        ("nav:\n  - Home: index.md\n  - More:\n      - Two ways: a.md\n", "mkdocs.yml:4: Two: this number is neither"),
    ],
)
def test_numbers_that_mkdocs_yml_shows_are_checked(settings, message):
    docs = replace(CONTENT.docs, mkdocs=replace(CONTENT.docs.mkdocs, text=settings))
    found = site_contract.problems(site_contract.Content(docs), contract.Names())
    assert [str(p).startswith(message) for p in found if p.page == "../mkdocs.yml"] == [True]


@pytest.mark.parametrize("key", ["title", "description"])
def test_a_page_without_a_title_or_a_description_is_named(key):
    page = CONTENT.docs.pages["lesson/gru.md"]
    silent = replace(page, text=re.sub(rf"^{key}: .+\n", "", page.text, flags=re.M))
    docs = replace(CONTENT.docs, pages={**CONTENT.docs.pages, page.path: silent})
    found = site_contract.problems(site_contract.Content(docs), contract.Names())
    assert f"docs/lesson/gru.md:1: {key}: expected in the front matter of every page" in map(str, found)


def test_a_marker_directly_behind_a_formula_is_not_inside_it():
    assert Source("page.md", "So $h$<!-- value: share -->1<!-- / --> it is.").malformed == []


def test_a_task_that_no_page_shows_is_told_where_tasks_lie():
    names = replace(site_contract.names_of(CONTENT), tasks={"no-such-task": None})
    assert "hooks/pages:1: no-such-task: no page shows this task" in map(str, site_contract.problems(CONTENT, names))


def test_an_unused_figure_is_named():
    used = Source("page.md", "<!-- question: two-steps -->").markers
    names = contract.Names(figures={"unrolled": None}, questions={"two-steps": None})
    assert contract.unused(used, names) == ["figure unrolled"]

"""Blocks run that a reader's page carries all imports of; a chain names what it continues; tasks leave an editor."""

import re

import pytest
from checks.source import Source, edited
from drawing.html_tree import parse
from features import reading_time, runnable
from in_page.tasks import Task
from markupsafe import Markup

OUTPUT = '<div class="language-text highlight"><pre><code>1\n</code></pre></div>'
TASK = Task(lambda names: "", "Good.", "x = 1 < 2", "Try")


def block(code: str, output: str = OUTPUT) -> str:
    shown = code.replace("&", "&amp;").replace("<", "&lt;")
    return f'<div class="language-python highlight"><pre><span></span><code><span class="n">{shown}</span>\n</code></pre></div>\n{output}'


def source(*blocks: tuple[str, str]) -> Source:
    return Source("page.md", "\n\n".join(f"{before}\n```python\n{code}\n```" for before, code in blocks))


CONT = "<!--pytest-codeblocks:cont-->"


def test_a_block_with_its_output_is_wrapped_and_the_page_around_it_stays():
    html = f"<p>Before.</p>{block('print(1 < 2)')}<p>After.</p>"
    made = runnable.with_runs(html, source(("", "print(1 < 2)")))
    assert made == f'<p>Before.</p><rnn-run id="run-1">{block("print(1 < 2)")}</rnn-run><p>After.</p>'


@pytest.mark.parametrize("code", ["import torch", "from tensorflow import keras", "def f():\n    import jax"])
def test_a_block_that_imports_what_no_page_carries_is_left_as_it_is(code):
    assert runnable.with_runs(block(code), source(("", code))) == block(code)


@pytest.mark.parametrize(
    "code", ["import math, json", "import numpy as np", "from rnn_docs.tasks import book", "import matplotlib.pyplot"]
)
def test_the_standard_library_numpy_matplotlib_and_the_package_are_carried(code):
    assert runnable.carried([code])


def test_code_that_is_no_fence_of_the_page_is_left_as_it_is():
    shown = block("def vanilla_step(): ...")
    assert runnable.with_runs(shown, source(("", "print(1)"))) == shown


def test_a_block_names_all_that_it_continues_from_the_first_on():
    codes = ["a = 1", "b = a", "print(b)", "print(0)"]
    text = source(("", codes[0]), (CONT, codes[1]), (CONT, codes[2]), ("", codes[3]))
    made = runnable.with_runs("".join(map(block, codes)), text)
    assert re.findall(r'<rnn-run id="(run-\d)"(?: data-after="([^"]*)")?>', made) == [
        ("run-1", ""), ("run-2", "run-1"), ("run-3", "run-1 run-2"), ("run-4", ""),
    ]  # fmt: skip


def test_a_chain_whose_beginning_no_page_carries_does_not_run_at_all():
    codes = ["import torch", "print(torch)"]
    html = "".join(map(block, codes))
    assert runnable.with_runs(html, source(("", codes[0]), (CONT, codes[1]))) == html


def test_a_fence_inside_a_list_or_a_collapsed_block_is_found_too():
    made = runnable.with_runs(
        block("for x in y:\n    print(x)"),
        Source("page.md", "??? note\n\n    ```python\n    for x in y:\n        print(x)\n    ```\n"),
    )
    assert made.startswith("<rnn-run")


def test_a_notebook_runs_each_cell_after_all_before_it_and_has_a_button_for_all():
    html = (
        f"<h1>N</h1><p>Lead.</p>{block('a = 1', '')}<p>Words.</p>{block('print(a)')}<figure id='f'><svg></svg></figure>"
    )
    made = runnable.notebook_with_runs(html)
    assert re.findall(r'<rnn-run id="(run-\d)"(?: data-after="([^"]*)")?>', made) == [("run-1", ""), ("run-2", "run-1")]
    assert made.startswith(f"<h1>N</h1><p>Lead.</p>{runnable.RUN_ALL}")
    assert "</figure></rnn-run>" in made


def test_a_notebook_that_imports_what_no_page_carries_is_left_as_it_is():
    html = f"<p>Lead.</p>{block('import torch')}{block('print(1)')}"
    assert runnable.notebook_with_runs(html) == html


# --- tasks ---


def test_a_task_is_hidden_until_a_script_shows_it_and_stays_out_of_search_and_of_the_reading_time():
    made = runnable.task_html("t", TASK, lambda text: Markup(block(text.strip("`\n").removeprefix("python\n"), "")))
    assert made.startswith('<div class="task" hidden data-search-exclude>')
    assert 'data-task="t"' in made
    assert "x = 1 &lt; 2" in made
    assert reading_time.counts(parse(made)).words == 0


def test_a_task_without_a_start_is_a_check_for_the_block_above():
    mark = runnable.task_html("t", Task(lambda names: "", "Good."), Markup)
    for html in (f"{block('a = 1')}\n{mark}", f"{block('a = 1')}\n<p>{mark}</p>"):
        made = runnable.with_runs(html, source(("", "a = 1")))
        assert made == f'<rnn-run id="run-1" data-task="t" data-acts="Run,Edit,Check">{block("a = 1")}</rnn-run>'


def test_without_a_runtime_a_source_is_the_one_that_never_had_a_task():
    plain = "One.\n\n```python\na = 1\n```\n\n??? success\n\n    Two.\n"
    page = Source("page.md", plain.replace("???", "<!-- task: t -->\n\n???"))
    assert edited(page.text, runnable.tasks_left_out(page)) == plain
    assert runnable.tasks_left_out(Source("page.md", "```text\n<!-- task: t -->\n```\n")) == []

"""The claims of "See how this site stays true": what it counts, quotes and promises."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from checks import source
from checks.source import sources
from drawing.html_tree import ids, parse
from features import quiz, references, site_counts

import rnn_docs

DOCS = Path(__file__).parents[2] / "docs"
SOURCES = source.read(DOCS)
PAGES = SOURCES.pages
PAGE = PAGES["how-this-site-stays-true.md"].text
ONE = """---
title: A page
---

It has <!-- value: a -->4<!-- / --> units.

<!-- figure: unrolled -->

<!-- table: b -->
| 1 |
<!-- / -->

```python
print(1)
```

<!--pytest-codeblocks:expected-output-->

```text
1
2
```
"""


def test_the_counts_are_those_of_the_pages():
    counted = list(site_counts.rows(sources({"a.md": ONE, "b.md": ONE}), {}, ["elman"]))
    assert [count for _, count in counted] == [2, 2, 2, 2, 4, 0, 1]


def test_numbers_in_questions_count_too():
    questions = quiz.read(SOURCES)
    of_pages = dict(site_counts.rows(PAGES, {}, {}))
    of_all = dict(site_counts.rows(PAGES, questions, references.read(SOURCES)))
    first = next(iter(of_all))
    quoted = sum(part.count("<!-- value:") for question in questions.values() for part in question.parts())
    assert of_all[first] - of_pages[first] == quoted > 0
    assert of_all["questions"] == len(questions)
    assert of_all["works cited"] == len(references.read(SOURCES))


def test_every_python_block_on_the_pages_is_counted():
    blocks = sum(len(re.findall(r"^ *```python$", page.text, re.M)) for page in PAGES.values())
    assert dict(site_counts.rows(PAGES, {}, {}))["blocks of Python that are run"] == blocks


def test_the_api_reference_shows_every_public_name_of_the_package(built):
    shown = ids(parse((built / "api" / "index.html").read_text("utf-8")))
    machinery = {"checks", "records", "cells.kinds", "cells.steps"}  # a caller meets none of it
    modules = {
        module.name
        for module in walk_packages(rnn_docs.__path__, "rnn_docs.")
        if not module.ispkg and not module.name.startswith("rnn_docs.tasks.")  # the notebooks show the tasks
    } - {f"rnn_docs.{name}" for name in machinery}
    assert set(re.findall(r"^::: (rnn_docs\.[\w.]+)$", PAGES["api.md"].text, re.M)) == modules
    expected = {
        f"{module}.{name}"
        for module in modules
        for name, value in vars(import_module(module)).items()
        if callable(value) and getattr(value, "__module__", "") == module and name[0] != "_"
    }
    assert {f"{getattr(rnn_docs, name).__module__}.{name}" for name in rnn_docs.__all__ if name[0].islower()} < expected
    assert expected - shown == set()
    assert sum("](api.md)" in page.text or "](../api.md)" in page.text for page in PAGES.values()) >= 3


def test_the_quoted_marker_stands_on_step_4():
    quoted = re.search(r"```text\n(Ours is .*)\n```", PAGE)[1]
    assert quoted in PAGES["lesson/vanishing-gradient.md"].text

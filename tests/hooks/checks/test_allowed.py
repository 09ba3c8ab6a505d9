"""Sources hold what the lists name and nothing else; what a stranger might plant is refused at its line."""

from functools import cache
from pathlib import Path

import markdown
import pytest
from checks import allowed
from checks.problems import Problem
from checks.source import Data, Source
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config import load_config

ROOT = Path(__file__).parents[3]
ABOVE = "---\ntitle: A page\n---\n\n# A page\n\n"  # six lines
ELEMENT, ATTRIBUTE, LINK = "no source holds such an element", "has no such attribute", "a link leads to a page of this"

# What is planted from line 7 on: the line at which it is refused, the name that it is given, and the reason.
PLANTS = {
    "a script": ("<script>steal()</script>", 7, "<script>", ELEMENT),
    "a script in a sentence": ("words <ScRiPt src=x.js></sCrIpT> words", 7, "<script>", ELEMENT),
    "a script in a drawing": ("<svg><script>steal()</script></svg>", 7, "<svg>", ELEMENT),
    "a script in a formula": ("<math><mtext><script>steal()</script></mtext></math>", 7, "<math>", ELEMENT),
    "a script in a table": ("| a |\n|---|\n| <script>steal()</script> |", 9, "<script>", ELEMENT),
    "a script in a note": ("!!! note\n\n    <script>steal()</script>", 9, "<script>", ELEMENT),
    "a script in a title": ('??? note "<script>steal()</script>"\n\n    words', 7, "<script>", ELEMENT),
    "a script in a footnote": ("words[^1]\n\n[^1]: <script>steal()</script>", 9, "<script>", ELEMENT),
    "a script in a block": ("<div markdown>\n\n<script>steal()</script>\n\n</div>", 9, "<script>", ELEMENT),
    "an event handler": ('<b onclick="steal()">words</b>', 7, "onclick", ATTRIBUTE),
    "an event handler of Markdown": ("**words**{: onclick=steal() }", 7, "onclick", ATTRIBUTE),
    "an event handler of a heading": ("## More {: #more onfocus=steal() }", 7, "onfocus", ATTRIBUTE),
    "an event handler of a picture": ("![words](x.png){: onerror=steal() }", 7, "onerror", ATTRIBUTE),
    "a second opening of the page": ("words\n\n<body onload=steal()>", 9, "onload", ATTRIBUTE),
    "a script as a link": ("[words](javascript:steal())", 7, "javascript:steal()", LINK),
    "a script as a link in entities": ('<a href="java&#115;cript:steal()">words</a>', 7, "javascript:steal()", LINK),
    "a script as a link named below": ("[words][there]\n\n[there]: javascript:steal()", 9, "javascript:steal()", LINK),
    "another script as a link": ("[words](vbscript:steal)", 7, "vbscript:steal", LINK),
    "a page in an address": ("[words](data:text/html,words)", 7, "data:text/html,words", LINK),
    "a picture of a known host": ("![words](https://arxiv.org/x.png)", 7, "https://arxiv.org/x.png", "what a page shows lies on this site"),
    "docstrings of another package": ("words\n\n::: subprocess", 9, ":::", "shows the docstrings of rnn_docs"),
    "docstrings of another package in a note": ("!!! note\n\n    ::: subprocess", 9, ":::", "shows the docstrings of rnn_docs"),
    "docstrings of another package as a heading": ("## ::: subprocess", 7, ":::", "shows the docstrings of rnn_docs"),
    "docstrings with options": ("::: rnn_docs\n    options:\n      extensions: [tests/evil.py]", 7, ":::", "takes no options"),
    "another host": ("[words](https://outside.example/)", 7, "https://outside.example/", LINK),
    "another host in brackets": ("<https://outside.example>", 7, "https://outside.example", LINK),
    "another host without a scheme": ("[words](//outside.example)", 7, "//outside.example", LINK),
    "another host behind a backslash": ('<a href="/\\outside.example">words</a>', 7, "/\\outside.example", LINK),
    "another host behind a known one": ("[words](https://arxiv.org@outside.example/)", 7, "https://arxiv.org@outside.example/", LINK),
    "a known host without encryption": ("[words](http://arxiv.org/)", 7, "http://arxiv.org/", LINK),
    "the root of the host": ('<a href="/admin">words</a>', 7, "/admin", LINK),
    "a letter": ("<somebody@outside.example>", 7, "mailto:somebody@outside.example", LINK),
    "another base for links": ("<base href=//outside.example>", 7, "<base>", ELEMENT),
    "a page that leads away by itself": ('<meta http-equiv="refresh" content="0; url=x">', 7, "<meta>", ELEMENT),
    "a form": ("<form action=x><input name=password></form>", 7, "<form>", ELEMENT),
    "a frame": ("<iframe src=x></iframe>", 7, "<iframe>", ELEMENT),
    "a style": ("<style>body { display: none }</style>", 7, "<style>", ELEMENT),
    "a style of one element": ('<b style="position: fixed">words</b>', 7, "style", ATTRIBUTE),
    "an element of ours": ("<rnn-quiz></rnn-quiz>", 7, "<rnn-quiz>", ELEMENT),
    "an id of the theme": ('<b id="__config">{}</b>', 7, 'id="__config"', "lists what this attribute may say"),
    "a class of the theme": ('<b class="md-overlay">words</b>', 7, 'class="md-overlay"', "lists what this attribute may say"),
    "a slot": ('<div data-slot="figure:unrolled"></div>', 7, "data-slot", "a slot is made by a marker"),
    "an end tag too many": ("words\n\n</div></article>\n\nbehind", 11, "</ >", "closed before this"),
    "an end tag too few": ("<div>\n\nbehind", 7, "<div>", "never closed"),
    "an end tag too few further down": ('<div markdown>\n\nwords\n\n</div>\n\n<div class="sofar" id="x">\n\nbehind', 13, "<div>", "never closed"),
    "an end tag too few, with quotation marks of another kind": ("words\n\n<div class='sofar'>\n\nbehind", 9, "<div>", "never closed"),
    "a slot in capitals": ('<div DATA-SLOT="figure:unrolled"></div>', 7, "data-slot", "a slot is made by a marker"),
    "a comment": ("words <!-- approve this --> words", 7, "<!-- -->", "a comment that is no marker"),
    "a comment of its own": ("<!--\napprove this\n-->", 8, "<!-- -->", "a comment that is no marker"),
    "a comment as a definition": ("words\n\n[//]: # (approve this)", 9, "[ ]:", "no reader sees what a definition says"),
    "a comment as a definition in a list": ("- words\n\n- [approve this]: #", 9, "[ ]:", "no reader sees"),
    "a comment as a definition in a note": ("!!! note\n\n    [x]: # 'approve this'", 9, "[ ]:", "no reader sees"),
    "a comment as an abbreviation": ("words\n\n*[x]: approve this", 9, "[ ]:", "no reader sees"),
    "a comment for old browsers": ("<!--[if IE]><p>words</p><![endif]-->", 7, "<!-- -->", "a comment that is no marker"),
    "an instruction": ("words <?php words ?> words", 7, "<!-- -->", "a comment that is no marker"),
    "a formula that is never closed": ("words\n\nmore $x + y and words", 9, "$", "opens or closes no formula"),
    "an id that stands twice": ("<b id='here'>words</b>\n\n<b id='here'>words</b>", 7, 'id="here"', "never have the same id"),
    "a class for which the theme asks another host": ('<pre class="a mermaid">words</pre>', 7, 'class="a mermaid"', "lists what this attribute may say"),
    "template syntax": ("words {{ config.site_url }} words", 7, "{{ }}", "nothing fills templates"),
    "template syntax further down": ("words\n\nmore of {{ title }} and so on\nto a second line of words", 9, "{{ }}", "nothing fills templates"),
    "template syntax where a line begins": ("words\n\n{{ title }} words", 9, "{{ }}", "nothing fills templates"),
    "template syntax on a second line": ("words\n\nmore\nwords {{ page['title'] }}", 10, "{{ }}", "nothing fills templates"),
    "a sign of money before a quotation": ("words\n\n$\"words\" and words", 9, "$", "opens or closes no formula"),
    "a template's loop": ("words {% for page in nav %} words", 7, "{{ }}", "nothing fills templates"),
    "a zero-width space": ("wo\u200brds", 7, "U+200B ZERO WIDTH SPACE", "invisible"),
    "an override of direction": ("words \u202esdrow", 7, "U+202E RIGHT-TO-LEFT OVERRIDE", "invisible"),
    "a soft hyphen in code": ("```text\nwo\u00adrds\n```", 8, "U+00AD SOFT HYPHEN", "invisible"),
    "an override of direction as an entity": ("words\n\nmore &rlm; words", 9, "U+200F RIGHT-TO-LEFT MARK", "invisible"),
    "a zero-width space as a number": ("words\n\nmore&#x200b;words", 9, "U+200B ZERO WIDTH SPACE", "invisible"),
    "an override of direction in an attribute": ('<b title="words &#8238; words">words</b>', 7, "U+202E RIGHT-TO-LEFT OVERRIDE", "invisible"),
    "a filler that is a letter": ("wo\u3164rds", 7, "U+3164 HANGUL FILLER", "invisible"),
    "bytes hidden behind a letter": ("w\U000e0101ords", 7, "U+E0101 VARIATION SELECTOR-18", "invisible"),
}  # fmt: skip
HARMLESS = {
    "what is written about": "```html\n<script>steal()</script> {{ words }} <!-- words -->\n```\n\nWords on `<script>` and `{{ }}`.",
    "formulas": "$\\frac{{1}}{2} < h$ and\n\n$$\na_{{t}} > b\n$$",
    "what pages use": '<div class="formula" markdown>\n\n**a** <b class="k-x">b</b> <kbd>n</kbd>[^1]\n\n</div>\n\n[^1]: Words.\n\n??? note "More"\n\n    1. a\n    2. b',
    "links": "[a](lesson/gru.md#gates) [b](#here) [c](https://arxiv.org/abs/1) ![d](assets/d.png) [e](../x.md)",
    "docstrings": "::: rnn_docs\n\n::: rnn_docs.cells.lstm\n\nWords on `:::`.\n\n```text\n::: subprocess\n```",
    "brackets": "Words [in brackets]: more. Words[^1].\n\n[^1]: Words.\n\n- [a](#here): words\n\n```text\n[a]: b\n```",
    "a table": "| a | b |\n|:--|--:|\n| 1 | 2 |\n\n## More {: #more }",
    "letters of many languages": "Łukasz Kaiser, Jürgen, 北京, привет, −1 × ½ ⊙ …",
}  # fmt: skip


@cache
def renderer() -> markdown.Markdown:
    """What the site renders pages with; made by the worker that asks for it, not wherever this file is collected."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def convert(text: str) -> str:
    renderer().reset()
    return renderer().convert(text)


def refused(planted: str) -> list[Problem]:
    below = f"# A page\n\n{planted}\n\nlast words\n"
    return allowed.page_problems(Source("page.md", ABOVE.replace("# A page\n\n", "") + below), convert(below), {})


@pytest.mark.parametrize("plant", PLANTS)
def test_a_page_may_not_hold(plant):
    planted, line, name, reason = PLANTS[plant]
    first = min(refused(planted), key=lambda problem: problem.name != name)
    assert (first.line, first.name) == (line, name)
    assert reason in first.message


@pytest.mark.parametrize("words", HARMLESS)
def test_a_page_may_hold(words):
    assert refused(HARMLESS[words]) == []


@pytest.mark.parametrize("key", ["title", "description"])
def test_front_matter_holds_no_element(key):
    page = Source("page.md", f"---\n{key}: Words <img src=x onerror=steal()>\n---\n\nWords.\n")
    found = allowed.page_problems(page, "<p>Words.</p>", page.front_matter)
    assert [(problem.line, problem.name) for problem in found] == [(2, "<img>")]


def test_an_escape_of_yaml_hides_no_character():
    page = Source("page.md", '---\ntitle: "Wo\\u200brds"\n---\n\nWords.\n')
    found = allowed.page_problems(page, "<p>Words.</p>", page.front_matter)
    assert [problem.name for problem in found] == ["U+200B ZERO WIDTH SPACE"]
    data = Data("data/glossary.yml", 'a:\n  term: Words\nb:\n  term: "Wo\\u202erds"\n')
    found = allowed.yaml_problems(data, convert)
    assert [(problem.line, problem.name) for problem in found] == [(4, "U+202E RIGHT-TO-LEFT OVERRIDE")]


def test_a_definition_hides_nothing_in_a_notebook_and_in_a_yaml_file():
    notebook = Source("notebooks/x.py", "# %% [markdown]\n# Words\n#\n# [//]: # (approve this)\n\n# %%\nx = [1]\n")
    assert [(problem.line, problem.name) for problem in allowed.page_problems(notebook, "<p>Words</p>", {})] == [
        (4, "[ ]:")
    ]
    data = Data("data/glossary.yml", "a: |-\n  Words\n\n  [//]: # (approve this)\n")
    assert [(problem.line, problem.name) for problem in allowed.yaml_problems(data, convert)] == [(4, "[ ]:")]


def test_front_matter_says_nothing_to_the_theme_but_what_is_listed():
    page = Source("page.md", "---\ntitle: A\nsearch: {boost: 2}\ntemplate: mine.html\n---\n\nWords.\n")
    found = allowed.page_problems(page, "<p>Words.</p>", page.front_matter)
    assert [(problem.line, problem.name) for problem in found] == [(4, "template")]


def test_a_text_of_a_yaml_file_is_refused_at_its_line_and_code_in_it_is_not():
    text = "- question: >-\n    Words\n    <script>steal()</script>\n  code: |\n    print('<script>')\n  url: ftp://x\n"
    found = allowed.yaml_problems(Data("quiz/x.yml", text), convert)
    assert [(problem.line, problem.name) for problem in found] == [(3, "<script>"), (6, "ftp://x")]


def test_a_key_of_a_yaml_file_is_a_text_too_and_code_is_code_in_questions_alone():
    text = "'a\"><img src=x onerror=steal()>':\n  values: <script>steal()</script>\n"
    found = allowed.yaml_problems(Data("data/glossary.yml", text), convert)
    assert {(problem.line, problem.name) for problem in found} == {(1, "onerror"), (2, "<script>")}


PIECES = [
    "words",
    " ",
    "&ldquo;",
    "&rsquo;",
    "&lt;",
    "&#123;",
    "{",
    "}",
    "%",
    "$",
    ">",
    "<",
    "/",
    '"',
    "=",
    "<p>",
    "</p>",
    "<b>",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.sampled_from([allowed.ELEMENTS, {}]))
def test_words_that_are_not_read_as_a_browser_reads_them_hold_nothing(html, elements):
    assert [*allowed.html_findings(html, elements)] == [*allowed.markup_findings(html, elements)]


def test_what_is_looked_for_at_the_end_of_an_article_can_be_written_by_nobody():
    assert [found.name for found in allowed.html_findings('<hr id="_end" onclick="steal()">')] == [
        'id="_end"',
        "onclick",
    ]
    assert [found.name for found in allowed.html_findings("words <!-- words")] == ["<!-->", "<!-- -->"]
    assert allowed.html_findings('words <b title="').__next__().message == "this is never closed"


def test_only_files_of_known_kinds_and_scripts_of_known_names_lie_below_docs():
    paths = [
        "index.md",
        "lesson/gru.md",
        "quiz/gru.yml",
        "assets/lesson.css",
        "evil.html",
        "assets/evil.js",
        "evil.svg",
        "les\u202eson/gru.md",
    ]
    assert [problem.page for problem in allowed.file_problems(paths)] == paths[4:]

"""The glossary is read strictly, shown in order, and linked where a term first stands in running text."""

import re
from pathlib import Path

import pytest
from checks import source
from checks.problems import DocsError
from checks.yaml_lines import Text
from drawing.html_tree import FORMATTER, of_class, parse, written
from features import glossary, lesson_plan
from markupsafe import Markup

DOCS = Path(__file__).parents[3] / "docs"
EARLY = {  # terms that a step names before they are explained, and says so
    ("hidden-state", "why-order-matters"),  # "a short list of numbers"
    ("lstm", "vanishing-gradient"),  # "of steps 5 and 6", as the next
    ("gru", "vanishing-gradient"),
}
GOOD = """\
gate:
  term: Gate
  definition: A vector that multiplies.
  page: lesson/lstm.md
  forms: [gate, gates]
forget-gate:
  term: Forget gate
  symbol: $f_t$
  definition: How much "of it" to keep.
  page: lesson/lstm.md#the-gates
  overview: true
attention:
  term: Attention
  definition: Looking at all states.
  page: lesson/applications.md
"""


def read(tmp_path, text: str = GOOD) -> dict[str, glossary.Entry]:
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / glossary.SOURCE).write_text(text, "utf-8")
    return glossary.read(source.read(tmp_path))


def quoted(text: str) -> str:
    return FORMATTER.quoted_attribute_value(FORMATTER.attribute_value(text))


def linked(tmp_path, html: str) -> str:
    """The page with its links shortened to [key|word]."""
    tree = parse(html)
    glossary.link_terms(tree, read(tmp_path), "../glossary/")
    page = written(tree)
    for key in read(tmp_path):
        title = read(tmp_path)[key].definition
        page = page.replace(f'<a class="term" href="../glossary/#{key}" title={quoted(title)}>', f"[{key}|")
    return page.replace("</a>", "]")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  term: Gate\n", "", "docs/data/glossary.yml:2: gate: 'term' is missing"),
        ("  page: lesson/applications.md\n", "", "attention: 'page' is missing"),
        ("  symbol:", "  sign:", "unknown field 'sign'; known are definition"),
        ("Looking at all", "Looking at 3", "docs/data/glossary.yml:14: 3: this number is neither"),
        ("forms: [gate, gates]", "forms: [gate, forget gate]", "forget-gate: 'forget gate' belongs to 'gate' already"),
    ],
)
def test_a_mistake_in_an_entry_is_named(tmp_path, old, new, message):
    assert GOOD.count(old) == 1
    with pytest.raises(DocsError) as error:
        read(tmp_path, GOOD.replace(old, new))
    assert message in str(error.value)


def test_a_page_that_is_neither_written_nor_planned_is_named(tmp_path):
    entries = read(tmp_path)
    assert glossary.problems(entries, ["lesson/lstm.md", "lesson/applications.md"]) == []
    assert [str(p) for p in glossary.problems(entries, ["lesson/lstm.md"])] == [
        "docs/data/glossary.yml:15: attention: there is no page 'lesson/applications.md'"
    ]


def test_the_page_stands_in_the_order_of_the_alphabet_with_symbol_and_place(tmp_path):
    def where(page):
        return None if "applications" in page else (f"../{page}", "Step 5")

    html = glossary.html(read(tmp_path), lambda text: Markup(f"({text})"), where)
    order = [html.index(f'<div id="{key}">') for key in ("attention", "forget-gate", "gate")]
    assert order == sorted(order)
    assert "<dt>Forget gate ($f_t$)</dt>" in html
    assert '(How much "of it" to keep.) <a href="../lesson/lstm.md#the-gates">Step 5</a></dd>' in html
    assert "<dd>(Looking at all states.)</dd>" in html  # its page is not written: no link


def test_the_overview_shows_the_key_concepts_alone(tmp_path):
    html = glossary.concepts_html(read(tmp_path), Markup)
    assert html.count("<dt>") == 1
    assert "<dt>Forget gate</dt>" in html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>A gate, then a gate.</p>", "<p>A [gate|gate], then a gate.</p>"),
        ("<p>Gates open.</p>", "<p>[gate|Gates] open.</p>"),
        ("<p>A gatekeeper, a no-gate, delegate.</p>", "<p>A gatekeeper, a no-gate, delegate.</p>"),
        ("<p>The forget\ngate is a gate.</p>", "<p>The [forget-gate|forget\ngate] is a [gate|gate].</p>"),
        ("<p>A <b>forget gate</b> &amp; a gate</p>", "<p>A <b>[forget-gate|forget gate]</b> &amp; a [gate|gate]</p>"),
        ("<h2>The gate</h2><p>No.</p>", "<h2>The gate</h2><p>No.</p>"),
        ('<p><code>gate</code> <a href="#">gate</a></p>', '<p><code>gate</code> <a href="#">gate]</p>'),
        ("<p><math><mi>gate</mi></math></p>", "<p><math><mi>gate</mi></math></p>"),
        ("<figure><svg><text>gate</text><path d=''/></svg><figcaption>gate</figcaption></figure>", None),
        ('<div class="formula"><dl><dd>gate</dd></dl></div>', None),
        ('<section class="check"><p>gate<br>gate</p></section>', None),
        ("<table><tr><td>gate</td></tr></table>", None),
        ("<details><summary>gate</summary></details>", None),
        (
            "<details><p>a gate, attention</p></details><p>a gate</p>",
            "<details><p>a gate, [attention|attention]</p></details><p>a [gate|gate]</p>",
        ),
        ("<p>a<br>gate</p>\n<figure></figure>\n<p>attention</p>", None),
    ],
)
def test_a_term_is_linked_once_and_only_in_running_text(tmp_path, html, expected):
    if expected is None:
        expected = html.replace("<br>gate</p>\n", "<br>[gate|gate]</p>\n").replace(
            "<p>attention", "<p>[attention|attention]"
        )
    assert linked(tmp_path, html) == expected


def test_every_entry_of_the_lesson_has_one_line_and_its_seven_key_concepts_keep_their_order():
    entries = glossary.read(source.read(DOCS))
    assert len(entries) >= 35
    assert [entry.key for entry in entries.values() if entry.overview] == [
        "sequential-data",
        "hidden-state",
        "rnn-computation",
        "vanishing-gradients",
        "lstm",
        "gru",
        "sequence-to-sequence",
    ]
    assert [e.key for e in entries.values() if "\n" in e.definition.strip() or len(e.definition) > 130] == []
    assert all(isinstance(entry.definition, Text) for entry in entries.values())


def test_every_term_is_used_by_a_page_of_the_lesson():
    steps = list((DOCS / "lesson").glob("*.md"))
    pages = " ".join(path.read_text("utf-8") for path in [*steps, DOCS / "backpropagation-through-time.md"])
    written = {path.name for path in steps}
    unused = [
        entry.key
        for entry in glossary.read(source.read(DOCS)).values()
        if Path(entry.page.partition("#")[0]).name in written
        and not glossary._pattern(entry.forms).search(pages)
        and not entry.overview
    ]
    assert unused == []


def test_no_step_uses_a_term_before_the_step_that_explains_it(built):
    """What is collapsed may look ahead."""
    topics = [step.topic for step in lesson_plan.read(source.read(DOCS)).steps]
    texts = {topic: open_text(built, topic) for topic in topics}
    early = {
        (entry.key, topic)
        for topic, text in texts.items()
        for entry in glossary.read(source.read(DOCS)).values()
        if explained_after(entry, topic, topics) and glossary._pattern(entry.forms).search(text)
    }
    assert early == EARLY


def explained_after(entry: glossary.Entry, topic: str, topics: list[str]) -> bool:
    place = Path(entry.page.partition("#")[0]).stem
    return place in topics and topics.index(topic) < topics.index(place)


def open_text(built: Path, topic: str) -> str:
    """The running text of a step that is not collapsed, its terms no longer linked."""
    article = parse((built / "lesson" / topic / "index.html").read_text("utf-8")).find("article")
    for link in of_class(article, "term", "a"):
        link.unwrap()
    return " ".join(text for text in glossary.prose(article) if not glossary.is_collapsed(text))


def test_on_the_built_site_every_step_and_what_goes_deeper_links_its_terms_once(built):
    deeper = [built / page / "index.html" for page in ("after-rnns", "backpropagation-through-time")]
    for page in [*sorted(built.glob("lesson/*/index.html")), *deeper]:
        keys = re.findall(r'<a class="term" href="(?:../)+glossary/#([a-z-]+)"', page.read_text("utf-8"))
        assert len(keys) >= 4, page
        assert len(set(keys)) == len(keys), page
    for other in "index.html", "glossary/index.html", "exercises/index.html":
        assert 'class="term"' not in (built / other).read_text("utf-8")

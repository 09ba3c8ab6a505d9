"""Slots are filled wherever they stand, and a page's marks are brought into the site's terms."""

import re
from pathlib import Path

import pytest
from checks import slots
from drawing.html_tree import element, parse, written
from features import article
from markupsafe import Markup

DOCS = Path(__file__).parents[3] / "docs"
FIGURE = slots.slot("figure", "a")


def filled(html: str, **made: Markup | None) -> str:
    tree = parse(html)
    article.fill(tree, lambda kind, name: made.get(kind))
    return written(tree)


@pytest.mark.parametrize("html", [FIGURE, f"<p>{FIGURE}</p>", f"<p>\n{FIGURE}\n</p>"])
def test_a_slot_gives_way_with_the_paragraph_that_it_has_for_itself(html):
    assert filled(html, figure=Markup("<figure></figure>")) == "<figure></figure>"


def test_a_paragraph_with_words_stays():
    assert filled(f"<p>a {FIGURE} b</p>", figure=Markup("<i></i>")) == "<p>a <i></i> b</p>"


def test_a_slot_may_bring_others_and_what_comes_later_stays():
    question = Markup(f"<p>?</p>{FIGURE}{slots.slot('map', 'lesson')}")
    html = filled(slots.slot("question", "q"), question=question, figure=Markup("<figure></figure>"))
    assert html == f"<p>?</p><figure></figure>{slots.slot('map', 'lesson')}"


def test_a_slot_may_be_filled_with_an_element():
    tree = parse(FIGURE)
    article.fill(tree, lambda kind, name: element("section", kind, id=name))
    assert written(tree) == '<section id="a">figure</section>'


def tidied(html: str) -> str:
    tree = parse(html)
    article.tidy(tree)
    return written(tree)


def test_alignment_is_a_class_and_a_head_without_words_is_none():
    assert tidied('<th style="text-align: right;">a</th><th></th><th class="x"></th>') == (
        '<th class="right">a</th><td></td><td class="x"></td>'
    )


def named(html: str) -> str:
    tree = parse(html)
    article.name_cells(tree)
    return written(tree)


def test_in_a_table_of_words_with_five_columns_each_cell_says_of_what_it_tells():
    heads, row = (
        "".join(f"<{tag}>{words}</{tag}>" for words in found) for tag, found in (("th", "abcde"), ("td", "12345"))
    )
    found = named(f"<table><tr>{heads}</tr><tr>{row}</tr></table>")
    assert found.startswith(f'<table data-stacks><tr>{heads}</tr><tr><td data-head="a">1</td><td data-head="b">2</td>')
    four = f"<table><tr>{heads[:-10]}</tr><tr>{row[:-10]}</tr></table>"
    assert named(four) == four


@pytest.mark.parametrize(("cells", "letters", "stacks"), [(3, 160, False), (3, 162, True), (2, 300, False)])
def test_so_they_do_in_a_table_of_sentences(cells, letters, stacks):
    row = f"<td>{'a' * (letters // cells)}</td>" * cells
    table = f"<table><tr>{'<th>h</th>' * cells}</tr><tr>{row}</tr></table>"
    assert ("data-stacks" in named(table)) == stacks


def test_in_a_table_of_numbers_cells_do_so_if_it_stacks():
    table = '<table class="nums"{}><tr><th>a<br><math>x</math></th></tr><tr><th{}>1</th></tr></table>'
    assert named(table.format(" data-stacks", "")) == table.format(" data-stacks", ' data-head="a x"')
    assert named(table.format("", "")) == table.format("", "")


def test_links_that_leave_the_site_say_so():
    assert tidied('<a href="https://a.test">a</a>') == '<a href="https://a.test" rel="external">a</a>'
    for same in ('<a href="../b/">b</a>', '<a href="https://a.test" rel="license">c</a>', '<a id="d">d</a>'):
        assert tidied(same) == same


def test_a_step_says_where_it_stands_and_what_the_reader_will_do():
    tree = parse('<h1 id="a">A</h1>\n<p>b</p>')
    article.add_header(tree, Markup("<div>Step 2</div>"), "See & do.")
    assert written(tree) == '<div>Step 2</div><h1 id="a">A</h1><p class="objective">See &amp; do.</p>\n<p>b</p>'
    article.add_header(tree := parse("<h1>A</h1>"), Markup(""), "")
    assert written(tree) == "<h1>A</h1>"


@pytest.mark.parametrize("piece", ["120–160", "(0.4–1,000)", "32 × 32", "12 MB", "−3–4", "5 min"])
def test_no_line_ends_within(piece):
    tree = parse(f"<p>It takes {piece}, or so.</p>")
    article.keep_together(tree)
    assert written(tree) == f'<p>It takes <span class="nobr">{piece}</span>, or so.</p>'


def test_no_line_begins_with_three_dots_and_all_else_may_break():
    html = "<p>the the …, 12 words, a 3-1, v0.1.0–2 × x, 5 minutes</p><pre>1–2 …</pre>"
    tree = parse(html)
    article.keep_together(tree)
    assert written(tree) == html.replace("the …,", "the\N{NO-BREAK SPACE}…,")


def test_no_machine_translates_code():
    tree = parse("<p>Call <code>forward</code>, press <kbd>Esc</kbd>.</p><pre><code>x = 1</code></pre>")
    article.keep_code(tree)
    assert [tag.get("translate") for tag in tree.find_all(("p", "code", "kbd", "pre"))] == [None, "no", "no", "no"]


@pytest.mark.parametrize(
    ("html", "wraps"),
    [
        ("<p>Call <code>make offline SOLUTIONS=no</code></p>", True),
        ("<p>Call <code>make offline RUN=no</code></p>", False),
        ("<td><code>make offline SOLUTIONS=no</code></td>", False),
        ("<pre><code>make offline SOLUTIONS=no</code></pre>", False),
        ('<h3><code class="highlight">make_offline(solutions) -> Path</code></h3>', False),
    ],
)
def test_only_long_code_in_a_sentence_may_go_on_in_the_next_line(html, wraps):
    tree = parse(html)
    article.keep_code(tree)
    assert ('class="wraps"' in written(tree)) == wraps


@pytest.mark.parametrize(
    ("table", "brief"),
    [
        ('<table><td class="left">after the product</td></table>', ["left brief"]),
        ("<table><th>z near one</th><td>keeps</td></table>", ["brief", None]),
        ("<table><td>these pages, PyTorch, Keras</td><td><code>a</code> or b</td></table>", [None, None]),
        ('<table class="nums"><td>after the product</td></table>', [None]),
    ],
)
def test_a_cell_of_few_words_says_so(table, brief):
    tree = parse(table)
    article.keep_cells(tree)
    assert [cell.get("class") for cell in tree.find_all(("th", "td"))] == brief


def test_a_name_in_a_table_may_break_behind_an_underscore():
    tree = parse("<td><code>a_long_parameter</code> <code>short_name</code></td><p><code>a_long_parameter</code></p>")
    article.break_names(tree)
    names = ["a_<wbr>long_<wbr>parameter", "short_name", "a_long_parameter"]
    assert [written(code) for code in tree.find_all("code")] == [f"<code>{name}</code>" for name in names]


def test_a_signature_may_break_behind_its_bracket():
    codes = ["keeper(dtype<span>=</span>np.float64)", "kept()", "state"]
    tree = parse("".join(f'<h3><code class="highlight">{code}</code></h3>' for code in codes))
    article.break_signatures(tree)
    shown = [code.decode_contents() for code in tree.find_all("code")]
    assert shown == ["keeper(<wbr/>dtype<span>=</span>np.float64)", "kept()", "state"]


def test_no_blank_stands_before_a_closing_bracket_of_a_docstring():
    item = '<li class="doc-section-item"><b>x</b> (<code>int</code>, default:\n <code>1</code>\n )\n – <p> ) </p></li>'
    tree = parse(item)
    article.close_brackets(tree)
    assert written(tree.li) == item.replace("</code>\n )", "</code>)")


def test_a_name_that_the_page_does_not_describe_is_a_word():
    names = '<autoref identifier="{0}" optional hover>{0}</autoref>'
    tree = parse(f'<h3 id="rnn_docs.Trace">Trace</h3><p>({names.format("rnn_docs.Trace")}, {names.format("int")})</p>')
    article.drop_dead_names(tree)
    assert written(tree.p) == f"<p>({names.format('rnn_docs.Trace')}, int)</p>"


@pytest.mark.parametrize(
    ("before", "after"), [("<pre><span></span><code>", "</code></pre>"), ('<code class="a highlight">', "</code>")]
)
def test_code_keeps_the_colours_that_mean_something(before, after):
    tree = parse(f'{before}<span class="k">del</span><span class="w"> </span><span class="n">h</span> &lt; 1{after}')
    article.plain_code(tree)
    assert written(tree) == f'{before}<span class="k">del</span> h &lt; 1{after}'


@pytest.mark.parametrize(("lines", "long"), [(11, False), (12, True)])
def test_a_long_block_of_code_says_so(lines, long):
    tree = parse("<pre><code>" + "x = 1\n" * lines + "</code></pre>")
    article.plain_code(tree)
    assert (tree.pre.get("class") == "long") == long


def test_only_code_loses_spans():
    tree = parse(words := '<p><span class="n">h</span> <code><span class="p">(</span></code></p>')
    article.plain_code(tree)
    assert written(tree) == words


def test_what_loses_its_span_had_no_colour_of_its_own():
    """Material gives names several colours; ours all have the ink's."""
    css = (DOCS / "assets/lesson.css").read_text("utf-8")
    kinds = ("name", "function", "constant", "variable", "punctuation")
    assert {kind: re.search(rf"--md-code-hl-{kind}-color: ([^;]+);", css)[1] for kind in kinds} == dict.fromkeys(
        kinds, re.search("--md-code-fg-color: ([^;]+);", css)[1]
    )


TOGETHER = {
    "<p>as in step 5’s review, from (120–160) to 3</p>": ["step 5’s", "(120–160)"],
    '<p>see <a href="x">Steps 5</a> and 6</p>': ["Steps 5"],
    "<p>LSTM, keep bias\n3; unit 4 at t = 2</p>": ["bias\n3", "unit 4", "t = 2"],
    "<p>row 2, column 4, of the 12 units 7 are free.</p>": ["row 2", "column 4", "units 7"],
    "<p>questions 3–5 and 16–19, exercise 5c</p>": ["questions 3–5", "16–19", "exercise 5c"],
    "<p>Cell state 0, hidden state 1 or stated 2</p>": ["state 0", "state 1"],
    "<p><code>step 5</code> takes 3 steps, and bypage 2</p>": [],
}


@pytest.mark.parametrize("html", TOGETHER)
def test_no_line_parts_a_word_from_its_number_and_the_text_stays_as_it_was(html):
    tree = parse(html)
    article.keep_together(tree)
    assert [span.get_text() for span in tree.find_all("span", class_="nobr")] == TOGETHER[html]
    assert tree.get_text() == parse(html).get_text()

"""A page read as a tree and written again says the same, and no feature sees into drawings, formulas and code."""

import html5lib
import pytest
from drawing import html_tree
from drawing.html_tree import element, parse, written

PAGE = """<h1 id="a">A &amp; b &lt; c "d" <em>e</em></h1>
<p>x<br>y&nbsp;z <code>a  b<i>c</i>  <i>d</i></code> <a href="?a=1&amp;b=2" download>f</a></p>
<rnn-x class="explorer covers" data-trace='{"a":"1 > 0 &amp; it&#39;s","b":[0.5]}'><img alt="" src="a.png"></rnn-x>
<svg viewBox="0 0 1 1" preserveAspectRatio="none"><clipPath id="c"><path d="M0 0"/></clipPath><use xlink:href="#c"/></svg>
<math display="block"><mo>&lt;</mo><mspace width="1em"/></math>
<pre><span></span><code><span class="k">if</span>  a &lt; b:
    c

</code></pre>
<!-- a word --><details open><summary>s</summary></details>"""


def dom(html: str):
    """What a browser makes of it."""
    return html5lib.serialize(html5lib.parseFragment(html), quote_attr_values="always", alphabetical_attributes=True)


def test_a_browser_reads_the_same_page_before_and_after():
    assert dom(written(parse(PAGE))) == dom(PAGE)


def test_drawings_formulas_and_code_are_kept_letter_by_letter():
    after = written(parse(PAGE))
    for part in PAGE[PAGE.index("<svg") :].partition("<!--")[0].split("\n<"):
        assert part in after


def test_json_stands_in_single_quotation_marks():
    assert """data-trace='{"a":"1 > 0 &amp; it&#39;s","b":[0.5]}'""" in written(parse(PAGE))


def test_nothing_inside_a_drawing_a_formula_or_a_code_block_is_an_element():
    names = {tag.name for tag in parse(PAGE).find_all(True)}
    assert {"svg", "math", "pre", "em", "img"} <= names
    assert names.isdisjoint({"path", "use", "mo", "span"})


def test_what_is_inside_a_drawing_can_be_changed():
    (drawing,) = (tree := parse(PAGE)).find_all("svg")
    inside = html_tree.drawn(drawing)
    inside[0].set("id", "other")
    html_tree.draw(drawing, inside)
    assert '<svg viewBox="0 0 1 1" preserveAspectRatio="none"><clipPath id="other"><path d="M0 0" />' in written(tree)
    assert '<use xlink:href="#c" /></svg>' in written(tree)


def test_a_drawing_that_is_no_xml_is_named():
    (drawing,) = parse('<svg class="mine"><path></svg>').find_all("svg")
    with pytest.raises(ValueError, match=r'inside \'<svg class="mine"><path></svg>\' is no XML: mismatched tag'):
        html_tree.drawn(drawing)


def test_texts_come_in_order_without_comments_and_without_what_is_skipped():
    tree = parse("<p>a<b>b</b><!-- c --></p><div>d<i>e</i></div>f")
    assert list(html_tree.texts(tree, lambda tag: tag.name == "div")) == ["a", "b", "f"]


def test_an_element_escapes_its_words_and_its_attributes():
    assert written(element("a", "1 < 2", element("b"), class_="k", title='"&"')) == (
        """<a class="k" title='"&amp;"'>1 &lt; 2<b></b></a>"""
    )


def test_elements_are_found_by_one_of_their_classes():
    tree = parse('<p class="a b">1</p><div class="ab">2</div><div class="b">3</div>')
    assert [tag.get_text() for tag in html_tree.of_class(tree, "b", "p", "div")] == ["1", "3"]

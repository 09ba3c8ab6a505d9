"""LaTeX becomes MathML, in the hues of the concepts, without a style attribute."""

import pytest
from drawing.html_tree import parse, written
from drawing.maths import MathsError, convert, to_mathml


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("h_t", '<msub class="k-h"><mi>h</mi>'),
        ("W_{xh}", '<msub class="k-w"><mi>W</mi>'),
        ("c_{t-1}", '<msub class="k-c"><mi>c</mi>'),
        ("f_t", '<msub class="k-gate"><mpadded depth="0"><mi>f</mi></mpadded>'),
        ("W_{xh}^\\top", '<msubsup class="k-w"><mi>W</mi>'),
        ("y_t", '<msub><mpadded depth="0"><mi>y</mi></mpadded>'),
        (r"\kgrad{\delta}", 'class="k-grad"'),
    ],
)
def test_a_symbol_wears_the_hue_of_its_concept(tex, expected):
    assert expected in to_mathml(tex)


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{aligned}a&=b\\c&=d\end{aligned}",
        r"\begin{cases}1&x\\2&y\end{cases}",
        r"\begin{bmatrix}1&2\\3&4\end{bmatrix}",
        r"\underbrace{a+b}_{c}",
        r"\kx{a}\kh{b}\kc{c}\kgate{d}\kgrad{e}\kw{f}",
    ],
)
def test_no_formula_carries_a_style_attribute(tex):
    assert " style=" not in to_mathml(tex, block=True)


@pytest.mark.parametrize(
    ("tex", "message"),
    [
        (r"\frac{a}{b", "Expected closing"),
        (r"\tanhh(a)", "Unknown command"),
        (r"\textcolor{Cyan}{a}", "no class stands"),
    ],
)
def test_a_mistake_is_named_with_its_formula(tex, message):
    with pytest.raises(MathsError, match=message) as caught:
        to_mathml(tex)
    assert f"${tex}$" in str(caught.value)


@pytest.mark.parametrize("tex", [r"a \odot b", r"{\odot}", r"\begin{aligned} a &= b \odot c \end{aligned}"])
def test_no_browser_may_draw_a_product_as_large_as_a_sum(tex):
    """Firefox does, in a formula on a line of its own."""
    assert to_mathml(tex, block=True).count('largeop="false">⊙</mo>') == 1
    assert "largeop" not in to_mathml(r"\sum_t a + b", block=True)


def test_a_page_keeps_everything_but_its_formulas():
    tree = parse('<p>So <span class="arithmatex">\\(a &lt; b\\)</span>.</p>\n<div class="arithmatex">\\[\nc\n\\]</div>')
    convert(tree)
    assert written(tree) == (
        '<p>So <span class="nobr"><math translate="no" alttext="a &lt; b"><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>.</span></p>\n'
        '<div class="display" data-search-exclude><math translate="no" alttext="c" display="block"><mi>c</mi></math></div>'
    )


@pytest.mark.parametrize(("after", "kept"), [(", then", ", then"), (")…", ")…"), (" and", ""), ("-th", "")])
def test_no_line_begins_with_what_closes_a_formula(after, kept):
    tree = parse(f'<p>Let <span class="arithmatex">\\(c\\)</span>{after}</p>')
    convert(tree)
    assert tree.get_text() == f"Let <mi>c</mi>{after}"
    together = tree.find("span")
    assert (together.get_text() + after[len(kept.split()[0]) :] if kept else together) == (
        f"<mi>c</mi>{after}" if kept else None
    )


@pytest.mark.parametrize(
    ("before", "tex", "kept"), [("step", "t", True), ("footstep", "t", False), ("step", "t + 1", False)]
)
def test_no_line_begins_with_the_letter_that_a_word_before_it_names(before, tex, kept):
    tree = parse(f'<p>At {before} <span class="arithmatex">\\({tex}\\)</span> it</p>')
    convert(tree)
    assert tree.p.contents[0] == f"At {before}" + (" ", "\N{NO-BREAK SPACE}")[kept]


def test_a_long_formula_may_stand_at_the_end_of_a_line():
    long = " + ".join("abcdefghijklm")
    tree = parse(f'<p><span class="arithmatex">\\({long}\\)</span>.</p>')
    convert(tree)
    assert tree.find("span") is None


def test_a_formula_is_as_long_as_it_reads_whatever_its_source_takes():
    short = r"\mathrm{d}\kgrad{L}/\mathrm{d}m_t"
    tree = parse(f'<p><span class="arithmatex">\\({short}\\)</span>: how the loss changes.</p>')
    convert(tree)
    assert tree.find("span", class_="nobr").get_text().endswith(":")


def test_what_a_reader_copies_is_latex_that_knows_no_macro_of_ours():
    tree = parse(r'<p><span class="arithmatex">\(\kgrad{\delta_{t-1}} + \kh{h}\)</span></p>')
    convert(tree)
    assert tree.find("math")["alttext"] == r"{\delta_{t-1}} + {h}"


def test_all_indices_of_a_line_stand_at_one_height():
    """A letter that hangs below the line would push its index down."""
    assert to_mathml("c_t + g_t").count('<mpadded depth="0"><mi>g</mi></mpadded>') == 1
    assert r"<mpadded" not in to_mathml(r"c_t + h_{t-1} + g + \bar h_t + \bar q")
    assert '<mpadded depth="0"><mover' in to_mathml(r"\bar q_t")


def test_a_function_keeps_the_sign_that_nobody_sees():
    """HTML has a name for it, XML has none."""
    assert "\u2061" in to_mathml(r"\tanh(a)")

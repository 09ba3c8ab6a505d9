"""The pen writes what it is told, compactly and safely."""

import re
import xml.etree.ElementTree as ET

import pytest
from drawing.diagram import Pen
from drawing.printing import Sym, compact, italic, number


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (-0.5491, 2, "−0.55"),
        (-0.001, 2, "0.00"),
        (-0.0, 2, "0.00"),
        (0.7, 1, "0.7"),
        (2.0433, 2, "2.04"),
        (3, 0, "3"),
        (-1, 0, "−1"),
    ],
)
def test_a_number_has_a_true_minus_and_never_a_minus_zero(value, decimals, printed):
    assert number(value, decimals) == printed


@pytest.mark.parametrize(("value", "written"), [(3.0, "3"), (3.14159, "3.1"), (-0.01, "0"), (12.25, "12.2")])
def test_a_coordinate_takes_no_more_room_than_it_needs(value, written):
    assert compact(value) == written


def test_letters_become_mathematical_italics_and_h_has_its_own_place():
    assert italic("hx") == "\u210e\U0001d465"
    assert italic("t-1") == "\U0001d461−1"
    assert italic("AWaz") == "\U0001d434\U0001d44a\U0001d44e\U0001d467"


def test_the_subscript_hangs_below_and_the_next_letter_stands_on_the_line_again():
    pen = Pen(100, 20, "a formula")
    pen.sym(0, 15, Sym("W", "xh"), Sym("x", "t", "x"), size=20)
    shifts = [float(shift) for shift in re.findall(r'dy="([-\d.]+)"', pen.svg())]
    assert shifts == pytest.approx([4.4, -4.4, 4.4])


def test_what_follows_a_letter_without_a_subscript_stands_on_its_line():
    pen = Pen(100, 20, "a formula")
    pen.sym(0, 15, Sym("h"), " = ", Sym("x"))
    assert "dy=" not in pen.svg()


def test_the_subscript_init_stays_upright():
    pen = Pen(100, 20, "a formula")
    pen.sym(0, 15, Sym("h", "init", "h"))
    assert ">init<" in pen.svg()


def test_a_letter_of_a_formula_is_marked_for_the_mathematics_font():
    pen = Pen(100, 20, "a formula")
    pen.sym(0, 15, Sym("h"))
    assert '<text class="m" translate="no"' in pen.svg()


def test_words_and_alternative_texts_are_escaped():
    pen = Pen(100, 20, 'less < "more" & so on')
    pen.text(0, 15, "<script>")
    root = ET.fromstring(pen.svg())
    assert root.attrib["aria-label"] == 'less < "more" & so on'
    assert root[0].text == "<script>"


def test_a_drawing_without_a_name_is_a_decoration():
    root = ET.fromstring(Pen(100, 20).svg())
    assert root.attrib["aria-hidden"] == "true"
    assert "role" not in root.attrib


def test_a_named_drawing_is_an_image():
    assert ET.fromstring(Pen(100, 20, "a name").svg()).attrib["role"] == "img"


def test_a_state_prints_each_value_in_a_cell_of_its_class_inside_one_frame():
    pen = Pen(100, 100, "a state")
    pen.heat(0, 0, [0.62, -0.07, -0.004], (50, 30), "c")
    root = ET.fromstring(pen.svg())
    assert [e.attrib["class"] for e in root.iter("rect") if "class" in e.attrib] == [
        "heat p62",
        "heat n7",
        "heat p0",
    ]
    assert [e.text for e in root.iter("text")] == ["0.62", "−0.07", "0.00"]
    frame = [e.attrib for e in root.iter("rect") if "class" not in e.attrib]
    assert [(f["stroke"], f["fill"], f["height"]) for f in frame] == [("var(--rnn-c)", "none", "90")]


def test_time_has_a_filled_head_and_a_gradient_an_open_one():
    time, gradient = Pen(100, 20, "time"), Pen(100, 20, "gradient")
    time.arrow([(0, 10), (90, 10)])
    gradient.arrow([(90, 10), (0, 10)], "grad", dash="6 4", open_head=True)
    assert "<polygon" in time.svg()
    assert "dasharray" not in time.svg()
    assert "<polygon" not in gradient.svg()
    assert 'stroke-dasharray="6 4"' in gradient.svg()


def test_every_stroke_of_the_grammar_is_free_of_style_attributes():
    pen = Pen(300, 100, "all")
    pen.token(40, 20, "cat")
    pen.cell(90, 50, 40, 40, "cell", other_weights=True)
    pen.op(140, 50, "+")
    pen.box(180, 50, "tanh")
    pen.valve(220, 50)
    pen.valve(240, 50, vertical=True)
    pen.badge(270, 50, "f")
    pen.dot(290, 50)
    ET.fromstring(pen.svg())
    assert "style" not in pen.svg()


def test_a_cell_keeps_its_corners_and_never_becomes_a_circle():
    pen = Pen(100, 100, "a small cell")
    pen.cell(50, 50, 16, 16)
    assert float(ET.fromstring(pen.svg())[0].attrib["rx"]) <= 4

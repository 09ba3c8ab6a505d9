"""Fragments escape what they are given, miss nothing that is not given, and hold no stray space."""

import jinja2
import pytest
from drawing import fragments
from markupsafe import Markup

TEMPLATES = sorted(path.stem for path in fragments.FOLDER.glob("*.html"))


def test_words_are_escaped_and_markup_is_taken_as_it_is():
    html = fragments.render("progress", steps='["<a>"]', drawn=Markup("<ol></ol>"), forget=False)
    assert html == '<rnn-progress data-steps="[&#34;&lt;a&gt;&#34;]"><ol></ol></rnn-progress>'
    assert "&lt;ol&gt;" in fragments.render("progress", steps="[]", drawn="<ol></ol>", forget=False)


def test_a_value_that_is_not_given_is_an_error():
    with pytest.raises(jinja2.UndefinedError, match="'drawn' is undefined"):
        fragments.render("progress", steps="[]", forget=False)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_says_what_it_is_and_switches_escaping_nowhere_off(name):
    text = (fragments.FOLDER / f"{name}.html").read_text("utf-8")
    assert text.startswith("{#- ")
    assert "|safe" not in text.replace(" ", "")
    assert "autoescape" not in text


def test_every_template_is_used():
    code = "".join(path.read_text("utf-8") for path in fragments.FOLDER.parents[1].rglob("*.py"))
    assert [name for name in TEMPLATES if f'render("{name}"' not in code] == []

"""Fragments escape what they are given, miss nothing that is not given, and hold no stray space."""

from pathlib import Path

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


def test_a_template_that_cannot_be_read_is_named_at_its_line(tmp_path):
    """Though its line breaks are gone when it is read."""
    (tmp_path / "a.html").write_text("{#- Words. #}\n<p>\n{% if %}\n</p>\n", "utf-8")
    with pytest.raises(jinja2.TemplateSyntaxError) as stopped:
        jinja2.Environment(loader=fragments._Tight(tmp_path)).get_template("a.html")
    assert fragments.mistake(stopped.value) == "a.html:3: Expected an expression, got 'end of statement block'"
    unknown = jinja2.TemplateSyntaxError("words", 7, filename=str(fragments.ROOT / "hooks/theme/gone.html"))
    assert fragments.mistake(unknown) == "hooks/theme/gone.html:7: words"


def environment(folder):
    return jinja2.Environment(loader=jinja2.DictLoader({"a": "{{ x }}!"}), bytecode_cache=fragments.Compiled(folder))


def test_a_template_is_compiled_once_and_what_is_damaged_is_never_run(tmp_path, monkeypatch):
    assert environment(tmp_path).get_template("a").render(x=1) == "1!"
    (entry,) = tmp_path.iterdir()
    with monkeypatch.context() as patched:
        patched.setattr(jinja2.Environment, "compile", None)
        assert environment(tmp_path).get_template("a").render(x=2) == "2!"
    entry.write_text(entry.read_text("utf-8")[:-40], "utf-8")
    assert environment(tmp_path).get_template("a").render(x=3) == "3!"


def test_templates_work_where_nothing_can_be_kept(tmp_path, capsys):
    (tmp_path / "file").write_text("", "utf-8")
    assert environment(tmp_path / "file").get_template("a").render(x=1) == "1!"
    assert "cannot be written" in capsys.readouterr().err


def test_every_template_is_used():
    code = "".join(path.read_text("utf-8") for path in fragments.FOLDER.parents[1].rglob("*.py"))
    assert [name for name in TEMPLATES if f'render("{name}"' not in code] == []


def made(root: Path, text: str, **settings: object) -> str:
    environment = jinja2.Environment(loader=jinja2.DictLoader({"a.html": text}), **settings)
    environment.bytecode_cache = fragments.Compiled(root)
    return environment.get_template("a.html").render(x="<")


def test_what_was_compiled_before_is_taken_only_for_the_same_text_and_the_same_settings(tmp_path):
    assert made(tmp_path, "{{ x }}") == "<"
    assert made(tmp_path, "{{ x }}") == "<"
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
    assert made(tmp_path, "{{ x }}", autoescape=True) == "&lt;"
    assert made(tmp_path, "{{ x }}!") == "<!"

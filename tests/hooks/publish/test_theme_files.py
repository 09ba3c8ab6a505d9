"""The theme's templates are mended where they are written, and a theme that has changed stops the build."""

import jinja2
import pytest
from publish import theme_files

SEARCH = "partials/search.html"


def source(templates: dict[str, str], name: str) -> str:
    environment = jinja2.Environment(loader=theme_files.Mended(jinja2.DictLoader(templates)))
    return environment.loader.get_source(environment, name)[0]


def test_what_is_wrong_is_mended_wherever_it_stands_and_nothing_else():
    wrong, right = map("; ".join, zip(*theme_files.MENDED[SEARCH], strict=True))
    assert source({SEARCH: f"<div{wrong}><p></p><div{wrong}>"}, SEARCH) == f"<div{right}><p></p><div{right}>"
    assert source({"other.html": f"<div{wrong}>"}, "other.html") == f"<div{wrong}>"


def test_a_theme_that_has_changed_is_named():
    with pytest.raises(ValueError, match=r"partials/search\.html of the theme no longer holds ' role=\"dialog\"'"):
        source({SEARCH: "<dialog>"}, SEARCH)


def test_indentation_and_empty_lines_of_a_template_reach_no_page():
    assert source({"other.html": "<p>\n\n    a b\n  </p>"}, "other.html") == "<p>\na b\n</p>"

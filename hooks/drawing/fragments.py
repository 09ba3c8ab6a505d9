"""Pieces of HTML from the templates of hooks/theme/fragments, which escape what they are given."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

FOLDER = Path(__file__).parents[1] / "theme" / "fragments"


class _Tight(FileSystemLoader):
    """Line breaks and indentation of a template are for its readers: none of them reaches the page."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        source, path, is_current = super().get_source(environment, template)
        return "".join(line.strip() for line in source.splitlines()), path, is_current


@cache
def _environment() -> Environment:
    loader: BaseLoader = _Tight(FOLDER)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, auto_reload=False)


def render(template: str, /, **values: Any) -> Markup:
    """The template of that name with these values; only what is Markup already is taken as HTML.

    Raises:
        jinja2.UndefinedError: the template asks for a value that is not given.
    """
    return Markup(_environment().get_template(f"{template}.html").render(values))

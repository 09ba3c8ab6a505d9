"""Pieces of HTML from the templates of hooks/theme/fragments, which escape what they are given."""

from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

FOLDER = Path(__file__).parents[1] / "theme" / "fragments"
COMPILED = Path(__file__).parents[2] / ".cache" / "templates" / version("jinja2")


def compiled() -> FileSystemBytecodeCache:
    """Where the code that Jinja makes of templates is kept, by their text: to make it takes a tenth of a build."""
    COMPILED.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(COMPILED))


class _Tight(FileSystemLoader):
    """Line breaks and indentation of a template are for its readers: none of them reaches the page."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_current = super().get_source(environment, template)
        return "".join(line.strip() for line in source.splitlines()), path, is_current


@cache
def _environment() -> Environment:
    return Environment(loader=_Tight(FOLDER), bytecode_cache=compiled(), autoescape=True, undefined=StrictUndefined)


def render(template: str, /, **values: Any) -> Markup:
    """The template of that name with these values; only what is Markup already is taken as HTML.

    Raises:
        jinja2.UndefinedError: the template asks for a value that is not given.
    """
    return Markup(_environment().get_template(f"{template}.html").render(values))

"""Pieces of HTML from the templates of hooks/theme/fragments, which escape what they are given."""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

FOLDER = Path(__file__).parents[1] / "theme" / "fragments"
COMPILED = Path(__file__).parents[2] / ".cache" / "templates"


def keep_compiled(environment: Environment, root: Path = COMPILED) -> None:
    """Keep the code that Jinja makes of templates, which takes a tenth of a build, by their text and by its settings.

    Where nothing can be written, nothing is kept.
    """
    layout = (environment.trim_blocks, environment.lstrip_blocks, environment.keep_trailing_newline)
    settings = (version("jinja2"), environment.autoescape, layout, sorted(environment.extensions))
    folder = root / sha256(repr(settings).encode()).hexdigest()[:16]
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


class _Tight(FileSystemLoader):
    """Line breaks and indentation of a template are for its readers: none of them reaches the page."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_current = super().get_source(environment, template)
        return "".join(line.strip() for line in source.splitlines()), path, is_current


@cache
def _environment() -> Environment:
    made = Environment(loader=_Tight(FOLDER), autoescape=True, undefined=StrictUndefined)
    keep_compiled(made)
    return made


def render(template: str, /, **values: Any) -> Markup:
    """The template of that name with these values; only what is Markup already is taken as HTML.

    Raises:
        jinja2.UndefinedError: the template asks for a value that is not given.
    """
    return Markup(_environment().get_template(f"{template}.html").render(values))

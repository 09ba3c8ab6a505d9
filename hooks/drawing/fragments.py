"""Pieces of HTML from the templates of hooks/theme/fragments, which escape what they are given."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2.bccache import Bucket
from markupsafe import Markup
from results.cache import Cache

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parents[1] / "theme" / "fragments"  # in a reader's page too, where no folder is called hooks
COMPILED = ROOT / ".cache" / "templates"
COMPILER = f"{version('jinja2')} {python_version()}"


class Compiled(BytecodeCache):
    """The code that Jinja makes of templates, kept by their text: to make it takes a tenth of a build."""

    def __init__(self, folder: Path = COMPILED) -> None:
        self.cache = Cache(folder)

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was kept, if it is whole: a damaged piece of code is never run."""
        if text := self.cache.find(*self._place(bucket)):
            bucket.bytecode_from_string(bytes.fromhex(text))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, where that can be done."""
        self.cache.keep(*self._place(bucket), bucket.bytecode_to_string().hex())
        self.cache.prune()

    def _place(self, bucket: Bucket) -> tuple[str, str]:
        """Which template it is, and what its code depends on."""
        by = bucket.environment
        settings = (by.autoescape, by.trim_blocks, by.lstrip_blocks, by.keep_trailing_newline, sorted(by.extensions))
        made_with = f"{bucket.checksum} {settings} {COMPILER}"
        return f"template-{bucket.key[:16]}", sha256(made_with.encode()).hexdigest()[:16]


class _Tight(FileSystemLoader):
    """Line breaks and indentation of a template are for its readers: none of them reaches the page."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_current = super().get_source(environment, template)
        return "".join(line.strip() for line in source.splitlines()), path, is_current


def mistake(error: TemplateSyntaxError) -> str:
    """Which template cannot be read, at which line of its file, and why.

    A template is read without its line breaks, so the error itself may know no line: the file is read once more.
    """
    path = Path(str(error.filename))
    try:
        Environment().parse(path.read_text("utf-8"))
    except TemplateSyntaxError as again:
        error = again
    except OSError:  # it was no file
        pass
    place = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
    return f"{place}:{error.lineno}: {error.message}"


@cache
def _environment() -> Environment:
    return Environment(loader=_Tight(FOLDER), bytecode_cache=Compiled(), autoescape=True, undefined=StrictUndefined)


def render(template: str, /, **values: Any) -> Markup:
    """The template of that name with these values; only what is Markup already is taken as HTML.

    Raises:
        jinja2.UndefinedError: the template asks for a value that is not given.
    """
    return Markup(_environment().get_template(f"{template}.html").render(values))

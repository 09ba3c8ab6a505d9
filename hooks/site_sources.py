"""The sources as HTML by themselves: each piece of Markdown is converted once, and none may hold what is on no list."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Protocol

from checks import allowed, slots
from checks.problems import DocsError, Problem
from checks.source import Data, Docs, Source, of
from features import notebooks
from results.cache import Cache
from results.page_memory import Memory
from results.used_code import ALL, UsedCode

RENDERED_BY = "site_sources", "_html"
LOOKED_AT_BY = ("checks.allowed", ALL), ("checks.slots", "with_slots"), ("features.notebooks", "prose")


class Renderer(Protocol):
    """What is asked of Python-Markdown."""

    def reset(self) -> Any: ...
    def convert(self, source: str) -> str: ...


class Pieces:
    """Pieces of Markdown as HTML, their slots empty and their formulas as they are written."""

    def __init__(self, renderer: Renderer, settings: str, memory: Memory, code: str = "") -> None:
        self.renderer, self.memory, self.code = renderer, memory, code
        self.rendered_by = f"{type(renderer)} {settings}"

    def html(self, markdown: str) -> str:
        """A piece, rendered once."""
        render = partial(_html, self.renderer, markdown)
        return self.memory.remember(f"piece {markdown}", (self.rendered_by, self.code), render)


def _html(renderer: Renderer, markdown: str) -> str:
    renderer.reset()
    return renderer.convert(markdown)


def refused(docs: Docs, pieces: Pieces, code: UsedCode, passed_before: Cache) -> list[Problem]:
    """What the sources hold and may not; a source that passed is not looked at again until it changes."""
    inside = sorted(docs.folder.rglob("*"))
    found = allowed.file_problems(path.relative_to(docs.folder).as_posix() for path in inside if path.is_file())
    found += allowed.link_problems(path.relative_to(docs.folder).as_posix() for path in inside if path.is_symlink())
    written: list[Source | Data] = [*docs.pages.values(), *docs.yaml.values(), *docs.notebooks.values()]
    for source in written:
        key = code.digest(*LOOKED_AT_BY, also=repr((pieces.rendered_by, source.path, source.text)))
        try:
            passed_before.remember("allowed.txt", key, partial(_passed, source, pieces))
        except DocsError as error:
            found += error.problems
    return found


def _passed(source: Source | Data, pieces: Pieces) -> str:
    """Says so if a source holds nothing that it may not. Raises DocsError."""
    if isinstance(source, Data):
        found = allowed.yaml_problems(source, lambda text: pieces.html(slots.with_slots(of(text))))
    elif notebooks.is_notebook(source.path):
        found = allowed.page_problems(source, pieces.html(notebooks.prose(source).text), {})
    else:
        found = allowed.page_problems(source, pieces.html(slots.with_slots(source)), front_matter(source))
    if found:
        raise DocsError(found)
    return "passed"


def front_matter(page: Source) -> Mapping[str, Any]:
    """What a page says about itself, its markers stripped."""
    return {key: slots.plain(value) for key, value in page.front_matter.items()}

"""What is slow to make and the same as long as all that it is made with is: kept from one build to the next, in files.

Each shelf is a folder of the cache: what notebooks gave when they ran, what Markdown was rendered to, what was drawn,
and what was found on finished pages.
"""

from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from checks.problems import DocsError
from checks.source import Docs
from drawing import maths_font, text_font
from features import notebooks
from publish import social_cards
from results import progress_line, used_code
from results.cache import Cache
from results.file_lock import alone

API = ":::"  # shows docstrings of the package
RENDERERS = (
    *("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "pygments"),
    *("mkdocstrings", "mkdocstrings-python", "mkdocs-autorefs", "griffelib"),
)
RENDERED_WITH = [*map(version, RENDERERS)]


class Shelves:
    """The shelves below a cache's folder, for what this code makes of these sources."""

    def __init__(self, folder: Path, code: used_code.UsedCode, docs: Docs) -> None:
        self.drawn, self.ran, self.rendered = (Cache(folder / name) for name in ("drawn", "notebooks", "rendered"))
        self.finished = Cache(folder / "finished")
        self.code, self.docs = code, docs

    def render(self, markdown: str, path: str, settings: str, render: Callable[[], str]) -> str:
        """What rendering a page's Markdown gave: before, if all that it is rendered with is as it was, else now."""
        docstrings = self.code.documented("rnn_docs") if API in markdown else ""
        key = self.code.digest(notebooks.HELD, also=repr((markdown, settings, docstrings, *RENDERED_WITH)))
        return self.rendered.remember(f"{path.replace('/', '-')}.json", key, render)

    def run_notebook(self, path: str, settings: str, run: Callable[[], str]) -> str:
        """What running a notebook gave: before, if all that it runs with is as it was, else now.

        While another process runs it, this one waits for what comes of that.

        Raises DocsError at the line of a cell that raises or is no Python.
        """
        paths = [*self.docs.notebooks]
        try:
            entry = self._notebook(path, settings)
            if (text := self.ran.find(*entry)) is None:
                progress_line.working(f"running {path}", paths.index(path) + 1, len(paths))
                with alone(self.ran.folder / f"{PurePosixPath(path).stem}.lock"):
                    text = self.ran.remember(*entry, run)
                progress_line.done()
            return text
        except Exception as error:
            if problem := notebooks.failure(self.docs.notebooks[path], error):
                raise DocsError([problem]) from None
            raise

    def is_to_be_run(self, path: str, settings: str) -> bool:
        """Whether a notebook has to run for its page; one that is no Python cannot."""
        try:
            return self.ran.find(*self._notebook(path, settings)) is None
        except SyntaxError:
            return False

    def _notebook(self, path: str, settings: str) -> tuple[str, str]:
        """The name and the key of what running a notebook gave."""
        return f"{PurePosixPath(path).stem}.json", notebooks.key(self.code, self.docs, path, settings)

    def maths_font(self, used: maths_font.Characters) -> bytes:
        """The font of formulas, cut to the characters that they show."""
        key = self.code.digest(("drawing.maths_font", "subset"), also=" ".join(used))
        return self._bytes("font.hex", key, partial(maths_font.subset, used))

    def maths_licence(self) -> str:
        """Its licence."""
        key = self.code.digest(("drawing.maths_font", "licence"))
        return self.drawn.remember("font-licence.txt", key, maths_font.licence)

    def text_font(self, used: str) -> bytes:
        """The font of words, cut likewise."""
        key = self.code.digest(("drawing.text_font", "subset"), also=used + version("fontpkg-inter"))
        return self._bytes("text-font.hex", key, partial(text_font.subset, used))

    def card(self, title: str, above: str) -> bytes:
        """The picture for those who share a page's address, as a PNG."""
        key = self.code.digest(("publish.social_cards", "draw"), also=repr((title, above)))
        return self._bytes("card.hex", key, partial(social_cards.draw, title, above))

    def _bytes(self, name: str, key: str, make: Callable[[], bytes]) -> bytes:
        """Of what is no text, its digits are kept."""
        return bytes.fromhex(self.drawn.remember(name, key, lambda: make().hex()))

    def style(self, name: str, depends_on: str, make: Callable[[], str]) -> str:
        """A stylesheet that was read before, the same text by the same code; else it is read now."""
        key = self.code.digest(("publish.used_styles", used_code.ALL), also=depends_on)
        return self.drawn.remember(name, key, make)

    def prune(self) -> None:
        """Drop what was kept for states of the sources that are long gone."""
        for shelf in (self.drawn, self.ran, self.rendered, self.finished, self.code.parsed):
            shelf.prune()
